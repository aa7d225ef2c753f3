"""Doors for handing out: every capture that was kept, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from archiver.errors import Damaged
from archiver.model.capture import Digest
from archiver.model.holding import Holding
from archiver.store import rows
from archiver.store.history.queries import FETCHED, Queries, members_of
from archiver.store.history.readings import load_readings

HELD = (
    "SELECT snapshots.id, snapshots.manifest, articles.url,"
    " coalesce((SELECT max(readings.id) FROM readings WHERE readings.snapshot = snapshots.id),"
    " (SELECT revisions.reading FROM visits JOIN revisions ON revisions.id = visits.revision"
    " WHERE visits.id = snapshots.visit)) AS reading"
    " FROM snapshots JOIN articles ON articles.id = snapshots.article"
)
"""Snapshots with the newest reading of each, or that of the revision that was seen there."""

COUNTED = "SELECT count(*) FROM snapshots JOIN articles ON articles.id = snapshots.article"


class Holdings(Queries):
    """Doors for whoever hands out captures."""

    def holdings(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> Iterator[Holding | Damaged]:
        """Iterate over the captures that were kept, in the order they came in; one that is damaged is told.

        Args:
            since: captured at this instant or later.
            until: captured before this instant.
            source: only articles of this source.
            url: only this article, and those that have retired into it.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        condition, values = self._condition(since, until, source, url)
        after, more = 0, True
        while more:
            with self.reading() as db:
                page = db.execute(
                    f"{HELD} WHERE {condition} AND snapshots.id > ? ORDER BY snapshots.id LIMIT ?",
                    (*values, after, FETCHED),
                ).fetchall()
            more = len(page) == FETCHED
            for row in page:
                after = row["id"]
                try:
                    yield self._holding(row)
                except Damaged as error:
                    yield error

    def count_holdings(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> int:
        """Return how many captures `holdings` will give.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        condition, values = self._condition(since, until, source, url)
        with self.reading() as db:
            return int(db.execute(f"{COUNTED} WHERE {condition}", values).fetchone()[0])

    def _condition(
        self, since: datetime | None, until: datetime | None, source: str | None, url: str | None
    ) -> tuple[str, tuple[rows.Cell, ...]]:
        """Return the condition on snapshots, and what fills its question marks."""
        narrowed: list[tuple[str, rows.Cell]] = []
        if since is not None:
            narrowed.append(("snapshots.captured_at >= ?", rows.instant(since)))
        if until is not None:
            narrowed.append(("snapshots.captured_at < ?", rows.instant(until)))
        if source is not None:
            narrowed.append(("articles.source = (SELECT id FROM sources WHERE name = ?)", source))
        if url is not None:
            with self.reading() as db:
                members = members_of(db, url)
            narrowed.append(("articles.id IN (SELECT value FROM json_each(?))", rows.packed(members)))
        conditions = " AND ".join(("TRUE", *(condition for condition, _ in narrowed)))
        return conditions, tuple(value for _, value in narrowed)

    def _holding(self, row: sqlite3.Row) -> Holding:
        capture = self.capture_of(row["id"])
        with self.reading() as db:
            found = load_readings(db, [] if row["reading"] is None else [row["reading"]])
        reading = found.get(row["reading"])
        return Holding(
            snapshot=row["id"],
            article=row["url"],
            manifest=Digest(row["manifest"]),
            capture=capture,
            headline=reading.headline if reading else None,
            text=reading.text if reading else None,
        )
