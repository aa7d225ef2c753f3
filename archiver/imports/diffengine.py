"""The database of diffengine: each version of an article that it saw, as headline and text.

It keeps no pages: what is taken in is made of its words, and says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from archiver.imports.databases import is_database, opened
from archiver.imports.found import Broken, Found, NotReadable
from archiver.imports.saved import captured_words, within_bounds
from archiver.model.capture import Capture, Origin

MADE = "made of the headline and text that diffengine kept; it keeps no page"

COLUMNS = {"entryversion": {"id", "title", "url", "summary", "created"}}

VERSIONS = "SELECT id, url, created FROM entryversion ORDER BY id"
VERSION = "SELECT title, summary FROM entryversion WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffEngine:
    """What diffengine knows."""

    about: str = "databases of diffengine"

    def knows(self, path: Path) -> bool:
        """Tell whether it is one."""
        return is_database(path, COLUMNS)

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield its versions."""
        try:
            with closing(opened(path)) as db:
                rows = db.execute(VERSIONS).fetchall()
        except sqlite3.Error as error:
            yield Broken(archive=path.name, record="entryversion", why=str(error))
            return
        for number, url, created in rows:
            record = f"entryversion {number}"
            origin = Origin(collection=collection, archive=path.name, record=record, made_by="diffengine")
            try:
                at = datetime.fromisoformat(str(created)).replace(tzinfo=UTC)
            except ValueError:
                yield Broken(archive=path.name, record=record, why=f"its time {created!r} is none")
                continue
            load = partial(_load, path, number, str(url), at, origin)
            yield Found(url=str(url), at=at, origin=origin, load=load)


def _load(path: Path, number: int, url: str, at: datetime, origin: Origin) -> Capture:
    try:
        with closing(opened(path)) as db:
            title, summary = db.execute(VERSION, (number,)).fetchone() or ("", "")
    except sqlite3.Error as error:
        raise NotReadable(str(error)) from error
    made = captured_words(url, str(title), str(summary), at=at, origin=origin, made=MADE)
    within_bounds(made.response.content or b"")
    return made
