"""How often a source is visited and what its hosts are spared: `archiver.toml` and what was learnt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.config import Config
from archiver.frontier.budget import DAY, Budget
from archiver.frontier.gate import Gate
from archiver.frontier.habits import Habits, observed
from archiver.frontier.politeness import Politeness
from archiver.frontier.retry_after import TOO_MANY_REQUESTS, retry_at
from archiver.frontier.revisit import Tempo
from archiver.model.capture import Capture
from archiver.model.urls import host_of
from archiver.store import Store

LEARNT_FROM = timedelta(days=90)
"""Habits are those of articles visited within so long; newsrooms change, and most edits come early."""

LEARNT_EVERY = timedelta(hours=1)
"""Habits are counted anew after so long. Counting those of 20,000 articles with three revisions each takes
0.4 s."""

KEPT_EVERY = 10.0
"""Seconds after which requests are written down at the latest while there are any; what a kill forgets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """Articles that are due on a host that is left alone for now."""

    host: str
    articles: int
    until: datetime  # UTC
    reason: str


class Pacing:
    """The gate before all hosts, and the tempo of all sources."""

    def __init__(self, config: Callable[[], Config], now: Callable[[], datetime]) -> None:
        """Take the rules; nothing is known of the past before `recall`.

        Args:
            config: the declaration as it is now.
            now: the clock of the archive, aware UTC. The seconds between two requests are real ones.
        """
        self._config = config
        self._now = now
        politeness = Politeness(*_delays(config()), time.monotonic)
        self.gate = Gate(politeness, self.budget, now)
        self._habits: dict[str, Habits] = {}
        self._asking: dict[str, datetime] = {}  # address that answered 429 → until when, while that lasts
        self._learnt_at: datetime | None = None
        self._kept_at = time.monotonic()

    def declare(self) -> None:
        """Take the delays of a declaration that changed; all other rules are looked up when they count."""
        self.gate.politeness.declare(*_delays(self._config()))

    def budget(self, host: str) -> Budget:
        """Return what a host is spared, as its source says, else as the home does."""
        usual, source = self._config().politeness, self._config().source_of(host)
        own_budget, own_quiet = (source.budget, source.quiet) if source else (None, None)
        return Budget(
            per_day=usual.budget if own_budget is None else own_budget,
            quiet=usual.quiet if own_quiet is None else own_quiet,
        )

    def tempo(self, source: str | None) -> Tempo:
        """Return how often the articles of a source are visited."""
        declared = self._config().source(source)
        own = declared.pace if declared else None
        return Tempo(
            pace=self._config().schedule.pace if own is None else own,
            habits=self._habits.get(source or "", Habits()),
        )

    def learn(self, store: Store) -> None:
        """Count what the sources were seen to do, if that is an hour ago."""
        now = self._now()
        if self._learnt_at is None or abs(now - self._learnt_at) >= LEARNT_EVERY:
            spans = store.quiet_spans(now - LEARNT_FROM)
            self._habits = {source: observed(seen) for source, seen in spans.items()}
            self._learnt_at = now

    def rest_after(self, capture: Capture) -> datetime | None:
        """Return when an answer asks for the next request; leave its whole host alone if it means that.

        Hosts count requests of one address as well as of all (RFC 6585 section 4), so one address
        speaks for itself, and a second one for the host.
        """
        now = self._now()
        until = retry_at(capture.status, capture.header("retry-after"), now)
        if until is not None and capture.status == TOO_MANY_REQUESTS:
            host = host_of(capture.final_url)
            still = {url: end for url, end in self._asking.items() if end > now}
            self._asking = {**still, capture.final_url: until}
            if sum(host_of(url) == host for url in self._asking) > 1:
                self.gate.rest(host, until)
        return until

    def postponed(self, store: Store) -> tuple[Postponed, ...]:
        """Return the hosts that have articles due and are left alone."""
        found = store.due_by_host(self._now()).items()
        return tuple(
            Postponed(host=host, articles=articles, until=closed.until, reason=closed.reason)
            for host, articles in found
            if (closed := self.gate.closed(host)) is not None
        )

    def recall(self, store: Store) -> None:
        """Take up what earlier runs owe to hosts."""
        now = self._now()
        self.gate.recall(store.requests(now - DAY), store.rests(now))

    def keep(self, store: Store, *, at_once: bool = True) -> None:
        """Write down what is owed to hosts; without `at_once` only if the last time is a while ago."""
        if not at_once and time.monotonic() - self._kept_at < KEPT_EVERY:
            return
        self._kept_at = time.monotonic()
        news = self.gate.news()
        if news.asked or news.rests:
            store.note_requests(news.asked, news.rests, self._now())


def _delays(config: Config) -> tuple[timedelta, dict[str, timedelta]]:
    """Return the usual time between two requests of a host, and that of the domains with their own."""
    own = {source.domain: source.delay for source in config.sources if source.delay is not None}
    return config.politeness.delay, own
