"""Articles without running text: a gallery, whose captions are its text, or a few words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from archiver.normalize.body.body import Body, judge_line
from archiver.normalize.fields.pictures import is_caption
from archiver.normalize.page import wording
from archiver.normalize.page.forms import PROSE, home_of, is_heading
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Box, Line

GALLERY = 3
"""Fewest captions that make a gallery; fewer may stand above a text that has not come yet."""

CAPTION_WEIGHT = 20
"""Least weight of a caption that says something, as that of a sentence of five words."""

PLAIN_LINES = 8
"""Most lines of a page that holds nothing else than its text, though no element says where that stands."""


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


def text_as_it_stands(lines: Sequence[Line], headline: Line | None, known: Set[str]) -> Body:
    """Return what words there are below the headline, in its `article` or `main`, or on a page of no more.

    Args:
        lines: all lines of the page.
        headline: the line that shows the headline, if one does.
        known: keys of texts that are read as other fields.
    """
    home = (home_of(headline) or _main_of(headline)) if headline else None
    if home is None and len(lines) > PLAIN_LINES:
        return Body()
    below = lines[headline.index + 1 if headline else 0 : home.end if home else len(lines)]
    told = (line for line in below if line.link_chars * 2 <= len(line.text))
    said = (line for line in told if weight(line.text) >= PROSE or not is_heading(line))
    own = (line for line in said if not wording.is_meta_line(line.text) and not judge_line(line, known, {}))
    return replace(Body().with_lines(own), is_bare=True)


def _main_of(line: Line) -> Box | None:
    return next((box for box in line.box.around() if box.tag.name == "main"), None)
