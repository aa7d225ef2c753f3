"""A database that was lost, emptied, cut or rolled back, beside evidence that is whole."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from store_samples import NOON, ONE, TWO, URL, at, capture, reading, see, see_edit, watch

from archiver.errors import DatabaseDamaged, DatabaseLost, DatabaseOlder, StoreError
from archiver.model.revision import First, Same
from archiver.store import Store, verify


def open_store(root: Path, *, readonly: bool = False, checked: bool = True) -> Store:
    return Store.open(root / "db" / "archive.db", root / "snapshots", readonly=readonly, checked=checked)


def evidence(root: Path) -> dict[str, bytes]:
    """Return every file of the snapshots folder by its name, but the journal."""
    found = (path for path in (root / "snapshots").rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.name != "journal.jsonl"}


@pytest.fixture
def edited(root: Path) -> Path:
    """Return the folder of an archive with an edit; a copy of its database before that lies beside it."""
    with open_store(root) as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0, taken=capture("one", full=True))
        store.db.execute("VACUUM INTO ?", [str(root / "older.db")])
        see_edit(store, task, ONE, TWO, minutes=10)
        see(store, task, TWO, Same(), minutes=20)
    return root


def lose(root: Path) -> None:
    (root / "db" / "archive.db").unlink()


def empty(root: Path) -> None:
    (root / "db" / "archive.db").write_bytes(b"")


def put_a_fresh_one(root: Path) -> None:
    lose(root)
    Store.open(root / "db" / "archive.db", root / "nothing").close()


def cut(root: Path) -> None:
    os.truncate(root / "db" / "archive.db", (root / "db" / "archive.db").stat().st_size // 2)


def overwrite(root: Path) -> None:
    (root / "db" / "archive.db").write_bytes(b"no database" * 1000)


def roll_back(root: Path) -> None:
    shutil.copyfile(root / "older.db", root / "db" / "archive.db")


@pytest.mark.parametrize("readonly", [False, True], ids=["writer", "looker"])
@pytest.mark.parametrize(
    ("harm", "error", "next_step"),
    [
        (lose, DatabaseLost, "restore --from-evidence"),
        (empty, DatabaseLost, "restore --from-evidence"),
        (put_a_fresh_one, DatabaseLost, "restore --from-evidence"),
        (cut, DatabaseDamaged, "restore --from-evidence"),
        (overwrite, DatabaseDamaged, "restore --from-evidence"),
        (roll_back, DatabaseOlder, "verify --set-aside"),
    ],
)
def test_a_database_that_is_not_the_one_of_the_evidence_is_refused(
    edited: Path, harm: Callable[[Path], None], error: type[StoreError], next_step: str, readonly: bool
) -> None:
    harm(edited)
    before = evidence(edited)

    with pytest.raises(error, match=next_step) as told:
        open_store(edited, readonly=readonly)

    assert "\n" not in str(told.value)
    assert evidence(edited) == before


def test_another_archives_database_is_refused(edited: Path) -> None:
    with Store.open(edited / "db" / "other.db", edited / "others") as store:
        task = watch(store)
        for minutes in range(9):
            see(store, task, ONE, First() if not minutes else Same(), minutes=minutes)
    shutil.copyfile(edited / "db" / "other.db", edited / "db" / "archive.db")

    with pytest.raises(DatabaseOlder):
        open_store(edited)


def test_setting_aside_goes_on_without_the_newer_evidence_and_keeps_it(edited: Path) -> None:
    roll_back(edited)
    before = evidence(edited)

    with open_store(edited, checked=False) as store:
        moved = store.set_aside(at(60))

    assert len(moved.names) >= 4  # what the edit left
    assert evidence(edited) == before
    with open_store(edited) as store:
        assert (verify(store).ok, verify(store).orphans) == (True, ())
        (task,) = store.claim([1], at(70))
        see_edit(store, task, ONE, reading("three", "four"), minutes=70)
    with open_store(edited) as store:
        assert len(store.revisions(1)) == 2


def test_setting_aside_never_takes_all_evidence(edited: Path) -> None:
    put_a_fresh_one(edited)
    before = evidence(edited)

    with open_store(edited, checked=False) as store, pytest.raises(DatabaseLost):
        store.set_aside(at(60))

    assert evidence(edited) == before


def test_an_older_database_before_its_first_visit_can_go_on_as_well(root: Path) -> None:
    with open_store(root) as store:
        task = watch(store)
        store.db.execute("VACUUM INTO ?", [str(root / "older.db")])
        see(store, task, ONE, First(), minutes=0)
    roll_back(root)
    with pytest.raises(DatabaseOlder):
        open_store(root)

    with open_store(root, checked=False) as store:
        assert store.set_aside(at(60)).names

    with open_store(root) as store:
        assert store.find_article(URL).id == 1


def test_a_kill_between_files_and_rows_makes_no_database_older(root: Path) -> None:
    """Also not at the first visit of all: there is evidence then, and no visit yet."""
    for minutes in (0, 10):
        child = os.fork()
        if child == 0:
            with open_store(root) as store:
                article, _ = store.add_article(URL, source=None, now=NOON, next_visit=NOON)
                (task,) = store.claim([article.id], at(minutes))
                kill_at_commit(store)
                see(store, task, reading(f"text {minutes}"), First(), minutes=minutes)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL
        with open_store(root) as store:
            report = verify(store)
            assert report.ok
            assert len(report.orphans) >= 3  # staged, and put in place
            (task,) = store.claim([1], at(minutes + 1))
            see(store, task, ONE if not minutes else TWO, First(), minutes=minutes + 1)


def kill_at_commit(store: Store) -> None:
    """Let this process die when its next files are in place, before a row speaks of them."""
    write = store.folder.write

    def and_die(pieces: object) -> None:
        write(pieces)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGKILL)

    store.folder.write = and_die  # type: ignore[method-assign]
