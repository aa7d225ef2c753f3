"""Copy an archive, which may be at work, as it was at one moment: database, evidence, journal.

A copy goes on from the one before: evidence never changes, so files that are there are left. The database of
a copy is replaced last, when all that its rows speak of is in place: a kill leaves the copy before, and files
that the next try knows.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archiver.access import no_room
from archiver.errors import Damaged, DatabaseDamaged, UsageError
from archiver.ledger.tree import root
from archiver.model.capture import Digest
from archiver.store.database import SIDE_FILES, snapshot_of, storing, sync_file, sync_folder
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import Folder, split_note, unpack
from archiver.store.evidence.shelves import EVIDENCE, Held
from archiver.store.ledger import entries
from archiver.store.lock import WriteLock, is_locked
from archiver.store.opened import Opened

Progress = Callable[[str, int, int], None]
"""Takes what is done, how much of it so far, and how much there is."""

PAGES_AT_ONCE = 2000
"""Pages of the database copied between two reports of progress: 8 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a copy holds."""

    visits: int
    entries: int  # of the ledger
    files: int  # of evidence
    written: int  # of these, now; the others were there
    written_bytes: int
    damaged: tuple[str, ...]  # sentences; evidence that does not hold here either, copied as it is


def copy_archive(source: Opened, database: Path, snapshots: Path, progress: Progress) -> Copied:
    """Make or renew a copy.

    Args:
        source: looker or writer; another program may write meanwhile.
        database: of the copy.
        snapshots: of the copy.
        progress: called as the work goes on.

    Raises:
        UsageError: there is a copy of another archive, or one that was worked in.
        ArchiveBusy: another program writes to the copy.
        DatabaseDamaged: what was copied does not pass SQLite's own check.
        StoreError: the archive or the place of the copy cannot be used, or there is no room.
    """
    with no_room(database):
        database.parent.mkdir(parents=True, exist_ok=True)
        snapshots.mkdir(parents=True, exist_ok=True)
    lock = WriteLock(database)
    try:
        with storing(database):
            _require_begun_alike(source, database)
            began = _copy_database(source, _part(database), progress)
            with closing(_opened(_part(database))) as copy:
                evidence = _Evidence(source.folder, Folder(snapshots), progress)
                evidence.copy(copy, began=began, at_rest=not is_locked(source.path))
                journal_part = _copy_journal(copy, source.folder, evidence.target)
                visits = copy.execute("SELECT count(*) FROM visits").fetchone()[0]
                size = entries.size_of(copy)
            _put_in_place(database, journal_part)
    finally:
        lock.release()
    return Copied(
        visits=visits,
        entries=size,
        files=evidence.files,
        written=evidence.written,
        written_bytes=evidence.written_bytes,
        damaged=tuple(evidence.damaged),
    )


class _Evidence:
    """The files of a copy, and what was written of them."""

    def __init__(self, source: Folder, target: Folder, progress: Progress) -> None:
        self.source, self.target, self._progress = source, target, progress
        self.files = self.written = self.written_bytes = 0
        self.damaged: list[str] = []
        self._base: tuple[Digest | None, bytes | None] = None, None  # the last keyframe that was needed

    def copy(self, rows: sqlite3.Connection, *, began: float, at_rest: bool) -> None:
        """Copy what rows speak of, and what none speaks of but was there when the copy began.

        Args:
            rows: of the copy.
            began: when that was, as files tell the time; what came later belongs to later rows.
            at_rest: nobody writes, so what waits in `incoming/` is not under way.
        """
        known = {row[0] for row in rows.execute("SELECT digest FROM files")}
        for held in self.source.files():
            name = EVIDENCE.fullmatch(held.name)
            if name is None or (name[1] not in known and held.changed_at >= began):
                continue
            known.discard(name[1])
            self._copy_evidence(held, Digest(name[1]))
            self._progress("copying evidence", self.files, self.files + len(known))
        self.damaged += [f"snapshot file {digest}: it is not there" for digest in sorted(known)]
        for beside in (*self.source.aside(), *(self.source.waiting() if at_rest else ())):
            path = self.source.beside(beside)
            if not self._is_there(beside, path.stat().st_size):
                self._write(beside, path.read_bytes())

    def _copy_evidence(self, held: Held, digest: Digest) -> None:
        if self._is_there(held.name, held.size_bytes):
            return
        data = self.source.read(digest)
        if problem := self._problem(digest, data):
            self.damaged.append(problem)
        self._write(held.name, data)

    def _is_there(self, name: str, size_bytes: int) -> bool:
        """Tell whether the copy has a file, and count it."""
        self.files += 1
        target = self.target.beside(name)
        return target.exists() and target.stat().st_size == size_bytes

    def _write(self, name: str, data: bytes) -> None:
        write_file(self.target.beside(name), data)
        self.written += 1
        self.written_bytes += len(data)

    def _problem(self, digest: Digest, data: bytes) -> str | None:
        try:
            base, _ = split_note(data)
            if base is not None and self._base[0] != base:
                self._base = base, unpack(self.source.read(base), digest=base)
            unpack(data, digest=digest, base_content=None if base is None else self._base[1])
        except Damaged as error:
            return str(error)
        return None


def write_file(target: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file that is there wholly or not at all, and prove that it is what was given.

    Raises:
        DatabaseDamaged: it is not.
        OSError: no room, no right.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _part(target)
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:  # noqa: PTH123
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if part.read_bytes() != data:
        raise DatabaseDamaged(str(target), detail="what was written is not what is read back")
    part.replace(target)
    sync_folder(target.parent)


def _require_begun_alike(source: Opened, database: Path) -> None:
    """Refuse to replace what this archive did not begin with."""
    if not database.exists():
        return
    with closing(_opened(database)) as copy:
        size = entries.size_of(copy)
        wanted = root(size, entries.Hashes(copy))
    with source.reading() as db:
        if entries.size_of(db) < size or root(size, entries.Hashes(db)) != wanted:
            raise UsageError(
                f"{database} is no earlier copy of this archive: it is of another one, or was worked in, or"
                " this one was restored; copy to another folder"
            )


def _copy_database(source: Opened, part: Path, progress: Progress) -> float:
    """Copy all rows as they are now, and return when that was, as files tell the time."""
    for path in (part, *(Path(f"{part}{end}") for end in SIDE_FILES)):
        path.unlink(missing_ok=True)
    part.touch()
    began = part.stat().st_mtime
    with closing(sqlite3.connect(part)) as copy:
        with snapshot_of(source.db):
            source.db.execute("SELECT 1 FROM visits LIMIT 1").fetchone()  # from here on nothing new is seen
            source.db.backup(
                copy,
                pages=PAGES_AT_ONCE,
                progress=lambda _, left, total: progress("copying the database", total - left, total),
            )
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, whole by itself
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
    if verdict != "ok":
        raise DatabaseDamaged(str(part), detail=verdict)
    sync_file(part)
    return began


def _copy_journal(rows: sqlite3.Connection, source: Folder, target: Folder) -> Path:
    """Copy the lines of visits that the copied rows know: the journal is never ahead of its database."""
    newest = rows.execute("SELECT coalesce(max(id), 0) FROM visits").fetchone()[0]
    part = _part(target.beside(journal.JOURNAL))
    with part.open("wb") as file:
        for visit, text in journal.texts(source):
            if visit is None or visit <= newest:
                file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return part


def _put_in_place(database: Path, journal_part: Path) -> None:
    """Let the new rows take their place, then the journal, which may be behind them and never ahead."""
    for end in SIDE_FILES:
        Path(f"{database}{end}").unlink(missing_ok=True)
    _part(database).replace(database)
    sync_folder(database.parent)
    journal_part.replace(journal_part.with_name(journal.JOURNAL))
    sync_folder(journal_part.parent)


def _opened(path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    copy.row_factory = sqlite3.Row
    return copy


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")
