"""What one row tells of another: rows that can be derived from others, and are compared with them.

Each check is a query that finds what does not hold, and a sentence for its rows. What nothing else tells, as
the words of a summary, cannot be checked: see docs/evidence.md. Where a person ruled on a capture, the
history does not follow from the visits alone, so that those articles are left out of some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from archiver.store import reading_rows

NEVER_DELETED = (
    "articles",
    "visits",
    "snapshots",
    "files",
    "readings",
    "blocks",
    "choices",
    "revisions",
    "edits",
    "events",
    "volatile",
    "gaps",
    "rulings",
)
"""Tables that only grow, so that their numbers have no holes."""

TOLD_FIELDS = (
    "headline",
    "social_headline",
    "search_headline",
    "dek",
    "dateline",
    "label",
    "language",
    "section",
    "rights",
)
"""Fields of `edits` that are columns of `readings`."""

BEFORE = (
    "coalesce((SELECT coalesce(max(iif(revision = old.id, started_at, NULL)), max(started_at)) FROM visits"
    " WHERE article = old.article AND revision IS NOT NULL AND started_at < revisions.seen_from"
    " AND clock IS NULL), revisions.seen_from)"
)
"""The last sight before a revision where its predecessor was seen later, as a clock that went back makes it;
the same as `revisions._last_sight` finds when it records."""

CHECKS: tuple[tuple[str, str], ...] = (
    (
        "revision {} ends before it begins",
        "SELECT id FROM revisions WHERE seen_until < seen_from OR not_before > seen_from",
    ),
    (
        "revision {} was seen from {}, but no visit of it began then",
        "SELECT id, seen_from FROM revisions WHERE opened_by <> 'rebase' AND NOT EXISTS"
        " (SELECT 1 FROM visits WHERE visits.article = revisions.article"
        " AND visits.revision = revisions.id AND started_at = seen_from)",
    ),
    (
        "revision {} was seen until {}, but its last visit is of {}",
        "SELECT id, seen_until, last FROM (SELECT id, seen_until, max(seen_from, coalesce("
        "(SELECT max(started_at) FROM visits WHERE visits.article = revisions.article"
        " AND visits.revision = revisions.id), seen_from)) AS last"
        " FROM revisions) WHERE seen_until <> last",
    ),
    (
        "revision {} claims {} sights, but has {} visits",
        "SELECT id, sights, seen FROM (SELECT id, sights,"
        " (SELECT count(*) FROM visits WHERE visits.article = revisions.article"
        " AND visits.revision = revisions.id) AS seen FROM revisions)"
        " WHERE sights <> seen",
    ),
    (
        "revision {} begins after {}, but the one before it was seen until {}",
        "SELECT revisions.id, revisions.not_before, old.seen_until"  # noqa: S608  texts above
        " FROM revisions JOIN revisions AS old"
        " ON old.article = revisions.article"
        " AND old.number = coalesce(revisions.follows, revisions.number - 1)"
        " WHERE revisions.opened_by IN ('edit', 'reversion')"
        " AND revisions.not_before IS NOT iif(old.seen_until <= revisions.seen_from, old.seen_until, "
        f"{BEFORE})"
        " AND NOT EXISTS (SELECT 1 FROM volatile WHERE volatile.article = revisions.article"
        " AND volatile.own_seen = revisions.not_before AND volatile.ended_at IS NOT NULL)"
        " AND revisions.article NOT IN (SELECT article FROM rulings)",
    ),
    (
        "revision {} has number {}, but the article has {} up to it",
        "SELECT id, number, place FROM (SELECT id, number, row_number() OVER"
        " (PARTITION BY article ORDER BY number) AS place FROM revisions) WHERE number <> place",
    ),
    (
        "revision {} cannot have been opened by {!r}",
        "SELECT id, opened_by FROM revisions WHERE article NOT IN (SELECT article FROM rulings)"
        " AND ((opened_by = 'first') <> (number = 1)"
        " OR (opened_by = 'reversion') <> (reverts_to IS NOT NULL) OR reverts_to >= number"
        " OR (opened_by IN ('edit', 'reversion')) <> (not_before IS NOT NULL))",
    ),
    (
        "revision {} has another fingerprint than its reading",
        "SELECT revisions.id FROM revisions JOIN readings ON readings.id = revisions.reading"
        " WHERE readings.fingerprint <> revisions.fingerprint",
    ),
    (
        "revision {} is of another article than its snapshot or its reading",
        "SELECT revisions.id FROM revisions JOIN readings ON readings.id = revisions.reading"
        " JOIN snapshots ON snapshots.id = revisions.snapshot WHERE snapshots.article <> revisions.article"
        " OR readings.article <> revisions.article OR readings.snapshot <> revisions.snapshot",
    ),
    (
        "article {} does not point to its newest revision",
        "SELECT id FROM articles WHERE revision IS NOT (SELECT id FROM revisions"
        " WHERE revisions.article = articles.id ORDER BY number DESC LIMIT 1)"
        " AND id NOT IN (SELECT article FROM rulings)",
    ),
    (
        "article {} changed last at {}, but its newest edit is of {}",
        "SELECT id, last_change, edited FROM (SELECT id, last_change, (SELECT seen_from FROM revisions"
        " WHERE revisions.article = articles.id AND opened_by <> 'rebase' ORDER BY number DESC LIMIT 1)"
        " AS edited FROM articles) WHERE last_change IS NOT edited"
        " AND id NOT IN (SELECT article FROM rulings)",
    ),
    (
        "edit {} does not agree with revision {} on article or time",
        "SELECT edits.id, revisions.id FROM edits JOIN revisions ON revisions.id = edits.revision"
        " WHERE edits.article <> revisions.article OR edits.not_before IS NOT revisions.not_before"
        " OR edits.not_after <> revisions.seen_from",
    ),
    (
        "revision {} was opened by an edit of which no field is told",
        "SELECT id FROM revisions WHERE opened_by IN ('edit', 'reversion')"
        " AND NOT EXISTS (SELECT 1 FROM edits WHERE edits.revision = revisions.id)",
    ),
    (
        "event {} ({}) does not agree with its visit on article, time or outcome",
        "SELECT events.id, events.kind FROM events JOIN visits ON visits.id = events.visit"
        " WHERE events.article NOT IN (SELECT article FROM rulings) AND (events.article <> visits.article"
        " OR events.not_before > events.not_after"
        " OR (events.kind <> 'variant' AND events.not_after <> visits.started_at)"
        " OR (events.kind IN ('suspect', 'gone', 'returned') AND events.kind <> visits.outcome)"
        " OR (events.kind = 'suspect' AND events.detail <> visits.reason))",
    ),
    (
        "visit {} is of another article than its snapshot or its revision",
        "SELECT visits.id FROM visits LEFT JOIN snapshots ON snapshots.id = visits.snapshot"
        " LEFT JOIN revisions ON revisions.id = visits.revision"
        " WHERE visits.article <> snapshots.article OR visits.article <> revisions.article",
    ),
    (
        "visit {} has other digests than the snapshot that it shares",
        "SELECT visits.id FROM visits JOIN snapshots ON snapshots.id = visits.snapshot"
        " JOIN visits AS own ON own.id = snapshots.visit WHERE own.id <> visits.id"
        " AND (own.response_digest IS NOT visits.response_digest OR own.dom_digest IS NOT visits.dom_digest"
        " OR own.status IS NOT visits.status)",
    ),
    (
        "snapshot {} is not the one of its visit",
        "SELECT snapshots.id FROM snapshots JOIN visits ON visits.id = snapshots.visit"
        " WHERE visits.snapshot IS NOT snapshots.id OR visits.capture IS NOT snapshots.manifest",
    ),
    (
        "the last sight of revision {} is not kept",
        "SELECT revisions.id FROM articles JOIN revisions ON revisions.id = articles.revision"
        " JOIN visits ON visits.id = (SELECT max(id) FROM visits WHERE visits.article = articles.id"
        " AND visits.revision = revisions.id AND status <> 304)"
        " WHERE visits.snapshot IS NULL AND NOT EXISTS (SELECT 1 FROM last_sights"
        " WHERE last_sights.visit = visits.id AND last_sights.name = 'manifest'"
        " AND last_sights.digest = visits.capture)",
    ),
    (
        "the last sight of article {} has another {} than its visit",
        "SELECT last_sights.article, last_sights.name FROM last_sights"
        " JOIN visits ON visits.id = last_sights.visit WHERE visits.article <> last_sights.article"
        " OR last_sights.digest <> CASE last_sights.name WHEN 'manifest' THEN visits.capture"
        " WHEN 'response' THEN visits.response_digest ELSE visits.dom_digest END",
    ),
    (
        "the change of article {} that waits does not agree with its visit",
        "SELECT pending_changes.article FROM pending_changes JOIN visits ON visits.id = pending_changes.visit"
        " WHERE visits.article <> pending_changes.article OR visits.snapshot IS NOT pending_changes.snapshot"
        " OR visits.started_at <> pending_changes.seen_at OR looks < 1 OR NOT EXISTS (SELECT 1 FROM readings"
        " WHERE readings.snapshot = pending_changes.snapshot"
        " AND readings.fingerprint = pending_changes.fingerprint)",
    ),
    (
        "the volatile place {} was last seen before it was first seen",
        "SELECT id FROM volatile WHERE last_seen < first_seen",
    ),
    (
        "block {} was last in revision {}, but first in {}",
        "SELECT block, to_revision, from_revision FROM block_spans WHERE to_revision < from_revision",
    ),
)


def _check_numbers(db: sqlite3.Connection) -> Iterator[str]:
    for table in NEVER_DELETED:
        row = db.execute(f"SELECT count(*), coalesce(max(id), 0) FROM {table}").fetchone()  # noqa: S608  ours
        if row[0] != row[1]:
            yield f"of {row[1]} rows of {table}, {row[1] - row[0]} are not there"


def _check_query(sentence: str, query: str, db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute(query):
        yield sentence.format(*row)


def _check_lists(db: sqlite3.Connection) -> Iterator[str]:
    for column, table in (("blocks", "blocks"), ("why", "choices")):
        for row in db.execute(
            f"SELECT DISTINCT readings.id FROM readings, json_each(readings.{column}) AS wanted"  # noqa: S608
            f" LEFT JOIN {table} ON {table}.id = wanted.value AND {table}.article = readings.article"
            f" WHERE {table}.id IS NULL"
        ):
            yield f"reading {row[0]} names {column} that are not there"


def _check_words(db: sqlite3.Connection) -> Iterator[str]:
    """Compare the words of blocks and choices with their own digests."""
    for row in db.execute("SELECT * FROM blocks"):
        if reading_rows.block_cells(reading_rows.block(row))["digest"] != row["digest"]:
            yield f"block {row['id']} has another digest than its words"
    for row in db.execute("SELECT * FROM choices"):
        if reading_rows.choice_cells(reading_rows.choice(row))["digest"] != row["digest"]:
            yield f"choice {row['id']} has another digest than its words"


def _check_fields(db: sqlite3.Connection) -> Iterator[str]:
    """Compare what edits say of a field with the readings on both sides, glyphs and white space aside.

    The readings of either side's snapshot are asked, by whichever reader: one that was made later may
    differ in what no reader sees.
    """
    for field in TOLD_FIELDS:
        for row in db.execute(
            "SELECT edits.id, edits.old, edits.new, revisions.snapshot AS after, before.snapshot AS before"
            " FROM edits JOIN revisions ON revisions.id = edits.revision JOIN revisions AS before"
            " ON before.article = revisions.article"
            " AND before.number = coalesce(revisions.follows, revisions.number - 1)"
            " WHERE edits.field = ?",
            (field,),
        ):
            for side, snapshot in (("old", row["before"]), ("new", row["after"])):
                found = db.execute(f"SELECT {field} FROM readings WHERE snapshot = ?", (snapshot,))  # noqa: S608
                if _bare(row[side]) not in {_bare(reading[0]) for reading in found}:
                    yield f"edit {row['id']} tells another {side} {field} than the reading"


def _bare(text: str | None) -> str:
    return "".join(filter(str.isalnum, (text or "").casefold()))


def _check_spans(db: sqlite3.Connection) -> Iterator[str]:
    """Compare where blocks stood with the revisions, of articles of which no snapshot was read twice."""
    for article in db.execute(
        "SELECT DISTINCT article FROM revisions WHERE article NOT IN (SELECT article FROM rulings)"
        " AND NOT EXISTS (SELECT 1 FROM readings AS one"
        " JOIN readings AS other ON other.snapshot = one.snapshot AND other.id <> one.id"
        " WHERE one.article = revisions.article)"
    ):
        expected: set[tuple[int, int, int | None]] = set()
        open_since: dict[int, int] = {}
        for row in db.execute(
            "SELECT number, blocks FROM revisions JOIN readings ON readings.id = revisions.reading"
            " WHERE revisions.article = ? ORDER BY number",
            tuple(article),
        ):
            now, number = set(reading_rows.id_list(row["blocks"])), row["number"]
            expected |= {(block, open_since.pop(block), number - 1) for block in open_since.keys() - now}
            open_since |= dict.fromkeys(now - open_since.keys(), number)
        expected |= {(block, since, None) for block, since in open_since.items()}
        found = db.execute(
            "SELECT block, from_revision, to_revision FROM blocks"
            " CROSS JOIN block_spans ON block_spans.block = blocks.id WHERE blocks.article = ?",
            tuple(article),
        )
        if {tuple(row) for row in found} != expected:
            yield f"the spans of blocks of article {article[0]} do not follow from its revisions"


ROW_CHECKS: tuple[Callable[[sqlite3.Connection], Iterator[str]], ...] = (
    _check_numbers,
    *(partial(_check_query, sentence, query) for sentence, query in CHECKS),
    _check_lists,
    _check_words,
    _check_fields,
    _check_spans,
)
"""Each yields a sentence for all that does not follow from the other rows; each sees one state of them."""
