"""What is handed out of the ledger: checkpoints, published files, and what they are good for."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest
from store_samples import NOON, ONE, TWO, First, Same, at, see, see_edit, watch

from archiver.archive.opening import Opened
from archiver.archive.working import Archive
from archiver.doctor import Check, examine
from archiver.home import Home
from archiver.ledger.notes import public_key, read_checkpoint, read_note

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(archiver, home: Home) -> Say:  # type: ignore[no-untyped-def]
    """Return a function that runs a command on the home; gives exit code, output and errors."""

    def run(*words: str | Path) -> tuple[int, str, str]:
        done = archiver("--home", home.root, *words)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def signed(home: Home) -> Home:
    """Return a home with a short history that was signed."""
    with Archive.open(home, now=lambda: at(30)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        see_edit(archive.store, task, ONE, TWO, minutes=10)
        archive.sign()
    return home


def more(home: Home, *, minutes: float = 200) -> None:
    with Archive.open(home, now=lambda: at(minutes + 1)) as archive:
        (task,) = archive.store.claim([1], at(minutes))
        see(archive.store, task, TWO, Same(), minutes=minutes)
        archive.sign()


def test_a_new_home_has_a_key_that_nobody_else_can_read_and_a_checkpoint(archiver, tmp_path: Path) -> None:
    archiver("init", "fresh")
    (key,) = (tmp_path / "fresh" / "keys").iterdir()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700

    told = json.loads(archiver("--home", "fresh", "checkpoint", "--json").stdout)
    assert read_note(told["note"]).is_by(public_key(told["key"]))


def test_an_archive_that_never_signed_says_so(say: Say) -> None:
    assert say("checkpoint")[0] == 2
    assert "nothing was signed yet" in say("publish", "out")[2]


def test_status_tells_how_the_ledger_stands(say: Say, home: Home, signed: Home) -> None:
    assert "ledger: 5 entries, the newest checkpoint of 24 Nov 2026 12:30 UTC, " in say("status")[1]
    told = json.loads(say("status", "--json")[1])["ledger"]
    assert (told["entries"], told["signed"], told["origin"][:9]) == (5, 5, "archiver/")
    with Archive.open(home, now=lambda: at(201)) as archive:
        (task,) = archive.store.claim([1], at(200))
        see(archive.store, task, TWO, Same(), minutes=200)
    assert "; not signed yet: 1 entry" in say("status")[1]


def test_a_checkpoint_that_was_kept_finds_what_was_changed_since(
    say: Say, signed: Home, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(say("checkpoint")[1])
    more(signed)
    code, out, _ = say("verify", "--checkpoint", kept)
    assert (code, "6 entries of the ledger, which speaks since 2026-11-24T12:00:00" in out) == (0, True)

    with sqlite3.connect(signed.database) as db:
        db.execute("UPDATE visits SET took_ms = 1 WHERE id = 4")
        db.execute("UPDATE ledger SET leaf = zeroblob(32) WHERE entry = 2")
    code, _, error = say("verify", "--checkpoint", kept)
    assert code == 3
    assert "damaged: the checkpoint that was given: the first 5 entries of the ledger are not those" in error
    assert "damaged: visit 4 is not what" in error


def test_what_is_no_checkpoint_is_said(say: Say, signed: Home, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    code, _, error = say("verify", "--checkpoint", tmp_path / "x.txt")
    assert (code, "no text with signatures" in error) == (2, True)


def test_a_new_key_takes_over_and_the_old_one_vouches_for_it(say: Say, signed: Home) -> None:
    before, after = (
        json.loads(say("checkpoint", "--json")[1]),
        json.loads(say("checkpoint", "--new-key", "--json")[1]),
    )
    assert before["key"] != after["key"]
    assert not read_note(after["note"]).is_by(public_key(before["key"]))
    assert read_note(after["note"]).is_by(public_key(after["key"]))
    assert say("verify")[0] == 0
    more(signed)
    assert json.loads(say("checkpoint", "--json")[1])["key"] == after["key"]


def test_a_key_that_a_kill_left_half_way_is_put_in_its_place(signed: Home) -> None:
    with Archive.open(signed, now=lambda: at(40)) as archive:
        archive.renew_key()
    (key,) = signed.keys.iterdir()
    key.rename(f"{key}.next")  # as before the last step, with the old one gone

    more(signed)

    assert [path.name for path in signed.keys.iterdir()] == [key.name]
    with Archive.open(signed, readonly=True) as archive:
        assert len(archive.store.ledger_keys()) == 2


def test_a_key_that_was_lost_is_replaced_and_that_is_told(say: Say, signed: Home) -> None:
    next(signed.keys.iterdir()).unlink()
    more(signed)
    code, out, _ = say("verify")
    assert (code, "the one before was lost" in out) == (0, True)


def test_no_visit_waits_for_a_key_that_cannot_be_read(signed: Home, caplog: pytest.LogCaptureFixture) -> None:
    key = next(signed.keys.iterdir())
    key.write_text("spoilt")
    more(signed)
    assert "no checkpoint was signed" in caplog.text
    with Archive.open(signed, readonly=True) as archive:
        assert read_checkpoint(read_note(archive.checkpoint().note).text).size == 5


def test_the_ledger_is_published_as_files_that_grow(say: Say, signed: Home, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    assert say("publish", folder)[0] == 0
    assert files(folder) == {"checkpoint", "tile/entries/000.p/5", "tile/0/000.p/5"}
    more(signed)
    assert "2 files written" not in say("publish", folder)[1]
    assert (folder / "checkpoint").read_text() == say("checkpoint")[1]
    assert (folder / "tile/0/000.p/6").stat().st_size == 6 * 32
    assert "0 files written" in say("publish", folder)[1]


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_what_was_published_is_not_replaced_by_another_history(
    say: Say, signed: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "public"
    say("publish", folder)
    with sqlite3.connect(signed.database) as db:
        db.execute("UPDATE ledger SET leaf = zeroblob(32) WHERE entry = 2")
    more(signed)
    code, _, error = say("publish", folder)
    assert (code, "not what this ledger began with" in error) == (2, True)


def test_who_migrates_gets_a_ledger(say: Say, signed: Home) -> None:
    with sqlite3.connect(signed.database) as db:
        for table in ("ledger", "ledger_tiles", "checkpoints"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm019_ledger'")
    assert "m019_ledger" in say("migrate")[1]
    code, out, _ = say("verify")
    assert (code, "3 visits of before came in as they were then" in out) == (0, True)


def test_only_who_works_signs(signed: Home) -> None:
    opened: Opened
    with Archive.open(signed, now=lambda: NOON, readonly=True) as opened:
        opened.sign()
        assert read_checkpoint(read_note(opened.checkpoint().note).text).size == 5


def test_a_key_that_others_can_read_is_told(signed: Home) -> None:
    assert [(check.name, check.ok) for check in _keys(signed)] == [("keys", True)]
    key = next(signed.keys.iterdir())
    key.chmod(0o644)
    (check,) = _keys(signed)
    assert (check.ok, f"chmod go= {key}" in check.detail) == (False, True)


def _keys(home: Home) -> list[Check]:
    """Return what is said of keys alone; the rest asks for a browser."""
    checks = examine(home, now=NOON, fix=False, say=print)
    return [check for check in takewhile(lambda check: check.name != "disk", checks) if check.name == "keys"]
