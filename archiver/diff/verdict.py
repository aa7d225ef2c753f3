"""What one sight of an article means: an edit, the same again, doubt, or no article at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import assert_never

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.diff.shrunk import LASTING, LOOKS, PATIENCE, is_unread, shrunk
from archiver.diff.trials import looks_needed, under_current_headline, wording
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import (
    Changed,
    Doubt,
    Edited,
    First,
    Gone,
    Memory,
    Moved,
    Pending,
    Rebased,
    Returned,
    Revision,
    Same,
    Suspect,
    Variant,
    Verdict,
)

UNREAD = "other: the page has the text, but our reader misses it"
"""Why a reading is doubted that lacks what the page holds."""

GONE_STATUS = 404
"""Recorded for an article that is gone where the page itself does not tell the status."""


def judge(
    memory: Memory,
    screening: Screening,
    reading: Reading | None,
    *,
    seen_at: datetime,
    confirming: bool,
    status: int = GONE_STATUS,
) -> Verdict:
    """Return what a sight of an article means, given what the archive knows of it.

    An edit takes looks in a row that agree, more of them where a headline is on trial
    (`trials.looks_needed`): those before the last are `Changed` and wait, as `memory.pending`. The
    others are looks made to confirm, or any later ones. That no two are the same capture is for the
    caller to know: on a simulated clock looks may bear one time. A confirming look that finds the
    current wording again shows a variant: two wordings are served side by side. An edit of the text
    is found while such a trial goes on: looks agree on it whichever headline they were shown, and the
    one that opens the revision is a look with the current headline.

    Args:
        memory: of the article, before this sight.
        screening: whether the capture shows the article at all.
        reading: what the capture says; None where the screening found no article.
        seen_at: when the capture was made (UTC).
        confirming: this look was made to confirm `memory.pending`.
        status: the HTTP status, for an article that is gone.

    Raises:
        ValueError: a bug of the caller: the reading was made by another reader than the current
            revision's, so the two cannot be compared; or there is no reading of an article.
    """
    if screening.kind is not PageKind.ARTICLE:
        return _judge_absence(memory, screening, status)
    if reading is None:
        raise ValueError(f"article {memory.article.id}: a sight of the article without a reading")
    doubt = _doubt(memory, screening, reading, seen_at)
    if doubt is not None:
        return Suspect(reason=doubt)
    verdict = _judge_reading(memory, reading, seen_at, confirming=confirming)
    if memory.article.gone_since is None:
        return verdict
    match verdict:
        case First() | Same() | Changed() | Edited():
            return Returned(then=verdict)
        case Variant():  # both wordings are back: the article is
            return Returned(then=Same())
        case _:
            assert_never(verdict)


def misread(
    memory: Memory, reading: Reading, *, seen_at: datetime, page_text: Callable[[], str]
) -> Suspect | Rebased | None:
    """Return what a reading means that lacks most of the current text while the page still has it.

    Our reader misses what it found before, so there is no edit. When that has lasted, the history goes on
    with what is read: a rebase.

    Args:
        memory: of the article, before this sight.
        reading: what the capture says, by the reader of the current revision.
        seen_at: when the capture was made (UTC).
        page_text: gives all text of the page, hidden text as well; asked only where much is missing.
    """
    current = memory.current
    if current is None or _is_known(memory, reading):
        return None
    if not is_unread(current.reading, reading, page_text):
        return None
    lasting = seen_at - current.seen_until >= PATIENCE and memory.article.gone_since is None
    return Rebased() if lasting else Suspect(reason=UNREAD)


def _judge_absence(memory: Memory, screening: Screening, status: int) -> Gone | Moved | Suspect:
    if screening.kind is PageKind.GONE and memory.current is not None:
        return Gone(status=status)
    if screening.kind is PageKind.MOVED and screening.moved_to:
        return Moved(to=screening.moved_to)
    return Suspect(reason=f"{screening.kind.value}: {screening.reason or 'not the article'}")


def _doubt(memory: Memory, screening: Screening, reading: Reading, seen_at: datetime) -> str | None:
    """Return why the reading is a cut or emptied copy of the current one; a text known before is none."""
    current = memory.current
    if current is None or current.reading.reader != reading.reader:
        return None
    if _is_known(memory, reading):
        return None
    unseen = seen_at - current.seen_until
    stands = partial(_stands, memory.doubt, seen_at)
    return shrunk(current.reading, reading, doubts=screening.doubts, unseen=unseen, stands=stands)


def _stands(doubt: Doubt | None, seen_at: datetime, reason: str) -> bool:
    """Tell whether this would be the last of enough looks in a row that had the same doubt."""
    if doubt is None or doubt.reason != reason:
        return False
    return doubt.looks >= LOOKS - 1 and seen_at - doubt.since >= LASTING


def _is_known(memory: Memory, reading: Reading) -> bool:
    """Tell whether a revision had this text."""
    return fingerprint(reading) in {known for _, known in memory.fingerprints}


def _judge_reading(
    memory: Memory, reading: Reading, seen_at: datetime, *, confirming: bool
) -> First | Same | Changed | Edited | Variant:
    current, pending = memory.current, memory.pending
    if current is None:
        return First()
    if current.reading.reader != reading.reader:
        raise ValueError(
            f"article {memory.article.id}: revision {current.number} was read by "
            f"{current.reading.reader!r}, this sight by {reading.reader!r}; reread the revision first"
        )
    found = fingerprint(reading)
    if found == _state_of(current):
        if confirming and pending is not None:
            return Variant(reason=wording(pending.reading, current.reading))
        return Same()
    if pending is not None and seen_at >= pending.seen_at:
        looks = 1 + _agreeing(pending, found, current.reading)
        if looks >= looks_needed(current.reading, reading, memory.variants):
            return _edited(memory, current, reading, found)
    return Changed()


def _agreeing(pending: Pending, found: str, current: Reading) -> int:
    """Return how many earlier looks showed the same.

    One may have been shown another headline: a look that shows the current one beside the same text tells
    that both are alive, so they agree on the text.
    """
    if pending.fingerprint == found:
        return pending.looks
    if pending.reading is None:
        return 0
    return int(fingerprint(under_current_headline(pending.reading, current)) == found)


def _state_of(revision: Revision) -> str:
    """Return the revision's fingerprint by today's rules, which may be newer than the stored one."""
    if revision.fingerprint.startswith(f"{VERSION}:"):
        return revision.fingerprint
    return fingerprint(revision.reading)


def _edited(memory: Memory, current: Revision, reading: Reading, found: str) -> Edited:
    diff = compare(current.reading, reading)
    earlier = [number for number, known in memory.fingerprints if known == found and number < current.number]
    return Edited(
        diff=diff,
        assessment=assess(current.reading, reading, diff),
        reverts_to=max(earlier, default=None),
    )
