"""The figures of each outlet: counted when asked, and now and then for the reading room.

Counting reads all revisions of a source, which is too much for a page; the writer counts once in a while, and
the room shows what was counted, and when.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from archiver.model.outlet import Estimate, Figure, Outlet, estimate
from archiver.store import rows
from archiver.store.history.figures import FIGURES
from archiver.store.opened import Opened
from archiver.store.watching.articles import source_id

COUNT_AGE = timedelta(seconds=0.25)
"""How old a count may grow, for each article that was read: counting takes about 0.3 ms an article
(`benchmarks.room`), so that it costs a thousandth of the time, and small archives are always up to date."""


def count(db: sqlite3.Connection, now: datetime, *, source: str | None = None) -> Iterator[Outlet]:
    """Count the figures of the sources that have articles, or of one, by name."""
    found = db.execute(
        "SELECT name, domain, (SELECT count(*) FROM articles WHERE articles.source = sources.id"
        "  AND revision IS NOT NULL AND collection IS NULL) AS articles"
        " FROM sources WHERE coalesce(name = ?, 1) ORDER BY name",
        (source,),
    ).fetchall()
    for row in found:
        if row["articles"]:
            yield Outlet(
                source=row["name"],
                domain=row["domain"],
                articles=row["articles"],
                counted_at=now,
                figures=tuple((one, _estimate(db, one, row["name"])) for one in FIGURES),
            )


def _estimate(db: sqlite3.Connection, figure: Figure, source: str) -> Estimate:
    return estimate(figure.measure, [row["value"] for row in db.execute(figure.sql, {"source": source})])


def keep(db: sqlite3.Connection, counted: Iterable[Outlet]) -> None:
    """Replace what was counted before, within the caller's transaction."""
    db.execute("DELETE FROM outlet_figures")
    for outlet in counted:
        db.executemany(
            "INSERT INTO outlet_figures"
            " (source, figure, value, low, high, cases, unknown, articles, counted_at)"
            " SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM sources WHERE name = ?",
            [
                (
                    *(figure.name, one.value, one.low, one.high, one.cases, one.unknown),
                    *(outlet.articles, rows.instant(outlet.counted_at), outlet.source),
                )
                for figure, one in outlet.figures
            ],
        )


def kept(db: sqlite3.Connection) -> tuple[Outlet, ...]:
    """Return what was counted last, by the name of the source; empty where nothing was counted yet."""
    figures: dict[str, dict[str, Estimate]] = {}
    heads: dict[str, sqlite3.Row] = {}
    for row in db.execute(
        "SELECT outlet_figures.*, sources.name, sources.domain FROM outlet_figures"
        " JOIN sources ON sources.id = outlet_figures.source ORDER BY sources.name"
    ):
        heads[row["name"]] = row
        figures.setdefault(row["name"], {})[row["figure"]] = Estimate(
            value=row["value"],
            low=row["low"],
            high=row["high"],
            cases=row["cases"],
            unknown=row["unknown"],
        )
    return tuple(
        Outlet(
            source=name,
            domain=row["domain"],
            articles=row["articles"],
            counted_at=rows.when(row["counted_at"]),
            figures=tuple((one, figures[name][one.name]) for one in FIGURES if one.name in figures[name]),
        )
        for name, row in heads.items()
    )


def is_due(db: sqlite3.Connection, now: datetime) -> bool:
    """Tell whether it is time to count again."""
    at, articles = db.execute(
        "SELECT max(counted_at), sum(articles) / count(DISTINCT figure) FROM outlet_figures"
    ).fetchone()
    return at is None or abs(now - rows.when(at)) >= COUNT_AGE * articles


class Outlets(Opened):
    """Doors for the figures of outlets."""

    def outlets(self, now: datetime, source: str | None = None) -> tuple[Outlet, ...]:
        """Count the figures of each outlet that was read, or of one.

        Raises:
            UnknownSource: no source of that name was ever declared.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            source_id(db, source)
            return tuple(count(db, now, source=source))

    def kept_outlets(self) -> tuple[Outlet, ...]:
        """Return what was counted last, by the name of the source; empty where nothing was counted yet.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return kept(db)

    def count_outlets(self, now: datetime) -> bool:
        """Count them for the reading room, if the last count is old; tell whether it was done.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            if not is_due(db, now):
                return False
            counted = tuple(count(db, now))
        with self.writing() as db:
            keep(db, counted)
        return True
