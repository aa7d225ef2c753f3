"""The two ends of the text: a lead that stands apart above it, and its authors below it."""

from __future__ import annotations

import itertools
import re

from archiver.language import STOPS, any_of
from archiver.normalize.body.body import LEAD_CHARS, LINE_TAGS, Body, judge_line
from archiver.normalize.page.forms import ASIDES, SENTENCE_END, is_heading, prose
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Line
from archiver.normalize.page.zones import Zone

LEAST_LINES = 4
"""Shorter bodies are left as they are."""

SIGNATURE_CHARS = 40
"""Longest name of an agency or a desk below the text."""

SPOKEN_END = tuple(f".!?…:;\"'”’»«“」』{STOPS}")

ABOUT_CHARS = 500
"""Longest line on who the author is."""

TITLE_CHARS = 40
"""Most characters before the name in such a line: "Our correspondent Jane Doe is …"."""

IS = re.compile(rf",? (?:{any_of('bylines.follows')}\b|[-–—|] )", re.IGNORECASE)
"""What follows the name."""

AND = re.compile(any_of("boxes.ands"))
"""What is left of a line of nothing but names."""

NO_LEAD = ASIDES | Zone.LIST | Zone.TABLE | Zone.DETAILS | Zone.QUOTE
"""Where no lead stands, whatever it looks like."""

LEAD_LINKED = 4
"""Part of a lead (one in four) that may be links."""


def add_lead(body: Body, above: list[Line], headline: Line, known: set[str]) -> None:
    """Add the paragraphs of running text between the headline and the body that the body does not hold.

    They may stand in a box of their own, outside the rest of the article. What follows another heading
    is no lead, nor is what stands beside a picture.

    Args:
        body: the lines chosen.
        above: the lines between the headline and the first running text.
        headline: the line that shows the headline.
        known: keys of texts that are read as other fields.
    """
    taken = {line.index for line in body.lines}
    own = itertools.takewhile(lambda line: not is_heading(line) or key(line.text) in known, above)
    leads = [line for line in own if line.index not in taken and _is_lead(line, headline)]
    leads = [line for line in leads if judge_line(line, known, set()) is None]
    put_in(body, leads)


def put_in(body: Body, found: list[Line]) -> None:
    """Add lines to the body in their place."""
    indices = {line.index for line in found}
    body.dropped = [(line, why) for line, why in body.dropped if line.index not in indices]
    body.lines = sorted([*found, *body.lines], key=lambda line: line.index)


def _is_lead(line: Line, headline: Line) -> bool:
    if line.zone & NO_LEAD or line.link_chars * LEAD_LINKED > len(line.text):
        return False
    apart = itertools.takewhile(lambda box: not box.holds(headline.index), line.box.around())
    if any(box.media for box in apart):
        return False
    return prose(line) >= LEAD_CHARS and line.text.endswith(SENTENCE_END)


def _is_signature(line: Line, before: Line) -> bool:
    """Tell an agency's or a desk's name below the last sentence: "dpa/abc", "The Courier"."""
    if (
        line.tag.name not in LINE_TAGS
        or line.zone & (Zone.LIST | Zone.QUOTE | Zone.TABLE)
        or is_heading(line)
    ):
        return False
    short = weight(line.text) < SIGNATURE_CHARS and not line.text.endswith(SPOKEN_END)
    return short and bool(prose(before)) and before.text.endswith(SENTENCE_END)


def drop_signature(body: Body, names: tuple[str, ...]) -> None:
    """Drop what follows the text on its authors: their names alone, or who they are."""
    lines = body.lines
    if len(lines) >= LEAST_LINES and _is_signature(lines[-1], lines[-2]):
        body.dropped.append((lines.pop(), "signature"))
    spelt = [name for name in names if " " in name]
    for _ in range(len(spelt)):
        if len(body.lines) < LEAST_LINES:
            return
        line = body.lines[-1]
        rest = key(line.text)
        for name in spelt:
            rest = rest.replace(key(name), "")
        about = len(line.text) < ABOUT_CHARS and any(
            0 <= line.text.find(name) < TITLE_CHARS and IS.match(line.text.split(name, 1)[1])
            for name in spelt
        )
        if not about and (rest.strip() and not AND.fullmatch(rest)):
            return
        body.dropped.append((body.lines.pop(), "about the author"))
