"""Is the new reading a cut or emptied copy of the current one, rather than an edit of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from archiver.model.reading import Moment, Reading
from archiver.model.text import same_text, unspaced

LOST = 0.5
"""Share of the current text that must be missing."""

REPLACED = 0.25
"""Share of the new text that may be new; with more of it the text was rewritten, not cut."""

SHARED = 0.05
"""Share of the current text that another article may have in common with it: standing phrases."""

ALIKE = 60
"""Likeness (0 to 100) from which two headlines may be of one article."""

SHORT = 200
"""Characters of the current text below which nothing is told from its length."""

WAS_LONG = 1_000
"""Characters of the current text from which one short line in its place is doubted."""

LINE = 400
TINY = 0.125
"""Most characters of such a line, and its largest share of the current text.

Source: of real articles whose body was emptied, the longest caption read in its place has 386.
"""

PATIENCE = timedelta(hours=48)
"""How long after the whole text was last seen a clean cut is doubted.

Meters are reset by the day or the month, but every other visitor of a metered page is shown the whole
text meanwhile, and a half-filled cache lives hours.
"""

LOOKS = 7
LASTING = timedelta(hours=6)
"""A clean cut is believed sooner where so many looks in a row over so long a time found nothing else, each by
browser and in the bare response alike. Seven as for headlines (`trials.py`); the time is our choice."""

STILL_THERE = 0.5
"""Share of the missing text that the page must hold elsewhere to show that our reader missed it."""

SHINGLE = 5  # words that are compared together


def shrunk(
    old: Reading,
    new: Reading,
    *,
    doubts: tuple[str, ...],
    unseen: timedelta,
    stands: Callable[[str], bool] = lambda _: False,
) -> str | None:
    """Return why the new reading is doubted to be the article's, or None for what may be an edit.

    Doubted for good, as nobody edits so: a text cut within a paragraph, a text that lost its headline
    or bears the site's name, and a cut while the page asks to subscribe.

    Doubted for `PATIENCE` after the whole text was last seen: a clean cut between two paragraphs that
    no notice announces; another article under the address, by
    the address, the day or the author it claims; one short line under the same headline in place of a
    long text; and a much shorter text beside the words of a paywall.
    After that the page has shown itself long enough, and the change is an ordinary one, to be confirmed
    by further looks. Of a clean cut `LOOKS` in a row are long enough as well, if they took `LASTING`.

    What stood beside the current text as dek, caption or notice is nothing new where it is all that is left.

    A text that is rewritten, that loses less than half, that grows, or that a statement of some length
    or with a headline or a time of its own replaces under the same address and day is never doubted here.

    Args:
        old: the current revision.
        new: what the page says now, by the same reader.
        doubts: what the screening found on the page: it asks to subscribe, it is loading.
        unseen: since the current revision was last seen.
        stands: tells of a reason whether enough looks before this one had it.
    """
    before, after = _shingles(old), _shingles(new)
    if len(old.text) < SHORT or not before:
        return None
    if not same_text(new.headline) or _is_site(new):
        return "shell: the headline is gone"
    kept = len(before & after) / len(before)
    if kept >= LOST:
        return None
    added = len(after - before - _beside(old)) / len(after) if after else 0.0
    if added <= REPLACED:
        return _cut(old, new, kept, doubts, unseen, stands)
    if doubts and unseen < PATIENCE and len(new.text) * 2 < len(old.text):
        return f"paywall_stub: {doubts[0]}"
    if _is_one_line(old, new, kept) and not _is_announced(old, new) and unseen < PATIENCE:
        return "shell: one line in place of the text, and nothing announces it"
    return _other(old, new, kept, unseen)


def is_unread(old: Reading, new: Reading, page_text: Callable[[], str]) -> bool:
    """Tell whether the text that is missing stands on the page all the same, shown or hidden.

    Then nobody deleted it: the page was rebuilt, or put it behind a button, and our reader misses it.

    Args:
        old: the current revision.
        new: what the reader finds now.
        page_text: gives all text of the page, hidden text as well; asked only where much is missing.
    """
    before, after = _shingles(old), _shingles(new)
    if len(old.text) < SHORT or len(before & after) >= LOST * len(before):
        return False
    here = {unspaced(block.text) for block in new.blocks}
    missing = [text for block in old.blocks if (text := unspaced(block.text)) not in here]
    page = unspaced(page_text())
    return sum(len(text) for text in missing if text in page) > STILL_THERE * sum(map(len, missing))


def _is_one_line(old: Reading, new: Reading, kept: float) -> bool:
    """Tell whether a long text gave way to next to nothing under the same headline."""
    return (
        kept <= SHARED
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


def _cut(
    old: Reading,
    new: Reading,
    kept: float,
    doubts: tuple[str, ...],
    unseen: timedelta,
    stands: Callable[[str], bool],
) -> str | None:
    says = f"only {kept:.0%} of the text is there"
    if doubts:
        return f"paywall_stub: {says}, and the page {doubts[0]}"
    if not new.blocks:
        return f"shell: {says}"
    if _ends_within(old, new):
        return f"paywall_stub: {says}, cut within a paragraph"
    # a later time announces nothing here: a stub that is served after an edit bears the time of that
    silent = f"shell: {says}, and no notice announces it"
    kept_notices = len(new.notices) >= len(old.notices)  # stubs end above them; editors leave them
    believed = unseen >= PATIENCE or _has_notice(old, new) or (kept_notices and stands(silent))
    return None if believed else silent


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


def _other(old: Reading, new: Reading, kept: float, unseen: timedelta) -> str | None:
    """Tell another article: nothing in common, and the page itself claims another place or day."""
    if kept > SHARED or unseen >= PATIENCE:
        return None
    if fuzz.ratio(same_text(old.headline).casefold(), same_text(new.headline).casefold()) >= ALIKE:
        return None
    if old.published_at and new.published_at and str(old.published_at)[:10] != str(new.published_at)[:10]:
        return "other: an article of another day"
    if old.canonical and new.canonical:
        return "other: another article" if _path(old.canonical) != _path(new.canonical) else None
    if set(old.bylines) - set(new.bylines) == set(old.bylines) != set():
        return "other: another article or page, by nobody who signed this one"
    return "other: a page without a date" if old.published_at and not new.published_at else None


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")


def _is_site(reading: Reading) -> bool:
    """Tell whether the headline is the name of the site, by the page's own address."""
    host = urlsplit(reading.canonical or "").hostname or ""
    name = "".join(letter for letter in reading.headline.casefold() if letter.isalnum())
    labels = {label for label in host.split(".")[:-1] if len(label) > 3 and label != "www"}
    return name in labels or name == host.removeprefix("www.").replace(".", "")


def _shingles(reading: Reading) -> set[tuple[str, ...]]:
    """Return the text as runs of words, which are the same wherever they stand."""
    return _runs(block.text for block in reading.blocks)


def _beside(reading: Reading) -> set[tuple[str, ...]]:
    """Return what stands beside the text as runs of words."""
    captions = (f"{caption.text} {caption.credit or ''}" for caption in reading.captions)
    return _runs((reading.dek or "", *captions, *(notice.text for notice in reading.notices)))


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = same_text(text).casefold().split()
        found |= {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return found
