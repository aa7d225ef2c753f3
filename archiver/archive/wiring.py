"""What an archive asks, visits and announces with: made out of its declaration, anew when that changes."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from archiver.config import Config, Notifier
from archiver.config import Witness as DeclaredWitness
from archiver.errors import BrowserMissing, ConfigError, NotUsable
from archiver.home import Home
from archiver.orchestration.pacing import Pacing
from archiver.sessions import Sessions

if TYPE_CHECKING:  # imported where they begin: who only looks needs none of them
    from archiver.capture.pool import BrowserCapturer
    from archiver.capture.probe import Prober
    from archiver.capture.window import Windows
    from archiver.fetch import Fetcher
    from archiver.fleet.capturer import FleetCapturer
    from archiver.guard.proxy import GuardProxy
    from archiver.identity import Identity
    from archiver.notify import Channel
    from archiver.orchestration.manners import Manners
    from archiver.orchestration.permission import Permission
    from archiver.witness import Witness

log = logging.getLogger(__name__)

MOST_BYTES_SAID = 1_000_000
"""Of a witness's answer: a time stamp with all its certificates has some 10,000."""


class Wiring:
    """Guard, fetcher, browsers, channels; each starts when it is first needed."""

    def __init__(
        self,
        config: Callable[[], Config],
        *,
        home: Home,
        pacing: Pacing,
        now: Callable[[], datetime],
        fleet: str | None = None,
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            config: the declaration as it is now. Sources may change as long as this lives; see `fits`.
            home: whose.
            pacing: the turns of all hosts, which outlive this.
            now: the clock, aware UTC.
            fleet: address of the scheduler whose workers make the visits; None: browsers of this machine do.
        """
        self._fleet = fleet
        self._declared = config
        self._config = config()
        self._root, self._pacing, self._now = home.root, pacing, now
        self._sessions, self._keys = Sessions(home.sessions, now), home.keys
        self._stack = ExitStack()

    def fits(self, config: Config) -> bool:
        """Tell whether all of this would be made the same out of another declaration."""
        return _made_of(config) == _made_of(self._config)

    def try_out(self) -> None:
        """Open what shows only then whether it was declared well.

        Raises:
            ConfigError: a channel or witness cannot be opened, or the browser that is named does not start.
        """
        from archiver.capture.browser import find_browser

        for notifier in self._config.notifiers:
            self.channel(notifier)
        for witness in self._config.witnesses:
            self.witness(witness)
        _ = self.fetcher  # which, with the proxy, what sends and asks in other threads must not start
        named = self._config.capture.browser
        try:
            if named is not None:
                find_browser(named, os.environ, sandbox=self._config.capture.sandbox)
        except BrowserMissing as error:
            raise ConfigError(f"browser: {error}", path="archiver.toml") from error

    def stop(self) -> None:
        """End the visits under way, unrecorded; may be called from a signal handler."""
        for name in ("capturer", "prober"):
            if name in self.__dict__:  # else the property would start one
                getattr(self, name).stop()

    def close(self) -> None:
        """Stop browsers and proxy."""
        self._stack.close()

    @cached_property
    def proxy(self) -> GuardProxy:
        """The guard, through which every connection goes."""
        from archiver.guard.policy import Policy
        from archiver.guard.proxy import GuardProxy

        policy = Policy(self._config.guard.allow)
        return self._stack.enter_context(GuardProxy(policy, max_bytes=self._config.capture.max_bytes))

    @cached_property
    def manners(self) -> Manners:
        """In which manner each address is visited."""
        from archiver.orchestration.manners import Manners

        return Manners(self._declared, self._sessions, os.environ, self._identity)

    @property
    def _identity(self) -> Identity | None:
        """What proves whose our requests are; None where no key was made, or its directory is nowhere."""
        from archiver.identity import Identity, read_key

        agent = self._config.politeness.signature_agent
        if agent is None:
            return None
        try:
            key = read_key(self._keys)
        except NotUsable as error:
            raise ConfigError(f"signature_agent: {error}", path="archiver.toml") from error
        if key is None:
            log.warning("requests are not signed: there is no key; `archiver init --identity` makes one")
            return None
        return Identity(key, agent)

    @cached_property
    def fetcher(self) -> Fetcher:
        """Plain HTTP, guarded and paced."""
        from archiver.fetch import Fetcher

        return self._stack.enter_context(
            Fetcher(
                self.proxy,
                user_agent=self._config.politeness.user_agent,
                manner=self.manners.of,
                turn=self._pacing.gate.turn,
                answered=self._pacing.gate.politeness.answered,
                now=self._now,
            )
        )

    @cached_property
    def capturer(self) -> BrowserCapturer | FleetCapturer:
        """What makes the visits."""
        if self._fleet is None:
            return self.browsers
        from archiver.fleet.capturer import FleetCapturer

        return self._stack.enter_context(
            FleetCapturer(
                self._fleet,
                capturing=self._config.capture,
                turn=self._pacing.gate.turn,
                answered=self._pacing.gate.politeness.answered,
                refusal=self.permission.refusal_of,
                manner=self.manners.of,
                home=lambda: self.browsers,
                now=self._now,
            )
        )

    @cached_property
    def browsers(self) -> BrowserCapturer:
        """Browsers, guarded and paced."""
        from archiver.capture.pool import BrowserCapturer

        return self._stack.enter_context(
            BrowserCapturer(
                self._config.capture,
                proxy=self.proxy,
                user_agent=self._config.politeness.user_agent,
                turn=self._pacing.gate.turn,
                departures=self._pacing.gate.politeness,
                refusal=self.permission.refusal_of,
                manner=self.manners.of,
                renewed=self.manners.renewed,
                now=self._now,
            )
        )

    @cached_property
    def windows(self) -> Windows:
        """Browsers with a window, for people."""
        from archiver.capture.window import Windows

        return Windows(config=self._config.capture, proxy=self.proxy, environ=os.environ, now=self._now)

    @cached_property
    def prober(self) -> Prober | None:
        """Visits by plain requests; None where a browser is to make every visit."""
        from archiver.capture.probe import Prober

        return Prober(self.fetcher) if self._config.capture.probe else None

    def channel(self, notifier: Notifier) -> Channel:
        """Open a channel that edits are announced on.

        Raises:
            ConfigError: it was not declared well.
        """
        from archiver.notify import Surroundings, open_channel

        surroundings = Surroundings(
            home=self._root,
            environ=os.environ,
            proxy=self.proxy,
            user_agent=self._config.politeness.user_agent,
        )
        return open_channel(notifier, surroundings)

    def witness(self, declared: DeclaredWitness) -> Witness:
        """Open somebody who vouches for checkpoints.

        Raises:
            ConfigError: it was not declared well.
        """
        from archiver.fetch import Fetcher
        from archiver.witness import Surroundings, open_witness

        def post(name: str, checkpoint: str) -> None:
            notifier = next((one for one in self._config.notifiers if one.name == name), None)
            if notifier is None:
                raise ConfigError(f"there is no notifier {name!r}", path="archiver.toml")
            self.channel(notifier).post(checkpoint)

        surroundings = Surroundings(
            home=self._root,
            fetcher=lambda: Fetcher(
                self.proxy, user_agent=self._config.politeness.user_agent, max_bytes=MOST_BYTES_SAID
            ),
            post=post,
        )
        return open_witness(declared, surroundings)

    @cached_property
    def permission(self) -> Permission:
        """What robots.txt of each host allows."""
        from archiver.orchestration.permission import Permission

        politeness = self._pacing.gate.politeness
        return Permission(config=self._declared, fetcher=self.fetcher, politeness=politeness, now=self._now)


def _made_of(config: Config) -> tuple[object, ...]:
    name = config.politeness.user_agent, config.politeness.signature_agent
    return config.guard, config.capture, name, config.notifiers, config.witnesses
