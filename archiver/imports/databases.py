"""SQLite databases of strangers: opened so that nothing is written, and nothing in them runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Set
from contextlib import closing
from pathlib import Path

MAGIC = b"SQLite format 3\0"
"""How a database begins. Source: https://www.sqlite.org/fileformat2.html section 1.3.1."""


def opened(path: Path) -> sqlite3.Connection:
    """Open a database for reading.

    Raises:
        sqlite3.Error: it is none.
    """
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA query_only = ON")
    return db


def is_database(path: Path, tables: Mapping[str, Set[str]]) -> bool:
    """Tell whether a file is a database with these columns in these tables."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return False
    query = "SELECT name FROM pragma_table_info(?)"
    try:
        with closing(opened(path)) as db:
            return all(
                columns <= {row[0] for row in db.execute(query, (table,))}
                for table, columns in tables.items()
            )
    except sqlite3.Error:
        return False
