"""What a page says about itself to machines: JSON-LD, OpenGraph, meta elements, microdata."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import Tag

from archiver.language import any_of
from archiver.normalize.page.jsonld import (
    MAX_NODES,
    SHOWN_TYPES,
    Json,
    article_node,
    nodes_of,
    parse_json,
    people,
    texts,
    types_of,
)
from archiver.normalize.page.text import MAX_PARTS, collapse, key, words_of
from archiver.normalize.page.walk import Page

MAX_VALUE = 5_000
"""Most characters of a value; longer ones are no headline, description or name."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value and who says so."""

    source: str  # "json-ld", "og:title", "meta author", "itemprop", …
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The page's claims by field, in the order they were found."""

    headline: tuple[Claim, ...] = ()
    dek: tuple[Claim, ...] = ()
    authors: tuple[Claim, ...] = ()
    published: tuple[Claim, ...] = ()
    modified: tuple[Claim, ...] = ()
    section: tuple[Claim, ...] = ()
    rights: tuple[Claim, ...] = ()
    language: tuple[Claim, ...] = ()
    publishers: tuple[str, ...] = ()
    body: str | None = None  # JSON-LD articleBody: a check, never the reading
    live: bool = False  # a live blog
    news: bool = False  # declared to be news, and no page or blog post
    shown: bool = (
        False  # declared to be a video, a recording or a gallery, of which words are the lesser part
    )


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
    "og:site_name": "publishers",
    "og:site:name": "publishers",
    "application-name": "publishers",
    "dc.publisher": "publishers",
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


Told = tuple[str, Claim]
"""A field of `Claims`, and what is claimed of it."""


def gather(page: Page) -> Claims:
    """Return what the page's structured data claims.

    JSON-LD comes first in each field, then meta elements in the order of the page, then microdata.
    """
    every = (node for text in page.data for node in nodes_of(parse_json(text)))
    nodes = list(itertools.islice(every, MAX_NODES))
    article = article_node(nodes, page) or {}
    found: dict[str, list[Claim]] = {}
    for name, claim in itertools.chain(_json_ld(nodes, article), _metas(page), _microdata(page)):
        found.setdefault(name, []).append(claim)
    publishers = found.pop("publishers", [])
    types = types_of(article)
    return Claims(
        **{name: tuple(claims) for name, claims in found.items()},
        publishers=tuple(claim.value for claim in publishers),
        body=next(iter(texts(article.get("articleBody")) or texts(article.get("text"))), None),
        live="liveblogposting" in types,
        news=any("news" in kind or kind == "liveblogposting" for kind in types),
        shown=bool(types & SHOWN_TYPES) or _og_type(page).startswith(("video", "music")),
    )


def _og_type(page: Page) -> str:
    return next((value.lower() for name, value in page.metas if name == "og:type"), "")


# --- JSON-LD ---------------------------------------------------------------------------------------


def _json_ld(nodes: list[dict[str, Json]], article: dict[str, Json]) -> Iterator[Told]:
    """Give what the nodes say of the article, and who publishes it."""
    ids = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        if types_of(node) & {"newsmediaorganization", "organization", "website"}:
            yield from (("publishers", Claim("json-ld", name)) for name in texts(node.get("name")))
    get = article.get
    yield from (("publishers", Claim("json-ld", name)) for name in people(get("publisher"), ids))
    told = {
        "headline": texts(get("headline")) or texts(get("name")),
        "dek": texts(get("description")) + texts(get("alternativeHeadline")),
        "authors": people(get("author"), ids) or people(get("creator"), ids),
        "published": texts(get("datePublished")) or texts(get("dateCreated")) or texts(get("uploadDate")),
        "modified": texts(get("dateModified")),
        "section": texts(get("articleSection"))[:1],
        "rights": texts(get("license")) + texts(get("copyrightNotice")),
        "language": texts(get("inLanguage")),
    }
    for name, values in told.items():
        yield from ((name, Claim("json-ld", value)) for value in map(tidy, values) if value)


# --- meta elements and microdata -------------------------------------------------------------------


def _metas(page: Page) -> Iterator[Told]:
    labels = {name: content for name, content in page.metas if name.startswith("twitter:label")}
    for name, content in page.metas:
        target = META_FIELDS.get(name)
        if WRITTEN_BY.match(labels.get(name.replace("twitter:data", "twitter:label"), "")):
            target = "authors"
        value = tidy(content)
        if target and value:
            yield target, Claim(name if ":" in name else f"meta {name}", value)


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


MAX_LEVELS = 10
"""How many elements around a property are looked at for what it belongs to."""

SAME_BYLINE = 3
"""How many lines apart the names of one byline may stand."""


def _microdata(page: Page) -> Iterator[Told]:
    signed: int | None = None  # where the last author was named
    titles = [key(page.title), *(key(value) for name, value in page.metas if name == "og:title")]
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
                if _is_of_another(tag, titles):
                    continue
                if signed is not None and index > signed + SAME_BYLINE:
                    continue  # of another article on the page
                signed = index
            if value:
                yield target, Claim("itemprop", value)


def _is_of_another(tag: Tag, titles: list[str]) -> bool:
    """Tell whether an element is a property of a comment, or of what has another headline than the page."""
    around = [*itertools.islice(tag.parents, MAX_LEVELS)]
    if any("comment" in each.attrs.get("itemprop", "").lower() for each in around):
        return True
    scope = next((each for each in around if "itemscope" in each.attrs and each is not tag), None)
    named = scope.find(attrs={"itemprop": "headline"}) if scope is not None else None
    if not isinstance(named, Tag) or named.name == "h1" or named.find("h1") or named.find_parent("h1"):
        return False
    said = key(named.attrs.get("content") or words_of(named))
    return bool(said) and not any(said in title or title in said for title in titles if title)


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
