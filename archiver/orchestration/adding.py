"""Find out what an address is and watch it: an article, a seed, a list of feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from archiver.config import Config, load_config
from archiver.errors import (
    ArchiveBusy,
    CaptureError,
    InvalidURL,
    LeadsNowhere,
    SchemeRefused,
    SeedError,
    UnknownArticle,
)
from archiver.fetch import Fetcher
from archiver.home import Home, declare_seeds
from archiver.model.article import Source
from archiver.model.urls import as_typed, canonical_url, host_of
from archiver.orchestration.discovery import domain_of, look_at, proposals
from archiver.sources import SeedReading, read_seed
from archiver.sources.shape import address_points
from archiver.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` made of an address."""

    url: str
    kind: str  # "article", or the kind of seed
    source: str | None
    known: bool  # it was watched, or declared, before
    links: int = 0  # of a seed; of an OPML list, its feeds
    proposed: tuple[str, ...] = ()  # feeds and sitemaps of the site of a page that could be added, too
    rested: str | None = None  # why a known article was visited only when asked, up to now


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAdded:
    """An address that `add` could make nothing of."""

    url: str
    error: str  # why, in a sentence


NOT_ADDED = (InvalidURL, CaptureError, SeedError)
"""Errors of one address, which are no reason to keep others waiting."""


def addresses(whats: Iterable[str], stdin: Iterable[str]) -> Iterator[str]:
    """Replace each list of addresses by what it holds, one address a line; `#` begins a comment.

    Args:
        whats: addresses, names of files, "-" for standard input. A file of XML is a list of feeds (OPML)
            and is left for `Adding.add` to read.
        stdin: its lines; read where it is asked for.
    """
    for what in whats:
        if what == "-":
            yield from _listed(stdin)
        elif "://" not in what and Path(what).is_file():
            text = Path(what).read_text(encoding="utf-8-sig", errors="replace")
            yield from (what,) if text.lstrip().startswith("<") else _listed(text.splitlines())
        else:
            yield what


def _listed(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        address = re.split(r"(?:^|\s)#", line)[0].strip()  # in an address, # begins a fragment
        if address:
            yield address


LISTS = frozenset({".csv", ".html", ".opml", ".txt", ".xml"})
"""What names of lists end in; no such top-level domain exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adding:
    """What adding needs of an archive."""

    home: Home
    fetcher: Fetcher
    store: Callable[[], Store]  # raises ArchiveBusy while another program writes
    now: datetime

    def add(self, what: str) -> Added:
        """Watch an article, or declare a seed, or all feeds of an OPML list, by address or file.

        While another program writes to the archive, such as a daemon, an article is declared as a
        seed as well: the daemon reads it when it discovers next.

        Raises:
            InvalidURL, SchemeRefused: it is neither a file nor an address of a web page.
            CaptureError: it does not answer.
            SeedError: what answers is neither an article nor a seed, or the file is no OPML list.
        """
        if "://" not in what and Path(what).is_file():
            return self._add_list(what, _read_file(Path(what), self.now))
        if "/" not in what and Path(what).suffix.lower() in LISTS:
            raise SeedError(what, "there is no file of that name")
        url = canonical_url(as_typed(what))
        try:
            found = look_at(url, self.fetcher, now=self.now)
        except LeadsNowhere:
            if address_points(urlsplit(url)) is None:  # a home page
                raise
            return self._watch(url, ())  # what scripts draw or says little is one, since a person names it
        if found.kind == "opml":
            return self._add_list(url, found)
        strange = self._config.source_of(host_of(url)) is None
        proposed = proposals(url, found, self.fetcher, now=self.now) if strange else ()
        if found.kind == "article":
            try:
                return self._watch(url, proposed)
            except ArchiveBusy:
                pass  # the program that writes will watch it as a seed
        source, known = self._declare([(url, domain_of(url, found.links))])
        links = len(found.links)
        return Added(url=url, kind=found.kind, source=source, known=known, links=links, proposed=proposed)

    def _watch(self, url: str, proposed: tuple[str, ...]) -> Added:
        source = self._config.source_of(host_of(url))
        name = source.name if source else None
        store, rested = self.store(), None
        with suppress(UnknownArticle):
            rested = store.find_article(url).rests_for
        article, new = store.add_article(url, source=name, now=self.now, next_visit=self.now)
        return Added(
            url=article.url, kind="article", source=name, known=not new, proposed=proposed, rested=rested
        )

    def _add_list(self, url: str, found: SeedReading) -> Added:
        """Declare every feed of a list; they are asked when seeds are read next, not now."""
        feeds = {canonical_url(one.feed): one.home for one in found.subscriptions}
        known = self._declare([(feed, domain_of(home or feed)) for feed, home in feeds.items()])[1]
        return Added(url=url, kind=found.kind, source=None, known=known, links=len(feeds))

    def _declare(self, seeds: Iterable[tuple[str, str]]) -> tuple[str, bool]:
        """Declare seeds, each with the domain of its articles, under the sources these belong to.

        Returns the name of the last source, and whether all was declared before.
        """
        config, known, name = self._config, True, ""
        declared: list[tuple[str, str, str]] = []
        for seed, domain in seeds:
            source = config.source_of(domain) or config.source_of(host_of(seed))
            source = source or Source(name=domain, domain=domain)
            known &= seed in source.seeds
            grown = replace(source, seeds=(*source.seeds, seed))
            others = tuple(one for one in config.sources if one.name != source.name)
            config = replace(config, sources=(*others, grown))
            name = source.name
            declared.append((name, source.domain, seed))
        declare_seeds(self.home, declared)
        return name, known

    @property
    def _config(self) -> Config:
        """What is declared now: adding itself changes it."""
        return load_config(self.home.declaration)


def _read_file(path: Path, now: datetime) -> SeedReading:
    url = path.absolute().as_uri()
    try:
        found = read_seed(url, path.read_bytes(), None, found_at=now)
    except (
        InvalidURL,
        SchemeRefused,
    ) as error:  # anything but a list of whole addresses needs to know where it is from
        raise SeedError(
            str(path), "it is not an OPML list; other seeds are given by their address"
        ) from error
    if found.kind != "opml":
        raise SeedError(
            str(path),
            f"a file of kind {found.kind!r} is not read, only an OPML list is; give the address instead",
        )
    return found
