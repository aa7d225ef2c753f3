"""Is the new reading a cut or emptied copy of the current one, rather than an edit of it?"""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from archiver.judge.case import Case
from archiver.judge.loss import DOUBTED_FOR, LOST, TELLING_CHARS, kept_share, runs_beside, text_runs
from archiver.judge.retracted import is_retracted
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Moment, Reading
from archiver.model.revision import LastingDoubt, Suspect
from archiver.model.text import same_text

REPLACED = 0.25
"""Share of the new text that may be new; with more of it the text was rewritten, not cut."""

SHARED_BY_CHANCE = 0.05
"""Share of the current text that another article may have in common with it: standing phrases."""

ONE_ARTICLE = 60
"""Likeness (0 to 100) from which two headlines may be of one article."""

WAS_LONG = 1_000
"""Characters of the current text from which one short line in its place is doubted."""

LINE = 400
TINY = 0.125
"""Most characters of such a line, and its largest share of the current text.

Source: of real articles whose body was emptied, the longest caption read in its place has 386.
"""

CUT_LOOKS = 7
CUT_LASTING = timedelta(hours=6)
"""A clean cut is believed sooner where so many looks in a row over so long a time found nothing else, each by
browser and in the bare response alike. Seven as for headlines (`waiting.py`); the time is our choice."""


def shrunk(case: Case) -> Suspect | None:
    """Answer where the page is a cut or emptied copy of the current text, or another page in its place.

    A text that was the article's before is none.
    """
    if case.is_known:
        return None
    doubt = doubt_of(
        case.current.reading,
        case.reading,
        doubts=case.sight.screening.doubts,
        unseen=case.unseen,
        cut_stands=_stands(case.memory.doubt, case.sight.seen_at),
    )
    return None if doubt is None else Suspect(doubt=doubt)


def _stands(doubt: LastingDoubt | None, seen_at: datetime) -> bool:
    """Tell whether this would be the last of enough looks in a row that saw a clean cut."""
    if doubt is None or doubt.kind is not DoubtKind.CUT:
        return False
    return doubt.looks >= CUT_LOOKS - 1 and seen_at - doubt.since >= CUT_LASTING


def doubt_of(
    old: Reading, new: Reading, *, doubts: tuple[str, ...], unseen: timedelta, cut_stands: bool = False
) -> Doubt | None:
    """Return why the new reading is doubted to be the article's, or None for what may be an edit.

    Doubted for good, as nobody edits so: a text cut within a paragraph, a text that lost its headline
    or bears the site's name, and a cut or a much shorter text while the page asks to subscribe; and another
    article or a wall under the address, however long it stands there.

    Doubted for `DOUBTED_FOR` after the whole text was last seen: a clean cut between two paragraphs that
    no notice announces, and one short line under the same headline in place of a long text.
    After that the page has shown itself long enough, and the change is an ordinary one, to be confirmed
    by further looks. Of a clean cut `CUT_LOOKS` in a row are long enough as well, if they took `CUT_LASTING`.

    What stood beside the current text as dek, caption or notice is nothing new where it is all that is left.

    A text that is withdrawn, as a notice says, that is rewritten, that loses less than half, that grows, or
    that a statement of some length or with a headline or a time of its own replaces under the same address
    and day is never doubted here.

    Args:
        old: the current revision.
        new: what the page says now, by the same reader.
        doubts: what the screening found on the page: it asks to subscribe, it is loading.
        unseen: since the current revision was last seen.
        cut_stands: enough looks before this one saw a clean cut.
    """
    if len(old.text) < TELLING_CHARS or not old.blocks:
        return None
    if is_retracted(old, new):
        return None
    if not same_text(new.headline) or _is_site(new):
        return Doubt(kind=DoubtKind.SHELL, detail="the headline is gone")
    kept = kept_share(old, new)
    if kept >= LOST:
        return None
    after = text_runs(new)
    added = len(after - text_runs(old) - runs_beside(old)) / len(after) if after else 0.0
    if added <= REPLACED:
        cut = _cut(old, new, kept, doubts)
        believed = unseen >= DOUBTED_FOR or _has_notice(old, new) or (cut_stands and _keeps_notices(old, new))
        return None if cut.kind is DoubtKind.CUT and believed else cut
    if doubts and len(new.text) * 2 < len(old.text):
        return Doubt(kind=DoubtKind.PAYWALL_STUB, detail=doubts[0])
    if unseen < DOUBTED_FOR and _is_one_line(old, new, kept) and not _is_announced(old, new):
        return Doubt(kind=DoubtKind.SHELL, detail="one line in place of the text, and nothing announces it")
    other = _other(old, new) if kept <= SHARED_BY_CHANCE else None
    return None if other is None else Doubt(kind=DoubtKind.ANOTHER, detail=other)


def _is_one_line(old: Reading, new: Reading, kept: float) -> bool:
    """Tell whether a long text gave way to next to nothing under the same headline."""
    return (
        kept <= SHARED_BY_CHANCE
        and len(old.text) >= WAS_LONG
        and len(new.text) < min(LINE, TINY * len(old.text))
        and same_text(old.headline) == same_text(new.headline)
    )


def _is_announced(old: Reading, new: Reading) -> bool:
    """Tell whether a notice or a later time of modification says that the text was changed.

    A time that is gone or earlier announces nothing: frames and teasers often lack their data.
    """
    return _is_later(old.modified_at, new.modified_at) or _has_notice(old, new)


def _has_notice(old: Reading, new: Reading) -> bool:
    """Tell whether a notice was put in."""
    return len(new.notices) > len(old.notices)


def _is_later(old: Moment | None, new: Moment | None) -> bool:
    """Tell whether a time was put later; where one is a bare day, days are compared."""
    if old is None or new is None:
        return new is not None
    if isinstance(old, datetime) and isinstance(new, datetime):
        return new > old
    return str(new)[:10] > str(old)[:10]


def _keeps_notices(old: Reading, new: Reading) -> bool:
    """Tell whether no notice went with the text: stubs end above them, editors leave them."""
    return len(new.notices) >= len(old.notices)


def _cut(old: Reading, new: Reading, kept: float, doubts: tuple[str, ...]) -> Doubt:
    """Return what kind of cut it is.

    A later time of modification announces none: a stub that is served after an edit bears the time of that.
    """
    says = f"only {kept:.0%} of the text is there"
    if doubts:
        return Doubt(kind=DoubtKind.PAYWALL_STUB, detail=f"{says}, and the page {doubts[0]}")
    if not new.blocks:
        return Doubt(kind=DoubtKind.SHELL, detail=says)
    if _ends_within(old, new):
        return Doubt(kind=DoubtKind.PAYWALL_STUB, detail=f"{says}, cut within a paragraph")
    return Doubt(kind=DoubtKind.CUT, detail=f"{says}, and no notice announces it")


def _ends_within(old: Reading, new: Reading) -> bool:
    """Tell whether the new text ends in the middle of a paragraph of the current one."""
    last = same_text(new.blocks[-1].text).rstrip(".… []")
    for block in old.blocks:
        whole = same_text(block.text)
        if whole.startswith(last) and len(last) < len(whole.rstrip(".… ")):
            return not _ends_sentence(whole, len(last))
    return False


def _ends_sentence(whole: str, at: int) -> bool:
    """Tell whether a sentence of the paragraph ends there."""
    return whole[at : at + 1] in ".!?" or whole[at - 1 : at] in '.!?”"'


def _other(old: Reading, new: Reading) -> str | None:
    """Tell another article, or a page that is none: a text with nothing in common, of another day.

    So is one under another headline that claims another address or author, or nothing that was claimed for
    the article: neither its address, nor its day, nor its author.
    """
    was, now = old.dated_at, new.dated_at
    if was and now and str(was)[:10] != str(now)[:10]:
        return "it is of another day"
    if fuzz.ratio(same_text(old.headline).casefold(), same_text(new.headline).casefold()) >= ONE_ARTICLE:
        return None
    if old.canonical and new.canonical:
        return "it gives another address" if _path(old.canonical) != _path(new.canonical) else None
    if set(old.bylines) - set(new.bylines) == set(old.bylines) != set():
        return "it is by nobody who signed this one"
    if was and not now:
        return "it bears no date"
    return None if now or new.bylines else "nothing on it is this article's"


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _is_site(reading: Reading) -> bool:
    """Tell whether the headline is the name of the site, by the page's own address."""
    host = urlsplit(reading.canonical or "").hostname or ""
    name = "".join(letter for letter in reading.headline.casefold() if letter.isalnum())
    labels = {label for label in host.split(".")[:-1] if len(label) > 3 and label != "www"}
    return name in labels or name == host.removeprefix("www.").replace(".", "")
