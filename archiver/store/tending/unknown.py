"""Files of the snapshots folder that no row speaks of.

They may be evidence that nothing else holds, so they are kept, counted and named, and moved aside only on
request. A kill leaves some: files are put in place before their rows. What provably is no evidence may
be removed: what is left of writing it, and a staged capture whose visit is recorded.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from archiver.access import no_room
from archiver.errors import DatabaseOlder
from archiver.store import rows
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import ASIDE, INCOMING, Folder
from archiver.store.evidence.shelves import EVIDENCE, name_of
from archiver.store.lock import is_locked
from archiver.store.opened import Opened

NAMED = 10
"""Files that `status` names; `verify` names all."""

MOST_COUNTED = 20_000
"""Rows of files up to which `status` looks for files without one: about a tenth of a second of reading
folders. Of more, `verify` tells."""

STAGED = re.compile(r"(\d+)-([0-9a-f]{64})\.tar")
"""Name of a staged capture: number of its article, digest of its manifest."""

UNFINISHED = re.compile(r"\d+-[0-9a-f]{64}\.tar\.part")
"""Name of a staged capture that was not written to its end, so that nothing can be told from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Files that no row speaks of."""

    count: int
    names: tuple[str, ...]  # the first few, relative to the snapshots folder


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """What was moved out of the way."""

    folder: str  # where to, relative to the snapshots folder
    names: tuple[str, ...]  # of the files, relative to the snapshots folder before, to that folder now


class Evidence(Opened):
    """Doors to files that no row speaks of."""

    def unknown(self) -> Unknown | None:
        """Return how many files no row speaks of; None where counting would take long.

        While a program is at work, what waits in `incoming/` is not unknown but not judged yet.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            if db.execute("SELECT max(id) > ? FROM files", (MOST_COUNTED,)).fetchone()[0]:
                return None
            found = tuple(unknown_files(db, self.folder))
        at_work = self.readonly and is_locked(self.path)
        with self.reading() as db:  # anew: a row may have come meanwhile
            names = tuple(
                name
                for name in still_unknown(db, self.folder, found)
                if not (at_work and name.startswith(f"{INCOMING}/"))
            )
        return Unknown(count=len(names), names=names[:NAMED])

    def set_aside(self, now: datetime) -> SetAside:
        """Move every file that no row speaks of to `aside/`; the database is up to date with what is left.

        Raises:
            DatabaseLost: the database is empty, and all evidence would go.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        self.require_writer()
        with suppress(DatabaseOlder):  # what this is for
            self.require_current()
        into = rows.instant(now).replace(":", "")
        with self.reading() as db, no_room(self.folder.root):
            names = tuple(unknown_files(db, self.folder))
            self.folder.set_aside(names, into=into)
            journal.begin_anew(db, self.folder, now)
        return SetAside(folder=f"{ASIDE}/{into}", names=names)


def unknown_files(db: sqlite3.Connection, folder: Folder) -> Iterator[str]:
    """Yield the names of files on this machine that no row speaks of, shelf by shelf."""
    yield from folder.waiting()
    for shelf in folder.here.held():
        known = has_row(db, (held.name for held in shelf))
        yield from (held.name for held in shelf if held.name not in known)


def still_unknown(db: sqlite3.Connection, folder: Folder, names: Iterable[str]) -> Iterator[str]:
    """Yield those of the files that are still there and have no row by now: a writer may be at work."""
    for name in names:
        if folder.beside(name).exists() and not has_row(db, [name]):
            yield name


def has_row(db: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Return those of the names, relative to the snapshots folder, that rows speak of."""
    digests = [match[1] for match in map(EVIDENCE.fullmatch, names) if match]
    found = db.execute(
        "SELECT digest FROM files WHERE digest IN (SELECT value FROM json_each(?))", (json.dumps(digests),)
    )
    return {name_of(row["digest"]) for row in found}


def is_leftover(db: sqlite3.Connection, name: str) -> bool:
    """Tell whether a file that no row speaks of provably is no evidence, when no writer is at work.

    Either what is left of writing a file that is whole elsewhere, or a staged capture that was not
    written to its end, or one whose visit is recorded, after which it is removed in any case.
    """
    last = name.rpartition("/")[2]
    if UNFINISHED.fullmatch(last):
        return True
    staged = STAGED.fullmatch(last)
    if staged:
        row = db.execute("SELECT 1 FROM visits WHERE article = ? AND capture = ?", staged.groups()).fetchone()
        return row is not None
    return last.endswith(".part") and bool(has_row(db, [name.removesuffix(".part")]))
