"""What is said of a database that is not the one of the evidence beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archiver.archive.working import Archive
from archiver.daemon.loop import Daemon
from archiver.home import Home

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(archiver, home: Home) -> Say:  # type: ignore[no-untyped-def]
    """Return a function that runs a command on the home; gives exit code, output and errors."""

    def run(*words: str) -> tuple[int, str, str]:
        done = archiver("--home", home.root, *words)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.fixture
def evidence(home: Home) -> Path:
    """Return a file of evidence whose database was lost."""
    home.database.unlink()
    path = home.snapshots / "ab" / f"{'ab' * 32}.zst"
    path.parent.mkdir()
    path.write_bytes(b"evidence")
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("verify", "--set-aside"),
        ("run",),
        ("daemon",),
        ("edits",),
    ],
    ids=" ".join,
)
def test_a_lost_database_is_an_error_in_one_sentence(say: Say, evidence: Path, command: tuple[str]) -> None:
    code, out, error = say(*command)

    assert (code, out) == (1, "")
    assert len(error.splitlines()) == 1
    assert "`archiver restore --from-evidence`" in error
    assert evidence.read_bytes() == b"evidence"


def test_files_without_a_row_are_told_and_set_aside_on_request(say: Say, home: Home, evidence: Path) -> None:
    name = str(evidence.relative_to(home.snapshots))
    evidence.rename(home.root / "away")
    with Archive.open(home) as archive:
        archive.store.add_article(
            "https://gazette.example/a", source=None, now=archive.now(), next_visit=None
        )
    (home.root / "away").rename(evidence)

    assert name in say("status")[1]
    assert json.loads(say("status", "--json")[1])["unknown_files"] == {"count": 1, "names": [name]}
    code, out, _ = say("verify", "--repair")
    assert (code, f"unknown: {name}" in out, "--set-aside" in out) == (0, True, True)
    with Archive.open(home) as archive:
        Daemon(archive, report=lambda line, visit: None).verify()
    assert evidence.exists()

    report = json.loads(say("verify", "--set-aside", "--json")[1])
    assert (report["set_aside"]["names"], report["orphans"]) == ([name], [])
    assert (home.snapshots / report["set_aside"]["folder"] / name).read_bytes() == b"evidence"
    assert "unknown to the database" not in say("status")[1]


def test_a_restore_says_what_it_found(say: Say, home: Home, evidence: Path) -> None:
    code, _, error = say("restore")
    assert (code, "--from-evidence" in error) == (2, True)

    code, out, error = say("restore", "--from-evidence", "--json")

    assert code == 3
    restored = json.loads(out)
    assert (restored["captures"], restored["edits"]) == (0, 0)
    assert evidence.stem in restored["unreadable"][0]
    assert restored["lost"]
