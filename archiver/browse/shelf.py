"""What the pages need to know, read from the archive through the connection Datasette holds.

Every function takes that connection, which is read-only and may be of a sealed file. Lists are paged
by key and never counted: both stay fast at a million edits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from archiver.model.listing import Listing
from archiver.model.revision import Edit, Event, Revision, Visit
from archiver.store import rows
from archiver.store.history.feed import EDIT, EVENT, Key, Wanted, ids, newest
from archiver.store.history.listings import OF_ARTICLES, listing
from archiver.store.history.readings import load_readings
from archiver.store.watching import identity

EDITS_SHOWN = 30
"""Edits on a page of the feed: about what is read before one looks for a filter."""

LISTED = 100
"""Revisions or articles on a page."""

RECENT_VISITS = 20
"""Visits shown on the page of an article, the newest first."""

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


def feed(db: sqlite3.Connection, selection: Selection, below: Key | None) -> Feed:
    """Return edits and events below a key, newest first; events that say something about the article."""
    source = None
    if selection.source:
        row = db.execute("SELECT id FROM sources WHERE name = ?", (selection.source,)).fetchone()
        if row is None:
            return Feed(lines=(), older=None)
        source = row["id"]
    wanted = Wanted(
        what=None if selection.plain else EDIT,
        not_kind="suspect",
        field=selection.field,
        source=source,
        silent=True if selection.silent else None,
    )
    keys = newest(db, wanted, below=below, limit=EDITS_SHOWN + 1)
    shown = keys[:EDITS_SHOWN]
    edits = {line.edit.id: line for line in edits_of(db, ids(shown, EDIT)) if line.edit}
    events = _events_of(db, ids(shown, EVENT))
    lines = tuple((edits if key.what == EDIT else events)[key.id] for key in shown)
    return Feed(lines=lines, older=shown[-1] if len(keys) > EDITS_SHOWN else None)


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


def _events_of(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, FeedLine]:
    marks = ",".join("?" * len(numbers))
    found = db.execute(f"{OF_EVENTS} WHERE events.id IN ({marks})", numbers)
    return {row["id"]: FeedLine(headline=row["headline"], event=rows.event(row)) for row in found}


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


def newest_number(db: sqlite3.Connection, article: int) -> int:
    """Return the number of the newest revision, 0 where there is none."""
    found: int | None = db.execute(
        "SELECT max(number) FROM revisions WHERE article = ?", (article,)
    ).fetchone()[0]
    return found or 0
