"""Every recorded visit is an entry of the ledger; what is signed is what other programs compute."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from pathlib import Path

import pytest
from other_tree import h
from sqlite_utils import Database
from store_samples import NOON, ONE, TWO, URL, WALL, at, capture, see, see_edit, suspect, watch

from archiver.errors import NavigationTimeout
from archiver.ledger.lines import visit_line
from archiver.ledger.notes import PrivateKey, read_checkpoint, read_note
from archiver.ledger.tiles import WIDTH, Tile
from archiver.model.capture import CaptureTask
from archiver.model.revision import First, Gone, Same
from archiver.store import Store, verify
from archiver.store.database import open_database
from archiver.store.ledger.entries import begin_anew
from archiver.store.schema.migrations import migrations

KEY = PrivateKey(name="archiver/test", seed=bytes(32))


def lines(store: Store, width: int | None = None) -> list[dict[str, object]]:
    """Return the first entries, or all, as they are published."""
    width = width or store.db.execute("SELECT count(*) FROM ledger").fetchone()[0]
    told, place, found = store.tile(Tile(level=None, index=0, width=width)) or b"", 0, []
    while place < len(told):
        end = place + 2 + int.from_bytes(told[place : place + 2], "big")
        found.append(json.loads(told[place + 2 : end]))
        place = end
    return found


def test_every_visit_is_an_entry_whatever_came_of_it(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=5)
    see_edit(store, task, ONE, TWO, minutes=10)
    see(store, task, None, suspect("bot_wall", "x"), minutes=20, screening=WALL)
    see(store, task, None, Gone(status=404), minutes=30)
    store.record_failure(task, NavigationTimeout(URL, seconds=3), now=at(40), next_visit=None)

    begun, *visits = lines(store)

    assert (begun["format"], begun["visits_before"]) == ("archiver-begun/1", 0)
    told = store.db.execute("SELECT * FROM visits ORDER BY id").fetchall()
    assert [(one["visit"], one["outcome"]) for one in visits] == [(row["id"], row["outcome"]) for row in told]
    assert [one["before"] for one in visits] == [None, 1, 2, 3, 4, 5, 6]
    assert {one["address"] for one in visits} == {URL}
    assert [one["manifest"] for one in visits] == [row["capture"] for row in told]
    assert [one["kept"] for one in visits] == [1, 0, 1, 1, 1, 1, 0]
    assert visits[-1]["status"] is None


def test_the_same_capture_twice_is_one_entry(store: Store, task: CaptureTask) -> None:
    for _ in range(2):
        see(store, task, ONE, Same(), minutes=5)
        store.record_failure(task, NavigationTimeout(URL, seconds=3), now=at(6), next_visit=None)
    assert len(lines(store)) == 4


def test_an_entry_stays_as_it_is_whatever_becomes_of_the_visit(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=5)
    before = lines(store)
    see_edit(store, task, ONE, TWO, minutes=10)  # makes the last sight a snapshot, and moves spans
    store.doubt_later(at(7))
    store.separate(_alias(store, task), at(20))
    assert lines(store)[: len(before)] == before


def _alias(store: Store, task: CaptureTask) -> str:
    with store.writing() as db:
        db.execute(
            "INSERT INTO aliases VALUES ('https://gazette.example/b', ?, 'canonical', 'x')", (task.article,)
        )
    return "https://gazette.example/b"


ROW = {
    "id": 3, "url": "https://gazette.example/ä", "started_at": "2026-11-24T12:00:00.000000Z", "kept": 1,
    "outcome": "first", "reason": "why", "doubt": None, "page_kind": "article", "status": 200, "plain": None,
    "purpose": "routine", "depth": "full", "attempt": 1, "took_ms": 1250, "capture": "m",
    "response_digest": "r", "response_bytes": 9, "dom_digest": "d", "dom_bytes": 7,
}  # fmt: skip


def test_the_line_of_a_visit_is_spelt_as_it_always_was() -> None:
    assert visit_line(ROW, before=2, logged_at="2026-11-24T12:00:01.000000Z").decode() == (
        '{"address":"https://gazette.example/ä","attempt":1,"before":2,"depth":"full","dom":"d","dom_bytes":7,'
        '"doubt":null,"format":"archiver-visit/1","kept":1,"logged":"2026-11-24T12:00:01.000000Z","manifest":"m",'
        '"outcome":"first","page_kind":"article","plain":null,"purpose":"routine","reason_sha256":'
        '"2be23c585f15e5fd3279d0663036dd9f6e634f4225ef326fc83fb874dbb81a0f","response":"r","response_bytes":9,'
        '"started":"2026-11-24T12:00:00.000000Z","status":200,"took_ms":1250,"visit":3}'
    )


def test_a_ledger_of_many_entries_has_the_tiles_and_roots_of_a_list(store: Store, task: CaptureTask) -> None:
    with store.writing() as db:
        columns = "article, started_at, outcome, purpose, depth, attempt, took_ms"
        cells = [(task.article, f"{n}", "same", "routine", "light", 1, 0) for n in range(2 * WIDTH + 10)]
        db.executemany(f"INSERT INTO visits ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", cells)
        begin_anew(db, NOON)
    size = 2 * WIDTH + 12
    leaves = [bytes(row[0]) for row in store.db.execute("SELECT leaf FROM ledger ORDER BY entry")]

    def mth(hashes: list[bytes]) -> bytes:
        if len(hashes) == 1:
            return hashes[0]
        k = 1 << ((len(hashes) - 1).bit_length() - 1)
        return h(b"\x01" + mth(hashes[:k]) + mth(hashes[k:]))

    checkpoint = read_checkpoint(read_note(store.sign_ledger(KEY, at(9999))).text)
    assert (checkpoint.size, checkpoint.root) == (size, mth(leaves))
    assert store.tile(Tile(level=0, index=1)) == b"".join(leaves[WIDTH : 2 * WIDTH])
    assert store.tile(Tile(level=1, index=0, width=2)) == mth(leaves[:WIDTH]) + mth(leaves[WIDTH : 2 * WIDTH])
    assert store.tile(Tile(level=0, index=2, width=12)) == b"".join(leaves[2 * WIDTH :])
    assert store.tile(Tile(level=0, index=2, width=13)) is None
    assert [h(b"\x00" + spelt(one)) for one in lines(store, WIDTH)] == leaves[:WIDTH]


def spelt(told: dict[str, object]) -> bytes:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def test_nothing_new_is_not_signed_again_and_of_close_checkpoints_one_is_kept(
    store: Store, task: CaptureTask
) -> None:
    first = store.sign_ledger(KEY, at(1))
    assert store.sign_ledger(KEY, at(2)) == first
    for minutes in (3, 30, 50, 70, 200):
        see(store, task, ONE, Same(), minutes=minutes)
        store.sign_ledger(KEY, at(minutes))
    kept = store.db.execute("SELECT size FROM checkpoints ORDER BY size").fetchall()
    assert [row["size"] for row in kept] == [2, 6, 7]


# --- archives from before --------------------------------------------------------------------------


@pytest.fixture
def older(root: Path) -> Path:
    """Return the database of an archive that was made before there was a ledger."""
    path = root / "db" / "archive.db"
    with Store.open(path, root / "snapshots") as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see(store, task, ONE, Same(), minutes=5)
        store.record_failure(task, NavigationTimeout(URL, seconds=3), now=at(6), next_visit=None)
        for table in ("ledger", "ledger_tiles", "checkpoints"):
            store.db.execute(f"DROP TABLE {table}")
        store.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm019_ledger'")
        store.db.commit()
    return path


def test_an_older_archive_gets_a_ledger_that_says_from_when_on_it_speaks(older: Path, root: Path) -> None:
    with Store.open(older, root / "snapshots", migrate=True) as store:
        assert verify(store).ledger == ("no ledger yet: `archiver migrate`, or the next visit, begins it",)
        store.begin_ledger(at(60))
        see(store, store.claim([1], at(61))[0], ONE, Same(), minutes=61)

        begun, *visits = lines(store)
        assert (begun["logged"], begun["visits_before"]) == ("2026-11-24T13:00:00.000000Z", 3)
        assert [one["visit"] for one in visits] == [1, 2, 3, 4]
        assert [one["logged"] for one in visits[:3]] == [begun["logged"]] * 3
        report = verify(store)
        assert report.damaged == ()
        assert "3 visits of before came in as they were then" in report.ledger[0]


@pytest.mark.parametrize("number", range(1, 6))
def test_a_kill_at_any_statement_of_the_migration_leaves_it_to_be_made_again(
    older: Path, root: Path, number: int
) -> None:
    child = os.fork()
    if child == 0:
        _migrate_until(older, number)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)

    shutil.rmtree(older.parent / "backups", ignore_errors=True)
    with Store.open(older, root / "snapshots", migrate=True) as store:
        store.begin_ledger(at(60))
        assert len(lines(store)) == 4
        assert verify(store).damaged == ()


def _migrate_until(path: Path, number: int) -> None:
    """Migrate, and die at the so-manieth statement that makes something."""
    db = Database(path)
    seen = 0

    def count(statement: str) -> None:
        nonlocal seen
        seen += statement.lstrip().upper().startswith(("CREATE", "INSERT", "COMMIT", "RELEASE"))
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    db.conn.set_trace_callback(count)
    migrations.apply(db)
    os._exit(0)


# --- kills -----------------------------------------------------------------------------------------

KILLS = 12
"""Moments of death; that of all writing is `test_store_kill.py`, which verifies the ledger as well."""


def test_a_kill_while_recording_and_signing_leaves_a_ledger_that_holds(root: Path) -> None:
    rng = random.Random(18)
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        see(store, watch(store), ONE, First(), minutes=0)
    for _ in range(KILLS):
        child = os.fork()
        if child == 0:
            _work_until(root, rng.randrange(1, 120))
        rng.random()
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
            assert verify(store).damaged == ()


def _work_until(root: Path, number: int) -> None:
    """Record and sign, and die at the so-manieth statement."""
    left = number

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        key = PrivateKey(name=store.begin_ledger(NOON), seed=bytes(32))
        if not store.ledger_keys():
            store.log_key(key.public, None, NOON)
        store.db.set_trace_callback(count)
        start = store.db.execute("SELECT max(id) FROM visits").fetchone()[0]
        for minutes in range(start, start + 1000):
            (task,) = store.claim([1], at(minutes))
            see(
                store,
                task,
                ONE,
                Same(),
                minutes=minutes,
                taken=capture("one", when=at(minutes), noise=minutes),
            )
            store.sign_ledger(key, at(minutes))
    os._exit(0)


def test_opening_takes_no_part_in_the_ledger(root: Path) -> None:
    open_database(root / "archive.db").close()
    with Store.open(root / "archive.db", root / "snapshots") as store:
        assert store.newest_checkpoint() is None
        assert verify(store).ledger == ()
