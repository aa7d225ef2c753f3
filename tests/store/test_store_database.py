from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_samples import NOON, URL, at, capture, reading, see, watch

from archiver.errors import ArchiveBusy, SchemaTooNew, SchemaTooOld, StoreError
from archiver.model.doubt import DoubtKind
from archiver.model.revision import First, LastingDoubt, Same
from archiver.store import Store, database, features, rows, schema_state
from archiver.store.database import open_database, transaction
from archiver.store.lock import WriteLock, lock_path
from archiver.store.schema.migrations import migrations
from archiver.store.schema.steps import Steps


@pytest.fixture
def path(root: Path) -> Path:
    """Return where the database of a closed archive with one article is."""
    path = root / "db" / "archive.db"
    with Store.open(path, root / "snapshots") as store:
        see(store, watch(store), reading("one"), First(), minutes=0)
    return path


def snapshots(path: Path) -> Path:
    return path.parent.parent / "snapshots"


# --- settings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_writer_has_the_settings_sqlite_does_not_remember(
    store: Store, pragma: str, value: object
) -> None:
    assert store.db.execute(f"PRAGMA {pragma}").fetchone()[0] == value


def test_a_row_that_refers_to_nothing_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.writing() as db:
        db.execute("INSERT INTO aliases VALUES ('u', 99, 'x', 'x')")


def test_a_value_of_the_wrong_type_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.writing() as db:
        db.execute("INSERT INTO runs VALUES (1, 'round', 'x', 'x', x'00')")


def test_this_sqlite_has_all_that_is_needed() -> None:
    assert features() == ()


# --- one writer, many lookers --------------------------------------------------------------------


def test_a_second_writer_is_told_that_the_archive_is_busy(store: Store) -> None:
    with pytest.raises(ArchiveBusy, match="another program is writing"):
        Store.open(store.path, store.folder.root)


def test_a_writer_in_another_process_is_seen_too_and_its_death_lets_the_next_in(path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from archiver.store.lock import WriteLock\n"
        f"lock = WriteLock(Path({str(path)!r})); print('locked', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(ArchiveBusy):
            Store.open(path, snapshots(path))
        other.kill()

    Store.open(path, snapshots(path)).close()
    assert lock_path(path).name == "archive.lock"


def test_a_failed_opening_gives_the_lock_back(root: Path) -> None:
    path = root / "db" / "archive.db"
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)

    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(path, root / "snapshots")

    WriteLock(path).release()


def test_lookers_see_what_was_committed_while_a_writer_works(store: Store) -> None:
    task = watch(store)
    with Store.open(store.path, store.folder.root, readonly=True) as looker:
        see(store, task, reading("one"), First(), minutes=0)

        assert looker.revisions(task.article) == store.revisions(task.article)
        assert looker.artefact(1, "dom") == capture("one", noise=0).dom.content  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda looker: watch(looker), id="add"),
        pytest.param(lambda looker: looker.keep(None, None), id="keep"),
        pytest.param(lambda looker: looker.record_run("round", NOON, NOON, ""), id="run"),
        pytest.param(lambda looker: looker.claim_due(NOON), id="claim"),
    ],
)
def test_a_looker_cannot_write(store: Store, write: Callable[[Store], object]) -> None:
    with (
        Store.open(store.path, store.folder.root, readonly=True) as looker,
        pytest.raises(StoreError, match="opened for looking only"),
    ):
        write(looker)


def test_a_looker_finds_an_empty_archive_where_none_was_made_yet(root: Path) -> None:
    with Store.open(root / "db" / "archive.db", root / "snapshots", readonly=True) as looker:
        assert looker.articles() == ()
        assert looker.health(NOON).articles == 0


@pytest.mark.parametrize("readonly", [True, False], ids=["looker", "writer"])
def test_a_database_whose_making_was_interrupted_is_made_again(root: Path, readonly: bool) -> None:
    path = root / "db" / "archive.db"
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0

    with Store.open(path, root / "snapshots", readonly=readonly) as opened:
        assert opened.articles() == ()


def test_a_new_database_whose_making_was_killed_between_two_steps_is_made_to_its_end(root: Path) -> None:
    path = root / "db" / "archive.db"
    path.parent.mkdir(parents=True)
    begun = Database(path)
    migrations.apply(begun, stop_before="m014_rulings")
    begun.close()

    with Store.open(path, root / "snapshots") as store:
        see(store, watch(store), reading("one"), First(), minutes=0)
        assert migrations.made(store.db) == migrations.names
    assert not (path.parent / "backups").exists()


def test_a_lock_of_another_tool_is_waited_for_and_then_told(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with Store.open(path, snapshots(path), patience=timedelta(milliseconds=50)) as store:
        task = store.claim([1], at(1))[0]
        kept = store.keep(task, capture("one", when=at(1)))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy):
            store.release(task)
        with pytest.raises(ArchiveBusy):
            see(store, task, reading("one"), Same(), minutes=1, taken=kept.capture)

        other.execute("ROLLBACK")

        assert see(store, task, reading("one"), Same(), minutes=1, taken=kept.capture).id == 2
    other.close()


def test_reading_before_writing_does_not_fail_because_another_wrote_between(path: Path) -> None:
    db = open_database(path)
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    with transaction(db):
        db.execute("SELECT count(*) FROM articles").fetchone()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE articles SET failures = 7")  # the other one waits, not we
        db.execute("UPDATE articles SET failures = 8")
    other.execute("UPDATE articles SET failures = failures + 1")

    assert db.execute("SELECT failures FROM articles").fetchone()[0] == 9
    other.close()
    db.close()


def test_nothing_of_a_transaction_that_failed_is_kept(store: Store) -> None:
    watch(store)

    def interrupted() -> None:
        with store.writing() as db:
            db.execute("UPDATE articles SET failures = 7")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert store.find_article(URL).failures == 0


# --- the schema's age ----------------------------------------------------------------------------


def second_schema(fails: bool = False) -> Steps:
    """Return this program's migrations and one more."""
    grown = deepcopy(migrations)

    @grown()
    def m999_weather(db: Database) -> None:
        db["articles"].add_column("weather", str)
        db["runs"].transform(rename={"detail": "details"})
        if fails:
            raise RuntimeError("no such weather")

    return grown


def test_a_database_of_a_newer_program_is_refused_and_not_touched(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('archiver', 'm999_mars')")
    before = path.read_bytes()

    for readonly in (True, False):
        with pytest.raises(SchemaTooNew, match="m999_mars") as caught:
            Store.open(path, snapshots(path), readonly=readonly)
        assert caught.value.unknown == ("m999_mars",)

    with pytest.raises(SchemaTooNew):
        schema_state(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False], ids=["looker", "writer"])
def test_an_older_database_is_refused_until_migration_is_asked_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, readonly: bool
) -> None:
    monkeypatch.setattr(database, "migrations", second_schema())

    with pytest.raises(SchemaTooOld, match="m999_weather") as caught:
        Store.open(path, snapshots(path), readonly=readonly)

    assert caught.value.pending == ("m999_weather",)


def test_migrating_keeps_everything_and_a_copy_from_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "migrations", second_schema())

    with Store.open(path, snapshots(path), migrate=True) as store:
        assert "weather" in Database(store.db)["articles"].columns_dict
        assert len(store.revisions(1)) == 1
        assert store.db.execute("PRAGMA foreign_keys").fetchone()[0] == 1

    (copy,) = (path.parent / "backups").iterdir()
    assert copy.name == "archive-before-m999_weather.db"
    monkeypatch.undo()
    with Store.open(copy, snapshots(path), readonly=True) as old:
        assert len(old.revisions(1)) == 1
    assert "archive" not in {found.stem for found in path.parent.glob("*.db") if found != path}


SAID = {
    "bot_wall: status 403": "bot_wall",
    "shell: a headline and no text": "shell",
    "other: an old copy, made before the current text was first seen": "stale",
    "other: the page has the text, but our reader misses it": "misread",
    "other: an article of another day": "another_article",
    "other: a file, not a page": "other",
    "shell: only 43% of the text is there, and no notice announces it": "cut",
    "shell: only 42% of the text is there, and no notice announces it": "cut",
}


def test_doubts_of_an_older_archive_go_on_by_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    older = Database(path)
    migrations.apply(older, stop_before="m010_doubts")
    with older.conn:
        older.execute(
            "INSERT INTO articles (url, host, added_at) VALUES (?, 'gazette.example', ?)",
            (URL, rows.instant(NOON)),
        )
        older.conn.executemany(
            "INSERT INTO visits"
            " (article, started_at, outcome, reason, purpose, depth, attempt, plain, took_ms)"
            " VALUES (1, ?, 'suspect', ?, 'routine', 'light', 1, 1, 0)",
            [(rows.instant(at(minutes)), reason) for minutes, reason in enumerate(SAID)],
        )
    older.close()

    with Store.open(path, tmp_path / "snapshots", migrate=True) as store:
        kept = store.db.execute("SELECT reason, doubt FROM visits").fetchall()
        assert {row["reason"]: row["doubt"] for row in kept} == SAID
        assert store.memory(1).doubt == LastingDoubt(kind=DoubtKind.CUT, since=at(6), looks=2)


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "migrations", second_schema(fails=True))
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no such weather"):
            Store.open(path, snapshots(path), migrate=True)

    monkeypatch.undo()
    with Store.open(path, snapshots(path)) as store:
        assert "weather" not in Database(store.db)["articles"].columns_dict
        assert len(store.revisions(1)) == 1
    assert len(list((path.parent / "backups").iterdir())) == 2  # the first copy is not overwritten


def test_the_schemas_state_is_said_in_a_few_words(root: Path, path: Path) -> None:
    assert schema_state(root / "none.db") == "no database yet; first use makes it"
    newest = migrations.names[-1]
    assert schema_state(path) == f"up to date, newest migration {newest}"
