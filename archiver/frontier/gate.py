"""May a host be asked just now? Its turn, its quiet hours, its budget, and what it asked for itself.

Every request of the program passes `Gate.turn`, be it for an article, a feed or a robots.txt.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.errors import HostClosed
from archiver.frontier.budget import DAY, Budget, allowed_at
from archiver.frontier.politeness import Politeness

log = logging.getLogger(__name__)

LEISURE = 12
"""Turns of a host of which visits that can wait take one; our choice."""

SHORTEST_LEISURE = timedelta(minutes=1)
"""Between two visits of a host that can wait, however short its turns are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Why a host is left alone for longer than its delay."""

    until: datetime  # UTC
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened at the gate since it was last asked, to be remembered over a restart."""

    asked: Mapping[str, tuple[datetime, ...]]  # of hosts that have a budget
    rests: Mapping[str, datetime]  # until when a host wants to be left alone


class Gate:
    """What all hosts allow, for all threads of one program."""

    def __init__(
        self, politeness: Politeness, budget: Callable[[str], Budget], now: Callable[[], datetime]
    ) -> None:
        """Take the rules.

        Args:
            politeness: the seconds between two requests, in real time.
            budget: what a host is spared in a day.
            now: the clock of budgets and quiet hours, aware UTC.
        """
        self.politeness = politeness
        self._budget = budget
        self._now = now
        self._lock = threading.Lock()
        self._asked: dict[str, deque[datetime]] = {}
        self._rests: dict[str, datetime] = {}
        self._news: dict[str, list[datetime]] = {}
        self._new_rests: dict[str, datetime] = {}

    def turn(self, host: str) -> float:
        """Return 0.0 and mark the host as asked, or the seconds to wait before trying again.

        Raises:
            HostClosed: it is to be left alone for long, so that waiting is no use.
        """
        now = self._now()
        with self._lock:
            closed = self._closed(host, now)
            if closed is not None:
                raise HostClosed(host, until=closed.until, reason=closed.reason)
            wait = self.politeness.turn(host)
            if wait == 0.0:
                self._note(host, now)
            return wait

    def closed(self, host: str) -> Closed | None:
        """Return why a host may not be asked now, or None if it may as soon as its turn comes."""
        with self._lock:
            return self._closed(host, self._now())

    def admission(self, length: timedelta) -> Callable[[str], bool]:
        """Return a rule that admits a host's visits to a round that should end after `length`.

        It counts: the first visits of a host are admitted, those are not for which there would be
        no turn within the round. A closed host has none; any other has one.
        """
        left: dict[str, int] = {}

        def admits(host: str) -> bool:
            if host not in left:
                delay = self.politeness.delay(host)
                left[host] = 0 if self.closed(host) else max(1, int(length / delay))
            left[host] -= 1
            return left[host] >= 0

        return admits

    def leisure(self, host: str) -> timedelta:
        """Return the time between two visits that leave most of a host's turns and budget to others."""
        per_day = self._budget(host).per_day
        turn = max(self.politeness.delay(host), DAY / per_day if per_day else timedelta())
        return max(LEISURE * turn, SHORTEST_LEISURE)

    def rest(self, host: str, until: datetime) -> None:
        """Leave a host alone until then, because it asked for that."""
        with self._lock:
            if until > self._rests.get(host, self._now()):
                log.info("host asks to be left alone", extra={"host": host, "until": until.isoformat()})
                self._rests[host] = self._new_rests[host] = until

    def recall(self, asked: Mapping[str, Iterable[datetime]], rests: Mapping[str, datetime]) -> None:
        """Take up what an earlier run remembered; what is taken up twice counts once."""
        with self._lock:
            for host, moments in asked.items():
                known = self._of(host)
                if known is not None:
                    both = sorted((Counter(moments) | Counter(known)).elements())
                    known.clear()
                    known.extend(both)
            self._rests = {**rests, **self._rests}

    def news(self) -> News:
        """Return what is to be remembered, once."""
        with self._lock:
            asked = {host: tuple(moments) for host, moments in self._news.items()}
            rests, self._news, self._new_rests = self._new_rests, {}, {}
            return News(asked=asked, rests=rests)

    def _closed(self, host: str, now: datetime) -> Closed | None:
        rest = self._rests.get(host)
        if rest is not None and rest > now:
            return Closed(until=rest, reason="it asked for that (429, Retry-After)")
        budget = self._budget(host)
        until = allowed_at(self._asked.get(host, ()), now, budget)
        if until == now:
            return None
        quiet = any(hours.over_at(now) > now for hours in budget.quiet)
        reason = "quiet hours" if quiet else f"its budget of {budget.per_day} requests a day is spent"
        return Closed(until=until, reason=reason)

    def _note(self, host: str, now: datetime) -> None:
        known = self._of(host)
        if known is not None:
            known.append(now)
            self._news.setdefault(host, []).append(now)

    def _of(self, host: str) -> deque[datetime] | None:
        """Return the times that matter of a host: as many as its budget has requests."""
        per_day = self._budget(host).per_day
        if per_day is None:
            return None
        return self._asked.setdefault(host, deque(maxlen=per_day))
