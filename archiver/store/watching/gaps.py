"""When nobody looked: times in which an article was not seen though it was due, and outages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.store import rows
from archiver.store.opened import Opened

LATE = timedelta(minutes=30)
"""A visit later than this leaves a gap; a round may take minutes, and a second look is soon enough."""

OUTAGE = "outage"
"""Kind of run under which the daemon notes that it did not run."""

UNSEEN = "('suspect', 'failed', 'refused')"
"""Outcomes of visits that did not see what the publisher has at the address."""

LAST_SIGHT = (
    "(SELECT started_at FROM visits WHERE visits.article = articles.id"  # noqa: S608  names are ours
    f" AND outcome NOT IN {UNSEEN} ORDER BY id DESC LIMIT 1)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which an article was not seen though it was due."""

    source: str | None
    url: str
    seen_before: datetime  # UTC; the last sight, or when the article was added
    seen_after: datetime | None  # UTC; None: it lasts
    failures: int  # visits in between that did not see it; 0: nobody looked


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which no daemon ran."""

    began_at: datetime  # UTC; last sign of life
    ended_at: datetime  # UTC


class Gaps(Opened):
    """Doors for what was not seen."""

    def longest_gaps(self, now: datetime, since: datetime) -> tuple[Gap, ...]:
        """Return each source's longest gap that ended since then or lasts; the longest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                f"""
                WITH every AS (
                  SELECT articles.source, articles.url, gaps.seen_before, gaps.seen_after, gaps.failures
                  FROM gaps JOIN articles ON articles.id = gaps.article WHERE gaps.seen_after >= ?1
                  UNION ALL
                  SELECT source, url, coalesce({LAST_SIGHT}, added_at), NULL, failures
                  FROM articles WHERE next_visit IS NOT NULL AND coalesce(due_since, next_visit) < ?2
                )
                SELECT sources.name, every.*,
                  max(julianday(coalesce(seen_after, ?3)) - julianday(seen_before)) AS days
                FROM every LEFT JOIN sources ON sources.id = every.source
                GROUP BY every.source ORDER BY days DESC
                """,  # noqa: S608  names are ours
                (rows.instant(since), rows.instant(now - LATE), rows.instant(now)),
            )
            return tuple(
                Gap(
                    source=row["name"],
                    url=row["url"],
                    seen_before=rows.when(row["seen_before"]),
                    seen_after=rows.maybe_when(row["seen_after"]),
                    failures=row["failures"],
                )
                for row in found
            )

    def outages(self, since: datetime) -> tuple[Outage, ...]:
        """Return the times in which no daemon ran that ended since then, newest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT started_at, ended_at FROM runs WHERE kind = ? AND ended_at >= ?"
                " ORDER BY ended_at DESC",
                (OUTAGE, rows.instant(since)),
            )
            return tuple(
                Outage(began_at=rows.when(row["started_at"]), ended_at=rows.when(row["ended_at"]))
                for row in found
            )


def note_missed(db: sqlite3.Connection, article: int) -> None:
    """Remember from when an article was due that a visit did not see; before its next visit is set."""
    db.execute("UPDATE articles SET due_since = coalesce(due_since, next_visit) WHERE id = ?", (article,))


def note_seen(db: sqlite3.Connection, article: int, visit: int, seen_at: datetime) -> None:
    """Note the gap that ends with this sight, if the article was due long before."""
    row = db.execute(
        "SELECT coalesce(due_since, next_visit) AS due_at, failures, added_at FROM articles WHERE id = ?",
        (article,),
    ).fetchone()
    if row["due_at"] is None or seen_at - rows.when(row["due_at"]) <= LATE:
        db.execute("UPDATE articles SET due_since = NULL WHERE id = ? AND due_since IS NOT NULL", (article,))
        return
    before = db.execute(
        f"SELECT started_at FROM visits WHERE article = ? AND id < ? AND outcome NOT IN {UNSEEN}"  # noqa: S608
        " AND clock IS NULL ORDER BY id DESC LIMIT 1",
        (article, visit),
    ).fetchone()
    rows.insert(
        db,
        "gaps",
        {
            "article": article,
            "seen_before": before["started_at"] if before else row["added_at"],
            "due_at": row["due_at"],
            "seen_after": rows.instant(seen_at),
            "failures": row["failures"],
        },
    )
    db.execute("UPDATE articles SET due_since = NULL WHERE id = ?", (article,))
