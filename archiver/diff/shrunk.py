"""Is the new reading a cut or emptied copy of the current one, rather than an edit of it?"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from archiver.model.reading import Reading
from archiver.model.text import same_text

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

PATIENCE = timedelta(hours=48)
"""How long after the whole text was last seen a clean cut is doubted.

Meters are reset by the day or the month, but every other visitor of a metered page is shown the whole
text meanwhile, and a half-filled cache lives hours.
"""

SHINGLE = 5  # words that are compared together


def shrunk(old: Reading, new: Reading, *, doubts: tuple[str, ...], unseen: timedelta) -> str | None:
    """Return why the new reading is doubted to be the article's, or None for what may be an edit.

    Doubted for good, as nobody edits so: a text cut within a paragraph, a text that lost its headline
    or bears the site's name, and a cut while the page asks to subscribe.

    Doubted for `PATIENCE` after the whole text was last seen: a clean cut between two paragraphs that
    nothing announces (no notice, no other time of modification); another article under the address, by
    the address, the day or the author it claims; and a much shorter text beside the words of a paywall.
    After that the page has shown itself long enough, and the change is an ordinary one, to be confirmed
    by further looks.

    A text that is rewritten, that loses less than half, that grows, or that a statement replaces under
    the same address and day is never doubted here.

    Args:
        old: the current revision.
        new: what the page says now, by the same reader.
        doubts: what the screening found on the page: it asks to subscribe, it is loading.
        unseen: since the current revision was last seen.
    """
    before, after = _shingles(old), _shingles(new)
    if len(old.text) < SHORT or not before:
        return None
    if not same_text(new.headline) or _is_site(new):
        return "shell: the headline is gone"
    kept = len(before & after) / len(before)
    if kept >= LOST:
        return None
    added = len(after - before) / len(after) if after else 0.0
    if added <= REPLACED:
        return _cut(old, new, kept, doubts, unseen)
    if doubts and unseen < PATIENCE and len(new.text) * 2 < len(old.text):
        return f"paywall_stub: {doubts[0]}"
    return _other(old, new, kept, unseen)


def _cut(old: Reading, new: Reading, kept: float, doubts: tuple[str, ...], unseen: timedelta) -> str | None:
    says = f"only {kept:.0%} of the text is there"
    if doubts:
        return f"paywall_stub: {says}, and the page {doubts[0]}"
    if not new.blocks:
        return f"shell: {says}"
    if _ends_within(old, new):
        return f"paywall_stub: {says}, cut within a paragraph"
    announced = len(new.notices) > len(old.notices) or new.modified_at != old.modified_at
    return None if announced or unseen >= PATIENCE else f"paywall_stub: {says}, and nothing announces it"


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
    found: set[tuple[str, ...]] = set()
    for block in reading.blocks:
        words = same_text(block.text).casefold().split()
        found |= {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return found
