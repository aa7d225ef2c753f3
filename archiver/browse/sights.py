"""What proves a comparison: the captures on both sides, and the looks that agreed on the new text."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from archiver.browse.exhibits import Exhibit, exhibits_of
from archiver.model.capture import Purpose
from archiver.model.revision import Revision
from archiver.store import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A snapshot that proves what a revision said."""

    role: str  # as "old text, first seen"
    snapshot: int
    captured_at: datetime  # UTC
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A visit that saw the new text before it was believed."""

    at: datetime  # UTC
    purpose: Purpose
    snapshot: int | None


def evidence(db: sqlite3.Connection, old: Revision, new: Revision) -> tuple[Kept, ...]:
    """Return the snapshots that both revisions rest on, in the order in which they were taken."""
    found = [
        ("old text, first seen", old.snapshot),
        ("old text, last seen", _last_snapshot(db, old)),
        ("new text, first seen", new.snapshot),
        *(("new text, seen again", look.snapshot) for look in looks(db, new)[1:]),
    ]
    kept = {number: role for role, number in reversed(found) if number is not None}
    return tuple(
        Kept(role=kept[number], snapshot=number, captured_at=at, exhibits=exhibits_of(db, number))
        for number in sorted(kept)
        if (at := _captured_at(db, number)) is not None
    )


def looks(db: sqlite3.Connection, revision: Revision) -> tuple[Look, ...]:
    """Return the visits that agreed on a revision until it was believed, the first one first."""
    found = db.execute(
        "SELECT started_at, purpose, snapshot FROM visits WHERE article = :article"
        " AND outcome IN ('changed', 'edited') AND id BETWEEN :first AND :last ORDER BY id",
        _span(db, revision),
    )
    return tuple(
        Look(at=rows.when(row["started_at"]), purpose=Purpose(row["purpose"]), snapshot=row["snapshot"])
        for row in found
    )


def screenshots(db: sqlite3.Connection, revision: Revision) -> tuple[int | None, int | None]:
    """Return the first and the last snapshot of a revision that has a screenshot."""
    row = db.execute(
        "SELECT min(visits.snapshot) AS first, max(visits.snapshot) AS last FROM visits"
        " JOIN snapshot_files ON snapshot_files.snapshot = visits.snapshot"
        " WHERE visits.article = :article AND (visits.revision = :revision"
        " OR (visits.outcome IN ('changed', 'edited') AND visits.id BETWEEN :first AND :last))"
        " AND snapshot_files.name = 'screenshot' AND snapshot_files.file IS NOT NULL",
        _span(db, revision),
    ).fetchone()
    return row["first"], row["last"]


def _span(db: sqlite3.Connection, revision: Revision) -> dict[str, int | None]:
    """Return the visits from which to which the looks were made that agreed on a revision, with its own ids.

    The first look opens the revision, the last one confirms it; those between bear no revision.
    """
    of = {"article": revision.article, "revision": revision.id}
    row = db.execute(
        "SELECT min(id) AS first, min(CASE outcome WHEN 'edited' THEN id END) AS last FROM visits"
        " WHERE article = :article AND revision = :revision",
        of,
    ).fetchone()
    return {**of, "first": row["first"], "last": row["last"]}


def _last_snapshot(db: sqlite3.Connection, revision: Revision) -> int | None:
    row = db.execute("SELECT last_snapshot FROM revisions WHERE id = ?", (revision.id,)).fetchone()
    return None if row is None else row["last_snapshot"]


def _captured_at(db: sqlite3.Connection, snapshot: int) -> datetime | None:
    row = db.execute("SELECT captured_at FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
    return None if row is None else rows.when(row["captured_at"])
