"""The places of an article that show another text from one look to the next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from archiver.model.volatile import Place, PlaceKind, Volatile
from archiver.store import rows

MOST = 100
"""Places of one article that are remembered, those seen last; and values of one place, the newest."""


def load(db: sqlite3.Connection, article: int) -> tuple[Volatile, ...]:
    """Return the places of an article that no edit settled, those seen last first."""
    found = db.execute(
        "SELECT * FROM volatile WHERE article = ? AND ended_at IS NULL ORDER BY last_seen DESC, id LIMIT ?",
        (article, MOST),
    )
    return tuple(_volatile(row) for row in found)


def keep(db: sqlite3.Connection, article: int, places: Iterable[Volatile]) -> None:
    """Write what is known of the places of an article now."""
    db.executemany(
        "INSERT INTO volatile (article, part, kind, before, after, own, own_seen, seen, value, looks,"
        " returns, told, first_seen, last_seen, ended_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (article, part, kind, before, after) DO UPDATE SET own = excluded.own,"
        " own_seen = excluded.own_seen,"
        " seen = excluded.seen, value = excluded.value, looks = excluded.looks, returns = excluded.returns,"
        " told = excluded.told,"
        " first_seen = excluded.first_seen, last_seen = excluded.last_seen, ended_at = excluded.ended_at",
        [(article, *_cells(volatile)) for volatile in places],
    )


def _cells(volatile: Volatile) -> tuple[rows.Cell, ...]:
    place = volatile.place
    return (
        place.part,
        place.kind.value,
        rows.clean(place.before),
        rows.clean(place.after),
        rows.clean(volatile.own),
        rows.instant(volatile.own_seen),
        rows.packed(list(volatile.values[-MOST:])),
        rows.clean(volatile.value),
        volatile.looks,
        volatile.returns,
        int(volatile.is_told),
        rows.instant(volatile.first_seen),
        rows.instant(volatile.last_seen),
        rows.maybe_instant(volatile.ended_at),
    )


def _volatile(row: sqlite3.Row) -> Volatile:
    place = Place(part=row["part"], kind=PlaceKind(row["kind"]), before=row["before"], after=row["after"])
    return Volatile(
        place=place,
        own=row["own"],
        own_seen=rows.when(row["own_seen"]),
        values=tuple(json.loads(row["seen"])),
        value=row["value"],
        looks=row["looks"],
        returns=row["returns"],
        is_told=bool(row["told"]),
        first_seen=rows.when(row["first_seen"]),
        last_seen=rows.when(row["last_seen"]),
        ended_at=rows.maybe_when(row["ended_at"]),
    )
