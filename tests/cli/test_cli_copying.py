"""An archive is copied and brought back, and both are proven."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from store_samples import ONE, TWO, URL, First, Same, at, see, see_edit, watch

from archiver.archive.working import Archive
from archiver.home import Home
from archiver.ledger.notes import checkpoint_of

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(archiver) -> Say:  # type: ignore[no-untyped-def]
    def run(root: Path, *words: str | Path) -> tuple[int, str, str]:
        done = archiver("--home", root, *words)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def lived(home: Home) -> Home:
    """Return a home with a short history that was signed, and a file that a witness left."""
    with Archive.open(home, now=lambda: at(30)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        see_edit(archive.store, task, ONE, TWO, minutes=10)
        archive.sign()
    return home


def test_a_copy_is_a_home_without_the_keys_and_comes_back_as_it_was(
    say: Say, lived: Home, tmp_path: Path
) -> None:
    copy, back = tmp_path / "copy", Home(root=tmp_path / "back")
    code, out, _ = say(lived.root, "backup", copy)
    assert (code, "3 visits, 5 entries of the ledger" in out, "without the keys" in out) == (0, True, True)
    assert not (copy / "keys").exists()
    assert json.loads(say(lived.root, "backup", copy, "--json")[1])["copied"]["written"] == 0
    assert say(copy, "verify")[0] == 0
    assert say(copy, "log", URL) == say(lived.root, "log", URL)

    code, out, _ = say(back.root, "restore", copy)
    assert (code, "0 damaged" in out, "another takes over" in out) == (0, True, True)
    assert "restored at" in out
    assert "from a copy of 5 entries" in out
    assert say(back.root, "log", URL) == say(lived.root, "log", URL)
    code, _, error = say(back.root, "restore", copy)
    assert (code, "holds an archive; move it away first" in error) == (2, True)


def test_a_copy_with_the_keys_goes_on_and_its_ledger_tells_it(say: Say, lived: Home, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy", Home(root=tmp_path / "back")
    assert say(lived.root, "backup", copy, "--keys")[0] == 0
    (key,) = (copy / "keys").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    checkpoint = tmp_path / "kept.txt"
    checkpoint.write_text(say(lived.root, "checkpoint")[1])

    told = json.loads(say(back.root, "restore", copy, "--json")[1])
    assert (told["keys"], told["report"]["damaged"]) == (1, [])
    with Archive.open(back, now=lambda: at(60)) as archive:
        (task,) = archive.store.claim([1], at(50))
        see(archive.store, task, TWO, Same(), minutes=50)
        archive.sign()
        assert checkpoint_of(archive.checkpoint().note).size == 7  # with the entry that tells of the copy
    code, out, _ = say(back.root, "verify", "--checkpoint", checkpoint)
    assert (code, "from a copy of 5 entries" in out) == (0, True)


def test_where_a_copy_may_not_be(say: Say, lived: Home, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "letter.txt").write_text("x")
    for folder, said in (
        (lived.root / "copy", "lie in each other"),
        (lived.root.parent, "lie in each other"),
        (tmp_path / "else", "holds something else"),
    ):
        code, _, error = say(lived.root, "backup", folder)
        assert (code, said in error) == (2, True), error
    code, _, error = say(lived.root, "restore", tmp_path / "else")
    assert (code, "is no copy of a home" in error) == (2, True)
    assert say(lived.root, "restore")[0] == 2


def test_what_is_damaged_on_the_way_back_is_named(say: Say, lived: Home, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    say(lived.root, "backup", copy)
    next((copy / "snapshots").glob("??/*.zst")).unlink()
    with sqlite3.connect(copy / "db" / "archive.db") as db:
        db.execute("UPDATE visits SET attempt = 9 WHERE id = 2")
    code, _, error = say(tmp_path / "back", "restore", copy)
    assert (code, "visit 2 is not what entry" in error, "cannot be read" in error) == (3, True, True)


def test_a_home_that_was_moved_or_copied_works(say: Say, lived: Home, tmp_path: Path) -> None:
    moved = lived.root.rename(tmp_path / "moved")
    shutil.copytree(moved, tmp_path / "copied")
    for root in (moved, tmp_path / "copied"):
        assert say(root, "verify")[0] == 0
        with Archive.open(Home(root=root), now=lambda: at(60)) as archive:
            (task,) = archive.store.claim([1], at(50))
            see(archive.store, task, TWO, Same(), minutes=50)
            archive.sign()
        assert say(root, "verify")[0] == 0
