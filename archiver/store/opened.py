"""An archive that is open: its database, its evidence folder, and whether it may be written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archiver.errors import StoreError
from archiver.store.database import snapshot_of, storing, transaction
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import Folder
from archiver.store.lock import Borrowed, WriteLock


class Opened:
    """What every door of the store shares."""

    def __init__(
        self,
        path: Path,
        db: sqlite3.Connection,
        folder: Folder,
        lock: WriteLock | Borrowed | None,
        *,
        keep_unchanged: bool,
    ) -> None:
        self.path = path
        self.db = db  # SQL is written in this package only
        self.folder = folder
        self.keep_unchanged = keep_unchanged
        self._lock = lock

    @property
    def readonly(self) -> bool:
        """Tell whether this is a looker."""
        return self._lock is None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run one write transaction; all of it is kept, or nothing.

        Raises:
            StoreError: this is a looker, the disk is full, the database is busy or cannot be used.
        """
        self.require_writer()
        with storing(self.path), transaction(self.db):
            yield self.db

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Run reads that all see one state.

        Raises:
            StoreError: the database is busy or cannot be used.
        """
        with storing(self.path), snapshot_of(self.db):
            yield self.db

    def require_writer(self) -> None:
        """Refuse to write what was opened for looking, or is not there any more.

        Raises:
            HomeMoved: the home was moved, or another one is in its place.
            StoreError: this is a looker.
        """
        if self._lock is None:
            raise StoreError(f"{self.path} was opened for looking only")
        self._lock.require()

    def require_current(self) -> None:
        """Refuse a database that cannot be the one that the evidence beside it belongs to.

        Raises:
            DatabaseLost: it is empty, and there is evidence.
            DatabaseOlder: it does not know the visit that left evidence last.
            StoreError: it cannot be used.
        """
        with self.reading() as db:
            journal.require_current(db, self.path, self.folder)

    def close(self) -> None:
        """Close the database and let the next writer in."""
        self.db.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
