"""What a page says about itself to machines: JSON-LD, OpenGraph, meta elements, microdata."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bs4 import Tag

from archiver.language import any_of
from archiver.normalize.page.jsonld import (
    MAX_NODES,
    article_node,
    each,
    flag,
    locked,
    nodes_of,
    parse_json,
    people,
    texts,
    types_of,
)
from archiver.normalize.page.text import MAX_PARTS, collapse, words_of
from archiver.normalize.page.walk import Page

MAX_VALUE = 5_000
"""Most characters of a value; longer ones are no headline, description or name."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value and who says so."""

    source: str  # "json-ld", "og:title", "meta author", "itemprop", …
    value: str


@dataclass(slots=True)
class Claims:
    """The page's claims by field, in the order they were found."""

    headline: list[Claim] = field(default_factory=list)
    dek: list[Claim] = field(default_factory=list)
    authors: list[Claim] = field(default_factory=list)
    published: list[Claim] = field(default_factory=list)
    modified: list[Claim] = field(default_factory=list)
    section: list[Claim] = field(default_factory=list)
    rights: list[Claim] = field(default_factory=list)
    language: list[Claim] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    body: str | None = None  # JSON-LD articleBody: a check, never the reading
    kind: str | None = None  # og:type
    locked: tuple[str, ...] = ()  # CSS selectors of what is behind the paywall
    free: bool | None = None  # isAccessibleForFree
    live: bool = False  # a live blog
    news: bool = False  # declared to be news, and no page or blog post


META_FIELDS: dict[str, str] = {
    "og:title": "headline",
    "twitter:title": "headline",
    "parsely-title": "headline",
    "sailthru.title": "headline",
    "dc.title": "headline",
    "dcterms.title": "headline",
    "title": "headline",
    "hdl": "headline",
    "citation_title": "headline",
    "og:description": "dek",
    "twitter:description": "dek",
    "description": "dek",
    "sailthru.description": "dek",
    "dc.description": "dek",
    "dcterms.description": "dek",
    "author": "authors",
    "article:author": "authors",
    "article:author_name": "authors",
    "og:article:author": "authors",
    "parsely-author": "authors",
    "sailthru.author": "authors",
    "dc.creator": "authors",
    "dcterms.creator": "authors",
    "dc.contributor": "authors",
    "byl": "authors",
    "citation_author": "authors",
    "shareaholic:article_author_name": "authors",
    "twitter:creator": "creator",
    "cxenseparse:author": "authors",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:published": "published",
    "article:published:time": "published",
    "og:published_time": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "cxenseparse:recs:publishtime": "published",
    "cxenseparse:publishtime": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dc.date.created": "published",
    "dcterms.date": "published",
    "dcterms.created": "published",
    "dcterms.issued": "published",
    "dcterms.available": "published",
    "citation_publication_date": "published",
    "citation_date": "published",
    "citation_online_date": "published",
    "publish-date": "published",
    "publish_date": "published",
    "publishdate": "published",
    "pubdate": "published",
    "published_time": "published",
    "publication_date": "published",
    "publicationdate": "published",
    "published": "published",
    "published_at": "published",
    "published-date": "published",
    "pub_date": "published",
    "pdate": "published",
    "ptime": "published",
    "displaydate": "published",
    "originalpublicationdate": "published",
    "article_date_original": "published",
    "article_published_time": "published",
    "article:published_date": "published",
    "bt:pubdate": "published",
    "dc.created": "published",
    "dc.date.publication": "published",
    "og:release_date": "published",
    "prism.publicationdate": "published",
    "rnews:datepublished": "published",
    "shareaholic:article_published_time": "published",
    "vr:published-time": "published",
    "last-modified": "modified",
    "article:modified_time": "modified",
    "og:article:modified_time": "modified",
    "og:updated_time": "modified",
    "article:modified": "modified",
    "article:modified:time": "modified",
    "dcterms.modified": "modified",
    "dc.date.modified": "modified",
    "datemodified": "modified",
    "revision_date": "modified",
    "article:section": "section",
    "parsely-section": "section",
    "cxenseparse:category": "section",
    "section": "section",
    "dc.rights": "rights",
    "dcterms.rights": "rights",
    "dcterms.license": "rights",
    "copyright": "rights",
    "rights": "rights",
    "og:locale": "language",
    "content-language": "language",
    "dc.language": "language",
    "dcterms.language": "language",
    "language": "language",
    "og:site_name": "publisher",
    "og:site:name": "publisher",
    "application-name": "publisher",
    "dc.publisher": "publisher",
    "og:type": "kind",
}
"""Meta names and the field they speak of.

Source: ogp.me (`og:`, `article:`), Dublin Core element set 1.1 and DCMI terms, Parse.ly metatag
integration, Sailthru Horizon tags, Cxense content profile, Highwire Press tags (`citation_`), PRISM and rNews
basic metadata; for further names of dates, htmldate's `DATE_ATTRIBUTES` and the pages of the benchmark.
"""


WRITTEN_BY = re.compile(rf"{any_of('bylines.card')}\W*$", re.IGNORECASE)
"""Label of the card that names the author.

Source: Slack's unfurling of `twitter:label1` and `twitter:data1`, as Yoast SEO for WordPress writes them.
"""


def gather(page: Page) -> Claims:
    """Return what the page's structured data claims.

    JSON-LD comes first in each field, then meta elements in the order of the page, then microdata.
    """
    claims = Claims()
    _json_ld(page, claims)
    _metas(page, claims)
    _microdata(page, claims)
    return claims


# --- JSON-LD ---------------------------------------------------------------------------------------


def _json_ld(page: Page, claims: Claims) -> None:
    every = (node for text in page.data for node in nodes_of(parse_json(text)))
    nodes = list(itertools.islice(every, MAX_NODES))
    ids = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = article_node(nodes, page)
    for node in nodes:
        if types_of(node) & {"newsmediaorganization", "organization", "website"}:
            claims.publishers.extend(texts(node.get("name")))
    if article is None:
        return
    _add(claims.headline, "json-ld", texts(article.get("headline")) or texts(article.get("name")))
    _add(claims.dek, "json-ld", texts(article.get("description")) + texts(article.get("alternativeHeadline")))
    _add(claims.authors, "json-ld", people(article.get("author"), ids) or people(article.get("creator"), ids))
    _add(
        claims.published, "json-ld", texts(article.get("datePublished")) or texts(article.get("dateCreated"))
    )
    _add(claims.modified, "json-ld", texts(article.get("dateModified")))
    _add(claims.section, "json-ld", texts(article.get("articleSection"))[:1])
    _add(claims.rights, "json-ld", texts(article.get("license")) + texts(article.get("copyrightNotice")))
    _add(claims.language, "json-ld", texts(article.get("inLanguage")))
    claims.publishers.extend(people(article.get("publisher"), ids))
    body = texts(article.get("articleBody")) or texts(article.get("text"))
    claims.body = body[0] if body else None
    claims.live = "liveblogposting" in types_of(article)
    claims.news = any("news" in kind or kind == "liveblogposting" for kind in types_of(article))
    claims.free = flag(article.get("isAccessibleForFree"))
    claims.locked = tuple(locked(article.get("hasPart")))
    for image in each(article.get("image")):
        if isinstance(image, dict):
            claims.captions.extend(texts(image.get("caption")) + texts(image.get("description")))


def _add(found: list[Claim], source: str, values: Iterable[str]) -> None:
    found.extend(Claim(source, value) for value in map(tidy, values) if value)


# --- meta elements and microdata -------------------------------------------------------------------


def _metas(page: Page, claims: Claims) -> None:
    labels = {name: content for name, content in page.metas if name.startswith("twitter:label")}
    for name, content in page.metas:
        target = META_FIELDS.get(name)
        if WRITTEN_BY.match(labels.get(name.replace("twitter:data", "twitter:label"), "")):
            target = "authors"
        value = tidy(content)
        if not target or not value:
            continue
        if target == "publisher":
            claims.publishers.append(value)
        elif target == "kind":
            claims.kind = claims.kind or value.lower()
        elif target != "creator":
            source = name if ":" in name else f"meta {name}"
            getattr(claims, target).append(Claim(source, value))


PROPS = {
    "headline": "headline",
    "alternativeheadline": "dek",
    "description": "dek",
    "author": "authors",
    "datepublished": "published",
    "datemodified": "modified",
    "articlesection": "section",
    "license": "rights",
    "inlanguage": "language",
}
"""Source: schema.org properties of Article, as microdata."""


SAME_BYLINE = 3
"""How many lines apart the names of one byline may stand."""


def _microdata(page: Page, claims: Claims) -> None:
    signed: int | None = None  # where the last author was named
    for index, tag in page.props:
        for prop in tag.attrs["itemprop"].lower().split():
            target = PROPS.get(prop)
            if not target:
                continue
            value = tag.attrs.get("content") or tag.attrs.get("datetime") or ""
            if target == "authors":
                named = _name_in(tag) or tag
                value = named.attrs.get("content") or words_of(named)
            elif not value:
                value = tag.attrs.get("href", "") if target == "rights" else words_of(tag)
            value = tidy(value)
            if target == "authors":
                if signed is not None and index > signed + SAME_BYLINE:
                    continue  # of another article on the page
                signed = index
            if value:
                getattr(claims, target).append(Claim("itemprop", value))


def _name_in(tag: Tag) -> Tag | None:
    parts = itertools.islice(tag.descendants, MAX_PARTS)
    tags = (part for part in parts if isinstance(part, Tag))
    return next((tag for tag in tags if tag.attrs.get("itemprop") == "name"), None)


def tidy(text: str) -> str:
    """Return a claim as text: entities that were escaped twice undone, mark-up gone, spaces collapsed."""
    text = text[:MAX_VALUE]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,300}>", " ", text)
    return collapse(text)
