"""Proofs out of the ledger, and which visits stand on both sides of an edit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from archiver.errors import UsageError
from archiver.ledger.lines import KEY
from archiver.ledger.notes import checkpoint_of
from archiver.ledger.proofs import Earlier, Proof, Proven
from archiver.ledger.tree import consistency, inclusion
from archiver.store import rows
from archiver.store.ledger import entries
from archiver.store.ledger.doors import signed_note
from archiver.store.opened import Opened

SHOWINGS = (
    ("old", "the old text, first seen", "SELECT visit FROM snapshots WHERE id = :old_snapshot"),
    (
        "old",
        "the old text, last seen",
        "SELECT id FROM visits WHERE revision = :old AND clock IS NULL AND started_at <= :until"
        " ORDER BY started_at DESC, id DESC LIMIT 1",
    ),
    ("new", "the new text, first seen", "SELECT visit FROM snapshots WHERE id = :new_snapshot"),
    (
        "new",
        "the new text, seen again",
        "SELECT visits.id FROM visits JOIN snapshots ON snapshots.visit = visits.id"
        " WHERE visits.revision = :new AND snapshots.id <> :new_snapshot ORDER BY visits.id LIMIT 1",
    ),
)
"""What each visit shows, and how it is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A visit that saw the text on one side of an edit."""

    side: str  # "old" or "new"
    role: str  # what it shows, for people
    visit: int
    started_at: datetime  # UTC
    snapshot: int | None  # of its own; None: it left no files


class Proving(Opened):
    """Doors for those who hand out evidence."""

    def showings(self, old: int, new: int) -> tuple[Showing, ...]:
        """Return the visits that saw the texts of two revisions, given by their ids, oldest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return tuple(_showings(db, old, new))

    def prove(
        self, visits: Iterable[int], given: str | None = None, witnessed: Iterable[Sequence[str]] = ()
    ) -> Proven:
        """Return the entries of visits, and what proves them.

        Args:
            visits: their numbers.
            given: a checkpoint that the reader has; that the ledger goes on from it is proven as well.
            witnessed: for each witness the checkpoints that it vouched for, oldest first; for each visit the
                first of these that holds its entry is proven likewise.

        Raises:
            NotANote: what is given is no checkpoint.
            UsageError: a visit is not signed yet, or what is given is not of this ledger.
            StoreError: the database cannot be used, or entries are missing.
        """
        with self.reading() as db:
            note = signed_note(db)
            checkpoint, tree = checkpoint_of(note), entries.Hashes(db)

            def proof(entry: int) -> Proof:
                (line,) = entries.lines(db, entry, entry + 1)
                return Proof(entry=entry, line=line, path=inclusion(entry, checkpoint.size, tree))

            places = [_entry_of(db, visit, checkpoint.size) for visit in visits]
            kept = dict.fromkeys([*_earlier(db, places), *_covering(witnessed, places, checkpoint.size)])
            earlier = [*((one, False) for one in kept), *([(given, True)] if given is not None else [])]
            return Proven(
                note=note,
                keys=tuple(proof(entry) for entry in _key_entries(db, checkpoint.size)),
                visits=tuple(proof(entry) for entry in places),
                earlier=tuple(
                    _proven(db, told, checkpoint.origin, checkpoint.size, is_given=is_given)
                    for told, is_given in earlier
                    if told != note
                ),
            )


def _showings(db: sqlite3.Connection, old: int, new: int) -> Iterator[Showing]:
    before, after = (
        db.execute("SELECT * FROM revisions WHERE id = ?", (one,)).fetchone() for one in (old, new)
    )
    cells = {
        "old": old,
        "new": new,
        "old_snapshot": before["snapshot"],
        "new_snapshot": after["snapshot"],
        "until": before["seen_until"],
    }
    seen = set()
    for side, role, query in SHOWINGS:
        found = db.execute(query, cells).fetchone()
        if found is not None and found[0] not in seen:
            seen.add(found[0])
            row = db.execute(
                "SELECT started_at, snapshots.id AS snapshot FROM visits"
                " LEFT JOIN snapshots ON snapshots.visit = visits.id WHERE visits.id = ?",
                (found[0],),
            ).fetchone()
            yield Showing(
                side=side,
                role=role,
                visit=found[0],
                started_at=rows.when(row["started_at"]),
                snapshot=row["snapshot"],
            )


def _entry_of(db: sqlite3.Connection, visit: int, signed: int) -> int:
    row = db.execute("SELECT entry FROM ledger WHERE visit = ?", (visit,)).fetchone()
    if row is None or row["entry"] >= signed:
        raise UsageError(
            f"visit {visit} is not signed yet; the end of the next visit signs all that were made"
        )
    return int(row["entry"])


def _key_entries(db: sqlite3.Connection, signed: int) -> list[int]:
    found = db.execute("SELECT entry, line FROM ledger WHERE visit IS NULL AND entry < ?", (signed,))
    return [row["entry"] for row in found if json.loads(row["line"]).get("format") == KEY]


def _earlier(db: sqlite3.Connection, places: list[int]) -> Iterator[str]:
    """Yield, for each entry, the first kept checkpoint after it."""
    for entry in places:
        row = db.execute(
            "SELECT note FROM checkpoints WHERE size > ? ORDER BY size LIMIT 1", (entry,)
        ).fetchone()
        if row is not None:
            yield row["note"]


def _covering(witnessed: Iterable[Sequence[str]], places: list[int], size: int) -> Iterator[str]:
    """Yield, for each witness and entry, the first checkpoint that holds it."""
    for notes in witnessed:
        sizes = [(checkpoint_of(note).size, note) for note in notes]
        for entry in places:
            yield from islice((note for until, note in sizes if entry < until <= size), 1)


def _proven(db: sqlite3.Connection, note: str, origin: str, size: int, *, is_given: bool) -> Earlier:
    told = checkpoint_of(note)
    if told.origin != origin or not 0 < told.size <= size:
        raise UsageError(f"the checkpoint of {told.origin}, {told.size} entries, is not one of this ledger")
    return Earlier(note=note, path=consistency(told.size, size, entries.Hashes(db)), given=is_given)
