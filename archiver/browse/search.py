"""The page that finds words in the texts of all revisions, what was taken out, and articles by address."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette.utils.asgi import Request, Response

from archiver.browse import shelf
from archiver.browse.asking import Asker, asker_of
from archiver.model.listing import Listing
from archiver.model.search import Found
from archiver.store.history.feed import CAME, WENT, Key
from archiver.store.history.searching import find
from archiver.store.words.terms import Sought

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

HITS_SHOWN = 10
"""Articles on a page of hits: of each it is told how long it had the words, which takes up to 5 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found."""

    articles: tuple[Listing, ...] = ()  # by their address
    found: Found = field(default_factory=lambda: Found(hits=(), older=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for, as the address of the page says it."""

    words: str
    deleted: bool  # only where they went out
    selection: shelf.Selection
    below: Key | None

    @classmethod
    def of(cls, asker: Asker) -> Asked:
        """Read it from a request."""
        return cls(
            words=asker.asked("q") or "",
            deleted=asker.asked("deleted") is not None,
            selection=shelf.Selection(**{name: asker.asked(name) for name in ("source", "since", "until")}),
            below=Key.parse(asker.asked("below")),
        )

    @property
    def narrowed(self) -> dict[str, str]:
        """Return it for an address, without the place in the list."""
        return {"q": self.words, **({"deleted": "1"} if self.deleted else {}), **self.selection.asked}


async def search(datasette: Datasette, request: Request) -> Response:
    """Show where words came into texts or went out, or the articles of an address."""
    asker = await asker_of(datasette, request)
    asked = Asked.of(asker)

    def work(db: sqlite3.Connection) -> tuple[Results, tuple[str, ...]]:
        return results(db, asked), shelf.sources(db)

    found, sources = await asker.read(work)
    narrowed, older = asked.narrowed, found.found.older
    context = {
        "wanted": asked.words or None,
        "deleted": asked.deleted,
        "selection": asked.selection,
        "sources": sources,
        "results": found,
        "any_word": bool(Sought.parse(asked.words)),
        "other": "?" + urlencode({**narrowed, "deleted": "" if asked.deleted else "1"}),
        "older": "?" + urlencode({**narrowed, "below": older}) if older else None,
    }
    return asker.page("search.html", context)


def results(db: sqlite3.Connection, asked: Asked) -> Results:
    """Return what a search finds, or the articles of an address."""
    addressed = shelf.addressed(db, asked.words) if asked.words else ()
    sought, source = Sought.parse(asked.words), shelf.source_number(db, asked.selection.source)
    if addressed or not sought or (asked.selection.source and source is None):
        return Results(articles=addressed)
    wanted = asked.selection.wanted(source, sought=sought)
    moved = WENT if asked.deleted else CAME
    return Results(found=find(db, wanted, moved=moved, below=asked.below, limit=HITS_SHOWN))
