"""Find the body of the article among the lines of the page."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from archiver.model.reading import Choice
from archiver.normalize.body.cards import MANY, is_clock
from archiver.normalize.body.ground import Ground, wraps
from archiver.normalize.body.headings import with_titles, without_idle_headings, without_repeated_headings
from archiver.normalize.body.parts import Part, is_appeal, parts_of, region_of
from archiver.normalize.body.weighing import weighed
from archiver.normalize.fields.byline import BY
from archiver.normalize.fields.notices import is_stamp
from archiver.normalize.fields.pictures import is_captioned
from archiver.normalize.page import wording
from archiver.normalize.page.forms import (
    ASIDES,
    PROSE,
    SENTENCE_END,
    Form,
    form_of,
    is_heading,
    is_outside,
    prose,
    stem_of,
)
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Line
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

LISTED = Zone.LIST | Zone.TABLE | Zone.QUOTE

NAME_CHARS = 90
"""Longest name and office of who is quoted, below a quotation."""

MAX_QUOTES = 500
"""Most quoted lines that are looked for in the text."""

PLACE_CHARS = 30
"""Longest line that may be a dateline of its own."""

LINE_TAGS = ("p", "pre")

COLONS = (":", "：")

INTRO_WORDS = 5
"""Least words of a line that leads to a list within the text; fewer are the title of a box."""

FORM_LINES = 8
"""Most lines of a box that is there for its form: heading, words, labels, consent and button."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines chosen, in reading order, and those within their range that were not."""

    lines: tuple[Line, ...] = ()
    dropped: tuple[tuple[Line, str], ...] = ()  # in the order in which that was found
    captions: tuple[tuple[Line, ...], ...] = ()  # lines in boxes with a picture
    titles: frozenset[int] = frozenset()  # indices of lines that are headings by their place
    back: tuple[str, ...] = ()  # why rules left out parts that their weight put back

    def with_lines(self, found: Iterable[Line]) -> Body:
        """Return the body with these lines in their place."""
        more = {line.index: line for line in found}
        lines = sorted((*more.values(), *self.lines), key=lambda line: line.index)
        dropped = tuple((line, why) for line, why in self.dropped if line.index not in more)
        return replace(self, lines=tuple(lines), dropped=dropped)

    def without(self, found: Iterable[Line], why: str) -> Body:
        """Return the body without these lines, which are left out for this reason."""
        less = {line.index: line for line in found}
        lines = tuple(line for line in self.lines if line.index not in less)
        return replace(self, lines=lines, dropped=(*self.dropped, *((line, why) for line in less.values())))


def find_body(lines: Sequence[Line], ground: Ground | None, headline: Line | None, known: Set[str]) -> Body:
    """Return the lines of the article's body.

    The column below the headline falls into parts, which are judged by rules, and those that only look like
    none of the text are weighed; of those that are left, the lines are judged, and then the body as a whole.

    Args:
        lines: all lines of the page.
        ground: where running text was found.
        headline: the line that shows the headline, if one does.
        known: keys of texts that are read as other fields (headline, dek, byline, …).
    """
    if ground is None:
        return Body()
    body = lines_of(weighed(by_rules(lines, ground, headline), ground), known)
    for finish in (without_repeated_quotes, without_idle_end):
        body = finish(body)
    return body


# --- judging its pieces ----------------------------------------------------------------------------


def by_rules(lines: Sequence[Line], ground: Ground, headline: Line | None) -> list[Part]:
    """Return the parts of the column below the headline, judged one by one and then beside each other."""
    top = headline.index if headline and headline.index < ground.start else -1
    region = region_of(ground, headline if top >= 0 else None)
    parts = judge_each(parts_of(lines, region, ground, top), ground)
    for step in (with_titles, without_repeated_headings, without_idle_headings):
        parts = step(parts)
    return parts


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
        judged.append(replace(part, why=why))
    return judged


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
    zone = first.box.zone
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
    if box is not None and box.media and part.chars < CAPTION_CHARS and part.sentences < 2:
        return "caption"
    if first.index < ground.start:
        return _judge_before(part, ground)
    if zone & Zone.HEADER and not ground.sure[0].box.zone & Zone.HEADER:
        return "zone"
    if first.index >= ground.end:
        return _judge_after(part, ground, closes=closes)
    return _judge_within(part)


def _is_running(line: Line, ground: Ground) -> bool:
    """Tell whether a line is set like the body, or stands right beside it as a paragraph."""
    if form_of(line) == ground.form:
        return True
    if line.box.tag.name not in LINE_TAGS or line.box.up is None:
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
    return sum(prose(line) for line in part.lines if form_of(line)[:2] == ground.form[:2])


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
    lone = len(part.lines) == 1 and first.box.tag.name == "p" and not first.box.zone & Zone.LIST
    if lone and part.says >= (LONG_LEAD_CHARS if first.box.zone & Zone.HEADER else LEAD_CHARS):
        return None
    quotes = part.list is not None and part.list.tag.name == "blockquote" and part.says > 0
    return None if quotes or _is_piece(part, ground) else "outside"


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
    if part.is_heading:
        return None
    set_apart = [line for line in part.lines if not line.zone & Zone.CAPTION]  # who said a quotation
    if part.list or (set_apart and all(line.zone & LISTED for line in set_apart)):
        return None
    if part.says * 2 > part.chars and part.sentences * 3 >= len(part.lines):
        return None
    return "box" if len(part.lines) > 1 else "short"


# --- the result ------------------------------------------------------------------------------------


def lines_of(parts: list[Part], known: Set[str]) -> Body:
    """Return the lines of the parts that belong to the body; of nothing but boilerplate, that."""
    lines: list[Line] = []
    dropped: list[tuple[Line, str]] = []
    seen: set[str] = set()
    for part in parts:
        for line in part.lines:
            why = part.why or judge_line(line, known, seen, introduced=part.is_introduced)
            if why:
                dropped.append((line, why))
                continue
            if not line.box.zone & Zone.QUOTE:
                seen.add(key(line.text))
            lines.append(line)
    if not lines:
        told = (line for part in parts if part.why is None for line in part.lines)
        lines = [line for line in told if key(line.text) and key(line.text) not in known]
    return Body(
        lines=tuple(lines),
        dropped=tuple(dropped),
        captions=tuple(part.lines for part in parts if part.why == "caption"),
        titles=frozenset(line.index for part in parts if part.is_title for line in part.lines),
        back=tuple(part.was for part in parts if part.was),
    )


def without_repeated_quotes(body: Body) -> Body:
    """Drop pull quotes: set as quotations, and said again in the text; and the names below them."""
    quotes = [line for line in body.lines if line.box.zone & Zone.QUOTE]
    if not quotes or len(quotes) > MAX_QUOTES:
        return body
    text = "\n".join(key(line.text) for line in body.lines if not line.box.zone & Zone.QUOTE)
    pulled: list[Line] = []
    for line in quotes:
        again = key(line.text) in text
        if again or (pulled and pulled[-1].index == line.index - 1 and _signs(line)):
            pulled.append(line)
    return body.without(pulled, "pull quote")


def _signs(line: Line) -> bool:
    """Tell whether a line is the name below a quotation: short, the last in its box, no sentence."""
    quotation = next((box for box in line.box.around() if box.tag.name == "blockquote"), None)
    last = quotation is not None and line.index == quotation.end - 1 > quotation.start
    return last and weight(line.text) < NAME_CHARS and not line.text.endswith(SENTENCE_END)


def without_idle_end(body: Body) -> Body:
    """Drop headings and lines with a colon that stand at the end and lead to nothing."""
    idle = itertools.takewhile(
        lambda line: is_heading(line) or (line.text.endswith(":") and weight(line.text) < PROSE),
        reversed(body.lines),
    )
    return body.without(idle, "leads to nothing")


def judge_line(line: Line, known: Set[str], seen: Set[str], *, introduced: bool = False) -> str | None:
    """Return why a line is no part of the body, or None; what the text introduces may be all links."""
    if is_outside(line.box.zone):
        return "zone"
    if is_read_more(line) and not (
        introduced or is_heading(line)
    ):  # headings are judged by what they stand over
        return "read more"
    if line.box.zone & Zone.QUOTE and line.box.tag.find_parent(("cite", "footer")):
        return "name under a quotation"
    spelt = key(line.text)
    if not spelt:
        return "empty"
    if spelt in known:
        return "known"
    if len(spelt) > 60 and spelt in seen and not line.box.zone & Zone.QUOTE:
        return "seen"
    if len(line.text) < 120 and BY.match(line.text) and not line.text.endswith("."):
        return "byline"
    if is_captioned(line.text):
        return "caption"
    if is_stamp(line.text):
        return "time"
    return wording.boilerplate(line.text)


def is_read_more(line: Line) -> bool:
    """Tell whether a line is a link to something else, with at most a few words before it."""
    if line.link_chars < 0.6 * len(line.text):
        return False
    if line.link_chars >= 0.85 * len(line.text) and not line.text.endswith("."):
        return True
    words = line.links[0][0]
    before = line.text[: line.text.find(words)] if words in line.text else ""
    return before.rstrip().endswith((":", "|", ">", "»", "→", "–", "-")) and line.text.rstrip(" .").endswith(
        line.links[-1][0].rstrip(" .")
    )


def is_place(text: str) -> bool:
    """Tell whether a line is nothing but the name of a place."""
    words = text.rstrip(".").split()
    return len(text) <= PLACE_CHARS and 1 <= len(words) <= 3 and all(word[:1].isupper() for word in words)


def choices_of(body: Body) -> tuple[Choice, ...]:
    """Return why the body reads as it does, for `--why`."""
    if not body.lines:
        return ()
    told = f"{len(body.lines)} lines"
    if dropped := _counted(why for _, why in body.dropped):
        told += f"; left out: {dropped}"
    if back := _counted(body.back):
        told += f"; boxes put back by their weight: {back}"
    return (Choice(field="blocks", source="running text", reason=told),)


def _counted(reasons: Iterable[str]) -> str:
    return ", ".join(f"{count} {why}" for why, count in Counter(reasons).most_common())
