"""How much may be asked of a host in a day, and at what hours not at all; pure.

These are promises to a host beyond the seconds between two visits (`politeness.py`): they are counted
over a whole day, so they must outlive a restart, and the times of past requests come in as arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.model.hours import QuietHours

DAY = timedelta(days=1)
"""The span that a budget counts in."""

LONGEST_SEARCH = 8
"""Steps from a quiet time to a full day and back; two are enough unless the rules leave no minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one host is spared. Without arguments: nothing."""

    per_day: int | None = None  # requests within any 24 hours
    quiet: tuple[QuietHours, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a budget that allows nothing: an article that may never be asked for is no article."""
        if self.per_day is not None and self.per_day < 1:
            raise ValueError(f"{self.per_day!r} requests a day would be none; exclude the host instead")


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


def _within_day(past: Sequence[datetime], at: datetime, per_day: int | None) -> datetime:
    if per_day is None or len(past) < per_day:
        return at
    return max(at, past[-per_day] + DAY)


def _within_quiet(at: datetime, quiet: Sequence[QuietHours]) -> datetime:
    return max((hours.over_at(at) for hours in quiet), default=at)
