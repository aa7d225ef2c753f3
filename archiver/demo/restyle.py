"""A redesign of the site: every class name becomes another, in pages and in the style sheet."""

from __future__ import annotations

import re
from zlib import crc32

STYLE_SHEET = "season-{}.css"
"""Name of the style sheet after so many redesigns; before the first it is `site.css`."""


def page(content: bytes, season: int) -> bytes:
    """Return a page, or the HTML inside JSON, with the class names of a season."""

    def renamed(match: re.Match[bytes]) -> bytes:
        names = b" ".join(_rename(name, season) for name in match[2].split())
        return match[1] + names

    content = re.sub(rb'(class=\\?")([^"\\]*)', renamed, content)
    return content.replace(b"/static/site.css?", f"/static/{STYLE_SHEET.format(season)}?".encode())


def style_sheet(content: bytes, season: int) -> bytes:
    """Return the style sheet with the class names of a season."""
    return re.sub(rb"\.([a-z][\w-]*)", lambda match: b"." + _rename(match[1], season), content)


def season_of(name: str) -> int:
    """Return the season a style sheet of that name is for, or 0."""
    match = re.fullmatch(STYLE_SHEET.format(r"(\d+)"), name)
    return int(match[1]) if match else 0


def _rename(name: bytes, season: int) -> bytes:
    return b"x%x" % crc32(b"%d %s" % (season, name))
