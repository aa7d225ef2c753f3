"""A database that is made again out of the evidence, which is only read meanwhile.

It grows in `db/restoring/` and takes its place at once at the end. What is left there by a kill is thrown
away by the next try: it holds nothing that is not made again. No old database is ever thrown away.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from archiver.config import Storage
from archiver.errors import StoreError, UsageError
from archiver.model.capture import Capture, CaptureTask, Depth, Digest
from archiver.model.manifest import digests_of, outline
from archiver.model.revision import Outcome
from archiver.model.sight import Finding
from archiver.store import rows
from archiver.store.database import SIDE_FILES, is_made, open_database, storing, sync_file, sync_folder
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import IN_THE_HOME, Folder, Piece
from archiver.store.evidence.captures import Kept, kept_of
from archiver.store.evidence.salvage import FileFacts, Salvage
from archiver.store.history import volatile
from archiver.store.history.revisions import Incoming, current
from archiver.store.history.verdicts import conclude, waiting_of
from archiver.store.ledger import entries as ledger
from archiver.store.lock import WriteLock
from archiver.store.store import Store

SEEN_AGAIN = "('same', 'variant', 'returned')"
"""Outcomes of visits whose capture may be the last sight of a revision."""


class _Untouched(Folder):
    """Evidence that is only read."""

    def write(self, pieces: Iterable[Piece]) -> None:
        """Refuse: all files are in place.

        Raises:
            StoreError: there is anything to write.
        """
        for piece in pieces:
            raise StoreError(f"snapshot file {piece.digest}: evidence is not written while it is read again")

    def append(self, name: str, line: bytes) -> None:
        """Do nothing: the journal has its lines already."""


class Rebuilding:
    """A database on its way back. Use it as a context manager; it holds the right to write meanwhile."""

    def __init__(self, database: Path, snapshots: Path, storage: Storage = IN_THE_HOME) -> None:
        self.database = database
        self.folder = _Untouched(snapshots, storage)
        self.salvage = Salvage(self.folder)
        self._growing = database.parent / "restoring" / database.name

    def __enter__(self) -> Self:
        """Begin with an empty database.

        Raises:
            UsageError: there is a database with content, or no evidence.
            DatabaseDamaged: there is a database that cannot be read.
            StoreError: another program writes to it, or there is no room.
        """
        self._lock = WriteLock(self.database)
        try:
            require_empty(self.database)
            if next(self.folder.files(), None) is None:
                raise UsageError(f"{self.folder.root} holds no evidence, so there is nothing to restore from")
            shutil.rmtree(self._growing.parent, ignore_errors=True)
            growing = open_database(self._growing_folder() / self._growing.name)
        except BaseException:
            self._lock.release()
            raise
        self.store = Store(self._growing, growing, self.folder, self._lock, keep_unchanged=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next program write."""
        self.store.close()

    def adopt(self, task: CaptureTask, capture: Capture, key: Digest, line: journal.Line | None) -> Kept:
        """Write the rows of a capture's files; what it means is for `record` to say, as of any other.

        The files belong to no series from now on: the next capture of the article begins new ones.

        Args:
            task: the visit that brought it home.
            capture: what it brought; bodies that are not read again may be away.
            key: digest of its manifest.
            line: what the journal says of it.

        Raises:
            Damaged: the manifest does not come back.
            StoreError: the disk is full, or the database cannot be used.
        """
        manifest = self.salvage.content(key)
        kept = Kept(task=task, capture=capture, key=key, outline=outline(manifest), pieces=(), staged=None)
        with self.store.writing() as db:
            self._adopt_files(db, digests_of(manifest), kept)
            if line is not None and line.outcome == Outcome.CHANGED and line.waits == 1:
                # the first look at it: what waited before was dropped, at a look that left no files
                db.execute("DELETE FROM pending_changes WHERE article = ?", (task.article,))
        return kept

    def recall(self, article: int, line: journal.Line, finding: Finding) -> None:
        """Record a look without files that showed the current text instead of the change that waits.

        Args:
            article: its id.
            line: what the journal says of the look.
            finding: what it means that the look showed the current text.

        Raises:
            StoreError: the disk is full, or the database cannot be used.
        """
        with self.store.writing() as db:
            revision = current(db, article)
            if revision is None or waiting_of(db, article) is None:
                return  # the evidence before it is damaged
            visit = rows.insert(db, "visits", _visit_cells(article, line))
            look = Incoming(
                article=article,
                visit=visit,
                snapshot=None,
                seen_at=line.at,
                reading=None,
                fingerprint=revision["fingerprint"],
                now=line.at,
            )
            conclude(db, look, finding.verdict)
            volatile.keep(db, article, finding.volatile)

    def finish(self, now: datetime) -> None:
        """Put the database in its place; one that was there, and what lies beside it, goes to `backups/`.

        Raises:
            StoreError: the disk is full, or the database cannot be used.
        """
        with self.store.writing() as db:
            db.execute(
                "UPDATE revisions SET last_snapshot = (SELECT max(snapshot) FROM visits"  # noqa: S608  ours
                " WHERE visits.article = revisions.article AND visits.revision = revisions.id"
                f" AND outcome IN {SEEN_AGAIN})"
            )
            db.execute("UPDATE articles SET lease_until = NULL")
            ledger.begin_anew(db, now)  # what came in meanwhile was logged at times of the past
        with storing(self.database):
            self.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            journal.begin_anew(self.store.db, Folder(self.folder.root), now)  # before the database is there
            self.store.db.close()
            sync_file(self._growing)
            move_away(self.database, now)
            self._growing.rename(self.database)
            sync_folder(self.database.parent)
            shutil.rmtree(self._growing.parent, ignore_errors=True)

    def _growing_folder(self) -> Path:
        self._growing.parent.mkdir()
        return self._growing.parent

    def _adopt_files(self, db: sqlite3.Connection, digests: Iterable[Digest], kept: Kept) -> None:
        facts = {digest: self.salvage.facts(digest) for digest in digests}
        there = {digest: found for digest, found in facts.items() if found is not None}
        bases = {found.base for found in there.values() if found.base is not None}
        lacking = {base: found for base in bases if (found := self.salvage.facts(base)) is not None}
        _note_files(db, lacking | there, kept)


def _note_files(db: sqlite3.Connection, files: Mapping[Digest, FileFacts], kept: Kept) -> None:
    """Write the rows of files that have none; keyframes first, as patches refer to them."""
    known = kept_of(db, files)
    for digest, facts in sorted(files.items(), key=lambda one: one[1].base is not None):
        if digest not in known:
            db.execute(
                "INSERT INTO files (digest, base, article, size_bytes, stored_bytes, kept_at)"
                " VALUES (?, (SELECT id FROM files WHERE digest = ?), ?, ?, ?, ?)",
                (
                    digest,
                    facts.base,
                    kept.task.article,
                    facts.size_bytes,
                    facts.stored_bytes,
                    rows.instant(kept.capture.captured_at),
                ),
            )


def _visit_cells(article: int, line: journal.Line) -> dict[str, rows.Cell]:
    return {
        "article": article,
        "capture": line.capture,
        "started_at": rows.instant(line.at),
        "outcome": line.outcome,
        "reason": rows.maybe_clean(line.reason),
        "purpose": line.purpose,
        "depth": Depth.LIGHT.value,
        "attempt": line.attempt,
        "took_ms": 0,
    }


def require_empty(database: Path) -> None:
    """Refuse a database that holds anything.

    Raises:
        UsageError: it does.
    """
    if not is_made(database):
        return
    with storing(database):
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
        try:
            if connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None:
                raise UsageError(f"{database} holds an archive; move it away first, nothing was changed")
        finally:
            connection.close()


def move_away(database: Path, now: datetime) -> None:
    """Move a database, and what SQLite left beside it, to `backups/`."""
    left = [path for path in (database, *(Path(f"{database}{end}") for end in SIDE_FILES)) if path.exists()]
    if left:
        stamp = rows.instant(now).replace(":", "")
        folder = database.parent / "backups" / f"before-restore-{stamp}"
        folder.mkdir(parents=True)
        for path in left:
            path.rename(folder / path.name)
