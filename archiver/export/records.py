"""A capture as records of WARC 1.1 (ISO 28500:2017); docs/formats.md says which, and what they can tell.

Records say what was recorded and no more: bodies lie here with their content encoding undone, as they were
kept, so the headers that speak of the encoded bytes get other names; what of a body is missing is said by
`WARC-Truncated`. Cookies are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from archiver.model.as_json import instant
from archiver.model.capture import Artefact, Capture, Digest, Resource, digest_of
from archiver.model.holding import FACTS, ORIGINAL, VIEWS, Holding, record_id, type_as_kept
from archiver.model.urls import web_address

SECRET = frozenset({"set-cookie", "set-cookie2", "authorization", "cookie", "proxy-authorization"})
"""Headers that may hold the key to a session; they are not handed out."""

ENCODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that speak of the bytes on the wire, which are not those that were kept."""

FACTS_ADDRESS = "urn:capture:"
"""How the address of the metadata record begins: apart from the page, so that no replay shows it instead."""

TRUNCATED = "WARC-Truncated"

CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record, but for what the writer adds: lengths, the digest of the block."""

    kind: str  # WARC-Type
    id: str
    url: str
    at: datetime
    more: Pairs = ()  # other WARC headers
    start: str | None = None  # first line of an HTTP message; None: the block is no such message
    headers: Pairs = ()  # of the HTTP message
    media_type: str | None = None  # of the block, where it is no HTTP message
    body: bytes = b""
    digest: Digest = field(default=Digest(""))  # of the body


def records(held: Holding) -> Iterator[Record]:
    """Yield the records of a capture: redirects, page, what was made of it, sub-resources, facts."""
    capture = held.capture
    for number, hop in enumerate(capture.hops):
        hop_headers = (
            *hop.headers,
            *(() if _has(hop.headers, "location") else (("location", hop.location),)),
        )
        yield from _exchange(
            held, f"hop {number}", hop.url, hop.status, hop_headers, Artefact(missing="not kept")
        )
    yield from _exchange(held, "page", capture.final_url, capture.status, capture.headers, capture.response)
    for name, artefact in _views(capture).items():
        if artefact.content is not None:
            yield _view(held, name, artefact)
    for number, resource in enumerate(capture.resources):
        if is_handed_out(resource) and resource.status is not None:
            yield from _exchange(
                held, f"resource {number}", resource.url, resource.status, resource.headers, resource.body
            )
    yield _facts(held)


def is_handed_out(resource: Resource) -> bool:
    """Tell whether a sub-resource becomes a record: it was kept, and is what a plain request gets."""
    return (
        resource.body.content is not None
        and resource.status is not None
        and resource.method == "GET"
        and web_address(resource.url) is not None
    )


def _views(capture: Capture) -> dict[str, Artefact]:
    """Return what the browser made of the page, by name, as far as there is any or a reason why not."""
    views = {name: getattr(capture, name) for name in VIEWS}
    return {name: view for name, view in views.items() if view is not None}


def _exchange(
    held: Holding, role: str, url: str, status: int, headers: Pairs, body: Artefact
) -> Iterator[Record]:
    """Yield what a server answered, and what it was asked, as far as that is known."""
    content, answer = body.content or b"", _id(held, role)
    common = _cut(body) + _address(held.capture, url)
    yield Record(
        kind="response",
        id=answer,
        url=_uri(url),
        at=held.capture.captured_at,
        more=common,
        start=f"HTTP/1.1 {status} {_phrase(status)}".rstrip(),
        headers=told_headers(headers, content, is_rendered=held.capture.dom is not None),
        body=content,
        digest=digest_of(content),
    )
    yield Record(
        kind="request",
        id=_id(held, f"{role} asked"),
        url=_uri(url),
        at=held.capture.captured_at,
        more=(("WARC-Concurrent-To", answer),),
        start=f"GET {_target(url)} HTTP/1.1",
        headers=_asked(held.capture, url),
        digest=digest_of(b""),
    )


def told_headers(headers: Pairs, content: bytes, *, is_rendered: bool) -> Pairs:
    """Return an answer's headers as they can stand before the body that was kept.

    Args:
        headers: as the server sent them.
        content: of the body that follows.
        is_rendered: a browser made the capture.
    """
    told = list[tuple[str, str]]()
    for name, value in headers:
        key = name.lower()
        kept = type_as_kept(value, content, is_rendered=is_rendered) if key == "content-type" else value
        if kept != value:
            told.append((name, kept))
        if key not in SECRET:
            told.append((f"{ORIGINAL}{name}" if key in ENCODED or kept != value else name, _line(value)))
    return (*told, ("content-length", str(len(content))))


def _asked(capture: Capture, url: str) -> Pairs:
    """Return the headers of a request that are known: a browser sends more, which were not kept."""
    told = (("host", _split(url).netloc.rpartition("@")[2]), ("user-agent", capture.browser.user_agent))
    return tuple((name, _line(value)) for name, value in told if value)


def _view(held: Holding, name: str, artefact: Artefact) -> Record:
    content = artefact.content or b""
    return Record(
        kind="resource",
        id=_id(held, name),
        url=_uri(VIEWS[name] + held.capture.final_url),
        at=held.capture.captured_at,
        more=(("WARC-Concurrent-To", _id(held, "page")), *_cut(artefact)),
        media_type=_line(artefact.media_type),
        body=content,
        digest=digest_of(content),
    )


def _facts(held: Holding) -> Record:
    """Return what no other record has a place for, as JSON."""
    capture = held.capture
    told = {
        "format": FACTS,
        "article": held.article,
        "manifest": held.manifest,
        "url": capture.url,
        "final_url": capture.final_url,
        "captured_at": instant(capture.captured_at),
        "took_us": int(capture.took.total_seconds() * 1_000_000),
        "hops": [[hop.url, hop.status, hop.location] for hop in capture.hops],
        "depth": capture.depth.value,
        "settled": capture.settled,
        "browser": {
            "product": capture.browser.product,
            "user_agent": capture.browser.user_agent,
            "viewport": list(capture.browser.viewport),
        },
        "signed_in": capture.admission.session is not None,
        "protocol": capture.circumstances.protocol,
        "program": capture.circumstances.program,
        "notes": list(capture.notes),
        "artefacts": _kept(capture),
        "resources": [
            {"url": one.url, "kind": one.kind, "method": one.method, "status": one.status}
            | ({"partial": True} if one.body.partial else {})
            | ({} if is_handed_out(one) else _not_handed_out(one))
            for one in capture.resources
        ],
        "imported_from": None if capture.origin is None else asdict(capture.origin),
        "cookies_left_out": any(name.lower() in SECRET for name, _ in capture.headers),
        "requests": "made again from what is known: method, address, user agent",
    }
    body = (json.dumps(told, indent=1) + "\n").encode("ascii")
    return Record(
        kind="metadata",
        id=_id(held, "facts"),
        url=_uri(FACTS_ADDRESS + capture.final_url),
        at=capture.captured_at,
        more=(("WARC-Concurrent-To", _id(held, "page")),),
        media_type="application/json",
        body=body,
        digest=digest_of(body),
    )


def _not_handed_out(resource: Resource) -> dict[str, object]:
    told = [pair for pair in resource.headers if pair[0].lower() not in SECRET]
    return {"missing": resource.body.missing or "not handed out", "headers": told}


def _kept(capture: Capture) -> dict[str, object]:
    found = {"response": capture.response, **_views(capture)}
    return {
        name: {
            "media_type": kept.media_type,
            "sha256": None if kept.content is None else digest_of(kept.content),
            "missing": kept.missing,
            "partial": kept.partial,
        }
        for name, kept in found.items()
    }


def _cut(body: Artefact) -> Pairs:
    """Say of a body that it is not whole, and why as far as WARC has a word for it."""
    if body.content is None:
        return ((TRUNCATED, "unspecified"),)
    return ((TRUNCATED, "length"),) if body.partial else ()


def _address(capture: Capture, url: str) -> Pairs:
    """Return the IP address that answered for the host of an address, where it is known."""
    host = _split(url).hostname
    found = (line.address for line in capture.connections if line.address and line.host == host)
    return tuple(("WARC-IP-Address", address) for address in list(found)[:1])


def _id(held: Holding, role: str) -> str:
    return record_id(held.manifest, role)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _split(url: str) -> SplitResult:
    """Take an address apart; one that cannot be is a path."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", url, "", "")
    return parts


def _target(url: str) -> str:
    parts = _split(url)
    return _uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _uri(url: str) -> str:
    """Return an address that is one word."""
    return _line(url).replace(" ", "%20")


def _line(text: str) -> str:
    """Return a text that cannot end the line it stands on."""
    return CONTROLS.sub(" ", text).encode("utf-8", "replace").decode()


def _has(headers: Pairs, name: str) -> bool:
    return any(key.lower() == name for key, _ in headers)
