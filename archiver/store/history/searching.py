"""Search in the texts of all revisions: where words came in, where they went, how long they stood."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby

from archiver.model.search import Found, Hit, Stay
from archiver.store import rows
from archiver.store.history.feed import CAME, EDIT, WENT, Key, Wanted, ids, newest
from archiver.store.opened import Opened
from archiver.store.reading_rows import id_list
from archiver.store.watching.articles import source_id
from archiver.store.words.terms import Sought, Term
from archiver.store.words.text_index import BODY, COLUMNS, Line, changed_lines, texts_in, texts_of

WALKED = 400
"""The most revisions walked to fill a page, where those of one article are one hit."""

EXCERPT_CHARS = 240
"""Of an excerpt: about three lines of a terminal."""

CHARS_BEFORE = 70
"""Of an excerpt, before its first match: less than a line."""

CUT = "…"

FOUND = """
SELECT revisions.*, articles.url, sources.name AS source_name, text_entries.reading_before,
  coalesce(revisions.follows, revisions.number - 1) AS old,
  (SELECT headline FROM readings JOIN revisions AS newest
    ON readings.id = newest.reading WHERE newest.id = coalesce(articles.revision, revisions.id)) AS headline
FROM revisions
JOIN text_entries ON text_entries.revision = revisions.id
JOIN articles ON articles.id = revisions.article
LEFT JOIN sources ON sources.id = articles.source
WHERE revisions.id IN (SELECT value FROM json_each(?))
"""

REVISIONS = f"""
SELECT number, seen_from, seen_until, opened_by, blocks, {", ".join(COLUMNS)} FROM revisions
JOIN readings ON readings.id = revisions.reading
WHERE revisions.article = ? AND revisions.id NOT IN (SELECT revision FROM withdrawals)
ORDER BY number
"""  # noqa: S608  names of ours


def find(
    db: sqlite3.Connection, wanted: Wanted, *, moved: str = CAME, below: Key | None = None, limit: int
) -> Found:
    """Return the newest revisions with which words came in, or went out; those of an article together.

    What went with a change of our reader, and not of the article, was not taken out by anybody.

    Args:
        db: the archive.
        wanted: what is sought, and which facets narrow it.
        moved: `CAME` or `WENT`.
        below: only older ones than this.
        limit: at most so many articles.
    """
    wanted = replace(wanted, moved=moved, what=EDIT if moved == WENT else wanted.what)
    keys = newest(db, wanted, below=below, limit=WALKED + 1)
    if wanted.sought is None or not keys:
        return Found(hits=(), older=None)
    articles = _articles(db, keys)
    groups = dict[int, list[Key]]()
    walked = 0
    for key in keys[:WALKED]:
        if articles[key.id] not in groups and len(groups) == limit:
            break
        groups.setdefault(articles[key.id], []).append(key)
        walked += 1
    older = keys[walked - 1].value if walked < len(keys) else None
    return Found(hits=tuple(_hits(db, wanted.sought, moved, groups)), older=older)


def _articles(db: sqlite3.Connection, keys: Sequence[Key]) -> Mapping[int, int]:
    found = db.execute(
        "SELECT id, article FROM revisions WHERE id IN (SELECT value FROM json_each(?))",
        (rows.packed(ids(keys, EDIT)),),
    )
    return {row["id"]: row["article"] for row in found}


def _hits(
    db: sqlite3.Connection, sought: Sought, moved: str, groups: Mapping[int, Sequence[Key]]
) -> Iterator[Hit]:
    newest_ones = rows.packed([keys[0].id for keys in groups.values()])
    found = {row["id"]: row for row in db.execute(FOUND, (newest_ones,))}
    numbers = _numbers(db, [key.id for keys in groups.values() for key in keys[1:]])
    for article, keys in groups.items():
        row = found[keys[0].id]
        came, went = changed_lines(db, row["reading_before"], row["reading"])
        field, text = _best(sought, came if moved == CAME else went)
        yield Hit(
            article=article,
            url=row["url"],
            source=row["source_name"],
            headline=row["headline"],
            edit=row["id"],
            old_revision=row["old"] or None,
            new_revision=row["number"],
            kind=row["opened_by"],
            moved=moved,
            not_before=rows.maybe_when(row["not_before"]),
            not_after=rows.when(row["seen_from"]),
            field=field,
            text=text,
            excerpt=tuple(excerpt(text, sought)),
            stays=tuple(stays(db, article, sought)),
            further=tuple(numbers[key.id] for key in keys[1:]),
        )


def _numbers(db: sqlite3.Connection, revisions: Sequence[int]) -> Mapping[int, int]:
    found = db.execute(
        "SELECT id, number FROM revisions WHERE id IN (SELECT value FROM json_each(?))",
        (rows.packed(list(revisions)),),
    )
    return {row["id"]: row["number"] for row in found}


def _best(sought: Sought, lines: Sequence[Line]) -> Line:
    """Return the first of the lines that hold most of what is sought."""
    return max(lines, key=lambda line: len(sought.within(line[1])), default=(BODY, ""))


def stays(db: sqlite3.Connection, article: int, sought: Sought) -> Iterator[Stay]:
    """Yield the runs of revisions in whose text all terms stand, oldest first.

    Args:
        db: the archive.
        article: its id.
        sought: words and phrases; they may stand in different lines of one text.
    """
    found = db.execute(REVISIONS, (article,)).fetchall()
    blocks = {row["blocks"]: id_list(row["blocks"]) for row in found}
    texts = texts_of(db, set().union(*blocks.values()))
    holding = {block: terms for block, text in texts.items() if (terms := sought.within(text))}

    @cache
    def in_body(cell: str) -> frozenset[Term]:
        return frozenset().union(*(holding[block] for block in blocks[cell] if block in holding))

    @cache
    def in_field(column: str, cell: str) -> frozenset[Term]:  # most cells are those of the revision before
        return frozenset().union(*map(sought.within, texts_in(column, cell)))

    def has(row: sqlite3.Row) -> bool:
        terms = in_body(row["blocks"])
        for column, cell in zip(COLUMNS, tuple(row)[-len(COLUMNS) :], strict=True):
            if cell and len(terms) < len(sought.terms):
                terms |= in_field(column, cell)
        return len(terms) == len(sought.terms)

    runs = [(had, list(run)) for had, run in groupby(found, has)]
    for place, (had, run) in enumerate(runs):
        if not had:
            continue
        after = runs[place + 1][1][0] if place + 1 < len(runs) else None
        yield Stay(
            from_revision=run[0]["number"],
            to_revision=run[-1]["number"],
            seen_from=rows.when(run[0]["seen_from"]),
            seen_until=rows.when(run[-1]["seen_until"]),
            came_by=run[0]["opened_by"],
            left_at=None if after is None else after["number"],
            left_by=None if after is None else after["opened_by"],
        )


def excerpt(text: str, sought: Sought) -> Iterator[tuple[str, str]]:
    """Yield the runs of a text around its first match: "text" or "match", and the words."""
    places = sought.places(text)
    first = places[0][0] if places else 0
    begin = 0 if first <= CHARS_BEFORE else _after_space(text, first - CHARS_BEFORE, first)
    end = min(len(text), begin + EXCERPT_CHARS)
    at, lead = begin, CUT if begin else ""
    for start, stop in places:
        if stop > end:
            break
        if lead or start > at:
            yield "text", lead + text[at:start]
        yield "match", text[start:stop]
        at, lead = stop, ""
    tail = text[at:end] + (CUT if end < len(text) else "")
    if lead or tail:
        yield "text", lead + tail


def _after_space(text: str, start: int, end: int) -> int:
    """Return where a word begins between two places, the first of them if none does."""
    space = text.find(" ", start, end)
    return start if space < 0 else space + 1


class Searching(Opened):
    """The door for searches."""

    def search(
        self,
        sought: Sought,
        *,
        moved: str = CAME,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> Found:
        """Return the newest revisions with which words came into texts, or went out of them.

        Args:
            sought: words and phrases.
            moved: `feed.CAME` or `feed.WENT`.
            source: only articles of this source.
            since: first seen at this instant or later.
            until: first seen before this instant.
            limit: at most so many articles.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            wanted = Wanted(sought=sought, source=source_id(db, source), since=since, until=until)
            return find(db, wanted, moved=moved, limit=limit)
