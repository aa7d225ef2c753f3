"""`kill -9` at statements of every migration: the next one goes on, and nothing is lost."""

from __future__ import annotations

import sqlite3
from copy import deepcopy
from pathlib import Path

import pytest
from migration_kills import VISITS, kill_everywhere, old, state
from sqlite_utils import Database

from archiver.errors import StoreError
from archiver.store import Store, database
from archiver.store.schema.migrations import migrations

EVERY = 30
"""Statements from one kill to the next; `benchmarks.evidence --kills` kills at each."""


def test_a_kill_at_any_statement_of_any_migration_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "db" / "archive.db"
    assert kill_everywhere(path, every=EVERY) > len(migrations.names)

    with Store.open(path, tmp_path / "snapshots") as store:
        assert store.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        fresh = sqlite3.connect(":memory:")
        migrations.apply(Database(fresh))
        schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        assert [tuple(row) for row in store.db.execute(schema)] == fresh.execute(schema).fetchall()


def test_a_migration_that_drops_rows_is_told_with_the_copy_from_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "db" / "archive.db"
    path.parent.mkdir()
    old(path)
    careless = deepcopy(migrations)

    @careless()
    def m999_forget(db: Database) -> None:
        db.execute("DELETE FROM visits WHERE id = 2")

    monkeypatch.setattr(database, "migrations", careless)
    with pytest.raises(StoreError, match=r"how many rows 'visits' has; the copy from before is .*backups"):
        Store.open(path, tmp_path / "snapshots", migrate=True)
    (copy,) = (path.parent / "backups").iterdir()
    assert state(copy)[1] == VISITS
