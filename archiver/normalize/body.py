"""Find the body of the article among the lines of the page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from archiver.normalize import wording
from archiver.normalize.byline import BY
from archiver.normalize.forms import (
    ASIDES,
    DIGITS,
    HEADINGS,
    SENTENCE_END,
    Ground,
    common,
    form_of,
    is_outside,
    prose,
    stem_of,
    wraps,
)
from archiver.normalize.pictures import is_captioned
from archiver.normalize.text import key, weight
from archiver.normalize.walk import Box, Line, Zone

CAPTION_CHARS = 500
"""Longest text in a box with a picture that is taken for its caption."""

LINKED = 0.5
"""Share of linked text from which a box is a list of links."""

LEAD_CHARS = 100
"""Least running text of a lone paragraph before the others that is taken for the lead."""

LONG_LEAD_CHARS = 300
"""The same inside a `header`, where deks stand."""

PIECE_CHARS = 200
"""Least running text of a box before or after the rest that is taken for a piece of the body."""

WIDGET_CHARS = 800
"""Running text from which a box is no widget, whatever else is in it."""

TEASER_CHARS = 500
"""Longest summary below the linked title of another article."""

LISTS = ("ul", "ol", "dl", "table", "blockquote")
LINE_TAGS = ("p", "pre")


@dataclass(slots=True)
class Body:
    """The lines chosen, in reading order, and those within their range that were not."""

    lines: list[Line] = field(default_factory=list)
    dropped: list[tuple[Line, str]] = field(default_factory=list)
    captions: list[list[Line]] = field(default_factory=list)
    titles: set[int] = field(default_factory=set)  # indices of lines that are headings by their place


@dataclass(slots=True)
class Part:
    """A piece of the article's column: lines that stand or fall together."""

    lines: list[Line]
    box: Box | None = None  # the box they fill; None: they stand right in a stem
    why: str | None = None  # why they are no part of the body
    is_title: bool = False  # a heading by its place, whatever its element

    @property
    def chars(self) -> int:
        """How long the text is."""
        return sum(len(line.text) for line in self.lines)

    @property
    def linked(self) -> float:
        """The share of linked text."""
        return sum(line.link_chars for line in self.lines) / (self.chars or 1)

    @property
    def says(self) -> int:
        """How much running text there is."""
        return sum(prose(line) for line in self.lines)

    @property
    def is_list_of_links(self) -> bool:
        """Whether many of its lines are nothing but links."""
        bare = sum(line.link_chars > 0.8 * len(line.text) for line in self.lines)
        return bare > 1 and bare * 5 >= len(self.lines) * 2 and self.says < WIDGET_CHARS

    @property
    def is_teaser(self) -> bool:
        """Whether it holds a linked title and a few words on what it leads to."""
        titled = any(
            len(line.text) > 15 and (line.box.zone & Zone.LINK or line.link_chars > 0.8 * len(line.text))
            for line in self.lines
        )
        return titled and len(self.lines) > 1 and self.sentences <= 2 and self.says < TEASER_CHARS

    @property
    def sentences(self) -> int:
        """How many lines of running text there are."""
        return sum(bool(prose(line)) for line in self.lines)

    @property
    def is_heading(self) -> bool:
        """Whether there is nothing but headings."""
        return self.is_title or all(is_heading(line) for line in self.lines)


def is_heading(line: Line) -> bool:
    """Tell whether the line is set as a heading."""
    return any(
        box.tag.name in HEADINGS and box.end - box.start < 4 for box in itertools.islice(line.box.around(), 3)
    )


def find_body(lines: list[Line], ground: Ground | None, headline: Line | None, known: set[str]) -> Body:
    """Return the lines of the article's body.

    Args:
        lines: all lines of the page.
        ground: where running text was found.
        headline: the line that shows the headline, if one does.
        known: keys of texts that are read as other fields (headline, dek, byline, …).
    """
    if ground is None:
        return Body()
    top = headline.index if headline and headline.index < ground.start else -1
    region = _region(ground, headline if top >= 0 else None)
    parts = list(_parts(lines, region, ground, top))
    ended = False  # a heading after the last running text opens something else
    for part in parts:
        after = part.lines[0].index >= ground.end
        ended = ended or (after and part.is_heading)
        part.why = "outside" if after and ended else _judge(part, ground)
    _find_titles(parts)
    _judge_headings(parts)
    return _collect(parts, known)


# --- taking the column apart -----------------------------------------------------------------------


def _region(ground: Ground, headline: Line | None) -> Box:
    """Return the box the article stands in: around all seeds, and the headline if that is near."""
    core = common([stem_of(line) for line in ground.seeds])
    if headline is None:
        return core
    for box in core.around():
        if box.holds(headline.index) or box.tag.name in ("article", "main", "body"):
            return box
    return core


def _parts(lines: list[Line], region: Box, ground: Ground, top: int) -> Iterator[Part]:
    """Give the pieces of the region after the headline: lines in stems, and boxes beside them."""
    trunk = {id(box) for line in ground.seeds for box in stem_of(line).around()}
    trunk |= {id(line.box) for line in ground.seeds if line.box.end - line.box.start > 1}
    inside = lines[max(region.start, top + 1) : region.end]
    if ground.form[1] or ground.form[3]:  # a form with a class means the same wherever it stands
        alike = (stem_of(line) for line in inside if form_of(line) == ground.form)
        trunk |= {id(box) for stem in alike for box in stem.around()}
    current: Part | None = None
    for line in inside:
        outer: Box | None = None
        for box in line.box.around():
            if id(box) in trunk or (box is not line.box and wraps(box, ground) is not None):
                break
            outer = box
        if current is not None and outer is not None and current.box is outer:
            current.lines.append(line)
            continue
        if current is not None:
            yield from _split(current)
        if line.index >= ground.end and wording.is_comments_label(line.text):
            return
        current = Part([line], outer)
    if current is not None:
        yield from _split(current)


def _split(part: Part) -> Iterator[Part]:
    """Take a box apart where headings, pictures or running text share it with something else."""
    box = part.box
    if box is None or len(part.lines) < 2 or box.tag.name in LISTS:
        yield part
        return
    if is_appeal(part) or part.is_teaser:
        yield part
        return
    mixed = part.says >= 300 and part.linked >= 0.1
    gallery = box.media >= 2
    headed = any(is_heading(line) for line in part.lines) and not part.is_heading
    if not (mixed or gallery or headed) or part.is_list_of_links:
        yield part
        return
    inner: list[Part] = []
    for line in part.lines:
        child = next((each for each in line.box.around() if each.up is box), None)
        if inner and child is not None and (inner[-1].box is child or _both_paragraphs(inner[-1].box, child)):
            inner[-1].lines.append(line)
        else:
            inner.append(Part([line], child or line.box))
    for each in inner:
        if len(inner) == 1 or each.box is box:
            yield each
        else:
            yield from _split(each)


def _both_paragraphs(one: Box | None, other: Box) -> bool:
    return (
        one is not None
        and one.tag.name == other.tag.name
        and one.tag.attrs.get("class") == other.tag.attrs.get("class")
        and other.end - other.start == 1
    )


# --- judging its pieces ----------------------------------------------------------------------------


def _judge(part: Part, ground: Ground) -> str | None:
    """Return why a part is no part of the body, or None."""
    first = part.lines[0]
    zone = first.box.zone
    if is_outside(zone):
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
    if zone & Zone.HEADER and not ground.seeds[0].box.zone & Zone.HEADER:
        return "zone"
    if first.index >= ground.end:
        return _judge_after(part, ground)
    return _judge_within(part)


def is_appeal(part: Part) -> bool:
    """Tell whether a box asks the reader to subscribe, to sign in or to give."""
    if part.box is None or part.is_heading:
        return False
    asking = [line for line in part.lines if wording.asks(line.text)]
    if part.says - sum(len(line.text) for line in asking) > WIDGET_CHARS:
        return False
    if part.box.controls:
        return bool(asking) or part.says * 2 < part.chars
    return len(asking) * 3 >= len(part.lines) or len(asking) > 2


def _is_running(line: Line, ground: Ground) -> bool:
    """Tell whether a line is set like the body, or stands right beside it as a paragraph."""
    if form_of(line) == ground.form:
        return True
    if line.box.tag.name not in LINE_TAGS or line.box.up is None:
        return False
    return id(line.box.up) in ground.stems or bool(wraps(line.box.up, ground))


def _is_under_picture(line: Line) -> bool:
    """Tell whether a paragraph holds a picture and a few words without a full stop."""
    return bool(line.box.media) and weight(line.text) < 40 and not line.text.endswith(SENTENCE_END)


def _is_piece(part: Part, ground: Ground) -> bool:
    """Tell whether a box holds running text that is set like the body's."""
    alike = sum(
        prose(line)
        for line in part.lines
        if (line.box.tag.name, line.box.tag.attrs.get("class", "")) == ground.form[:2]
    )
    mostly = part.sentences * 2 >= len(part.lines) and alike > 0.7 * part.chars
    return alike >= PIECE_CHARS and mostly and part.linked < 0.2


def _judge_before(part: Part, ground: Ground) -> str | None:
    first = part.lines[0]
    if part.is_heading and first.index == ground.start - 1 and id(first.box.up) in ground.stems:
        return None
    lone = len(part.lines) == 1 and first.box.tag.name == "p" and not first.box.zone & Zone.LIST
    if lone and part.says >= (LONG_LEAD_CHARS if first.box.zone & Zone.HEADER else LEAD_CHARS):
        return None
    return None if _is_piece(part, ground) else "outside"


def _judge_after(part: Part, ground: Ground) -> str | None:
    if part.box is not None and part.box.tag.name in LISTS and id(part.box.up) in ground.stems:
        return None
    return None if _is_piece(part, ground) else "outside"


def _judge_within(part: Part) -> str | None:
    if part.is_heading:
        return None
    if part.box is not None and part.box.tag.name in LISTS:
        return "pull quote" if _is_signed_quote(part) else None
    if part.says * 2 > part.chars and part.sentences * 3 >= len(part.lines):
        return None
    return "box" if len(part.lines) > 1 else "short"


def _is_signed_quote(part: Part) -> bool:
    """Tell a pull quote by the name below it; a quoted post has a dash before the name, and links."""
    last = part.lines[-1]
    return (
        part.box is not None
        and part.box.tag.name == "blockquote"
        and len(part.lines) > 1
        and not last.link_chars
        and weight(last.text) < 90
        and not last.text.endswith(SENTENCE_END)
    )


def _find_titles(parts: list[Part]) -> None:
    """Take short lines for headings that are set alike, all differ, and stand over running text."""
    groups: dict[tuple[str, str], list[Part]] = {}
    for part, after in itertools.pairwise(parts):
        line = part.lines[0]
        bold = line.bold_chars >= 0.8 * len(line.text.replace(" ", ""))
        if part.why == "short" and after.why is None and bold and weight(line.text) < 120:
            groups.setdefault((line.box.tag.name, line.box.tag.attrs.get("class", "")), []).append(part)
    for group in groups.values():
        texts = {DIGITS.sub("", part.lines[0].text) for part in group}
        if len(group) > 1 and len(texts) == len(group):
            for part in group:
                part.why, part.is_title = None, True


def _judge_headings(parts: list[Part]) -> None:
    """Drop headings that come twice, and those that stand over a dropped box, or over nothing."""
    texts = [part.lines[0].text for part in parts if part.is_heading]
    for part in parts:
        if part.is_heading and part.why is None and texts.count(part.lines[0].text) > 1:
            part.why = "repeated heading"
    follower: str | None = "end"
    for part in reversed(parts):
        if part.is_heading:
            if part.why is None and follower is not None:
                part.why = f"heading over {follower}"
        elif part.why not in ("caption", "short", "zone"):
            follower = part.why


# --- the result ------------------------------------------------------------------------------------


def _collect(parts: list[Part], known: set[str]) -> Body:
    body = Body()
    seen: set[str] = set()
    for part in parts:
        if part.why == "caption":
            body.captions.append(part.lines)
        if part.is_title:
            body.titles.update(line.index for line in part.lines)
        for line in part.lines:
            why = part.why or judge_line(line, known, seen)
            if why:
                body.dropped.append((line, why))
            else:
                if not line.box.zone & Zone.QUOTE:
                    seen.add(key(line.text))
                body.lines.append(line)
    if not body.lines:  # nothing but boilerplate: then that is what the page says
        body.lines = [line for part in parts if part.why is None for line in part.lines if key(line.text)]
        body.lines = [line for line in body.lines if key(line.text) not in known]
    _drop_repeated_quotes(body)
    while body.lines and (is_heading(body.lines[-1]) or body.lines[-1].text.endswith(":")):
        body.dropped.append((body.lines.pop(), "leads to nothing"))
    return body


def _drop_repeated_quotes(body: Body) -> None:
    """Drop pull quotes: set as quotations, and said again in the text."""
    text = "\n".join(key(line.text) for line in body.lines if not line.box.zone & Zone.QUOTE)
    kept = []
    for line in body.lines:
        if line.box.zone & Zone.QUOTE and key(line.text) in text:
            body.dropped.append((line, "pull quote"))
        else:
            kept.append(line)
    body.lines = kept


def judge_line(line: Line, known: set[str], seen: set[str]) -> str | None:
    """Return why a line is no part of the body, or None."""
    if is_outside(line.box.zone):
        return "zone"
    if is_read_more(line):
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
