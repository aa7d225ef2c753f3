"""Histories of articles that others captured, beside those that were watched."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.model.article import Article
from archiver.model.capture import Capture, Origin, digest_of
from archiver.model.imported import ImportedFrom, imported_address
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.articles import article_row, source_id


class Collections(Opened):
    """Doors for what is imported."""

    def imported_history(self, url: str, collection: str) -> Article | None:
        """Return the imported history of an article in a collection, or None: there is none yet.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            own = identity.known_as(db, rows.clean(canonical_url(url)))
            if own is None:
                return None
            address = imported_address(article_row(db, own)["url"], collection)
            row = db.execute("SELECT id FROM articles WHERE url = ?", (address,)).fetchone()
            return None if row is None else rows.article(article_row(db, row["id"]))

    def begin_imported(self, url: str, collection: str, *, source: str | None, now: datetime) -> Article:
        """Return the imported history of an article, begun if there was none.

        The article itself is known from then on, and rests where it was not watched.

        Args:
            url: of the article, in any spelling.
            collection: its name.
            source: whose article it is.
            now: since when it is known.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.writing() as db:
            own, _ = identity.find_or_watch(db, spelt, source=source_id(db, source), due=None, now=now)
            address = imported_address(article_row(db, own)["url"], collection)
            row = db.execute("SELECT id FROM articles WHERE url = ?", (address,)).fetchone()
            history = None if row is None else row["id"]
            begun = history or identity.begin_imported(db, own, address, collection, now)
            return rows.article(article_row(db, begun))

    def imported_histories(self, article: int) -> tuple[str, ...]:
        """Return the addresses of the histories of an article that others captured.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT url FROM articles WHERE collection IS NOT NULL"
                " AND id IN (SELECT value FROM json_each(?)) AND id <> ? ORDER BY url",
                (rows.packed(identity.family(db, article)), article),
            )
            return tuple(row["url"] for row in found)

    def origins(self, article: int) -> tuple[ImportedFrom, ...]:
        """Return which archives of others a history was imported from.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return origins_of(db, article)

    def is_kept(self, article: int, capture: Capture) -> bool:
        """Tell whether a capture of the same time, bytes and depth is in an imported history.

        Raises:
            StoreError: the database cannot be used.
        """
        digests = (
            None if one is None or one.content is None else digest_of(one.content)
            for one in (capture.response, capture.dom)
        )
        with self.reading() as db:
            row = db.execute(
                "SELECT 1 FROM visits WHERE article = ? AND started_at = ? AND depth = ?"
                " AND response_digest IS ? AND dom_digest IS ?",
                (article, rows.instant(capture.captured_at), capture.depth.value, *digests),
            ).fetchone()
            return row is not None

    def is_record_kept(self, article: int, archive: str, record: str) -> bool:
        """Tell whether a record was imported into a history before.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = db.execute(
                "SELECT 1 FROM imports JOIN visits ON visits.id = imports.visit"
                " WHERE imports.record = ? AND imports.archive = ? AND visits.article = ?",
                (rows.clean(record), rows.clean(archive), article),
            ).fetchone()
            return row is not None

    def newest_capture(self, article: int) -> datetime | None:
        """Return the time of the newest capture of an article; None: there is none.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = db.execute("SELECT max(started_at) FROM visits WHERE article = ?", (article,)).fetchone()
            return rows.maybe_when(row[0])


def origins_of(db: sqlite3.Connection, article: int) -> tuple[ImportedFrom, ...]:
    """Return which archives of others a history was imported from."""
    found = db.execute(
        "SELECT archive, made_by, count(*) AS captures, max(imported_at) AS imported_at FROM visits"
        " JOIN imports ON imports.visit = visits.id WHERE visits.article = ?"
        " GROUP BY archive, made_by ORDER BY archive, made_by",
        (article,),
    )
    return tuple(
        ImportedFrom(
            archive=row["archive"],
            made_by=row["made_by"],
            captures=row["captures"],
            imported_at=rows.when(row["imported_at"]),
        )
        for row in found
    )


def note_import(db: sqlite3.Connection, visit: int, origin: Origin, now: datetime) -> None:
    """Write where an imported capture was found."""
    rows.insert(
        db,
        "imports",
        {
            "visit": visit,
            "archive": rows.clean(origin.archive),
            "record": rows.clean(origin.record),
            "made_by": rows.maybe_clean(origin.made_by),
            "imported_at": rows.instant(now),
        },
    )
