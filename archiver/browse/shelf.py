"""What the pages need to know, read from the archive through the connection Datasette holds.

Every function takes that connection, which is read-only and may be of a sealed file. Lists are paged
by key and never counted: both stay fast at a million edits.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from archiver.model.listing import Listing
from archiver.model.revision import Edit, Event, Revision, Visit
from archiver.store import rows
from archiver.store.history.feed import EDIT, EVENT, Key, Wanted, ids, newest
from archiver.store.history.listings import OF_ARTICLES, listing
from archiver.store.history.queries import EDIT_ROWS, edits_by_id
from archiver.store.history.readings import load_readings
from archiver.store.watching import identity
from archiver.store.watching.collections import origins_of
from archiver.store.words.terms import Sought

ENTRIES_SHOWN = 30
"""Entries on a page of the feed: about what is read before one looks for a filter."""

WALKED = 400
"""The most edits and events walked to fill a page, where edits of one article and day are one entry."""

FEW = 3
"""Edits of one article in a day that are entries of their own; more, as of a live blog, are one entry."""

FOLDED = 5
"""Further edits of one article and day that an entry lists; the article's page has all."""

LISTED = 100
"""Revisions or articles on a page."""

LAST_SIGN = "\U0010ffff"
"""Sorts behind all that an address can go on with."""

RECENT_VISITS = 20
"""Visits shown on the page of an article, the newest first."""

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
    """Which edits and events are asked for, as the address of a page says it."""

    source: str | None = None
    field: str | None = None
    kind: str | None = None  # edit, reversion, gone, …
    weight: str | None = None
    disclosure: str | None = None
    change: str | None = None  # a `ChangeType`
    language: str | None = None
    silent: str | None = None  # "1": only silent ones
    phrase: str | None = None  # that the edit took out or brought in
    since: str | None = None  # days, both included, as 2026-11-24
    until: str | None = None

    @property
    def asked(self) -> dict[str, str]:
        """Return what is narrowed, for an address."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    @property
    def goes_further(self) -> bool:
        """Tell whether more is narrowed than source, field and silence."""
        return not self.asked.keys() <= {"source", "field", "silent"}

    def wanted(self, source: int | None, *, sought: Sought | None = None) -> Wanted:
        """Return the search; events have no text, so that whatever asks for one leaves only edits.

        Args:
            source: its id.
            sought: words that any revision may have brought in or taken out; None: the phrase, of edits.
        """
        of_text = (
            self.field, self.weight, self.disclosure, self.change, self.language, self.silent, self.phrase
        )  # fmt: skip
        last = _day(self.until)
        return Wanted(
            what=EDIT if any(of_text) else None,
            sought=Sought.of(self.phrase) if self.phrase else sought,
            kind=self.kind,
            not_kind=None if self.kind else "suspect",  # it says something about a visit, not the article
            field=self.field,
            source=source,
            silent=True if self.silent else None,
            disclosure=self.disclosure,
            weight=self.weight,
            change=self.change,
            language=self.language,
            since=_day(self.since),
            until=None if last is None else last + timedelta(days=1),
        )


def _day(text: str | None) -> datetime | None:
    """Return the begin of a day (UTC); what is no day narrows nothing."""
    try:
        day = None if text is None else date.fromisoformat(text)
    except ValueError:
        return None
    return None if day is None or day == date.max else datetime.combine(day, time(), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A line of the feed."""

    headline: str | None  # None: of an article that never was read
    edit: Edit | None = None
    event: Event | None = None

    @property
    def changes(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """Return what changed, as (field, old, new); of the body, excerpts."""
        if self.edit is None:
            return ()
        return self.edit.fields if self.edit.body is None else (*self.edit.fields, ("body", *self.edit.body))

    @property
    def at(self) -> datetime:
        """Return when it was first seen."""
        happened = self.edit or self.event
        assert happened is not None
        return happened.not_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one day brought of one article: the newest in full, the rest folded."""

    key: int  # of the newest
    line: FeedLine
    folded: tuple[FeedLine, ...]  # newest first
    further: int  # edits of that article and day that are not listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A page of the feed."""

    entries: tuple[Entry, ...]
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

    @property
    def headline_change(self) -> tuple[str | None, str | None] | None:
        """The headline before and after, if the edit changed it."""
        fields = self.edit.fields if self.edit else ()
        return next(((old, new) for name, old, new in fields if name == "headline"), None)


# --- the feed ------------------------------------------------------------------------------------


def feed(db: sqlite3.Connection, selection: Selection, below: Key | None) -> Feed:
    """Return edits and events below a key, newest first, those of one article and day together."""
    source = source_number(db, selection.source)
    if selection.source and source is None:
        return Feed(entries=(), older=None)
    keys = newest(db, selection.wanted(source), below=below, limit=WALKED + 1)
    groups, walked = _together(keys[:WALKED], _articles_of(db, keys))
    found = lines(db, [key for group in groups for key in group[: FOLDED + 1]])
    return Feed(
        entries=tuple(
            Entry(
                key=group[0].value,
                line=found[group[0]],
                folded=tuple(found[key] for key in group[1 : FOLDED + 1]),
                further=max(0, len(group) - FOLDED - 1),
            )
            for group in groups
        ),
        older=keys[walked - 1] if walked < len(keys) else None,
    )


def _together(keys: Sequence[Key], articles: Mapping[Key, int]) -> tuple[list[list[Key]], int]:
    """Put many edits of one article and day together, for one page; return also how many keys were walked.

    A few, and events, stand for themselves. A page ends where one more entry would begin.
    """
    often = Counter((articles[key], key.day) for key in keys if key.what == EDIT)
    groups: dict[tuple[int, int], list[Key]] = {}
    for walked, key in enumerate(keys):
        of = (articles.get(key, 0), key.day)
        if often[of] <= FEW:
            of = (0, key.value)
        if of not in groups and len(groups) == ENTRIES_SHOWN:
            return list(groups.values()), walked
        groups.setdefault(of, []).append(key)
    return list(groups.values()), len(keys)


def _articles_of(db: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, int]:
    numbers = rows.packed(ids(keys, EDIT))
    found = db.execute(
        "SELECT id, article FROM revisions WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
    )
    of_revision = {row["id"]: row["article"] for row in found}
    return {key: of_revision[key.id] for key in keys if key.what == EDIT}


def lines(db: sqlite3.Connection, keys: Sequence[Key]) -> dict[Key, FeedLine]:
    """Return the edits and events of these keys."""
    edits = {line.edit.id: line for line in edits_of(db, ids(keys, EDIT)) if line.edit}
    events = _events_of(db, ids(keys, EVENT))
    return {key: (edits if key.what == EDIT else events)[key.id] for key in keys}


def edits_of(db: sqlite3.Connection, revisions: Sequence[int]) -> list[FeedLine]:
    """Return the edits that opened these revisions, in their order."""
    found = edits_by_id(db, revisions)
    return [FeedLine(headline=found[one].headline, edit=found[one]) for one in revisions]


def _events_of(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, FeedLine]:
    marks = ",".join("?" * len(numbers))
    found = db.execute(f"{OF_EVENTS} WHERE events.id IN ({marks})", numbers)
    return {row["id"]: FeedLine(headline=row["headline"], event=rows.event(row)) for row in found}


def sources(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of the sources."""
    return tuple(row["name"] for row in db.execute("SELECT name FROM sources ORDER BY name"))


def source_number(db: sqlite3.Connection, name: str | None) -> int | None:
    """Return the id of a source, None where there is none of that name."""
    row = db.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row["id"])


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


def addressed(db: sqlite3.Connection, asked: str) -> tuple[Listing, ...]:
    """Return the article of an address or alias; else those whose addresses begin with what was asked."""
    number = identity.leads_to(db, asked)
    exact = None if number is None else article(db, number)
    if exact is not None:
        return (exact,)
    found = db.execute(
        f"{OF_ARTICLES} WHERE articles.id IN (SELECT id FROM articles WHERE url >= :first AND url < :last"  # noqa: S608
        " UNION SELECT id FROM articles WHERE url >= 'https://' || :first AND url < 'https://' || :last)"
        " ORDER BY articles.id DESC LIMIT :limit",
        {"first": asked, "last": asked + LAST_SIGN, "limit": LISTED},
    )
    return tuple(listing(row) for row in found)


def article(db: sqlite3.Connection, number: int) -> Listing | None:
    """Return an article by its id."""
    row = db.execute(f"{OF_ARTICLES} WHERE articles.id = ?", (number,)).fetchone()
    return None if row is None else listing(row)


def aliases(db: sqlite3.Connection, article: int) -> tuple[tuple[str, str], ...]:
    """Return the other addresses of an article, each with the reason."""
    found = db.execute(
        "SELECT url, why FROM aliases WHERE article = ? AND why <> ? ORDER BY added_at",
        (article, identity.IMPORTED),
    )
    return tuple((row["url"], row["why"]) for row in found)


def others(db: sqlite3.Connection, article: int) -> dict[str, object]:
    """Return what others captured of an article, and where this history was imported from, if it was."""
    found = db.execute(
        "SELECT articles.id, collection FROM aliases JOIN articles ON articles.url = aliases.url"
        " WHERE aliases.article = ? AND collection IS NOT NULL ORDER BY collection",
        (article,),
    )
    histories = [(row["id"], row["collection"]) for row in found]
    return {"others": histories, "origins": origins_of(db, article)}


def history(db: sqlite3.Connection, article: int, *, below: int | None) -> tuple[Step, ...]:
    """Return one more than a page of revisions, newest first."""
    found = db.execute(
        f"{EDIT_ROWS} WHERE revisions.article = :article AND (:below IS NULL OR revisions.number < :below)"
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
