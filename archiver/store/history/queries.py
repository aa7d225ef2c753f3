"""Doors for looking: revisions, edits, events, visits, snapshots. Nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from archiver.errors import UnknownArticle, UnknownRevision, UsageError
from archiver.model.capture import Capture, Digest, Resource, Snapshot
from archiver.model.revision import Edit, Event, Revision, Visit
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.evidence.captures import restore, restore_capture
from archiver.store.evidence.manifest import read_manifest
from archiver.store.history.readings import load_readings
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.repeats import FIRST_TOLD

FETCHED = 500
"""Rows fetched at once; an iterator holds no lock and no cursor between two pages."""

VISIT = "SELECT visits.*, articles.url FROM visits JOIN articles ON articles.id = visits.article"
EDIT = (
    "SELECT revisions.*, articles.url, sources.name AS source_name, readings.headline FROM revisions"
    " JOIN articles ON articles.id = revisions.article"
    " JOIN readings ON readings.id = revisions.reading"
    " LEFT JOIN sources ON sources.id = articles.source"
)
EVENT = (
    "SELECT events.*, articles.url, sources.name AS source_name FROM events"
    " JOIN articles ON articles.id = events.article"
    " LEFT JOIN sources ON sources.id = articles.source"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """Conditions of a query and what fills their question marks."""

    conditions: tuple[str, ...]
    values: tuple[rows.Cell, ...]

    def also(self, condition: str, *values: rows.Cell) -> _Where:
        return _Where(conditions=(*self.conditions, condition), values=self.values + values)

    def sql(self) -> str:
        return " AND ".join(self.conditions)


class Queries(Opened):
    """Doors for lookers."""

    def revisions(self, article: int) -> tuple[Revision, ...]:
        """Return the revisions of an article with their readings, oldest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute("SELECT * FROM revisions WHERE article = ? ORDER BY number", (article,))
            return revisions_of(db, found.fetchall())

    def revision(self, article: int, number: int) -> Revision:
        """Return one revision of an article.

        Raises:
            UnknownArticle: there is no article of that id.
            UnknownRevision: it has none of that number.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT * FROM revisions WHERE article = ? AND number = ?", (article, number)
            ).fetchall()
            if found:
                return revisions_of(db, found)[0]
            row = db.execute(
                "SELECT url, (SELECT max(number) FROM revisions WHERE article = articles.id) AS newest"
                " FROM articles WHERE id = ?",
                (article,),
            ).fetchone()
            if row is None:
                raise UnknownArticle(str(article))
            raise UnknownRevision(row["url"], number=number, newest=row["newest"] or 0)

    def edits(  # noqa: PLR0913  each is one way to narrow the feed
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        field: str | None = None,
        source: str | None = None,
        url: str | None = None,
        silent: bool | None = None,
        disclosure: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Edit]:
        """Iterate over edits, oldest first; one that two addresses of an article showed is told once.

        Args:
            since: seen at this instant or later.
            until: seen before this instant.
            field: only edits of this field; "body" is one.
            source: only articles of this source.
            url: only this article, and those that have retired into it.
            silent: only substantive edits that nothing announced (True), or all others (False).
            disclosure: only edits announced in this way; "none" for those not announced.
            limit: only the newest so many, still oldest first.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        where = self._narrowed("revisions.seen_from", since, until, source, url)
        where = where.also("revisions.not_before IS NOT NULL")  # has an index of its own
        where = where.also(FIRST_TOLD.format("revisions.id"))
        if field is not None:
            where = where.also(
                "EXISTS (SELECT 1 FROM edits WHERE edits.revision = revisions.id AND edits.field = ?)", field
            )
        if silent is not None:
            where = where.also("revisions.silent = 1" if silent else "revisions.silent = 0")
        if disclosure == "none":
            where = where.also("revisions.disclosure IS NULL")
        elif disclosure is not None:
            where = where.also("revisions.disclosure = ?", disclosure)
        return self._edits(where, limit)

    def events(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kind: str | None = None,
        source: str | None = None,
        url: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Event]:
        """Iterate over what happened to articles and is no edit, oldest first; filters as in `edits`.

        Raises:
            StoreError: the database cannot be used.
        """
        where = self._narrowed("events.not_after", since, until, source, url)
        if kind is not None:
            where = where.also("events.kind = ?", kind)
        pages = self._pages(EVENT, "events", "not_after", where, limit)
        return (rows.event(row) for page in pages for row in page)

    def visits(self, article: int, limit: int = 100) -> tuple[Visit, ...]:
        """Return the newest visits of an article, newest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                f"{VISIT} WHERE visits.article = ? ORDER BY visits.id DESC LIMIT ?", (article, limit)
            )
            return tuple(rows.visit(row) for row in found)

    def count_visits(self, article: int) -> int:
        """Return how often the article was visited, successfully or not.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return int(db.execute("SELECT count(*) FROM visits WHERE article = ?", (article,)).fetchone()[0])

    # --- evidence --------------------------------------------------------------------------------

    def snapshot(self, snapshot: int) -> Snapshot:
        """Return a snapshot.

        Raises:
            UsageError: there is none of that id.
            Damaged: its manifest does not come back.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return self._snapshot(db, self._snapshot_row(db, snapshot))

    def snapshots(self, article: int) -> tuple[Snapshot, ...]:
        """Return the snapshots of an article, oldest first.

        Raises:
            Damaged: a manifest does not come back.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT * FROM snapshots WHERE article = ? ORDER BY captured_at, id", (article,)
            )
            return tuple(self._snapshot(db, row) for row in found.fetchall())

    def artefact(self, snapshot: int, name: str) -> bytes:
        """Return what was kept of a snapshot under a name such as "response", "dom" or "manifest".

        Raises:
            UsageError: there is no such snapshot, or nothing was kept under that name.
            Damaged: the bytes do not come back.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            self._snapshot_row(db, snapshot)
            found = {
                row["name"]: row
                for row in db.execute("SELECT * FROM artefacts WHERE snapshot = ?", (snapshot,))
            }
            row = found.get(name)
            if row is None:
                raise UsageError(f"snapshot {snapshot} has no {name!r}; it has {', '.join(sorted(found))}")
            if row["digest"] is None:
                raise UsageError(f"snapshot {snapshot} has no {name!r}: {row['missing']}")
            return restore(db, self.folder, Digest(row["digest"]))

    def resources(self, snapshot: int) -> tuple[Resource, ...]:
        """Return the sub-resources of a snapshot, with the bodies that were kept.

        Raises:
            UsageError: there is no snapshot of that id.
            Damaged: a body, or the manifest, does not come back.
            StoreError: the database cannot be used.
        """
        return self.capture_of(snapshot).resources

    def capture_of(self, snapshot: int) -> Capture:
        """Return the capture of a snapshot as it was recorded.

        Raises:
            UsageError: there is no snapshot of that id.
            Damaged: a body, or the manifest, does not come back.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = self._snapshot_row(db, snapshot)
            manifest = restore(db, self.folder, Digest(row["manifest"]))
            return restore_capture(db, self.folder, manifest)

    def body(self, digest: Digest) -> bytes:
        """Return the bytes of a digest.

        Raises:
            Damaged: they do not come back, or were never kept.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return restore(db, self.folder, digest)

    # --- within ----------------------------------------------------------------------------------

    def _edits(self, where: _Where, limit: int | None) -> Iterator[Edit]:
        for page in self._pages(EDIT, "revisions", "seen_from", where, limit):
            with self.reading() as db:
                fields = _fields(db, [row["id"] for row in page])
            yield from (rows.edit(row, fields.get(row["id"], ())) for row in page)

    def _snapshot_row(self, db: sqlite3.Connection, snapshot: int) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute("SELECT * FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
        if row is None:
            raise UsageError(f"no snapshot {snapshot} in this archive")
        return row

    def _snapshot(self, db: sqlite3.Connection, row: sqlite3.Row) -> Snapshot:
        manifest = restore(db, self.folder, Digest(row["manifest"]))
        headers = read_manifest(manifest, lambda _: None).headers
        digests = db.execute(
            "SELECT name, digest FROM artefacts WHERE snapshot = ? AND digest IS NOT NULL ORDER BY name",
            (row["id"],),
        )
        return rows.snapshot(
            row, headers=headers, digests=[(name, Digest(digest)) for name, digest in digests]
        )

    def _narrowed(
        self,
        column: str,
        since: datetime | None,
        until: datetime | None,
        source: str | None,
        url: str | None,
    ) -> _Where:
        where = _Where(conditions=("TRUE",), values=())
        if since is not None:
            where = where.also(f"{column} >= ?", rows.instant(since))
        if until is not None:
            where = where.also(f"{column} < ?", rows.instant(until))
        if source is not None:
            where = where.also("articles.source = (SELECT id FROM sources WHERE name = ?)", source)
        if url is not None:
            with self.reading() as db:
                article = identity.known_as(db, canonical_url(url))
                members = () if article is None else identity.family(db, article)
            where = where.also("articles.id IN (SELECT value FROM json_each(?))", rows.packed(members))
        return where

    def _pages(
        self, query: str, table: str, column: str, where: _Where, limit: int | None
    ) -> Iterator[list[sqlite3.Row]]:
        """Yield rows by key, oldest first; with a limit, from the first of the newest so many."""
        key = f"({table}.{column}, {table}.id)"
        if limit is not None:
            if limit <= 0:
                return
            with self.reading() as db:
                first = db.execute(
                    f"{query} WHERE {where.sql()} ORDER BY {table}.{column} DESC, {table}.id DESC"
                    f" LIMIT 1 OFFSET ?",
                    (*where.values, limit - 1),
                ).fetchone()
            if first is not None:
                where = where.also(f"{key} >= (?, ?)", first[column], first["id"])
        after = where
        while True:
            with self.reading() as db:
                page = db.execute(
                    f"{query} WHERE {after.sql()} ORDER BY {table}.{column}, {table}.id LIMIT ?",
                    (*after.values, FETCHED),
                ).fetchall()
            if page:
                yield page
            if len(page) < FETCHED:
                return
            after = where.also(f"{key} > (?, ?)", page[-1][column], page[-1]["id"])


def revisions_of(db: sqlite3.Connection, found: list[sqlite3.Row]) -> tuple[Revision, ...]:
    """Return the revisions of these rows, with their readings."""
    readings = load_readings(db, [row["reading"] for row in found])
    return tuple(rows.revision(row, readings[row["reading"]]) for row in found)


def edits_by_id(db: sqlite3.Connection, ids: list[int]) -> Mapping[int, Edit]:
    """Return the edits of these ids."""
    found = db.execute(
        f"{EDIT} WHERE revisions.id IN (SELECT value FROM json_each(?))",  # noqa: S608  our text
        (rows.packed(ids),),
    ).fetchall()
    fields = _fields(db, ids)
    return {row["id"]: rows.edit(row, fields.get(row["id"], ())) for row in found}


def _fields(db: sqlite3.Connection, revisions: Iterable[int]) -> Mapping[int, list[sqlite3.Row]]:
    found: dict[int, list[sqlite3.Row]] = {}
    for row in db.execute(
        "SELECT * FROM edits WHERE revision IN (SELECT value FROM json_each(?)) ORDER BY id",
        (rows.packed(list(revisions)),),
    ):
        found.setdefault(row["revision"], []).append(row)
    return found
