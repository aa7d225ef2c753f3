"""Articles without running text: a gallery, whose captions are its text, and the sentence beside a video."""

from __future__ import annotations

from collections.abc import Sequence

from archiver.normalize.body.body import Body
from archiver.normalize.fields.pictures import is_caption
from archiver.normalize.page import wording
from archiver.normalize.page.forms import home_of
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Box, Line

GALLERY = 3
"""Fewest captions that make a gallery; fewer may stand above a text that has not come yet."""

CAPTION_WEIGHT = 20
"""Least weight of a caption that says something, as that of a sentence of five words."""


def captions_as_text(lines: Sequence[Line], headline: Line) -> Body:
    """Return the captions below the headline, in its `article` or `main`, where they make a gallery.

    Args:
        lines: all lines of the page.
        headline: the line that shows the headline.
    """
    home = home_of(headline) or _main_of(headline)
    if home is None:
        return Body()
    told: dict[str, Line] = {}
    for line in lines[headline.index + 1 : home.end]:
        if is_caption(line) and weight(line.text) >= CAPTION_WEIGHT and not wording.boilerplate(line.text):
            told.setdefault(key(line.text), line)
    return Body(tuple(told.values())) if len(told) >= GALLERY else Body()


def _main_of(line: Line) -> Box | None:
    return next((box for box in line.box.around() if box.tag.name == "main"), None)
