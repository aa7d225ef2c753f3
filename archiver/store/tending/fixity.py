"""Does everything still hold? Every digest, every patch, every row's file, SQLite's own checks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from archiver.access import no_room
from archiver.errors import ArchiveBusy, BucketUnusable, Damaged, OutOfReach, StoreError, Unreadable
from archiver.model.capture import Digest, digest_of
from archiver.model.ledger import Noted
from archiver.model.text import counted
from archiver.store.database import open_database, storing
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import Folder, split_note, unpack
from archiver.store.evidence.captures import base_of, restored
from archiver.store.evidence.last_sights import last_content
from archiver.store.history import feed
from archiver.store.lock import WriteLock
from archiver.store.opened import Opened
from archiver.store.rows import Cell
from archiver.store.tending.accounts import check_journal, check_last_sight, check_snapshot
from archiver.store.tending.derived import ROW_CHECKS
from archiver.store.tending.ledger import check_ledger
from archiver.store.tending.unknown import NAMED, has_row, is_leftover, still_unknown, unknown_files
from archiver.store.words import text_index

LAST_SIGHTS = "SELECT *, id AS key FROM last_sights WHERE id > ?"

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

ASKED_AT_ONCE = 16
"""Objects of a bucket that are waited for side by side: a daemon visits nobody while it verifies."""

FILES_AT_ONCE = 200
"""Files checked in one read transaction: a longer one would make the writer's log grow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was checked and what was found."""

    checked: int  # files and last sights whose bytes came back with the right digest
    damaged: tuple[str, ...]  # sentences; evidence or tables that do not hold
    orphans: tuple[str, ...]  # files no row speaks of, kept; normal after a kill. Names below `snapshots/`
    leftovers: tuple[str, ...] = ()  # those of them that provably are no evidence; a repair removes them
    repaired: tuple[str, ...] = ()
    texts: int = 0  # readings that today's reader reads again in the same way
    unchecked: tuple[str, ...] = ()  # what could not be checked, and why
    out_of_reach: int = 0  # files and last sights among that: the bucket they are in cannot be used now
    bucket: tuple[str, ...] = ()  # sentences: what is in it
    ledger: tuple[str, ...] = ()  # sentences: of how many entries it is, since when it speaks

    @property
    def ok(self) -> bool:
        """Tell whether all that rows speak of is there and whole."""
        return not self.damaged


def verify(
    store: Opened,
    *,
    repair: bool = False,
    checkpoint: str | None = None,
    witnessed: Iterable[Noted] = (),
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Check the whole archive; with `repair`, remove what is no evidence and mend the full-text index.

    Evidence is never touched: even a broken file may be worth something to an expert, and one that no row
    speaks of may be all that is left of a lost database. Nothing is removed from an archive in which
    anything is damaged.

    Args:
        store: looker or writer; a repair needs a writer.
        repair: remove what provably is no evidence, and mend.
        checkpoint: of the ledger, kept elsewhere, that its entries must agree with.
        witnessed: other checkpoints that they must agree with.
        progress: called with the number of files checked so far.

    Raises:
        DatabaseLost, DatabaseOlder: the evidence is not this database's.
        NotANote: what was given is no checkpoint.
        StoreError: the database cannot be used, or `repair` was asked of a looker.
    """
    if repair:
        store.require_writer()
    store.require_current()
    with store.reading() as db:
        candidates = tuple(unknown_files(db, store.folder))
    checked, damaged, away = _check_files(store, progress)
    damaged += (*_check_accounts(store), *_check_rows(store))
    ledger = check_ledger(store, checkpoint, witnessed)
    damaged += ledger.damaged
    written = journal.count(store.folder)  # before the rows, as these come first
    with store.reading() as db:
        damaged += check_journal(db, store.folder, written)
    with store.reading() as db:
        damaged += _check_database(db)
        orphans = tuple(still_unknown(db, store.folder, candidates))
        leftovers = tuple(name for name in orphans if is_leftover(db, name))
    index, unchecked = _check_index(store)
    damaged += index
    told, unlisted = _in_bucket(store)
    return Report(
        checked=checked,
        damaged=tuple(damaged),
        orphans=orphans,
        leftovers=leftovers,
        repaired=_repair(store, () if damaged or away else leftovers, mend=bool(index)) if repair else (),
        unchecked=(*unchecked, *_told(away), *unlisted),
        out_of_reach=len(away),
        bucket=told,
        ledger=tuple(ledger.told),
    )


def _check_files(store: Opened, progress: Callable[[int], None] | None) -> tuple[int, list[str], list[str]]:
    """Return how many files are whole, what is wrong with others, why each other is out of reach."""
    damaged: list[str] = []
    away: list[str] = []
    checked = 0
    for problem in _check_evidence(store):
        if isinstance(problem, OutOfReach):
            away.append(problem.detail)
        elif problem is not None:
            damaged.append(str(problem))
        else:
            checked += 1
            if progress is not None:
                progress(checked)
    return checked, damaged, away


def _told(away: Sequence[str]) -> Iterator[str]:
    """Say how many files are out of reach, and why the first of them is."""
    if away:
        yield f"{counted(len(away), 'file')}: {away[0]}"


def _in_bucket(store: Opened) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is said of the files in a bucket, if one is declared, and why it cannot be."""
    if store.folder.carried is None:
        return (), ()
    count, unknown = 0, list[str]()
    try:
        for shelf in store.folder.carried.bucket.held():
            with store.reading() as db:
                known = has_row(db, (held.name for held in shelf))
            count += len(shelf)
            unknown += (held.name for held in shelf if held.name not in known)
    except BucketUnusable as error:
        return (), (f"what else is in the bucket: {error}",)
    told = f"{counted(count, 'file')} in the bucket {store.folder.carried.bucket.name}"
    if unknown:
        more = ", …" if len(unknown) > NAMED else ""
        told += f", {len(unknown)} unknown to the database, kept: {', '.join(unknown[:NAMED])}{more}"
    return (told,), ()


def _check_rows(store: Opened) -> Iterator[str]:
    """Compare rows, each check in a transaction of its own: a long one would make the writer's log grow."""
    for check in ROW_CHECKS:
        with store.reading() as db:
            yield from check(db)


def to_check(store: Opened) -> int:
    """Return how many files and last sights `verify` will check.

    Raises:
        StoreError: the database cannot be used.
    """
    with store.reading() as db:
        row = db.execute(
            "SELECT (SELECT count(*) FROM files) + (SELECT count(*) FROM last_sights)"
        ).fetchone()
        return int(row[0])


def _check_evidence(store: Opened) -> Iterator[Unreadable | str | None]:
    """Yield None for each file or last sight that holds, what is wrong with each that does not."""
    for page in _pages(store, "SELECT *, id AS key FROM files WHERE base IS NULL AND id > ?", 0):
        with store.reading() as db:
            patches = [
                db.execute("SELECT * FROM files WHERE base = ?", (row["id"],)).fetchall() for row in page
            ]
        for found in _side_by_side(store, partial(_check_keyframe, store.folder), page, patches):
            yield from found
    for page in _pages(store, LAST_SIGHTS, 0):
        with store.reading() as db:
            for row in page:
                yield _check_last_sight(db, store, row)
    with store.reading() as db:
        for row in db.execute(
            "SELECT digest FROM files WHERE base IN (SELECT id FROM files WHERE base IS NOT NULL)"
        ):
            yield f"snapshot file {row['digest']}: its base is a patch itself"


def _check_accounts(store: Opened) -> Iterator[str]:
    """Compare what rows say of captures with their manifests."""
    for page in _pages(store, "SELECT *, id AS key FROM snapshots WHERE id > ?", 0):
        with store.reading() as db:
            bases = [_base_of(db, row) for row in page]
        manifests = tuple(_side_by_side(store, partial(_manifest, store.folder), page, bases))
        with store.reading() as db:
            for row, manifest in zip(page, manifests, strict=True):
                if manifest is not None:
                    yield from check_snapshot(db, manifest, row)
    for page in _pages(store, LAST_SIGHTS, 0):
        with store.reading() as db:
            for row in page:
                yield from check_last_sight(db, store.folder, row)


def _base_of(db: sqlite3.Connection, row: sqlite3.Row) -> Digest | None:
    """Return the file that the manifest of a snapshot needs, None where it needs none, or is not there."""
    try:
        return base_of(db, Digest(row["manifest"]))
    except Damaged:
        return None


def _manifest(folder: Folder, row: sqlite3.Row, base: Digest | None) -> bytes | None:
    """Return the manifest of a snapshot, or None where it does not come back, which is told elsewhere."""
    try:
        return restored(folder, Digest(row["manifest"]), base)
    except Unreadable:
        return None


def _side_by_side(
    store: Opened, work: Callable[[A, B], T], ones: Iterable[A], others: Iterable[B]
) -> Iterator[T]:
    """Yield what comes of each pair, in their order; several at once where a bucket is to be waited for."""
    if store.folder.carried is None:
        yield from map(work, ones, others)
        return
    with ThreadPoolExecutor(ASKED_AT_ONCE) as threads:
        yield from threads.map(work, ones, others)


def _pages(store: Opened, query: str, after: Cell) -> Iterator[list[sqlite3.Row]]:
    while True:
        with store.reading() as db:
            page = db.execute(f"{query} ORDER BY key LIMIT ?", (after, FILES_AT_ONCE)).fetchall()
        if page:
            yield page
        if len(page) < FILES_AT_ONCE:
            return
        after = page[-1]["key"]


def _check_keyframe(
    folder: Folder, row: sqlite3.Row, patches: Iterable[sqlite3.Row]
) -> list[Unreadable | None]:
    """Check a keyframe and, with its bytes in hand, the patches that need it."""
    content: bytes | None = None
    lacking: type[Unreadable] = Damaged
    found: list[Unreadable | None] = []
    try:
        content = _content(folder, row, None)
        found.append(None)
    except Unreadable as error:
        found.append(error)
        lacking = type(error)
    for patch in patches:
        try:
            if content is None:
                why = "is damaged" if lacking is Damaged else "is out of reach"
                raise lacking(patch["digest"], f"needs {row['digest']}, which {why}")
            _content(folder, patch, content)
            found.append(None)
        except Unreadable as error:
            found.append(error)
    return found


def _content(folder: Folder, row: sqlite3.Row, base_content: bytes | None) -> bytes:
    """Return what a file holds, if its row gives its size as it is.

    Raises:
        Damaged: it does not come back, or has another size.
    """
    digest = Digest(row["digest"])
    data = folder.read(digest, fresh=True)
    content = unpack(data, digest=digest, base_content=base_content)
    if base_content is not None and digest_of(base_content) != split_note(data)[0]:
        raise Damaged(digest, "does not name the file that it needs")
    if (len(content), len(data)) != (row["size_bytes"], row["stored_bytes"]):
        raise Damaged(digest, f"has {len(content)} bytes in {len(data)}, and its row tells otherwise")
    return content


def _check_last_sight(db: sqlite3.Connection, store: Opened, row: sqlite3.Row) -> OutOfReach | str | None:
    try:
        size = len(last_content(db, store.folder, row))
    except OutOfReach as error:
        return error
    except Damaged as error:
        return f"last sight of article {row['article']}: {error}"
    if size != row["size_bytes"]:
        return f"last sight of article {row['article']}: has {size} bytes, and its row tells otherwise"
    return None


def _check_database(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA quick_check"):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"database: row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there"


def _check_index(store: Opened) -> tuple[list[str], tuple[str, ...]]:
    """Compare the full-text index with the texts; SQLite takes that for writing.

    Returns:
        What is wrong, and what could not be checked.
    """
    if not store.readonly:
        with store.writing() as db:
            return _index_problems(db), ()
    try:
        lock = WriteLock(store.path)
    except ArchiveBusy:
        return [], ("the full-text index, while another program is at work; its own verification does",)
    except (OSError, StoreError) as error:
        return [], (f"the full-text index: {error}",)
    try:
        with storing(store.path), closing(open_database(store.path)) as db:
            return _index_problems(db), ()
    except StoreError as error:
        return [], (f"the full-text index: {error}",)
    finally:
        lock.release()


def _index_problems(db: sqlite3.Connection) -> list[str]:
    problems = []
    for index, name in ((text_index, "full-text index"), (feed, "index of the feed")):
        try:
            wrong = index.problem(db)
        except sqlite3.DatabaseError as error:
            wrong = str(error)
        if wrong is not None:
            problems.append(f"{name}: {wrong}; `archiver verify --repair` mends it")
    return problems


def _repair(store: Opened, leftovers: tuple[str, ...], *, mend: bool) -> tuple[str, ...]:
    done = []
    if leftovers:
        with no_room(store.folder.root):
            store.folder.discard(leftovers)
        done.append(f"removed {len(leftovers)} left-over file(s)")
    if mend:
        with store.writing() as db:
            text_index.make_anew(db)
            feed.make_anew(db)
        done.append("rebuilt the full-text index and the index of the feed")
    return tuple(done)
