"""Lines become blocks: kinds, links, table rows, entries of live blogs."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from archiver.model.reading import Anchor, Block, BlockKind, Moment
from archiver.model.urls import joined, web_address
from archiver.normalize.body.body import Body
from archiver.normalize.fields.moments import as_utc, parse_moment
from archiver.normalize.page.forms import is_heading
from archiver.normalize.page.text import collapse, words_of
from archiver.normalize.page.walk import Box, Line, Page
from archiver.normalize.page.zones import Zone

CELL = " | "
"""What stands between the cells of a table row."""

ROW_CHARS = 600
"""Longest row of a table; longer ones are a layout, and their cells are paragraphs."""

SOCIAL = re.compile(
    r"(?:^|\.)(?:twitter|x|facebook|instagram|tiktok|threads|bsky|mastodon|youtube|t)\.(?:com|net|app|social|me)$"
)
"""Hosts whose posts are quoted in articles."""

DATELINE = re.compile(
    r"^(?P<place>[A-ZÄÖÜÉ][\w.'’]*(?:[ /-][A-ZÄÖÜÉ][\w.'’]*){0,4}(?:, [A-Z][\w.]*(?: \d{1,2})?)?)"
    r"(?P<agency>\s*\((?:[A-Z][\w/&. ]{1,24}|dpa[\w/]*|afp|ots)\))?\s*(?P<dash>[—–]|--?(?=\s)|:(?=\s))\s*"
)
"""Place, perhaps an agency, and a dash at the beginning of the text.

Source: AP Stylebook, "datelines"; the openings of dpa, AFP and Reuters reports.
"""


def blocks_of(body: Body, page: Page, *, live: bool) -> list[tuple[Block, tuple[Line, ...]]]:
    """Return the lines of the body as blocks, each with its lines.

    Args:
        body: the lines chosen.
        page: the page they are from; its address makes links absolute.
        live: the page is a live blog: the first block of each entry carries its time.
    """
    times = _entry_times(body, page) if live else {}
    posts = _posts(body)
    return [(_block(row, _kind(row[0], body, posts), page, times), row) for row in _rows(body.lines)]


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


def _block(lines: tuple[Line, ...], kind: BlockKind, page: Page, times: dict[int, Moment]) -> Block:
    first = lines[0]
    anchors = tuple(anchor for line in lines for anchor in _anchors(line, page))
    text = CELL.join(line.text for line in lines)
    if _row_of(first) and len(text) <= ROW_CHARS:
        kind = BlockKind.TABLE_ROW
    if first.index in times:
        return Block(text=text, kind=BlockKind.LIVE_ENTRY, anchors=anchors, at=times[first.index])
    return Block(text=text, kind=kind, anchors=anchors)


def _kind(line: Line, body: Body, posts: set[int]) -> BlockKind:
    if is_heading(line) or line.index in body.titles:
        return BlockKind.HEADING
    if line.zone & Zone.QUOTE:
        if id(_quote_of(line)) in posts:
            return BlockKind.EMBED
        return BlockKind.PULL_QUOTE if line.zone & Zone.FIGURE else BlockKind.QUOTE
    if any(box.tag.name in ("li", "dd", "dt") for box in itertools.islice(line.box.around(), 3)):
        return BlockKind.LIST_ITEM
    return BlockKind.PARAGRAPH


def _posts(body: Body) -> set[int]:
    """Return the identities of the quotations that link to a social network: quoted posts."""
    quoted = (line for line in body.lines if line.zone & Zone.QUOTE)
    return {
        id(_quote_of(line)) for line in quoted if any(SOCIAL.search(_host(href)) for _, href in line.links)
    }


def _quote_of(line: Line) -> Box:
    return next((box for box in line.box.around() if box.tag.name == "blockquote"), line.box)


def _host(href: str) -> str:
    try:
        return urlsplit(href).hostname or ""
    except ValueError:
        return ""


def _anchors(line: Line, page: Page) -> Iterator[Anchor]:
    base = joined(page.url, page.base or "") or page.url
    for words, href in line.links:
        url = web_address(joined(base, href))
        if url is not None:  # else mailto:, javascript:, or an address nobody can follow
            yield Anchor(text=collapse(words), url=url)


def _entry_times(body: Body, page: Page) -> dict[int, Moment]:
    """Return the times of the entries of a live blog by the index of the first line of each."""
    indices = [line.index for line in body.lines]
    found: dict[int, Moment] = {}
    for position, tag in page.times:
        moment = parse_moment(tag.attrs.get("datetime") or words_of(tag))
        nth = bisect_left(indices, position)
        if moment is not None and nth < len(indices) and indices[nth] - position < TIME_TO_TEXT:
            found.setdefault(indices[nth], as_utc(moment))
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
