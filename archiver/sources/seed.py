"""What reading a seed gives, and the limits every seed is read within."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from lxml.html import defs

from archiver.model.article import Link
from archiver.model.urls import canonical_url, joined, web_address

MAX_LINKS = 50_000
"""Links taken from one seed. Source: the sitemap protocol allows 50,000 addresses a file."""

MAX_HEADLINE_CHARS = 500
"""Longer texts are cut: no headline is longer, but a feed may put a whole article there."""


MAX_GUID_CHARS = 500
"""A longer id of an entry is none: some feeds put the entry's text there."""


_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(
    rf"<(?:/?(?:{'|'.join(defs.tags)})(?=[\s/>])|!--)[^<>]{{0,2000}}>",
    re.IGNORECASE,
)
"""Markup of HTML; what else stands in angle brackets is part of the headline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A feed in somebody's list of feeds."""

    feed: str
    home: str | None = None  # address of the site the feed is of


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedReading:
    """What a seed points at."""

    kind: str  # "rss", "atom", "json feed", "sitemap", "sitemap index", "listing", "article", "opml"
    links: tuple[Link, ...] = ()  # one per canonical URL; of an article, the article itself
    children: tuple[str, ...] = ()  # further sitemaps, newest first where the index tells
    feeds: tuple[str, ...] = ()  # that a page names as its own (RSS autodiscovery)
    subscriptions: tuple[Subscription, ...] = ()  # of a feed reader's list
    hub: str | None = None  # that a feed names, as it spells it; see `hubs.hub_of`
    topic: str | None = None  # by which the hub knows it, likewise


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and when a seed was read; what every link of it shares."""

    url: str
    found_at: datetime  # UTC

    def link(
        self,
        address: str | None,
        *,
        headline: str | None = None,
        published_at: datetime | None = None,
        modified_at: datetime | None = None,
        guid: str | None = None,
    ) -> Link | None:
        """Make a link of what the seed says, or None where it is no address of a web page."""
        url = absolute(self.url, address)
        if url is None:
            return None
        return Link(
            url=url,
            seed=self.url,
            found_at=self.found_at,
            headline=plain(headline),
            published_at=published_at,
            modified_at=modified_at,
            guid=guid if guid and len(guid) <= MAX_GUID_CHARS else None,
        )


def absolute(base: str, address: str | None) -> str | None:
    """Return the whole web address behind a reference, or None for `mailto:`, a bad port and the like."""
    if not address or not address.strip():
        return None
    url = address.strip()
    if not re.match(r"https?://", url, re.IGNORECASE):  # else joining would respell a whole one
        url = joined(base, url)
    return url if web_address(url) else None


def distinct(links: list[Link]) -> tuple[Link, ...]:
    """Keep the first link to each canonical URL, at most `MAX_LINKS`; none to the seed itself."""
    found: dict[str, Link] = {}
    own = canonical_url(links[0].seed) if links else ""
    for link in links:
        url = canonical_url(link.url)
        if url != own:
            found.setdefault(url, link)
        if len(found) == MAX_LINKS:
            break
    return tuple(found.values())


def plain(text: str | None) -> str | None:
    """Return a headline as a person reads it: no markup, white space collapsed, never empty."""
    if not text:
        return None
    if _TAG.search(text):
        text = unescape(_TAG.sub("", _SCRIPT.sub("", text)))
    text = " ".join(text.split())
    return text[:MAX_HEADLINE_CHARS] or None


def w3c_time(text: str | None) -> datetime | None:
    """Read a time as sitemaps and JSON Feed write it; a bare date is its first moment in UTC.

    A year or a month alone says too little and gives None, as does what is no time.

    Source:
        W3C note "Date and Time Formats"; RFC 3339.
    """
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text.strip())
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
