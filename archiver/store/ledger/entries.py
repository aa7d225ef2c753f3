"""Entries of the ledger: one for each visit, written in the transaction that records it.

The line of a visit is not kept, but its hash: the line is made again from the row of the visit, of which
nothing that it tells ever changes. Lines of what is no visit are kept.
"""

from __future__ import annotations

import secrets
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime

from archiver.errors import StoreError
from archiver.ledger.lines import begun_line, key_line, key_text, restored_line, visit_line
from archiver.ledger.notes import PrivateKey, PublicKey
from archiver.ledger.tiles import LEVELS, WIDTH
from archiver.ledger.tree import fold, leaf_hash
from archiver.store import rows

ORIGIN_BYTES = 8  # of chance in the name of a ledger: no two archives ever draw the same

BEFORE = (
    "(SELECT entry FROM ledger AS earlier WHERE earlier.visit = (SELECT max(id) FROM visits AS own"
    " WHERE own.article = visits.article AND own.id < visits.id)) AS before"
)
"""The entry before that of a visit, of the same article."""

VISITS = (
    f"SELECT visits.*, url, {BEFORE},"  # noqa: S608  our text
    " EXISTS (SELECT 1 FROM snapshots WHERE snapshots.visit = visits.id) AS kept,"
    " (SELECT max(entry) FROM ledger) AS newest"
    " FROM visits JOIN articles ON articles.id = visits.article"
)
"""Visits as they come into the ledger."""

LOGGED = (
    f"SELECT entry, visit, logged_at, leaf, line, ledger.kept AS kept, visits.*, url, {BEFORE}"  # noqa: S608
    " FROM ledger LEFT JOIN visits ON visits.id = ledger.visit"
    " LEFT JOIN articles ON articles.id = visits.article"
)
"""Entries beside the visits that they are of."""


def size_of(db: sqlite3.Connection) -> int:
    """Return how many entries there are."""
    return int(db.execute("SELECT coalesce(max(entry) + 1, 0) FROM ledger").fetchone()[0])


def begin(db: sqlite3.Connection, now: datetime, *, made_before: int | None = None) -> None:
    """Begin the ledger, if it was not: its first entry says from when on it speaks.

    Visits made before then come in as they are now: of these it says only that they are not changed any more.

    Args:
        db: the rows.
        now: aware UTC.
        made_before: the visit that is just recorded, which comes in by itself; None: there is none.
    """
    if db.execute("SELECT 1 FROM ledger LIMIT 1").fetchone() is not None:
        return
    found = db.execute("SELECT id FROM visits WHERE ? IS NULL OR id < ? ORDER BY id", (made_before,) * 2)
    visits = [row["id"] for row in found]
    origin = f"archiver/{secrets.token_hex(ORIGIN_BYTES)}"
    told = begun_line(origin=origin, visits=len(visits), logged_at=rows.instant(now))
    _append(db, told, at=rows.instant(now), entry=0)
    for visit in visits:
        log_visit(db, visit, now)


def begin_anew(db: sqlite3.Connection, now: datetime) -> None:
    """Begin another ledger, of a database that was made again: of the one before nothing is left."""
    for table in ("ledger", "ledger_tiles", "checkpoints", "witnesses"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  names above
    begin(db, now)


def log_visit(db: sqlite3.Connection, visit: int, now: datetime) -> None:
    """Write the entry of a visit that was just recorded; the first one begins the ledger."""
    row = db.execute(f"{VISITS} WHERE visits.id = ?", (visit,)).fetchone()
    if row["newest"] is None:
        begin(db, now, made_before=visit)
        row = db.execute(f"{VISITS} WHERE visits.id = ?", (visit,)).fetchone()
    at = rows.instant(now)
    told = visit_line(row, before=row["before"], logged_at=at)
    _append(db, told, at=at, entry=row["newest"] + 1, visit=visit, kept=row["kept"])


def log_key(db: sqlite3.Connection, key: PublicKey, by: PrivateKey | None, now: datetime) -> None:
    """Write the entry of a key that signs from now on, for which the key before vouches."""
    text = key_text(key=str(key), logged_at=rows.instant(now))
    signature = None if by is None else b64encode(by.sign(text)).decode()
    told = key_line(key=str(key), logged_at=rows.instant(now), signature=signature)
    _append(db, told, at=rows.instant(now), entry=size_of(db))


def log_restored(db: sqlite3.Connection, now: datetime) -> None:
    """Write the entry that says that what was logged after the last one here may be lost."""
    at, entries = rows.instant(now), size_of(db)
    _append(db, restored_line(entries=entries, logged_at=at), at=at, entry=entries)


def line_of(row: sqlite3.Row) -> bytes:
    """Return the line of a row of `LOGGED`.

    Raises:
        StoreError: the visit it is of is not there.
    """
    if row["line"] is not None:
        return str(row["line"]).encode()
    if row["id"] is None:
        raise StoreError(f"entry {row['entry']} of the ledger: visit {row['visit']} is not there")
    return visit_line(row, before=row["before"], logged_at=row["logged_at"])


def lines(db: sqlite3.Connection, start: int, end: int) -> Iterator[bytes]:
    """Yield the lines of entries from `start` to before `end`.

    Raises:
        StoreError: the visit of one is not there.
    """
    query = f"{LOGGED} WHERE ledger.entry >= ? AND ledger.entry < ? ORDER BY ledger.entry"
    yield from map(line_of, db.execute(query, (start, end)))


def kept_lines(db: sqlite3.Connection) -> Iterator[bytes]:
    """Yield the lines of entries that are of no visit."""
    found = db.execute("SELECT line FROM ledger WHERE visit IS NULL ORDER BY entry")
    yield from (str(row["line"]).encode() for row in found)


def hashes(db: sqlite3.Connection, level: int, start: int, count: int) -> list[bytes]:
    """Return hashes that stand beside each other in the tree.

    Args:
        db: the rows.
        level: of the tree; 0: hashes of entries.
        start: the first, within its level.
        count: how many.

    Raises:
        StoreError: some are not there.
    """
    kept = level // LEVELS  # 0: entries; more: whole tiles
    below = level if kept == 0 else level - LEVELS
    span = 1 << below
    column, table, number = ("leaf", "ledger", "entry") if kept == 0 else ("root", "ledger_tiles", "tile")
    found = [
        bytes(row[0])
        for row in db.execute(
            f"SELECT {column} FROM {table} WHERE {number} >= ? AND {number} < ? ORDER BY {number}",  # noqa: S608
            (start * span, (start + count) * span),
        )
    ]
    if len(found) != count * span:
        raise StoreError(f"the ledger lacks entries that were in it; `archiver verify` names them ({table})")
    return [fold(found[place : place + span]) for place in range(0, len(found), span)]


class Hashes:
    """The tree of the entries in a database, as `archiver.ledger.tree` asks for it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __call__(self, level: int, index: int) -> bytes:
        """Return the hash of a whole subtree; see `Node`."""
        return hashes(self._db, level, index, 1)[0]


def _append(
    db: sqlite3.Connection, told: bytes, *, at: str, entry: int, visit: int | None = None, kept: int = 0
) -> None:
    """Write an entry at the end; the line itself only of what is no visit."""
    line = told.decode() if visit is None else None
    db.execute(
        "INSERT INTO ledger (entry, visit, kept, logged_at, leaf, line) VALUES (?, ?, ?, ?, ?, ?)",
        (entry, visit, kept, at, leaf_hash(told), line),
    )
    if (entry + 1) % WIDTH == 0:
        tile = entry // WIDTH
        root = fold(hashes(db, LEVELS - 1, tile * 2, 2))
        db.execute("INSERT INTO ledger_tiles (tile, root) VALUES (?, ?)", (tile, root))
