"""What is known of the life of an article, as its page tells it: by day, as a picture, and whom it quoted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from archiver.browse import intervals, words
from archiver.browse.timeline import Happening
from archiver.diff.lexicon import LEXICONS, lexicon_of
from archiver.diff.quoted import speakers, whole_names
from archiver.store import reading_rows, rows
from archiver.store.history.readings import load_readings

SLOTS = 240
"""Stretches of time in which visits are counted for the picture; about three pixels each."""

READ_FOR_NAMES = 500
"""Newest revisions that are read for whom they quote."""

PARAGRAPHS = 5_000
"""Paragraphs of which it is kept in memory whom they quote, some megabytes: those of a few long live blogs,
whose pages ask for the same ones again."""

LANES = ("Edits", "Visits", "Not seen though due", "Walls and doubts", "No answer", "Two wordings", "Gone")
"""Rows of the picture, from above."""

LANE_OF_OUTCOME = {"suspect": "Walls and doubts", "failed": "No answer", "refused": "No answer"}

SAW_IT = frozenset({"first", "same", "changed", "edited", "variant", "rebased", "returned"})
"""Outcomes of visits that saw the article itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline that came."""

    number: int  # of its revision
    not_before: datetime | None  # None: it was there at the first sight
    not_after: datetime
    old: str | None
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A revision that can be compared."""

    number: int
    seen_from: datetime  # UTC

    @property
    def day(self) -> date:
        """The day (UTC) of its first sight."""
        return self.seen_from.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What the visits of one day brought."""

    day: date  # UTC
    visits: int
    seen: int
    edits: int
    doubted: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Somebody whom the article quoted, by `diff.quoted`."""

    name: str
    first: int  # number of the first revision that quotes them
    last: int
    from_start: bool  # they were quoted in the oldest revision that was read
    vanished: bool  # the newest revision does not
    throughout: bool  # all revisions do that were read


# --- headlines and choices -----------------------------------------------------------------------


def headlines(db: sqlite3.Connection, article: int) -> tuple[Headline, ...]:
    """Return the headlines that an article had, the newest first."""
    found = db.execute(
        "SELECT revisions.number, edits.not_before, edits.not_after, edits.old, edits.new FROM edits"
        " JOIN revisions ON revisions.id = edits.revision"
        " WHERE edits.article = ? AND edits.field = 'headline'"
        " AND edits.revision NOT IN (SELECT revision FROM withdrawals) ORDER BY revisions.number DESC",
        (article,),
    )
    changed = [
        Headline(
            number=row["number"],
            not_before=rows.when(row["not_before"]),
            not_after=rows.when(row["not_after"]),
            old=row["old"],
            new=row["new"] or "",
        )
        for row in found
    ]
    first = db.execute(
        "SELECT seen_from, readings.headline FROM revisions JOIN readings ON readings.id = reading"
        " WHERE revisions.article = ? AND number = 1",
        (article,),
    ).fetchone()
    if not changed or first is None:
        return ()
    began = rows.when(first["seen_from"])
    return (
        *changed,
        Headline(number=1, not_before=None, not_after=began, old=None, new=first["headline"]),
    )


def choices(db: sqlite3.Connection, article: int, most: int) -> tuple[Choice, ...]:
    """Return the revisions of an article, the newest first; none if there are more than `most`."""
    found = db.execute(
        "SELECT number, seen_from FROM revisions WHERE article = ? ORDER BY number DESC LIMIT ?",
        (article, most + 1),
    ).fetchall()
    if len(found) > most:
        return ()
    return tuple(Choice(number=row["number"], seen_from=rows.when(row["seen_from"])) for row in found)


# --- the picture ---------------------------------------------------------------------------------


def lifetime(db: sqlite3.Connection, article: int) -> tuple[datetime, datetime] | None:
    """Return when the first and the last visit began, or None where there was none."""
    row = db.execute(
        "SELECT min(started_at) AS first, max(started_at) AS last FROM visits WHERE article = ?", (article,)
    ).fetchone()
    return None if row["first"] is None else (rows.when(row["first"]), rows.when(row["last"]))


def happenings(db: sqlite3.Connection, article: int) -> list[Happening]:
    """Return what happened to an article besides visits."""
    return [*_edits(db, article), *_gaps(db, article), *_events(db, article)]


def visits(db: sqlite3.Connection, article: int, start: datetime, end: datetime) -> Iterator[Happening]:
    """Give the visits from start to end, those that lie close to each other counted as one."""
    slot = max((end - start) / SLOTS, timedelta(seconds=1))
    found = db.execute(
        "SELECT (CAST(strftime('%s', started_at) AS INTEGER) - :from) / :slot AS at, outcome,"
        " count(*) AS times FROM visits WHERE article = :article AND started_at BETWEEN :start AND :end"
        " GROUP BY 1, 2",
        {
            "article": article,
            "from": int(start.timestamp()),
            "slot": max(1, int(slot.total_seconds())),
            "start": rows.instant(start),
            "end": rows.instant(end),
        },
    )
    for row in found:
        at = start + slot * row["at"]
        outcome, times = row["outcome"], row["times"]
        told = f"{times} visit{'' if times == 1 else 's'}: {words.outcome_words(outcome)}"
        lane = LANE_OF_OUTCOME.get(outcome, "Visits")
        style = "doubt" if outcome in LANE_OF_OUTCOME else "visit"
        yield Happening(lane=lane, start=at, end=at, style=style, told=told, size=times)


def _edits(db: sqlite3.Connection, article: int) -> Iterator[Happening]:
    found = db.execute(
        "SELECT number, not_before, seen_from, opened_by, summary, silent, weight, disclosure, block_counts,"
        " (SELECT count(*) FROM edits WHERE revision = revisions.id AND field <> 'body') AS fields"
        " FROM revisions WHERE article = ? AND opened_by IN ('edit', 'reversion')"
        " AND id NOT IN (SELECT revision FROM withdrawals)",
        (article,),
    )
    for row in found:
        counts = json.loads(row["block_counts"] or "[]")
        size = row["fields"] + sum(count for kind, count in counts if kind != "same")
        at = rows.when(row["seen_from"])
        number = row["number"]
        style = "silent" if row["silent"] else "announced" if row["disclosure"] else "small"
        yield Happening(
            lane="Edits",
            start=at,
            end=at,
            style=style,
            told=f"Revision {number}, {intervals.plain(at)}: {row['summary']}",
            size=size,
            path=f"{number - 1}..{number}",
        )


def _gaps(db: sqlite3.Connection, article: int) -> Iterator[Happening]:
    for row in db.execute("SELECT * FROM gaps WHERE article = ? ORDER BY id", (article,)):
        start, end = rows.when(row["seen_before"]), rows.when(row["seen_after"])
        told = f"Not seen from {intervals.plain(start)} to {intervals.plain(end)}"
        yield Happening(lane="Not seen though due", start=start, end=end, style="gap", told=told)


def _events(db: sqlite3.Connection, article: int) -> Iterator[Happening]:
    """Give the variants, and the times in which the article was gone; of one that still is, its begin."""
    gone: datetime | None = None
    found = db.execute(
        "SELECT kind, not_after FROM events WHERE article = ? AND kind IN ('gone', 'returned', 'variant')"
        " ORDER BY id",
        (article,),
    )
    for row in found:
        at = rows.when(row["not_after"])
        if row["kind"] == "variant":
            told = f"{intervals.plain(at)}: another wording at the same time"
            yield Happening(lane="Two wordings", start=at, end=at, style="variant", told=told)
        elif row["kind"] == "gone":
            gone = gone or at
        elif gone:
            told = f"Gone from {intervals.plain(gone)} to {intervals.plain(at)}"
            yield Happening(lane="Gone", start=gone, end=at, style="gone", told=told)
            gone = None
    if gone:
        told = f"Gone since {intervals.plain(gone)}"
        yield Happening(lane="Gone", start=gone, end=gone, style="gone", told=told)


def days(db: sqlite3.Connection, article: int) -> tuple[Day, ...]:
    """Return the days on which an article was visited, the newest first."""
    found = db.execute(
        "SELECT substr(started_at, 1, 10) AS day, outcome, count(*) AS times FROM visits WHERE article = ?"
        " GROUP BY 1, 2 ORDER BY 1 DESC",
        (article,),
    )
    counted: dict[str, dict[str, int]] = {}
    for row in found:
        counted.setdefault(row["day"], {})[row["outcome"]] = row["times"]
    return tuple(
        Day(
            day=date.fromisoformat(day),
            visits=sum(times.values()),
            seen=sum(count for outcome, count in times.items() if outcome in SAW_IT),
            edits=times.get("edited", 0),
            doubted=times.get("suspect", 0),
            unanswered=times.get("failed", 0) + times.get("refused", 0),
        )
        for day, times in counted.items()
    )


# --- whom it quotes ------------------------------------------------------------------------------


def quoted(db: sqlite3.Connection, article: int) -> tuple[Quoted, ...] | None:
    """Return whom the newest revisions quote, those who vanished first; None: no rules for its language."""
    found = db.execute(
        "SELECT number, reading, readings.blocks FROM revisions JOIN readings ON readings.id = reading"
        " WHERE revisions.article = ? ORDER BY number DESC LIMIT ?",
        (article, READ_FOR_NAMES),
    ).fetchall()
    if not found:
        return ()
    newest = found[0]["reading"]
    lexicon = lexicon_of(load_readings(db, [newest])[newest])
    if lexicon is None:
        return None
    of_revision = {row["number"]: set(reading_rows.id_list(row["blocks"])) for row in found}
    names = _names(db, set().union(*of_revision.values()), lexicon.language)
    whole = whole_names(name for each in names.values() for name in each)
    seen: dict[str, list[int]] = {}
    for number, blocks in sorted(of_revision.items()):
        for name in {whole[name] for block in blocks for name in names.get(block, ())}:
            seen.setdefault(name, []).append(number)
    latest, oldest = found[0]["number"], found[-1]["number"]
    told = [
        Quoted(
            name=name,
            first=numbers[0],
            last=numbers[-1],
            from_start=numbers[0] == oldest,
            vanished=numbers[-1] < latest,
            throughout=len(numbers) == len(found),
        )
        for name, numbers in seen.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.last, -one.first, one.name)))


def _names(db: sqlite3.Connection, blocks: set[int], language: str) -> dict[int, tuple[str, ...]]:
    wanted = rows.packed(sorted(blocks))
    found = db.execute("SELECT id, text FROM blocks WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
    return {row["id"]: names for row in found if (names := _speakers(row["text"], language))}


@lru_cache(maxsize=PARAGRAPHS)
def _speakers(text: str, language: str) -> tuple[str, ...]:
    return speakers(text, LEXICONS[language])
