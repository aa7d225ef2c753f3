"""Sitemaps: plain, news and index files, XML or a list of addresses.

Source:
    The sitemap protocol 0.9 (sitemaps.org); Google's news extension, whose namespace is not
    checked, since publishers write it in many ways.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

from archiver.errors import SeedError
from archiver.model.article import Link
from archiver.sources.markup import local, xml_tree
from archiver.sources.seed import MAX_LINKS, Origin, SeedReading, absolute, distinct, w3c_time

ROOTS = frozenset({"urlset", "sitemapindex"})

_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_NEVER = datetime.min.replace(tzinfo=UTC)


def read_sitemap(origin: Origin, text: str) -> SeedReading:
    """Read a sitemap or an index of sitemaps; both are sorted newest first, as far as they tell.

    Raises:
        SeedError: it is no XML.
    """
    root = xml_tree(origin.url, text)
    if local(root) == "sitemapindex":
        return SeedReading(kind="sitemap index", children=_children(origin, root))
    links: list[Link] = []
    for entry in _entries(root, "url"):
        said = _facts(entry)
        link = origin.link(
            said.get("loc"),
            headline=said.get("title"),
            published_at=w3c_time(said.get("publication_date")),
            modified_at=w3c_time(said.get("lastmod")),
        )
        if link is not None:
            links.append(link)
    links.sort(key=lambda link: link.modified_at or link.published_at or _NEVER, reverse=True)
    return SeedReading(kind="sitemap", links=distinct(links))


def read_address_list(origin: Origin, text: str) -> SeedReading:
    """Read a sitemap written as plain text, one address a line; other lines are notes.

    Raises:
        SeedError: its first line is no web address.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or not _ADDRESS.match(lines[0]):
        raise SeedError(origin.url, "it is neither a feed nor a sitemap nor a web page")
    links = (origin.link(line) for line in lines[:MAX_LINKS] if _ADDRESS.match(line))
    return SeedReading(kind="sitemap", links=distinct([link for link in links if link is not None]))


def _children(origin: Origin, root: etree._Element) -> tuple[str, ...]:
    dated: list[tuple[datetime, str]] = []
    for entry in _entries(root, "sitemap"):
        said = _facts(entry)
        url = absolute(origin.url, said.get("loc"))
        if url is not None and url != origin.url:
            dated.append((w3c_time(said.get("lastmod")) or _NEVER, url))
    dated.sort(key=lambda child: child[0], reverse=True)
    return tuple(dict.fromkeys(url for _, url in dated))


def _entries(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in root if local(child) == name][:MAX_LINKS]


def _facts(entry: etree._Element) -> dict[str, str]:
    """Return the texts of an entry and of its news part; pictures and videos have their own `loc`."""
    facts: dict[str, str] = {}
    for child in entry:
        if local(child) == "news":
            facts |= {local(part): part.text for part in child if part.text}
        elif child.text and local(child) in ("loc", "lastmod"):
            facts[local(child)] = child.text
    return facts
