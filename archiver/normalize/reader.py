"""The generic reader: a page in, the article as a person would read it out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from archiver.model.reading import Choice, Notice, Reading
from archiver.normalize.body import body as bodies
from archiver.normalize.body.blocks import blocks_of, dateline_of
from archiver.normalize.body.ends import add_lead, drop_signature, put_in
from archiver.normalize.body.entries import add_entries
from archiver.normalize.body.ground import Ground, find_ground, narrow
from archiver.normalize.decode import decode
from archiver.normalize.fields import headline, rights
from archiver.normalize.fields.byline import find_bylines
from archiver.normalize.fields.dates import Surroundings, find_modified, find_published
from archiver.normalize.fields.dek import find_dek, is_lead
from archiver.normalize.fields.headline import Headline
from archiver.normalize.fields.notices import find_notices, notice_of
from archiver.normalize.fields.pictures import find_captions
from archiver.normalize.page import wording
from archiver.normalize.page.forms import home_of, prose
from archiver.normalize.page.soup import parse
from archiver.normalize.page.structured import Claims, gather
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Line, Page, walk
from archiver.normalize.screening.doubts import signals_of
from archiver.normalize.sites import SITES, SiteReader, is_address, site_for

READER = "generic/4"
"""Name and revision of this reader; the revision goes up with every change of what it reads."""

ABOVE = 8
"""How many lines above the headline are looked at for kicker, date and author."""

BELOW = 12
"""How many lines below the body are looked at for its date and author."""

HEAD_LINES = 30
"""Most lines between the headline and the body."""

HOME_CHARS = 400
"""Least running text beside the headline, in the same `article`, that is its body whatever else there is."""

PASSAGE = 40
"""Least letters of a paragraph that tell whether it is quoted elsewhere."""

MAX_HIDDEN = 200
MAX_PASSAGES = 50
"""Most hidden elements, and paragraphs of each, that are looked for in the declared text."""

NOTICES_BELOW = 40
"""How many lines below the body are looked at for notices, past tags, share bars and related stories."""

SHORT_CAPTION = 45
"""Shorter lines beside a picture may hold the date as well."""

SHORT_LAST = 60
"""Longest line of a body, but its first, that may be its date: one of the first or the last."""

OPENINGS = 4
"""How many lines of the body are its beginning."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where on the page everything stands."""

    page: Page
    claims: Claims
    title: Headline
    top: int  # index of the headline's line, or of the first line that may belong to the article
    dek: Line | None
    dek_choice: Choice | None
    ground: Ground | None
    known: set[str]  # keys of headline and dek
    body: bodies.Body


@dataclass(frozen=True, slots=True)
class Observed:
    """A reading and the page it was read from, so that nobody has to parse the page again."""

    reading: Reading
    page: Page


def read(
    html: bytes | str, url: str, *, charset: str | None = None, sites: tuple[SiteReader, ...] = SITES
) -> Reading:
    """Return the article the page shows; arguments and errors are those of `observe`."""
    return observe(html, url, charset=charset, sites=sites).reading


def observe(
    html: bytes | str, url: str, *, charset: str | None = None, sites: tuple[SiteReader, ...] = SITES
) -> Observed:
    """Return the article the page shows, and the page's lines.

    Args:
        html: the page; bytes are decoded as browsers do (BOM, declared charset, guess).
        url: where it was found; relative addresses are resolved against it. One that nobody can
            follow counts as none.
        charset: from the Content-Type header, if it names one.
        sites: readers for single publishers that know better than the generic one.

    Raises:
        ReadError: the page is too large to be read in bounded time and memory.
    """
    soup = parse(decode(html, charset), url)
    url = url if is_address(url) else ""
    site = site_for(url, sites)
    found = site.prepare(soup) if site else {}
    page = walk(soup, url)
    claims = gather(page)
    declared = declared_text(page, claims)
    if declared:
        page = walk(soup, url, declared)
    reading = compose(lay_out(page, claims))
    return Observed(site.amend(reading, found) if site else reading, page)


def reader_for(url: str, sites: tuple[SiteReader, ...] = SITES) -> str:
    """Return the name and revision of the reader that reads pages of this address."""
    site = site_for(url, sites)
    return site.reader if site else READER


def declared_text(page: Page, claims: Claims) -> frozenset[int]:
    """Return the hidden elements whose text the page itself declares to be the article's.

    Some publishers hide what is behind their paywall, but name it as `articleBody` in JSON-LD. Other
    hidden text is never read.
    """
    if not claims.body:
        return frozenset()
    told = key(claims.body)
    found = set()
    for tag in page.hidden[:MAX_HIDDEN]:
        texts = [key(part.get_text()) for part in tag.find_all("p", limit=MAX_PASSAGES)]
        texts = [text for text in texts if len(text) > PASSAGE]
        if texts and sum(text in told for text in texts) * 2 > len(texts):
            found.add(id(tag))
    return frozenset(found)


def lay_out(page: Page, claims: Claims) -> Layout:
    """Find headline, dek and body; each helps to find the others."""
    lines = page.lines
    ground = find_ground(lines, live=claims.live)
    title = headline.find_headline(page, claims, ground.start if ground else len(lines))
    ground = _settle(ground, title.line, lines, live=claims.live)
    start = ground.start if ground else len(lines)
    dek, dek_choice = find_dek(page, claims, title.line, start, ground.form if ground else None)
    if dek and notice_of(dek.text):
        dek = dek_choice = None
    if ground and dek and dek in ground.seeds:
        ground = find_ground(lines, frozenset((dek.index,)), live=claims.live) or ground
        ground = narrow(ground, title.line, live=claims.live)
    known = {key(title.text)} | ({key(dek.text)} if dek else set())
    body = bodies.find_body(lines, ground, title.line, known)
    if dek and body.lines and is_lead(dek, claims):
        put_in(body, [dek])
        dek = dek_choice = None
    above = title.line is not None and title.line.index < start
    if claims.live and title.line:
        add_entries(body, lines, title.line.index + 1, known)
    if title.line and above:
        add_lead(body, lines[title.line.index + 1 : start], title.line, known)
    top = title.line.index if title.line and above else max(0, start - ABOVE)
    return Layout(page, claims, title, top, dek, dek_choice, ground, known, body)


def _settle(ground: Ground | None, title: Line | None, lines: list[Line], *, live: bool) -> Ground | None:
    """Return where the body stands, now that the headline is known."""
    if ground is None or title is None:
        return ground
    if title.index > ground.start:
        below = find_ground(lines, frozenset(range(title.index)), live=live)
        if below and below.chars * 3 > ground.chars:  # the teasers above the headline are not the body
            ground = below
    home = home_of(title)
    if home and not any(home.holds(line.index) for line in ground.seeds):
        within = find_ground(lines, frozenset({*range(home.start), *range(home.end, len(lines))}), live=live)
        if within and within.chars > HOME_CHARS:  # comments below an article may be longer than it is
            ground = within
    return narrow(ground, title, live=live)


def compose(layout: Layout) -> Reading:
    """Return what stands there as a reading."""
    page, claims, body = layout.page, layout.claims, layout.body
    around = _surroundings(layout)
    sites = headline.site_names(page, claims)
    bylines, byline_choice = find_bylines(page, claims, around.above, around.below, sites)
    published, published_on, published_choice = find_published(page, claims, around)
    modified, modified_choice = find_modified(page, claims, around)
    drop_signature(body, bylines)
    dateline = _take_dateline(body)
    notices = _take_notices(layout)
    blocks = blocks_of(body, page, live=claims.live)
    near = slice(max(0, layout.top - ABOVE), (body.lines[-1].index if body.lines else layout.top) + 3)
    chosen = (
        layout.title.choice,
        layout.dek_choice,
        byline_choice,
        published_choice,
        modified_choice,
        bodies.choice_of(body),
    )
    return Reading(
        reader=READER,
        headline=layout.title.text,
        social_headline=layout.title.social,
        search_headline=layout.title.search,
        dek=layout.dek.text if layout.dek else None,
        bylines=bylines,
        dateline=dateline,
        published_at=published,
        published_on=published_on,
        modified_at=modified,
        blocks=blocks,
        captions=find_captions(page.lines[near], body.captions, layout.known),
        notices=notices,
        language=rights.language(page, claims),
        section=claims.section[0].value if claims.section else None,
        rights=rights.find_rights(page, claims),
        canonical=rights.canonical(page),
        other_urls=rights.other_urls(page),
        why=tuple(choice for choice in chosen if choice),
        signals=signals_of(page, claims, layout.title, blocks),
    )


def _surroundings(layout: Layout) -> Surroundings:
    """Return the lines near the body that may tell its date and author, and are read as nothing else."""
    lines, body, top = layout.page.lines, layout.body, layout.top
    start = layout.ground.start if layout.ground else len(lines)
    taken = {line.index for line in body.lines}
    taken |= {line.index for part in body.captions for line in part if len(line.text) > SHORT_CAPTION}
    short = [line for line in body.lines[1:OPENINGS] if len(line.text) < SHORT_LAST and not prose(line)]
    first = [line for line in body.lines[:OPENINGS] if line.index <= start] or body.lines[:1]  # a lead, too
    openings = list(dict.fromkeys(line for line in (layout.dek, *first, *short) if line))
    taken |= {line.index for line in openings}
    last = body.lines[-1].index if body.lines else len(lines)
    below = [line for line in lines[last + 1 : last + BELOW] if line.index not in taken]
    below = [line for line in body.lines[-1:] if len(line.text) < SHORT_LAST] + below
    near = lines[max(0, top - ABOVE) : min(top + HEAD_LINES, start + 2)]
    above = sorted(
        (line for line in near if line.index not in taken), key=lambda line: (line.index < top, line.index)
    )
    return Surroundings(above, openings, below)


def _take_dateline(body: bodies.Body) -> str | None:
    """Return the place that opens the text; where it fills the first line, that line goes."""
    if not body.lines:
        return None
    first = body.lines[0].text
    if len(body.lines) > 1 and bodies.is_place(first) and prose(body.lines[1]):
        body.dropped.append((body.lines.pop(0), "dateline"))
        return first.rstrip(".")
    return dateline_of(first)


def _take_notices(layout: Layout) -> tuple[Notice, ...]:
    """Return the notices from the headline to a little below the body, and take them out of it."""
    body, lines = layout.body, layout.page.lines
    first = layout.title.line.index + 1 if layout.title.line and layout.top else layout.top
    last = body.lines[-1].index if body.lines else layout.top
    below = itertools.takewhile(lambda line: not _ends_article(line), lines[last + 1 : last + NOTICES_BELOW])
    notices, taken = find_notices([*lines[first : last + 1], *below])
    body.lines = [line for line in body.lines if line.index not in taken]
    return notices


def _ends_article(line: Line) -> bool:
    """Tell whether the readers' comments or another article begin here."""
    return line.tag.name == "h1" or wording.is_comments_label(line.text)
