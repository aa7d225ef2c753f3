"""May this host be asked for this address? Its robots.txt, fetched once a day and remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archiver.config import Config
from archiver.errors import AddressRefused, CaptureError, ConnectionFailed, HostClosed, RobotsRefused
from archiver.fetch import Fetcher
from archiver.frontier.politeness import Politeness
from archiver.frontier.robots import Answer, Robots, robots_url
from archiver.model.capture import CaptureTask
from archiver.model.urls import host_of

log = logging.getLogger(__name__)

SILENCE = timedelta(minutes=1)
"""How long a host that did not answer is left alone: a round over its hundred articles should meet
its silence once, not a hundred times."""


@dataclass(slots=True, kw_only=True)
class Permission:
    """Answers for one program run; a `Crawl-delay` it meets slows the host down."""

    config: Callable[[], Config]  # the declaration as it is now
    fetcher: Fetcher
    politeness: Politeness
    now: Callable[[], datetime]
    _known: dict[str, tuple[datetime, Robots]] = field(default_factory=dict)
    _silent: dict[str, tuple[datetime, CaptureError]] = field(default_factory=dict)

    def refusal(self, task: CaptureTask) -> CaptureError | None:
        """Return why the task may not be made, or None if it may; see `refusal_of`."""
        return self.refusal_of(task.url)

    def refusal_of(self, url: str) -> CaptureError | None:
        """Return why an address may not be asked for, or None if it may.

        A host that does not answer for its robots.txt is not asked for anything else: the visit
        fails as that request did.
        """
        if not self._obeys(url):
            log.info("robots.txt overridden", extra={"url": url})
            return None
        try:
            robots = self._robots(robots_url(url))
        except CaptureError as error:
            return error
        if robots.answer is Answer.UNREACHABLE:
            return ConnectionFailed(url, "its host's robots.txt is not to be had just now (RFC 9309)")
        agent = self._agent(url)
        return None if robots.allows(url, agent) else RobotsRefused(url, user_agent=agent)

    def _agent(self, url: str) -> str:
        return self.fetcher.manner_of(url).user_agent

    def _obeys(self, url: str) -> bool:
        source = self.config().source_of(host_of(url))
        if source is not None and source.robots is not None:
            return source.robots
        return self.config().politeness.robots

    def _robots(self, url: str) -> Robots:
        now = self.now()
        if url in self._known:
            fetched_at, robots = self._known[url]
            if timedelta() <= now - fetched_at < robots.keep_for:
                return robots
        if url in self._silent and timedelta() <= now - self._silent[url][0] < SILENCE:
            raise self._silent[url][1]
        return self._ask(url, now)

    def _ask(self, url: str, now: datetime) -> Robots:
        _, known = self._known.get(url, (now, None))
        try:
            response = self.fetcher.get(url)
        except HostClosed:
            raise  # it was not asked, and nothing is known of its silence
        except CaptureError as error:
            if known is None or isinstance(error, AddressRefused):
                self._silent[url] = (now, error)
                raise
            robots = Robots.unreachable(known)
        else:
            robots = Robots.parse(response.content, response.status, previous=known)
        self._known[url] = (now, robots)
        self._silent.pop(url, None)
        delay = robots.crawl_delay(self._agent(url))
        if delay is not None:
            self.politeness.slow(host_of(url), delay)
        return robots
