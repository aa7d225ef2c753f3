"""OPML: the list of subscriptions that feed readers write and read."""

from __future__ import annotations

from lxml import etree

from archiver.errors import SeedError
from archiver.sources.markup import xml_tree
from archiver.sources.seed import Origin, SeedReading, Subscription, absolute

ROOTS = frozenset({"opml"})

MAX_SUBSCRIPTIONS = 5_000
"""Read of one list; the longest that people share have some hundreds."""


def read_opml(origin: Origin, text: str) -> SeedReading:
    """Read a list of feeds, in whatever folders they are, each once.

    Raises:
        SeedError: it is no XML, or names no feed.

    Source:
        OPML 2.0 (opml.org), "subscription lists": `xmlUrl` is the feed, `htmlUrl` its site. Attribute
        names are compared without case, as readers write `xmlurl`, too.
    """
    found: dict[str, Subscription] = {}
    for outline in xml_tree(origin.url, text).iter("{*}outline", "outline"):
        said = _attributes(outline)
        feed = absolute(origin.url, said.get("xmlurl"))
        if feed is not None and len(found) < MAX_SUBSCRIPTIONS:
            found.setdefault(feed, Subscription(feed=feed, home=absolute(feed, said.get("htmlurl"))))
    if not found:
        raise SeedError(origin.url, "it is an OPML list that names no feed")
    return SeedReading(kind="opml", subscriptions=tuple(found.values()))


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name).lower(): str(value) for name, value in element.attrib.items()}
