"""How much may be asked of a host in a day, and at what hours not at all; pure.

These are promises to a host beyond the seconds between two visits (`politeness.py`): they are counted
over a whole day, so they must outlive a restart, and the times of past requests come in as arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

DAY = timedelta(days=1)

LONGEST_SEARCH = 8
"""Steps from a quiet time to a full day and back; two are enough unless the rules leave no minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """A part of the day, by the clock of a place, in which a host is left alone."""

    begin: time
    end: time  # the first moment after; before `begin` where midnight lies between
    zone: tzinfo = UTC

    def __post_init__(self) -> None:
        """Refuse what would be all day or no time at all."""
        if self.begin == self.end:
            raise ValueError(f"quiet hours from {self.begin} to {self.end} are all day or none")
        if self.begin.tzinfo or self.end.tzinfo:
            raise ValueError("the zone of quiet hours is told apart from their times")

    def over_at(self, now: datetime) -> datetime:
        """Return when the host may be asked again, in UTC: `now` itself outside of quiet hours."""
        local = now.astimezone(self.zone)
        clock = local.time()
        if self.begin < self.end:
            quiet, tomorrow = self.begin <= clock < self.end, False
        else:
            quiet, tomorrow = clock >= self.begin or clock < self.end, clock >= self.begin
        if not quiet:
            return now
        day = local.date() + DAY if tomorrow else local.date()
        return max(datetime.combine(day, self.end, tzinfo=self.zone).astimezone(UTC), now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one host is spared. Without arguments: nothing."""

    per_day: int | None = None  # requests within any 24 hours
    quiet: QuietHours | None = None

    def __post_init__(self) -> None:
        """Refuse a budget that allows nothing: an article that may never be asked for is no article."""
        if self.per_day is not None and self.per_day < 1:
            raise ValueError(f"{self.per_day!r} requests a day are none; exclude the host instead")


def allowed_at(asked: Sequence[datetime], now: datetime, budget: Budget) -> datetime:
    """Return the first moment from `now` on at which the host may be asked.

    Args:
        asked: when it was asked before (UTC), in any order; what is older than a day is of no
            account, and neither is what lies ahead of `now`: a clock set back must not silence a host.
        now: UTC.
        budget: what the host is spared.

    The day is any 24 hours, not the calendar's, so that no midnight brings two budgets at once.
    """
    past = sorted(moment for moment in asked if moment <= now)
    at = now
    for _ in range(LONGEST_SEARCH):
        later = _within_quiet(_within_day(past, at, budget.per_day), budget.quiet)
        if later == at:
            break
        at = later
    return at


def left_today(asked: Sequence[datetime], now: datetime, budget: Budget) -> int | None:
    """Return how many requests the host still allows now; None where they are not counted."""
    if budget.per_day is None:
        return None
    return max(budget.per_day - sum(now - DAY < moment <= now for moment in asked), 0)


def _within_day(past: Sequence[datetime], at: datetime, per_day: int | None) -> datetime:
    if per_day is None or len(past) < per_day:
        return at
    return max(at, past[-per_day] + DAY)


def _within_quiet(at: datetime, quiet: QuietHours | None) -> datetime:
    return at if quiet is None else quiet.over_at(at)
