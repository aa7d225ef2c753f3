"""Web pages as seeds: section fronts give the links that look like articles, an article itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree, html

from archiver.errors import LeadsNowhere, SeedError
from archiver.model.spellings import site_of
from archiver.model.urls import canonical_url, host_of
from archiver.sources.markup import html_tree
from archiver.sources.seed import Origin, SeedReading, absolute, plain
from archiver.sources.shape import address_points, headline_points

ENOUGH_POINTS = 4
"""From here on a link is taken for an article's; see `shape` for how that was measured."""

MAX_CHARS = 10_000_000
"""Of a page; section fronts stay below 3 MB."""

MAX_ANCHORS = 10_000
"""Looked at on one page; section fronts have some hundred."""

MAX_FEEDS = 20
"""Feeds taken from the head of one page; sites name one to a handful."""

ENOUGH_PROSE = 600
"""Characters of paragraphs side by side that only an article has."""

PROSE_RUN = 60
"""Characters of one piece of text below which it may be a label."""

FEW_LINKS = 10
"""Links to other articles; a section front has more."""

ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Review)$")
"""Types of schema.org that are articles: `NewsArticle`, `LiveBlogPosting`, …"""

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})

APART = frozenset({"nav", "footer", "menu"})
APART_ROLES = frozenset({"navigation", "contentinfo", "menu", "menubar", "search"})
APART_NAMES = re.compile(
    r"(?:^|[-_ ])(?:nav(?:bar|igation)?|menu|foot(?:er)?|breadcrumbs?|social|share|sharing|cookie|consent"
    r"|legal|pagination|pager|tags?|topics|skip)(?:$|[-_ ])",
    re.IGNORECASE,
)
"""Class and id names of the page's furniture. Source: the pages `shape` was measured on."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link on a page, with the words it carries and where it stands."""

    url: str
    text: str
    heading: bool = False  # it stands in a heading, or holds one
    apart: bool = False  # it stands in navigation, footer or the like


def read_page(origin: Origin, text: str) -> SeedReading:
    """Read a web page as a seed.

    Raises:
        LeadsNowhere: it is neither an article nor a page with links to articles.
        SeedError: it is too large.
    """
    if len(text) > MAX_CHARS:
        raise SeedError(
            origin.url, f"it is a web page of more than {MAX_CHARS // 1_000_000} million characters"
        )
    tree = html_tree(origin.url, text)
    base = absolute(origin.url, _attribute(tree.find(".//base[@href]"), "href")) or origin.url
    feeds = _feeds(tree, base)
    scored = _scored(list(_anchors(tree, base)), origin.url)
    if _is_article(tree, origin.url, len(scored)):
        own = origin.link(origin.url, headline=_headline(tree))
        return SeedReading(kind="article", links=(own,) if own else (), feeds=feeds)
    links = [origin.link(url, headline=headline) for url, headline in scored.items()]
    if not links and not feeds:
        raise LeadsNowhere(origin.url)
    return SeedReading(kind="listing", links=tuple(link for link in links if link), feeds=feeds)


def _scored(anchors: list[Anchor], page: str) -> dict[str, str | None]:
    """Return the addresses that look like articles of the page's site, in order, with headlines."""
    own, site = canonical_url(page), site_of(host_of(page))
    groups: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        groups.setdefault(canonical_url(anchor.url), []).append(anchor)
    found: dict[str, str | None] = {}
    for url, group in groups.items():
        shape = address_points(urlsplit(url))
        if shape is None or url == own or site_of(host_of(url)) != site:
            continue
        best = max(group, key=lambda anchor: (not anchor.apart, anchor.heading, len(anchor.text)))
        points = shape + headline_points(best.text)
        points += 1 if any(anchor.heading for anchor in group) else 0
        points -= 4 if all(anchor.apart for anchor in group) else 0
        if points >= ENOUGH_POINTS:
            found[best.url] = plain(best.text)
    return found


def _anchors(tree: html.HtmlElement, base: str) -> Iterator[Anchor]:
    """Walk the page once; places are counted in and out, so that depth costs nothing."""
    apart = headings = seen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        step = 1 if event == "start" else -1
        name = element.tag
        if name in HEADINGS:
            headings += step
        if _is_apart(element):
            apart += step
        if name == "a" and event == "end" and seen < MAX_ANCHORS:
            url = absolute(base, element.get("href"))
            if url is not None:
                seen += 1
                heading = next((inner for inner in element.iter(*HEADINGS)), None)
                yield Anchor(
                    url=url,
                    text=_words(heading if heading is not None else element),
                    heading=headings > 0 or heading is not None,
                    apart=apart > 0,
                )


def _is_apart(element: etree._Element) -> bool:
    if element.tag in APART or element.get("role") in APART_ROLES:
        return True
    if element.tag in ("html", "body", "main", "article", "a"):
        return False  # their classes tell of the whole page: `<body class="has-menu">`
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(names) < 500 and APART_NAMES.search(names) is not None


def _words(element: etree._Element) -> str:
    text = " ".join(" ".join(str(part) for part in element.itertext()).split())
    if text:
        return text[:1_000]
    labels = (element.get("aria-label"), element.get("title"), *(i.get("alt") for i in element.iter("img")))
    return next((label.strip() for label in labels if label and label.strip()), "")


def _feeds(tree: html.HtmlElement, base: str) -> tuple[str, ...]:
    """Return the feeds a page names as its own, without those of comments."""
    found: dict[str, None] = {}
    for link in tree.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if kind in FEED_TYPES and "alternate" in (link.get("rel") or "").lower().split():
            url = absolute(base, link.get("href"))
            if url and "comments" not in f"{url} {link.get('title') or ''}".lower():
                found[url] = None
    return tuple(found)[:MAX_FEEDS]


def _is_article(tree: html.HtmlElement, url: str, links: int) -> bool:
    """Tell whether the page is an article rather than a list of them.

    schema.org is believed where the address fits; `og:type` is not alone, since common systems
    call a section front `article` too. A page that says nothing is one if it has enough prose.
    """
    points = address_points(urlsplit(url))
    if points is None:
        return False  # a home page
    prose = _prose_chars(tree) >= ENOUGH_PROSE
    few = links < FEW_LINKS
    if any(ARTICLE_TYPES.search(kind) for kind in _structured(tree)):
        return points > 0 or few or prose
    meta = tree.find(".//meta[@property='og:type']")
    if (_attribute(meta, "content") or "").strip().lower() == "article":
        return points >= 3 or few or prose
    return prose and (points > 0 or few)


def _structured(tree: html.HtmlElement) -> set[str]:
    """Return the schema.org types that JSON-LD gives the page itself, not the things it lists."""
    types: set[str] = set()
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            types.update(_types(json.loads(script.text or "")))
        except (ValueError, RecursionError):
            continue  # publishers write broken JSON; the rest of the page still speaks
    return types


def _types(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list) and depth < 3:
        for entry in value:
            yield from _types(entry, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        named = value.get("@type")
        yield from (kind for kind in (named if isinstance(named, list) else [named]) if isinstance(kind, str))
        yield from _types(value.get("@graph"), depth + 1)


def _headline(tree: html.HtmlElement) -> str | None:
    heading = tree.find(".//h1")
    title = tree.find(".//title")
    return plain(_words(heading)) if heading is not None else plain(title.text if title is not None else None)


def _prose_chars(tree: html.HtmlElement) -> int:
    """Return the length of the most prose that stands together; deks on a front stand alone.

    Old systems write one element with `<br><br>` between paragraphs, so bare text counts too.
    """
    together: dict[etree._Element, int] = {}
    for element in tree.iter("p", "div", "td", "section", "article", "font", "center"):
        if element.tag == "p":
            holder, texts = element.getparent(), [_words(element)]
        else:
            holder, texts = element, [element.text or "", *(child.tail or "" for child in element)]
        if holder is not None:
            chars = sum(len(text) for text in texts if len(text.strip()) > PROSE_RUN)
            together[holder] = together.get(holder, 0) + chars
    return max(together.values(), default=0)


def _attribute(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)
