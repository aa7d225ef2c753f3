"""A set of migrations for sqlite-utils, which is imported only where one is to be made.

Whoever only looks at an archive must know what the migrations are called and nothing more, and sqlite-utils
takes 0.2 s to import, a second where pandas is installed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

Migration = Callable[["Database"], None]
Long = Callable[["Database"], Iterator[tuple[int, int]]]

Progress = Callable[[str, int, int], None]
"""Told a migration's name, how much of it is done, and of how much."""


class Steps:
    """Migrations in the order they were written; also all that `sqlite-utils migrate` asks of a set."""

    def __init__(self, name: str) -> None:
        """Begin an empty set.

        Args:
            name: that the database remembers its migrations under.
        """
        self.name = name
        self._functions: dict[str, Migration] = {}
        self._long: set[str] = set()
        self._progress: Progress = _say_nothing

    def __call__(self) -> Callable[[Migration], Migration]:
        """Return a decorator that adds a function at the end, under its own name."""

        def add(function: Migration) -> Migration:
            self._functions[function.__name__] = function
            return function

        return add

    def piecewise(self) -> Callable[[Long], Long]:
        """Return a decorator that adds a function which works in transactions of its own, one a piece.

        After each it yields how much is done, and of how much. After a kill it is called again, and goes on.
        """

        def add(function: Long) -> Long:
            name = function.__name__

            def to_the_end(db: Database) -> None:
                for done, total in function(db):
                    self._progress(name, done, total)

            self._long.add(name)
            self._functions[name] = to_the_end
            return function

        return add

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all, in order."""
        return tuple(self._functions)

    def made(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """Return the names of those that a database has, in the order they were made."""
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone():
            return ()
        query = "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY rowid"
        return tuple(name for (name,) in connection.execute(query, (self.name,)))

    def applied(self, db: Database) -> list[Migrations._AppliedMigration]:
        """Return those that a database has, as sqlite-utils does."""
        return self._set.applied(db)

    def pending(self, db: Database) -> list[Migrations._Migration]:
        """Return those that a database lacks, as sqlite-utils does."""
        return self._set.pending(db)

    def apply(
        self, db: Database, *, stop_before: str | None = None, progress: Progress | None = None
    ) -> None:
        """Make those that a database lacks, each in a transaction or piece by piece, as sqlite-utils does."""
        self._progress = progress or _say_nothing
        self._set.apply(db, stop_before=stop_before)

    @property
    def _set(self) -> Migrations:
        from sqlite_utils.migrations import Migrations  # late, see above

        found = Migrations(self.name)
        for name, function in self._functions.items():
            found(name=name, transactional=name not in self._long)(function)
        return found


def _say_nothing(name: str, done: int, total: int) -> None:
    """Tell nobody."""
