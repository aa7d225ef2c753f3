"""Teasers and readers' comments: texts that stand in boxes among others of their kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from archiver.normalize.page import wording
from archiver.normalize.page.forms import DIGITS
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

EDGE = 80
"""Longest name or time at the edge of a comment."""

COMMENT_LINES = 12
"""Most lines of a reader's comment with its name, time and buttons."""

MANY = 3
"""Fewest boxes alike side by side that may be comments."""

MAX_SIBLINGS = 50
"""Most boxes side by side that are compared."""

CARD_LINES = 8
"""Most lines of a teaser: kicker, title, text, author, date, section, comments."""

CLOCK = re.compile(r"\W*\d{1,2}[.:h]\d{2}(?::\d{2})?\W*(?:uhr|h|[ap]\.?m\.?|[a-z]{3,4})?\W*", re.IGNORECASE)


def is_clock(text: str) -> bool:
    """Tell whether a line is nothing but a time of day, as over the entries of a live blog."""
    return len(text) < EDGE and bool(CLOCK.fullmatch(text))


def is_comment(line: Line, lines: Sequence[Line], running: Sequence[int]) -> bool:
    """Tell whether a line stands in one of many boxes alike that begin or end with a name or a time.

    A box that begins with the bare time of day is an entry of a live blog.
    """
    for box in itertools.islice(line.box.around(), 1, 5):
        size = box.end - box.start
        if size > COMMENT_LINES or box.up is None:
            return False
        edges = (box.start, box.end - 1)
        if size > 1 and any(not running[n] and len(lines[n].text) < EDGE for n in edges):
            timed = any(wording.is_meta_line(each.text) for each in lines[box.start : box.end])
            entry = is_clock(lines[box.start].text) and not box.zone & Zone.TABLE
            return timed and not entry and _is_one_of_many(box, lines)
    return False


def _is_one_of_many(box: Box, lines: Sequence[Line]) -> bool:
    """Tell whether three or more boxes of one element and class stand side by side."""
    if box.up is None:
        return False
    alike, place = 0, box.up.start
    for _ in range(MAX_SIBLINGS):
        if place >= box.up.end or alike >= MANY:
            break
        child = next(each for each in lines[place].box.around() if each.up is box.up or each is box.up)
        alike += child.tag.name == box.tag.name and _class_of(child) == _class_of(box)
        place = max(child.end, place + 1) if child is not box.up else place + 1
    return alike >= MANY


def _class_of(box: Box) -> str:
    return DIGITS.sub("#", box.tag.attrs.get("class", ""))


def is_card(line: Line, lines: Sequence[Line], running: Sequence[int]) -> bool:
    """Tell whether a line is the text of a teaser: alone in a box with a title and a picture or link."""
    for box in itertools.islice(line.box.around(), 1, 5):
        size = box.end - box.start
        if size > CARD_LINES:
            return False
        others = [each for each in lines[box.start : box.end] if each is not line]
        if others and sum(map(bool, running[box.start : box.end])) == 1:
            titled = any(
                len(each.text) > 15 and not each.box.zone & (Zone.CAPTION | Zone.FIGURE) for each in others
            )
            linked = any(each.link_chars * 2 > len(each.text) for each in others)
            if titled and (linked or box.media):
                return True
    return False
