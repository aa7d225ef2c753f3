"""Captures that an archive on the web has, asked for one by one: Memento (RFC 7089) and CDX servers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from archiver.errors import CaptureError
from archiver.fetch import Response
from archiver.imports.beside import BY_NAME, MOST_APART, TOO_MUCH, gathered
from archiver.imports.found import MOST_BODY, Broken, Found, NotReadable, captured
from archiver.imports.named import kind_of
from archiver.imports.timemaps import Memento, kept_beside, original, read_timemap
from archiver.model.capture import Artefact, Capture, Origin, Resource
from archiver.model.http_dates import from_http
from archiver.model.urls import host_of, web_address

MOST_LISTS = 50
"""Lists that one list leads to; the largest are split into years."""

ERROR = 400
"""The first status of errors: with `Memento-Datetime` it is the publisher's, else the archive's."""

ARCHIVED = "x-archive-orig-"
"""How the Internet Archive begins the names of the headers that the publisher sent."""

OWN = frozenset({"content-type", "content-language"})
"""Headers of an archive's answer that are those of the page."""

Get = Callable[[str], Response]
"""Asks for an address, guarded and paced; raises CaptureError."""


def find(
    timemap: str, url: str, get: Get, collection: str, *, resources: bool = False
) -> Iterator[Found | Broken]:
    """Yield the captures of an article that an archive has; each is asked for only when it is loaded.

    Args:
        timemap: address of the list of its mementos, or what comes before the article's address in that.
        url: of the article.
        get: asks the archive.
        collection: what they are imported into.
        resources: ask for the pictures, styles, scripts and fonts of each as well.

    Raises:
        CaptureError: the archive does not answer, or not with a list.
    """
    waiting, asked = [timemap if url in timemap else f"{timemap}{url}"], set[str]()
    while waiting and len(asked) < MOST_LISTS:
        address = waiting.pop(0)
        if address in asked:
            continue
        asked.add(address)
        answer = get(address)
        if answer.status >= ERROR:
            raise CaptureError(address, f"the archive answered {answer.status}")
        try:
            listed = read_timemap(answer.content, answer.final_url)
        except ValueError as error:
            raise CaptureError(address, str(error)) from error
        waiting += listed.others
        for memento in listed.mementos:
            origin = Origin(
                collection=collection, archive=timemap, record=memento.url, made_by=host_of(memento.url)
            )
            load = partial(_load_all if resources else _load, memento, url, origin, get)
            yield Found(url=url, at=memento.at, origin=origin, load=load)


def _load(memento: Memento, url: str, origin: Origin, get: Get) -> Capture:
    """Ask for one memento.

    Raises:
        NotReadable: the archive does not give it.
    """
    try:
        answer = get(memento.url)
    except CaptureError as error:
        raise NotReadable(str(error)) from error
    at = from_http(answer.header("memento-datetime") or "")
    if at is None and answer.status >= ERROR:
        raise NotReadable(f"the archive answered {answer.status}")
    if len(answer.content) > MOST_BODY:
        raise NotReadable(f"its body is larger than {MOST_BODY} bytes")
    made = captured(
        url,
        answer.content,
        at=at or memento.at,
        origin=origin,
        status=answer.status,
        headers=_sent(answer),
    )
    shown = web_address(original(answer.final_url))
    moved = answer.hops and shown is not None
    return replace(
        made,
        final_url=shown if moved and shown else made.final_url,
        took=answer.took,
        connections=answer.connections,
    )


def _load_all(memento: Memento, url: str, origin: Origin, get: Get) -> Capture:
    """Ask for a memento, and for what it names: of each the nearest in time.

    Raises:
        NotReadable: the archive does not give the memento.
    """
    made = _load(memento, url, origin, get)
    look = partial(_look, memento.url, made.captured_at, get)
    found = gathered(made.final_url, made.response.content or b"", look)
    return replace(made, resources=found, notes=(BY_NAME,)) if found else made


def _look(memento: str, at: datetime, get: Get, url: str, left: int) -> Resource | None:
    """Ask for what a memento names; None: the archive has none of a time that is near enough."""
    address = kept_beside(memento, url)
    if address is None:
        return None
    try:
        answer = get(address)
    except CaptureError:
        return None
    kept_at = from_http(answer.header("memento-datetime") or "")
    if kept_at is None or abs(kept_at - at) > MOST_APART:
        return None
    headers = _sent(answer)
    sent = next((value for name, value in headers if name == "content-type"), "application/octet-stream")
    media_type = sent.partition(";")[0].strip().lower()
    is_too_much = len(answer.content) > left
    body = Artefact(
        content=None if is_too_much else answer.content,
        media_type=media_type,
        missing=TOO_MUCH if is_too_much else None,
    )
    return Resource(url=url, kind=kind_of(media_type), status=answer.status, headers=headers, body=body)


def _sent(answer: Response) -> tuple[tuple[str, str], ...]:
    """Return the headers that the publisher sent, as far as the archive tells them."""
    kept = tuple(
        (name.removeprefix(ARCHIVED), value) for name, value in answer.headers if name.startswith(ARCHIVED)
    )
    names = {name for name, _ in kept}
    own = tuple(pair for pair in answer.headers if pair[0] in OWN and pair[0] not in names)
    return (*own, *kept)
