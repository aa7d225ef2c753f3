"""The rules that are a few lines each; which comes first is said in `table.py`."""

from __future__ import annotations

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.judge.case import Case
from archiver.judge.loss import LOST, kept_runs
from archiver.judge.trials import wording
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
    at its own address.
    """
    screening, current = case.sight.screening, case.memory.current
    if current is None:
        return None
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
    """Answer where a look made to confirm a change shows the current text: both are served side by side."""
    pending = case.memory.pending
    if pending is None or case.sight.task.purpose is not Purpose.CONFIRM or not case.is_current:
        return None
    return Variant(reason=wording(pending.reading, case.current.reading))


def same(case: Case) -> Same | None:
    """Answer where the page says what the current revision says."""
    return Same() if case.is_current else None


def relaid(case: Case) -> Rebased | None:
    """Answer where the page's new layout alone makes it read otherwise (`normalize/relaid.py`)."""
    return Rebased() if case.is_relaid() else None


def edited(case: Case) -> Edited:
    """Answer in any case: somebody edited the article, perhaps back to an earlier text."""
    current, found = case.current, case.sight.fingerprint
    diff = compare(current.reading, case.reading)
    earlier = (number for number, known in case.memory.fingerprints if known == found)
    return Edited(
        diff=diff,
        assessment=assess(current.reading, case.reading, diff),
        reverts_to=max((number for number in earlier if number < current.number), default=None),
    )
