"""The archive as other programs ask for it by time: TimeGate, TimeMaps and mementos (RFC 7089).

A memento is a page of a stranger: it is given out with scripts, forms and loading switched off and under no
origin (`answers.memento`), whatever it holds.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datasette.utils.asgi import NotFound, Request, Response

from archiver.browse import answers, exhibits
from archiver.browse.asking import Asker, asker_of
from archiver.errors import CaptureError, Damaged, OutOfReach, UsageError
from archiver.model.as_json import iso
from archiver.model.capture import Digest
from archiver.model.holding import type_as_kept
from archiver.model.http_dates import as_http, from_http
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.history.verdicts import ALIVE
from archiver.store.watching import identity

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

LISTED_MEMENTOS = 50_000
"""Mementos of one article in a list, the newest; an article seen anew every quarter of an hour has as many
in a year and a half."""

RAW = "id_"
"""What follows the time in the address of a memento that is the server's own bytes; as at other archives."""

OF_ARTICLE = (
    "SELECT snapshots.id, captured_at FROM snapshots JOIN visits ON visits.id = snapshots.visit"
    " JOIN articles ON articles.id = snapshots.article"
    " WHERE snapshots.article IN (SELECT value FROM json_each(?)) AND articles.collection IS NULL"
    " AND visits.outcome IN (SELECT value FROM json_each(?))"
    " ORDER BY captured_at DESC, snapshots.id DESC LIMIT ?"
)
"""Captures that show the article, made by us: what others captured is at their archives."""


@dataclass(frozen=True, slots=True)
class Memento:
    """A capture of an article, by its time."""

    snapshot: int
    at: datetime  # UTC

    @property
    def stamp(self) -> str:
        """Its time in fourteen digits."""
        return self.at.strftime("%Y%m%d%H%M%S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """An article as an original resource, and its mementos, oldest first."""

    url: str
    mementos: Sequence[Memento]
    base: str  # of this server, with a slash at the end

    def memento(self, one: Memento) -> str:
        """Return the address of a memento."""
        return f"{self.base}memento/{one.stamp}/{self.url}"

    @property
    def timegate(self) -> str:
        """The address that leads to the memento of a time."""
        return f"{self.base}timegate/{self.url}"

    def timemap(self, form: str) -> str:
        """Return the address of the list of mementos."""
        return f"{self.base}timemap/{form}/{self.url}"

    def nearest(self, at: datetime | None) -> Memento:
        """Return the memento whose time is nearest; the newest where no time is asked for."""
        if at is None:
            return self.mementos[-1]
        return min(self.mementos, key=lambda one: abs(one.at - at))

    def links(self, one: Memento | None = None) -> str:
        """Return the `Link` header of an answer: where all else is, beside a memento the ones next to it."""
        found = [
            _link(self.url, "original"),
            _link(self.timegate, "timegate"),
            _link(self.timemap("link"), "timemap", type="application/link-format"),
        ]
        if one is not None:
            place = self.mementos.index(one)
            last = len(self.mementos) - 1
            for where in sorted({0, place - 1, place, place + 1, last} & set(range(last + 1))):
                names = (
                    {0: "first", last: "last"}.get(where, ""),
                    {-1: "prev", 1: "next"}.get(where - place, ""),
                )
                other = self.mementos[where]
                relation = " ".join(filter(None, (*names, "memento")))
                found.append(_link(self.memento(other), relation, datetime=as_http(other.at)))
        return ", ".join(found)


async def timegate(datasette: Datasette, request: Request) -> Response:
    """Lead to the memento whose time is nearest to the one that is asked for."""
    found = await _resource(await asker_of(datasette, request))
    asked = request.headers.get("accept-datetime")
    at = None if asked is None else from_http(asked)
    if asked is not None and at is None:
        return answers.refused("Accept-Datetime is no date of HTTP")
    return answers.to_memento(found.memento(found.nearest(at)), found.links())


async def timemap(datasette: Datasette, request: Request) -> Response:
    """List the mementos of an article, in link format or as JSON."""
    found, form = await _resource(await asker_of(datasette, request)), request.url_vars["form"]
    if form == "json":
        return answers.listing(json.dumps(_as_json(found), indent=1), "application/json")
    first, last = found.mementos[0], found.mementos[-1]
    own = _link(
        found.timemap("link"),
        "self",
        type="application/link-format",
        **{"from": as_http(first.at), "until": as_http(last.at)},
    )
    lines = [_link(found.url, "original"), own, _link(found.timegate, "timegate")]
    for one in found.mementos:
        ends = ("first" if one is first else "", "last" if one is last else "", "memento")
        lines.append(_link(found.memento(one), " ".join(filter(None, ends)), datetime=as_http(one.at)))
    return answers.listing(",\n".join(lines) + "\n", "application/link-format")


async def memento(datasette: Datasette, request: Request) -> Response:
    """Give out a page as it was captured: as a reader saw it, or with `id_` what the server sent."""
    asker = await asker_of(datasette, request)
    found = await _resource(asker)
    stamp = request.url_vars["stamp"]
    one = next((one for one in found.mementos if one.stamp == stamp), None)
    if one is None:
        raise NotFound(f"there is no memento of {stamp}")
    work = partial(_page, asker=asker, number=one.snapshot, raw=request.url_vars["raw"] == RAW)
    try:
        content, media_type = await asker.read(work)
    except OutOfReach as error:
        return asker.unreadable(error)
    except Damaged as error:
        raise NotFound(str(error)) from error
    return answers.memento(
        content, media_type, {"Memento-Datetime": as_http(one.at), "Link": found.links(one)}
    )


async def _resource(asker: Asker) -> Resource:
    """Return the article that an address ends with, and its mementos.

    Raises:
        NotFound: it is no address, or we have no memento of it.
    """
    request = asker.request
    asked = request.url_vars["url"] + (f"?{request.query_string}" if request.query_string else "")
    if "://" not in asked:
        asked = unquote(asked)
    asked = re.sub(r"^(https?):/+", r"\1://", asked)  # proxies make one slash of two
    try:
        spelt = rows.clean(canonical_url(asked))
    except (CaptureError, UsageError) as error:
        raise NotFound(str(error)) from error
    base = asker.datasette.absolute_url(request, asker.root)
    found = await asker.read(partial(_found, spelt=spelt, base=base))
    if found is None:
        raise NotFound(f"there is no memento of {spelt}")
    return found


def _found(db: sqlite3.Connection, *, spelt: str, base: str) -> Resource | None:
    article = identity.known_as(db, spelt)
    if article is None:
        return None
    url = db.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone()["url"]
    members = rows.packed(identity.family(db, article))
    seen = db.execute(OF_ARTICLE, (members, rows.packed(list(ALIVE)), LISTED_MEMENTOS)).fetchall()
    mementos = [Memento(row["id"], rows.when(row["captured_at"])) for row in reversed(seen)]
    return Resource(url=url, mementos=mementos, base=base) if mementos else None


def _page(db: sqlite3.Connection, *, asker: Asker, number: int, raw: bool) -> tuple[bytes, str]:
    """Return the bytes of a page, and their media type.

    Raises:
        Damaged: they do not come back.
    """
    kept = {one.name: one for one in exhibits.exhibits_of(db, number) if one.digest is not None}
    chosen = kept.get("response") if raw else kept.get("dom") or kept.get("response")
    if chosen is None or chosen.digest is None:
        raise Damaged(Digest(""), f"snapshot {number} has no page")
    told = exhibits.display(db, asker.folder, number)
    sent = next((value for name, value in told.headers if name == "content-type"), "") if told else ""
    content = exhibits.content(db, asker.folder, chosen.digest)
    if chosen.name == "dom":
        return content, "text/html; charset=utf-8"
    return content, type_as_kept(sent or "text/html", content, is_rendered="dom" in kept)


def _as_json(found: Resource) -> dict[str, object]:
    """Return the list of mementos in the form that MemGator and the Memento aggregator give it."""
    told = [{"datetime": iso(one.at), "uri": found.memento(one)} for one in found.mementos]
    return {
        "original_uri": found.url,
        "self": found.timemap("json"),
        "mementos": {"list": told, "first": told[0], "last": told[-1]},
        "timemap_uri": {"link_format": found.timemap("link"), "json_format": found.timemap("json")},
        "timegate_uri": found.timegate,
    }


def _link(url: str, relation: str, **more: str) -> str:
    said = "".join(f'; {name}="{value}"' for name, value in more.items())
    return f'<{url}>; rel="{relation}"{said}'
