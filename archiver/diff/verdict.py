"""What one sight of an article means: an edit, the same again, doubt, or no article at all."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import VERSION, fingerprint
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import (
    Changed,
    Edited,
    First,
    Gone,
    Memory,
    Moved,
    Returned,
    Revision,
    Same,
    Suspect,
    Variant,
    Verdict,
)

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

    An edit takes two looks that agree: the first is `Changed` and waits, as `memory.pending`. The
    second is a look made to confirm, or any later one. That both are not the same capture is for the
    caller to know: on a simulated clock two looks may bear one time. A
    confirming look that finds the current wording again shows a variant: two wordings are served
    side by side.

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
    match screening.kind:
        case PageKind.GONE if memory.current is not None:
            return Gone(status=status)
        case PageKind.MOVED if screening.moved_to:
            return Moved(to=screening.moved_to)
        case PageKind.ARTICLE:
            pass
        case _:
            return Suspect(reason=f"{screening.kind.value}: {screening.reason or 'not the article'}")
    if reading is None:
        raise ValueError(f"article {memory.article.id}: a sight of the article without a reading")
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
            return Variant(reason="second look showed the old wording")
        return Same()
    if pending is not None and found == pending.fingerprint and seen_at >= pending.seen_at:
        return _edited(memory, current, reading, found)
    return Changed()


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
