"""Doors to the ledger: beginning it, signing it, publishing it."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta

from archiver.errors import UsageError
from archiver.ledger.lines import BEGUN, KEY
from archiver.ledger.notes import Checkpoint, PrivateKey, PublicKey, public_key, signed
from archiver.ledger.tiles import LEVELS, Tile, bundle
from archiver.ledger.tree import root
from archiver.model.ledger import LedgerState
from archiver.store import rows
from archiver.store.ledger import entries
from archiver.store.opened import Opened

BETWEEN_CHECKPOINTS = timedelta(hours=1)
"""Of checkpoints that lie closer together only the last is kept: one a round would be most of a ledger."""


class Ledger(Opened):
    """Doors to the ledger."""

    def begin_ledger(self, now: datetime) -> str:
        """Begin the ledger, if it was not, with the visits made so far; return its name.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.reading() as db:
            begun = entries.size_of(db)
        if not begun:
            with self.writing() as db:
                entries.begin(db, now)
        with self.reading() as db:
            return origin_of(db)

    def ledger_keys(self) -> tuple[PublicKey, ...]:
        """Return the keys that the ledger names, the one that signs now last.

        Raises:
            NotANote: an entry names none.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return keys_of(db)

    def log_key(self, key: PublicKey, by: PrivateKey | None, now: datetime) -> None:
        """Note in the ledger that a key signs from now on.

        Args:
            key: which.
            by: the key before, which vouches for it; None: there was none, or it was lost.
            now: when it takes over.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            entries.log_key(db, key, by, now)

    def log_restored(self, now: datetime) -> None:
        """Note in the ledger that it goes on from a copy: what the original logged since is not in it.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            if entries.size_of(db):
                entries.log_restored(db, now)

    def sign_ledger(self, key: PrivateKey, now: datetime) -> str:
        """Sign what the ledger is now, unless nothing came since; return the newest checkpoint.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.reading() as db:
            size, last = entries.size_of(db), _newest(db)
            if last is not None and last["size"] == size:
                return str(last["note"])
            checkpoint = Checkpoint(origin=origin_of(db), size=size, root=root(size, entries.Hashes(db)))
        note = signed(checkpoint.text, key)
        with self.writing() as db:
            _thin(db)
            db.execute(
                "INSERT INTO checkpoints (size, signed_at, note) VALUES (?, ?, ?)",
                (size, rows.instant(now), note),
            )
        return note

    def ledger_root(self, size: int) -> bytes:
        """Return the root of the first so many entries.

        Raises:
            StoreError: the database cannot be used, or entries are missing.
        """
        with self.reading() as db:
            return root(size, entries.Hashes(db))

    def newest_checkpoint(self) -> str | None:
        """Return the checkpoint that was signed last, or None if none was.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return newest_note(db)

    def signed_checkpoint(self) -> str:
        """Return the checkpoint that was signed last.

        Raises:
            UsageError: none was.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return signed_note(db)

    def ledger_state(self) -> LedgerState:
        """Return how far the ledger goes, and how far it was signed.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            size, last = entries.size_of(db), _newest(db)
            return LedgerState(
                origin=origin_of(db) if size else None,
                entries=size,
                signed=0 if last is None else last["size"],
                signed_at=None if last is None else rows.when(last["signed_at"]),
                key=next(map(str, reversed(keys_of(db))), None),
            )

    def tile(self, tile: Tile) -> bytes | None:
        """Return what is published as a tile or bundle, or None if the ledger has not so many entries.

        Raises:
            StoreError: the database cannot be used, or entries are missing.
        """
        with self.reading() as db:
            return tile_of(db, tile)


def tile_of(db: sqlite3.Connection, tile: Tile) -> bytes | None:
    """Return what is published as a tile or bundle; see `Ledger.tile`."""
    level = LEVELS * (tile.level or 0)
    if (tile.start + tile.width) << level > entries.size_of(db):
        return None
    if tile.level is None:
        return bundle(entries.lines(db, tile.start, tile.start + tile.width))
    return b"".join(entries.hashes(db, level, tile.start, tile.width))


def newest_note(db: sqlite3.Connection) -> str | None:
    """Return the checkpoint that was signed last, or None if none was."""
    last = _newest(db)
    return None if last is None else str(last["note"])


def signed_note(db: sqlite3.Connection) -> str:
    """Return the checkpoint that was signed last.

    Raises:
        UsageError: none was.
    """
    note = newest_note(db)
    if note is None:
        raise UsageError("nothing was signed yet: the next visit begins the ledger")
    return note


def origin_of(db: sqlite3.Connection) -> str:
    """Return the name of the ledger."""
    (first, *_) = entries.kept_lines(db)
    told = json.loads(first)
    return str(told["origin"]) if told.get("format") == BEGUN else ""


def keys_of(db: sqlite3.Connection) -> tuple[PublicKey, ...]:
    """Return the keys that the ledger names, the newest last.

    Raises:
        NotANote: an entry names none.
    """
    told = map(json.loads, entries.kept_lines(db))
    return tuple(public_key(one["key"]) for one in told if one.get("format") == KEY)


def _newest(db: sqlite3.Connection) -> sqlite3.Row | None:
    found: sqlite3.Row | None = db.execute("SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1").fetchone()
    return found


def _thin(db: sqlite3.Connection) -> None:
    """Drop the newest checkpoint, if the one before it was signed shortly before."""
    found = db.execute("SELECT size, signed_at FROM checkpoints ORDER BY size DESC LIMIT 2").fetchall()
    newest, before = [rows.when(row["signed_at"]) for row in found] if len(found) == 2 else (None, None)
    if newest and before and newest - before < BETWEEN_CHECKPOINTS:
        db.execute("DELETE FROM checkpoints WHERE size = ?", (found[0]["size"],))
