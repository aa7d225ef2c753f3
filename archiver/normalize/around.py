"""Which lines near the text may tell who wrote it and when, and are read as nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from archiver.normalize.draft import ABOVE, Draft
from archiver.normalize.fields.byline import is_person
from archiver.normalize.fields.dates import Surroundings
from archiver.normalize.fields.moments import is_stamped, without_dates
from archiver.normalize.page.forms import is_heading, prose
from archiver.normalize.page.walk import Line
from archiver.normalize.page.zones import Zone

BELOW = 12
"""How many lines below the body are looked at for its date and author."""

HEAD_LINES = 30
"""Most lines between the headline and the body."""

GONE_THROUGH = 40
"""How many lines below the body are gone through for those."""

TITLE_WORDS = 5
"""Least words of a heading, or of a link that fills its line, that are the title of another article."""

LINK_WORDS = 3
"""Least words of a link that fills its line and is such a title, where it stands in one box with a byline."""

TEASER_LINES = 6
"""Most lines of a box that holds such a title and no more than tells of that article."""

SHORT_CAPTION = 45
"""Shorter lines beside a picture may hold the date as well."""

SHORT_LAST = 60
"""Longest line of a body, but its first, that may be its date: one of the first or the last."""

OPENINGS = 4
"""How many lines of the body are its beginning."""


def surroundings(draft: Draft) -> Surroundings:
    """Return the lines near the body that may tell its date and author, and are read as nothing else."""
    lines, body, top = draft.page.lines, draft.body, draft.top
    start = draft.ground.start if draft.ground else len(lines)
    taken = {line.index for line in body.lines}
    taken |= {
        line.index
        for part in body.captions
        for line in part
        if len(line.text) > SHORT_CAPTION and not is_stamped(line.text)
    }
    short = [line for line in body.lines[1:OPENINGS] if len(line.text) < SHORT_LAST and not prose(line)]
    first = [line for line in body.lines[:OPENINGS] if line.index <= start] or body.lines[:1]  # a lead, too
    openings = list(dict.fromkeys(line for line in (draft.dek, *first, *short) if line))
    taken |= {line.index for line in openings}
    last = len(lines) if draft.last is None else draft.last
    rest = itertools.takewhile(_is_no_next, lines[last + 1 : last + GONE_THROUGH])
    own = (line for line in rest if not _is_teased(line, lines, last))
    below = [line for line in itertools.islice(own, BELOW) if line.index not in taken]
    below = [line for line in body.lines[-1:] if len(line.text) < SHORT_LAST] + below
    near = lines[max(0, top - ABOVE) : min(top + HEAD_LINES, start + 2)]
    above = sorted(
        (line for line in near if line.index not in taken and (line.index >= top or not _is_title(line))),
        key=lambda line: (line.index < top, line.index),
    )
    return Surroundings(above, openings, below)


def _is_no_next(line: Line) -> bool:
    return line.tag.name != "h1" or len(line.text.split()) < TITLE_WORDS


def _is_teased(line: Line, lines: Sequence[Line], last: int) -> bool:
    """Tell whether a line below the text belongs to another article: its title, or in one box with that."""
    if _is_title(line) or _is_entry(line):
        return True
    for box in itertools.takewhile(lambda box: not box.holds(last), line.box.around()):
        if box.tag.name == "article":
            return True
        if box.end - box.start > TEASER_LINES:
            continue
        above, next_ = lines[box.start : line.index], lines[line.index + 1 : min(line.index + 2, box.end)]
        if any(map(_is_title, (*above, *next_))) or any(map(_is_linked, above)):
            return True
    return False


def _is_entry(line: Line) -> bool:
    """Tell whether an item of a list is another article's title and day: "Bridge opens 02/03/2025"."""
    if not line.zone & Zone.LIST or without_dates(line.text) == line.text:
        return False
    said = (words for words, _ in line.links if len(words) * 2 > len(line.text))
    return any(" " in words and not is_person(words) and without_dates(words) == words for words in said)


def _is_linked(line: Line) -> bool:
    """Tell whether a line is one link of some words that is no name."""
    filled = any(len(words) * 2 > len(line.text) for words, _ in line.links)
    return filled and len(line.text.split()) >= LINK_WORDS and not is_person(line.text)


def _is_title(line: Line) -> bool:
    """Tell whether a line below the text is a title: a heading, or a link that fills it, of several words."""
    named = is_heading(line) or any(len(words) * 2 > len(line.text) for words, _ in line.links)
    return named and len(line.text.split()) >= TITLE_WORDS
