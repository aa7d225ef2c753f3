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

HITS_SHOWN = 20
"""Articles on a page of hits: each takes about five lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found."""

    articles: tuple[Listing, ...] = ()  # by their address
    found: Found = field(default_factory=lambda: Found(hits=(), older=None))


async def search(datasette: Datasette, request: Request) -> Response:
    """Show where words came into texts or went out, or the articles of an address."""
    asker = await asker_of(datasette, request)
    asked, deleted = asker.asked("q"), asker.asked("deleted") is not None
    selection = shelf.Selection(**{name: asker.asked(name) for name in ("source", "since", "until")})

    def work(db: sqlite3.Connection) -> tuple[Results, tuple[str, ...]]:
        return _results(db, asker, selection, asked or "", deleted=deleted), shelf.sources(db)

    results, sources = await asker.read(work)
    narrowed = {"q": asked or "", **({"deleted": "1"} if deleted else {}), **selection.asked}
    older = results.found.older
    context = {
        "wanted": asked,
        "deleted": deleted,
        "selection": selection,
        "sources": sources,
        "results": results,
        "any_word": bool(Sought.parse(asked or "")),
        "other": "?" + urlencode({**narrowed, "deleted": ""} if deleted else {**narrowed, "deleted": "1"}),
        "older": "?" + urlencode({**narrowed, "below": older}) if older else None,
    }
    return asker.page("search.html", context)


def _results(
    db: sqlite3.Connection, asker: Asker, selection: shelf.Selection, asked: str, *, deleted: bool
) -> Results:
    addressed = shelf.addressed(db, asked) if asked else ()
    sought, source = Sought.parse(asked), shelf.source_number(db, selection.source)
    if addressed or not sought or (selection.source and source is None):
        return Results(articles=addressed)
    wanted = selection.wanted(source, sought=sought)
    below = Key.parse(asker.asked("below"))
    return Results(found=find(db, wanted, moved=WENT if deleted else CAME, below=below, limit=HITS_SHOWN))
