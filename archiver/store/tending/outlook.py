"""What is coming: a disk that fills up, a source that has fallen silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.store import rows
from archiver.store.opened import Opened

LAST_WEEK = timedelta(days=7)
"""Evidence kept within so long says how fast the disk fills: a week has its Sunday."""

WARNED_BEFORE = timedelta(days=14)
"""So long before the disk is full at the pace of the last week it is said; a person needs days to buy one."""

LEAST_ROOM = 2_000_000_000
"""Bytes, below which it is said at any pace: a day of 300 articles with everything kept takes 1 GB (measured,
docs/decisions/0002-capture.md)."""

REMEMBERED = timedelta(days=30)
"""What a source did within so long, up to its newest article, is its habit."""

LEAST_ARTICLES = 10
"""Found within that time, below which a source has no habit."""

SILENT_AFTER = 3
"""Times its longest pause within that time, after which a source is called silent."""

LEAST_SILENCE = timedelta(days=1)
"""Shorter pauses are never called silence: newsrooms have nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The disk that the evidence lies on."""

    free_bytes: int
    bytes_a_day: float  # that were kept, on the mean of the last week
    full_in: timedelta | None  # at that pace; None: nothing was kept lately

    @property
    def is_scarce(self) -> bool:
        """Tell whether a person should see to it now."""
        soon = self.full_in is not None and self.full_in < WARNED_BEFORE
        return soon or self.free_bytes < LEAST_ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A source that has named no new article for much longer than it ever did."""

    source: str
    since: datetime  # UTC; when its newest article was found
    longest_pause: timedelta  # within 30 days before


class Outlook(Opened):
    """Doors for who wants to know before it hurts."""

    def room(self, now: datetime) -> Room:
        """Return how much room there is for evidence, and how long it will do.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            (kept,) = db.execute(
                "SELECT coalesce(sum(stored_bytes), 0) FROM files WHERE kept_at >= ?",
                (rows.instant(now - LAST_WEEK),),
            ).fetchone()
        free, a_day = self.folder.free_bytes(), kept / LAST_WEEK.days
        return Room(
            free_bytes=free,
            bytes_a_day=a_day,
            full_in=timedelta(days=min(free / a_day, timedelta.max.days)) if a_day else None,
        )

    def silent_sources(self, now: datetime) -> tuple[Silent, ...]:
        """Return the declared sources that have fallen silent, the longest silent first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "WITH newest AS (SELECT sources.id AS source, name, articles.added_at AS at FROM sources"
                " JOIN articles ON articles.id = (SELECT max(id) FROM articles WHERE source = sources.id)"
                " WHERE declared = 1 AND articles.added_at < ?),"
                " pauses AS (SELECT articles.source, added_at,"
                " julianday(added_at) - julianday(lag(added_at) OVER (PARTITION BY articles.source"
                " ORDER BY added_at)) AS pause FROM articles JOIN newest ON newest.source = articles.source"
                " WHERE added_at >= strftime('%Y-%m-%dT%H:%M:%f', newest.at, ?))"
                " SELECT name, at, max(pause) AS longest FROM pauses"
                " JOIN newest ON newest.source = pauses.source"
                " GROUP BY pauses.source HAVING count(*) >= ? ORDER BY at",
                (rows.instant(now - LEAST_SILENCE), f"-{REMEMBERED.days} days", LEAST_ARTICLES),
            ).fetchall()
        silent = (
            Silent(source=name, since=rows.when(at), longest_pause=timedelta(days=longest))
            for name, at, longest in found
        )
        return tuple(
            one for one in silent if now - one.since > max(SILENT_AFTER * one.longest_pause, LEAST_SILENCE)
        )
