"""Times as HTTP writes them (RFC 9110 section 5.6.7)."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime


def from_http(said: str) -> datetime | None:
    """Return the instant (UTC) of a header such as `Memento-Datetime`, or None: there is none in it."""
    try:
        at = parsedate_to_datetime(said)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def as_http(at: datetime) -> str:
    """Return an aware instant as HTTP writes it."""
    return format_datetime(at.astimezone(UTC), usegmt=True)
