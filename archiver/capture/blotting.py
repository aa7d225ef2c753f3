"""Take secrets out of what is kept: what a session or a header opens the door with, where a page shows it.

Evidence is otherwise what came, byte for byte. Where something is taken out, the capture says so.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from quopri import decodestring
from urllib.parse import quote, unquote

from archiver.errors import CaptureError
from archiver.model.capture import Admission, Artefact, Capture, Hop, Resource
from archiver.model.manner import Manner

KEPT_BACK = "(kept back)"
"""Stands where a secret did."""

SECRET_HEADERS = frozenset({"set-cookie", "set-cookie2", "authorization", "proxy-authorization", "cookie"})
"""Headers whose values are what a session consists of (RFC 6265, RFC 9110 section 11)."""

Headers = tuple[tuple[str, str], ...]


class Blotter:
    """Takes a number of secrets out of whatever it is given."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Take the secrets, in clear; each is known in the spellings of addresses, HTML and JSON."""
        spellings = sorted(
            {spelt for secret in secrets for spelt in _spellings(secret)}, key=len, reverse=True
        )
        self._text = re.compile("|".join(map(re.escape, spellings))) if spellings else None
        encoded = [re.escape(spelt.encode("utf-8", "surrogatepass")) for spelt in spellings]
        self._bytes = re.compile(b"|".join(encoded)) if spellings else None

    def text(self, text: str) -> str:
        """Return a text without them."""
        return text if self._text is None else self._text.sub(KEPT_BACK, text)

    def shows(self, content: bytes) -> bool:
        """Tell whether bytes hold one of them."""
        return self._bytes is not None and self._bytes.search(content) is not None

    def headers(self, headers: Headers) -> Headers:
        """Return headers without them, and without what is secret by its name."""
        return tuple(
            (name, KEPT_BACK if name.lower() in SECRET_HEADERS else self.text(value))
            for name, value in headers
        )

    def artefact(self, kept: Artefact) -> Artefact:
        """Return what was kept of a page without them; what cannot be cut into is left out whole."""
        content = kept.content
        if content is None or self._bytes is None:
            return kept if kept.missing is None else replace(kept, missing=self.text(kept.missing))
        if kept.media_type == "multipart/related":  # MHTML, whose lines are broken anywhere
            if self.shows(content) or self.shows(decodestring(content)):
                return replace(kept, content=None, missing="it showed a secret of the session", partial=False)
            return kept
        return (
            replace(kept, content=self._bytes.sub(KEPT_BACK.encode(), content))
            if self.shows(content)
            else kept
        )


def admitted(capture: Capture, manner: Manner, *, more: Iterable[str] = ()) -> Capture:
    """Return a capture as it may be kept: by what right it was made, and without what gave that right.

    Args:
        capture: as it came.
        manner: that it was made in.
        more: secrets that came with it.
    """
    if manner.session is None and not manner.headers:
        return capture
    is_let_in = None
    if manner.session is not None and manner.signed_in is not None:
        shown = capture.dom if capture.dom and capture.dom.content is not None else capture.response
        is_let_in = manner.signed_in.encode() in (shown.content or b"")
    blotter = Blotter({*manner.secrets, *more})
    clean = _blotted(capture, blotter)
    changed = any(one is not other for one, other in zip(_bodies(clean), _bodies(capture), strict=True))
    said = ("secrets of the session that the page showed were taken out",) if changed else ()
    return replace(
        clean,
        admission=Admission(
            session=manner.session.kept_at if manner.session else None,
            is_let_in=is_let_in,
            headers=tuple(name for name, _ in manner.headers),
        ),
        notes=(*clean.notes, *said),
    )


def blot_error(error: CaptureError, manner: Manner) -> None:
    """Take secrets out of what an error says: it is recorded, and may name where a page led."""
    blotter = Blotter(manner.secrets)
    error.args = tuple(blotter.text(told) if isinstance(told, str) else told for told in error.args)
    error.detail, error.url = blotter.text(error.detail), blotter.text(error.url)


def _blotted(capture: Capture, blotter: Blotter) -> Capture:
    return replace(
        capture,
        final_url=blotter.text(capture.final_url),
        hops=tuple(_hop(hop, blotter) for hop in capture.hops),
        headers=blotter.headers(capture.headers),
        response=blotter.artefact(capture.response),
        dom=None if capture.dom is None else blotter.artefact(capture.dom),
        mhtml=None if capture.mhtml is None else blotter.artefact(capture.mhtml),
        resources=tuple(_resource(resource, blotter) for resource in capture.resources),
        notes=tuple(map(blotter.text, capture.notes)),
    )


def _hop(hop: Hop, blotter: Blotter) -> Hop:
    return replace(
        hop,
        url=blotter.text(hop.url),
        location=blotter.text(hop.location),
        headers=blotter.headers(hop.headers),
    )


def _resource(resource: Resource, blotter: Blotter) -> Resource:
    return replace(
        resource,
        url=blotter.text(resource.url),
        headers=blotter.headers(resource.headers),
        body=blotter.artefact(resource.body),
    )


def _bodies(capture: Capture) -> tuple[Artefact | None, ...]:
    page = (capture.response, capture.dom, capture.mhtml)
    return (*page, *(resource.body for resource in capture.resources))


def _spellings(secret: str) -> set[str]:
    """Return how a secret may stand in an address, in HTML, in JSON, or in basic authentication."""
    plain = {secret, unquote(secret)}
    spelt = {form for one in plain for form in (one, quote(one), quote(one, safe=""), escape(one))}
    spelt |= {json.dumps(one)[1:-1] for one in plain} | {
        json.dumps(one, ensure_ascii=False)[1:-1] for one in plain
    }
    spelt |= {base64.b64encode(one.encode("utf-8", "replace")).decode() for one in plain}
    return {one for one in spelt if one}
