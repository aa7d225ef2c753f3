"""What publishers and hubs tell instead of being asked, and what was agreed with hubs (WebSub)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Who distributes what is new in a feed, as the feed names it."""

    url: str
    topic: str  # address by which the hub knows the feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What was asked of a hub for a seed, and what it granted."""

    seed: str  # as declared in archiver.toml
    hub: Hub
    wanted: bool = True  # False: the seed names it no longer, or is no longer declared
    callback: str | None = None  # digest of the address that the hub was given
    asked_at: datetime | None = None  # UTC; when the hub was last asked
    leased_until: datetime | None = None  # UTC; None: the hub has not confirmed
    heard_at: datetime | None = None  # UTC; last push, unless news was found that was never pushed
    failures: int = 0  # in a row
    error: str | None = None  # of the last failure
    next_ask: datetime | None = None  # UTC; None: now


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """A publisher says that these addresses changed."""

    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A hub sends what is new in a feed."""

    seed: str
    topic: str
    content: bytes = field(repr=False)
    media_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """A hub confirmed a subscription."""

    seed: str
    hub: Hub
    seconds: int  # for which it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """A hub will not, or no longer, tell what is new in a feed."""

    seed: str
    hub: Hub
    reason: str


Told = Ping | Push | Granted | Denied
"""All that can be told."""
