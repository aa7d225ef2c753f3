"""Which pictures, styles, scripts and fonts a page names: what a browser would ask for to show it.

It is read off the tags and styles as they were sent. What scripts would ask for later is not known here.

Source:
    https://html.spec.whatwg.org/multipage/ (attributes of embedded content), CSS 2.2 section 4.3.4 (`url()`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from archiver.model.urls import joined, web_address

MOST_RESOURCES = 3000
"""Of a page, as of pages that this program visits; no article names a tenth of them."""

TAG = re.compile(r"<(base|img|source|script|link|video|input|image|embed)\b([^<>]{0,8000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?<![\w:-])([\w:-]{1,40}+)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""  # never goes back: linear
)

SHOWN = frozenset({"src", "poster", "data-src", "data-lazy-src", "data-original", "xlink:href"})
"""Attributes with one address; those that begin with `data-` are filled in as a reader scrolls."""

SETS = frozenset({"srcset", "data-srcset", "imagesrcset"})
"""Attributes with several, each with a width or density behind it."""

LINKED = frozenset({"stylesheet", "icon", "apple-touch-icon", "preload", "manifest"})
"""Relations of a `link` that a browser follows to show a page."""

IN_STYLE = re.compile(
    r"""url\(\s*(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'()]{1,2000}))\s*\)"""
    r"""|@import\s+(?:"([^"]{1,2000})"|'([^']{1,2000})')""",
    re.IGNORECASE,
)

KINDS = {"image": "image", "font": "font", "video": "media", "audio": "media"}
"""Chromium's resource types by the first half of a media type."""


def kind_of(media_type: str) -> str:
    """Return what kind of sub-resource a media type is, in Chromium's words."""
    if media_type == "text/css":
        return "stylesheet"
    if "javascript" in media_type or "ecmascript" in media_type:
        return "script"
    if "font" in media_type:
        return "font"
    return KINDS.get(media_type.partition("/")[0], "other")


def named_in_page(text: str, url: str) -> tuple[str, ...]:
    """Return the addresses that a page names, each once, without fragments.

    Args:
        text: of the page, HTML.
        url: of the page.
    """
    tags = [(name.lower(), _attributes(rest)) for name, rest in TAG.findall(text)]
    told = (said["href"] for name, said in tags if name == "base" and said.get("href"))
    base = joined(url, next(told, url)) or url
    return _resolved((*(one for name, said in tags for one in _of_tag(name, said)), *_in_style(text)), base)


def named_in_style(text: str, url: str) -> tuple[str, ...]:
    """Return the addresses that a style sheet names.

    Args:
        text: of the sheet.
        url: of the sheet.
    """
    return _resolved(_in_style(text), url)


def _attributes(rest: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(double or single or bare).strip()
        for name, double, single, bare in ATTRIBUTE.findall(rest)
    }


def _of_tag(name: str, said: dict[str, str]) -> Iterator[str]:
    if name == "link" and not LINKED & set(said.get("rel", "").lower().split()):
        return
    if name in ("link", "image") and "href" in said:
        yield said["href"]
    yield from (said[one] for one in SHOWN & said.keys())
    for one in SETS & said.keys():
        yield from (part.split()[0] for part in re.split(r",\s+|,(?=https?:|/)", said[one]) if part.strip())


def _in_style(text: str) -> Iterator[str]:
    for found in IN_STYLE.findall(text):
        yield html.unescape(next(filter(None, found), ""))


def _resolved(told: Iterator[str] | tuple[str, ...], base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in told:
        if len(found) >= MOST_RESOURCES:
            break
        try:
            address = urldefrag(joined(base, one)).url
        except ValueError:
            continue
        if web_address(address) is not None:
            found[address] = None
    return tuple(found)
