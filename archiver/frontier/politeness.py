"""When may a host be asked again? One host is never asked faster than its delay."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

from archiver.model.urls import within_domain

LONGEST_CRAWL_DELAY = timedelta(minutes=5)
"""A longer `Crawl-delay` counts as this: values such as 10000 are milliseconds written by mistake,
and a host that wants no visits has `Disallow`. Search engines stop at 30 s (Bing's documents)."""

REMEMBERED_HOSTS = 10_000
"""Hosts kept in memory; beyond it those whose turn has come are forgotten, which changes nothing."""


def seconds_to_wait(last_asked: float | None, now: float, delay: float) -> float:
    """Return how long a host must still be left alone, 0.0 if it may be asked now.

    Args:
        last_asked: seconds on some clock; None if it was never asked.
        now: seconds on the same clock.
        delay: seconds between two visits.

    A clock set back never makes the wait longer than the delay.
    """
    if last_asked is None:
        return 0.0
    return min(max(last_asked + delay - now, 0.0), delay)


class Politeness:
    """The turns of all hosts, for all threads of one program."""

    def __init__(
        self, default: timedelta, delays: Mapping[str, timedelta], clock: Callable[[], float]
    ) -> None:
        """Take the delays.

        Args:
            default: between two visits of one host.
            delays: by domain, subdomains included; the longest domain that fits a host counts.
            clock: monotonic seconds.
        """
        self._lock = threading.Lock()
        self.declare(default, delays)
        self._clock = clock
        self._last_asked: dict[str, float] = {}
        self._left: dict[str, float] = {}  # when a request last left, or was answered
        self._slowed: dict[str, timedelta] = {}

    def declare(self, default: timedelta, delays: Mapping[str, timedelta]) -> None:
        """Take other delays from now on; when each host was asked last is not forgotten."""
        with self._lock:
            self._default, self._delays = default, dict(delays)

    def turn(self, host: str) -> float:
        """Return 0.0 and mark the host as asked, or the seconds to wait before trying again.

        Of several that wait for one host, the first to come back goes; the others wait anew.
        """
        with self._lock:
            now = self._clock()
            wait = seconds_to_wait(self._last_asked.get(host), now, self._delay(host).total_seconds())
            if wait == 0.0:
                self._last_asked[host] = now
                if len(self._last_asked) > REMEMBERED_HOSTS:
                    self._forget(now)
            return wait

    def leave(self, host: str) -> float:
        """Return 0.0 if a request that had its turn may leave now, or the seconds it must still wait.

        A browser needs a while from its turn to its request: while the first is started, the turns
        of several visits pass, and all their requests would leave at once.
        """
        with self._lock:
            now = self._clock()
            wait = seconds_to_wait(self._left.get(host), now, self._delay(host).total_seconds())
            if wait == 0.0:
                self._last_asked[host] = self._left[host] = now
            return wait

    def answered(self, host: str, ago: float = 0.0) -> None:
        """Let the delay run from when the host answered, so many seconds ago; no request is seen closer."""
        with self._lock:
            moment = max(self._clock() - ago, self._last_asked.get(host, -math.inf))
            self._last_asked[host] = self._left[host] = moment

    def slow(self, host: str, delay: timedelta) -> None:
        """Raise the delay of a host to its `Crawl-delay`, at most `LONGEST_CRAWL_DELAY`.

        The declared delay is never lowered; a robots.txt that says less than before counts.
        """
        with self._lock:
            self._slowed[host] = min(delay, LONGEST_CRAWL_DELAY)

    def delay(self, host: str) -> timedelta:
        """Return the time between two visits of a host, as in force now."""
        with self._lock:
            return self._delay(host)

    def _delay(self, host: str) -> timedelta:
        fitting = [domain for domain in self._delays if within_domain(host, domain)]
        declared = self._delays[max(fitting, key=len)] if fitting else self._default
        return max(declared, self._slowed.get(host, timedelta()))

    def _forget(self, now: float) -> None:
        self._left = {host: left for host, left in self._left.items() if host in self._last_asked}
        self._last_asked = {
            host: asked
            for host, asked in self._last_asked.items()
            if seconds_to_wait(asked, now, self._delay(host).total_seconds()) > 0
        }
