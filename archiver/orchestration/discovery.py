"""Turn seeds into articles: fetch a seed, read its links, keep those in scope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit, urlunsplit

from archiver.errors import CaptureError, HostClosed, SeedError, StoreError, contained
from archiver.fetch import Fetcher, Response
from archiver.frontier.first_visit import first_visits, newest_first
from archiver.frontier.gate import SHORTEST_LEISURE
from archiver.frontier.retry_after import retry_at
from archiver.frontier.revisit import RETIRED_AFTER
from archiver.frontier.robots import Robots, robots_url
from archiver.frontier.scope import in_scope
from archiver.model.article import Link, SeedState, Source
from archiver.model.spellings import bare_host, site_of
from archiver.model.told import Hub, Push
from archiver.model.urls import host_of, web_address, within_domain
from archiver.sources import SeedReading, hub_of, read_seed
from archiver.store import HINT_REST, TOLD_REST, Store

CHILDREN = 50
"""Sitemaps followed from one index: news indexes name a handful, archives thousands of old ones."""

FIRST_BACK_OFF = timedelta(minutes=15)
"""Before a seed that failed is asked again; it doubles with each failure. As seeds are read every 15
minutes, the first failure costs nothing, and a feed that is gone is asked for once a day."""

LONGEST_BACK_OFF = timedelta(days=1)
"""However often it failed: a feed that came back is read within a day."""

NOT_MODIFIED = 304
"""Status of an answer without content: nothing is new in the seed (RFC 9110 section 15.4.5)."""

PAGES = ("listing", "article")
"""Kinds of seeds that are web pages."""

PROPOSED = 10
"""Feeds and sitemaps proposed for a site; robots.txt of some name hundreds of old ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What one seed gave."""

    source: str
    seed: str
    kind: str = ""  # "rss", "atom", "json feed", "sitemap", "listing", "article"
    found: int = 0  # links
    links: tuple[Link, ...] = ()  # those in scope, one per canonical URL
    new: int = 0  # articles that were not watched before; 0 in a dry run
    hinted: int = 0  # watched articles that it says have changed
    unchanged: bool = False  # it, and all sitemaps it leads to, answered that there is nothing new
    error: str | None = None


def look_at(url: str, fetcher: Fetcher, *, now: datetime) -> SeedReading:
    """Fetch a seed and read it.

    Raises:
        CaptureError: no answer.
        SeedError: the answer is an error or not what a seed can be.
    """
    return _read(url, fetcher.get(url), now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How seeds are asked for."""

    fetcher: Fetcher
    now: datetime  # UTC; the time of the links
    refusal: Callable[[str], CaptureError | None] = lambda _: None  # robots.txt
    leisure: Callable[[str], timedelta] = lambda _: SHORTEST_LEISURE  # host → between visits that can wait
    insist: bool = False  # also ask a seed that failed and is left alone for a while


def discover(source: Source, asking: Asking, store: Store | None) -> Iterator[Discovery]:
    """Read every seed of a source, only for news where the store knows the last answer.

    With a store, what they say is kept and what is new is watched; without, this only looks. A seed
    that fails is reported.
    """
    for seed in source.seeds:
        found = contained(
            seed, partial(_discovered, seed, source, asking, store), ending=(StoreError, OSError)
        )
        yield _given_up(seed, found, source, asking, store) if isinstance(found, CaptureError) else found


def _discovered(seed: str, source: Source, asking: Asking, store: Store | None) -> Discovery:
    walk = _Walk(source=source, asking=asking, store=store)
    walk.read(seed)
    links = tuple(walk.links)
    found = Discovery(
        source=source.name,
        seed=seed,
        kind=walk.kind,
        found=len(links),
        links=wanted(links, source),
        unchanged=walk.unchanged and walk.error is None,
        error=walk.error or _nothing_within(links, source),
    )
    if store is not None:
        found = _kept(found, asking, store)
        if walk.answered:
            store.name_hub(seed, walk.hub)
        store.record_seeds(walk.states, source.name)  # last: what was asked for is kept by now
    return found


def take_in(push: Push, source: Source, asking: Asking, store: Store) -> Discovery:
    """Take what a hub says is new in a seed as if the seed had been read.

    Raises:
        SeedError: what was pushed is no feed.
        StoreError: the archive cannot be written.
    """
    reading = read_seed(push.topic, push.content, push.media_type, found_at=asking.now)
    if reading.kind in PAGES:
        raise SeedError(push.seed, "a web page was pushed in place of a feed")
    links = tuple(replace(link, seed=push.seed) for link in reading.links)
    found = Discovery(
        source=source.name,
        seed=push.seed,
        kind=reading.kind,
        found=len(links),
        links=wanted(links, source),
    )
    return _kept(found, asking, store, rest=TOLD_REST)


def _kept(found: Discovery, asking: Asking, store: Store, *, rest: timedelta = HINT_REST) -> Discovery:
    """Keep what a seed points at, and plan the first visits of what is new."""
    now = asking.now
    # a feed or a front names what is new; what a sitemap does not date may be of any age
    undated = now - RETIRED_AFTER if found.kind.startswith("sitemap") else now
    plan = partial(first_visits, now=now, undated=undated, between=asking.leisure(host_of(found.seed)))
    ordered = newest_first(found.links, undated=undated)
    counts = store.record_links(ordered, found.source, now, watch=True, plan=plan, rest=rest)
    return replace(found, new=counts.watched, hinted=counts.hinted)


def _given_up(
    seed: str, error: CaptureError, source: Source, asking: Asking, store: Store | None
) -> Discovery:
    """Report a seed that this program failed on, and leave it alone for a while."""
    if store is not None:
        state = store.seed(seed) or SeedState(url=seed, asked_at=asking.now)
        store.record_seeds([_failed(state, str(error), None, asking.now)], source.name)
    return Discovery(source=source.name, seed=seed, error=str(error))


# --- what a site has -------------------------------------------------------------------------------


def proposals(url: str, reading: SeedReading, fetcher: Fetcher, *, now: datetime) -> tuple[str, ...]:
    """Return the feeds and sitemaps of the site of a page: what it names, its home, its robots.txt.

    A host that does not answer for one of them proposes less, nothing else.
    """
    if reading.kind not in ("article", "listing"):
        return ()
    feeds, sitemaps = reading.feeds, tuple[str, ...]()
    home = urlunsplit((*urlsplit(url)[:2], "/", "", ""))
    with suppress(CaptureError):
        answer = fetcher.get(robots_url(url))
        sitemaps = Robots.parse(answer.content, answer.status).sitemaps
    if not feeds and url != home:
        with suppress(CaptureError, SeedError):
            feeds = look_at(home, fetcher, now=now).feeds
    news_first = sorted(sitemaps, key=lambda sitemap: "news" not in sitemap.lower())
    return tuple(dict.fromkeys([*feeds, *filter(web_address, news_first)]))[:PROPOSED]


def domain_of(seed: str, links: Iterable[Link] = ()) -> str:
    """Return the domain that the articles of a seed live on.

    The seed's host without `www.`, unless most of its links lead elsewhere: `feeds.example.org` has
    its articles on `example.org`.
    """
    own = bare_host(host_of(seed))
    hosts = Counter(bare_host(host_of(link.url)) for link in links)
    within = sum(count for host, count in hosts.items() if within_domain(host, own))
    if within * 2 >= hosts.total():
        return own
    sites = Counter[str]()
    for host, count in hosts.items():
        sites[site_of(host)] += count
    site, _ = sites.most_common(1)[0]
    ((host, count),) = hosts.most_common(1)
    return host if count == sites[site] else site


# --- reading ---------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The reading of a seed and of the sitemaps it leads to; those that fail do not lose the others."""

    source: Source
    asking: Asking
    store: Store | None
    kind: str = ""
    error: str | None = None  # of the seed, or of the first of its sitemaps that failed
    unchanged: bool = True
    answered: bool = False  # the seed itself was read, so that it is known which hub it names
    hub: Hub | None = None
    links: list[Link] = field(default_factory=list)
    states: list[SeedState] = field(default_factory=list)

    def read(self, seed: str) -> None:
        waiting, seen = [seed], {seed}
        for _ in range(1 + CHILDREN):
            if not waiting:
                break
            reading = self._ask(waiting.pop(0))
            if reading is None:
                continue
            self.kind = self.kind or reading.kind
            self.links += reading.links
            waiting += [child for child in reading.children if child not in seen]
            seen |= set(reading.children)

    def _ask(self, url: str) -> SeedReading | None:
        """Ask one address; None where it is not to be had or is left alone."""
        now = self.asking.now
        state = (self.store.seed(url) if self.store else None) or SeedState(url=url, asked_at=now)
        if state.next_ask is not None and now < state.next_ask and not self.asking.insist:
            self._fail(f"{state.error}; left alone until {state.next_ask:%Y-%m-%d %H:%M} UTC")
            return None
        scope = _digest(self.source)
        known = state.scope == scope and not state.failures
        answer: Response | None = None
        try:
            answer = self._get(state if known else replace(state, etag=None, last_modified=None))
            if answer.status == NOT_MODIFIED and known:
                reading = SeedReading(kind=state.kind or "", children=state.children)
            else:
                reading = _read(url, answer, now)
                _require_no_page(reading, state)
                self.unchanged = False
                self._note_hub(answer, reading)
        except HostClosed as closed:
            self._fail(str(closed))  # nothing was asked, so nothing failed
            return None
        except (CaptureError, SeedError) as failure:
            self._fail(str(failure))
            self.states.append(_failed(state, str(failure), answer, now))
            return None
        self.states.append(_succeeded(state, reading, answer, now, scope=scope))
        return reading

    def _note_hub(self, answer: Response, reading: SeedReading) -> None:
        """Note the hub of the seed, which is read first; sitemaps below it name none of their own."""
        if not self.states and reading.kind not in PAGES:
            self.answered, self.hub = True, hub_of(answer.final_url, answer.headers, reading)

    def _get(self, state: SeedState) -> Response:
        refusal = self.asking.refusal(state.url)
        if refusal is not None:
            raise refusal
        return self.asking.fetcher.get(state.url, etag=state.etag, last_modified=state.last_modified)

    def _fail(self, error: str) -> None:
        self.unchanged = False
        self.error = self.error or error


def _read(url: str, answer: Response, now: datetime) -> SeedReading:
    if answer.status != 200:
        raise SeedError(url, f"answered {answer.status}")
    return read_seed(answer.final_url, answer.content, answer.header("content-type"), found_at=now)


def _require_no_page(reading: SeedReading, state: SeedState) -> None:
    """Refuse a page where a feed or sitemap was: it is of an error or of maintenance, and so are its links.

    Raises:
        SeedError: it is one.
    """
    if state.kind not in (None, *PAGES) and reading.kind in PAGES:
        raise SeedError(state.url, f"it was a feed or sitemap ({state.kind}) and answers with a web page now")


def _succeeded(
    state: SeedState, reading: SeedReading, answer: Response, now: datetime, *, scope: str
) -> SeedState:
    changed = answer.status != NOT_MODIFIED
    return SeedState(
        url=state.url,
        asked_at=now,
        read_at=now,
        kind=reading.kind,
        children=reading.children[:CHILDREN],
        scope=scope,
        etag=answer.header("etag") or (None if changed else state.etag),
        last_modified=answer.header("last-modified") or (None if changed else state.last_modified),
    )


def _failed(state: SeedState, error: str, answer: Response | None, now: datetime) -> SeedState:
    doublings = min(state.failures, 20)  # beyond that the limit is reached
    next_ask = now + min(FIRST_BACK_OFF * (1 << doublings), LONGEST_BACK_OFF)
    asked_for = retry_at(answer.status, answer.header("retry-after"), now) if answer else None
    return replace(
        state,
        asked_at=now,
        failures=state.failures + 1,
        error=error,
        next_ask=max(next_ask, asked_for or next_ask),
    )


def _digest(source: Source) -> str:
    """Return what tells whether a source's rules are still those its seeds were read under."""
    rules = (source.domain, *source.include, "", *source.exclude)
    return sha256("\n".join(rules).encode()).hexdigest()[:16]


def wanted(links: tuple[Link, ...], source: Source) -> tuple[Link, ...]:
    """Return the links that lead to what a source may have as articles, one for each address."""
    found: dict[str, Link] = {}
    for link in links:
        url = web_address(link.url)
        if url is not None and in_scope(url, source):
            found.setdefault(url, link)
    return tuple(found.values())


def _nothing_within(links: tuple[Link, ...], source: Source) -> str | None:
    """Say so where a seed has links and none lies on the source's domain: it is declared wrongly."""
    hosts = Counter(host_of(link.url) for link in links if web_address(link.url))
    if not hosts or any(within_domain(host, source.domain) for host in hosts):
        return None
    (host, _), *_ = hosts.most_common(1)
    return (
        f"none of {len(links)} links lies on {source.domain}, most on {host}: see `domain` in archiver.toml"
    )
