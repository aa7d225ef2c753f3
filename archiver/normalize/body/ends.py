"""The two ends of the text: a lead that stands apart above it, and its authors below it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Set

from archiver.language import STOPS, any_of
from archiver.normalize.body.body import Body, judge_line
from archiver.normalize.body.judging import LEAD_CHARS
from archiver.normalize.page.forms import ASIDES, SENTENCE_END, is_block, is_heading, prose
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Line
from archiver.normalize.page.zones import Zone

LEAST_LINES = 4
"""Shorter bodies are left as they are."""

SIGNATURE_CHARS = 40
"""Longest name of an agency or a desk below the text."""

SPOKEN_END = tuple(f".!?…:;\"'”’»«“」』{STOPS}")

AND = re.compile(any_of("boxes.ands"))
"""What is left of a line of nothing but names."""

NO_LEAD = ASIDES | Zone.LIST | Zone.TABLE | Zone.DETAILS | Zone.QUOTE
"""Where no lead stands, whatever it looks like."""

LEAD_LINKED = 4
"""Part of a lead (one in four) that may be links."""


def with_lead(body: Body, above: Iterable[Line], headline: Line, known: Set[str]) -> Body:
    """Return the body with the paragraphs of running text between headline and body that it does not hold.

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
    return body.with_lines(line for line in leads if judge_line(line, known, {}) is None)


def _is_lead(line: Line, headline: Line) -> bool:
    if line.zone & NO_LEAD or line.link_chars * LEAD_LINKED > len(line.text):
        return False
    apart = itertools.takewhile(lambda box: not box.holds(headline.index), line.box.around())
    if any(box.media for box in apart):
        return False
    return prose(line) >= LEAD_CHARS and line.text.endswith(SENTENCE_END)


def _is_signature(line: Line, before: Line) -> bool:
    """Tell an agency's or a desk's name below the last sentence: "dpa/abc", "The Courier"."""
    if not is_block(line) or line.zone & (Zone.LIST | Zone.QUOTE | Zone.TABLE) or is_heading(line):
        return False
    short = weight(line.text) < SIGNATURE_CHARS and not line.text.endswith(SPOKEN_END)
    return short and bool(prose(before)) and before.text.endswith(SENTENCE_END)


def without_signature(body: Body, names: tuple[str, ...]) -> Body:
    """Return the body without the names of its authors that follow the text; who they are is text."""
    lines = body.lines
    if len(lines) >= LEAST_LINES and _is_signature(lines[-1], lines[-2]):
        body = body.without(lines[-1:], "signature")
    spelt = [name for name in names if " " in name]
    room = body.lines[LEAST_LINES - 1 :][-len(spelt) :] if spelt else ()
    last = itertools.takewhile(lambda line: _is_names(line, spelt), reversed(room))
    return body.without(last, "byline")


def _is_names(line: Line, names: list[str]) -> bool:
    """Tell whether a line is nothing but names of authors."""
    rest = key(line.text)
    for name in names:
        rest = rest.replace(key(name), "")
    return not rest or AND.fullmatch(rest) is not None
