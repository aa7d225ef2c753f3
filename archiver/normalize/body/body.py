"""Find the body of the article among the lines of the page."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from archiver.language import STOPS
from archiver.model.reading import Choice
from archiver.normalize.body.ground import Ground
from archiver.normalize.body.headings import is_statement
from archiver.normalize.body.judging import by_rules
from archiver.normalize.body.parts import Part
from archiver.normalize.body.weighing import Weights, weighed
from archiver.normalize.fields.byline import BY
from archiver.normalize.fields.notices import is_stamp
from archiver.normalize.fields.pictures import is_captioned
from archiver.normalize.page import wording
from archiver.normalize.page.forms import PROSE, SENTENCE_END, is_heading, is_outside, prose
from archiver.normalize.page.text import key, weight
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

NAME_CHARS = 90
"""Longest name and office of who is quoted, below a quotation."""

MAX_QUOTES = 500
"""Most quoted lines that are looked for in the text."""

SPOKEN = (*'.!?…"”»“’', *STOPS)
"""What a sentence or a quotation ends with, and no byline."""

REPEATED = 60
"""Least characters of a line that does not stand twice in a text by chance."""

BYLINE_CHARS = 120
"""Longest line of those who wrote it, in characters."""

PLACE_CHARS = 30
"""Longest line that may be a dateline of its own."""

NO_PLACE = (":", "?", "!", "…")
"""How labels and cries end, and no place."""


@dataclass(frozen=True, slots=True)
class Body:
    """The lines chosen, in reading order, and those within their range that were not."""

    lines: tuple[Line, ...] = ()
    dropped: tuple[tuple[Line, str], ...] = ()  # in the order in which that was found
    captions: tuple[tuple[Line, ...], ...] = ()  # lines in boxes with a picture
    titles: frozenset[int] = frozenset()  # indices of lines that are headings by their place
    back: tuple[str, ...] = ()  # why rules left out parts that their weight put back
    is_bare: bool = False  # no text runs there: the words are what stands below the headline

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


def find_body(
    lines: Sequence[Line],
    ground: Ground | None,
    headline: Line | None,
    known: Set[str],
    weights: Weights | None = None,
) -> Body:
    """Return the lines of the article's body.

    The column below the headline falls into parts, which are judged by rules, and those that only look like
    none of the text are weighed; of those that are left, the lines are judged, and then the body as a whole.

    Args:
        lines: all lines of the page.
        ground: where running text was found.
        headline: the line that shows the headline, if one does.
        known: keys of texts that are read as other fields (headline, dek, byline, …).
        weights: by which parts are weighed; None: our own.
    """
    if ground is None:
        return Body()
    body = lines_of(weighed(by_rules(lines, ground, headline), ground, weights), known)
    for finish in (with_spoken_licences, without_repeated_quotes, without_idle_end):
        body = finish(body)
    return body


# --- the result ------------------------------------------------------------------------------------


def lines_of(parts: list[Part], known: Set[str]) -> Body:
    """Return the lines of the parts that belong to the body; of nothing but boilerplate, that."""
    lines: list[Line] = []
    dropped: list[tuple[Line, str]] = []
    seen: dict[str, Box | None] = {}
    fresh = _fresh(parts)
    for part in parts:
        is_listed = part.why is None and (part.is_introduced or part.list is not None)
        for line in part.lines:
            before = {} if id(line.box.up) in fresh else seen
            why = part.why or judge_line(line, known, before, is_listed=is_listed)
            if why:
                dropped.append((line, why))
                continue
            if not line.box.zone & Zone.QUOTE:
                seen.setdefault(key(line.text), line.box.up)
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


def _fresh(parts: Sequence[Part]) -> frozenset[int]:
    """Return the identities of boxes that say something for the first time: nothing in them is a copy."""
    first: dict[str, int] = {}
    for part in parts:
        for line in part.lines if part.why is None else ():
            if len(spelt := key(line.text)) >= REPEATED and prose(line):
                first.setdefault(spelt, id(line.box.up))
    return frozenset(first.values())


def with_spoken_licences(body: Body) -> Body:
    """Put back what speaks of a licence or of rights where running text follows: it is no footer."""
    last = max((line.index for line in body.lines if prose(line)), default=0)
    return body.with_lines(line for line, why in body.dropped if why == "licence" and line.index < last)


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
        lambda line: (
            (is_heading(line) and not is_statement(line))
            or (line.text.endswith(":") and weight(line.text) < PROSE)
        ),
        reversed(body.lines),
    )
    return body.without(idle, "leads to nothing")


def judge_line(
    line: Line, known: Set[str], seen: Mapping[str, Box | None], *, is_listed: bool = False
) -> str | None:
    """Return why a line is no part of the body, or None.

    Args:
        line: the line.
        known: keys of texts that are read as other fields.
        seen: keys of the text so far, and the box each stands in. What is said again in another box is
            the same text for another width of screen.
        is_listed: it is an item of a list of the text, and may be all link.
    """
    if is_outside(line.box.zone & ~Zone.BUTTON if is_heading(line) else line.box.zone):
        return "zone"  # a button that unfolds a section of the text may be its heading
    if is_read_more(line) and not (
        is_listed or is_heading(line)
    ):  # headings are judged by what they stand over
        return "read more"
    if line.box.zone & Zone.QUOTE and line.box.tag.find_parent(("cite", "footer")):
        return "name under a quotation"
    spelt = key(line.text)
    if not spelt:
        return "empty"
    if spelt in known:
        return "known"
    again = len(spelt) >= REPEATED and spelt in seen and seen[spelt] is not line.box.up
    if again and not line.box.zone & Zone.QUOTE:
        return "seen"
    if _is_byline(line.text):
        return "byline"
    if is_captioned(line.text):
        return "caption"
    if is_stamp(line.text):
        return "time"
    why = wording.boilerplate(line.text)  # an order to look at something leads on only where a link does
    return None if why == "read more" and prose(line) and not line.links else why


def _is_byline(text: str) -> bool:
    """Tell whether a line is who wrote it; what goes on in small letters is the rest of a sentence."""
    by = BY.match(text) if len(text) < BYLINE_CHARS and not text.endswith(SPOKEN) else None
    return by is not None and not text[by.end() :][:1].islower()


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
    """Tell whether a line is nothing but the name of a place, and no label or cry ("SUMMARY:", "Why?")."""
    words = text.rstrip(".").split()
    named = all(word[:1].isupper() for word in words) and not text.endswith(NO_PLACE)
    return len(text) <= PLACE_CHARS and 1 <= len(words) <= 3 and named


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
