"""JSON-LD as publishers write it: mended where it is broken, and the node that speaks of the article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from archiver.normalize.page.text import key
from archiver.normalize.page.walk import Page

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
        "howto",
        "review",
    ]
)
"""Source: schema.org, `Article` and its subtypes; on many sites, the last three stand for articles."""

PAGE_TYPES = frozenset(
    ["webpage", "itempage", "medicalwebpage", "videoobject", "radioepisode", "podcastepisode"]
)
"""What stands for the article where no node is one."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def parse_json(text: str) -> Json:
    """Return the value of a JSON-LD script, mended where publishers break it; None if it is beyond that."""
    text = text.strip()
    if not text or len(text) > MAX_DATA_CHARS:
        return None
    for mend in (str, _mended, _unescaped, _requoted):
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


def _requoted(text: str) -> str:
    """Mend texts in single quotation marks that hold neither kind."""
    return re.sub(r"""([:,{\[]\s*)'([^'"]*)'(?=\s*[:,}\]])""", r'\1"\2"', _mended(text))


def nodes_of(value: Json) -> Iterator[dict[str, Json]]:
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


SHOWN_TYPES = frozenset(
    ("videoobject", "audioobject", "podcastepisode", "imagegallery", "mediagallery", "videogallery")
)
"""Types of what is watched, heard or looked at. Source: schema.org, below `MediaObject` and `WebPage`."""


def article_node(nodes: list[dict[str, Json]], page: Page) -> dict[str, Json] | None:
    """Choose the node that speaks of this page's article."""
    candidates = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    if not candidates:
        candidates = [
            node
            for node in nodes
            if types_of(node) & PAGE_TYPES and ("datePublished" in node or "headline" in node)
        ]
    candidates = candidates or [node for node in nodes if types_of(node) & SHOWN_TYPES]
    if not candidates:
        return None
    titles = {key(value) for name, value in page.metas if name in ("og:title", "twitter:title")} | {
        key(page.title)
    }
    where = _bare(page.url)

    def fit(node: dict[str, Json]) -> tuple[int, int, int]:
        headline = key(" ".join(texts(node.get("headline")) or texts(node.get("name"))))
        about = _addresses(node)
        named = bool(headline) and any(headline in title or title in headline for title in titles if title)
        return (
            2 * (where in about) + named - bool(about and where not in about),
            sum(name in node for name in ("headline", "datePublished", "author", "articleBody")),
            bool(types_of(node) & {"newsarticle", "liveblogposting"}),
        )

    return max(candidates, key=fit)


def _addresses(node: dict[str, Json]) -> set[str]:
    found = texts(node.get("url")) + texts(node.get("@id"))
    for part in each(node.get("mainEntityOfPage")):
        found.extend(
            [part] if isinstance(part, str) else texts(part.get("@id")) if isinstance(part, dict) else []
        )
    return {_bare(url) for url in found if "/" in url}


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/$", "", url.strip())


def types_of(node: dict[str, Json]) -> set[str]:
    """Return the types of a node, in lower case and without their namespace.

    Source: schema.org's JSON-LD context, in which `type` is another name of `@type`.
    """
    named = node.get("@type") or node.get("type")
    return {text.rpartition("/")[2].lower() for text in texts(named)}


def each(value: Json) -> list[Json]:
    """Return the items of a list, the value as its only item, or nothing."""
    return value if isinstance(value, list) else [] if value is None else [value]


def texts(value: Json) -> list[str]:
    """Return the texts of a value: strings, numbers, and the names of objects."""
    found = []
    for item in each(value):
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name") or item.get("@id")
        if isinstance(item, str) and item.strip():
            found.append(item)
        elif isinstance(item, int) and not isinstance(item, bool):
            found.append(str(item))
    return found


def people(value: Json, ids: dict[str, dict[str, Json]]) -> list[str]:
    """Return the names of people; those that are only referred to are looked up by `@id`."""
    found = []
    for item in each(value):
        if isinstance(item, dict):
            named = item if item.get("name") else ids.get(str(item.get("@id")), item)
            names = texts(named.get("name"))
            if not names and isinstance(named.get("givenName"), str):
                names = [f"{named.get('givenName')} {named.get('familyName') or ''}"]
            found.extend(names)
        elif isinstance(item, str):
            found.append(str(ids[item].get("name", "")) if item in ids else item)
    return [name for name in found if name.strip()]
