"""Pages that somebody saved: which address each file is of, and what is made where only words were kept."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath

from archiver.imports.found import MOST_BODY, NotReadable, captured
from archiver.model.capture import Capture, Origin
from archiver.model.urls import web_address

TELLING_BYTES = 262_144
"""Of a file, in which a page says what its address is."""

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
"""What browsers write into a page that they save."""

TAG = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(rel|href|property|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)

HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
"""What a folder is called that holds the pages of a host, as wget and others save them."""

UNTOLD = "nothing tells which address it is of"
"""Why a saved page cannot be taken in."""

ENDINGS = (".html", ".htm", ".xhtml")


def is_page(name: str) -> bool:
    """Tell whether a file is a page by its name."""
    return name.lower().endswith(ENDINGS)


def address_of(content: bytes, path: PurePath) -> str | None:
    """Return the address that a saved page is of, or None: nothing tells.

    Args:
        content: of the file.
        path: of the file, below the folder that was given.
    """
    text = content[:TELLING_BYTES].decode("utf-8", "replace")
    saved = SAVED_FROM.search(text)
    told = [saved[1]] if saved else []
    tags = [_attributes(tag) for tag in TAG.findall(text)]
    told += [tag["href"] for tag in tags if tag.get("rel", "").lower() == "canonical" and "href" in tag]
    told += [
        tag["content"] for tag in tags if tag.get("property", "").lower() == "og:url" and "content" in tag
    ]
    told += _by_path(path)
    return next((url for url in told if url.startswith("http") and web_address(url) is not None), None)


def _by_path(path: PurePath) -> list[str]:
    """Return the address that the folders spell, where one is called like a host."""
    for place, part in enumerate(path.parts[:-1]):
        if HOST.fullmatch(part):
            rest = "/".join(path.parts[place + 1 :])
            return [f"https://{part}/{rest.removesuffix('index.html')}"]
    return []


def _attributes(tag: str) -> dict[str, str]:
    found = ATTRIBUTE.findall(tag)
    return {name.lower(): html.unescape(double or single or bare) for name, double, single, bare in found}


def file_content(file: Path) -> bytes:
    """Return what a file holds.

    Raises:
        NotReadable: it cannot be read, or is too large.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BODY + 1)
    except OSError as error:
        raise NotReadable(f"it cannot be read: {error.strerror}") from error
    return within_bounds(content)


def within_bounds(content: bytes) -> bytes:
    """Return a page, if it is no larger than one may be.

    Raises:
        NotReadable: it is.
    """
    if len(content) > MOST_BODY:
        raise NotReadable(f"it is larger than {MOST_BODY} bytes")
    return content


def captured_words(url: str, title: str, body: str, *, at: datetime, origin: Origin, made: str) -> Capture:
    """Return the capture of a page made of a headline and HTML, where somebody kept no page.

    Args:
        url: of the page.
        title: its headline.
        body: HTML.
        at: when somebody saw it.
        origin: where it was found.
        made: a note that says of what it is made.
    """
    named = html.escape(title)
    told = f"<title>{named}</title></head><body><article><h1>{named}</h1>{body}</article></body></html>"
    page = f'<!doctype html><html><head><meta charset="utf-8">{told}'.encode("utf-8", "replace")
    headers = (("content-type", "text/html; charset=utf-8"),)
    return replace(captured(url, page, at=at, origin=origin, headers=headers), notes=(made,))
