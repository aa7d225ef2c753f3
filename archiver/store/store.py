"""The object that the rest of the program holds: every door of the store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from archiver.config import Storage
from archiver.store.database import LOCK_PATIENCE, is_made, open_database
from archiver.store.evidence.blobs import IN_THE_HOME, Folder
from archiver.store.evidence.journal import require_database
from archiver.store.history.holdings import Holdings
from archiver.store.history.listings import Listings
from archiver.store.history.memory import Remembering
from archiver.store.history.outbox import Outbox
from archiver.store.history.outlets import Outlets
from archiver.store.history.reread import Reread
from archiver.store.history.rulings import Rulings
from archiver.store.history.searching import Searching
from archiver.store.history.visits import Visits
from archiver.store.ledger.doors import Ledger
from archiver.store.ledger.proving import Proving
from archiver.store.ledger.witnesses import Witnesses
from archiver.store.lock import Borrowed, WriteLock
from archiver.store.schema.steps import Progress
from archiver.store.tending.carrying import Carrying
from archiver.store.tending.clock import Clock
from archiver.store.tending.health import Tending
from archiver.store.tending.outlook import Outlook
from archiver.store.tending.unknown import Evidence
from archiver.store.watching.articles import Articles
from archiver.store.watching.baseline import Baseline
from archiver.store.watching.collections import Collections
from archiver.store.watching.gaps import Gaps
from archiver.store.watching.habits import Watching
from archiver.store.watching.links import Links
from archiver.store.watching.promises import Promises
from archiver.store.watching.seeds import Seeds
from archiver.store.watching.subscriptions import Subscriptions


class Store(
    Articles,
    Baseline,
    Collections,
    Links,
    Seeds,
    Subscriptions,
    Visits,
    Ledger,
    Proving,
    Witnesses,
    Holdings,
    Listings,
    Searching,
    Rulings,
    Remembering,
    Reread,
    Watching,
    Promises,
    Gaps,
    Outbox,
    Outlets,
    Clock,
    Outlook,
    Tending,
    Evidence,
    Carrying,
):
    """An open archive: one SQLite database and one folder of evidence.

    Each public method is one transaction. One process writes at a time; lookers are always let in
    and see what was committed when the method was called.
    """

    @classmethod
    def open(  # noqa: PLR0913  each is one way to open
        cls,
        database: Path,
        snapshots: Path,
        storage: Storage = IN_THE_HOME,
        *,
        readonly: bool = False,
        migrate: bool = False,
        keep_unchanged: bool = False,
        checked: bool = True,
        patience: timedelta = LOCK_PATIENCE,
        progress: Progress | None = None,
    ) -> Self:
        """Open an archive, and make an empty one where there is none.

        Args:
            database: the SQLite file.
            snapshots: the folder of content-addressed files.
            storage: where these are carried to.
            readonly: for looking; never waits for a writer, never keeps one out.
            migrate: bring an older schema up to date, after a backup.
            keep_unchanged: keep the files of every capture, also of unchanged visits.
            checked: the evidence must be this database's: refuse one that is missing, empty or older.
            patience: how long to wait for a lock that another SQLite tool holds.
            progress: told how far a long migration is.

        Raises:
            ArchiveBusy: another program is writing, and this one wants to.
            DatabaseLost, DatabaseOlder: there is evidence that this database knows nothing of.
            SchemaTooNew, SchemaTooOld: the database is of another age than this program.
            UsageError: the library for a bucket is not installed.
            StoreError: the database cannot be used.
        """
        folder = Folder(snapshots, storage)
        if readonly:
            if not is_made(database):
                cls.open(database, snapshots, patience=patience).close()
            looking = open_database(database, readonly=True, patience=patience)
            looker = cls(database, looking, folder, None, keep_unchanged=False)
            return looker._checked(checked=checked)
        lock = WriteLock(database)
        try:
            if checked and not is_made(database):
                require_database(database, folder)
            writing = open_database(database, migrate=migrate, patience=patience, progress=progress)
        except BaseException:
            lock.release()
            raise
        store = cls(database, writing, folder, lock, keep_unchanged=keep_unchanged)
        store._checked(checked=checked).release_all()  # the lock is ours, so whoever held a claim is dead
        return store

    def beside(self) -> Self:
        """Open a second connection for another thread of this program; it writes by this store's lock.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        self.require_writer()
        return type(self)(
            self.path,
            open_database(self.path),
            self.folder,
            Borrowed(self._lock),
            keep_unchanged=self.keep_unchanged,
        )

    def _checked(self, *, checked: bool) -> Self:
        """Return the store, closed if the evidence is not its own."""
        try:
            if checked:
                self.require_current()
        except BaseException:
            self.close()
            raise
        return self

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.close()
