"""Homes on bad days: moved, replaced, read-only, another user's, gone. One right sentence each."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from program import Programs, Started
from waiting import PATIENCE, wait_until

import archiver
from archiver.home import Home, create_home

ORDINARY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]
"""What makes root as weak as anybody where files of others are concerned."""


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Return what runs a command as somebody who may do with files only what their modes say."""
    anybody = Programs(*(ORDINARY if os.geteuid() == 0 else ()))

    def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
        return anybody.run(("--home", home, *words), cwd=Path.cwd(), environ=os.environ)

    yield run
    anybody.close()


@pytest.fixture
def daemon(home: Home, start) -> Started:  # type: ignore[no-untyped-def]
    process: Started = start(home, "daemon")
    wait_until(lambda: (home.root / "db" / "archive.sock").exists() or process.poll() is not None)
    return process


def said_by(process: Started) -> str:
    _, said = process.communicate()
    assert process.returncode == 1
    assert "Traceback" not in said
    return said.splitlines()[-1]


def is_said_to_be_away(home: Home, said: str) -> bool:
    """Tell whether the daemon said where the home is no more: before its work, or of a file amid it."""
    return f"{home.root} was moved or replaced" in said or "was the home moved" in said


def test_a_daemon_whose_home_is_moved_says_so_and_ends(home: Home, daemon: Started) -> None:
    home.root.rename(home.root.with_name("elsewhere"))
    assert is_said_to_be_away(home, said_by(daemon))


def test_a_daemon_whose_home_is_replaced_writes_nothing_into_the_new_one(home: Home, daemon: Started) -> None:
    home.root.rename(home.root.with_name("elsewhere"))
    create_home(home.root)
    with archiver.open_archive(home.root, write=True):
        pass
    before = sorted(path for path in home.root.rglob("*"))
    assert is_said_to_be_away(home, said_by(daemon))
    assert sorted(path for path in home.root.rglob("*")) == before


def test_a_home_whose_disk_is_gone_is_said_to_be_gone(home: Home, daemon: Started) -> None:
    home.root.rename(home.root.with_name("elsewhere"))
    shutil.rmtree(home.root.with_name("elsewhere"), ignore_errors=True)  # the daemon may write amid it
    assert is_said_to_be_away(home, said_by(daemon))


def test_a_daemon_waits_while_another_program_has_locked_the_database_and_goes_on(
    home: Home, daemon: Started
) -> None:
    with closing(sqlite3.connect(home.database, isolation_level=None, timeout=PATIENCE)) as other:
        other.execute("BEGIN IMMEDIATE")
        line = next(line for line in daemon.stdout if "waiting:" in line)
        assert "another program is writing to" in line
        other.execute("COMMIT")
    assert any("the archive can be written again" in line for line in daemon.stdout)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait() == 0


def test_a_folder_of_the_home_that_became_a_file_is_named(home: Home, run: Run) -> None:
    with archiver.open_archive(home.root, write=True):
        pass
    shutil.rmtree(home.database.parent)
    home.database.parent.write_text("no folder any more")
    for words in (("run",), ("edits",)):
        done = run(home.root, *words)
        assert done.returncode == 1, words
        assert "Traceback" not in done.stderr
        assert str(home.database.parent) in done.stderr
        assert len(done.stderr.splitlines()) == 1


# --- another user's ------------------------------------------------------------------------------

SOMEBODY = 12345


@pytest.fixture
def foreign(home: Home) -> Iterator[Home]:
    """Give a home that this user may look into and not write."""
    with archiver.open_archive(home.root, write=True):
        pass
    for path in (home.root, *home.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
        if os.geteuid() == 0:
            os.chown(path, SOMEBODY, SOMEBODY)
    yield home
    home.root.chmod(0o755)
    for path in home.root.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize(
    "words", [("run",), ("add", "https://gazette.example/a"), ("daemon",), ("verify", "--repair")]
)
def test_a_home_that_may_not_be_written_names_owner_and_user(
    foreign: Home, run: Run, words: tuple[str, ...]
) -> None:
    done = run(foreign.root, *words)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "it belongs to" in done.stderr
    assert "this runs as" in done.stderr


@pytest.mark.parametrize("words", [("status",), ("edits",), ("articles",), ("verify",)])
def test_a_home_that_may_not_be_written_can_be_looked_into(
    foreign: Home, run: Run, words: tuple[str, ...]
) -> None:
    done = run(foreign.root, *words)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [("status",), ("run",)])
def test_a_home_that_may_not_be_read_is_not_said_to_be_missing(
    foreign: Home, run: Run, words: tuple[str, ...]
) -> None:
    foreign.root.chmod(0o000)
    done = run(foreign.root, *words)
    assert done.returncode == 1, done.stderr
    assert "it belongs to" in done.stderr
    assert "Traceback" not in done.stderr
