"""Readings at rest: one row each, their blocks and choices shared by all readings of the article."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from archiver.model.reading import Reading
from archiver.store import reading_rows, rows


def keep_reading(
    db: sqlite3.Connection, reading: Reading, *, article: int, snapshot: int, fingerprint: str, now: datetime
) -> int:
    """Write what a reader understood of a snapshot, once, and return its row's id."""
    row = db.execute(
        "SELECT id FROM readings WHERE snapshot = ? AND reader = ?", (snapshot, reading.reader)
    ).fetchone()
    if row is not None:
        return int(row["id"])
    cells = reading_rows.reading_cells(
        reading,
        block_ids=_keep_distinct(
            db, "blocks", article, [reading_rows.block_cells(block) for block in reading.blocks]
        ),
        choice_ids=_keep_distinct(
            db, "choices", article, [reading_rows.choice_cells(why) for why in reading.why]
        ),
    )
    own: dict[str, rows.Cell] = {
        "article": article,
        "snapshot": snapshot,
        "fingerprint": fingerprint,
        "read_at": rows.instant(now),
    }
    return rows.insert(db, "readings", own | cells)


def _keep_distinct(
    db: sqlite3.Connection, table: str, article: int, cells: Sequence[Mapping[str, str | None]]
) -> list[int]:
    """Write what this article has not had before; return the ids of all, in order."""
    found = db.execute(
        f"SELECT digest, id FROM {table} WHERE article = ?"  # noqa: S608  the table's name is ours
        " AND digest IN (SELECT value FROM json_each(?))",
        (article, json.dumps([cell["digest"] for cell in cells])),
    )
    ids = {row["digest"]: int(row["id"]) for row in found}
    for cell in cells:
        if cell["digest"] not in ids:
            ids[cell["digest"]] = rows.insert(db, table, {"article": article, **cell})
    return [ids[cell["digest"]] for cell in cells]


def are_kept_alike(one: Reading, other: Reading) -> bool:
    """Tell whether two readings look the same at rest."""
    return _at_rest(one) == _at_rest(other)


def _at_rest(reading: Reading) -> tuple[object, ...]:
    return (
        reading_rows.reading_cells(reading, block_ids=(), choice_ids=()),
        [reading_rows.block_cells(block) for block in reading.blocks],
        [reading_rows.choice_cells(why) for why in reading.why],
    )


def load_readings(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Reading]:
    """Return readings by id; each block is read once, however many of them share it."""
    found = _by_id(db, "readings", ids)
    blocks = _by_id(db, "blocks", (number for row in found for number in reading_rows.id_list(row["blocks"])))
    choices = _by_id(db, "choices", (number for row in found for number in reading_rows.id_list(row["why"])))
    of_blocks = {row["id"]: reading_rows.block(row) for row in blocks}
    of_choices = {row["id"]: reading_rows.choice(row) for row in choices}
    return {row["id"]: reading_rows.reading(row, of_blocks, of_choices) for row in found}


def _by_id(db: sqlite3.Connection, table: str, ids: Iterable[int]) -> list[sqlite3.Row]:
    return db.execute(
        f"SELECT * FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608  ours too
        (json.dumps(sorted(set(ids))),),
    ).fetchall()


def mark_spans(db: sqlite3.Connection, *, article: int, reading: int, number: int) -> None:
    """Close the spans of blocks that this revision no longer has, open those of new ones.

    Spans stand in a table of their own: a column of `blocks` that changed at each revision would
    make the full-text index take the text in again. A block that left and came back has two.
    """
    row = db.execute("SELECT blocks FROM readings WHERE id = ?", (reading,)).fetchone()
    now = set(reading_rows.id_list(row["blocks"]))
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
