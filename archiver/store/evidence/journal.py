"""The journal: beside the evidence, a line for each visit that left some, with what was concluded from it.

It tells two things that manifests cannot. Which database the evidence belongs to: one that does not know
the visit of the last line was replaced by an older copy, or by another's. And what a restored database
cannot find out again, because looks that agree leave no files: when a change was believed.

A line is appended, and synced, after the visit's rows are committed: a kill leaves the journal behind the
database, never ahead of it. A line that a kill or a full disk cut short is passed over.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from archiver.errors import DatabaseLost, DatabaseOlder
from archiver.store.evidence.blobs import Folder

JOURNAL = "journal.jsonl"

BEGUN = "begun"
"""Outcome on the line that another database begins with: of its newest visit, or of none, which is 0."""

TAIL_BYTES = 65_536
"""Read of the journal to find its last line; a line is about 400 bytes, with a long address some thousand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was concluded from a capture."""

    visit: int  # its number in the database
    capture: str  # digest of the manifest; it tells the visit from another database's of that number
    article: str  # address
    at: datetime  # UTC; when the capture was made
    purpose: str  # why the visit was made, as "confirm"
    attempt: int  # 1, and one more for each visit in a row before that was in vain
    outcome: str  # the verdict's name, as "edited"
    waits: int  # looks that agreed on the change which waits, this one included
    reason: str | None  # in words


def note(folder: Folder, line: Line) -> None:
    """Append a line.

    Raises:
        OSError: no room, no right.
    """
    told = asdict(line) | {"at": line.at.isoformat()}
    folder.append(JOURNAL, (json.dumps(told) + "\n").encode())


def lines(folder: Folder) -> Iterator[Line]:
    """Yield the lines that are whole, oldest first."""
    yield from (line for _, text in texts(folder) if (line := _line(text)) is not None)


def texts(folder: Folder) -> Iterator[tuple[int | None, bytes]]:
    """Yield every line as it stands, with the visit that it is of; None where it is not whole."""
    try:
        with folder.beside(JOURNAL).open("rb") as file:
            for text in file:
                line = _line(text)
                yield (None if line is None else line.visit), text
    except FileNotFoundError:
        return


def count(folder: Folder) -> int:
    """Return how many whole lines there are."""
    return sum(1 for _ in lines(folder))


def require_database(database: Path, folder: Folder) -> None:
    """Refuse to make a database where there is evidence.

    Raises:
        DatabaseLost: there is.
    """
    if folder.holds_evidence():
        raise DatabaseLost(str(database), evidence=str(folder.root))


def require_current(db: sqlite3.Connection, database: Path, folder: Folder) -> None:
    """Refuse a database that cannot be the one that the evidence beside it belongs to.

    One without a single article is empty: an article is watched before its first visit leaves evidence.

    Raises:
        DatabaseLost: it is empty, and there is evidence.
        DatabaseOlder: it does not know the visit that left evidence last.
    """
    last = _last(folder)  # before the rows: a writer may be at work, and its rows come first
    if db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None:
        require_database(database, folder)
    elif last is not None:
        row = db.execute("SELECT capture FROM visits WHERE id = ?", (last.visit,)).fetchone()
        if last.visit and (row is None or row["capture"] != last.capture):
            raise DatabaseOlder(str(database), evidence=str(folder.root), visit=last.visit)


def begin_anew(db: sqlite3.Connection, folder: Folder, now: datetime) -> None:
    """Say that the database is the one of the evidence from now on, whatever the journal says so far.

    Raises:
        OSError: no room, no right.
    """
    row = db.execute(
        "SELECT visits.id, capture, url FROM visits JOIN articles ON articles.id = visits.article"
        " WHERE capture IS NOT NULL ORDER BY visits.id DESC LIMIT 1"
    ).fetchone()
    visit, capture, article = row or (0, "", "")
    note(
        folder,
        Line(
            visit=visit,
            capture=capture,
            article=article,
            at=now,
            purpose="",
            attempt=0,
            outcome=BEGUN,
            waits=0,
            reason=None,
        ),
    )


def _last(folder: Folder) -> Line | None:
    """Return the last whole line that names a visit; None where nothing does."""
    try:
        with folder.beside(JOURNAL).open("rb") as file:
            file.seek(max(file.seek(0, os.SEEK_END) - TAIL_BYTES, 0))
            texts = file.read().splitlines()
    except FileNotFoundError:
        return None
    return next((line for text in reversed(texts) if (line := _line(text)) is not None), None)


def _line(text: bytes) -> Line | None:
    try:
        told: dict[str, Any] = json.loads(text)
        return Line(**(told | {"at": datetime.fromisoformat(told["at"])}))
    except (ValueError, KeyError, TypeError):
        return None  # cut short, or of another program
