"""Kill a process at the statements of all migrations, one after the other; the next goes on from there."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

from sqlite_utils import Database
from store_samples import NOON, URL, at

from archiver.store import database, rows
from archiver.store.database import open_database
from archiver.store.schema.migrations import migrations

VISITS = 3


def old(path: Path) -> None:
    """Make a database as the first program of all left it, with an article and visits."""
    older = Database(path)
    migrations.apply(older, stop_before=migrations.names[1])
    with older.conn:
        older.execute(
            "INSERT INTO articles (url, host, added_at) VALUES (?, 'gazette.example', ?)",
            (URL, rows.instant(NOON)),
        )
        older.conn.executemany(
            "INSERT INTO visits (article, started_at, outcome, purpose, depth, attempt, took_ms)"
            " VALUES (1, ?, 'failed', 'routine', 'light', 1, 0)",
            [(rows.instant(at(minutes)),) for minutes in range(VISITS)],
        )
    older.close()


def state(path: Path) -> tuple[tuple[str, ...], int]:
    """Return which migrations were made, and how many visits there are."""
    db = sqlite3.connect(path)
    try:
        return migrations.made(db), db.execute("SELECT count(*) FROM visits").fetchone()[0]
    finally:
        db.close()


def die_at(statement: int, path: Path) -> None:
    """Migrate, and be killed at the n-th statement after the copy was made; end with 0 if there is none."""
    left = [statement]

    def count(said: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    copied = database.back_up

    def back_up(db: sqlite3.Connection, path: Path, *, before: str) -> Path:
        kept = copied(db, path, before=before) if statement == 1 else path  # once a migration is enough here
        db.set_trace_callback(count)
        return kept

    database.back_up = back_up  # in a process of its own
    open_database(path, migrate=True).close()


def kill_everywhere(path: Path, *, every: int) -> int:
    """Make all migrations of an old database under kills, at every so-manieth statement; return how many."""
    path.parent.mkdir()
    old(path)
    statement, kills = 1, 0
    made, _ = state(path)
    while True:
        child = os.fork()
        if child == 0:
            try:
                die_at(statement, path)
                os._exit(0)
            finally:
                os._exit(1)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        now, visits = state(path)
        assert visits == VISITS
        assert now[: len(made)] == made
        if code == 0:
            assert now == migrations.names
            return kills
        assert code == -signal.SIGKILL
        kills += 1
        statement = statement + every if now == made else 1
        made = now
