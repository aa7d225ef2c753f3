"""What the seeds answered when they were last asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from archiver.model.article import SeedState
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching.articles import source_id


class Seeds(Opened):
    """Doors for the state of seeds."""

    def seed(self, url: str) -> SeedState | None:
        """Return what a seed, or a sitemap it led to, answered last; None if it was never asked.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = db.execute("SELECT * FROM seeds WHERE url = ?", (rows.clean(url),)).fetchone()
            return None if row is None else _state(row)

    def record_seeds(self, states: Iterable[SeedState], source: str | None) -> None:
        """Note what seeds answered.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            number = source_id(db, source)
            for state in states:
                db.execute("DELETE FROM seeds WHERE url = ?", (rows.clean(state.url),))
                rows.insert(db, "seeds", {"source": number, **_cells(state)})


def failing_seeds(db: sqlite3.Connection, *, limit: int) -> tuple[SeedState, ...]:
    """Return the seeds that could not be read the last time, longest failing first.

    What archiver.toml, or an index of sitemaps, no longer names does not count.
    """
    found = db.execute(
        "SELECT seeds.* FROM seeds JOIN sources ON sources.id = seeds.source"
        " WHERE seeds.failures > 0 AND sources.declared = 1"
        " AND (EXISTS (SELECT 1 FROM json_each(sources.seeds) WHERE value = seeds.url)"
        " OR EXISTS (SELECT 1 FROM seeds AS above, json_each(above.children) WHERE value = seeds.url))"
        " ORDER BY seeds.failures DESC, seeds.url LIMIT ?",
        (limit,),
    ).fetchall()
    return tuple(_state(row) for row in found)


def _cells(state: SeedState) -> dict[str, rows.Cell]:
    return {
        "url": rows.clean(state.url),
        "kind": state.kind,
        "children": rows.packed(list(state.children)),
        "scope": state.scope,
        "etag": rows.maybe_clean(state.etag),
        "last_modified": rows.maybe_clean(state.last_modified),
        "asked_at": rows.instant(state.asked_at),
        "read_at": rows.maybe_instant(state.read_at),
        "failures": state.failures,
        "error": rows.maybe_clean(state.error),
        "next_ask": rows.maybe_instant(state.next_ask),
    }


def _state(row: sqlite3.Row) -> SeedState:
    return SeedState(
        url=row["url"],
        kind=row["kind"],
        children=tuple(json.loads(row["children"])),
        scope=row["scope"] or "",
        etag=row["etag"],
        last_modified=row["last_modified"],
        asked_at=rows.when(row["asked_at"]),
        read_at=rows.maybe_when(row["read_at"]),
        failures=row["failures"],
        error=row["error"],
        next_ask=rows.maybe_when(row["next_ask"]),
    )
