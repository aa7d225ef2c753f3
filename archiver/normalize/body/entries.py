"""The entries of a live blog: boxes that begin with a time."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence, Set

from archiver.normalize.body.body import Body, judge_line
from archiver.normalize.body.cards import is_clock
from archiver.normalize.page import wording
from archiver.normalize.page.forms import ASIDES, PARAGRAPHS, is_heading, is_outside, prose
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

ENTRY_LINES = 60
"""Most lines of one entry."""

ENTRY_LEVELS = 6
"""Most boxes between a line and the box of its entry."""

DOUBTFUL = ("outside", "short", "box", "heading over", "zone")
"""Why lines are left out elsewhere that count in an entry."""

ENTRY_HEAD = 3
"""The time is one of this many lines at the beginning: author, label, time."""


def with_entries(body: Body, lines: Sequence[Line], top: int, known: Set[str]) -> Body:
    """Return the body with what stands in the entries of a live blog, but not the times over them.

    A young live blog is a few short boxes below a summary that is set otherwise; as a body they would be
    found all at once, when they are more than the summary, and edits of the first ones be missed.

    Args:
        body: the lines chosen.
        lines: all lines of the page.
        top: index of the first line that may belong to the article.
        known: keys of texts that are read as other fields.
    """
    entries: dict[int, list[Line]] = {}
    for line in lines[top:]:
        box = _entry_of(line, lines, top)
        if box is not None and not _is_beside_form(line, box):
            entries.setdefault(id(box), []).append(line)
    taken = {line.index for line in body.lines}
    refused = {line.index for line, why in body.dropped if not why.startswith(DOUBTFUL)}
    seen = {key(line.text): line.box.up for line in body.lines}
    found = []
    for entry in entries.values():
        if not any(_is_linked_title(line) for line in entry):
            found += _told([line for line in entry if line.index not in refused], taken, known, seen)
    body = body.with_lines(found)
    times = (line for line in body.lines if not line.zone & Zone.TABLE and is_clock(line.text))
    return body.without(times, "time")


def _entry_of(line: Line, lines: Sequence[Line], top: int) -> Box | None:
    """Return the box around a line that begins with a time and holds text."""
    for box in itertools.islice(line.box.around(), ENTRY_LEVELS):
        if box.start < top or box.end - box.start > ENTRY_LINES:
            return None
        head = lines[box.start : min(box.start + ENTRY_HEAD, line.index)]
        if any(wording.is_meta_line(each.text) for each in head) and any(
            map(prose, lines[box.start : box.end])
        ):
            return box
    return None


def _is_beside_form(line: Line, entry: Box) -> bool:
    """Tell whether a box around the line, inside the entry, holds a form: it asks for something."""
    inside = itertools.takewhile(lambda box: box is not entry, line.box.around())
    return any(box.controls for box in inside)


def _is_linked_title(line: Line) -> bool:
    """Tell whether a line is the title of another article."""
    return bool(line.zone & Zone.LINK) or (is_heading(line) and line.link_chars * 2 > len(line.text))


def _told(entry: list[Line], taken: Set[int], known: Set[str], seen: Mapping[str, Box | None]) -> list[Line]:
    """Return the lines of an entry to be added: its text, and headings right above text."""
    found: list[Line] = []
    leads = False  # the line below is text
    for line in reversed(entry):
        told = line.index not in taken and _is_told(line, known, seen) and (leads or not is_heading(line))
        found += [line] if told else []
        leads = told or line.index in taken
    return found


def _is_told(line: Line, known: Set[str], seen: Mapping[str, Box | None]) -> bool:
    """Tell whether a line of an entry is text or a heading of it."""
    if line.zone & ASIDES or is_outside(line.zone) or line.link_chars * 2 > len(line.text):
        return False
    if not is_heading(line) and line.tag.name not in PARAGRAPHS and not prose(line):
        return False
    return not wording.is_meta_line(line.text) and judge_line(line, known, seen) is None
