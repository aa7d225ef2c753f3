"""The generic reader: a page in, the article as a person would read it out."""

from __future__ import annotations

from urllib.parse import urljoin

from archiver.errors import InvalidURL, SchemeRefused
from archiver.model.reading import Anchor, Block, BlockKind, Notice, Reading, Signals
from archiver.model.urls import canonical_url
from archiver.normalize import body as bodies
from archiver.normalize import decode, dek, headline, rights
from archiver.normalize.byline import find_bylines
from archiver.normalize.dates import find_modified, find_published
from archiver.normalize.notices import notice_of
from archiver.normalize.pictures import find_captions, split_credit
from archiver.normalize.soup import parse
from archiver.normalize.structured import Claims, gather
from archiver.normalize.text import collapse, key
from archiver.normalize.walk import Line, Page, Zone, walk

READER = "generic/1"
"""Name and revision of this reader; the revision goes up with every change of what it reads."""


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
    page = walk(parse(text, url), url)
    claims = gather(page)
    return _read(page, claims)


def _read(page: Page, claims: Claims) -> Reading:
    lines = page.lines
    form, seeds = bodies.seed_form(lines, 0)
    start = seeds[0].index if seeds else len(lines)
    title = headline.find_headline(page, claims, start)
    sites = headline.site_names(page, claims)
    at = title.line.index if title.line else max(0, start - 10)
    near = lines[max(0, at - 6) : min(at + 30, start + 2)]
    standfirst, dek_choice = dek.find_dek(page, claims, title.line, start, form)
    known = {key(title.text)}
    if standfirst:
        known.add(key(standfirst.text))
    found = bodies.find_body(page, title.line, known)
    last = found.lines[-1].index if found.lines else start
    captions = find_captions(lines[max(0, at - 8) : last + 3])
    bylines, by_choice = find_bylines(page, claims, near, sites)
    published, published_choice = find_published(page, claims, near)
    modified, modified_choice = find_modified(page, claims, near)
    notices, body = _notices(found.lines)
    chosen = (title.choice, dek_choice, by_choice, published_choice, modified_choice)
    blocks = tuple(block_of(line, page) for line in body)
    return Reading(
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
    if line.tag.name in bodies.HEADINGS:
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
