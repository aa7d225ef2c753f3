"""When does a host that answers with an error want to be asked again? Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from archiver.model.http_dates import from_http

LONGEST_REST = timedelta(days=1)
"""A longer `Retry-After` counts as this. Hosts ask for seconds to an hour; a year is a mistake, or
meant to have us look away."""

TOO_MANY_REQUESTS = 429
"""Speaks of whoever asks too often, not of one address (RFC 6585 section 4)."""


def retry_at(status: int, header: str | None, now: datetime) -> datetime | None:
    """Return when an answer asks for the next request, or None where it does not.

    Args:
        status: of the answer; only errors are heard.
        header: `Retry-After`, seconds or a date (RFC 9110 section 10.2.3).
        now: UTC; by our own clock, as a date of theirs is by their own.
    """
    if status < 400 or header is None:
        return None
    said = header.strip()
    if said.isascii() and said.isdigit():
        wait = timedelta(seconds=min(int(said[:9]), LONGEST_REST.total_seconds()))
    else:
        until = from_http(said)
        if until is None:
            return None
        wait = min(until - now, LONGEST_REST)
    return now + wait if wait > timedelta() else None
