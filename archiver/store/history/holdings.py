"""Doors for handing out: every capture that was kept, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from archiver.errors import Damaged
from archiver.model.capture import Digest
from archiver.model.holding import Holding
from archiver.store.history.queries import Queries
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
        where = self._narrowed("snapshots.captured_at", since, until, source, url)
        for page in self._pages(HELD, "snapshots", "id", where, None):
            for row in page:
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
        where = self._narrowed("snapshots.captured_at", since, until, source, url)
        with self.reading() as db:
            query = f"{COUNTED} WHERE {where.sql()}"
            return int(db.execute(query, where.values).fetchone()[0])

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
