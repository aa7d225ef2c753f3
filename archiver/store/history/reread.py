"""Readings made anew from snapshots, by a reader that changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from archiver.errors import UsageError
from archiver.model.reading import Reading
from archiver.model.typed import TypedChange
from archiver.store import rows
from archiver.store.history import feed
from archiver.store.history.readings import keep_reading, load_readings
from archiver.store.history.revisions import Incoming, current, reread_current
from archiver.store.opened import Opened
from archiver.store.words import text_index

READINGS_AT_ONCE = 50
"""Readings in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReading:
    """A reading at rest, and the snapshot that it was made of."""

    id: int
    snapshot: int
    url: str  # of the snapshot, after redirects
    fingerprint: str
    reading: Reading


class Reread(Opened):
    """The door for new readings of old evidence."""

    def rebase(self, article: int, snapshot: int, reading: Reading, fingerprint: str, now: datetime) -> bool:
        """Add what today's reader understands of a snapshot; never an edit.

        Every reading stays. The current revision goes on with the new one if both fingerprints are
        equal; if not, a revision of kind "rebase" opens on the same snapshot, because our reader
        changed and not the article. Older revisions keep the reading they were opened with.

        Returns:
            Whether the snapshot reads differently from the revision that it opened.

        Raises:
            UsageError: the article has no snapshot of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            row = db.execute(
                "SELECT visit FROM snapshots WHERE id = ? AND article = ?", (snapshot, article)
            ).fetchone()
            if row is None:
                raise UsageError(f"article {article} has no snapshot {snapshot}")
            number = keep_reading(
                db, reading, article=article, snapshot=snapshot, fingerprint=fingerprint, now=now
            )
            opened = db.execute(
                "SELECT fingerprint FROM revisions WHERE article = ? AND snapshot = ?"
                " ORDER BY number DESC LIMIT 1",
                (article, snapshot),
            ).fetchone()
            differs = opened is not None and opened["fingerprint"] != fingerprint
            revision = current(db, article)
            if revision is None or revision["snapshot"] != snapshot:
                return differs
            if number == revision["reading"]:
                return False
            if not differs:
                feed.leave(db, feed.EDIT, revision["id"])
                text_index.leave(db, revision["id"])
                db.execute("UPDATE revisions SET reading = ? WHERE id = ?", (number, revision["id"]))
                feed.enter(db, feed.EDIT, revision["id"])
                text_index.enter(db, revision["id"])
                return False
            incoming = Incoming(
                article=article,
                visit=row["visit"],
                snapshot=snapshot,
                seen_at=rows.when(revision["seen_until"]),
                reading=reading,
                fingerprint=fingerprint,
                now=now,
            )
            reread_current(db, incoming)
            return True

    def untyped(self, article: int) -> tuple[tuple[int, Reading, Reading], ...]:
        """Return the edits of which nobody looked what they are about: the revision's id, its readings.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT entry.revision, entry.reading_before AS old, entry.reading AS new"
                " FROM text_entries AS entry JOIN revisions ON revisions.id = entry.revision"
                " WHERE revisions.article = ? AND revisions.changes IS NULL"
                " AND revisions.not_before IS NOT NULL AND old IS NOT NULL ORDER BY entry.number",
                (article,),
            ).fetchall()
            readings = load_readings(db, [row[side] for row in found for side in ("old", "new")])
            return tuple((row["revision"], readings[row["old"]], readings[row["new"]]) for row in found)

    def note_changes(self, revision: int, changes: tuple[TypedChange, ...]) -> None:
        """Keep what the changes of an edit are about, and let lists find it by that.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            feed.leave(db, feed.EDIT, revision)
            text_index.leave(db, revision)
            db.execute(
                "UPDATE revisions SET changes = :changes, change_kinds = :change_kinds WHERE id = :id",
                {**rows.typed_cells(changes), "id": revision},
            )
            feed.enter(db, feed.EDIT, revision)
            text_index.enter(db, revision)

    def count_readings(self) -> int:
        """Return how many readings there are, by all readers.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return int(db.execute("SELECT count(*) FROM readings").fetchone()[0])

    def kept_readings(self) -> Iterator[KeptReading]:
        """Yield every reading whose blocks are there, a few in memory at a time.

        Raises:
            StoreError: the database cannot be used.
        """
        after, found = 0, True
        while found:
            with self.reading() as db:
                page = db.execute(
                    "SELECT readings.id, snapshot, final_url, fingerprint FROM readings"
                    " JOIN snapshots ON snapshots.id = snapshot WHERE readings.id > ? ORDER BY 1 LIMIT ?",
                    (after, READINGS_AT_ONCE),
                ).fetchall()
                readings: dict[int, Reading] = {}
                for row in page:
                    with suppress(KeyError):  # a block is gone; told by `verify`
                        readings |= load_readings(db, (row["id"],))
            for row in page:
                if row["id"] in readings:
                    yield KeptReading(
                        id=row["id"],
                        snapshot=row["snapshot"],
                        url=row["final_url"],
                        fingerprint=row["fingerprint"],
                        reading=readings[row["id"]],
                    )
            after, found = (page[-1]["id"], True) if page else (after, False)
