"""Who else worked on an article, as newsrooms print it apart from those who sign it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from archiver.language import any_of
from archiver.normalize.page.forms import is_heading
from archiver.normalize.page.walk import Line
from archiver.normalize.page.zones import Zone

_WORD = r"(?-i:[^\W\d_a-z])[\w.'’-]*"
_NAME = rf"{_WORD}(?:\s{_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,|\s{any_of('bylines.joins')})\s{_NAME}){{0,9}}"
HELPED = re.compile(
    rf"^\W{{0,3}}(?:{any_of('bylines.helped')}|{any_of('bylines.along')}\s{_NAMES}\W*$)", re.IGNORECASE
)
"""How such a line begins: "Additional reporting by …"; or all of it: "With Ada Quill and Rolf Lind"."""

CONTRIBUTORS_CHARS = 300
"""Longest such line; what is longer tells a story."""

LAST_LINES = 3
"""Lines at the end of the text that may be one."""

LINES_BELOW = 6
"""Lines below the text that may be one: boxes, tags and a notice may stand above it."""

FAR_LINES = 100
"""How many lines below the text that is at most, as comments and buttons between do not count."""

NOWHERE = (
    Zone.NAV | Zone.FORM | Zone.DIALOG | Zone.BUTTON | Zone.CAPTION | Zone.FIGURE | Zone.LINK | Zone.OTHER
)
"""Where none stands: also a picture says who edited it."""


def find_contributors(
    lines: Sequence[Line], body: Sequence[Line], title: Line | None
) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Return what is printed on contributors, and the lines on which it is.

    Args:
        lines: of the page.
        body: those of the text.
        title: the line that shows the headline, if it stands above them.
    """
    found = tuple(line for line in _places(lines, body, title) if _is_one(line)) if body else ()
    return tuple(dict.fromkeys(line.text for line in found)), found


def _places(lines: Sequence[Line], body: Sequence[Line], title: Line | None) -> Iterator[Line]:
    first, last = body[0].index, body[-1].index
    if title is not None:
        yield from lines[title.index + 1 : first]
    end = [line.index for line in body[1:][-LAST_LINES:]]
    yield from lines[min(end, default=last + 1) : last + 1]
    rest = (line for line in lines[last + 1 : last + 1 + FAR_LINES] if not line.zone & NOWHERE)
    yield from itertools.islice(rest, LINES_BELOW)


def _is_one(line: Line) -> bool:
    if line.zone & NOWHERE or is_heading(line) or len(line.text) > CONTRIBUTORS_CHARS:
        return False
    return bool(HELPED.match(line.text))
