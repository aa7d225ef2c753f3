"""Visits whose times are in doubt, because the clock that made them was ahead."""

from __future__ import annotations

from datetime import datetime

from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching.gaps import OUTAGE

CLOCK = "clock"
"""Kind of run under which it is noted that a clock before the newest visit was taken for right."""

LAST_CREDIBLE = "(SELECT max(started_at) FROM visits WHERE visits.{0} AND clock IS NULL AND started_at <= ?1)"


class Clock(Opened):
    """Doors for those who ask whether the clock can be right."""

    def newest_visit(self) -> datetime | None:
        """Return the time of the newest visit that is not in doubt (UTC); None: there is none.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return rows.maybe_when(db.execute("SELECT max(last_visit) FROM articles").fetchone()[0])

    def doubtful_visits(self) -> int:
        """Return how many visits were made by a clock that was ahead.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return int(db.execute("SELECT count(*) FROM visits WHERE clock IS NOT NULL").fetchone()[0])

    def doubt_later(self, now: datetime) -> int:
        """Take the clock for right and doubt all visits of a later time; return how many those are.

        They stay as they are, and are marked. What they moved into the future comes back: spans end at
        the last sight that is not in doubt, and their articles are due.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        at = rows.instant(now)
        with self.writing() as db:
            count = db.execute(
                "UPDATE visits SET clock = 'ahead' WHERE started_at > ? AND clock IS NULL", (at,)
            ).rowcount
            db.execute(
                "UPDATE revisions SET seen_until = max(seen_from, coalesce("  # noqa: S608  our text
                f"{LAST_CREDIBLE.format('revision = revisions.id AND visits.article = revisions.article')},"
                " seen_from)) WHERE seen_until > ?1",
                (at,),
            )
            db.execute(
                "UPDATE articles SET next_visit = iif(next_visit IS NULL, NULL, min(next_visit, ?1)),"  # noqa: S608
                " last_change = min(last_change, ?1), gone_since = min(gone_since, ?1), due_since = NULL,"
                f" last_visit = {LAST_CREDIBLE.format('article = articles.id')} WHERE last_visit > ?1",
                (at,),
            )
            db.execute("DELETE FROM runs WHERE kind = ? AND ended_at > ?", (OUTAGE, at))  # there was none
            rows.insert(
                db,
                "runs",
                {
                    "kind": CLOCK,
                    "started_at": at,
                    "ended_at": at,
                    "detail": f"taken for right; {count} visits of later times are in doubt",
                },
            )
        return count
