"""The last sight of each article's current revision, kept without a file.

An edit happened after the last sight of the old text; that sight is the evidence for it. Most sights
are followed by another of the same text, so each takes the place of the one before, as patches in
the database, and only the one that turns out to be the last becomes a snapshot.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from archiver.model.capture import Digest
from archiver.model.manifest import MANIFEST, Outline, outline
from archiver.store.evidence.blobs import Folder, Piece, unpack
from archiver.store.evidence.captures import Kept, Placing, kept_of, note_snapshot, restore

ROLLING = (MANIFEST, "response", "dom", "certificates")
"""What is kept of an unchanged sight: what a reading can be made from again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSight:
    """A sight on its way from the database to the snapshots folder."""

    article: int
    visit: int
    outline: Outline
    placings: Mapping[Digest, Placing]


def roll(db: sqlite3.Connection, kept: Kept, *, visit: int) -> None:
    """Let this sight of the current revision take the place of the one before."""
    pieces = {piece.digest: piece for piece in kept.pieces}
    for name in ROLLING:
        digest = kept.digest(name)
        if digest is None:
            continue
        piece = pieces.get(digest)  # None: a file has these very bytes
        db.execute(
            "INSERT INTO last_sights (article, name, visit, digest, base, size_bytes, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (article, name) DO UPDATE SET visit = excluded.visit,"
            " digest = excluded.digest, base = excluded.base, size_bytes = excluded.size_bytes,"
            " content = excluded.content",
            (
                kept.task.article,
                name,
                visit,
                digest,
                piece.base if piece else None,
                kept.size_bytes(name),
                piece.data if piece else None,
            ),
        )
    db.execute("DELETE FROM last_sights WHERE article = ? AND visit <> ?", (kept.task.article, visit))


def last_sight(db: sqlite3.Connection, folder: Folder, article: int) -> LastSight | None:
    """Return the article's rolling sight, or None if its revision was seen only once.

    Raises:
        Damaged: its manifest, or the keyframe that needs, does not come back.
    """
    rows = db.execute("SELECT * FROM last_sights WHERE article = ?", (article,)).fetchall()
    known = kept_of(db, (row["digest"] for row in rows))
    seen: Outline | None = None
    placings: dict[Digest, Placing] = {}
    for row in rows:
        if row["name"] == MANIFEST:
            seen = outline(last_content(db, folder, row))
        if row["digest"] not in known:
            digest = Digest(row["digest"])
            piece = Piece(digest=digest, base=row["base"], size_bytes=row["size_bytes"], data=row["content"])
            placings[digest] = Placing(piece=piece, series=row["name"])
    if seen is None:
        return None
    return LastSight(article=article, visit=rows[0]["visit"], outline=seen, placings=placings)


def last_content(db: sqlite3.Connection, folder: Folder, row: sqlite3.Row) -> bytes:
    """Return the bytes of a row of `last_sights`.

    Raises:
        Damaged: they do not come back.
    """
    digest = Digest(row["digest"])
    if row["content"] is None:
        return restore(db, folder, digest)
    base = None if row["base"] is None else restore(db, folder, Digest(row["base"]))
    return unpack(row["content"], digest=digest, base_content=base)


def keep_for_good(db: sqlite3.Connection, sight: LastSight) -> int:
    """Make the sight, whose files have rows, a snapshot; return its id."""
    snapshot = note_snapshot(db, sight.outline, article=sight.article, visit=sight.visit)
    db.execute("DELETE FROM last_sights WHERE article = ?", (sight.article,))
    db.execute(
        "UPDATE revisions SET last_snapshot = ? WHERE id = (SELECT revision FROM visits WHERE id = ?)",
        (snapshot, sight.visit),
    )
    return snapshot
