"""Hours of the day, by the clock of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo


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
        day = local.date() + timedelta(days=1) if tomorrow else local.date()
        return max(datetime.combine(day, self.end, tzinfo=self.zone).astimezone(UTC), now)
