"""Feeds: RSS and Atom, by feedparser, and JSON Feed."""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import unescape
from time import struct_time

import feedparser
from lxml import etree

from archiver.errors import SeedError
from archiver.model.article import Link
from archiver.sources.markup import local, xml_tree
from archiver.sources.seed import Origin, SeedReading, absolute, distinct, w3c_time

ROOTS = frozenset({"rss", "rdf", "feed"})

MAX_ENTRIES = 5_000
"""Entries read of one feed; feeds hold tens, a whole blog as one feed holds hundreds."""

FEED_ATTRIBUTES = 50
"""Of an element; feedparser takes quadratic time over them (1 MB of them took 95 s)."""

_KEPT = frozenset(
    {
        "title", "link", "guid", "id", "pubdate", "published", "issued", "created", "date", "updated",
        "modified", "origlink",
    }
)  # fmt: skip
"""What is read of an entry; article texts are nine tenths of a feed and are not parsed twice."""


def read_feed(origin: Origin, text: str) -> SeedReading:
    """Read RSS (0.9 to 2.0, RDF too) or Atom.

    feedparser knows the many ways to write a date or a link, but takes minutes over hostile
    markup, opens files named by a feed passed as a string, and could be talked into fetching. So
    it is given bytes in memory: the entries as lxml understood them, without their texts.

    Raises:
        SeedError: it is no feed.
    """
    root = xml_tree(origin.url, text)
    relations = _relations(root)
    if not _slim(root):
        raise SeedError(
            origin.url, f"it begins like a feed but has no entries and no channel: <{local(root)}>"
        )
    parsed = feedparser.parse(
        io.BytesIO(etree.tostring(root, encoding="utf-8")),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": _base(root, origin),
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    links = []
    for entry in parsed.entries:
        link = origin.link(
            entry.get("feedburner_origlink") or entry.get("link") or _whole_address(entry.get("id")),
            headline=_headline(entry),
            published_at=_instant(dict.get(entry, "published_parsed")),  # `entry.get` passes the
            modified_at=_instant(dict.get(entry, "updated_parsed")),  # one off as the other
            guid=entry.get("id"),
        )
        if link is not None:
            links.append(link)
    return SeedReading(
        kind="atom" if local(root) == "feed" else "rss",
        links=distinct(links),
        hub=relations.get("hub"),
        topic=relations.get("self"),
    )


def _headline(entry: feedparser.FeedParserDict) -> str | None:
    """Return a title; what is HTML has its entities still, which is seen only where it has tags."""
    title: str | None = entry.get("title")
    is_html = entry.get("title_detail", {}).get("type") == "text/html"
    return unescape(title) if title and is_html and "<" not in title else title


def read_json_feed(origin: Origin, text: str) -> SeedReading:
    """Read a JSON Feed.

    Raises:
        SeedError: it is not JSON, or JSON of another kind.

    Source:
        jsonfeed.org, versions 1 and 1.1.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SeedError(origin.url, f"it begins like JSON but is not: {error}") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith("https://jsonfeed.org/"):
        raise SeedError(origin.url, "it is JSON but not a JSON Feed")
    items = feed.get("items")
    links: list[Link] = []
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        link = origin.link(
            _string(item, "url") or _string(item, "external_url") or _string(item, "id"),
            headline=_string(item, "title"),
            published_at=w3c_time(_string(item, "date_published")),
            modified_at=w3c_time(_string(item, "date_modified")),
            guid=_string(item, "id"),
        )
        if link is not None:
            links.append(link)
    hubs = feed.get("hubs")
    named = [_string(hub, "url") for hub in hubs if isinstance(hub, dict)] if isinstance(hubs, list) else []
    return SeedReading(
        kind="json feed",
        links=distinct(links),
        hub=next(filter(None, named), None),
        topic=_string(feed, "feed_url"),
    )


def _slim(root: etree._Element) -> bool:
    """Keep the facts of the entries only; tell whether there is anything of a feed."""
    entries = list(root.iter("{*}item", "{*}entry"))
    for position, entry in enumerate(entries):
        parent = entry.getparent()
        if position >= MAX_ENTRIES and parent is not None:
            parent.remove(entry)
        for child in list(entry):
            if local(child) not in _KEPT:
                entry.remove(child)
    channel = next((child for child in root if local(child) == "channel"), root)
    for child in list(channel):
        if local(child) not in ("item", "entry", "link", "title"):
            channel.remove(child)
    for element in root.iter():
        if len(element.attrib) > FEED_ATTRIBUTES:
            element.attrib.clear()
    return bool(entries) or local(root) == "feed" or channel is not root


def _relations(root: etree._Element) -> dict[str, str]:
    """Return where the links of a feed itself lead, by their relation (RFC 4287, also within RSS)."""
    channel = next((child for child in root if local(child) == "channel"), root)
    found: dict[str, str] = {}
    for child in channel:
        if local(child) == "link" and child.get("href"):
            for relation in child.get("rel", "").lower().split():
                found.setdefault(relation, child.get("href", ""))
    return found


def _base(root: etree._Element, origin: Origin) -> str:
    """Return what relative links are resolved against: in RSS, as by feed readers, the channel's own link."""
    channel = next((child for child in root if local(child) == "channel"), None)
    links = () if channel is None else (child.text for child in channel if local(child) == "link")
    return next(filter(None, (absolute(origin.url, text) for text in links)), origin.url)


def _whole_address(guid: str | None) -> str | None:
    """Return an id that is a whole web address, whether or not the feed says that it is a link."""
    return guid if guid and re.match(r"https?://", guid.strip(), re.IGNORECASE) else None


def _instant(parts: struct_time | None) -> datetime | None:
    if parts is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parts), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _string(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return value if isinstance(value, str) else None
