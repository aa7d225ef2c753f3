"""Find the body of the article among the lines of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bs4 import Tag

from archiver.normalize import wording
from archiver.normalize.byline import BY
from archiver.normalize.text import key, weight
from archiver.normalize.walk import Line, Page, Zone

OUTSIDE = (
    Zone.NAV | Zone.FORM | Zone.BUTTON | Zone.DIALOG | Zone.CAPTION | Zone.FIGURE | Zone.LINK | Zone.ADDRESS
)
"""Where no body text stands, whatever it looks like."""

ASIDES = Zone.ASIDE | Zone.FOOTER
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SENTENCE_END = tuple(".!?…:;\"'”’»«“)]。！？」』।؟")

Form = tuple[str, str, str, str, str]
DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Body:
    """The lines chosen, in reading order."""

    lines: list[Line] = field(default_factory=list)
    dropped: list[tuple[Line, str]] = field(default_factory=list)  # inside its range, and why
    region: Tag | None = None


def form_of(line: Line) -> Form:
    """Return what lines of one kind share on one page: element, class, and those of the parent.

    The names of classes are only compared with each other, so renaming them all changes nothing.
    """
    tag = line.tag
    parent = tag.parent
    if parent is None:
        return (tag.name, tag.attrs.get("class", ""), "", "", "")
    numbered = DIGITS.sub("#", parent.attrs.get("id", ""))
    return (tag.name, tag.attrs.get("class", ""), parent.name, parent.attrs.get("class", ""), numbered)


def prose(line: Line) -> int:
    """Return how much running text the line holds, 0 if it is none."""
    if line.zone & OUTSIDE or line.tag.name in HEADINGS:
        return 0
    length = len(line.text)
    if line.link_chars * 2 > length:
        return 0
    says = weight(line.text)
    if says < 50 or (says < 140 and not line.text.endswith(SENTENCE_END)):
        return 0
    return says - line.link_chars


def ancestors(tag: Tag) -> Iterable[Tag]:
    """Give the element and those around it, inner ones first."""
    current: Tag | None = tag
    while current is not None and current.name != "[document]":
        yield current
        current = current.parent


def seed_form(lines: list[Line], after: int) -> tuple[Form | None, list[Line]]:
    """Return the form in which most running text is set, and its lines."""
    totals: dict[Form, float] = defaultdict(float)
    members: dict[Form, list[Line]] = defaultdict(list)
    for line in lines:
        says = prose(line)
        if not says:
            continue
        trust = 1.0
        if line.zone & Zone.BODY:
            trust *= 3
        if line.zone & (Zone.ARTICLE | Zone.MAIN):
            trust *= 1.3
        if line.zone & ASIDES:
            trust *= 0.3
        if line.tag.name in ("li", "td", "dd"):
            trust *= 0.5
        if line.index < after:
            trust *= 0.3
        form = form_of(line)
        totals[form] += trust * says
        members[form].append(line)
    if not totals:
        return None, []
    best = max(totals, key=lambda form: totals[form])
    return best, members[best]


def common(tags: list[Tag]) -> Tag:
    """Return the innermost element around all of them."""
    paths = [list(ancestors(tag))[::-1] for tag in tags]
    shared = paths[0]
    for path in paths[1:]:
        n = 0
        while n < min(len(shared), len(path)) and shared[n] is path[n]:
            n += 1
        shared = shared[:n]
    return shared[-1]


def find_body(page: Page, headline: Line | None, known: set[str]) -> Body:
    """Return the lines of the article's body.

    Args:
        page: the walked page.
        headline: the line that shows the headline, if it was found.
        known: keys of texts that are read as other fields (headline, dek, captions, …).
    """
    lines = page.lines
    after = headline.index if headline else 0
    form, seeds = seed_form(lines, after)
    if form is None:
        return Body()
    core = common([line.tag.parent or line.tag for line in seeds])
    region = _region(core, headline)
    return _select(lines, region, form, seeds, known, after)


def _region(core: Tag, headline: Line | None) -> Tag:
    if headline is None:
        return core
    around = set(map(id, ancestors(headline.tag)))
    for tag in ancestors(core):
        if id(tag) in around:
            return tag
        if tag.name in ("article", "main", "body"):
            return tag
    return core


def _select(
    lines: list[Line], region: Tag, form: Form, seeds: list[Line], known: set[str], after: int
) -> Body:
    body = Body(region=region)
    trunk = {id(tag) for line in seeds for tag in ancestors(line.tag.parent or line.tag)}
    first, last = seeds[0].index, seeds[-1].index
    inside = [line for line in lines if any(tag is region for tag in ancestors(line.tag))]
    boxes: list[tuple[Tag | None, list[Line]]] = []
    for line in inside:
        if line.index <= after:
            continue
        box = None
        for tag in ancestors(line.tag):
            if id(tag) in trunk:
                break
            box = tag
        if boxes and box is not None and boxes[-1][0] is box:
            boxes[-1][1].append(line)
        else:
            boxes.append((box, [line]))
    seen: set[str] = set()
    for box, group in boxes:
        reason = judge_box(box, group, form, first, last)
        for line in group:
            why = reason or judge_line(line, known, seen)
            if why:
                body.dropped.append((line, why))
            else:
                seen.add(key(line.text))
                body.lines.append(line)
    _trim(body)
    return body


def judge_box(box: Tag | None, group: list[Line], form: Form, first: int, last: int) -> str | None:
    """Return why a group of lines is no part of the body, or None."""
    zone = group[0].zone
    index = group[0].index
    total = sum(len(line.text) for line in group)
    links = sum(line.link_chars for line in group)
    says = sum(prose(line) for line in group)
    if all(form_of(line) == form for line in group):
        return None
    if zone & OUTSIDE or zone & ASIDES:
        return "zone"
    if links * 2 > total:
        return "links"
    if len(group) == 1:
        line = group[0]
        if line.tag.name in HEADINGS:
            return None if first < index < last else "heading outside"
        if line.tag.name in ("p", "blockquote", "pre") and first < index < last:
            return None
        return None if says and index < last else "short"
    if index > last or index < first:
        return "outside"
    if box is not None and box.name in ("ul", "ol", "dl", "table", "blockquote"):
        return None
    if says * 2 > total and not links:
        return None
    return "box"


def judge_line(line: Line, known: set[str], seen: set[str]) -> str | None:
    """Return why a line is no part of the body, or None."""
    if line.zone & OUTSIDE:
        return "zone"
    if line.link_chars >= 0.85 * len(line.text) and not line.text.endswith("."):
        return "link"
    spelt = key(line.text)
    if not spelt:
        return "empty"
    if spelt in known:
        return "known"
    if spelt in seen and len(spelt) > 20:
        return "seen"
    if len(line.text) < 120 and BY.match(line.text) and not line.text.endswith("."):
        return "byline"
    return wording.boilerplate(line.text)


def _trim(body: Body) -> None:
    """Drop headings that nothing follows."""
    while body.lines and body.lines[-1].tag.name in HEADINGS:
        body.dropped.append((body.lines.pop(), "heading at the end"))


Judge = Callable[[Line], str | None]
