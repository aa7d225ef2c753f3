"""The reading room's pages: edits, articles, diffs, revisions, snapshots."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from datasette.utils.asgi import NotFound, Request, Response

from archiver.browse import answers, exhibits, seen, shelf
from archiver.browse.asking import Context, asker_of
from archiver.errors import Unreadable
from archiver.ledger.tiles import Tile, tile_at
from archiver.model.capture import Digest
from archiver.model.listing import Listing
from archiver.store.evidence.blobs import Folder
from archiver.store.history.feed import Key
from archiver.store.ledger.doors import newest_note, tile_of

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

# --- the feed ------------------------------------------------------------------------------------


async def edits(datasette: Datasette, request: Request) -> Response:
    """Show the feed of edits and events, newest first."""
    asker = await asker_of(datasette, request)
    selection = shelf.Selection(**{one.name: asker.asked(one.name) for one in fields(shelf.Selection)})
    below = Key.parse(asker.asked("below"))

    def work(db: sqlite3.Connection) -> tuple[shelf.Feed, tuple[str, ...]]:
        return shelf.feed(db, selection, below), shelf.sources(db)

    feed, sources = await asker.read(work)
    visited = seen.visited(request.cookies.get(seen.COOKIE), now=asker.now)
    top = below is None
    context = {
        "feed": feed,
        "selection": selection,
        "sources": sources,
        "newest": "?" + urlencode(selection.asked),
        "older": "?" + urlencode({**selection.asked, "below": feed.older.value}) if feed.older else None,
        "top": top,
        "seen": visited.before,
    }
    response = asker.page("edits.html", context)
    if top and feed.entries:
        response.set_cookie(seen.COOKIE, str(visited.at(feed.entries[0].key)), **seen.KEPT)
    return response


# --- articles ------------------------------------------------------------------------------------


async def articles(datasette: Datasette, request: Request) -> Response:
    """List articles, the last added first."""
    asker = await asker_of(datasette, request)
    source, below = asker.asked("source"), asker.number("below")

    def work(db: sqlite3.Connection) -> tuple[tuple[Listing, ...], tuple[str, ...]]:
        return shelf.articles(db, source=source, below=below), shelf.sources(db)

    found, sources = await asker.read(work)
    shown, more = found[: shelf.LISTED], len(found) > shelf.LISTED
    older = {"source": source or "", "below": shown[-1].article.id} if more else {}
    context = {
        "articles": shown,
        "source": source,
        "sources": sources,
        "older": "?" + urlencode(older) if more else None,
    }
    return asker.page("articles.html", context)


# --- revisions -------------------------------------------------------------------------


async def revision(datasette: Datasette, request: Request) -> Response:
    """Show one revision as text, with its evidence."""
    asker = await asker_of(datasette, request)
    number = asker.path_number("article")

    def work(db: sqlite3.Connection) -> Context | None:
        listing = shelf.article(db, number)
        shown = shelf.revision(db, number, asker.path_number("number"))
        if listing is None or shown is None:
            return None
        return {
            "listing": listing,
            "revision": shown,
            "reading": shown.reading,
            "edit": shelf.edit_into(db, number, shown.number),
            "newest": shelf.newest_number(db, number),
            "exhibits": exhibits.exhibits_of(db, shown.snapshot),
        }

    context = await asker.read(work)
    if context is None:
        raise NotFound(f"no revision {asker.path_number('number')} of article {number}")
    return asker.page("revision.html", context)


# --- evidence ------------------------------------------------------------------------------------


async def snapshot(datasette: Datasette, request: Request) -> Response:
    """Show what one snapshot holds."""
    asker = await asker_of(datasette, request)
    number = asker.path_number("snapshot")

    def work(db: sqlite3.Connection) -> tuple[exhibits.Display, Listing | None] | None:
        display = exhibits.display(db, asker.folder, number)
        return None if display is None else (display, shelf.article(db, display.article))

    found = await asker.read(work)
    if found is None:
        raise NotFound(f"no snapshot {number}")
    display, listing = found
    return asker.page("snapshot.html", {"display": display, "listing": listing})


async def artefact(datasette: Datasette, request: Request) -> Response:
    """Give out one artefact: a screenshot as a picture, anything else as a file or as plain text."""
    asker = await asker_of(datasette, request)
    number, name = asker.path_number("snapshot"), request.url_vars["name"]
    kept = await asker.read(partial(exhibits.exhibits_of, snapshot=number))
    exhibit = next((exhibit for exhibit in kept if exhibit.name == name), None)
    if exhibit is None or exhibit.digest is None:
        raise NotFound(f"snapshot {number} has no {name}")
    try:
        content = await asker.read(partial(_content, folder=asker.folder, digest=exhibit.digest))
    except Unreadable as error:
        return asker.unreadable(error)
    if exhibit.is_picture and asker.asked("as") != "file":
        return answers.picture(content, exhibit)
    if exhibit.is_text and asker.asked("as") == "text":
        return answers.source_text(content)
    return answers.download(content, exhibit.file_name(number))


async def resource(datasette: Datasette, request: Request) -> Response:
    """Give out the body of a sub-resource, as a file."""
    asker = await asker_of(datasette, request)
    number, place = asker.path_number("snapshot"), asker.path_number("place")

    def work(db: sqlite3.Connection) -> bytes | None:
        display = exhibits.display(db, asker.folder, number)
        if display is None or place >= len(display.resources):
            return None
        digest = display.resources[place].digest
        return None if digest is None else exhibits.content(db, asker.folder, digest)

    try:
        content = await asker.read(work)
    except Unreadable as error:
        return asker.unreadable(error)
    if content is None:
        raise NotFound(f"snapshot {number} has no such resource")
    return answers.download(content, f"snapshot-{number}-resource-{place}.bin")


# --- the ledger ----------------------------------------------------------------------------------


async def checkpoint(datasette: Datasette, request: Request) -> Response:
    """Give out the newest signed checkpoint, where programs for transparency logs look for it."""
    asker = await asker_of(datasette, request)
    note = await asker.read(newest_note)
    if note is None:
        raise NotFound("nothing of the ledger was signed yet")
    return answers.note(note)


async def tile(datasette: Datasette, request: Request) -> Response:
    """Give out hashes or entries of the ledger."""
    asker = await asker_of(datasette, request)
    wanted = tile_at(request.url_vars["path"])
    content = None if wanted is None else await asker.read(partial(_tile, wanted))
    if content is None:
        raise NotFound(f"the ledger has no {request.url_vars['path']}")
    return answers.tile(content)


def _tile(wanted: Tile, db: sqlite3.Connection) -> bytes | None:
    return tile_of(db, wanted)


def _content(db: sqlite3.Connection, folder: Folder, digest: Digest) -> bytes:
    return exhibits.content(db, folder, digest)


async def static(request: Request) -> Response:
    """Give out our own style sheet or icon."""
    return answers.static(request.url_vars["name"])
