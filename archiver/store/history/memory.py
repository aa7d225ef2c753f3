"""What the archive knows of an article when a visit is planned, and when a sight of it is judged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from archiver.errors import UnknownArticle
from archiver.model.capture import Depth
from archiver.model.doubt import DoubtKind
from archiver.model.reading import Reading
from archiver.model.revision import LastingDoubt, Memory, Pending
from archiver.model.volatile import Volatile
from archiver.store import rows
from archiver.store.history import volatile
from archiver.store.history.queries import revisions_of
from archiver.store.history.readings import load_readings
from archiver.store.history.rulings import ruled_out, vouched_kinds
from archiver.store.history.verdicts import BESIDE
from archiver.store.opened import Opened
from archiver.store.watching.articles import ARTICLE

MOST_VISITS = 64
"""Visits of one article that tell whether plain requests may answer."""


class Remembering(Opened):
    """Doors to what is known of an article."""

    def memory(self, article: int) -> Memory:
        """Return what the archive knows of an article when a new sight of it is judged.

        `fingerprints` has every fingerprint any reader gave a revision's opening snapshot, so that
        a text that comes back is known again after the reader changed.

        Raises:
            UnknownArticle: there is no article of that id.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = db.execute(f"{ARTICLE} WHERE articles.id = ?", (article,)).fetchone()
            if row is None:
                raise UnknownArticle(str(article))
            found = db.execute("SELECT * FROM revisions WHERE id = ?", (row["revision"],)).fetchall()
            fingerprints = db.execute(
                "SELECT number, fingerprint FROM revisions WHERE article = ?1"
                " UNION SELECT revisions.number, readings.fingerprint FROM revisions"
                " JOIN readings ON readings.snapshot = revisions.snapshot WHERE revisions.article = ?1"
                " ORDER BY 1, 2",
                (article,),
            ).fetchall()
            out = ruled_out(db, article)
            return Memory(
                article=rows.article(row),
                current=next(iter(revisions_of(db, found)), None),
                fingerprints=tuple(
                    (found["number"], found["fingerprint"])
                    for found in fingerprints
                    if found["fingerprint"] not in out
                ),
                pending=_pending(db, article),
                volatile=volatile.load(db, article),
                doubt=_doubt(db, article),
                vouched=vouched_kinds(db, article),
                ruled_out=out,
            )

    def volatile_places(self, article: int) -> tuple[Volatile, ...]:
        """Return the places of an article that differ from look to look, those seen last first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return volatile.load(db, article)

    def beside_since(self, article: int) -> datetime | None:
        """Return when something else on a page was first seen to have changed, while the article stayed.

        None where nothing has since the current revision opened.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            row = db.execute(
                "SELECT min(started_at) AS at FROM visits WHERE article = ?1 AND reason = ?2 AND id >"
                " (SELECT coalesce(max(id), 0) FROM visits WHERE article = ?1"
                " AND outcome IN ('first', 'edited', 'rebased'))",
                (article, BESIDE),
            ).fetchone()
            return rows.maybe_when(row["at"])

    def plain_visits(self, articles: Iterable[int]) -> Mapping[int, tuple[bool | None, ...]]:
        """Return what the last visits tell of plain requests, newest first, for each of the articles.

        True and False stand for visits by browser: did plain HTTP show the same article? None
        stands for visits that a plain request answered.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return {
                article: tuple(
                    None if row["depth"] == Depth.PROBE else bool(row["plain"])
                    for row in db.execute(
                        "SELECT depth, plain FROM visits WHERE article = ?"
                        " AND (plain IS NOT NULL OR depth = ?) ORDER BY id DESC LIMIT ?",
                        (article, Depth.PROBE.value, MOST_VISITS),
                    )
                )
                for article in articles
            }


def _pending(db: sqlite3.Connection, article: int) -> Pending | None:
    row = db.execute(
        "SELECT pending_changes.*, max(readings.id) AS reading FROM pending_changes"
        " LEFT JOIN readings ON readings.snapshot = pending_changes.snapshot"
        " WHERE pending_changes.article = ? GROUP BY pending_changes.article",
        (article,),
    ).fetchone()
    if row is None:
        return None
    return rows.pending(row, _reading(db, row["reading"]))


def _doubt(db: sqlite3.Connection, article: int) -> LastingDoubt | None:
    """Return the doubt of the last sights; visits that brought nothing home, and changes that wait, aside."""
    looks: list[sqlite3.Row] = []
    for row in db.execute(
        "SELECT doubt, started_at, plain FROM visits WHERE article = ?"
        " AND outcome NOT IN ('failed', 'refused', 'changed') ORDER BY id DESC LIMIT ?",
        (article, MOST_VISITS),
    ):
        if row["doubt"] is None or not row["plain"] or (looks and row["doubt"] != looks[0]["doubt"]):
            break
        looks.append(row)
    if not looks:
        return None
    kind = DoubtKind(looks[0]["doubt"])
    return LastingDoubt(kind=kind, since=rows.when(looks[-1]["started_at"]), looks=len(looks))


def _reading(db: sqlite3.Connection, number: int | None) -> Reading | None:
    return None if number is None else load_readings(db, (number,))[number]
