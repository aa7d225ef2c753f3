"""No room: ENOSPC from /dev/full, EFBIG from a limit of the kernel, SQLITE_FULL from SQLite itself.

A disk that breaks, or turns read-only under a program, is what `fsync` says.
"""

from __future__ import annotations

import errno
import os
import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from store_samples import at, capture, edited, found, reading, see, watch

from archiver.errors import ConnectionFailed, DiskFull, NotUsable
from archiver.model.capture import Artefact, Capture, CaptureTask, digest_of
from archiver.model.manifest import write_manifest
from archiver.model.revision import First, Visit
from archiver.store import Kept, Store, verify
from archiver.store.evidence.blobs import Folder
from archiver.store.evidence.captures import watched_by
from archiver.store.evidence.shelves import name_of

ONE, TWO = reading("one"), reading("two")


@pytest.fixture
def task(store: Store) -> CaptureTask:
    """Return a claim on an article that was read once."""
    claimed = watch(store)
    see(store, claimed, ONE, First(), minutes=0)
    return claimed


def large() -> Capture:
    """Return a capture of 200 KB that do not compress."""
    noise = random.Random(1).randbytes(200_000)
    return replace(capture("two", when=at(5)), response=Artefact(content=noise))


def record(store: Store, kept: Kept) -> Visit:
    return store.record(kept, found(kept, TWO, edited(ONE, TWO)), next_visit=None, now=at(5))


@contextmanager
def no_file_above(size_bytes: int) -> Iterator[None]:
    """Let the kernel refuse to make any file larger than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def is_as_it_was(store: Store) -> bool:
    report = verify(store)
    return report.ok and store.count_visits(1) == 1 and len(store.revisions(1)) == 1


def test_a_capture_that_finds_no_room_leaves_nothing(store: Store, task: CaptureTask) -> None:
    with no_file_above(50_000), pytest.raises(DiskFull, match="nothing was lost"):
        store.keep(task, large())

    assert list(store.folder.incoming.iterdir()) == []
    assert is_as_it_was(store)
    assert record(store, store.keep(task, large())).id == 2


def test_a_full_disk_is_told_when_staging(store: Store, task: CaptureTask) -> None:
    taken = large()
    name = f"{task.article}-{digest_of(write_manifest(taken, watched_by(store.db, task.article)))}.tar.part"
    (store.folder.incoming / name).symlink_to("/dev/full")  # every write to it: no space left on device

    with pytest.raises(DiskFull):
        store.keep(task, taken)

    assert is_as_it_was(store)
    assert record(store, store.keep(task, taken)).id == 2


def test_a_full_disk_is_told_when_files_are_put_in_place(store: Store, task: CaptureTask) -> None:
    kept = store.keep(task, large())
    target = store.folder.beside(name_of(kept.digest("dom") or ""))
    target.parent.mkdir(exist_ok=True)
    target.with_name(f"{target.name}.part").symlink_to("/dev/full")

    with pytest.raises(DiskFull):
        record(store, kept)

    assert is_as_it_was(store)
    assert [name for name in verify(store).orphans if not name.startswith("incoming/")] == []
    assert kept.staged.exists()  # the evidence is still there, and the visit can be recorded later
    assert record(store, kept).id == 2
    assert verify(store).ok


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EIO, "input/output error"), (errno.EROFS, "its file system is read-only")],
    ids=["broken", "read-only"],
)
def test_a_disk_that_fails_is_told_and_the_visit_is_recorded_when_it_is_back(
    store: Store, task: CaptureTask, number: int, said: str
) -> None:
    whole, failing = store.folder, [True]

    def sync(handle: int) -> None:
        if failing[0]:
            raise OSError(number, os.strerror(number))
        os.fsync(handle)

    store.folder = Folder(whole.root, sync=sync)
    with pytest.raises(NotUsable, match=said):
        store.keep(task, large())
    store.folder = whole
    kept = store.keep(task, large())
    store.folder = Folder(whole.root, sync=sync)
    with pytest.raises(NotUsable, match=said):
        record(store, kept)
    assert is_as_it_was(store)

    failing[0] = False
    assert record(store, kept).id == 2
    assert verify(store).ok


def test_a_full_disk_is_told_when_rows_are_written(store: Store, task: CaptureTask) -> None:
    kept = store.keep(task, large())
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    filler = "x" * 100_000
    with pytest.raises(DiskFull):
        store.record_run("round", at(1), at(2), filler)
    big = replace(TWO, dek=filler)

    with pytest.raises(DiskFull):
        store.record(kept, found(kept, big, edited(ONE, TWO)), next_visit=None, now=at(5))

    assert is_as_it_was(store)
    store.db.execute("PRAGMA max_page_count = 1000000")
    assert record(store, kept).id == 2
    assert verify(store).ok


def test_a_failure_that_cannot_be_recorded_is_told_too(store: Store, task: CaptureTask) -> None:
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages}")
    error = ConnectionFailed(task.url, "reset " * 20_000)

    with pytest.raises(DiskFull):
        store.record_failure(task, error, now=at(5), next_visit=None)

    assert is_as_it_was(store)
