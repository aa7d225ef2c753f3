"""Does everything still hold? Every digest, every patch, every row's file, SQLite's own checks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.errors import Damaged
from archiver.model.capture import Digest
from archiver.store.blobs import unpack
from archiver.store.database import storing

if TYPE_CHECKING:
    from archiver.store.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked and what was found."""

    checked: int  # files whose bytes came back with the right digest
    damaged: tuple[str, ...]  # sentences; evidence or tables that do not hold
    orphans: tuple[str, ...]  # files no row speaks of; normal after a kill, swept by a repair
    repaired: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether all that rows speak of is there and whole."""
        return not self.damaged


def verify(store: Opened, *, repair: bool = False) -> Report:
    """Check the whole archive; with `repair`, sweep leftovers and rebuild the full-text index.

    Damaged evidence is never touched: even a broken file may be worth something to an expert.
    Sweeping is safe because the writer that could have left a file half-recorded is this one.

    Raises:
        StoreError: the database cannot be used, or `repair` was asked of a looker.
    """
    if repair:
        store.require_writer()
    damaged: list[str] = []
    orphans = tuple(_orphans(store))  # listed before the rows are read: a file comes before its row
    with store.reading() as db:
        checked = _check_files(db, store, damaged)
        damaged += _check_last_sights(db, store)
        damaged += _check_references(db)
        damaged += _check_database(db)
        known = {row[0] for row in db.execute("SELECT digest FROM files")}
    left = tuple(path for path in orphans if path.parent.name == "incoming" or path.stem not in known)
    repaired = _repair(store, left, damaged) if repair else ()
    return Report(
        checked=checked,
        damaged=tuple(damaged),
        orphans=tuple(str(path.relative_to(store.folder.root)) for path in left),
        repaired=repaired,
    )


def _check_files(db: sqlite3.Connection, store: Opened, damaged: list[str]) -> int:
    """Restore every file, each keyframe once for all its patches."""
    checked = 0
    base: Digest | None = None
    base_content: bytes | None = None
    for row in db.execute(
        "SELECT digest, base, size_bytes FROM files ORDER BY coalesce(base, digest), base IS NOT NULL"
    ):
        digest = Digest(row["digest"])
        try:
            if row["base"] is None:
                base, base_content = digest, None
                content = base_content = unpack(store.folder.read(digest), digest=digest)
            else:
                if base_content is None or base != row["base"]:
                    raise Damaged(digest, f"needs {row['base']}, which is damaged")
                content = unpack(store.folder.read(digest), digest=digest, base_content=base_content)
            if len(content) != row["size_bytes"]:
                raise Damaged(digest, f"has {len(content)} bytes, not {row['size_bytes']}")
            checked += 1
        except Damaged as error:
            damaged.append(str(error))
    return checked


def _check_last_sights(db: sqlite3.Connection, store: Opened) -> Iterator[str]:
    for row in db.execute("SELECT * FROM last_sights WHERE content IS NOT NULL").fetchall():
        digest = Digest(row["digest"])
        try:
            base = row["base"] and unpack(store.folder.read(row["base"]), digest=Digest(row["base"]))
            unpack(row["content"], digest=digest, base_content=base)
        except Damaged as error:
            yield f"last sight of article {row['article']}: {error}"


def _check_references(db: sqlite3.Connection) -> Iterator[str]:
    """Check what foreign keys cannot: the blocks of readings, one open revision an article."""
    for row in db.execute(
        "SELECT readings.id FROM readings, json_each(readings.blocks) AS wanted"
        " WHERE NOT EXISTS (SELECT 1 FROM blocks WHERE blocks.id = wanted.value"
        " AND blocks.article = readings.article)"
    ):
        yield f"reading {row[0]} names a block that is not there"
    for row in db.execute("SELECT id, seen_from FROM revisions WHERE seen_until < seen_from"):
        yield f"revision {row[0]} ends before it begins, {row[1]}"


def _check_database(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA quick_check"):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"database: row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"


def _orphans(store: Opened) -> Iterator[Path]:
    """Yield the files of the snapshots folder that could be without a row."""
    root = store.folder.root
    yield from sorted(path for path in root.glob("incoming/*") if path.is_file())
    yield from sorted(path for path in root.glob("[0-9a-f][0-9a-f]/*") if path.is_file())


def _repair(store: Opened, orphans: tuple[Path, ...], damaged: list[str]) -> tuple[str, ...]:
    done = []
    if orphans:
        with storing(store.folder.root):
            store.folder.discard(orphans)
        done.append(f"removed {len(orphans)} left-over file(s)")
    with store.writing() as db:
        try:
            db.execute("INSERT INTO blocks_fts (blocks_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            damaged.append(f"full-text index: {error}")
            db.execute("INSERT INTO blocks_fts (blocks_fts) VALUES ('rebuild')")
            done.append("rebuilt the full-text index")
    return tuple(done)
