"""The generic reader: a page in, the article as a person would read it out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archiver.model.reading import NoticeKind, Reading
from archiver.normalize.again import next_drafts
from archiver.normalize.around import surroundings
from archiver.normalize.body.bare import captions_as_text, text_as_it_stands
from archiver.normalize.body.blocks import blocks_of, dateline_of, with_posts
from archiver.normalize.body.body import Body, choices_of, find_body, is_place
from archiver.normalize.body.ends import with_lead, without_signature
from archiver.normalize.body.entries import with_entries
from archiver.normalize.body.ground import Ground, find_ground, narrow, scattered
from archiver.normalize.body.others import mark_others
from archiver.normalize.body.weighing import Weights
from archiver.normalize.decode import decode
from archiver.normalize.draft import ABOVE, Draft
from archiver.normalize.fields import rights
from archiver.normalize.fields.byline import find_bylines, signed_by
from archiver.normalize.fields.contributors import find_contributors
from archiver.normalize.fields.dates import find_modified, find_published
from archiver.normalize.fields.dek import find_dek, is_bold, is_lead
from archiver.normalize.fields.headline import find_headline, site_names
from archiver.normalize.fields.images import find_pictures
from archiver.normalize.fields.label import find_label
from archiver.normalize.fields.moments import is_stamped
from archiver.normalize.fields.notices import amid_text, find_notices, notice_of
from archiver.normalize.fields.pictures import find_captions, outer_figure, split_credit
from archiver.normalize.page import wording
from archiver.normalize.page.forms import home_of, is_heading, prose, stem_of
from archiver.normalize.page.soup import parse
from archiver.normalize.page.structured import Claims, gather
from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Line, Page, walk
from archiver.normalize.page.zones import Zone
from archiver.normalize.screening.confidence import UNWRITTEN, Check, checks_of
from archiver.normalize.screening.doubts import measured
from archiver.normalize.sites import SITES, SiteReader, is_address, site_for

READER = "generic/10"
"""Name and revision of this reader; the revision goes up with every change of what it reads."""

HOME_CHARS = 400
"""Least running text beside the headline, in the same `article`, that is its body whatever else there is."""

PASSAGE = 40
"""Least letters of a paragraph that tell whether it is quoted elsewhere."""

PASSAGES = ("p", "div")
"""Elements in which such a paragraph stands, the innermost of them."""

MAX_HIDDEN = 200
MAX_PASSAGES = 50
"""Most hidden elements, and paragraphs of each, that are looked for in the declared text."""

NOTICES_BELOW = 40
"""How many lines below the body are looked at for notices, links not counted: their lists may be long."""

FAR_BELOW = 250
"""How many lines below the body that is at most."""

NOTICES_ABOVE = 4
"""How many lines above the headline are looked at for notices; a banner over a site tells of updates only."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A reading, the page and the lines it was read from, so that nobody has to look for them again."""

    reading: Reading
    page: Page
    lines: tuple[tuple[Line, ...], ...]  # of each block of the reading
    left_out: tuple[tuple[Line, str], ...] = ()  # of the article's column, and why
    checks: tuple[Check, ...] = ()  # how sure it is


def read(
    html: bytes | str, url: str, *, charset: str | None = None, sites: tuple[SiteReader, ...] = SITES
) -> Reading:
    """Return the article the page shows; arguments and errors are those of `observe`."""
    return observe(html, url, charset=charset, sites=sites).reading


def observe(
    html: bytes | str,
    url: str,
    *,
    charset: str | None = None,
    sites: tuple[SiteReader, ...] = SITES,
    weights: Weights | None = None,
) -> Observed:
    """Return the article the page shows, and the page's lines.

    Args:
        html: the page; bytes are decoded as browsers do (BOM, declared charset, guess).
        url: where it was found; relative addresses are resolved against it. One that nobody can
            follow counts as none.
        charset: from the Content-Type header, if it names one.
        sites: readers for single publishers that know better than the generic one.
        weights: what was learnt of parts of the text, where it is to be judged; None: our own.

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
    draft = replace(begin(page, claims), weights=weights)
    seen = read_through(draft)
    told = frozenset(line.index for lines in seen.lines for line in lines)
    others = (read_through(other) for other in next_drafts(draft, told, seen.checks))
    if seen.reading.signals.is_doubtful:
        seen = next((other for other in others if not other.reading.signals.is_doubtful), seen)
    return _amended(seen, site.amend(seen.reading, found)) if site else seen


def _amended(seen: Observed, reading: Reading) -> Observed:
    """Return what was observed as a site's reader amended it, which may have left out blocks."""
    kept = {id(block) for block in reading.blocks}
    lines = zip(seen.reading.blocks, seen.lines, strict=True)
    return replace(seen, reading=reading, lines=tuple(rows for block, rows in lines if id(block) in kept))


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
        parts = tag.find_all(PASSAGES, limit=MAX_PASSAGES)
        texts = [key(part.get_text()) for part in parts if part.find(PASSAGES) is None]
        texts = [text for text in texts if len(text) > PASSAGE]
        if texts and sum(text in told for text in texts) * 2 > len(texts):
            found.add(id(tag))
    return frozenset(found)


# --- the steps ---------------------------------------------------------------------------------------


def begin(page: Page, claims: Claims) -> Draft:
    """Find headline and running text; each helps to find the other, and what is neither."""
    first = find_headline(page, claims, len(page.lines))
    mark_others(page.lines, first.line, page.url, live=claims.live)
    ground = find_ground(page.lines, live=claims.live)
    title = find_headline(page, claims, ground.start if ground else len(page.lines))
    ground = _settle(ground, title.line, page.lines, live=claims.live)
    start = ground.start if ground else len(page.lines)
    known = frozenset((key(title.text),))
    return Draft(page, claims, title, ground, start, known, why=(title.choice,))


def with_dek(draft: Draft) -> Draft:
    """Find the dek; where it is set like the running text, that begins below it."""
    ground, live = draft.ground, draft.claims.live
    dek, choice = find_dek(
        draft.page, draft.claims, draft.title.line, draft.start, ground.form if ground else None
    )
    if dek is None or choice is None or notice_of(dek.text) or key(dek.text) in draft.known:
        return draft
    if ground and dek in ground.sure:
        ground = find_ground(draft.page.lines, frozenset((dek.index,)), live=live) or ground
        ground = narrow(ground, draft.title.line, live=live)
    known = draft.known | {key(dek.text)}
    return replace(draft, dek=dek, ground=ground, known=known, why=(*draft.why, choice))


def with_body(draft: Draft) -> Draft:
    """Choose the lines of the text; what stands where a dek would may be the first of them."""
    lines, title, ground = draft.page.lines, draft.title.line, draft.ground
    if ground and not draft.claims.live:
        ground = scattered(ground, lines, title)
        draft = replace(draft, ground=ground, start=min(draft.start, ground.start))
    body = find_body(lines, ground, title, draft.known, draft.weights)
    first = body.lines[0] if body.lines else None
    if first and (is_stamped(first.text) or (signed_by(first.text) and not prose(first))):
        body = body.without((first,), "byline")
    if draft.dek is None or ground is None or not body.lines:
        return replace(draft, body=body)
    if not is_lead(draft.dek, draft.claims, own=id(stem_of(draft.dek)) in ground.stems):
        return replace(draft, body=body)
    why = tuple(choice for choice in draft.why if choice.field != "dek")
    return replace(draft, body=body.with_lines((draft.dek,)), dek=None, why=why)


def with_bare_text(draft: Draft) -> Draft:
    """Read what there is where no text runs: a gallery's captions, the words beside a video."""
    title, dek = draft.title.line, draft.dek
    if draft.body.lines:
        return draft
    body = captions_as_text(draft.page.lines, title) if title else Body()
    said = (split_credit(line.text)[0] for line in body.lines)
    draft = replace(draft, body=body, known=draft.known | {key(text) for text in said})
    if not (body.lines or (dek and draft.claims.shown)):
        body = text_as_it_stands(draft.page.lines, title, draft.known)
    if dek is None or not (body.lines or body.is_bare or draft.claims.shown):
        return replace(draft, body=body)
    why = tuple(choice for choice in draft.why if choice.field != "dek")
    return replace(draft, body=body.with_lines((dek,)), dek=None, why=why)


def with_live_entries(draft: Draft) -> Draft:
    """Add the entries of a live blog that are not in the text yet."""
    line = draft.title.line
    if not draft.claims.live or line is None:
        return draft
    return replace(draft, body=with_entries(draft.body, draft.page.lines, line.index + 1, draft.known))


def with_first_paragraphs(draft: Draft) -> Draft:
    """Add paragraphs that stand apart above the text."""
    line = draft.headline
    if line is None:
        return draft
    above = draft.page.lines[line.index + 1 : draft.start]
    return replace(draft, body=with_lead(draft.body, above, line, draft.known))


def with_bylines(draft: Draft) -> Draft:
    """Find who wrote it and when, near the text."""
    around = surroundings(draft)
    sites = site_names(draft.page, draft.claims)
    bylines, by = find_bylines(draft.page, draft.claims, around.above, around.below, sites)
    published, published_on, first = find_published(draft.page, draft.claims, around)
    modified, last = find_modified(draft.page, draft.claims, around)
    return replace(
        draft,
        bylines=bylines,
        published=published,
        published_on=published_on,
        modified=modified,
        why=(*draft.why, *filter(None, (by, first, last))),
    )


def with_contributors(draft: Draft) -> Draft:
    """Find what is printed on who else worked on it, and take that out of the text."""
    said, lines = find_contributors(draft.page.lines, draft.body.lines, draft.headline)
    inside = tuple(line for line in draft.body.lines if line in lines)
    return replace(draft, contributors=said, body=draft.body.without(inside, "contributors"))


def without_authors(draft: Draft) -> Draft:
    """Leave out what stands below the text on those who wrote it."""
    return replace(draft, body=without_signature(draft.body, draft.bylines))


def with_dateline(draft: Draft) -> Draft:
    """Find the place that opens the text; where it fills the first line, that line is left out."""
    lines = draft.body.lines
    if not lines:
        return draft
    first = lines[0].text
    is_name = is_heading(lines[0]) or (is_bold(lines[0]) and not first.isupper())
    if len(lines) > 1 and is_place(first) and prose(lines[1]) and not is_name:
        return replace(draft, dateline=first.rstrip("."), body=draft.body.without(lines[:1], "dateline"))
    return replace(draft, dateline=dateline_of(first))


def with_label(draft: Draft) -> Draft:
    """Find what the article is called at its headline: opinion, analysis, paid content."""
    return replace(draft, label=find_label(draft.page.lines, draft.title.line))


def with_notices(draft: Draft) -> Draft:
    """Find the notices around headline and text, to a little below, and take them out of the text."""
    lines, end = draft.page.lines, draft.top if draft.last is None else draft.last
    first = draft.title.line.index + 1 if draft.title.line and draft.top else draft.top
    ours = (line for line in lines[end + 1 : end + FAR_BELOW] if not line.zone & Zone.OTHER)
    rest = itertools.takewhile(lambda line: not _ends_article(line), ours)
    told = (line for line in rest if line.link_chars * 2 <= len(line.text))  # tags and titles are links
    below = itertools.islice(told, NOTICES_BELOW)
    above, _ = find_notices([*lines[max(0, first - 1 - NOTICES_ABOVE) : max(0, first - 1)]])
    notices, taken = find_notices([*lines[first : end + 1], *below], amid_text(draft.body.lines))
    said = {notice.text for notice in notices}
    over = (one for one in above if one.kind is not NoticeKind.UPDATE and one.text not in said)
    notices = (*over, *notices)
    kept = tuple(line for line in draft.body.lines if line.index not in taken)
    return replace(draft, notices=notices, body=replace(draft.body, lines=kept))


STEPS: tuple[Callable[[Draft], Draft], ...] = (
    with_dek,
    with_body,
    with_bare_text,
    with_live_entries,
    with_first_paragraphs,
    with_bylines,
    with_contributors,
    without_authors,
    with_dateline,
    with_label,
    with_notices,
)
"""How an article is read once its headline and running text are found; each needs what those above found."""


def read_through(draft: Draft) -> Observed:
    """Return what all the steps find."""
    for step in STEPS:
        draft = step(draft)
    return finish(draft)


def finish(draft: Draft) -> Observed:
    """Return what was found as a reading."""
    page, claims, body = draft.page, draft.claims, draft.body
    told = blocks_of(body, page, live=claims.live)
    blocks = tuple(block for block, _ in told)
    read_as_body = frozenset(line.index for _, lines in told for line in lines)
    pictured, beside = _pictured(draft)
    reading = Reading(
        reader=READER,
        headline=draft.title.text,
        social_headline=draft.title.social,
        search_headline=draft.title.search,
        dek=draft.dek.text if draft.dek else None,
        bylines=draft.bylines,
        contributors=draft.contributors,
        dateline=draft.dateline,
        label=draft.label,
        published_at=draft.published,
        published_on=draft.published_on,
        modified_at=draft.modified,
        blocks=blocks,
        captions=find_captions(pictured, beside, draft.known),
        pictures=find_pictures(page, body.lines, draft.headline),
        notices=draft.notices,
        language=rights.language(page, claims),
        section=claims.section[0].value if claims.section else None,
        rights=rights.find_rights(page, claims, read_as_body),
        canonical=rights.canonical(page),
        other_urls=rights.other_urls(page),
        why=(*draft.why, *choices_of(body)),
    )
    checks = (UNWRITTEN,) if body.is_bare else checks_of(reading, page, claims, read_as_body)
    reading = measured(reading, page, claims, draft.title, checks, body.dropped)
    whole = with_posts(told, page, draft.headline)
    reading = replace(reading, blocks=tuple(block for block, _ in whole))
    return Observed(reading, page, tuple(lines for _, lines in whole), body.dropped, checks)


def _pictured(draft: Draft) -> tuple[list[Line], list[tuple[Line, ...]]]:
    """Return the lines among which captions stand, and the boxes with a picture: as far as the text goes.

    Below the text others put what comes and goes; of the article is only a figure right in a box of its text.
    """
    lines, last = draft.page.lines, draft.top if draft.last is None else draft.last
    stems = draft.ground.stems if draft.ground else frozenset()
    own = (line for line in lines[last + 1 :] if (figure := outer_figure(line)) and id(figure.up) in stems)
    boxes = [part for part in draft.body.captions if part[0].index <= last]
    return [*lines[max(0, draft.top - ABOVE) : last + 1], *own], boxes


def _settle(ground: Ground | None, title: Line | None, lines: Sequence[Line], *, live: bool) -> Ground | None:
    """Return where the body stands, now that the headline is known."""
    if ground is None or title is None:
        return ground
    if title.index > ground.start:
        below = find_ground(lines, frozenset(range(title.index)), live=live)
        if below and below.chars * 3 > ground.chars:  # the teasers above the headline are not the body
            ground = below
    home = home_of(title)
    if home and not any(home.holds(line.index) for line in ground.sure):
        within = find_ground(lines, frozenset({*range(home.start), *range(home.end, len(lines))}), live=live)
        if within and within.chars > HOME_CHARS:  # comments below an article may be longer than it is
            ground = within
        elif ground.chars < HOME_CHARS and text_as_it_stands(lines, title, frozenset()).lines:
            return None  # a form beside an article of hardly any words
    return narrow(ground, title, live=live)


def _ends_article(line: Line) -> bool:
    """Tell whether the readers' comments or another article begin here."""
    return line.tag.name == "h1" or wording.is_comments_label(line.text)
