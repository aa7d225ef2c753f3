"""An archive in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from homes import empty_archive
from store_samples import ONE, capture, see, watch

from archiver.model.capture import CaptureTask
from archiver.model.revision import First
from archiver.store import Store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder for `db/` and `snapshots/`."""
    return tmp_path


@pytest.fixture
def store(root: Path) -> Iterator[Store]:
    """Return a writer on an empty archive."""
    empty_archive(root)
    with Store.open(root / "db" / "archive.db", root / "snapshots") as opened:
        yield opened


@pytest.fixture
def task(store: Store) -> CaptureTask:
    """Return a claim on an article that was read once, at noon, with everything kept."""
    claimed = watch(store)
    see(store, claimed, ONE, First(), minutes=0, taken=capture("one", full=True))
    return claimed
