"""The article's column in pieces: lines that stand or fall together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver.normalize.body.ground import Ground, wraps
from archiver.normalize.page import wording
from archiver.normalize.page.forms import common, form_of, is_heading, prose, stem_of
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

WIDGET_CHARS = 800
"""Running text from which a box is no widget, whatever else is in it."""

TEASER_CHARS = 500
"""Longest summary below the linked title of another article."""

LISTS = ("ul", "ol", "dl", "table", "blockquote")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the article's column: lines that stand or fall together."""

    lines: tuple[Line, ...]
    box: Box | None = None  # the box they fill; None: they stand right in a stem
    why: str | None = None  # why they are no part of the body
    was: str | None = None  # why rules left them out, where their weight puts them back
    is_title: bool = False  # a heading by its place, whatever its element
    is_introduced: bool = False  # a list that the text above it leads to

    @property
    def room(self) -> Box:
        """The box they fill, else the one that the first of them stands in."""
        return self.box or self.lines[0].box

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
    def list(self) -> Box | None:
        """The list, table or quotation it is, in whatever boxes that is wrapped; None: something else."""
        if self.box is None:
            return None
        for box in self.lines[0].box.around():
            whole = box.start <= self.lines[0].index and self.lines[-1].index < box.end
            if whole and box.tag.name in LISTS:
                return box
            if box is self.box:
                return None
        return None

    @property
    def is_list_of_links(self) -> bool:
        """Whether many of its lines are nothing but links."""
        bare = sum(line.link_chars > 0.8 * len(line.text) for line in self.lines)
        return bare > 1 and bare * 5 >= len(self.lines) * 2 and self.says < WIDGET_CHARS

    @property
    def is_teaser(self) -> bool:
        """Whether it holds a linked title and a few words on what it leads to."""
        titled = any(
            weight(line.text) > 15 and (line.box.zone & Zone.LINK or line.link_chars > 0.8 * len(line.text))
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


def region_of(ground: Ground, headline: Line | None) -> Box:
    """Return the box the article stands in: around all its sure lines, and the headline if that is near."""
    core = common([stem_of(line) for line in ground.sure])
    if headline is None:
        return core
    for box in core.around():
        if box.holds(headline.index) or box.tag.name in ("article", "main", "body"):
            return box
    return core


def parts_of(lines: Sequence[Line], region: Box, ground: Ground, top: int) -> Iterator[Part]:
    """Give the pieces of the region after the headline: lines in stems, and boxes beside them."""
    trunk = {id(box) for line in ground.sure for box in stem_of(line).around()}
    trunk |= {id(line.box) for line in ground.sure if line.box.end - line.box.start > 1}
    inside = lines[max(region.start, top + 1) : region.end]
    if ground.form[1] or ground.form[3]:  # a form with a class means the same wherever it stands
        alike = (stem_of(line) for line in inside if form_of(line) == ground.form)
        trunk |= {id(box) for stem in alike for box in stem.around()}
    current: list[Line] = []
    filled: Box | None = None  # by the current lines
    for line in inside:
        outer: Box | None = None
        for box in line.box.around():
            if id(box) in trunk or (box is not line.box and wraps(box, ground) is not None):
                break
            outer = box
        if current and outer is not None and filled is outer:
            current.append(line)
            continue
        if current:
            yield from _split(Part(tuple(current), filled))
        if line.index >= ground.end and wording.is_comments_label(line.text):
            return
        current, filled = [line], outer
    if current:
        yield from _split(Part(tuple(current), filled))


def _split(part: Part) -> Iterator[Part]:
    """Take a box apart where headings, pictures or running text share it with something else."""
    box = part.box
    if box is None or len(part.lines) < 2 or part.list:
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
    inner: list[tuple[Box, list[Line]]] = []
    for line in part.lines:
        child = next((each for each in line.box.around() if each.up is box), None)
        if inner and child is not None and (inner[-1][0] is child or _both_paragraphs(inner[-1][0], child)):
            inner[-1][1].append(line)
        else:
            inner.append((child or line.box, [line]))
    for own, lines in inner:
        each = Part(tuple(lines), own)
        if len(inner) == 1 or own is box:
            yield each
        else:
            yield from _split(each)


def _both_paragraphs(one: Box, other: Box) -> bool:
    return (
        one.tag.name == other.tag.name
        and one.tag.attrs.get("class") == other.tag.attrs.get("class")
        and other.end - other.start == 1
    )


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
