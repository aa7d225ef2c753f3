"""Turn seeds into links: feeds, sitemaps, listings, lists of feeds; no network.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from archiver.errors import SeedError
from archiver.sources import feed, opml, sitemap
from archiver.sources.feed import read_feed, read_json_feed
from archiver.sources.hubs import hub_of
from archiver.sources.listing import read_page
from archiver.sources.markup import root_of, text_of
from archiver.sources.opml import read_opml
from archiver.sources.seed import Origin, SeedReading
from archiver.sources.sitemap import read_address_list, read_sitemap

__all__ = ["PARSERS", "SeedReading", "hub_of", "read_seed"]

Parser = Callable[[Origin, str], SeedReading]

PARSERS: Mapping[str, Parser] = {
    **dict.fromkeys(feed.ROOTS, read_feed),
    **dict.fromkeys(sitemap.ROOTS, read_sitemap),
    **dict.fromkeys(opml.ROOTS, read_opml),
}
"""Who reads a document, by the name of its first element; a new kind of seed adds a line."""

FEED_TYPES = ("application/rss", "application/atom", "application/feed+json", "application/rdf")
FEED_ENDINGS = (".rss", ".atom", ".rdf", ".xml", ".xml.gz")


def read_seed(url: str, content: bytes, content_type: str | None, *, found_at: datetime) -> SeedReading:
    """Read what a seed points at. What it is, its content tells; publishers mislabel feeds.

    Args:
        url: where the content was found, after redirects.
        content: the body as received.
        content_type: the header, as received; its charset is a hint.
        found_at: when (UTC); every link carries it.

    Raises:
        SeedError: it is empty, too large, or neither feed, sitemap, listing nor article.
    """
    origin = Origin(url=url, found_at=found_at)
    text = text_of(url, content, content_type)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return read_json_feed(origin, text)
    root = root_of(text)
    if not root:
        return read_address_list(origin, text)
    if root in PARSERS:
        return PARSERS[root](origin, text)
    declared = (content_type or "").partition(";")[0].strip().lower()
    if declared.startswith(FEED_TYPES) or urlsplit(url).path.lower().endswith(FEED_ENDINGS):
        raise SeedError(url, f"it was declared as a feed or sitemap but begins with <{root}>")
    return read_page(origin, text)
