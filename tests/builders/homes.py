"""Homes and archives that nothing was done with; their tables are made once, not for each test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from archiver.home import Home, create_home
from archiver.store import Store


def empty_home(root: Path) -> Home:
    """Make a home, as `archiver init` leaves it."""
    home = create_home(root)
    empty_archive(root)
    return home


def empty_archive(root: Path) -> None:
    """Make a database with today's tables and no rows, where a home at `root` has it."""
    (root / "db").mkdir(parents=True, exist_ok=True)
    (root / "db" / "archive.db").write_bytes(_tables())


@cache
def _tables() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        with Store.open(path, Path(folder) / "snapshots"):
            pass
        return path.read_bytes()
