"""Doors for lists: articles, what was kept of one. Nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from archiver.model.capture import Depth, Digest
from archiver.model.listing import KeptFile, KeptSnapshot, Listing
from archiver.model.revision import Outcome
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.articles import source_id

OF_ARTICLES = """
SELECT articles.*, sources.name AS source_name, readings.headline, revisions.number
FROM articles
LEFT JOIN revisions ON revisions.id = articles.revision
LEFT JOIN readings ON readings.id = revisions.reading
LEFT JOIN sources ON sources.id = articles.source
"""

FETCHED = 500
"""Articles fetched at once; an iterator holds no lock and no cursor between two pages."""


class Listings(Opened):
    """Doors for lists."""

    def listings(self, *, source: str | None = None, resting: bool = False) -> Iterator[Listing]:
        """Iterate over the watched articles in the order they were added.

        Those that have retired into another are not among them.

        Args:
            source: only of this source.
            resting: also those that are visited only when asked.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            number = source_id(db, source)
        return self._listings(number, resting=resting)

    def _listings(self, source: int | None, *, resting: bool) -> Iterator[Listing]:
        after = 0
        while True:
            with self.reading() as db:
                page = db.execute(
                    f"{OF_ARTICLES} WHERE NOT {identity.RETIRED} AND articles.id > ?1"
                    " AND (?2 IS NULL OR articles.source = ?2) AND (?3 OR articles.next_visit IS NOT NULL)"
                    " ORDER BY articles.id LIMIT ?4",
                    (after, source, resting, FETCHED),
                ).fetchall()
            yield from map(listing, page)
            if len(page) < FETCHED:
                return
            after = page[-1]["id"]

    def tallies(self) -> Mapping[str, tuple[str, int, int]]:
        """Return of each source that ever was declared: its domain, its articles, and how many are watched.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT name, domain, count(articles.id) AS articles,"  # noqa: S608  the condition is ours
                " count(articles.next_visit) AS watched FROM sources LEFT JOIN articles"
                f" ON articles.source = sources.id AND NOT {identity.RETIRED}"
                " GROUP BY sources.id ORDER BY name"
            )
            return {row["name"]: (row["domain"], row["articles"], row["watched"]) for row in found}

    def kept_snapshots(self, article: int) -> tuple[KeptSnapshot, ...]:
        """Return what was kept of an article, and of those that have retired into it, oldest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT snapshots.*, visits.outcome, visits.reason,"
                " revisions.number, revisions.snapshot = snapshots.id AS opens"
                " FROM snapshots JOIN visits ON visits.id = snapshots.visit"
                " LEFT JOIN revisions ON revisions.id = visits.revision"
                " WHERE snapshots.article IN (SELECT value FROM json_each(?))"
                " ORDER BY snapshots.captured_at, snapshots.id",
                (rows.packed(identity.family(db, article)),),
            )
            return tuple(_kept_snapshot(row) for row in found)

    def kept_files(self, snapshots: Iterable[int]) -> tuple[KeptFile, ...]:
        """Return the artefacts of snapshots by name, in the order the snapshots are given.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return tuple(
                _kept_file(row)
                for one in snapshots
                for row in db.execute("SELECT * FROM artefacts WHERE snapshot = ? ORDER BY name", (one,))
            )

    def addresses_with(self, part: str, *, limit: int) -> tuple[str, ...]:
        """Return addresses of articles that hold a text, the newest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT url FROM articles WHERE instr(url, ?) > 0 ORDER BY id DESC LIMIT ?", (part, limit)
            )
            return tuple(row["url"] for row in found)


def listing(row: sqlite3.Row) -> Listing:
    """Return the list entry of a row of `OF_ARTICLES`."""
    return Listing(
        article=rows.article(row),
        headline=row["headline"],
        state=row["state"],
        moved_to=row["moved_to"],
        revisions=row["number"] or 0,
        last_visit=rows.maybe_when(row["last_visit"]),
        last_change=rows.maybe_when(row["last_change"]),
    )


def _kept_snapshot(row: sqlite3.Row) -> KeptSnapshot:
    return KeptSnapshot(
        id=row["id"],
        article=row["article"],
        captured_at=rows.when(row["captured_at"]),
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        status=row["status"],
        depth=Depth(row["depth"]),
        revision=row["number"],
        opens=bool(row["opens"]),
    )


def _kept_file(row: sqlite3.Row) -> KeptFile:
    return KeptFile(
        snapshot=row["snapshot"],
        name=row["name"],
        media_type=row["media_type"],
        digest=None if row["digest"] is None else Digest(row["digest"]),
        size_bytes=row["size_bytes"],
        missing=row["missing"],
        partial=bool(row["partial"]),
    )
