"""The list of what is told: edits and events in the order of time, narrowed by whatever they have in common.

`feed_index` is a full-text index whose "words" are facets: `source=12 field=headline silent`. Its rows stand
in the order of time, so that any set of filters is a search which walks from the newest entry down, or from
any entry on, and reads no more of the archive than it shows: an index for each set of filters would need
dozens. The view `feed_entries` says what an entry is and which facets it has; SQLite can check the index
against it and make it anew.

What is narrowed to a phrase is sought in `text_index` instead, which has the same facets under the same keys.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archiver.store import rows
from archiver.store.watching.repeats import FIRST_TOLD
from archiver.store.words.terms import Sought

EDIT, EVENT = "edit", "event"

CAME, WENT = "came", "went"
"""Which way a phrase moved: into the text, or out of it."""

SECOND = 30
"""Bits of an entry's key below those of the second it was seen in: twice the id, and one for an event. The
seconds take 33 of the 63 bits of SQLite's integers until the year 2242, ids fill these 30 at 536 million."""

NO_FACET = re.compile(r"[^\w=.-]", re.ASCII)
"""Characters at which the index would part a facet into two."""

LAST = (1 << 63) - 1
"""The highest key there can be."""

ID = f"(({{0}}.rowid & {(1 << SECOND) - 1}) >> 1)"
"""SQL for the id of what a row of an index is of: an edit, which has that of its revision, or an event."""

TOLD = "({0}.rowid & 1 OR " + FIRST_TOLD.format(ID) + ")"
"""Condition on an entry: it is no edit that is told under another address, or that a person ruled out."""

AT = (
    f"iif({{0}}.rowid & 1, (SELECT not_after FROM events WHERE id = {ID}),"  # noqa: S608  our text
    f" (SELECT seen_from FROM revisions WHERE id = {ID}))"
)
"""SQL for the instant of an entry, to the microsecond; its key has the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries of the list; all where nothing is said. An event has an article and a kind only.

    With `sought` they are revisions that these words came into or went out of; without `what`, also those
    that no edit led to.
    """

    what: str | None = None  # `EDIT` or `EVENT`; None: both
    sought: Sought | None = None
    moved: str | None = None  # `CAME` or `WENT`; None: either
    kind: str | None = None  # of an edit: edit, reversion; of an event: gone, …
    not_kind: str | None = None
    field: str | None = None  # that the edit changed; "body" is one
    source: int | None = None
    articles: tuple[int, ...] | None = None  # any of these
    silent: bool | None = None  # substantive edits that nothing announced (True), or all others (False)
    disclosure: str | None = None  # "none" for those not announced
    weight: str | None = None
    change: str | None = None  # what a single change is about: a `ChangeType`
    language: str | None = None  # primary subtag, such as "pt" for "pt-BR"
    since: datetime | None = None  # seen at this instant or later
    until: datetime | None = None  # seen before this instant

    @property
    def index(self) -> str:
        """Return the index that is searched."""
        return "feed_index" if self.sought is None else "text_index"

    def query(self) -> str:
        """Return the search in the index."""
        facets = self._facets()
        if self.sought is None:
            return facets
        words = self.sought.query()
        ways = (f"(({way} : ({words})) NOT ({other} : ({words})))" for way, other in self._ways())
        return "({}){}".format(" OR ".join(ways), f" AND (facets : ({facets}))" if facets else "")

    def _ways(self) -> list[tuple[str, str]]:
        return [both for both in ((CAME, WENT), (WENT, CAME)) if self.moved in (None, both[0])]

    def _facets(self) -> str:
        what = [one for one in (EDIT, EVENT) if self.what in (None, one)]
        terms = [] if self.sought is not None and self.what is None else [" OR ".join(map(_term, what))]
        facets = {
            "kind": self.kind,
            "field": self.field,
            "source": self.source,
            "silent": None if self.silent is None else int(self.silent),
            "disclosure": self.disclosure,
            "weight": self.weight,
            "change": self.change,
            "language": self.language and self.language.lower(),
        }
        terms += [_term(f"{name}={value}") for name, value in facets.items() if value is not None]
        if self.articles is not None:
            terms.append(" OR ".join(_term(f"article={one}") for one in self.articles or (0,)))
        wanted = " AND ".join(f"({term})" for term in terms)
        return f"{wanted} NOT {_term(f'kind={self.not_kind}')}" if self.not_kind and wanted else wanted


@dataclass(frozen=True, slots=True)
class Key:
    """Which entry: its place in the order of time."""

    value: int

    @classmethod
    def parse(cls, text: str | None) -> Key | None:
        """Read a key from the address of a page; anything else is none."""
        number = int(text) if text and re.fullmatch(r"\d{1,19}", text, re.ASCII) else LAST + 1
        return cls(number) if number <= LAST else None

    @property
    def what(self) -> str:
        """Tell what it is, `EDIT` or `EVENT`."""
        return EVENT if self.value & 1 else EDIT

    @property
    def day(self) -> int:
        """Return the day it was first seen, in days of UTC since 1970."""
        return (self.value >> SECOND) // 86_400

    @property
    def id(self) -> int:
        """Return its id, of `revisions` or of `events`."""
        return (self.value & ((1 << SECOND) - 1)) >> 1


def enter(db: sqlite3.Connection, what: str, number: int) -> None:
    """Add what was recorded to the list, in the transaction that records it."""
    db.execute(
        "INSERT INTO feed_index (rowid, facets) SELECT key, facets FROM feed_entries"
        " WHERE what = ? AND id = ?",
        (what, number),
    )


def leave(db: sqlite3.Connection, what: str, number: int) -> None:
    """Take an entry off the list, before rows change that its facets are made of."""
    db.execute(
        "INSERT INTO feed_index (feed_index, rowid, facets) SELECT 'delete', key, facets FROM feed_entries"
        " WHERE what = ? AND id = ?",
        (what, number),
    )


def problem(db: sqlite3.Connection) -> str | None:
    """Let SQLite compare the index with the entries; it raises an error where they differ."""
    db.execute("INSERT INTO feed_index (feed_index, rank) VALUES ('integrity-check', 1)")
    return None


def make_anew(db: sqlite3.Connection) -> None:
    """Make the index again from the entries, in the transaction that is open."""
    db.execute("INSERT INTO feed_index (feed_index) VALUES ('rebuild')")


def newest(
    db: sqlite3.Connection, wanted: Wanted, *, below: Key | None = None, limit: int, skip: int = 0
) -> list[Key]:
    """Return at most so many entries, newest first; of those below a key, and without the first few."""
    last = LAST if below is None else below.value - 1
    return _keys(db, wanted, (0, last), "DESC", limit=limit, skip=skip)


def oldest(
    db: sqlite3.Connection, wanted: Wanted, *, from_: Key | None = None, above: Key | None = None, limit: int
) -> list[Key]:
    """Return at most so many entries, oldest first; of those from a key on, or above one."""
    first = above.value + 1 if above is not None else from_.value if from_ is not None else 0
    return _keys(db, wanted, (first, LAST), "ASC", limit=limit, skip=0)


def count(db: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many entries there are: a second for a million."""
    rows_of, values = _search(wanted, (0, LAST))
    return 0 if rows_of is None else int(db.execute(f"SELECT count(*) {rows_of}", values).fetchone()[0])


def _keys(
    db: sqlite3.Connection, wanted: Wanted, span: tuple[int, int], order: str, *, limit: int, skip: int
) -> list[Key]:
    rows_of, values = _search(wanted, span)
    if rows_of is None:
        return []
    found = db.execute(
        f"SELECT {wanted.index}.rowid AS key {rows_of}"
        f" ORDER BY {wanted.index}.rowid {order} LIMIT :limit OFFSET :skip",
        {**values, "limit": limit, "skip": skip},
    )
    return [Key(row["key"]) for row in found]


def _search(wanted: Wanted, span: tuple[int, int]) -> tuple[str | None, dict[str, rows.Cell]]:
    """Return the search in a span of keys, None if nothing is sought, and the values in it.

    One bound on each side: the index takes no second one.
    """
    if wanted.sought is not None and not wanted.sought:
        return None, {}
    first, last = span
    index, at = wanted.index, AT.format(wanted.index)
    within, values = "", dict[str, rows.Cell]()
    if wanted.since is not None:
        first = max(first, int(wanted.since.timestamp()) << SECOND)
        if wanted.since.microsecond:
            within += f" AND {at} >= :since"
            values["since"] = rows.instant(wanted.since)
    if wanted.until is not None:
        part = wanted.until.microsecond > 0
        last = min(last, (int(wanted.until.timestamp()) + part << SECOND) - 1)
        if part:
            within += f" AND {at} < :until"
            values["until"] = rows.instant(wanted.until)
    first, last = min(first, LAST), max(last, -1)  # days before 1970 and after 2242 have no key
    return (
        f"FROM {index} WHERE {index} MATCH :query AND {index}.rowid >= :first AND {index}.rowid <= :last"
        f" AND {TOLD.format(index)}{within}",
        {"query": wanted.query(), "first": first, "last": last, **values},
    )


def _term(facet: str) -> str:
    """Return the search for one facet; what no facet can hold makes it one that no entry has."""
    return '"{}"'.format(NO_FACET.sub("_", facet))


def ids(keys: Iterable[Key], what: str) -> list[int]:
    """Return the ids of the edits, or of the events, among entries."""
    return [key.id for key in keys if key.what == what]
