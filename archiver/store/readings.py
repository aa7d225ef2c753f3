"""Readings at rest: one row each, their blocks shared by all readings of the article."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from archiver.model.reading import Block, Reading
from archiver.store import rows


def keep_reading(
    db: sqlite3.Connection, reading: Reading, *, article: int, snapshot: int, fingerprint: str, now: datetime
) -> int:
    """Write what a reader understood of a snapshot, once, and return its row's id."""
    row = db.execute(
        "SELECT id FROM readings WHERE snapshot = ? AND reader = ?", (snapshot, reading.reader)
    ).fetchone()
    if row is not None:
        return int(row["id"])
    cells = rows.reading_cells(reading, block_ids=_keep_blocks(db, article, reading.blocks))
    own: dict[str, rows.Cell] = {
        "article": article,
        "snapshot": snapshot,
        "fingerprint": fingerprint,
        "read_at": rows.instant(now),
    }
    return rows.insert(db, "readings", own | cells)


def _keep_blocks(db: sqlite3.Connection, article: int, blocks: Sequence[Block]) -> list[int]:
    """Write the blocks this article has not had before; return the ids of all, in order."""
    cells = [rows.block_cells(block) for block in blocks]
    found = db.execute(
        "SELECT digest, id FROM blocks WHERE article = ? AND digest IN (SELECT value FROM json_each(?))",
        (article, json.dumps([cell["digest"] for cell in cells])),
    )
    ids = {row["digest"]: int(row["id"]) for row in found}
    for cell in cells:
        if cell["digest"] not in ids:
            ids[cell["digest"]] = rows.insert(db, "blocks", {"article": article} | cell)
    return [ids[cell["digest"]] for cell in cells]


def load_readings(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Reading]:
    """Return readings by id; each block is read once, however many of them share it."""
    wanted = json.dumps(list(ids))
    found = db.execute(
        "SELECT * FROM readings WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
    ).fetchall()
    numbers = {number for row in found for number in rows.block_ids(row)}
    blocks = {
        row["id"]: rows.block(row)
        for row in db.execute(
            "SELECT * FROM blocks WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
        )
    }
    return {row["id"]: rows.reading(row, blocks) for row in found}


def mark_spans(db: sqlite3.Connection, *, article: int, reading: int, number: int) -> None:
    """Close the spans of blocks that this revision no longer has, open those of new ones.

    Spans stand in a table of their own: a column of `blocks` that changed at each revision would
    make the full-text index take the text in again. A block that left and came back has two.
    """
    row = db.execute("SELECT blocks FROM readings WHERE id = ?", (reading,)).fetchone()
    now = set(rows.block_ids(row))
    before = {
        found["block"]
        for found in db.execute(
            "SELECT block FROM blocks CROSS JOIN block_spans ON block_spans.block = blocks.id"
            " WHERE blocks.article = ? AND block_spans.to_revision IS NULL",
            (article,),
        )
    }
    db.executemany(
        "UPDATE block_spans SET to_revision = ? WHERE block = ? AND to_revision IS NULL",
        [(number - 1, block) for block in before - now],
    )
    db.executemany(
        "INSERT INTO block_spans (block, from_revision) VALUES (?, ?)",
        [(block, number) for block in sorted(now - before)],
    )
