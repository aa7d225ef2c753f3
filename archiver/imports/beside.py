"""What stands beside a page in a file of records: redirects to it, its pictures, styles, scripts, fonts.

Files that this program wrote tell which records those are. In all others a record says of which address it
is, and not of which page: there they are what the page names and the file has, nearest in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from archiver.imports.bodies import body_of
from archiver.imports.found import MOST_BODY, NotReadable
from archiver.imports.named import MOST_RESOURCES, kind_of, named_in_page, named_in_style
from archiver.imports.record import header, headers_of, media_type_of, status_of
from archiver.imports.spool import Answer, Seen
from archiver.model.capture import Artefact, Hop, Resource
from archiver.model.holding import record_id

MOST_APART = timedelta(days=1)
"""Between a page and what it shows, at most; crawls that are polite take hours for one site. Chosen."""

MOST_BESIDE = 2 * MOST_BODY
"""Bytes of all sub-resources of one page."""

TEXT = 200  # characters of a word that a file of ours tells, at most

TOO_MUCH = f"with it, those of the page have over {MOST_BESIDE} bytes"
"""Why the body of a sub-resource is not taken in."""

BY_NAME = "sub-resources are those that the page names and the archive has, the nearest in time"
"""The note in the manifest of a capture whose sub-resources were found like this."""


def told_hops(told: dict[str, Any], seen: Seen) -> tuple[Hop, ...]:
    """Return the redirects to a page of a file of ours, as far as they have the form it gives them."""
    found = list[Hop]()
    for number, one in enumerate(_listed(told, "hops")):
        match one:
            case [str(url), int(status), str(location)]:
                answer = seen.answers.get(record_id(str(told.get("manifest")), f"hop {number}"))
                headers = () if answer is None else _record_headers(answer, seen)
                found.append(Hop(url=url, status=status, location=location, headers=headers))
    return tuple(found)


def told_resources(told: dict[str, Any], seen: Seen) -> tuple[Resource, ...]:
    """Return the sub-resources of a page of a file of ours, those that were not kept as well."""
    found, left = list[Resource](), MOST_BESIDE
    for number, one in enumerate(_listed(told, "resources")):
        if not isinstance(one, dict) or not isinstance(one.get("url"), str):
            continue
        answer = seen.answers.get(record_id(str(told.get("manifest")), f"resource {number}"))
        made = Resource(
            url=one["url"],
            kind=str(one.get("kind"))[:TEXT],
            method=str(one.get("method"))[:TEXT],
            status=one["status"] if isinstance(one.get("status"), int) else None,
            headers=_told_headers(one) if answer is None else _record_headers(answer, seen),
            body=Artefact(missing=str(one.get("missing") or "its record is not in the file")[:TEXT])
            if answer is None
            else _body(answer, seen, left, partial=one.get("partial") is True),
        )
        left -= len(made.body.content or b"")
        found.append(made)
    return tuple(found)


def named_resources(page: Answer, content: bytes, seen: Seen) -> tuple[Resource, ...]:
    """Return what a page and its style sheets name, as far as the file has it.

    Args:
        page: in a file of others.
        content: of the page.
        seen: the file.
    """
    return gathered(page.url, content, partial(_in_file, page, seen)) if seen.places else ()


def gathered(page: str, content: bytes, look: Callable[[str, int], Resource | None]) -> tuple[Resource, ...]:
    """Return what a page and its style sheets name, as far as there is any.

    Args:
        page: its address.
        content: of the page.
        look: an address, and the bytes that may come of it → what is there.
    """
    waiting = list(named_in_page(content.decode("utf-8", "replace"), page))
    found, tried, left = dict[str, Resource](), set[str](), MOST_BESIDE
    for url in waiting:  # grows while style sheets are found
        if url in tried or len(found) >= MOST_RESOURCES:
            continue
        tried.add(url)
        one = look(url, left)
        if one is None:
            continue
        found[url], styled = one, one.body.content or b""
        left -= len(styled)
        if one.kind == "stylesheet":
            named = named_in_style(styled.decode("utf-8", "replace"), url)
            waiting += named[: 2 * MOST_RESOURCES - len(waiting)] if len(waiting) < 2 * MOST_RESOURCES else ()
    return tuple(found.values())


def _in_file(page: Answer, seen: Seen, url: str, left: int) -> Resource | None:
    answer = _nearest(url, page, seen)
    if answer is None:
        return None
    try:
        record, full = seen.records(answer)
    except NotReadable:
        return None  # its body lies in another file
    body = _body(answer, seen, left)
    return Resource(
        url=url,
        kind=kind_of(body.media_type),
        status=status_of(record) or status_of(full),
        headers=headers_of(record) or headers_of(full),
        body=body,
    )


def _listed(told: dict[str, Any], name: str) -> Iterator[Any]:
    listed = told.get(name)
    yield from listed[:MOST_RESOURCES] if isinstance(listed, list) else ()


def _nearest(url: str, page: Answer, seen: Seen) -> Answer | None:
    near = [one for one in seen.places.get(url, ()) if abs(one.at - page.at) <= MOST_APART]
    return min(near, key=lambda one: abs(one.at - page.at), default=None)


def _told_headers(told: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in _listed(told, "headers") if _is_pair(pair))


def _is_pair(pair: object) -> bool:
    return (
        isinstance(pair, list)
        and len(pair) == len(("name", "value"))
        and all(isinstance(x, str) for x in pair)
    )


def _record_headers(answer: Answer, seen: Seen) -> tuple[tuple[str, str], ...]:
    try:
        record, full = seen.records(answer)
    except NotReadable:
        return ()
    return headers_of(record) or headers_of(full)


def _body(answer: Answer, seen: Seen, left: int, *, partial: bool = False) -> Artefact:
    """Return the body of a sub-resource, or why there is none.

    Args:
        answer: whose body it is.
        seen: the file.
        left: bytes that it may have.
        partial: it is known to be cut.
    """
    try:
        _, full = seen.records(answer)
        media_type, content = media_type_of(full), body_of(full)
    except NotReadable as error:
        return Artefact(missing=str(error))
    if len(content) > left:
        return Artefact(media_type=media_type, missing=TOO_MUCH)
    cut = partial or header(full, "WARC-Truncated") == "length"
    return Artefact(content=content, media_type=media_type, partial=cut)
