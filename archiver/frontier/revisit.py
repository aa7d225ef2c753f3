"""When is an article due again? A pure rule of what the last visit brought and of its past."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import assert_never

from archiver.errors import AddressRefused, CaptureError, RobotsRefused, SchemeRefused
from archiver.model.reading import Moment, PageKind
from archiver.model.revision import (
    Changed,
    Edited,
    First,
    Gone,
    Memory,
    Moved,
    Rebased,
    Returned,
    Same,
    Suspect,
    Variant,
    Verdict,
)

SHARE = 0.2
"""Part of the time since the last change that passes until the next visit.

Measured on 5,713 BBC articles of 2021 (titles and standfirsts, to the second, 30 days each): 50
visits an article find an edit after 5 minutes (median) and miss 4 % of the versions; 0.3 takes 40
visits for 8 minutes and 6 %. The idea is diffengine's ratio rule, counted from the last change
instead of from publication.
"""

SHORTEST_WAIT = timedelta(minutes=5)
"""Between two visits of an article; 2 minutes took 6 more visits in that measurement and found
nothing sooner."""

LONGEST_WAIT = timedelta(days=30)
"""Between two visits of any kind. A time further off was written under a wrong clock."""

RETIRED_AFTER = timedelta(days=365)
"""Without a change, or gone, or unreadable. NewsDiffs stops looking after a month; edits of old
articles are rare but are the ones nobody else sees, and this costs about ten visits more."""

SPREAD = 0.1
"""Largest part of a wait that jitter adds, so that articles found together drift apart."""

FIRST_RETRY = {
    "transient": timedelta(minutes=5),
    "lasting": timedelta(hours=6),  # a certificate, a redirect loop, a wall: not mended by asking
    "refused": timedelta(days=1),  # robots.txt is believed for a day (RFC 9309 section 2.4)
    "gone": timedelta(hours=1),  # 404 is often a mistake while publishing
}
"""Wait after the first visit that brought no article home, by class; it doubles with each more."""

LONGEST_RETRY = {
    "transient": timedelta(days=1),
    "lasting": timedelta(days=7),
    "refused": LONGEST_WAIT,
    "gone": LONGEST_WAIT,
}

PATIENCE = 10
"""Visits in a row that must have failed before an article is retired for it: a single look, made
under a clock that jumped a year ahead, retires nothing."""

TRANSIENT_PAGES = frozenset({PageKind.SHELL, PageKind.ERROR_PAGE})


def next_visit(
    came: Verdict | CaptureError, memory: Memory, now: datetime, *, jitter: float
) -> datetime | None:
    """Return when the article is due again, or None if it is retired.

    The answer is always later than `now`, by `SHORTEST_WAIT` at least and `LONGEST_WAIT` (and the
    jitter) at most, whatever the times in the memory say.

    Args:
        came: what the visit that just ended brought.
        memory: the article's past, before that visit.
        now: when the visit ended (UTC).
        jitter: from 0 to 1; spreads visits over time.

    Raises:
        ValueError: `jitter` is out of range.
    """
    if not 0 <= jitter <= 1:
        raise ValueError(f"jitter {jitter!r} is not between 0 and 1")
    wait = _wait(came, memory, now)
    return None if wait is None else now + wait * (1 + SPREAD * jitter)


def due_by_mistake(next_visit: datetime, now: datetime) -> bool:
    """Tell whether a time of visit is further off than any this policy gives.

    It was then written under a clock that has been set back since, and the article is due.
    """
    return next_visit > now + LONGEST_WAIT * (1 + SPREAD)


def _wait(came: Verdict | CaptureError, memory: Memory, now: datetime) -> timedelta | None:
    match came:
        case First() | Changed() | Edited() | Variant():
            return SHORTEST_WAIT
        case Same() | Rebased() | Moved():
            return _while_quiet(memory, now)
        case Returned():
            return SHORTEST_WAIT
        case Gone():
            return _retry("gone", memory, now)
        case Suspect():
            kind = came.reason.partition(":")[0]
            return _retry("transient" if kind in TRANSIENT_PAGES else "lasting", memory, now)
        case AddressRefused() | RobotsRefused() | SchemeRefused():
            return _retry("refused", memory, now)
        case CaptureError():
            return _retry("transient" if came.transient else "lasting", memory, now)
        case _:
            assert_never(came)


def _while_quiet(memory: Memory, now: datetime) -> timedelta | None:
    quiet = max(now - _last_change(memory, now), timedelta())
    seen = memory.current.seen_until if memory.current else memory.article.added_at
    followed = abs(now - seen) <= LONGEST_WAIT * 2  # else the program slept, or the clock jumped
    if quiet > RETIRED_AFTER and followed:
        return None
    return min(max(quiet * SHARE, SHORTEST_WAIT), LONGEST_WAIT)


def _retry(kind: str, memory: Memory, now: datetime) -> timedelta | None:
    failures = memory.article.failures + 1
    if failures >= PATIENCE and now - _last_change(memory, now) > RETIRED_AFTER:
        return None
    doublings = min(failures - 1, 20)  # beyond that every limit is reached
    return min(FIRST_RETRY[kind] * (1 << doublings), LONGEST_RETRY[kind])


def _last_change(memory: Memory, now: datetime) -> datetime:
    """Return the latest change known: seen by us, or claimed by the publisher.

    What the publisher says of the future is not believed.
    """
    current = memory.current
    if current is None:
        return memory.article.added_at
    claims = (_instant(current.reading.published_at), _instant(current.reading.modified_at))
    known = [claim for claim in claims if claim is not None and claim <= now]
    if current.opened_by in ("edit", "reversion") or not known:
        known.append(current.seen_from)
    return max(known)


def _instant(moment: Moment | None) -> datetime | None:
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), tzinfo=UTC)
