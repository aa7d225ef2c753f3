"""Who asks the reading room, and about which archive.

Datasette's functions are asynchronous. What is read is read in its thread of the database, under the limit it
sets on queries, but of processor time: that other programs keep the machine busy is no query's fault. What
takes long to make of it is made in another thread, without a limit.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from datasette.utils.asgi import NotFound, Request, Response

from archiver.browse import answers
from archiver.config import Storage, load_config
from archiver.errors import ArchiverError, OutOfReach, Unreadable
from archiver.store.evidence.blobs import Folder

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette
    from datasette.database import Database

T = TypeVar("T")
Context = Mapping[str, object]

NUMBER = r"\d{1,18}"
"""What fits into SQLite's integers."""

STEPS = 1000
"""Instructions of SQLite's between two looks at the clock: a tenth of a millisecond, as in Datasette."""

NEEDED = frozenset({"articles", "revisions", "readings", "edits", "snapshots"})


class Asker:
    """One request: who asks for what, and the archive it is about."""

    def __init__(self, datasette: Datasette, request: Request, database: Database) -> None:
        self.datasette = datasette
        self.request = request
        self.database = database
        self.root: str = datasette.urls.path("/")

    @property
    def home(self) -> Path:
        """The home: where the folder of the database is."""
        return Path(self.database.path).resolve().parent.parent

    @property
    def folder(self) -> Folder:
        """The home's evidence, some of which may be in a bucket."""
        return Folder(self.home / "snapshots", _storage(self.home / "archiver.toml"))

    @property
    def cards(self) -> Path:
        """The home's folder of pictures of comparisons."""
        return self.home / "cards"

    @property
    def now(self) -> datetime:
        """The time (UTC)."""
        return datetime.now(UTC)

    def asked(self, name: str) -> str | None:
        """Return a parameter of the address, or None where it is absent or empty."""
        value: str | None = self.request.args.get(name)
        return (value or "").strip() or None

    def number(self, name: str) -> int | None:
        """Return a parameter that is a number that SQLite can hold, or None."""
        value = self.asked(name)
        return int(value) if value and re.fullmatch(NUMBER, value, re.ASCII) else None

    def path_number(self, name: str) -> int:
        """Return a number of the address's path.

        Raises:
            NotFound: it is larger than any row id.
        """
        value = self.request.url_vars[name]
        if not re.fullmatch(NUMBER, value, re.ASCII):
            raise NotFound(f"nothing has the number {value}")
        return int(value)

    async def read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work in the database's thread, within the time limit.

        Raises:
            sqlite3.OperationalError: it took longer.
        """
        limit = self.datasette.setting("sql_time_limit_ms")

        def limited(connection: sqlite3.Connection) -> T:
            with _limited(connection, limit):
                return work(connection)

        found: T = await self.database.execute_fn(limited)
        return found

    async def make(self, work: Callable[[], T]) -> T:
        """Do work that asks no database, in a thread: it may take longer than a query."""
        return await asyncio.to_thread(work)

    @property
    def address(self) -> str:
        """The address that was asked for, without its parameters, as others may open it."""
        return str(self.request.url).partition("?")[0]

    def absolute(self, path: str) -> str:
        """Return the whole address of a page of this site."""
        return str(self.datasette.absolute_url(self.request, self.datasette.urls.path(path)))

    def page(
        self, template: str, context: Context, *, status: int = 200, script: str | None = None
    ) -> Response:
        """Return a page; a script of ours may help with it, by its name in `static/`."""
        frame = {
            "root": self.root,
            "tables": self.datasette.urls.database(self.database.name),
            "page_address": self.address,
        }
        return answers.page(template, {**frame, **context}, status=status, script=script)

    def unreadable(self, error: Unreadable) -> Response:
        """Return the page that says that evidence does not come back, or not now."""
        if isinstance(error, OutOfReach):
            title, more, status = "Evidence out of reach", "`archiver status` tells more", 503
        else:
            title, more, status = "Damaged evidence", "`archiver verify` tells what else is affected", 410
        return self.page("error.html", {"title": title, "detail": f"{error}. {more}."}, status=status)


@contextmanager
def _limited(connection: sqlite3.Connection, milliseconds: int) -> Iterator[None]:
    """Interrupt what takes more processor time than that."""
    deadline = time.thread_time() + milliseconds / 1000
    connection.set_progress_handler(lambda: time.thread_time() >= deadline, STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, STEPS)


def archive_of(datasette: Datasette) -> Database | None:
    """Return the archive among Datasette's databases: `archive`, else the first that is one."""
    found = [database for database in datasette.databases.values() if database.path]
    found.sort(key=lambda database: database.name != "archive")
    return next((one for one in found if _is_archive(one.path, sealed=not one.is_mutable)), None)


@lru_cache(maxsize=64)
def _is_archive(path: str, *, sealed: bool) -> bool:
    """Tell whether a database has the tables of an archive; asked once of each, at every cell of a table."""
    address = f"{Path(path).absolute().as_uri()}?{'immutable=1' if sealed else 'mode=ro'}"
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return {row[0] for row in tables} >= NEEDED
    except sqlite3.Error:  # Datasette says so itself
        return False


def _storage(declaration: Path) -> Storage:
    """Return where a home declares that its evidence is carried to; in the home, if that cannot be told."""
    with suppress(OSError):
        return _declared(declaration, declaration.stat().st_mtime_ns)
    return Storage()


@lru_cache(maxsize=64)
def _declared(declaration: Path, changed: int) -> Storage:
    """Return what a declaration of that time says; read once."""
    del changed
    try:
        return load_config(declaration).storage
    except ArchiverError:  # `status` tells; what is in the home can be shown
        return Storage()


async def asker_of(datasette: Datasette, request: Request) -> Asker:
    """Find the archive that a request is about.

    Raises:
        NotFound: there is none.
        Forbidden: Datasette's configuration does not let this visitor see it.
    """
    database = archive_of(datasette)
    if database is None:  # it was taken away since the addresses were given
        raise NotFound("there is no archive here")
    permissions = [("view-database", database.name), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    return Asker(datasette, request, database)
