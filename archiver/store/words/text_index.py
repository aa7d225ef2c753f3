"""What came into the text of an article with each revision, and what went: found by words, newest first.

`text_index` has a row for each revision, under the key that `feed_index` has for an edit, with its facets.
Its other two columns are words: of the lines that the revision has and the one before had not (`came`), and
the other way round (`went`). An edited paragraph is in both. A phrase came in where it is among what came and
not among what went; so its removal is found by one search, without a look at any text. What stays in a text
is not indexed again. Lines are what is read of an article: headlines, standfirst, bylines, body, captions,
notices; each is folded and parted into words by `terms`, so that SQLite cannot make the index by itself.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archiver.store import rows
from archiver.store.reading_rows import id_list
from archiver.store.words.terms import LINE_END, fold, for_index

COLUMNS = ("headline", "social_headline", "search_headline", "dek", "bylines", "captions", "notices")
"""Of `readings`: those whose words are searched; the last three are lists of lines."""

BODY = "body"
"""The field whose lines are blocks."""

READING = f"SELECT {', '.join(COLUMNS)}, blocks FROM readings WHERE id = ?"  # noqa: S608  names above

INDEXED_AT_ONCE = 500
"""Revisions indexed in one transaction: a second's work, which a kill may lose."""

IDS = "((rowid & 1073741823) >> 1)"
"""SQL for the id of a revision, out of the key of its row; the mask is that of `feed.SECOND` bits."""

Line = tuple[str, str]
"""Field and text."""


def enter(db: sqlite3.Connection, revision: int) -> None:
    """Index what came and went with a revision, in the transaction that opens it."""
    row = _entry(db, revision)
    db.execute("INSERT INTO text_index (rowid, facets, came, went) VALUES (?, ?, ?, ?)", row)


def leave(db: sqlite3.Connection, revision: int) -> None:
    """Take a revision out of the index, before rows change that it is made of."""
    row = _entry(db, revision)
    db.execute(
        "INSERT INTO text_index (text_index, rowid, facets, came, went) VALUES ('delete', ?, ?, ?, ?)", row
    )


def fill(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Index revisions that are not yet, oldest first, and yield how many of all are done after each piece."""
    indexed, after = db.execute(
        f"SELECT count(*), coalesce(max({IDS.replace('rowid', 'id')}), 0) FROM text_index_docsize"  # noqa: S608
    ).fetchone()
    total = db.execute("SELECT count(*) FROM revisions").fetchone()[0]
    while True:
        db.execute("BEGIN IMMEDIATE")
        try:
            found = db.execute(
                "SELECT id FROM revisions WHERE id > ? ORDER BY id LIMIT ?", (after, INDEXED_AT_ONCE)
            )
            numbers = [number for (number,) in found]
            for number in numbers:
                enter(db, number)
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        if not numbers:
            return
        after, indexed = numbers[-1], indexed + len(numbers)
        yield indexed, total


def make_anew(db: sqlite3.Connection) -> None:
    """Make the whole index again from the rows it is of, in the transaction that is open."""
    db.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
    for (number,) in db.execute("SELECT id FROM revisions ORDER BY id").fetchall():
        enter(db, number)


def problem(db: sqlite3.Connection) -> str | None:
    """Compare the index with the rows it is of: each word of each column, how often in how many revisions."""
    db.execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')")
    db.execute("CREATE VIRTUAL TABLE temp.text_words USING fts5vocab(main, text_index, col)")
    try:
        found = {(col, term): (doc, cnt) for term, col, doc, cnt in db.execute("SELECT * FROM text_words")}
    finally:
        db.execute("DROP TABLE temp.text_words")
    documents, times = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (number,) in db.execute("SELECT id FROM revisions ORDER BY id"):
        for column, text in zip(("facets", "came", "went"), _entry(db, number)[1:], strict=True):
            words = Counter(text.lower().split())
            times.update({(column, word): count for word, count in words.items()})
            documents.update((column, word) for word in words)
    expected = {key: (documents[key], count) for key, count in times.items()}
    wrong = sorted(key for key in found.keys() | expected.keys() if found.get(key) != expected.get(key))
    return f"{wrong[0][1]!r} is not where the texts have it" if wrong else None


def _entry(db: sqlite3.Connection, revision: int) -> tuple[int, str, str, str]:
    key, now, before, facets = db.execute(
        "SELECT key, reading, reading_before, facets FROM text_entries WHERE revision = ?", (revision,)
    ).fetchone()
    return (key, facets, *_changed(db, before, now))


def _changed(db: sqlite3.Connection, before: int | None, now: int) -> tuple[str, str]:
    """Return the words of what came and of what went from one reading to the next."""
    came, went = (dict.fromkeys(fold(text) for _, text in lines) for lines in changed_lines(db, before, now))
    return _words(text for text in came if text not in went), _words(
        text for text in went if text not in came
    )


def _words(folded: Iterable[str]) -> str:
    return LINE_END.join(map(for_index, folded))


def changed_lines(db: sqlite3.Connection, before: int | None, now: int) -> tuple[list[Line], list[Line]]:
    """Return the lines that the later of two readings has and the other has not, and the other way round.

    A text that stands in another field is the same line.

    Args:
        db: the archive.
        before: id of a reading; None: there is none, so that all is new.
        now: id of the later one.
    """
    old, new = _reading(db, before), _reading(db, now)
    stays = set(old.blocks) & set(new.blocks)
    had, has = _lines(db, old, stays), _lines(db, new, stays)
    old_texts, new_texts = {text for _, text in had}, {text for _, text in has}
    came = [line for line in has if line[1] not in old_texts]
    return came, [line for line in had if line[1] not in new_texts]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The text of a reading at rest."""

    lines: tuple[Line, ...]
    blocks: tuple[int, ...]


def _reading(db: sqlite3.Connection, reading: int | None) -> _Reading:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row  # of a migration's connection it is none
    row = cursor.execute(READING, (reading,)).fetchone()
    if row is None:
        return _Reading((), ())
    lines = tuple((column, text) for column in COLUMNS for text in texts_in(column, row[column]))
    return _Reading(lines, tuple(id_list(row["blocks"])))


def _lines(db: sqlite3.Connection, reading: _Reading, without: set[int]) -> list[Line]:
    """Return the lines of a reading, but for blocks that are on both sides."""
    blocks = [block for block in reading.blocks if block not in without]
    texts = texts_of(db, blocks)
    return [*reading.lines, *((BODY, texts[block]) for block in blocks if block in texts)]


def texts_of(db: sqlite3.Connection, blocks: Iterable[int]) -> dict[int, str]:
    """Return the texts of blocks by their ids."""
    found = db.execute(
        "SELECT id, text FROM blocks WHERE id IN (SELECT value FROM json_each(?))", (rows.packed([*blocks]),)
    )
    return dict(tuple(row) for row in found)


def texts_in(column: str, cell: str | None) -> list[str]:
    """Return the lines that a cell of `readings` has, of one of `COLUMNS`."""
    if cell is None or cell == "[]":
        return []
    match column:
        case "bylines":
            return list(json.loads(cell))
        case "captions":
            return [text for text, _ in json.loads(cell)]
        case "notices":
            return [text for _, text in json.loads(cell)]
        case _:
            return [cell] if cell else []
