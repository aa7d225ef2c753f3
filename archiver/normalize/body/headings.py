"""Which headings of the article's column are the text's: those that lead to some of it."""

from __future__ import annotations

import itertools
from dataclasses import replace

from archiver.language import STOPS
from archiver.normalize.body.ground import Ground
from archiver.normalize.body.parts import Part
from archiver.normalize.page.forms import DIGITS, PROSE, fills_box, form_of, stem_of
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Line

SLIGHT = ("caption", "short", "zone", "appeal")
"""Why parts are left out that say nothing of the heading above them."""

STOPPED = (".", *STOPS)
"""What a statement ends with; questions and calls stand over other things, too."""


def with_titles(parts: list[Part], ground: Ground) -> list[Part]:
    """Take for headings what is set alike and stands over running text, two or more of a kind.

    Short lines that all differ are such, and headings that are links.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for place, (part, after) in enumerate(itertools.pairwise(parts)):
        if after.why is None and not after.is_heading and _may_be_title(part, ground):
            tag = part.lines[0].box.tag
            groups.setdefault((tag.name, tag.attrs.get("class", "")), []).append(place)
    titles: set[int] = set()
    for group in groups.values():
        texts = {DIGITS.sub("", parts[place].lines[0].text) for place in group}
        if len(group) > 1 and len(texts) == len(group):
            titles.update(group)
    return [
        replace(part, why=None, is_title=True) if place in titles else part
        for place, part in enumerate(parts)
    ]


def _may_be_title(part: Part, ground: Ground) -> bool:
    """Tell whether a part may be a heading: one, be it a link, or a short line in bold or a paragraph."""
    if part.is_heading:
        return len(part.lines) == 1 and part.why == "links"
    line = part.lines[0]
    bold = line.bold_chars >= 0.8 * len(line.text.replace(" ", ""))
    plain = line.box.tag.name in ("p", ground.form[0]) and fills_box(line)
    return part.why == "short" and (bold or plain) and weight(line.text) < 120


def without_idle_headings(parts: list[Part], ground: Ground) -> list[Part]:
    """Drop headings that lead to no text before the next heading, but for sentences in a box of the text.

    What comes and goes between a heading and its text, adverts, videos, polls and cards, takes no heading
    with it. A list of links does, unless headings that lead to text are set alike.

    Args:
        parts: of the column, each judged.
        ground: where the text stands.
    """
    alike = {
        form_of(part.lines[0])
        for part, after in itertools.pairwise(parts)
        if part.is_heading and after.why is None and not after.is_heading
    }
    over: str | None = "end"  # what is left out right below; None: text is not
    text = False  # stands below, before the next heading
    judged = []
    for part in reversed(parts):
        if not part.is_heading:
            if part.why is None:
                over, text = None, True
            elif part.is_list_of_links or not (text or part.why in SLIGHT):
                over = part.why
        elif part.why is None:
            if over and not (text and form_of(part.lines[0]) in alike) and not _speaks(part, ground):
                part = replace(part, why=f"heading over {over}")
            else:
                over = None
            text = False
        judged.append(part)
    return judged[::-1]


def _speaks(part: Part, ground: Ground) -> bool:
    line = part.lines[-1]
    return is_statement(line) and id(stem_of(line)) in ground.stems


def is_statement(line: Line) -> bool:
    """Tell whether a heading is a whole sentence, as over each picture of a list of facts."""
    return line.text.endswith(STOPPED) and weight(line.text) >= PROSE
