"""Turn seeds into articles: fetch a seed, read its links, keep those in scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from archiver.errors import CaptureError, InvalidURL, SeedError
from archiver.fetch import Fetcher
from archiver.frontier.scope import in_scope
from archiver.model.article import Link, Source
from archiver.model.urls import canonical_url
from archiver.sources import SeedReading, read_seed
from archiver.store import Store

CHILDREN = 50
"""Sitemaps followed from one index: news indexes name a handful, archives thousands of old ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What one seed gave."""

    source: str
    seed: str
    kind: str = ""  # "rss", "atom", "json feed", "sitemap", "listing", "article"
    found: int = 0  # links
    links: tuple[Link, ...] = ()  # those in scope, one per canonical URL
    new: int = 0  # articles that were not watched before; 0 in a dry run
    error: str | None = None


def look_at(url: str, fetcher: Fetcher, *, now: datetime) -> SeedReading:
    """Fetch a seed and read it.

    Raises:
        CaptureError: no answer.
        SeedError: the answer is an error or not what a seed can be.
    """
    response = fetcher.get(url)
    if response.status != 200:
        raise SeedError(url, f"answered {response.status}")
    return read_seed(response.final_url, response.content, response.header("content-type"), found_at=now)


def discover(source: Source, fetcher: Fetcher, store: Store | None, *, now: datetime) -> Iterator[Discovery]:
    """Read every seed of a source; with a store, watch what is new. A seed that fails is reported."""
    for seed in source.seeds:
        found = _read(seed, fetcher, now)
        wanted = _wanted(found.links, source)
        new = 0
        if store is not None and wanted:
            store.record_links(wanted, source.name, now)
            for link in wanted:
                _, added = store.add_article(link.url, source=source.name, now=now, next_visit=now)
                new += added
        yield Discovery(
            source=source.name,
            seed=seed,
            kind=found.kind,
            found=len(found.links),
            links=wanted,
            new=new,
            error=found.error,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: str
    links: tuple[Link, ...]
    error: str | None  # of the seed, or of the first of its sitemaps that failed


def _read(seed: str, fetcher: Fetcher, now: datetime) -> _Found:
    """Read a seed, and the sitemaps it leads to; those that fail do not lose the others."""
    kind, error = "", None
    links: list[Link] = []
    waiting, seen = [seed], {seed}
    for _ in range(1 + CHILDREN):
        if not waiting:
            break
        url = waiting.pop(0)
        try:
            reading = look_at(url, fetcher, now=now)
        except (CaptureError, SeedError) as failure:
            error = error or str(failure)
            continue
        kind = kind or reading.kind
        links += reading.links
        waiting += [child for child in reading.children if child not in seen]
        seen |= set(reading.children)
    return _Found(kind=kind, links=tuple(links), error=error)


def _wanted(links: tuple[Link, ...], source: Source) -> tuple[Link, ...]:
    wanted: dict[str, Link] = {}
    for link in links:
        try:
            url = canonical_url(link.url)
        except (CaptureError, InvalidURL):
            continue  # `mailto:`, `javascript:` and broken links are what pages are full of
        if in_scope(url, source):
            wanted.setdefault(url, link)
    return tuple(wanted.values())
