"""Judge the parts of the article's column by rules, one by one and then beside each other."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import reduce
from operator import and_

from archiver.normalize.body.cards import MANY, is_clock
from archiver.normalize.body.ground import Ground, wraps
from archiver.normalize.body.headings import with_titles, without_idle_headings
from archiver.normalize.body.parts import Part, is_appeal, parts_of, region_of
from archiver.normalize.page import wording
from archiver.normalize.page.forms import (
    ASIDES,
    SENTENCE_END,
    Form,
    form_of,
    is_heading,
    is_outside,
    prose,
    stem_of,
)
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

CAPTION_CHARS = 500
"""Longest text in a box with a picture that is taken for its caption."""

LINKED = 0.5
"""Share of linked text from which a box is a list of links."""

LEAD_CHARS = 100
"""Least running text of a lone paragraph before the others that is taken for the lead."""

LONG_LEAD_CHARS = 300
"""The same inside a `header`, where deks stand."""

PIECE_CHARS = 80
"""Least running text of a box before or after the rest that is taken for a piece of the body."""

SECTION_CHARS = 200
"""Least running text below the rest, under headings, that is taken for sections of the body."""

Kind = tuple[int, str, str]

OVER = Zone.HEADER | Zone.BUTTON
"""What may stand over a section of the text and says nothing of that."""

LISTED = Zone.LIST | Zone.TABLE | Zone.QUOTE

COLONS = (":", "：")

INTRO_WORDS = 5
"""Least words of a line that leads to a list within the text; fewer are the title of a box."""

KIN_LINKED = 0.2
"""Share of linked text from which a box of a few words leads elsewhere."""

FORM_LINES = 8
"""Most lines of a box that is there for its form: heading, words, labels, consent and button."""


def by_rules(lines: Sequence[Line], ground: Ground, headline: Line | None) -> list[Part]:
    """Return the parts of the column below the headline, judged one by one and then beside each other."""
    top = headline.index if headline and headline.index < ground.start else -1
    region = region_of(ground, headline if top >= 0 else None)
    parts = with_kin(judge_each(parts_of(lines, region, ground, top), ground), ground)
    return without_idle_headings(with_titles(parts, ground), ground)


def judge_each(parts: Iterable[Part], ground: Ground) -> list[Part]:
    """Return the parts, each judged by itself, those below the last running text also by what stands above.

    Text in a box of its own closes the article if that stands in the box of the text, right below it, or if
    there is much of its kind. Below a heading something else may begin, or another section of the text.
    """
    column = list(parts)
    closing: Counter[Form] = Counter()
    for part in column:
        closing[form_of(part.lines[0])] += _alike(part, ground) if part.lines[0].index >= ground.end else 0
    ended = False
    judged: list[Part] = []
    for part in column:
        below = part.lines[0].index >= ground.end
        ended = ended or (below and part.is_heading)
        near = bool(judged) and judged[-1].why is None
        much = closing[form_of(part.lines[0])] >= SECTION_CHARS
        if part.list and near and _introduces(judged[-1], within=not below):
            part = replace(part, is_introduced=True)
            why = "zone" if is_outside(part.lines[0].box.zone) else None
        elif ended and not (near and much):
            why = _judge_ended(part, ground)
        else:
            closes = near and (_is_inside(part, ground) or _is_last_box(part, ground))
            why = _judge(part, ground, closes=much or closes)
        ended = ended and (part.is_heading or why is not None)
        if below and why is None and part.says:
            ground = _with_stems(ground, part)
        judged.append(replace(part, why=why))
    return judged


def with_kin(parts: Sequence[Part], ground: Ground) -> list[Part]:
    """Return the parts, with boxes of a few words that are set as those of the text beside them.

    So the short answers of a list of questions stand as the long ones do, and a short last paragraph.
    """
    text = (part.box for part in parts if part.box and part.why is None and part.says and not part.list)
    kin = {_kind(box) for box in (*text, *map(stem_of, ground.sure))}
    return [replace(part, why=None) if _is_kin(part, kin, ground) else part for part in parts]


def _is_kin(part: Part, kin: Set[Kind], ground: Ground) -> bool:
    """Tell whether a box of a few words is set as boxes of the text are; below that, for a sentence alone."""
    if part.box is None or part.linked >= KIN_LINKED or _kind(part.box)[1:] == ("div", ""):
        return False
    closes = part.why == "outside" and _is_last_box(part, ground) and ground.is_alike(part.lines[0])
    return (closes or part.why == "box") and _kind(part.box) in kin


def _kind(box: Box) -> Kind:
    """Return what boxes share that are set alike in one box: it, the element, its first class."""
    return id(box.up), box.tag.name, next(iter(box.tag.attrs.get("class", "").split()), "")


def _with_stems(ground: Ground, part: Part) -> Ground:
    """Return the ground with the boxes in which paragraphs of a part stand: lists beside them are text."""
    stems = {id(line.box.up) for line in part.lines if ground.is_paragraph(line) and prose(line)}
    return ground if stems <= ground.stems else replace(ground, stems=ground.stems | stems)


def _introduces(part: Part, *, within: bool) -> bool:
    """Tell whether a part ends with a sentence that leads to a list: "Three letters were laid before it:".

    Below the text, where lists of other stories stand, it must be as long as running text is.
    """
    last = part.lines[-1]
    if not last.text.endswith(COLONS) or is_heading(last) or wording.boilerplate(last.text):
        return False
    return bool(prose(last)) or (within and len(last.text.split()) >= INTRO_WORDS)


def _is_inside(part: Part, ground: Ground) -> bool:
    """Tell whether a part stands in a box of the text."""
    return id(part.room.up) in ground.stems


def _is_last_box(part: Part, ground: Ground) -> bool:
    """Tell whether a part is a sentence in the box right beside that of the last running text."""
    beside = stem_of(ground.sure[-1]).up
    if part.box is None or part.box.up is not beside or part.lines[0].index != ground.end:
        return False
    return len(part.lines) == 1 and part.lines[0].text.endswith(SENTENCE_END)


def _judge(part: Part, ground: Ground, *, closes: bool = False) -> str | None:
    """Return why a part is no part of the body, or None; below the rest it may close the article or not."""
    first = next((line for line in part.lines if not _unfolds(line)), part.lines[0])
    zone = _zone_of(part, first)
    if is_outside(zone) or _signs_up(first, ground):
        return "zone"
    running = [line for line in part.lines if _is_running(line, ground)]
    if running and all(line in running or is_heading(line) for line in part.lines):
        return "caption" if len(part.lines) == 1 and _is_under_picture(first) else None
    if zone & ASIDES:
        return "zone"
    if part.linked > LINKED or part.is_list_of_links or part.is_teaser:
        return "links"
    box = part.box
    if box is not None and is_appeal(part):
        return "appeal"
    speaks = part.list is not None and part.says > 0 and (_is_inside(part, ground) or _quotes(part))
    if box is not None and box.media and part.chars < CAPTION_CHARS and part.sentences < 2 and not speaks:
        return "caption"
    if first.index < ground.start:
        return _judge_before(part, ground)
    if zone & Zone.HEADER and not ground.sure[0].box.zone & Zone.HEADER:
        return "zone"
    if first.index >= ground.end:
        return _judge_after(part, ground, closes=closes)
    return _judge_within(part)


def _quotes(part: Part) -> bool:
    """Tell whether a part is a quotation of a sentence or more."""
    return part.list is not None and part.list.tag.name == "blockquote" and part.says > 0


def _zone_of(part: Part, first: Line) -> int:
    """Return where a part stands: where its first line does; a header or button over running text is none.

    Nor is one around a heading alone, of which what stands below tells whether it leads to text.
    """
    if part.is_heading:
        return first.zone & ~OVER
    running = [line.zone for line in part.lines if prose(line)]
    return first.zone & ~(OVER & ~reduce(and_, running)) if running else first.zone


def _is_running(line: Line, ground: Ground) -> bool:
    """Tell whether a line is set like the body, or stands right beside it as a paragraph."""
    if form_of(line) == ground.form:
        return True
    if not ground.is_paragraph(line) or line.box.up is None:
        return False
    return id(line.box.up) in ground.stems or bool(wraps(line.box.up, ground))


def _unfolds(line: Line) -> bool:
    """Tell whether a line is the button over a part of the text that it shows or hides."""
    return any("aria-expanded" in box.tag.attrs for box in itertools.islice(line.box.around(), 2))


def _signs_up(line: Line, ground: Ground) -> bool:
    """Tell whether a line stands in a box with a form, and without text that is set like the body."""
    box = next((each for each in line.box.around() if each.controls), None)
    if box is None or box.end - box.start > FORM_LINES:
        return False
    return not any(box.holds(line.index) for line in ground.sure)


def _is_under_picture(line: Line) -> bool:
    """Tell whether a paragraph holds a picture and a few words without a full stop."""
    return bool(line.box.media) and weight(line.text) < 40 and not line.text.endswith(SENTENCE_END)


def _alike(part: Part, ground: Ground) -> int:
    """Return how much running text is set like the body's, be it in a box of its own."""
    return sum(prose(line) for line in part.lines if ground.is_alike(line))


def _is_piece(part: Part, ground: Ground) -> bool:
    """Tell whether a box holds running text that is set like the body's."""
    alike = _alike(part, ground)
    mostly = part.sentences * 2 >= len(part.lines) and alike > 0.7 * part.chars
    timed = sum(wording.is_meta_line(line.text) and not is_clock(line.text) for line in part.lines)
    return alike >= PIECE_CHARS and mostly and part.linked < 0.2 and timed < MANY  # comments bear times


def _judge_before(part: Part, ground: Ground) -> str | None:
    first = part.lines[0]
    if part.is_heading and first.index == ground.start - 1 and id(first.box.up) in ground.stems:
        return None
    lone = len(part.lines) == 1 and ground.is_paragraph(first) and not first.box.zone & Zone.LIST
    if lone and part.says >= (LONG_LEAD_CHARS if first.box.zone & Zone.HEADER else LEAD_CHARS):
        return None
    return None if _quotes(part) or _is_piece(part, ground) else "outside"


def _judge_after(part: Part, ground: Ground, *, closes: bool) -> str | None:
    if part.list and _is_inside(part, ground):
        return None
    return None if closes and _is_piece(part, ground) else "outside"


def _judge_ended(part: Part, ground: Ground) -> str | None:
    """Judge what follows a heading below the last running text: a list or table may close the article.

    One that begins with a date or a button is about the page.
    """
    box, inner = part.room, part.list
    if part.is_heading:
        return None
    if not _is_inside(part, ground):
        return "outside"
    whole = inner is not None and len(part.lines) > 1 and (inner.start, inner.end) == (box.start, box.end)
    return _judge(part, ground) if whole and not wording.is_meta_line(part.lines[0].text) else "outside"


def _judge_within(part: Part) -> str | None:
    if part.is_heading or all(line.box.tag.name == "pre" for line in part.lines):
        return None
    set_apart = [line for line in part.lines if not line.zone & Zone.CAPTION]  # who said a quotation
    if part.list or (set_apart and all(line.zone & LISTED for line in set_apart)):
        return None
    if part.says * 2 > part.chars and part.sentences * 3 >= len(part.lines):
        return None
    return "box" if len(part.lines) > 1 else "short"
