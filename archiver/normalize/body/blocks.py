"""Lines become blocks: kinds, links, table rows, entries of live blogs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from archiver.language import any_timed
from archiver.model.reading import Anchor, Block, BlockKind, Moment
from archiver.model.urls import joined, web_address
from archiver.normalize.body.body import Body
from archiver.normalize.body.cards import is_clock
from archiver.normalize.fields.moments import as_utc, parse_moment
from archiver.normalize.page.forms import common, is_heading
from archiver.normalize.page.text import collapse, words_of
from archiver.normalize.page.walk import Box, Line, Page
from archiver.normalize.page.zones import Zone

CELL = " | "
"""What stands between the cells of a table row."""

ROW_CHARS = 600
"""Longest row of a table; longer ones are a layout, and their cells are paragraphs."""

DATELINE = re.compile(
    r"^(?P<place>[A-ZÄÖÜÉ][\w.'’]*(?:[ /-][A-ZÄÖÜÉ][\w.'’]*){0,4}(?:, [A-Z][\w.]*(?: \d{1,2})?)?)"
    r"(?P<agency>\s*\((?:[A-Z][\w/&. ]{1,24}|dpa[\w/]*|afp|ots)\))?\s*(?P<dash>[—–]|--?(?=\s)|:(?=\s))\s*"
)
"""Place, perhaps an agency, and a dash at the beginning of the text.

Source: AP Stylebook, "datelines"; the openings of dpa, AFP and Reuters reports.
"""


_AGO = any_timed("ago", r"\d{1,3}")
AGED = re.compile(rf"^{_AGO}\W+(?=\w)|(?<=\w)\W+{_AGO}$", re.IGNORECASE)
"""How long ago an entry was written, before or behind its heading: another time at every look."""

NO_POSTS = Zone.NAV | Zone.ASIDE | Zone.FOOTER | Zone.FORM | Zone.DIALOG | Zone.OTHER
"""Where no post stands that an article quotes."""

BlockLines = tuple[Block, tuple[Line, ...]]
"""A block and the lines it was made of; a post has none on the page."""


def blocks_of(body: Body, page: Page, *, live: bool) -> list[BlockLines]:
    """Return the lines of the body as blocks, each with its lines.

    Args:
        body: the lines chosen.
        page: the page they are from; its address makes links absolute.
        live: the page is a live blog: the first block of each entry carries its time.
    """
    times = _entry_times(body, page) if live else {}
    return [(_block(row, _kind(row[0], body), page, times), row) for row in _rows(body.lines)]


def _rows(lines: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """Give the lines one by one, but the cells of a table row together."""
    for row, group in itertools.groupby(lines, key=_row_of):
        cells = tuple(group)
        if row is None or sum(len(line.text) for line in cells) > ROW_CHARS:
            yield from ((line,) for line in cells)
        else:
            yield cells


def _row_of(line: Line) -> Box | None:
    if not line.box.zone & Zone.TABLE:
        return None
    return next((box for box in itertools.islice(line.box.around(), 4) if box.tag.name == "tr"), None)


def _block(lines: tuple[Line, ...], kind: BlockKind, page: Page, times: dict[int, Moment | None]) -> Block:
    first = lines[0]
    anchors = tuple(anchor for line in lines for anchor in _anchors(line, page))
    text = CELL.join(line.text for line in lines)
    if times and (kind is BlockKind.HEADING or first.index in times):
        text = AGED.sub("", text)
    if _row_of(first) and len(text) <= ROW_CHARS:
        kind = BlockKind.TABLE_ROW
    if first.index in times:
        return Block(text=text, kind=BlockKind.LIVE_ENTRY, anchors=anchors, at=times[first.index])
    return Block(text=text, kind=kind, anchors=anchors)


def _kind(line: Line, body: Body) -> BlockKind:
    if is_heading(line) or line.index in body.titles:
        return BlockKind.HEADING
    if line.zone & Zone.QUOTE:
        return BlockKind.PULL_QUOTE if line.zone & Zone.FIGURE else BlockKind.QUOTE
    if any(box.tag.name in ("li", "dd", "dt") for box in itertools.islice(line.box.around(), 3)):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _anchors(line: Line, page: Page) -> Iterator[Anchor]:
    base = joined(page.url, page.base or "") or page.url
    for words, href in line.links:
        url = web_address(joined(base, href))
        if url is not None:  # else mailto:, javascript:, or an address nobody can follow
            yield Anchor(text=collapse(words), url=url)


def with_posts(told: Sequence[BlockLines], page: Page, headline: Line | None) -> list[BlockLines]:
    """Return the blocks with the posts of networks that stand among them, or right below in their box.

    They are put in last, as whether they are there is chance: nothing else on the page is read otherwise.

    Args:
        told: the blocks of the text, each with its lines.
        page: the page they are from.
        headline: the line that shows the headline, if it stands above them.
    """
    lines = [line for _, row in told for line in row]
    if not lines or not page.posts:
        return list(told)
    top = headline.index if headline else lines[0].index
    column = common(line.box for line in lines)
    found: list[tuple[float, BlockLines]] = [(row[0].index, (block, row)) for block, row in told]
    for post in page.posts:
        is_last = post.at == lines[-1].index + 1 and column in post.box.around()
        if (top < post.at <= lines[-1].index or is_last) and post.lines and not post.box.zone & NO_POSTS:
            text = " ".join(line.text for line in post.lines)
            anchors = tuple(anchor for line in post.lines for anchor in _anchors(line, page))
            block = Block(text=text, kind=BlockKind.EMBED, anchors=anchors)
            found.append((post.at - 0.5, (block, ())))
    return [each for _, each in sorted(found, key=lambda each: each[0])]


def _entry_times(body: Body, page: Page) -> dict[int, Moment | None]:
    """Return the times of the entries of a live blog by the index of the first line of each.

    Of a bare time of day, left out of the text, nobody knows the day: None.
    """
    told = ((at, parse_moment(tag.attrs.get("datetime") or words_of(tag))) for at, tag in page.times)
    times = [(at, as_utc(moment)) for at, moment in told if moment is not None]
    bare = [(line.index, None) for line, _ in body.dropped if is_clock(line.text)]
    indices = [line.index for line in body.lines]
    found: dict[int, Moment | None] = {}
    for position, moment in (*times, *bare):
        nth = bisect_left(indices, position)
        if nth < len(indices) and indices[nth] - position < TIME_TO_TEXT:
            found.setdefault(indices[nth], moment)
    return found


TIME_TO_TEXT = 5
"""Most lines (time, author, title, buttons) between the time of an entry and its text."""


def dateline_of(text: str) -> str | None:
    """Return the place and agency that open the text, or None."""
    found = DATELINE.match(text)
    if not found:
        return None
    place, agency = found["place"], found["agency"]
    if not agency and found["dash"] not in "—–" and not place.isupper():
        return None
    if len(place.split()) > 3 and not agency:
        return None
    return place + (agency or "")
