"""An archive of many articles, in minutes: a small one recorded by the store, then its rows multiplied.

The small one goes through the doors that every visit goes through, so it is what the schema of the day
makes of visits. Multiplying copies the rows of each table whose rows belong to an article: ids and what
points to them are moved by a multiple of the highest id, which is what `PRAGMA foreign_key_list` tells;
addresses get the number of the copy, times move by some minutes.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.diff.fingerprint import fingerprint
from archiver.diff.weigh import weigh
from archiver.model.article import Source
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask, Depth
from archiver.model.reading import Block, Notice, NoticeKind, PageKind, Reading, Screening
from archiver.model.revision import Edited, First, Gone, Verdict
from archiver.model.sight import Finding, Sight
from archiver.store import Store
from archiver.store.history import feed
from archiver.store.ledger.entries import begin_anew
from archiver.store.words import text_index
from benchmarks.store import WORDS

BEGIN = datetime(2026, 3, 1, 6, tzinfo=UTC)
SOURCES = 60
LANGUAGES = ("en", "en", "en", "de", "fr", "es", "ar", "ja", "zh", "xx")
SHORT_HISTORY, LIVE_BLOG = (1, 18), 130  # revisions of an article; one in a hundred is a live blog
LONGEST = 500  # revisions of one article of all
STEP = timedelta(minutes=37)  # between copies
SHARED = frozenset({"sources", "files", "channels", "ledger"})
"""Tables that are not copied: their rows belong to no article, or to all; the ledger is begun anew."""
JSON_IDS = {("readings", "blocks"): "blocks", ("readings", "why"): "choices"}
"""Columns that hold ids of other rows as a JSON list."""


class World:
    """Articles and what becomes of them, the same at every run."""

    def __init__(self) -> None:
        self.random = random.Random(7)

    def prose(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words)).capitalize()

    def reading(self) -> Reading:
        return Reading(
            reader="generic/1",
            headline=self.prose(9),
            dek=self.prose(18),
            bylines=(self.prose(2).title(),),
            language=self.random.choice(LANGUAGES),
            blocks=tuple(Block(text=self.paragraph(40)) for _ in range(8)),
        )

    def paragraph(self, words: int) -> str:
        """Return some words, of which somebody said one in three times the last ones."""
        if self.random.random() > 1 / 3:
            return self.prose(words) + "."
        name = self.prose(2).title()
        return f"{self.prose(words - 12)}. “{self.prose(9)},” said {name}."

    def edited(self, old: Reading) -> Reading:
        """Return a later version: a headline, a dek, an author, a paragraph, or a correction."""
        drawn = self.random.random()
        if drawn < 0.1:
            return replace(old, headline=self.prose(9))
        if drawn < 0.15:
            return replace(old, dek=self.prose(18))
        if drawn < 0.18:
            return replace(old, bylines=(*old.bylines, self.prose(2).title()))
        blocks = list(old.blocks)
        if drawn < 0.22:
            text = "Correction: An earlier version of this article said " + self.prose(8) + "."
            notices = (*old.notices, Notice(text=text, kind=NoticeKind.CORRECTION))
            return replace(old, notices=notices, blocks=self._one_edited(blocks))
        if drawn < 0.5:
            blocks.insert(self.random.randrange(len(blocks)), Block(text=self.paragraph(30)))
            return replace(old, blocks=tuple(blocks[:12]))
        return replace(old, blocks=self._one_edited(blocks))

    def _one_edited(self, blocks: list[Block]) -> tuple[Block, ...]:
        place = self.random.randrange(len(blocks))
        words = blocks[place].text.split()
        words[self.random.randrange(len(words) - 1)] = self.random.choice(WORDS)
        blocks[place] = Block(text=" ".join(words))
        return tuple(blocks)

    def revisions(self, number: int) -> int:
        return LIVE_BLOG if number % 100 == 50 else self.random.randint(*SHORT_HISTORY)

    def source(self) -> str:
        """Return a source, as unequal in size as publishers are: a tenth of them has half of the articles."""
        return f"gazette{int(SOURCES * self.random.random() ** 2.5):02}"


def record_small(home: Path, articles: int) -> None:
    """Record some articles with their edits, as a watch of two days would have."""
    world = World()
    names = [f"gazette{number:02}" for number in range(SOURCES)]
    declared = [Source(name=name, domain=f"{name}.example", seeds=()) for name in names]
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        store.sync_sources(declared, BEGIN)
        for number in range(articles):
            at = BEGIN + timedelta(minutes=world.random.randrange(60 * 24 * 2))
            record(store, world, number, at, world.revisions(number))


def record_longest(home: Path) -> int:
    """Record the article with the longest history, and return its id."""
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        return record(store, World(), 0, BEGIN, LONGEST)


def record(store: Store, world: World, number: int, begin: datetime, revisions: int) -> int:
    """Record an article with so many revisions, and return its id."""
    name = world.source()
    url = f"https://{name}.example/copy0/{number}-{world.prose(4).lower().replace(' ', '-')}"
    article, _ = store.add_article(url, source=name, now=begin, next_visit=begin)
    task = store.claim([article.id], begin)[0]
    for seen_at, reading, verdict in history(world, number, begin, revisions):
        page = capture(task, reading, seen_at)
        kept = store.keep(task, page)
        sight = Sight(
            task=task,
            seen_at=seen_at,
            status=page.status,
            screening=Screening(kind=PageKind.ARTICLE),
            reading=reading,
            fingerprint=fingerprint(reading),
        )
        found = Finding(sight=sight, verdict=verdict)
        store.record(kept, found, next_visit=seen_at + timedelta(hours=1), now=seen_at)
    return article.id


def history(
    world: World, number: int, at: datetime, revisions: int
) -> Iterator[tuple[datetime, Reading, Verdict]]:
    """Yield the sights of one article."""
    reading = world.reading()
    yield at, reading, First()
    for _ in range(revisions - 1):
        at += timedelta(minutes=world.random.randrange(5, 200))
        later = world.edited(reading)
        diff, assessment = weigh(reading, later, ())
        yield at, later, Edited(diff=diff, assessment=assessment)
        reading = later
    if number % 20 == 7:
        yield at + timedelta(hours=3), reading, Gone(status=410)


def capture(task: CaptureTask, reading: Reading, at: datetime) -> Capture:
    """Return a small page that shows a reading."""
    html = f"<html><h1>{reading.headline}</h1>{reading.text}</html>".encode()
    return Capture(
        url=task.url,
        final_url=task.url,
        captured_at=at,
        status=200,
        headers=(("content-type", "text/html"),),
        response=Artefact(content=html, media_type="text/html"),
        dom=Artefact(content=html, media_type="text/html"),
        browser=Browser(product="HeadlessChrome/156.0"),
        took=timedelta(seconds=1),
        depth=Depth.LIGHT,
    )


def multiply(path: Path, times: int) -> None:
    """Copy the rows of every article so many times, in one transaction."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cache_size = -400000")
        highest = {table: _highest(db, table) for table in _tables(db)}
        db.execute("BEGIN")
        for table in highest:
            statement = _copy(db, table, highest)
            for copy in range(1, times):
                db.execute(statement, {"copy": copy, "word": WORDS[copy % len(WORDS)]})
        db.row_factory = sqlite3.Row
        begin_anew(db, BEGIN)  # the ledger: every visit has its entry
        feed.make_anew(db)
        db.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
        db.execute("COMMIT")
        for _ in text_index.fill(db):
            pass
        db.execute("ANALYZE")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _tables(db: sqlite3.Connection) -> list[str]:
    """Return the tables whose rows belong to articles; the index of the list is made from them."""
    found = db.execute(
        "SELECT name FROM pragma_table_list"
        " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    own = [name for (name,) in found if name not in SHARED]
    return [table for table in own if table == "articles" or _keys(db, table).keys() - {"id"}]


def _keys(db: sqlite3.Connection, table: str) -> Mapping[str, str]:
    """Return the columns of a table that hold ids of rows, each with the table it points to."""
    found = db.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,))
    keys = {column: other for column, other, to in found if to == "id" and other not in SHARED}
    first = db.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,)).fetchall()
    if [(name, kind) for name, kind, pk in first if pk] == [("id", "INTEGER")]:
        keys["id"] = table
    return keys


def _highest(db: sqlite3.Connection, table: str) -> int:
    if "id" not in _keys(db, table):
        return 0
    found: int | None = db.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    return found or 0


def _copy(db: sqlite3.Connection, table: str, highest: Mapping[str, int]) -> str:
    """Return what copies a table's first rows as those of copy `:copy`, headlines with `:word`."""
    keys, cells, names = _keys(db, table), [], []
    for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,)):
        cell = f'"{name}"'
        names.append(cell)
        if name in keys:
            cell = f"{cell} + :copy * {highest[keys[name]]}"
        elif (table, name) in JSON_IDS:
            moved = highest[JSON_IDS[table, name]]
            cell = f"(SELECT json_group_array(value + :copy * {moved}) FROM json_each({cell}))"
        elif name in ("url", "final_url"):
            cell = f"replace({cell}, '/copy0/', '/copy' || :copy || '/')"
        elif name in ("headline", "old", "new"):
            cell = f"{cell} || ' ' || :word"
        elif _is_instant(db, table, name):
            later = f"'+' || (:copy * {int(STEP.total_seconds())}) || ' seconds'"
            cell = f"strftime('%Y-%m-%dT%H:%M:%S.000000Z', {cell}, {later})"
        cells.append(cell)
    own = f" WHERE id <= {highest[table]}" if "id" in keys else _of_first(keys, highest)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(cells)} FROM {table}{own}"


def _of_first(keys: Mapping[str, str], highest: Mapping[str, int]) -> str:
    column, other = next(iter(keys.items()))
    return f' WHERE "{column}" <= {highest[other]}'


def _is_instant(db: sqlite3.Connection, table: str, column: str) -> bool:
    found = db.execute(f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL LIMIT 1').fetchone()
    return found is not None and str(found[0])[4:5] == "-" and str(found[0])[10:11] == "T"
