"""What is watched: sources, the links their seeds point at, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.model.hours import QuietHours
from archiver.model.imported import collection_of
from archiver.model.manner import Upstream


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher as declared in `archiver.toml`."""

    name: str
    domain: str  # host name articles may live on, with its subdomains; may carry a port
    seeds: tuple[str, ...] = ()
    include: tuple[str, ...] = ()  # regular expressions searched in the address; empty: all
    exclude: tuple[str, ...] = ()
    delay: timedelta | None = None  # between two visits of one host; None: the home's politeness
    robots: bool | None = None  # None: as the home says
    quiet: tuple[QuietHours, ...] | None = None  # hours to leave its hosts alone; None: as the home says
    budget: int | None = None  # requests of one host within 24 hours; None: as the home says
    pace: float | None = None  # of the visits; None: as the home says
    user_agent: str | None = None  # None: as the home says
    language: str | None = None  # BCP 47; None: "en-US"
    time_zone: str | None = None  # IANA; None: "UTC"
    viewport: tuple[int, int] | None = None  # CSS pixels, width and height; None: 1280 by 900
    browser: str | None = None  # path of a Chromium; None: as the home says
    headers_env: tuple[tuple[str, str], ...] = ()  # name, and the environment variable that holds the value
    proxy: Upstream | None = None  # None: straight
    proxy_login_env: str | None = None  # environment variable that holds `user:password`
    signed_in: str | None = None  # stands in every page that a session shows, and in no other


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A URL a seed pointed at; not yet an article."""

    url: str  # absolute, as the seed spelt it
    seed: str
    found_at: datetime  # UTC
    headline: str | None = None  # the seed's claim
    published_at: datetime | None = None  # UTC; the seed's claim
    modified_at: datetime | None = None  # UTC; the seed's claim
    guid: str | None = None  # the seed's own id of the entry, which may outlive its address

    @property
    def claimed_at(self) -> datetime | None:
        """The latest time that the seed claims for it."""
        return max(filter(None, (self.published_at, self.modified_at)), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedState:
    """What a seed answered when it was last asked, and when it may be asked again."""

    url: str
    asked_at: datetime  # UTC
    read_at: datetime | None = None  # UTC; last time it answered properly, with news or without
    kind: str | None = None  # when it was last read
    children: tuple[str, ...] = ()  # sitemaps that an index names
    scope: str = ""  # digest of the rules of the source it was read for
    etag: str | None = None
    last_modified: str | None = None  # as the header spelt it
    failures: int = 0  # in a row
    error: str | None = None  # of the last failure
    next_ask: datetime | None = None  # UTC; None: whenever seeds are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another address that leads to an article."""

    url: str
    article: int  # where it leads
    leads_to: str  # address of that article
    why: str  # "moved", "redirect", "canonical", "feed id", "spelling", …
    added_at: datetime  # UTC
    retired: int | None = None  # id of the article that was watched under the address before


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The thing watched, identified by its canonical URL (Memento's original resource)."""

    id: int
    url: str
    source: str | None  # name of the source; None for an article added by hand
    added_at: datetime  # UTC
    next_visit: datetime | None  # UTC; None: it rests, and is visited only when asked
    failures: int = 0  # visits in a row that brought no article home
    gone_since: datetime | None = None  # UTC; first visit that found 404 or 410
    unwatched_at: datetime | None = None  # UTC; when a person said to watch it no longer
    wanted_at: datetime | None = None  # UTC; when a person last asked to watch it; None: a seed named it
    last_visit: datetime | None = None  # UTC

    @property
    def rests_for(self) -> str | None:
        """Why it is visited only when asked, in words; None where it is not so."""
        if self.next_visit is not None:
            return None
        if self.unwatched_at is not None:
            return "no longer watched"
        if collection_of(self.url) is not None:
            return "others captured it, and it is never visited"
        if self.last_visit is None:
            return "never visited: old when it was found, or captured by others alone"
        if self.gone_since is not None:
            return "gone from the web, and unchanged for a year before"
        if self.failures:
            return f"not seen in {self.failures} visits in a row, and unchanged for a year before"
        return "unchanged for a year"
