"""What every answer shares: templates that escape, and headers that keep hostile evidence harmless."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from datasette.utils.asgi import NotFound, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from archiver.browse import intervals, words
from archiver.browse.exhibits import Exhibit
from archiver.model import outlet
from archiver.model.as_json import as_text
from archiver.model.imported import collection_of
from archiver.model.named import field_title
from archiver.model.text import undirected
from archiver.model.typed import in_words

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
"""Our own pages: one style sheet, pictures of our own, no script unless the page names one of ours.

Source: Content Security Policy Level 3, https://www.w3.org/TR/CSP3/.
"""

FRAMED_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *;"
    " sandbox allow-popups allow-popups-to-escape-sandbox allow-same-origin"
)
"""The page that others may frame: our style sheet alone, and links that open beside it. Without its origin it
could not load the sheet under `'self'`; no script runs that could use it."""

NONCE_BYTES = 16
"""Random bytes of the number. Source: CSP Level 3 asks for at least 128 bits."""

EVIDENCE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What was kept of a page: nothing in it runs, loads or knows our origin, whatever it is shown as."""

TAG_DIGITS = 32
"""Hexadecimal digits of the digest that names an answer: 128 bits, as of a UUID."""

STATIC_TYPES = {
    "archive.css": "text/css; charset=utf-8",
    "tables.css": "text/css; charset=utf-8",
    "diff.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}

SECURE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # publishers are not told who reads which diff
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("archiver.browse", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["undirected"] = undirected
    environment.globals |= {
        "between": intervals.between,
        "span": intervals.span,
        "moment": intervals.moment,
        "plain_moment": intervals.plain,
        "day": intervals.day,
        "web_link": words.web_link,
        "size": words.size,
        "bars": words.bars,
        "field_title": field_title,
        "telling": words.telling,
        "headline_change": words.headline_change,
        "wording": words.wording,
        "is_new": words.is_new,
        "within_day": intervals.within_day,
        "weekday": intervals.weekday,
        "announced": words.ANNOUNCED,
        "in_words": in_words,
        "change_kinds": words.ABOUT,
        "weights": words.WEIGHTS,
        "kinds": words.KINDS,
        "badges": words.badges,
        "event_words": words.event_words,
        "outcome_words": words.outcome_words,
        "purpose_words": words.purpose_words,
        "opened_words": words.opened_words,
        "host": words.host,
        "told": outlet.told,
        "interval": outlet.interval,
        "collection_of": collection_of,
    }
    return environment


def page(
    template: str, context: Mapping[str, object], *, status: int = 200, script: str | None = None
) -> Response:
    """Return a page made of a template.

    Its frame needs `root`, Datasette's base address with a slash at its end, and `tables`, where the
    raw tables are. A script of ours, named as in `static/`, is let run by a number used once: `'self'`
    would let evidence run that is given out at this address.
    """
    nonce = secrets.token_urlsafe(NONCE_BYTES) if script else ""
    html = _environment().get_template(template).render({**context, "script": script, "nonce": nonce})
    policy = f"{PAGE_POLICY}; script-src 'nonce-{nonce}'" if script else PAGE_POLICY
    return Response.html(html, status=status, headers={**SECURE, "Content-Security-Policy": policy})


def framed(template: str, context: Mapping[str, object]) -> Response:
    """Return a page that others may frame: no script, no form, nothing that a click could do for somebody."""
    html = _environment().get_template(template).render(context)
    headers = {name: value for name, value in SECURE.items() if not name.startswith("Cross-Origin-")}
    return Response.html(html, headers={**headers, "Content-Security-Policy": FRAMED_POLICY})


def redirect(where: str, *, status: int = 302) -> Response:
    """Send the reader elsewhere on this site."""
    return Response("", status=status, headers={**SECURE, "Location": where})


def static(name: str) -> Response:
    """Return a file of `static/`.

    Raises:
        NotFound: there is none of that name.
    """
    if name not in STATIC_TYPES:
        raise NotFound(f"no file {name!r}")
    content = files("archiver.browse").joinpath("static", name).read_bytes()
    headers = {**SECURE, "Cache-Control": "max-age=3600"}
    return Response(content, headers=headers, content_type=STATIC_TYPES[name])


def picture(content: bytes, exhibit: Exhibit) -> Response:
    """Return a screenshot our own browser took, to be shown in a page."""
    return _evidence(content, exhibit.media_type, "inline")


def card(content: bytes) -> Response:
    """Return the picture of a comparison, which other sites may show."""
    headers = {**SECURE, "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "max-age=3600"}
    return Response(content, headers=headers, content_type="image/png")


def source_text(content: bytes) -> Response:
    """Return evidence as plain text, to be looked at and never obeyed."""
    return _evidence(content, "text/plain; charset=utf-8", "inline")


def download(content: bytes, file_name: str) -> Response:
    """Return evidence as a file to be saved."""
    return _evidence(
        content, "application/octet-stream", f"attachment; filename*=UTF-8''{quote(file_name, safe='')}"
    )


def note(content: str) -> Response:
    """Return a checkpoint."""
    return listing(content, "text/plain; charset=utf-8")


def tile(content: bytes) -> Response:
    """Return hashes or entries of the ledger, which never change."""
    headers = {
        **SECURE,
        "Content-Security-Policy": EVIDENCE_POLICY,
        "Cache-Control": "public, max-age=31536000, immutable",  # a year
    }
    return Response(content, headers=headers, content_type="application/octet-stream")


def memento(content: bytes, media_type: str, told: Mapping[str, str]) -> Response:
    """Return a page of a stranger as the page that it was; nothing in it runs, loads or knows our origin.

    Args:
        content: of the page.
        media_type: as it was sent; what is no HTML is given out as plain text.
        told: headers that say which memento it is.
    """
    is_html = media_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    shown = media_type if is_html and media_type.isascii() and media_type.isprintable() else "text/plain"
    headers = {**SECURE, "Content-Security-Policy": EVIDENCE_POLICY, **told}
    return Response(content, headers=headers, content_type=shown)


def to_memento(where: str, links: str) -> Response:
    """Lead from a TimeGate to a memento."""
    headers = {
        **SECURE,
        "Location": where,
        "Link": links,
        "Vary": "accept-datetime",
        "Cache-Control": "no-store",
    }
    return Response("", status=302, headers=headers)


def listing(content: str, media_type: str) -> Response:
    """Return a text for other programs, which the next visit outdates."""
    headers = {**SECURE, "Content-Security-Policy": EVIDENCE_POLICY, "Cache-Control": "no-store"}
    return Response(content, headers=headers, content_type=media_type)


def unchanged_or(content: bytes, media_type: str, request: Request) -> Response:
    """Return what programs ask for again and again, or say that they have it (RFC 9110, section 13.1.2)."""
    tag = f'"{sha256(content).hexdigest()[:TAG_DIGITS]}"'
    headers = {**SECURE, "Content-Security-Policy": EVIDENCE_POLICY, "Cache-Control": "no-cache", "ETag": tag}
    if tag in (request.headers.get("if-none-match") or ""):
        return Response("", status=304, headers=headers)
    return Response(content, headers=headers, content_type=media_type)


def error(status: int, why: str) -> Response:
    """Say to a program why it gets nothing."""
    headers = {**SECURE, "Content-Security-Policy": EVIDENCE_POLICY}
    content = as_text({"error": why})
    return Response(content, status=status, headers=headers, content_type="application/json; charset=utf-8")


def refused(why: str, *, status: int = 400) -> Response:
    """Say that what was asked cannot be understood, or done."""
    headers = {**SECURE, "Content-Security-Policy": EVIDENCE_POLICY}
    return Response(f"{why}\n", status=status, headers=headers, content_type="text/plain; charset=utf-8")


def _evidence(content: bytes, media_type: str, disposition: str) -> Response:
    headers = {
        **SECURE,
        "Content-Security-Policy": EVIDENCE_POLICY,
        "Content-Disposition": disposition,
        "Cache-Control": "private, max-age=86400",  # content is addressed by digest: it cannot change
    }
    return Response(content, headers=headers, content_type=media_type)
