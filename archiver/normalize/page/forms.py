"""How lines are set: their form, the box they stand in, and whether they are running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from bs4 import Tag

from archiver.language import STOPS
from archiver.model.text import INVISIBLE
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import HEADINGS, Zone

DIGITS = re.compile(r"\d+")

OUTSIDE = (
    Zone.NAV | Zone.FORM | Zone.BUTTON | Zone.DIALOG | Zone.CAPTION | Zone.FIGURE | Zone.LINK | Zone.ADDRESS
    | Zone.ADVERT | Zone.OTHER
)  # fmt: skip
"""Where no body text stands, whatever it looks like."""

ASIDES = Zone.ASIDE | Zone.FOOTER

ITEMS = frozenset(("li", "dd", "dt", "td", "th"))

SENTENCE_END = tuple(f".!?…:;\"'”’»«“)]」』{STOPS}")

SHELLS = frozenset(("blockquote", "ul", "ol", "li", "dl", "dd", "figure"))

LINE_TAGS = ("p", "pre")
"""Elements that are paragraphs wherever they stand."""

PARAGRAPHS = frozenset(("p", "li", "blockquote", "pre", "dd"))

PROSE = 50
"""Least weight of a line that may be running text."""

NO_PROSE = PROSE * 2 // 5
"""Fewer characters weigh less than that in any script."""

LONG_PROSE = 140
"""Weight from which a line is running text even without a full stop at its end."""

Form = tuple[str, str, str, str, str]


def form_of(line: Line) -> Form:
    """Return what lines of one kind share on one page: element, class, and those of the parent.

    The names of classes are only compared with each other, so renaming them all changes nothing.
    """
    tag = line.box.tag
    return (
        _form_in(tag, tag.parent)
        if tag.parent is not None
        else (tag.name, tag.attrs.get("class", ""), "", "", "")
    )


def kind_of(line: Line) -> Form:
    """Return the form of a line in the box it stands in, quotations and lists around it not counted.

    Quotations of the article and of its readers are set alike, and make no family of them.
    """
    return _form_in(line.box.tag, stem_of(line).tag)


def _form_in(tag: Tag, around: Tag) -> Form:
    numbered = DIGITS.sub("#", around.attrs.get("id", ""))
    return (tag.name, tag.attrs.get("class", ""), around.name, around.attrs.get("class", ""), numbered)


def is_outside(zone: int) -> bool:
    """Tell whether no body text stands there; a quotation may be set as a figure."""
    if zone & Zone.QUOTE and not zone & Zone.CAPTION:
        zone &= ~Zone.FIGURE
    return bool(zone & OUTSIDE)


def are_kin(one: Form, other: Form) -> bool:
    """Tell whether two forms differ only in some of the classes of the box around the paragraphs.

    Publishers mark the first and the last box of a body, or those beside an advert, with a class more.
    """
    if one[:3] != other[:3] or not one[3] or not other[3]:
        return False
    ours, theirs = set(one[3].split()), set(other[3].split())
    return 2 * len(ours & theirs) >= len(ours | theirs)


def stem_of(line: Line) -> Box:
    """Return the box a line stands in, quotations and lists around it not counted."""
    box = line.box.up or line.box
    while box.tag.name in SHELLS and box.up:
        box = box.up
    return box


def prose(line: Line) -> int:
    """Return how much running text the line holds, 0 if it is none."""
    chars, box = len(line.text), line.box
    if chars < NO_PROSE or line.link_chars * 2 > chars or is_outside(box.zone) or box.tag.name in HEADINGS:
        return 0
    says = weight(line.text)
    if says < PROSE or (says < LONG_PROSE and not line.text.rstrip(INVISIBLE).endswith(SENTENCE_END)):
        return 0
    return says - line.link_chars


def common(boxes: Iterable[Box]) -> Box:
    """Return the innermost box around all of them."""
    shared, *rest = boxes
    for box in rest:
        other: Box = box
        while other is not shared:
            if other.depth >= shared.depth and other.up:
                other = other.up
            elif shared.up:
                shared = shared.up
            else:
                break
    return shared


def home_of(headline: Line) -> Box | None:
    """Return the innermost `article` around the headline."""
    return next((box for box in headline.box.around() if box.tag.name == "article"), None)


def article_of(line: Line) -> int:
    """Return the identity of the innermost `article` around the line, 0 if there is none."""
    return next((id(box) for box in line.box.around() if box.tag.name == "article"), 0)


def fills_box(line: Line) -> bool:
    """Tell whether a line is all that its innermost box holds."""
    return line.box.end - line.box.start == 1


def is_block(line: Line) -> bool:
    """Tell whether a line is set as a paragraph whatever the page: by its element, or alone in a `div`."""
    return line.box.tag.name in LINE_TAGS or (line.box.tag.name == "div" and fills_box(line))


def is_heading(line: Line) -> bool:
    """Tell whether the line is set as a heading."""
    return line.box.heading is not None and any(
        box.tag.name in HEADINGS and box.end - box.start < 4 for box in itertools.islice(line.box.around(), 3)
    )
