"""When is an article due again? A pure rule of what the last visit brought and of its past.

While an article answers and stays the same, its wait is

    PACE x (quiet + 1 h) ^ FRESHNESS / sqrt(edits an hour expected after so long a quiet time)

Of a number of visits, the one over the root of the rate gives the least sum of delays (the sum of
rate x wait / 2 where the sum of 1 / wait is given); the power of the quiet time makes it a growing
patience: a delay weighs less the older the news. The expected rate is learnt from each source
(`habits.py`), and so are the hours of the day: by the same root, a wait runs slower while the source
sleeps. Each edit of an article, and each time of change that its publisher claims, sets its quiet
time to nothing; how many edits it had before that did not help to foretell the next.

Measured (`python -m benchmarks.schedule`) on 5,713 BBC articles of 2021, their titles, standfirsts
and the publisher's times, 6,470 edits, 30 days each, habits learnt during the replay. Of an article's
visits, `late` ones came after it had left the feed, where the record ends and nothing can be found:

                                    visits   late   median       p95   missed
    NewsDiffs' ladder                 96.9   68.2   9.2 min   49.4 min   3.7 %
    ours, pace 2.03                   96.2   50.7   3.6       29.8       1.4
    News Sniffer's back-off           35.3   23.2  20.2       86.6      11.0
    ours, pace 0.65                   35.2   18.0   8.9       79.4       4.8
    diffengine's ratio               421.0  400.3  21.9      115.7      16.2
    ours, pace 12.9                  417.3  291.1   2.8        5.3       0.4
    0.2 x quiet time, from 10 min     51.2   25.8   7.0       61.9       3.3
    ours, pace 0.99                   50.9   25.8   6.1       56.9       3.0
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import assert_never

from archiver.errors import AddressRefused, CaptureError, RobotsRefused, SchemeRefused
from archiver.frontier.habits import BANDS, HOUR, Habits, activity, rates
from archiver.model.doubt import DoubtKind
from archiver.model.reading import Moment
from archiver.model.revision import (
    Changed,
    Edited,
    Failed,
    First,
    Gone,
    Memory,
    Moved,
    Rebased,
    Same,
    Suspect,
    Variant,
    Verdict,
)

PACE = 0.036
"""Hours; scales all waits so that `pace` 1.0 takes about 50 visits an article in its first 30 days."""

FRESHNESS = 0.7
"""Power of the quiet time. At 51 visits 0.6 took 58 min (p95) for the delay that takes 54 with 0.7; 0.8
takes 51, but by a ninth fewer visits to articles that left the feed."""

SETTLING = HOUR
"""Added to the quiet time, which shifts visits from the first hour to the next ten. Half an hour finds
an edit 1 min sooner (median) and takes 4 min longer at p95."""

SHORTEST_WAIT = timedelta(minutes=5)
"""Between two visits of an article, at any pace."""

LONGEST_WAIT = timedelta(days=30)
"""Between two visits of any kind."""

RETIRED_AFTER = timedelta(days=365)
"""Without a change since it was added or last asked for by a person, or gone, or unreadable. NewsDiffs stops
looking after a month; edits of old articles are rare but are the ones nobody else sees, and this costs about
ten visits more."""

SPREAD = 0.1
"""Largest part of a wait that jitter adds, so that articles found together drift apart."""

FURTHEST = LONGEST_WAIT * (1 + SPREAD)
"""No visit is planned for later. One that is was planned by a clock that was set back since, and is due."""

FIRST_RETRY = {
    "transient": timedelta(minutes=5),
    "lasting": timedelta(
        hours=6
    ),  # a certificate, a redirect loop, a wall, a bug of ours: not mended by asking
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

FAILED_VISITS = 10
"""Visits in a row that must have failed before an article is retired for it: a single look, made
under a clock that jumped a year ahead, retires nothing."""

TRANSIENT_DOUBTS = frozenset({DoubtKind.SHELL, DoubtKind.ERROR_PAGE, DoubtKind.CUT})
"""What asking again mends: a page that had not loaded, a busy server, half a text from a cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How often the articles of a source are visited. Without arguments: as where nothing is known."""

    pace: float = 1.0  # 2.0 visits an article that answers twice as often as 1.0 does
    habits: Habits = field(default_factory=Habits)

    def __post_init__(self) -> None:
        """Refuse a pace that is none."""
        if not 0 < self.pace < math.inf:
            raise ValueError(f"pace {self.pace!r} is not above 0")


USUAL = Tempo()


def next_visit(
    came: Verdict | CaptureError,
    memory: Memory,
    now: datetime,
    *,
    jitter: float,
    tempo: Tempo = USUAL,
    not_before: datetime | None = None,
) -> datetime | None:
    """Return when the article is due again, or None if it is retired.

    The answer is always later than `now`, by `SHORTEST_WAIT` at least and `LONGEST_WAIT` (and the
    jitter) at most, whatever the times in the memory say.

    Args:
        came: what the visit that just ended brought.
        memory: the article's past, before that visit.
        now: when the visit ended (UTC).
        jitter: from 0 to 1; spreads visits over time.
        tempo: of the article's source.
        not_before: what the host asked for (`Retry-After`). One that says so is no wall.

    Raises:
        ValueError: `jitter` is out of range.
    """
    if not 0 <= jitter <= 1:
        raise ValueError(f"jitter {jitter!r} is not between 0 and 1")
    wait = _retry("transient", memory, now) if not_before else _wait(came, memory, now, tempo)
    if wait is None:
        return None
    if not_before is not None:
        wait = min(max(wait, not_before - now), LONGEST_WAIT)
    return now + wait * (1 + SPREAD * jitter)


def _wait(came: Verdict | CaptureError, memory: Memory, now: datetime, tempo: Tempo) -> timedelta | None:
    match came:
        case First() | Changed() | Edited():
            return (
                _while_quiet(memory, now, tempo)
                if _is_restless(came, memory)
                else _after(timedelta(), now, tempo)
            )
        case Same() | Variant() | Rebased() if memory.article.gone_since is not None:
            return _after(timedelta(), now, tempo)  # who brings an article back has touched it
        case Same() | Variant() | Rebased() | Moved():
            return _while_quiet(memory, now, tempo)
        case Gone():
            return _retry("gone", memory, now)
        case Suspect(doubt=doubt) if doubt.article_answered:
            return _while_quiet(memory, now, tempo)
        case Suspect(doubt=doubt):
            return _retry("transient" if doubt.kind in TRANSIENT_DOUBTS else "lasting", memory, now)
        case AddressRefused() | RobotsRefused() | SchemeRefused():
            return _retry("refused", memory, now)
        case Failed():
            return _retry("lasting", memory, now)
        case CaptureError():
            return _retry("transient" if came.transient else "lasting", memory, now)
        case _:
            assert_never(came)


def _is_restless(came: First | Changed | Edited, memory: Memory) -> bool:
    """Tell whether no two looks agree: such a page would not come to rest for being looked at more often."""
    return isinstance(came, Changed) and came.looks == 1 and memory.pending is not None


def _while_quiet(memory: Memory, now: datetime, tempo: Tempo) -> timedelta | None:
    seen = memory.current.seen_until if memory.current else memory.article.added_at
    followed = abs(now - seen) <= LONGEST_WAIT * 2  # else the program slept, or the clock jumped
    if followed and _is_over(memory, now):
        return None
    return _after(_quiet(memory, now), now, tempo)


def _after(quiet: timedelta, now: datetime, tempo: Tempo) -> timedelta:
    """Return the wait of an article that has been quiet for so long."""
    knots = _knots(tempo.habits)
    place = min(math.log2(1 + (quiet + SETTLING) / HOUR) - 0.5, BANDS - 1.0)  # 0.0: middle of band 0
    left = min(int(place), BANDS - 2)
    grown = knots[left] + (knots[left + 1] - knots[left]) * (place - left)
    hours = min(PACE * math.exp(grown) / tempo.pace, LONGEST_WAIT / HOUR)
    return min(max(_on_the_clock(hours, now, tempo.habits), SHORTEST_WAIT), LONGEST_WAIT)


@lru_cache(maxsize=1024)
def _knots(habits: Habits) -> tuple[float, ...]:
    """Return the logarithm of the wait in the middle of each band, in hours at `PACE` 1, never falling.

    Where it would fall, because a source edits its articles after a week and hardly before, the bands
    share their mean (the isotonic regression, by pooling adjacent violators).
    """
    pools: list[tuple[float, int]] = []
    for number, rate in enumerate(rates(habits)):
        mean, size = FRESHNESS * math.log(2) * (number + 0.5) - math.log(rate) / 2, 1
        while pools and pools[-1][0] > mean:
            before, others = pools.pop()
            mean = (before * others + mean * size) / (others + size)
            size += others
        pools.append((mean, size))
    return tuple(mean for mean, size in pools for _ in range(size))


def _on_the_clock(hours: float, now: datetime, habits: Habits) -> timedelta:
    """Stretch a wait over hours in which the source rests, shrink it where it is busy."""
    density = _density(habits)
    days, left = divmod(hours, 24)  # a whole day is as long as it is
    hour, gone = now.hour, (now.minute * 60 + now.second) / 3600
    passed = 0.0
    while left > density[hour] * (1 - gone):
        left -= density[hour] * (1 - gone)
        passed += 1 - gone
        hour, gone = (hour + 1) % 24, 0.0
    return timedelta(days=days, hours=passed + left / density[hour])


@lru_cache(maxsize=1024)
def _density(habits: Habits) -> tuple[float, ...]:
    """Return how many visits each hour of the day deserves, 1.0 on average."""
    roots = [math.sqrt(share) for share in activity(habits)]
    mean = sum(roots) / 24
    return tuple(root / mean for root in roots)


def _quiet(memory: Memory, now: datetime) -> timedelta:
    """Return for how long an article has been quiet, as far as it matters.

    One that was published before it was found lies between its age and the time we know it (the
    geometric mean, from 1 h on): a feed that names it now has a reason, but an old article is no news.
    """
    quiet = max(now - _last_change(memory, now), timedelta())
    current = memory.current
    if current is None or current.opened_by != "first" or quiet > RETIRED_AFTER:
        return quiet
    known = min(max(now - current.seen_from, timedelta()), quiet)
    return HOUR * (math.sqrt((1 + known / HOUR) * (1 + quiet / HOUR)) - 1)


def _retry(kind: str, memory: Memory, now: datetime) -> timedelta | None:
    failures = memory.article.failures + 1
    if failures >= FAILED_VISITS and _is_over(memory, now):
        return None
    doublings = min(failures - 1, 20)  # beyond that every limit is reached
    return min(FIRST_RETRY[kind] * (1 << doublings), LONGEST_RETRY[kind])


def _is_over(memory: Memory, now: datetime) -> bool:
    """Tell whether an article was watched for long enough without a change.

    That counts from when it was added or wanted, however old it was then: what a person adds is watched.
    """
    article = memory.article
    since = max(_last_change(memory, now), article.added_at, article.wanted_at or article.added_at)
    return now - since > RETIRED_AFTER


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
