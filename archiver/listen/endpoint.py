"""What is answered at the endpoint: to hubs at their callbacks, to publishers that ping."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archiver.errors import UsageError
from archiver.listen.callbacks import Callbacks, digest_of, verified
from archiver.listen.door import Answer, Asked
from archiver.listen.pings import NotAuthorized, pinged
from archiver.model.told import Ping, Push, Subscription, Told

PING, INDEXNOW, CALLBACK = "/ping", "/indexnow", "/hub/"
"""Paths of the endpoint; what stands behind the last one is unguessable."""

PUSH_BYTES = 4_000_000
"""Of a feed that a hub sends; feeds with whole texts have some hundred thousand."""

PING_BYTES = 1_000_000
"""Of a list of addresses: 10,000 of a hundred characters."""

MOST_WAITING, MOST_BYTES_WAITING = 1_000, 32_000_000
"""What is told and not yet taken in, in number and in bytes; beyond, who tells is asked to do it later."""

PINGED_A_MINUTE = 1_000
"""Addresses that may be pinged within a minute, by all together. A newsroom changes a few."""

MINUTE = 60.0  # seconds
RETRY_AFTER = ("retry-after", "60")  # seconds: of the limits above, all are over by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What may be told, as of now."""

    callbacks: Callbacks
    subscriptions: tuple[Subscription, ...] = ()
    token: str | None = None  # None: no pings


class Endpoint:
    """Answers in the thread of the door; what was told is taken by the daemon."""

    def __init__(self, expected: Expected, clock: Callable[[], float] = time.monotonic) -> None:
        """Expect what may be told at first; `clock` counts seconds."""
        self._lock = threading.Lock()
        self._waiting: deque[Told] = deque()
        self._bytes = 0
        self._clock, self._minute, self._pinged = clock, -MINUTE, 0
        self.expect(expected)

    def expect(self, expected: Expected) -> None:
        """Expect something else from now on."""
        made = expected.callbacks
        self._of = {made.id_of(one.seed, one.hub): one for one in expected.subscriptions}
        self._expected = expected

    def take(self) -> tuple[Told, ...]:
        """Return what was told since, and forget it."""
        with self._lock:
            told = tuple(self._waiting)
            self._waiting.clear()
            self._bytes = 0
            return told

    def longest_body(self, asked: Asked) -> int | None:
        """Return how many bytes a request may bring, or None where there is nothing of that path."""
        if asked.path in (PING, INDEXNOW):
            return PING_BYTES if self._expected.token else None
        return PUSH_BYTES if self._subscription(asked) else None

    def answer(self, asked: Asked) -> Answer:
        """Return what is answered to a request with its body."""
        if asked.path in (PING, INDEXNOW):
            return self._ping(asked)
        subscription = self._subscription(asked)
        if subscription is None:
            return Answer(404, "there is nothing here\n")
        return self._verify(asked, subscription) if asked.method == "GET" else self._push(asked, subscription)

    def _subscription(self, asked: Asked) -> Subscription | None:
        return self._of.get(asked.path.removeprefix(CALLBACK)) if asked.path.startswith(CALLBACK) else None

    def _verify(self, asked: Asked, subscription: Subscription) -> Answer:
        found = verified(subscription, asked.query)
        if found is None:
            return Answer(404, "nobody asked for that\n")
        echo, told = found
        return Answer(200, echo) if told is None or self._put([told], 0) else BUSY

    def _push(self, asked: Asked, subscription: Subscription) -> Answer:
        if not subscription.wanted:
            return Answer(410, "no longer wanted\n")
        if not self._expected.callbacks.is_signed(
            subscription, asked.header("x-hub-signature"), asked.content
        ):
            return Answer(202, "")  # as section 7.1 of WebSub has it: who forges learns nothing
        push = Push(
            seed=subscription.seed,
            topic=subscription.hub.topic,
            content=asked.content,
            media_type=asked.header("content-type"),
        )
        return Answer(202, "") if self._put([push], len(asked.content)) else BUSY

    def _ping(self, asked: Asked) -> Answer:
        token = self._expected.token
        if token is None:
            return Answer(404, "there is nothing here\n")
        try:
            content = asked.content if asked.method == "POST" else None
            urls = pinged(asked.query, asked.header("authorization"), content, token)
        except NotAuthorized:
            return Answer(403, "the token is missing or wrong\n")
        except UsageError as error:
            return Answer(400, f"{error}\n")
        if not self._let_in(len(urls)) or not self._put([Ping(urls=urls)], sum(map(len, urls))):
            return BUSY
        return Answer(202, "")

    def _let_in(self, count: int) -> bool:
        """Count addresses; tell whether they are within what a minute may bring."""
        now = self._clock()
        if now - self._minute >= MINUTE:
            self._minute, self._pinged = now, 0
        if self._pinged and self._pinged + count > PINGED_A_MINUTE:
            return False
        self._pinged += count
        return True

    def _put(self, told: Iterable[Told], size: int) -> bool:
        with self._lock:
            if len(self._waiting) >= MOST_WAITING or self._bytes + size > MOST_BYTES_WAITING:
                return False
            self._waiting.extend(told)
            self._bytes += size
            return True


BUSY = Answer(429, "too much at once; tell it again in a minute\n", (RETRY_AFTER,))


def callback(public: str, callbacks: Callbacks, subscription: Subscription) -> tuple[str, str]:
    """Return the address at which a hub reaches us for a subscription, and its digest.

    Args:
        public: address of the endpoint as the web sees it.
        callbacks: of the home.
        subscription: which.
    """
    made = callbacks.id_of(subscription.seed, subscription.hub)
    address = f"{public.rstrip('/')}{CALLBACK}{made}"
    return address, digest_of(address)
