"""What the pages need to know, read from the archive through the connection Datasette holds.

Every function takes that connection, which is read-only and may be of a sealed file. Lists are paged
by key and never counted: both stay fast at a million edits.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from archiver.model.listing import Listing
from archiver.model.revision import Edit, Event, Revision, Visit
from archiver.store import rows
from archiver.store.history.listings import OF_ARTICLES, listing
from archiver.store.history.readings import load_readings
from archiver.store.watching import identity
from archiver.store.watching.repeats import FIRST_TOLD

EDITS_SHOWN = 30
"""Edits on a page of the feed: about what is read before one looks for a filter."""

LISTED = 100
"""Revisions or articles on a page."""

RECENT_VISITS = 20
"""Visits shown on the page of an article, the newest first."""

FIELDS_AN_EDIT = 12
"""The most rows of `edits` one edit can have: a row for each field that is compared."""

OF_EDITS = """
SELECT revisions.*, articles.url, sources.name AS source_name, readings.headline
FROM revisions
JOIN articles ON articles.id = revisions.article
JOIN readings ON readings.id = revisions.reading
LEFT JOIN sources ON sources.id = articles.source
"""

OF_EVENTS = """
SELECT events.*, articles.url, sources.name AS source_name, readings.headline
FROM events
JOIN articles ON articles.id = events.article
LEFT JOIN revisions ON revisions.id = articles.revision
LEFT JOIN readings ON readings.id = revisions.reading
LEFT JOIN sources ON sources.id = articles.source
"""

END_OF_TIME = "9999"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Where a page of the feed begins: below these edits and events, newest first."""

    edit_time: str = END_OF_TIME
    edit: int = 0
    event_time: str = END_OF_TIME
    event: int = 0

    def __str__(self) -> str:
        return f"{self.edit_time}~{self.edit}~{self.event_time}~{self.event}"

    @classmethod
    def parse(cls, text: str | None) -> Key:
        """Read a key from the address of a page; anything else begins at the top."""
        match = re.fullmatch(r"([^~]+)~(\d{1,18})~([^~]+)~(\d{1,18})", text or "", re.ASCII)
        if not match:
            return cls()
        return cls(edit_time=match[1], edit=int(match[2]), event_time=match[3], event=int(match[4]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which edits are asked for."""

    field: str | None = None
    source: str | None = None
    silent: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether events belong to the list: they have no fields and are not silent."""
        return self.field is None and not self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A line of the feed."""

    headline: str | None  # None: of an article that never was read
    edit: Edit | None = None
    changes: tuple[tuple[str, str | None, str | None], ...] = ()  # (field, old, new), excerpts of the body
    event: Event | None = None

    @property
    def at(self) -> datetime:
        """Return when it was first seen."""
        happened = self.edit or self.event
        assert happened is not None
        return happened.not_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of the feed."""

    lines: tuple[FeedLine, ...]
    older: Key | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A revision in the history of its article, without its text."""

    number: int
    headline: str
    snapshot: int
    seen_from: datetime
    seen_until: datetime
    sights: int
    opened_by: str
    not_before: datetime | None
    edit: Edit | None


# --- the feed ------------------------------------------------------------------------------------


def feed(db: sqlite3.Connection, selection: Selection, key: Key) -> Feed:
    """Return edits and events below a key, newest first."""
    if selection.source and selection.source not in sources(db):
        return Feed(lines=(), older=None)  # looking for its edits would read all others
    lines = _edits_below(db, selection, key)
    events = _events_below(db, selection, key) if selection.plain else []
    lines += [FeedLine(headline=row["headline"], event=rows.event(row)) for row in events]
    lines.sort(key=lambda line: line.at, reverse=True)
    shown = lines[:EDITS_SHOWN]
    if len(lines) <= EDITS_SHOWN:
        return Feed(lines=tuple(shown), older=None)
    last_edit = next((entry.edit for entry in reversed(shown) if entry.edit), None)
    last_event = next((entry.event for entry in reversed(shown) if entry.event), None)
    older = Key(
        edit_time=rows.instant(last_edit.not_after) if last_edit else key.edit_time,
        edit=_first_row(db, last_edit.id) if last_edit else key.edit,
        event_time=rows.instant(last_event.not_after) if last_event else key.event_time,
        event=last_event.id if last_event else key.event,
    )
    return Feed(lines=tuple(shown), older=older)


def _edits_below(db: sqlite3.Connection, selection: Selection, key: Key) -> list[FeedLine]:
    conditions = ["(edits.not_after, edits.id) < (:time, :id)", FIRST_TOLD.format("edits.revision")]
    if selection.field:
        conditions.append("edits.field = :field")
    if selection.silent:
        conditions.append("(SELECT silent FROM revisions WHERE id = edits.revision) = 1")
    if selection.source:
        conditions.append(
            "(SELECT source FROM articles WHERE id = edits.article)"
            " = (SELECT id FROM sources WHERE name = :source)"
        )
    found = db.execute(
        f"SELECT edits.revision FROM edits WHERE {' AND '.join(conditions)}"  # noqa: S608  texts above
        " ORDER BY edits.not_after DESC, edits.id DESC LIMIT :limit",
        {
            "time": key.edit_time,
            "id": key.edit,
            "field": selection.field,
            "source": selection.source,
            "limit": (EDITS_SHOWN + 1) * FIELDS_AN_EDIT,
        },
    )
    revisions = [revision for revision, _ in groupby(row["revision"] for row in found)][: EDITS_SHOWN + 1]
    return edits_of(db, revisions)


def edits_of(db: sqlite3.Connection, revisions: Sequence[int]) -> list[FeedLine]:
    """Return the edits that opened these revisions, in their order."""
    marks = ",".join("?" * len(revisions))
    opened = {row["id"]: row for row in db.execute(f"{OF_EDITS} WHERE revisions.id IN ({marks})", revisions)}
    changed = db.execute(
        f"SELECT * FROM edits WHERE revision IN ({marks}) ORDER BY revision, id",  # noqa: S608
        revisions,
    ).fetchall()
    fields = {revision: list(group) for revision, group in groupby(changed, key=lambda row: row["revision"])}
    return [
        FeedLine(
            headline=opened[one]["headline"],
            edit=rows.edit(opened[one], fields.get(one, [])),
            changes=tuple((row["field"], row["old"], row["new"]) for row in fields.get(one, [])),
        )
        for one in revisions
    ]


def _first_row(db: sqlite3.Connection, revision: int) -> int:
    """Return the lowest id of an edit's rows: a page may have been cut in the middle of them."""
    found: int = db.execute("SELECT min(id) FROM edits WHERE revision = ?", (revision,)).fetchone()[0]
    return found


def _events_below(db: sqlite3.Connection, selection: Selection, key: Key) -> list[sqlite3.Row]:
    """Return events that say something about the article, not only about a visit."""
    of_source = "AND sources.name = :source" if selection.source else ""
    return db.execute(
        f"{OF_EVENTS} WHERE (events.not_after, events.id) < (:time, :id) AND events.kind <> 'suspect'"
        f" {of_source} ORDER BY events.not_after DESC, events.id DESC LIMIT :limit",
        {"time": key.event_time, "id": key.event, "source": selection.source, "limit": EDITS_SHOWN + 1},
    ).fetchall()


def sources(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of the sources."""
    return tuple(row["name"] for row in db.execute("SELECT name FROM sources ORDER BY name"))


# --- articles ------------------------------------------------------------------------------------


def articles(db: sqlite3.Connection, *, source: str | None, below: int | None) -> tuple[Listing, ...]:
    """Return one more than a page of articles, the last added first; none that retired into another."""
    found = db.execute(
        f"{OF_ARTICLES} WHERE NOT {identity.RETIRED} AND (:below IS NULL OR articles.id < :below)"  # noqa: S608
        " AND (:source IS NULL OR articles.source = (SELECT id FROM sources WHERE name = :source))"
        " ORDER BY articles.id DESC LIMIT :limit",
        {"below": below, "source": source, "limit": LISTED + 1},
    )
    return tuple(listing(row) for row in found)


def find(db: sqlite3.Connection, words: str) -> tuple[Listing, ...]:
    """Return the article of an address or alias; else those whose address or headline holds the words."""
    number = identity.leads_to(db, words)
    exact = None if number is None else article(db, number)
    if exact is not None:
        return (exact,)
    pattern = "%{}%".format(words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_"))
    found = db.execute(
        f"{OF_ARTICLES} WHERE articles.url LIKE :pattern ESCAPE '\\'"
        " OR readings.headline LIKE :pattern ESCAPE '\\' ORDER BY articles.id DESC LIMIT :limit",
        {"pattern": pattern, "limit": LISTED},
    )
    return tuple(listing(row) for row in found)


def article(db: sqlite3.Connection, number: int) -> Listing | None:
    """Return an article by its id."""
    row = db.execute(f"{OF_ARTICLES} WHERE articles.id = ?", (number,)).fetchone()
    return None if row is None else listing(row)


def aliases(db: sqlite3.Connection, article: int) -> tuple[tuple[str, str], ...]:
    """Return the other addresses of an article, each with the reason."""
    found = db.execute("SELECT url, why FROM aliases WHERE article = ? ORDER BY added_at", (article,))
    return tuple((row["url"], row["why"]) for row in found)


def history(db: sqlite3.Connection, article: int, *, below: int | None) -> tuple[Step, ...]:
    """Return one more than a page of revisions, newest first."""
    found = db.execute(
        f"{OF_EDITS} WHERE revisions.article = :article AND (:below IS NULL OR revisions.number < :below)"
        " ORDER BY revisions.number DESC LIMIT :limit",
        {"article": article, "below": below, "limit": LISTED + 1},
    ).fetchall()
    opened = [row["id"] for row in found if row["opened_by"] in ("edit", "reversion")]
    edits = {entry.edit.id: entry.edit for entry in edits_of(db, opened) if entry.edit}
    return tuple(_step(row, edits.get(row["id"])) for row in found)


def _step(row: sqlite3.Row, edit: Edit | None) -> Step:
    return Step(
        number=row["number"],
        headline=row["headline"],
        snapshot=row["snapshot"],
        seen_from=rows.when(row["seen_from"]),
        seen_until=rows.when(row["seen_until"]),
        sights=row["sights"],
        opened_by=row["opened_by"],
        not_before=rows.maybe_when(row["not_before"]),
        edit=edit,
    )


def events(db: sqlite3.Connection, article: int) -> tuple[Event, ...]:
    """Return the latest events of an article, newest first."""
    found = db.execute(
        f"{OF_EVENTS} WHERE events.article = ? ORDER BY events.id DESC LIMIT ?",
        (article, LISTED),
    )
    return tuple(rows.event(row) for row in found)


def visits(db: sqlite3.Connection, article: int) -> tuple[Visit, ...]:
    """Return the latest visits of an article, newest first."""
    found = db.execute(
        "SELECT visits.*, articles.url FROM visits JOIN articles ON articles.id = visits.article"
        " WHERE visits.article = ? ORDER BY visits.id DESC LIMIT ?",
        (article, RECENT_VISITS),
    )
    return tuple(rows.visit(row) for row in found)


def revision(db: sqlite3.Connection, article: int, number: int) -> Revision | None:
    """Return a revision with its text."""
    row = db.execute("SELECT * FROM revisions WHERE article = ? AND number = ?", (article, number)).fetchone()
    if row is None:
        return None
    return rows.revision(row, load_readings(db, [row["reading"]])[row["reading"]])


def edit_into(db: sqlite3.Connection, article: int, number: int) -> Edit | None:
    """Return the edit that opened a revision, or None where it was opened by something else."""
    row = db.execute(
        "SELECT id FROM revisions WHERE article = ? AND number = ? AND opened_by IN ('edit', 'reversion')",
        (article, number),
    ).fetchone()
    return None if row is None else edits_of(db, [row["id"]])[0].edit


def newest(db: sqlite3.Connection, article: int) -> int:
    """Return the number of the newest revision, 0 where there is none."""
    found: int | None = db.execute(
        "SELECT max(number) FROM revisions WHERE article = ?", (article,)
    ).fetchone()[0]
    return found or 0
