"""The generic reader: a page in, the article as a person would read it out."""

from __future__ import annotations

from urllib.parse import urljoin

from archiver.errors import InvalidURL, SchemeRefused
from archiver.model.reading import Anchor, Block, BlockKind, Notice, Reading, Signals
from archiver.model.urls import canonical_url
from archiver.normalize import body as bodies
from archiver.normalize import decode, dek, headline, rights
from archiver.normalize.byline import find_bylines
from archiver.normalize.dates import Surroundings, find_modified, find_published
from archiver.normalize.forms import HEADINGS, find_ground, narrow
from archiver.normalize.notices import notice_of
from archiver.normalize.pictures import find_captions, split_credit
from archiver.normalize.soup import parse
from archiver.normalize.structured import Claims, gather
from archiver.normalize.text import collapse, key
from archiver.normalize.walk import Line, Page, Zone, walk

READER = "generic/1"
"""Name and revision of this reader; the revision goes up with every change of what it reads."""


PASSAGE = 40
"""Least letters of a paragraph that tell whether it is quoted elsewhere."""


def read(html: bytes | str, url: str, *, charset: str | None = None) -> Reading:
    """Return the article the page shows.

    Args:
        html: the page; bytes are decoded as browsers do (BOM, declared charset, guess).
        url: where it was found; relative addresses are resolved against it.
        charset: from the Content-Type header, if it names one.

    Raises:
        ReadError: the page is too large to be read in bounded time and memory.
    """
    text = decode.decode(html, charset)
    soup = parse(text, url)
    page = walk(soup, url)
    claims = gather(page)
    declared = declared_text(page, claims)
    if declared:
        page = walk(soup, url, declared)
    return _read(page, claims)


def declared_text(page: Page, claims: Claims) -> frozenset[int]:
    """Return the hidden elements whose text the page itself declares to be the article's.

    Some publishers hide what is behind their paywall, but name it as `articleBody` in JSON-LD. Other
    hidden text is never read.
    """
    if not claims.body:
        return frozenset()
    told = key(claims.body)
    found = set()
    for tag in page.hidden:
        texts = [key(part.get_text()) for part in tag.find_all("p")]
        texts = [text for text in texts if len(text) > PASSAGE]
        if texts and sum(text in told for text in texts) * 2 > len(texts):
            found.add(id(tag))
    return frozenset(found)


def _read(page: Page, claims: Claims) -> Reading:
    return _trace(page, claims)[0]


def _trace(page: Page, claims: Claims) -> tuple[Reading, bodies.Body]:
    lines = page.lines
    ground = find_ground(lines)
    start = ground.start if ground else len(lines)
    title = headline.find_headline(page, claims, start)
    if ground and title.line and title.line.index > ground.start:
        below = find_ground(lines, frozenset(range(title.line.index)))
        if below and below.chars * 3 > ground.chars:  # the teasers above the headline are not the body
            ground, start = below, below.start
    if ground:
        ground = narrow(ground, title.line, live=claims.live)
    sites = headline.site_names(page, claims)
    at = title.line.index if title.line and title.line.index < start else max(0, start - 10)
    near = lines[max(0, at - 8) : min(at + 30, start + 2)]
    standfirst, dek_choice = dek.find_dek(page, claims, title.line, start, ground.form if ground else None)
    known = {key(title.text)}
    if standfirst:
        known.add(key(standfirst.text))
    if ground and standfirst and standfirst in ground.seeds:
        ground = find_ground(lines, frozenset((standfirst.index,))) or ground
        ground = narrow(ground, title.line, live=claims.live)
    found = bodies.find_body(lines, ground, title.line, known)
    last = found.lines[-1].index if found.lines else start
    captions = find_captions(lines[max(0, at - 8) : last + 3])
    around = _surroundings(lines, near, at, found, standfirst)
    bylines, by_choice = find_bylines(page, claims, around.above, around.below, sites)
    published, published_choice = find_published(page, claims, around)
    modified, modified_choice = find_modified(page, claims, around)
    notices, body = _notices(found.lines)
    chosen = (title.choice, dek_choice, by_choice, published_choice, modified_choice)
    blocks = tuple(block_of(line, page) for line in body)
    reading = Reading(
        reader=READER,
        headline=title.text,
        social_headline=title.social,
        search_headline=title.search,
        dek=standfirst.text if standfirst else None,
        bylines=bylines,
        published_at=published,
        modified_at=modified,
        blocks=blocks,
        captions=captions,
        notices=notices,
        language=rights.language(page, claims),
        section=claims.section[0].value if claims.section else None,
        rights=rights.find_rights(page, claims),
        canonical=rights.canonical(page),
        other_urls=rights.other_urls(page),
        why=tuple(choice for choice in chosen if choice),
        signals=_signals(page, claims, blocks),
    )
    return reading, found


BELOW = 12
"""How many lines below the body are read for its date."""


SHORT_CAPTION = 45
"""Shorter lines beside a picture may hold the date as well."""

SHORT_LAST = 60
"""Longest last line of a body that may be its date."""


def _surroundings(
    lines: list[Line], near: list[Line], top: int, found: bodies.Body, standfirst: Line | None
) -> Surroundings:
    """Return the lines near the body that may tell its date; what is read otherwise is left out."""
    taken = {line.index for line in found.lines}
    taken |= {line.index for part in found.captions for line in part if len(line.text) > SHORT_CAPTION}
    openings = [line for line in (standfirst, found.lines[0] if found.lines else None) if line]
    taken |= {line.index for line in openings}
    last = found.lines[-1].index if found.lines else len(lines)
    below = [line for line in lines[last + 1 : last + BELOW] if line.index not in taken]
    if found.lines and len(found.lines[-1].text) < SHORT_LAST:
        below.insert(0, found.lines[-1])
    above = [line for line in near if line.index not in taken]
    above.sort(key=lambda line: (line.index < top, line.index))
    return Surroundings(above, openings, below)


def _notices(lines: list[Line]) -> tuple[tuple[Notice, ...], list[Line]]:
    notices, body = [], []
    for line in lines:
        notice = notice_of(line.text)
        if notice:
            notices.append(notice)
        else:
            body.append(line)
    return tuple(notices), body


def block_of(line: Line, page: Page) -> Block:
    """Return the line as a block, with its links as absolute addresses."""
    anchors = []
    base = urljoin(page.url, page.base) if page.base else page.url
    for words, href in line.links:
        try:
            anchors.append(Anchor(text=collapse(words), url=canonical_url(urljoin(base, href.strip()))))
        except (InvalidURL, SchemeRefused, ValueError):
            continue  # mailto:, javascript:, or an address nobody can follow
    return Block(text=line.text, kind=_kind(line), anchors=tuple(anchors))


def _kind(line: Line) -> BlockKind:
    if line.tag.name in HEADINGS:
        return BlockKind.HEADING
    if line.tag.name in ("li", "dd", "dt"):
        return BlockKind.LIST_ITEM
    if line.tag.name in ("td", "th", "tr"):
        return BlockKind.TABLE_ROW
    if line.zone & Zone.QUOTE:
        return BlockKind.QUOTE
    return BlockKind.PARAGRAPH


def _signals(page: Page, claims: Claims, blocks: tuple[Block, ...]) -> Signals:
    told = (claims.headline, claims.dek, claims.authors, claims.published)
    return Signals(
        structured=sum(bool(claim) for claim in told) / len(told),
        body_chars=sum(len(block.text) for block in blocks),
        page_chars=sum(len(line.text) for line in page.lines),
    )


__all__ = ["READER", "read", "split_credit"]
