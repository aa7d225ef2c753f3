"""Times as a reader sees them: intervals in UTC, never points that nobody observed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from markupsafe import Markup

DAYS = 10_000
"""Days whose words are kept in memory, a megabyte in all; a page says few of them hundreds of times."""


def between(not_before: datetime | None, not_after: datetime) -> Markup:
    """Say when something happened that was found at `not_after` and not yet at `not_before`."""
    if not_before is None:
        return Markup("by {}, {} UTC").format(day(not_after), _clock(not_after))
    if day(not_before) == day(not_after):
        return Markup("{}, {}").format(day(not_after), within_day(not_before, not_after))
    start, end = _clock(not_before), _clock(not_after)
    return Markup("between {}, {} and {}, {} UTC").format(day(not_before), start, day(not_after), end)


def within_day(not_before: datetime | None, not_after: datetime) -> Markup:
    """Say the same under a heading that names the day of `not_after`."""
    if not_before is None:
        return Markup("by {} UTC").format(_clock(not_after))
    if day(not_before) != day(not_after):
        return between(not_before, not_after)
    fine = not_after.replace(second=0, microsecond=0) == not_before.replace(second=0, microsecond=0)
    start, end = _clock(not_before, fine=fine), _clock(not_after, fine=fine)
    return Markup(f"between {start} and {end} UTC")  # noqa: S704  both are ours; a page has hundreds


def weekday(value: datetime) -> str:
    """Write the day with that of the week, as in `Tuesday, 17 March 2026`."""
    return f"{value.astimezone(UTC):%A}, {day(value)}"


def span(seen_from: datetime, seen_until: datetime) -> Markup:
    """Say from when to when something was seen."""
    start, end = _clock(seen_from), _clock(seen_until)
    if seen_from == seen_until:
        return Markup("{}, {} UTC").format(day(seen_from), start)
    if seen_from.astimezone(UTC).date() == seen_until.astimezone(UTC).date():
        return Markup("{}, {} to {} UTC").format(day(seen_from), start, end)
    return Markup("{}, {} to {}, {} UTC").format(day(seen_from), start, day(seen_until), end)


def moment(value: datetime | date) -> Markup:
    """Write a single instant, or a bare day where only the day is known."""
    if isinstance(value, datetime):
        return Markup("{}, {} UTC").format(day(value), _clock(value))
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), day(value))


def plain(value: datetime) -> str:
    """Write a single instant without markup, as in `17 March 2026, 11:12:00 UTC`."""
    return f"{day(value)}, {value.astimezone(UTC).time().isoformat('seconds')} UTC"


def day(value: datetime | date) -> str:
    """Write the day, as in `17 March 2026`."""
    return _day(value.astimezone(UTC).date() if isinstance(value, datetime) else value)


@lru_cache(maxsize=DAYS)
def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _clock(value: datetime, *, fine: bool = False) -> Markup:
    at = value.astimezone(UTC)
    iso = at.replace(tzinfo=None).isoformat(timespec="seconds")
    text = iso[len("2026-03-17T") :][: len("11:12:00" if fine else "11:12")]
    return Markup(f'<time datetime="{iso}Z">{text}</time>')  # noqa: S704  digits only; a page has hundreds
