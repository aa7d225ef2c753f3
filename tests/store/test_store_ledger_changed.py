"""`verify` names what was changed behind the ledger's back, also where the rows beside it were mended."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

import pytest
from homes import empty_archive
from store_samples import NOON, ONE, TWO, URL, at, see, see_edit, watch

from archiver.errors import NavigationTimeout, NotANote
from archiver.ledger.lines import key_line
from archiver.ledger.notes import PrivateKey
from archiver.ledger.tree import leaf_hash
from archiver.model.revision import First, Same
from archiver.store import Store, verify
from archiver.store.ledger import entries

LAST = 9  # entries in all


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A signed archive, closed, and the checkpoints that somebody else has of it."""

    root: Path
    older: str
    newest: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    root = tmp_path_factory.mktemp("signed")
    empty_archive(root)
    with open_(root) as store:
        key = PrivateKey(name=store.begin_ledger(NOON), seed=bytes(32))
        store.log_key(key.public, None, NOON)
        task, other = watch(store), watch(store, URL + "/other")
        see(store, task, ONE, First(), minutes=0)
        see(store, other, ONE, First(), minutes=1)
        see(store, task, ONE, Same(), minutes=5)
        older = store.sign_ledger(key, at(6))
        store.record_failure(task, NavigationTimeout(URL, seconds=3), now=at(60), next_visit=None)
        see_edit(store, task, ONE, TWO, minutes=90)
        see(store, other, ONE, Same(), minutes=100)
        newest = store.sign_ledger(key, at(101))
    return Lived(root=root, older=older, newest=newest)


@pytest.fixture
def lived(made: Lived, tmp_path: Path) -> Lived:
    return Lived(
        root=Path(shutil.copytree(made.root, tmp_path / "copy")), older=made.older, newest=made.newest
    )


def open_(root: Path) -> Store:
    return Store.open(root / "db" / "archive.db", root / "snapshots")


def change(lived: Lived, *doings: str | Callable[[Connection], object]) -> None:
    """Change rows as somebody does who has SQLite and knows this program."""
    with open_(lived.root) as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        for doing in doings:
            if callable(doing):
                doing(store.db)
            else:
                assert store.db.execute(doing).rowcount, "nothing was changed"
        store.db.commit()


def found(lived: Lived, checkpoint: str | None = None) -> str:
    with open_(lived.root) as store:
        return "\n".join(verify(store, checkpoint=checkpoint).damaged)


def relog(db: Connection) -> None:
    """Write all hashes of entries anew, as they follow from the rows."""
    for row in db.execute(f"{entries.LOGGED} ORDER BY ledger.entry").fetchall():
        leaf = leaf_hash(entries.line_of(row))
        db.execute("UPDATE ledger SET leaf = ? WHERE entry = ?", (leaf, row["entry"]))


def test_nothing_is_said_of_a_ledger_that_nobody_touched(lived: Lived) -> None:
    for checkpoint in (None, lived.older, lived.newest):
        assert found(lived, checkpoint) == ""


ROWS = {
    "back-dated": (
        "UPDATE visits SET started_at = '2020-01-01T00:00:00.000000Z' WHERE id = 4",
        "visit 4 is not what",
    ),
    "outcome": ("UPDATE visits SET outcome = 'refused' WHERE id = 4", "visit 4 is not what"),
    "reason": ("UPDATE visits SET reason = 'x' WHERE id = 4", "visit 4 is not what"),
    "address": (f"UPDATE articles SET url = 'https://x.example/' WHERE url = '{URL}'", "visit 1 is not what"),
    "article": ("UPDATE visits SET article = 2 WHERE id = 4", "visit 4 is not what"),
    "removed": ("DELETE FROM visits WHERE id = 4", "visit 4 is not there"),
    "inserted": (
        "INSERT INTO visits (article, started_at, outcome, purpose, depth, attempt, took_ms)"
        " VALUES (1, '2026-11-24T12:10:00.000000Z', 'same', 'routine', 'light', 1, 0)",
        "visit 8 is in no entry",
    ),
    "logged": (
        "UPDATE ledger SET logged_at = '2020-01-01T00:00:00.000000Z' WHERE entry = 5",
        "is not what entry 5",
    ),
    "hash": ("UPDATE ledger SET leaf = zeroblob(32) WHERE entry = 5", "is not what entry 5"),
    "begin": ("UPDATE ledger SET line = '{}' WHERE entry = 0", "when it began, is not there"),
    "key": ("UPDATE ledger SET line = replace(line, 'key', 'x') WHERE entry = 1", "not signed by a key"),
    "entry": ("DELETE FROM ledger WHERE entry = 5", "entries 5 to 5 of the ledger are not there"),
    "tail": (f"DELETE FROM ledger WHERE entry = {LAST - 1}", "there are only 8"),
    "signature": ("UPDATE checkpoints SET note = replace(note, 'archiver/', 'other/')", "not signed by"),
    "size": ("UPDATE checkpoints SET size = size - 1 WHERE size = 9", "another size than it tells"),
    "files": ("DELETE FROM snapshots WHERE visit = 5", "tells of files that are not there"),
    "nonsense": ("UPDATE checkpoints SET note = 'x'", "no text with signatures"),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_changed_row_is_named(lived: Lived, case: str) -> None:
    statement, sentence = ROWS[case]
    change(lived, statement)
    assert sentence in found(lived)


DEEP = {
    "edited": ("UPDATE visits SET outcome = 'refused' WHERE id = 4", relog),
    "swapped": (
        "UPDATE ledger SET visit = -visit WHERE visit IN (4, 7)",
        "UPDATE ledger SET visit = 11 + visit WHERE visit < 0",
        "UPDATE ledger SET kept = 0 WHERE visit IN (4, 7)",
        relog,
    ),
    "removed": (
        "DELETE FROM visits WHERE id = 4",
        "DELETE FROM ledger WHERE visit = 4",
        "UPDATE ledger SET entry = entry - 1 WHERE entry > 5",
        relog,
    ),
}


@pytest.mark.parametrize("case", DEEP)
def test_a_change_that_is_made_to_agree_is_between_two_checkpoints(lived: Lived, case: str) -> None:
    change(lived, *DEEP[case])
    assert "are not those that were signed; after entry 4" in found(lived) or "there are only 8" in found(
        lived
    )
    assert "are not those that were signed" in found(lived, lived.newest) or "only 8" in found(lived)


def resign(lived: Lived, key: PrivateKey) -> None:
    with open_(lived.root) as store:
        store.db.execute("DELETE FROM checkpoints")
        store.db.commit()
        store.sign_ledger(key, at(101))


def test_who_has_the_key_and_signs_again_is_told_by_a_checkpoint_that_left_the_house(lived: Lived) -> None:
    change(lived, "UPDATE visits SET outcome = 'refused' WHERE id = 1", relog)
    resign(lived, PrivateKey(name=lived.newest.split("\n")[0], seed=bytes(32)))

    assert "signed" not in found(lived)
    for checkpoint in (lived.older, lived.newest):
        assert "the checkpoint that was given: the first" in found(lived, checkpoint)


def test_a_tail_that_was_dropped_and_signed_away_is_told_by_a_checkpoint_that_left_the_house(
    lived: Lived,
) -> None:
    change(lived, "DELETE FROM ledger WHERE entry > 7", "DELETE FROM visits WHERE id > 6", relog)
    resign(lived, PrivateKey(name=lived.newest.split("\n")[0], seed=bytes(32)))

    assert "vouches for 9 entries, and there are only 8" in found(lived, lived.newest)


def test_a_ledger_by_another_key_is_not_taken_for_the_one_that_was_signed(lived: Lived) -> None:
    key = PrivateKey(name=lived.newest.split("\n")[0], seed=bytes(31) + b"x")
    line = key_line(key=str(key.public), logged_at="2026-11-24T12:00:00.000000Z", signature=None).decode()
    change(lived, f"UPDATE ledger SET line = '{line}' WHERE entry = 1", relog)
    resign(lived, key)

    assert "given is not signed by a key that the ledger names" in found(lived, lived.older)


def test_a_ledger_that_was_removed_is_missed_by_who_has_a_checkpoint(lived: Lived) -> None:
    change(lived, "DELETE FROM ledger", "DELETE FROM checkpoints")
    assert found(lived) == ""
    assert "there is no ledger: it was removed" in found(lived, lived.older)


def test_a_ledger_that_began_anew_is_another(lived: Lived) -> None:
    change(lived, lambda db: entries.begin_anew(db, at(200)))
    assert "and this is archiver/" in found(lived, lived.newest)


def test_what_is_given_must_be_a_checkpoint(lived: Lived) -> None:
    with pytest.raises(NotANote):
        found(lived, "nonsense")


def test_keys_follow_each_other_by_signature(lived: Lived) -> None:
    old = PrivateKey(name=lived.newest.split("\n")[0], seed=bytes(32))
    new = PrivateKey(name=old.name, seed=b"n" * 32)
    lost = PrivateKey(name=old.name, seed=b"l" * 32)
    with open_(lived.root) as store:
        store.log_key(new.public, old, at(110))
        store.sign_ledger(new, at(110))
        assert verify(store, checkpoint=lived.newest).damaged == ()
        store.log_key(lost.public, None, at(120))
        assert any("the one before was lost" in told for told in verify(store).ledger)
        store.log_key(new.public, old, at(130))  # by a key that is no longer in force
        assert any("not put in place by the key before" in told for told in verify(store).damaged)
