"""The one way to open the archive's database: who may write, with which settings, at which schema."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from archiver.access import no_room
from archiver.errors import (
    ArchiveBusy,
    DatabaseDamaged,
    DiskFull,
    NotUsable,
    SchemaTooNew,
    SchemaTooOld,
    StoreError,
)
from archiver.store.schema.migrations import migrations
from archiver.store.schema.steps import Progress

SIDE_FILES = ("-wal", "-shm", "-journal")
"""Endings of what SQLite keeps beside a database; left beside another, it would be taken for that one's."""

LOCK_PATIENCE = timedelta(seconds=5)
"""How long to wait for a lock that some other SQLite tool holds on the database."""

COUNTED = (
    "articles", "visits", "files", "snapshots", "readings", "revisions", "edits", "events", "ledger",
    "checkpoints",
)  # fmt: skip
"""Tables whose rows no migration may add or drop."""

STATEMENTS = 256
"""Prepared statements kept; an edited visit alone uses about 40."""

CACHE_KIB = 32_000
"""Of pages in memory for a connection, 16 times SQLite's default: lists in the order of time jump between
articles, and were read twice as fast."""

CHECKPOINT_PAGES = 4000
"""Pages of 4 KB in the log before it is folded into the database: an edit touches about 40, most of
them again and again, and 4000 instead of SQLite's 1000 recorded 7 % more edits a second."""


def open_database(
    path: Path,
    *,
    migrate: bool = False,
    readonly: bool = False,
    patience: timedelta = LOCK_PATIENCE,
    progress: Progress | None = None,
) -> sqlite3.Connection:
    """Open the database; a missing or empty one is created with today's schema.

    The caller holds the `WriteLock` unless `readonly`.

    Args:
        path: the SQLite file.
        migrate: bring an older schema up to date, after a backup beside it.
        readonly: for lookers; the database must exist.
        patience: how long to wait for a lock of another SQLite tool.
        progress: told how far a long migration is.

    Raises:
        SchemaTooNew: a newer program wrote it.
        SchemaTooOld: it needs migrations and `migrate` was not asked for.
        StoreError: it is no SQLite database, is busy, or there is no room.
    """
    with storing(path):
        mode = _looking(path) if readonly else "rwc"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=patience.total_seconds(),
            cached_statements=STATEMENTS,
        )
        try:
            _set_up(connection, readonly=readonly, patience=patience)
            _bring_up_to_date(connection, path, migrate=migrate, readonly=readonly, progress=progress)
        except BaseException:
            connection.close()
            raise
        connection.row_factory = sqlite3.Row
        return connection


def _looking(path: Path) -> str:
    """Return the mode to look in: SQLite writes beside a database it reads, unless that cannot change.

    Who may not write the folder is no daemon's neighbour: where no log lies there, nothing is being written.
    """
    log = path.with_name(path.name + "-wal")
    return "ro" if os.access(path.parent, os.W_OK) or log.exists() else "ro&immutable=1"


def _set_up(db: sqlite3.Connection, *, readonly: bool, patience: timedelta) -> None:
    """Set on this connection what SQLite does not remember, or does not default to."""
    db.execute(f"PRAGMA busy_timeout = {int(patience.total_seconds() * 1000)}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute("PRAGMA recursive_triggers = ON")  # as sqlite-utils has it, with which migrations are made
    if readonly:
        db.execute("PRAGMA query_only = ON")
        return
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut, as the files do
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _bring_up_to_date(
    db: sqlite3.Connection, path: Path, *, migrate: bool, readonly: bool, progress: Progress | None
) -> None:
    made = migrations.made(db)
    unknown = tuple(name for name in made if name not in migrations.names)
    if unknown:
        raise SchemaTooNew(str(path), unknown=unknown)
    pending = tuple(name for name in migrations.names if name not in made)
    if not pending:
        return
    before = _counts(db)
    in_use = any(before.values())  # if not, it is new: its making was interrupted, and goes on
    if readonly or (in_use and not migrate):
        raise SchemaTooOld(str(path), pending=pending)
    kept = back_up(db, path, before=pending[0]) if in_use else None
    from sqlite_utils import Database  # late: see `steps.py`

    db.execute("PRAGMA foreign_keys = OFF")  # cannot be changed inside the migrations' transactions
    migrations.apply(Database(db), progress=progress)
    db.execute("PRAGMA foreign_keys = ON")
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StoreError(f"{path}: migration left {len(broken)} broken reference(s) in {broken[0][0]!r}")
    wrong = [table for table, count in _counts(db).items() if count != before.get(table, count)]
    if wrong:
        raise StoreError(
            f"{path}: migration changed how many rows {wrong[0]!r} has; the copy from before is {kept}"
        )


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  names above
        for table in COUNTED
        if table in there
    }


def is_made(path: Path) -> bool:
    """Tell whether there is a database with tables; its making may have been interrupted.

    Raises:
        StoreError: it is no SQLite database.
    """
    if not path.exists() or path.stat().st_size == 0:
        return False
    with storing(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={_looking(path)}", uri=True)
        try:
            return bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
        finally:
            connection.close()


def schema_state(path: Path) -> str:
    """Say in a few words which schema the database has.

    Raises:
        SchemaTooNew, SchemaTooOld: it is of another age than this program.
        StoreError: it is no SQLite database.
    """
    if not is_made(path):
        return "no database yet; first use makes it"
    db = open_database(path, readonly=True)
    try:
        newest = migrations.made(db)[-1]
    finally:
        db.close()
    return f"up to date, newest migration {newest}"


def features() -> tuple[str, ...]:
    """Return what this Python's SQLite lacks of what the archive needs."""
    probes = {
        "STRICT tables (SQLite 3.37)": "CREATE TABLE strict_table (id INTEGER PRIMARY KEY) STRICT",
        "FTS5": "CREATE VIRTUAL TABLE full_text USING fts5(text)",
        "JSON": "SELECT value FROM json_each('[1]')",
    }
    missing = []
    connection = sqlite3.connect(":memory:")
    try:
        for name, statement in probes.items():
            try:
                connection.execute(statement)
            except sqlite3.OperationalError:
                missing.append(name)
    finally:
        connection.close()
    return tuple(missing)


def back_up(db: sqlite3.Connection, path: Path, *, before: str) -> Path:
    """Write a copy of the database to `backups/` beside it, and return where.

    Raises:
        StoreError: the copy does not pass SQLite's own check.
    """
    folder = path.parent / "backups"  # not beside it: `datasette db/` serves every *.db it finds
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-before-{before}.db"
    nth = 1
    while target.exists():
        nth += 1
        target = folder / f"{path.stem}-before-{before}-{nth}.db"
    part = folder / f"{target.name}.part"  # so that what a kill leaves is not taken for a copy
    part.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", [str(part)])
    sync_file(part)
    copy = sqlite3.connect(f"{part.absolute().as_uri()}?mode=ro", uri=True)
    try:
        verdict, counts = copy.execute("PRAGMA quick_check").fetchone()[0], _counts(copy)
    finally:
        copy.close()
    if verdict != "ok" or counts != _counts(db):
        raise StoreError(f"backup {part} is damaged: {verdict}")
    part.replace(target)
    sync_folder(folder)
    return target


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Run one write transaction that has the write lock from its first statement.

    A deferred BEGIN, which SQLite's default would be, takes it at the first write; if another
    connection wrote since the first read, that fails with "database is locked" at once, whatever
    the busy timeout. Whatever goes wrong inside, nothing of it is kept.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot_of(db: sqlite3.Connection) -> Iterator[None]:
    """Let all reads inside see one state of the database, whatever is committed meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("COMMIT")


@contextmanager
def storing(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say into the archive's own errors.

    Raises:
        DiskFull: no room.
        ArchiveBusy: the database stayed locked.
        DatabaseDamaged: it is no database, or not whole.
        StoreError: SQLite cannot use the file.
    """
    with no_room(path):
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # extended codes add high bits
            if code == sqlite3.SQLITE_FULL:
                raise DiskFull(str(path)) from error
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise ArchiveBusy(str(path)) from error
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise DatabaseDamaged(str(path), detail=str(error)) from error
            if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                _require_access(path)
            if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
                raise NotUsable(str(path), str(error)) from error
            raise


def _require_access(path: Path) -> None:
    """Meet the operating system's own reason, where SQLite only says that it cannot.

    Raises:
        OSError: the file or its folder, where SQLite keeps its log, cannot be opened.
    """
    if path.exists():
        os.close(os.open(path, os.O_RDWR))
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path.parent))


def sync_file(path: Path) -> None:
    """Wait until the file's bytes are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: Path) -> None:
    """Wait until the folder's entries are on the disk: a rename is not kept before that."""
    sync_file(path)
