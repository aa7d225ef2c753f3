"""What a reader has seen before: a mark in their own browser, and nothing on our side.

A cookie holds where the feed stood at the last visit and where it stands at this one. A visit lasts
until nothing was asked for half an hour, so that going back and forth in it moves no mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

COOKIE = "archiver_seen"

KEPT = {"max_age": 180 * 86_400, "httponly": True, "samesite": "strict"}
"""Half a year, for our own pages only."""

VISIT_SECONDS = 1800
"""After so long without a request a new visit begins. Source: the convention of web analytics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """Where the feed stood, as keys of its entries; 0 where nothing is known."""

    before: int  # when the visit before this one ended
    newest: int
    now: int  # seconds since 1970

    def at(self, newest: int) -> Visited:
        """Return the same once the feed was shown up to an entry."""
        return Visited(before=self.before, newest=max(self.newest, newest), now=self.now)

    def __str__(self) -> str:
        return f"{self.before}.{self.newest}.{self.now}"


def visited(cookie: str | None, *, now: datetime) -> Visited:
    """Read a cookie; one that we did not write says nothing."""
    at = int(now.timestamp())
    found = re.fullmatch(r"(\d{1,19})\.(\d{1,19})\.(\d{1,12})", cookie or "", re.ASCII)
    if not found:
        return Visited(before=0, newest=0, now=at)
    before, newest, last = map(int, found.groups())
    return Visited(before=before if at - last < VISIT_SECONDS else newest, newest=newest, now=at)
