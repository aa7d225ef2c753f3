"""Hours of the day, by the clock of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ONE_DAY = timedelta(days=1)  # of the calendar: from a date to the next, however many hours


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """A part of the day, by the clock of a place, in which a host, or who is told of edits, is left alone."""

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
        """Return the first moment that is not quiet, from `now` on, in UTC."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOfDay:
    """A moment of every day, by the clock of a place."""

    clock: time
    zone: tzinfo = UTC

    def last_before(self, now: datetime) -> datetime:
        """Return when it last was, at or before a moment; in UTC."""
        today = now.astimezone(self.zone).date()
        return max(at for at in map(self._on, (today, today - ONE_DAY)) if at <= now)

    def next_after(self, now: datetime) -> datetime:
        """Return when it will next be, after a moment; in UTC."""
        today = now.astimezone(self.zone).date()
        return min(at for at in map(self._on, (today, today + ONE_DAY)) if at > now)

    def _on(self, day: date) -> datetime:
        """Return its moment of a day; one that the clocks leave out is an hour later (PEP 495)."""
        return datetime.combine(day, self.clock, tzinfo=self.zone).astimezone(UTC)
