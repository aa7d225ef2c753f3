"""The rules that are a few lines each; which comes first is said in `table.py`."""

from __future__ import annotations

from archiver.diff.calm import without_rolled_off
from archiver.diff.weigh import weigh_calm
from archiver.judge.case import Case
from archiver.judge.loss import DOUBTED_FOR, LOST, kept_runs
from archiver.judge.retracted import is_retracted
from archiver.judge.wording import wording
from archiver.model.capture import Purpose
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import PageKind
from archiver.model.revision import Edited, First, Gone, Moved, Rebased, Same, Suspect, Variant


def absent(case: Case) -> Gone | Moved | Suspect | None:
    """Answer where the page is not the article. One that never was an article cannot be gone."""
    sight, screening = case.sight, case.sight.screening
    if sight.is_article:
        return None
    if screening.kind is PageKind.GONE and case.memory.current is not None:
        return Gone(status=sight.status)
    if screening.kind is PageKind.MOVED:
        return _elsewhere(case)
    detail = screening.reason or "not the article"
    return Suspect(doubt=Doubt(kind=DoubtKind(screening.kind.value), detail=detail))


def _elsewhere(case: Case) -> Moved | Suspect | None:
    """Answer where another address answered, unless the article is only shown there for now.

    What is there is the article by its text. What was never read is read where it is, and still asked for
    at its own address, unless nothing there names what was asked for: that may be an appeal.
    """
    screening, current = case.sight.screening, case.memory.current
    if current is None:
        detail = f"{screening.reason}, where nothing names what was asked for"
        doubt = Doubt(kind=DoubtKind.MOVED, detail=detail)
        return Suspect(doubt=doubt) if screening.is_unnamed else None
    if kept_runs(current.reading, case.reading) < LOST:
        detail = f"{screening.reason}, where another text is"
        return Suspect(doubt=Doubt(kind=DoubtKind.MOVED, detail=detail))
    return Moved(to=screening.moved_to) if screening.moved_to else None


def first(case: Case) -> First | None:
    """Answer where the article was never read."""
    return First() if case.memory.current is None else None


def other_reader(case: Case) -> Rebased | None:
    """Answer where the current revision was read by another reader, and could not be reread.

    Two readers are never compared, so this sight is where the history goes on.
    """
    return Rebased() if case.current.reading.reader != case.reading.reader else None


def variant(case: Case) -> Variant | None:
    """Answer where a look made to confirm a change shows the current text: both are served side by side.

    That a place shows another value at every look is no news.
    """
    pending, agreement = case.memory.pending, case.agreement
    if pending is None or case.sight.task.purpose is not Purpose.CONFIRM or not case.is_current:
        return None
    if pending.reading is not None and not agreement.alternating:
        return None
    known = {place.place.part for place in case.memory.volatile if place.is_told}
    parts = {place.place.part for place in agreement.alternating}
    reason = wording(agreement.alternating, pending.reading)
    return Variant(reason=reason, is_news=not parts or not parts <= known)


def same(case: Case) -> Same | None:
    """Answer where the page says what the current revision says, and no variant may have come to stay.

    Where text of the article's column that was left out reads otherwise, it says so: that is a sign, no edit.
    """
    if not case.is_current or case.agreement.contested:
        return None
    was, now = (reading.signals.beside for reading in (case.current.reading, case.reading))
    return Same(beside=None not in (was, now) and was != now)


def doubtful(case: Case) -> Suspect | Rebased | None:
    """Answer where a change would be told on the ground of a reading of something else, or of a part.

    What is read now is kept and said; when it has lasted, the history goes on with it. Where the revision
    was such a reading and this one is not, it goes on at once. No edit is told. Where the page says that the
    article is withdrawn, that there is no text is what it says.
    """
    was, now = case.current.reading, case.reading
    if is_retracted(was, now):
        return None
    why = now.signals.why_doubtful or (now.signals.left if now.lacks_end_of(was) else None)
    if why is None:
        return Rebased() if was.signals.is_doubtful or was.lacks_end_of(now) else None
    return (
        Rebased() if case.unseen >= DOUBTED_FOR else Suspect(doubt=Doubt(kind=DoubtKind.DOUBTFUL, detail=why))
    )


def relaid(case: Case) -> Rebased | None:
    """Answer where the page's new layout alone makes it read otherwise (`normalize/relaid.py`)."""
    return Rebased() if case.is_relaid() else None


def edited(case: Case) -> Edited:
    """Answer in any case: somebody edited the article, perhaps back to an earlier text.

    The new revision opens at the first look, unless that alone was shown another headline on trial.
    """
    agreement = case.agreement
    change = agreement.look if agreement.change is None else agreement.change
    old = without_rolled_off(agreement.current, change)
    diff, assessment = weigh_calm((old, change), (case.current.reading, case.opening))
    earlier = (number for number in case.said_by(case.opening) if number < case.current.number)
    return Edited(
        diff=diff,
        assessment=assessment,
        reverts_to=max(earlier, default=None),
        not_before=agreement.own_seen,
        opens_here=case.opens_here,
    )
