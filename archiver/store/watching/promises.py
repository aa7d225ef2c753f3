"""What hosts were asked for today and what they asked for, so that a restart breaks no promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from archiver.store import rows
from archiver.store.opened import Opened

KEPT = timedelta(hours=26)
"""Longer than the day of a budget, by the hours at its ends."""


class Promises(Opened):
    """Doors for what is owed to hosts."""

    def note_requests(
        self, asked: Mapping[str, Sequence[datetime]], rests: Mapping[str, datetime], now: datetime
    ) -> None:
        """Add to what hosts were asked, and note until when they want to be left alone.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            for host, moments in asked.items():
                hours = Counter(rows.instant(moment)[: len("2026-11-24T09")] for moment in moments)
                last = {rows.instant(moment)[: len("2026-11-24T09")]: moment for moment in sorted(moments)}
                db.executemany(
                    "INSERT INTO host_requests (host, hour, times, last_at) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (host, hour) DO UPDATE SET times = times + excluded.times,"
                    " last_at = max(last_at, excluded.last_at)",
                    [(host, hour, times, rows.instant(last[hour])) for hour, times in hours.items()],
                )
            db.executemany(
                "INSERT INTO host_rests (host, until) VALUES (?, ?)"
                " ON CONFLICT (host) DO UPDATE SET until = excluded.until",
                [(host, rows.instant(until)) for host, until in rests.items()],
            )
            db.execute("DELETE FROM host_requests WHERE last_at < ?", (rows.instant(now - KEPT),))
            db.execute("DELETE FROM host_rests WHERE until < ?", (rows.instant(now),))

    def requests(self, since: datetime) -> dict[str, tuple[datetime, ...]]:
        """Return when each host was asked; those of an hour as if at the last of them.

        Raises:
            StoreError: the database cannot be used.
        """
        found: dict[str, tuple[datetime, ...]] = {}
        with self.reading() as db:
            for row in db.execute(
                "SELECT host, times, last_at FROM host_requests WHERE last_at >= ? ORDER BY last_at",
                (rows.instant(since),),
            ):
                found[row["host"]] = found.get(row["host"], ()) + (rows.when(row["last_at"]),) * row["times"]
        return found

    def rests(self, now: datetime) -> dict[str, datetime]:
        """Return until when hosts want to be left alone, as far as that is ahead.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute("SELECT host, until FROM host_rests WHERE until > ?", (rows.instant(now),))
            return {row["host"]: rows.when(row["until"]) for row in found}

    def due_by_host(self, now: datetime) -> dict[str, int]:
        """Return how many articles of each host are due.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT host, count(*) AS due FROM articles WHERE next_visit <= ? GROUP BY host",
                (rows.instant(now),),
            )
            return {row["host"]: row["due"] for row in found}
