"""Being told what is new: the endpoint, hubs, and the visits that follow at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from archiver.archive.visiting import Visiting
from archiver.frontier.revisit import FURTHEST

if TYPE_CHECKING:  # the steps that work are imported where they begin: who only looks needs none of them
    from archiver.model.capture import CaptureTask
    from archiver.orchestration.hearing import Heard

MOST_AT_ONCE = 8
"""Articles that are visited between two visits of a round because they were told of; the next have their turn
one visit later, so that neither waits for the other for long."""


class Listening(Visiting):
    """What publishers and hubs tell."""

    @contextmanager
    def keep_listening(self) -> Iterator[None]:
        """Be told what is new, if that is declared, until the end of the block."""
        _ = self.fetcher  # made here, as the other thread must not
        self.hearing.beside.start(self.store)
        try:
            yield
        finally:
            self.hearing.beside.stop()
            self.hearing.close()

    def listen_as_declared(self) -> str | None:
        """Listen where `archiver.toml` says now; return what is new about that, for people.

        Raises:
            ConfigError: that cannot be listened at; nothing is told then.
        """
        return self.hearing.declare()

    def hear(self) -> Iterator[Heard]:
        """Take in what was told since the last time; articles are due by it.

        Raises:
            StoreError: the archive cannot be written.
        """
        for heard in self.hearing.hear(self.store):
            self._told.update(dict.fromkeys(heard.urls))
            yield heard

    def claim_told(self) -> tuple[CaptureTask, ...]:
        """Claim visits that are due by what was told, some at once.

        What a host does not allow now stays due, as all that is due.
        """
        if not self._told:
            return ()
        now = self.now()
        admits: Callable[[str], bool] = self._declared.wiring.manners.admits
        urls = tuple(self._told)
        tasks = self.store.claim_due(
            now,
            MOST_AT_ONCE,
            horizon=now + FURTHEST,
            admits=lambda host: self.pacing.gate.closed(host) is None and admits(host),
            among=urls,
        )
        if len(tasks) < MOST_AT_ONCE:
            self._told.clear()
        return self._with_depth(tasks)

    @cached_property
    def _told(self) -> dict[str, None]:
        return {}
