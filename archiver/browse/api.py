"""The pages for other programs: JSON beside every page, with the same values, and feeds.

`openapi.py` describes them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from datasette.utils.asgi import NotFound, Request, Response

from archiver.browse import answers, comparing, exhibits, feeds, shelf
from archiver.browse import search as searching
from archiver.browse.asking import Asker, asker_of
from archiver.browse.openapi import DESCRIPTION
from archiver.browse.told import as_dict, asked, path_of, told
from archiver.model.as_json import as_text, edit_as_dict, outlet_as_dict
from archiver.model.plain import plain
from archiver.store.history import outlets as counted

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

JSON = "application/json; charset=utf-8"


async def edits(datasette: Datasette, request: Request) -> Response:
    """Give out edits and events, newest first."""
    asker = await asker_of(datasette, request)
    selection, below = asked(asker)
    found = await asker.read(lambda db: told(db, selection, below))
    older = {**selection.asked, "below": found.older.value} if found.older else None
    return _json(
        {
            "edits": [as_dict(line) for line in found.lines],
            "next": _next(asker, older),
        },
    )


async def atom(datasette: Datasette, request: Request) -> Response:
    """Give out edits and events as an Atom feed."""
    asker = await asker_of(datasette, request)
    content = feeds.atom(await _feed(asker))
    return answers.unchanged_or(content, "application/atom+xml; charset=utf-8", request)


async def json_feed(datasette: Datasette, request: Request) -> Response:
    """Give out edits and events as a JSON Feed."""
    asker = await asker_of(datasette, request)
    content = as_text(feeds.json_feed(await _feed(asker))).encode()
    return answers.unchanged_or(content, "application/feed+json; charset=utf-8", request)


async def articles(datasette: Datasette, request: Request) -> Response:
    """Give out a list of articles, the last added first."""
    asker = await asker_of(datasette, request)
    source, below = asker.asked("source"), asker.number("below")
    found = await asker.read(lambda db: shelf.articles(db, source=source, below=below))
    shown, more = found[: shelf.LISTED], len(found) > shelf.LISTED
    older = {**({"source": source} if source else {}), "below": shown[-1].article.id} if more else None
    return _json({"articles": plain(shown), "next": _next(asker, older)})


async def search(datasette: Datasette, request: Request) -> Response:
    """Give out where words came into texts or went out, or the articles of an address."""
    asker = await asker_of(datasette, request)
    asked_ = searching.Asked.of(asker)
    results = await asker.read(lambda db: searching.results(db, asked_))
    older = results.found.older
    return _json(
        {
            "articles": plain(results.articles),
            "hits": plain(results.found.hits),
            "next": _next(asker, {**asked_.narrowed, "below": older} if older else None),
        }
    )


async def article(datasette: Datasette, request: Request) -> Response:
    """Give out the history of one article."""
    asker = await asker_of(datasette, request)
    number, below = asker.path_number("article"), asker.number("below")

    def work(db: sqlite3.Connection) -> dict[str, object]:
        listing = shelf.article(db, number)
        if listing is None:
            raise NotFound(f"no article {number}")
        found = shelf.history(db, number, below=below)
        steps = found[: shelf.LISTED]
        older = steps[-1].number if len(found) > shelf.LISTED else None
        return {
            "article": plain(listing),
            "aliases": [{"url": url, "why": why} for url, why in shelf.aliases(db, number)],
            "revisions": [plain(one) | {"edit": one.edit and edit_as_dict(one.edit)} for one in steps],
            "events": plain(shelf.events(db, number)),
            "visits": plain(shelf.visits(db, number)),
            "next": _next(asker, {"below": older} if older else None),
        }

    return _json(await asker.read(work))


async def revision(datasette: Datasette, request: Request) -> Response:
    """Give out one revision with its text."""
    asker = await asker_of(datasette, request)
    number, which = asker.path_number("article"), asker.path_number("number")

    def work(db: sqlite3.Connection) -> dict[str, object]:
        found = shelf.revision(db, number, which)
        if found is None:
            raise NotFound(f"no revision {which} of article {number}")
        edit = shelf.edit_into(db, number, which)
        return {
            "revision": plain(found),
            "edit": edit and edit_as_dict(edit),
            "evidence": plain(exhibits.exhibits_of(db, found.snapshot)),
        }

    return _json(await asker.read(work))


async def diff(datasette: Datasette, request: Request) -> Response:
    """Give out what changed between two revisions."""
    asker = await asker_of(datasette, request)
    pair = await comparing.pair_of(asker)
    verdict = pair.assessment
    return _json(
        {
            "url": pair.listing.article.url,
            "article": pair.listing.article.id,
            "old_revision": pair.old.number,
            "new_revision": pair.new.number,
            "weight": verdict.weight,
            "disclosure": verdict.disclosure.kind,
            "reasons": list(verdict.reasons),
            "summary": verdict.summary,
            "edit": pair.edit and edit_as_dict(pair.edit),
            "diff": pair.diff.as_dict(),
        },
    )


async def outlets(datasette: Datasette, request: Request) -> Response:
    """Give out the figures of all outlets, as they were counted last."""
    asker = await asker_of(datasette, request)
    found = await asker.read(counted.kept)
    return _json({"outlets": [outlet_as_dict(one) for one in found]})


async def outlet(datasette: Datasette, request: Request) -> Response:
    """Give out the figures of one outlet."""
    asker = await asker_of(datasette, request)
    name = unquote(request.url_vars["source"])
    for one in await asker.read(counted.kept):
        if one.source == name:
            return _json({"outlet": outlet_as_dict(one)})
    raise NotFound(f"no figures of {name!r}")


async def snapshot(datasette: Datasette, request: Request) -> Response:
    """Give out what one snapshot holds."""
    asker = await asker_of(datasette, request)
    number = asker.path_number("snapshot")
    found = await asker.read(lambda db: exhibits.display(db, asker.folder, number))
    if found is None:
        raise NotFound(f"no snapshot {number}")
    return _json({"snapshot": plain(found)})


async def description(request: Request) -> Response:
    """Give out the description of all this."""
    return answers.unchanged_or(as_text(DESCRIPTION, indent=1).encode(), JSON, request)


async def _feed(asker: Asker) -> feeds.Feed:
    selection, below = asked(asker)
    found = await asker.read(lambda db: told(db, selection, below))
    query = f"?{urlencode(selection.asked)}" if selection.asked else ""
    older = urlencode({**selection.asked, "below": found.older.value}) if found.older else None
    return feeds.Feed(
        title=title_of(selection),
        page=asker.absolute("/edits") + query,
        address=asker.address + query,
        older=f"{asker.address}?{older}" if older else None,
        entries=tuple(feeds.entry(line, asker.absolute(path_of(line))) for line in found.lines),
    )


def title_of(selection: shelf.Selection) -> str:
    """Return what a list is called that is narrowed so."""
    name = "Silent edits" if selection.silent else "Edits"
    by = f" by {selection.source}" if selection.source else ""
    others = {key: value for key, value in selection.asked.items() if key not in ("silent", "source")}
    said = ", ".join(f"{key} {value}" for key, value in others.items())
    return f"{name}{by}" + (f" ({said})" if said else "")


def _next(asker: Asker, older: Mapping[str, object] | None) -> str | None:
    """Return the address of what comes after, or None at the end."""
    return None if older is None else f"{asker.address}?{urlencode(older)}"


def _json(values: dict[str, object]) -> Response:
    return answers.listing(as_text(values), JSON)


ROUTES = (
    (r"/edits\.json$", edits),
    (r"/feed\.atom$", atom),
    (r"/feed\.json$", json_feed),
    (r"/search\.json$", search),
    (r"/articles\.json$", articles),
    (r"/articles/(?P<article>\d+)\.json$", article),
    (r"/articles/(?P<article>\d+)/(?P<number>\d+)\.json$", revision),
    (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)\.json$", diff),
    (r"/outlets\.json$", outlets),
    (r"/outlets/(?P<source>.+)\.json$", outlet),
    (r"/snapshots/(?P<snapshot>\d+)\.json$", snapshot),
)
"""Where all this is found; before the pages, whose addresses take any name of an outlet."""
