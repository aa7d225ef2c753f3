"""What others show of a comparison: a page to be framed, and oEmbed 1.0 (https://oembed.com), which says how.

The framed page runs no script and leads out in a window of its own; it is the only page of ours that another
site may frame, and only where this room is published: `archiver browse` answers pages of its own alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from archiver.browse import answers, comparing
from archiver.browse.asking import Asker, asker_of
from archiver.diff import present
from archiver.model.as_json import as_text

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

COMPARISON = re.compile(r"(/articles/(\d{1,18})/(\d{1,18})\.\.(\d{1,18}))(?:/embed)?/?(?:[?#].*)?$", re.ASCII)
"""Address of a page that compares two revisions, at its end."""

SMALLEST = 200
"""Pixels below which a text is no longer read; a consumer that asks for less gets this."""

PROVIDER = "Archiver"


async def embed(datasette: Datasette, request: Request) -> Response:
    """Show what changed between two revisions, to be framed by a page of others."""
    asker = await asker_of(datasette, request)

    pair = await comparing.pair_of(asker)
    # present.html escapes everything that comes from a page; its tests say so.
    shown = await asker.make(
        lambda: Markup(present.html(pair.old.reading, pair.new.reading, pair.diff))  # noqa: S704
    )
    page = asker.address.removesuffix("/embed")
    told = {"root": asker.root, "pair": pair, "shown": shown, "page_address": page}
    return answers.framed("embed.html", told)


async def card(datasette: Datasette, request: Request) -> Response:
    """Give out the picture of a comparison, which `archiver card` drew; no request starts a browser."""
    asker = await asker_of(datasette, request)
    drawn = comparing.card_of(await comparing.pair_of(asker))
    try:
        return answers.card((asker.cards / drawn.name).read_bytes())
    except FileNotFoundError as error:
        raise NotFound("no card was drawn of this comparison; `archiver card` draws one") from error


async def oembed(datasette: Datasette, request: Request) -> Response:
    """Say how a comparison is embedded, by its address."""
    asker = await asker_of(datasette, request)
    if asker.asked("format") not in (None, "json"):
        return answers.refused("only json is spoken here", status=501)  # as oEmbed asks for
    found = COMPARISON.search(unquote(asker.asked("url") or ""))
    if found is None:
        raise NotFound("only comparisons, such as /articles/1/1..2, can be embedded")
    path = found[1]
    numbers = tuple(int(part) for part in found.groups()[1:])
    pair = await comparing.pair_of(asker, numbers)
    width = _within(asker, "maxwidth", comparing.FRAME_WIDTH)
    height = _within(asker, "maxheight", comparing.FRAME_HEIGHT)
    told = {
        "version": "1.0",
        "type": "rich",
        "title": comparing.title_of(pair),
        "provider_name": PROVIDER,
        "provider_url": asker.absolute("/edits"),
        "html": comparing.frame_of(pair, asker.absolute(path), width, height),
        "width": width,
        "height": height,
    }
    return answers.listing(as_text(told), "application/json; charset=utf-8")


def _within(asker: Asker, name: str, usual: int) -> int:
    asked = asker.number(name)
    return usual if asked is None else min(usual, max(SMALLEST, asked))
