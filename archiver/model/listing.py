"""What lists show: articles, sources and their seeds, evidence, where words were found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from archiver.model.article import Article
from archiver.model.capture import Depth, Digest
from archiver.model.revision import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An article in a list."""

    article: Article
    headline: str | None  # of the current revision; None: never read
    state: str  # "new", "article", "suspect", "gone" or "moved"
    moved_to: str | None
    revisions: int
    last_visit: datetime | None  # UTC
    last_change: datetime | None  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedListing:
    """A seed of a source, and what came of reading it."""

    url: str
    kind: str | None = None  # "rss", "sitemap", …; None: never read
    read_at: datetime | None = None  # UTC; the last time it answered properly
    failures: int = 0  # in a row
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceListing:
    """A source, its seeds, and how many articles it has."""

    name: str
    domain: str
    declared: bool  # in archiver.toml; False: it was once, and its articles are kept
    seeds: tuple[SeedListing, ...]
    articles: int
    watched: int  # of these; the others rest


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSnapshot:
    """A snapshot in the list of an article's evidence."""

    id: int
    article: int
    captured_at: datetime  # UTC
    outcome: Outcome  # of its visit
    reason: str | None
    status: int
    depth: Depth
    revision: int | None  # number of the revision that it shows; None: of none
    opens: bool  # it is the evidence that this revision stands on


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """An artefact of a snapshot, or why there is none."""

    snapshot: int
    name: str  # "response", "dom", "mhtml", "screenshot" or "manifest"
    media_type: str
    digest: Digest | None  # SHA-256 of its bytes
    size_bytes: int | None
    missing: str | None  # why there is none
    partial: bool  # cut at a limit
