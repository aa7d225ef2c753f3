"""A copy of an archive at work is that archive at one moment, whatever happens meanwhile."""

from __future__ import annotations

import os
import random
import select
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import NOON, ONE, TWO, First, Same, at, see, see_edit, watch
from test_store_kill import work

from archiver.errors import UsageError
from archiver.store import Copied, Report, Store, copy_archive, verify

KILLS = 12


def opened(root: Path, *, readonly: bool = True) -> Store:
    return Store.open(root / "db" / "archive.db", root / "snapshots", readonly=readonly)


def copy(root: Path, to: Path) -> Copied:
    with opened(root) as store:
        return copy_archive(store, to / "db" / "archive.db", to / "snapshots", lambda *_: None)


def checked(root: Path) -> Report:
    with opened(root) as store:
        return verify(store)


@pytest.fixture
def lived(root: Path) -> Path:
    """Return an archive with a short history and an edit."""
    with opened(root, readonly=False) as store:
        store.begin_ledger(NOON)
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, TWO, minutes=10)
    return root


@pytest.fixture
def at_work(root: Path) -> Iterator[Path]:
    """Return an archive that another process writes, as fast as it can."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(root, writer, 1)
        finally:
            os._exit(1)
    select.select([reader], [], [], 60)
    os.set_blocking(writer, False)
    try:
        yield root
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reader)
        os.close(writer)


def test_each_copy_of_an_archive_at_work_holds_and_goes_on_from_the_one_before(
    at_work: Path, tmp_path: Path
) -> None:
    visits = 0
    for turn in range(4):
        done = copy(at_work, tmp_path / "copy")
        report = checked(tmp_path / "copy")
        assert (report.damaged, done.damaged) == ((), ())
        assert done.visits >= visits
        assert turn == 0 or done.written < done.files
        visits = done.visits


def test_a_copy_that_is_killed_leaves_the_one_before_and_is_ended_by_the_next(
    at_work: Path, tmp_path: Path
) -> None:
    rng, made = random.Random(2), 0
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            left = [rng.randrange(40)]

            def die_soon(*_: object, left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            try:
                with opened(at_work) as store:
                    to = tmp_path / "copy"
                    copy_archive(store, to / "db" / "archive.db", to / "snapshots", die_soon)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        rng.random()
        if (tmp_path / "copy" / "db" / "archive.db").exists():
            made += 1
            assert checked(tmp_path / "copy").damaged == ()
    copy(at_work, tmp_path / "copy")
    assert checked(tmp_path / "copy").damaged == ()
    assert not list((tmp_path / "copy").rglob("*.part"))


def test_nothing_is_copied_twice_and_damaged_evidence_is_named(lived: Path, tmp_path: Path) -> None:
    first = copy(lived, tmp_path / "copy")
    again = copy(lived, tmp_path / "copy")
    assert (first.written, again.written, again.files) == (first.files, 0, first.files)

    shelf = next(path for path in (lived / "snapshots").glob("??/*.zst"))
    whole = shelf.read_bytes()
    shelf.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert copy(lived, tmp_path / "other").damaged
    assert copy(lived, tmp_path / "copy").damaged == ()  # the copy has it whole
    shelf.unlink()
    (problem,) = copy(lived, tmp_path / "copy").damaged
    assert "is not there" in problem
    assert checked(tmp_path / "copy").damaged == ()


def test_a_copy_of_another_archive_or_one_that_was_worked_in_is_not_overwritten(
    lived: Path, tmp_path: Path
) -> None:
    to = tmp_path / "copy"
    copy(lived, to)
    with opened(to, readonly=False) as store:
        (task,) = store.claim([1], at(50))
        see(store, task, TWO, Same(), minutes=50)
    with pytest.raises(UsageError, match="no earlier copy of this archive"):
        copy(lived, to)
    with opened(tmp_path / "stranger", readonly=False) as store:
        store.begin_ledger(NOON)
    with pytest.raises(UsageError, match="no earlier copy of this archive"):
        copy(tmp_path / "stranger", to)
