"""Doors for looking: revisions, edits, events, visits, snapshots. Nothing here writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar, Unpack

from archiver.errors import UnknownArticle, UnknownRevision, UsageError
from archiver.model.capture import Capture, Digest, Resource, Snapshot
from archiver.model.filters import EditFilter
from archiver.model.manifest import read_manifest
from archiver.model.revision import Edit, Event, Revision, Visit
from archiver.store import rows
from archiver.store.evidence.captures import restore, restore_capture
from archiver.store.history.feed import EDIT, EVENT, Key, Wanted, count, ids, newest, oldest
from archiver.store.history.readings import load_readings
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.asking import asked_for
from archiver.store.words.terms import Sought

EDITS_ONLY = ("field", "silent", "disclosure", "weight", "change", "language", "phrase")
"""Filters that no event can meet."""

FETCHED = 500
"""Rows fetched at once; an iterator holds no lock and no cursor between two pages."""

NO_SOURCE = -1
"""Stands for a source that was never synced: no entry of the feed has it."""

T = TypeVar("T")

Change = tuple[str, str | None, str | None]
"""Field, old, new."""

VISIT = "SELECT visits.*, articles.url FROM visits JOIN articles ON articles.id = visits.article"
SIGNED_IN = (
    "EXISTS (SELECT 1 FROM snapshots WHERE snapshots.article = revisions.article AND snapshots.signed_in"
    " AND +snapshots.id IN (revisions.snapshot, (SELECT snapshot FROM revisions AS before"
    " WHERE before.article = revisions.article"
    " AND before.number = coalesce(revisions.follows, revisions.number - 1))))"
)
"""Whether somebody was signed in who made the opening snapshot of either side; most articles have none."""

OF_EDITS = (
    "revisions"
    " JOIN articles ON articles.id = revisions.article"
    " JOIN readings ON readings.id = revisions.reading"
    " LEFT JOIN sources ON sources.id = articles.source"
)
EDIT_ROWS = (
    "SELECT revisions.*, articles.url, sources.name AS source_name, readings.headline,"  # noqa: S608  our text
    f" {SIGNED_IN} AS signed_in FROM {OF_EDITS}"
)
EVENT_ROWS = (
    "SELECT events.*, articles.url, sources.name AS source_name FROM events"
    " JOIN articles ON articles.id = events.article"
    " LEFT JOIN sources ON sources.id = articles.source"
)


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

    def feed(self, *, events: bool = False, **which: Unpack[EditFilter]) -> Iterator[Edit | Event]:
        """Iterate over what is told, oldest first; of an edit that two addresses showed, only one.

        Args:
            events: also what happened to articles and is no edit; an event meets no filter but those on time,
                source and article.
            which: which edits; with `url` also those of articles that have retired into it.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        return self._told(self._wanted(events=events, **which), which.get("limit"))

    def _wanted(self, *, events: bool, **which: Unpack[EditFilter]) -> Wanted:
        phrase = which.get("phrase")
        of_edits = any(which.get(name) is not None for name in EDITS_ONLY)
        wanted = Wanted(
            what=EDIT if of_edits or not events else None,
            since=which.get("since"),
            until=which.get("until"),
            field=which.get("field"),
            silent=which.get("silent"),
            disclosure=which.get("disclosure"),
            weight=which.get("weight"),
            change=which.get("change"),
            language=which.get("language"),
            sought=None if phrase is None else Sought.of(phrase),
        )
        return self._narrowed(wanted, which.get("source"), which.get("url"))

    def edits(self, **which: Unpack[EditFilter]) -> Iterator[Edit]:
        """Iterate over edits, oldest first; filters as in `feed`.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        return (one for one in self.feed(**which) if isinstance(one, Edit))

    def told(self, **which: Unpack[EditFilter]) -> Iterator[dict[str, Any]]:
        """Iterate over edits as their documented JSON, oldest first; filters as in `feed`.

        Raises:
            SchemeRefused, InvalidURL: `url` is no address of a web page.
            StoreError: the database cannot be used.
        """
        wanted = self._wanted(events=False, **which)
        return self._paged(wanted, which.get("limit"), lambda db, keys: told_by_id(db, ids(keys, EDIT)))

    def count_edits(self, **which: Unpack[EditFilter]) -> int:
        """Return how many edits `told` tells.

        Raises:
            StoreError: the database cannot be used.
        """
        wanted, limit = self._wanted(events=False, **which), which.get("limit")
        with self.reading() as db:
            found = count(db, wanted)
        return found if limit is None else min(found, limit)

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
        wanted = Wanted(what=EVENT, kind=kind, since=since, until=until)
        found = self._told(self._narrowed(wanted, source, url), limit)
        return (one for one in found if isinstance(one, Event))

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

    def _told(self, wanted: Wanted, limit: int | None) -> Iterator[Edit | Event]:
        return self._paged(wanted, limit, both_by_key)

    def _paged(
        self, wanted: Wanted, limit: int | None, read: Callable[[sqlite3.Connection, list[Key]], Iterable[T]]
    ) -> Iterator[T]:
        for keys in self._pages(wanted, limit):
            with self.reading() as db:
                found = read(db, keys)
            yield from found

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

    def _narrowed(self, wanted: Wanted, source: str | None, url: str | None) -> Wanted:
        """Return what is wanted, of a source and an article given by name and address."""
        with self.reading() as db:
            if source is not None:
                row = db.execute("SELECT id FROM sources WHERE name = ?", (source,)).fetchone()
                wanted = replace(wanted, source=NO_SOURCE if row is None else row["id"])
            if url is not None:
                wanted = replace(wanted, articles=members_of(db, url))
        return wanted

    def _pages(self, wanted: Wanted, limit: int | None) -> Iterator[list[Key]]:
        """Yield entries of the feed, oldest first; with a limit, from the first of the newest so many."""
        first = None
        if limit is not None:
            if limit <= 0:
                return
            with self.reading() as db:
                first = next(iter(newest(db, wanted, limit=1, skip=limit - 1)), None)
        above = None
        while True:
            with self.reading() as db:
                keys = oldest(db, wanted, from_=first, above=above, limit=FETCHED)
            if keys:
                yield keys
            if len(keys) < FETCHED:
                return
            above = keys[-1]


def members_of(db: sqlite3.Connection, url: str) -> tuple[int, ...]:
    """Return the article of an address and those that have retired into it; none where nobody knows it."""
    article, _ = asked_for(db, url)
    return () if article is None else tuple(identity.family(db, article))


def revisions_of(db: sqlite3.Connection, found: list[sqlite3.Row]) -> tuple[Revision, ...]:
    """Return the revisions of these rows, with their readings."""
    readings = load_readings(db, [row["reading"] for row in found])
    return tuple(rows.revision(row, readings[row["reading"]]) for row in found)


def edits_by_id(db: sqlite3.Connection, numbers: Sequence[int]) -> Mapping[int, Edit]:
    """Return the edits of these ids."""
    found = db.execute(
        f"{EDIT_ROWS} WHERE revisions.id IN (SELECT value FROM json_each(?))",  # noqa: S608  our text
        (rows.packed(list(numbers)),),
    ).fetchall()
    fields = _fields(db, numbers)
    return {row["id"]: rows.edit(row, fields.get(row["id"], ())) for row in found}


def told_by_id(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Return the edits of these ids as their documented JSON, in their order.

    All is read at once, but each edit is made when it is asked for: whoever hands out many holds one.
    """
    cursor = db.cursor()
    cursor.row_factory = None  # plain tuples take a third less time than rows with names
    cursor.execute(
        f"SELECT {rows.TOLD_COLUMNS}, {SIGNED_IN} FROM {OF_EDITS}"  # noqa: S608  our text
        " WHERE revisions.id IN (SELECT value FROM json_each(?))",
        (rows.packed(list(numbers)),),
    )
    found = {row[0]: row for row in cursor}
    changes = _fields(db, numbers)
    return (rows.told(found[number], changes.get(number, ())) for number in numbers)


def both_by_key(db: sqlite3.Connection, keys: Sequence[Key]) -> list[Edit | Event]:
    """Return the edits and events of these keys, in their order."""
    edits, events = edits_by_id(db, ids(keys, EDIT)), events_by_id(db, ids(keys, EVENT))
    return [edits[key.id] if key.what == EDIT else events[key.id] for key in keys]


def events_by_id(db: sqlite3.Connection, numbers: list[int]) -> Mapping[int, Event]:
    """Return the events of these ids."""
    found = db.execute(
        f"{EVENT_ROWS} WHERE events.id IN (SELECT value FROM json_each(?))",  # noqa: S608  our text
        (rows.packed(numbers),),
    )
    return {row["id"]: rows.event(row) for row in found}


def _fields(db: sqlite3.Connection, revisions: Iterable[int]) -> Mapping[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    cursor = db.cursor()
    cursor.row_factory = None
    for revision, field, old, new in cursor.execute(
        "SELECT revision, field, old, new FROM edits"
        " WHERE revision IN (SELECT value FROM json_each(?)) ORDER BY revision, id",
        (rows.packed(list(revisions)),),
    ):
        found.setdefault(revision, []).append((field, old, new))
    return found
