"""What a home declares, as values with their defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from archiver.model.article import Source
from archiver.model.hours import QuietHours, TimeOfDay
from archiver.model.urls import within_domain

USER_AGENT = "Archiver/0.1 (news archive; +https://pypi.org/project/article-archiver/)"
"""Honest: it names the program and where to read about it (RFC 9110 section 10.1.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Which addresses outside the public internet may be visited all the same."""

    allow: frozenset[tuple[str, int]] = frozenset()  # exact literal host and port


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Where publishers and hubs tell what is new; off by default."""

    address: tuple[str, int] | None = None  # None: nowhere
    public: str | None = None  # as the web reaches it; None: no hub is asked
    token_env: str | None = None  # environment variable with the token of pings; None: no pings


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """Limits the bot puts on itself."""

    delay: timedelta = timedelta(seconds=5)  # between two visits of one host
    robots: bool = True
    quiet: tuple[QuietHours, ...] = ()  # in which a host is not asked for anything
    budget: int | None = None  # requests of one host within 24 hours; None: as many as the delay allows
    user_agent: str = USER_AGENT
    signature_agent: str | None = (
        None  # origin that publishes the key requests are signed with; None: unsigned
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Capturing:
    """How a page is captured. The numbers were measured; see docs/decisions/0002-capture.md."""

    browser: str | None = None  # path of a Chromium; None: found (see `archiver doctor`)
    sandbox: bool | None = None  # None: on, except as root, where Chromium cannot
    concurrency: int | None = None  # visits side by side; None: twice the cores, at most 8
    deadline: timedelta = timedelta(seconds=60)  # over a whole visit
    dwell: timedelta = timedelta(seconds=2)  # least time for late text to arrive
    settle: timedelta = timedelta(seconds=10)  # longest wait for a page to come to rest
    max_bytes: int = 64_000_000  # a visit may bring, all resources together
    everything: bool = False  # keep MHTML, screenshot and resources at every visit
    probe: bool = True  # answer visits by plain requests where those are known to show the same article


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often the daemon does what."""

    discover: timedelta = timedelta(minutes=15)
    round: timedelta = timedelta(minutes=1)
    verify: timedelta = timedelta(days=7)
    confirm: timedelta = timedelta(seconds=5)  # between a change and the second look at it
    pace: float = 1.0  # about 50 visits an article in its first 30 days; 2.0: twice as many


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Where files of evidence live for good; by default in the home."""

    bucket: str | None = None  # `s3://name/prefix`; None: in the home
    endpoint: str | None = None  # of the storage; None: that of AWS
    region: str = "us-east-1"  # what AWS and most others take where nothing is said
    cache: int = 2_000_000_000  # bytes of what was carried that stay in the home as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Edits that a channel is told of: those that have, of each key with values, one."""

    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    field: tuple[str, ...] = ()  # that the edit changed
    weight: tuple[str, ...] = ()
    disclosure: tuple[str, ...] = ()
    phrase: tuple[str, ...] = ()  # in what changed, as it was or as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """A channel that edits are announced on."""

    kind: str
    name: str  # tells it from others for good: what waits for it is kept under this name
    rules: tuple[Rule, ...] = ()  # it is told of what one of them fits; none: of everything
    digest: tuple[TimeOfDay, ...] = ()  # at which it is told, all at once; none: as edits are found
    quiet: tuple[QuietHours, ...] = ()  # in which it is told nothing
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """Somebody outside who is asked to vouch for checkpoints of the ledger."""

    kind: str
    name: str  # what it says is kept under this name
    every: timedelta = timedelta(hours=6)  # least time between two; the newest edit waits no longer for proof
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a home declares, with defaults for the rest."""

    sources: tuple[Source, ...] = ()
    guard: Guard = field(default_factory=Guard)
    politeness: Politeness = field(default_factory=Politeness)
    listen: Listen = field(default_factory=Listen)
    capture: Capturing = field(default_factory=Capturing)
    schedule: Schedule = field(default_factory=Schedule)
    storage: Storage = field(default_factory=Storage)
    notifiers: tuple[Notifier, ...] = ()
    witnesses: tuple[Witness, ...] = ()

    def source(self, name: str | None) -> Source | None:
        """Return the source of that name, or None."""
        return next((source for source in self.sources if source.name == name), None)

    def source_of(self, host: str) -> Source | None:
        """Return the source a host belongs to, or None; of several, the one of the longest domain."""
        fitting = [source for source in self.sources if within_domain(host, source.domain)]
        return max(fitting, key=lambda source: len(source.domain), default=None)
