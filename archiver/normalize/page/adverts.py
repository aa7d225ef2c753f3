"""Adverts that are set like the article: boxes that open with the label of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archiver.normalize.page.zones import Zone

if TYPE_CHECKING:
    from archiver.normalize.page.walk import Box, Line

ADVERT_CHARS = 400
"""Longest text of an advert set like an article: label, title, a sentence or two, sponsor and button."""

LINKED_TITLE = 0.8
"""Share of linked text from which a line of an advert is its title or button."""


def mark_advert(box: Box, lines: Sequence[Line]) -> None:
    """Mark the lines of a box that opens with the label of an advert, if it is small and leads on.

    A label may stand in the box of the text, also in that of a single paragraph.
    """
    inside = lines[box.start : box.end]
    small = sum(len(line.text) for line in inside) <= ADVERT_CHARS
    leads = any(line.link_chars > LINKED_TITLE * len(line.text) for line in inside)
    if small and leads and box.tag.find("h1") is None:
        for line in inside:
            line.box.own |= Zone.ADVERT
            line.box.zone |= Zone.ADVERT
