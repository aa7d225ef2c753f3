"""An archive in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archiver.store import Store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder for `db/` and `snapshots/`."""
    return tmp_path


@pytest.fixture
def store(root: Path) -> Iterator[Store]:
    """Return a writer on an empty archive."""
    with Store.open(root / "db" / "archive.db", root / "snapshots") as opened:
        yield opened
