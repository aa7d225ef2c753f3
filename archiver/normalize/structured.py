"""What a page says about itself to machines: JSON-LD, OpenGraph, meta elements, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from archiver.normalize.text import collapse, key
from archiver.normalize.walk import Page

MAX_DATA_CHARS = 2_000_000
"""Most JSON-LD of one script that is parsed; the benchmark's longest has 0.4 million."""

MAX_NODES = 20_000
"""Most JSON-LD nodes that are looked at."""

ARTICLE_TYPES = frozenset(
    [
        "newsarticle",
        "article",
        "reportagenewsarticle",
        "opinionnewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "askpublicnewsarticle",
        "blogposting",
        "liveblogposting",
        "socialmediaposting",
        "techarticle",
        "report",
        "scholarlyarticle",
        "medicalscholarlyarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "discussionforumposting",
        "newsarticle/article",
        "recipe",
        "review",
    ]
)
"""Source: schema.org, `Article` and its subtypes; `Recipe` and `Review` stand for articles on many sites."""

PAGE_TYPES = frozenset(["webpage", "itempage", "videoobject"])

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


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
    "twitter:creator": "creator",
    "cxenseparse:author": "authors",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "article:published": "published",
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
    "last-modified": "modified",
    "article:modified_time": "modified",
    "og:article:modified_time": "modified",
    "og:updated_time": "modified",
    "article:modified": "modified",
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
    "application-name": "publisher",
    "dc.publisher": "publisher",
    "og:type": "kind",
}
"""Meta names and the field they speak of.

Source: ogp.me (`og:`, `article:`), Dublin Core element set 1.1 and DCMI terms, Parse.ly metatag
integration, Sailthru Horizon tags, Cxense content profile, Highwire Press tags (`citation_`).
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
    nodes = [node for text in page.data for node in _nodes(parse_json(text))]
    ids = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = _article(nodes, page)
    for node in nodes:
        if _types(node) & {"newsmediaorganization", "organization", "website"}:
            claims.publishers.extend(_texts(node.get("name")))
    if article is None:
        return
    add = _Adder(claims, "json-ld")
    add.headline(_texts(article.get("headline")) or _texts(article.get("name")))
    add.dek(_texts(article.get("description")) + _texts(article.get("alternativeHeadline")))
    add.authors(_people(article.get("author"), ids) or _people(article.get("creator"), ids))
    add.published(_texts(article.get("datePublished")) or _texts(article.get("dateCreated")))
    add.modified(_texts(article.get("dateModified")))
    add.section(_texts(article.get("articleSection"))[:1])
    add.rights(_texts(article.get("license")) + _texts(article.get("copyrightNotice")))
    add.language(_texts(article.get("inLanguage")))
    claims.publishers.extend(_people(article.get("publisher"), ids))
    body = _texts(article.get("articleBody")) or _texts(article.get("text"))
    claims.body = body[0] if body else None
    claims.live = "liveblogposting" in _types(article)
    claims.news = any("news" in kind or kind == "liveblogposting" for kind in _types(article))
    claims.free = _flag(article.get("isAccessibleForFree"))
    claims.locked = tuple(_locked(article.get("hasPart")))
    for image in _each(article.get("image")):
        if isinstance(image, dict):
            claims.captions.extend(_texts(image.get("caption")) + _texts(image.get("description")))


class _Adder:
    """Adds values to the fields of `Claims`, named by the source they come from."""

    def __init__(self, claims: Claims, source: str) -> None:
        self._claims = claims
        self._source = source

    def __getattr__(self, name: str) -> _FieldAdder:
        return _FieldAdder(getattr(self._claims, name), self._source)


@dataclass(frozen=True, slots=True)
class _FieldAdder:
    found: list[Claim]
    source: str

    def __call__(self, values: Iterable[str]) -> None:
        for value in values:
            clean = tidy(value)
            if clean:
                self.found.append(Claim(self.source, clean))


def parse_json(text: str) -> Json:
    """Return the value of a JSON-LD script, mended where publishers break it; None if it is beyond that."""
    text = text.strip()
    if not text or len(text) > MAX_DATA_CHARS:
        return None
    for mend in (str, _mended, _unescaped):
        try:
            return _decode(mend(text))
        except (ValueError, RecursionError):
            continue
    return None


def _decode(text: str) -> Json:
    """Decode one value, or several written one after the other."""
    decoder = json.JSONDecoder(strict=False)
    values: list[Json] = []
    position = 0
    while position < len(text):
        value, end = decoder.raw_decode(text, position)
        values.append(value)
        position = end
        while position < len(text) and text[position] in " \t\r\n;,":
            position += 1
    return values[0] if len(values) == 1 else values


def _mended(text: str) -> str:
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)", "", text)
    text = re.sub(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$", "", text)
    text = re.sub(r"[\x00-\x1f]+", " ", text)
    text = re.sub(r'\\(?!["\\/bfnrtu])', r"\\\\", text)
    text = re.sub(r"\\u(?![0-9a-fA-F]{4})", r"\\\\u", text)
    text = re.sub(r",\s*(?=[}\]])", "", text)
    text = re.sub(r"(?<=[\[{])\s*,", "", text)
    text = re.sub(r'("|\d|true|false|null|\}|\])\s+(?="[\w@]+"\s*:)', r"\1,", text)
    return text.strip().rstrip(";")


def _unescaped(text: str) -> str:
    return html.unescape(_mended(text))


def _nodes(value: Json) -> Iterator[dict[str, Json]]:
    """Give the objects of a JSON-LD value, outer ones first, at most `MAX_NODES`."""
    queue: list[Json] = [value]
    for seen, item in enumerate(queue):
        if seen >= MAX_NODES:
            return
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(part for part in item.values() if isinstance(part, list | dict))


def _article(nodes: list[dict[str, Json]], page: Page) -> dict[str, Json] | None:
    """Choose the node that speaks of this page's article."""
    candidates = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    if not candidates:
        candidates = [
            node
            for node in nodes
            if _types(node) & PAGE_TYPES and ("datePublished" in node or "headline" in node)
        ]
    if not candidates:
        return None
    titles = {key(value) for name, value in page.metas if name in ("og:title", "twitter:title")} | {
        key(page.title)
    }
    where = _bare(page.url)

    def fit(node: dict[str, Json]) -> tuple[int, int, int]:
        headline = key(" ".join(_texts(node.get("headline")) or _texts(node.get("name"))))
        about = _addresses(node)
        named = bool(headline) and any(headline in title or title in headline for title in titles if title)
        return (
            2 * (where in about) + named - bool(about and where not in about),
            sum(name in node for name in ("headline", "datePublished", "author", "articleBody")),
            bool(_types(node) & {"newsarticle", "liveblogposting"}),
        )

    return max(candidates, key=fit)


def _addresses(node: dict[str, Json]) -> set[str]:
    found = _texts(node.get("url")) + _texts(node.get("@id"))
    for part in _each(node.get("mainEntityOfPage")):
        found.extend(
            [part] if isinstance(part, str) else _texts(part.get("@id")) if isinstance(part, dict) else []
        )
    return {_bare(url) for url in found if "/" in url}


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/$", "", url.strip())


def _types(node: dict[str, Json]) -> set[str]:
    return {text.rpartition("/")[2].lower() for text in _texts(node.get("@type"))}


def _each(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Json) -> list[str]:
    found = []
    for item in _each(value):
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name") or item.get("@id")
        if isinstance(item, str) and item.strip():
            found.append(item)
        elif isinstance(item, int) and not isinstance(item, bool):
            found.append(str(item))
    return found


def _people(value: Json, ids: dict[str, dict[str, Json]]) -> list[str]:
    found = []
    for item in _each(value):
        if isinstance(item, dict):
            named = item if item.get("name") else ids.get(str(item.get("@id")), item)
            names = _texts(named.get("name"))
            if not names and isinstance(named.get("givenName"), str):
                names = [f"{named.get('givenName')} {named.get('familyName') or ''}"]
            found.extend(names)
        elif isinstance(item, str):
            found.append(str(ids[item].get("name", "")) if item in ids else item)
    return [name for name in found if name.strip()]


def _flag(value: Json) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _locked(value: Json) -> Iterator[str]:
    for part in _each(value):
        if isinstance(part, dict) and _flag(part.get("isAccessibleForFree")) is not True:
            yield from _texts(part.get("cssSelector"))


# --- meta elements and microdata -------------------------------------------------------------------


def _metas(page: Page, claims: Claims) -> None:
    for name, content in page.metas:
        target = META_FIELDS.get(name)
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
                inner = tag.find(attrs={"itemprop": "name"})
                named = inner if isinstance(inner, Tag) else tag
                value = named.attrs.get("content") or named.get_text(" ")
            elif not value:
                value = tag.attrs.get("href", "") if target == "rights" else tag.get_text(" ")
            value = tidy(value)
            if target == "authors":
                if signed is not None and index > signed + SAME_BYLINE:
                    continue  # of another article on the page
                signed = index
            if value:
                getattr(claims, target).append(Claim("itemprop", value))


def tidy(text: str) -> str:
    """Return a claim as text: entities that were escaped twice undone, mark-up gone, spaces collapsed."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^<>]{0,300}>", " ", text)
    return collapse(text)
