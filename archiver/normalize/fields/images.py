"""The article's pictures, and what the capture's browser saw of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from bs4 import Tag

from archiver.model.reading import Picture
from archiver.model.urls import joined, web_address
from archiver.normalize.page.forms import common, home_of
from archiver.normalize.page.text import collapse, words_of
from archiver.normalize.page.walk import Image, Line, Page
from archiver.normalize.page.zones import PICTURE, Zone

SEEN = re.compile(r"(\d{1,6})x(\d{1,6}) ([0-9a-f]{64})(?: ([0-9a-f]{2,1000}))?")
"""A capture's mark of a picture that it saw: size, digest, glance."""

SMALL = "small"
"""A capture's mark of a picture that is no larger than a portrait or an icon."""

ICON_PIXELS = 100
"""Pixels in width or height, by its own attributes, below which an image is an icon or a counter."""

SAID_CHARS = 300
"""Characters of what is said of a picture."""

FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|svg)$", re.IGNORECASE)
"""How the address of a picture ends: a click on it shows it larger."""

LINKED = 0.5
"""Share of a box's text from which it is made of links: what stands in it are teasers."""

NO_ROOM = Zone.NAV | Zone.ASIDE | Zone.FOOTER | Zone.FORM | Zone.DIALOG | Zone.BUTTON | Zone.ADVERT
"""Where no picture of an article stands."""


def find_pictures(page: Page, body: Sequence[Line], title: Line | None) -> tuple[Picture, ...]:
    """Return the pictures of the article in their order, each file once.

    They stand between its headline and the end of its text, or above the headline within its `article`. Who
    clicks on one comes to no other page, else it is a teaser.

    Args:
        page: all of it.
        body: the lines of the text.
        title: the line that shows the headline, if it stands above them.
    """
    base = joined(page.url, page.base or "") or page.url
    found: dict[tuple[str, str | None], Picture] = {}
    for image in _own(page, body, title) if body else ():
        picture = _picture(image.tag, base)
        if picture is not None:
            found.setdefault((picture.url, picture.digest), picture)
    return tuple(found.values())


def _own(page: Page, body: Sequence[Line], title: Line | None) -> Iterator[Image]:
    top, last = title or body[0], body[-1].index
    home = home_of(title) if title else None
    column = common(line.box for line in body)
    taken = {line.index for line in body}
    for image in page.images:
        around = tuple(image.box.around())
        is_above_end = image.at <= last or (image.at == last + 1 and column in around)
        if not is_above_end or not (image.at > top.index or home in around):
            continue
        if not any(box.own & NO_ROOM for box in around) and not _is_teaser(image, page.lines, taken):
            yield image


def _is_teaser(image: Image, lines: Sequence[Line], taken: Set[int]) -> bool:
    """Tell whether a click on the image leads to another page, or it stands in a box of links to others."""
    if image.link and not image.link.startswith("#") and not FILE.search(image.link.partition("?")[0]):
        outer = image.tag.find_parent(("a", "figure"))
        if outer is None or outer.name == "figure" or outer.find_parent("figure") is None:
            return True
    room = next((box for box in image.box.around() if box.end > box.start), None)
    inside = lines[room.start : room.end] if room else ()
    if any(line.index in taken for line in inside):
        return False
    return sum(line.link_chars for line in inside) > LINKED * sum(len(line.text) for line in inside) > 0


def _picture(tag: Tag, base: str) -> Picture | None:
    attrs = tag.attrs
    mark = attrs.get(PICTURE, "")
    if mark == SMALL or any(_is_small(attrs.get(side, "")) for side in ("width", "height")):
        return None
    figure = tag.find_parent("figure")
    caption = figure.find("figcaption") if figure else None
    said = words_of(caption) if isinstance(caption, Tag) else ""
    url, words = _address(attrs, base), collapse(said or attrs.get("alt", ""))[:SAID_CHARS]
    seen = SEEN.fullmatch(mark)
    if seen is None:
        return Picture(url=url, words=words)
    return Picture(url=url, words=words, digest=seen[3], glance=seen[4], size=(int(seen[1]), int(seen[2])))


def _address(attrs: Mapping[str, str], base: str) -> str:
    """Return where an image is, or will be once it is scrolled to; "" where only a script knows that."""
    late = (name for name in attrs if name.startswith("data-") and name != PICTURE)
    for name in ("src", *late):
        said = attrs.get(name, "").strip()
        if name == "src" or FILE.search(said.partition("?")[0]):
            url = web_address(joined(base, said)) if said else None
            if url is not None:
                return url
    return ""


def _is_small(pixels: str) -> bool:
    return pixels.isdigit() and int(pixels) < ICON_PIXELS
