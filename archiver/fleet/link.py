"""The connection of an archive to its fleet: the workers, the visits given to them, what they ask."""

from __future__ import annotations

import logging
import queue
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol

from distributed import Client, Future

from archiver.errors import CaptureError, FleetTrouble
from archiver.fleet.addresses import security_of
from archiver.fleet.hush import hush
from archiver.fleet.orders import Order, Release
from archiver.fleet.place import capture, hear
from archiver.fleet.roster import Member, Roster

log = logging.getLogger(__name__)

CONNECT_SECONDS = 10.0  # for a scheduler to answer
ANSWERING = 8  # questions side by side; each waits for the turn of a host

Leave = Callable[[str], CaptureError | None]
"""Waits until an address may be asked for; says why that may not be, None if it may."""


class Waiting(Protocol):
    """Who waits for visits."""

    def lost(self, member: Member) -> None:
        """Hear that a worker is there no more."""
        ...

    def end_overdue(self) -> None:
        """Give up what is late."""
        ...


class Link:
    """A connection, from when a scheduler answers until it is closed."""

    def __init__(self, address: str, release: Release, leave: Leave) -> None:
        """Connect.

        Args:
            address: of the scheduler.
            release: what workers must be of.
            leave: asked for further addresses of a visit, in threads.

        Raises:
            FleetTrouble: the scheduler does not answer.
        """
        hush()
        try:
            self._client = Client(
                address,
                security=security_of(address),
                timeout=CONNECT_SECONDS,
                set_as_default=False,
                direct_to_workers=True,  # what they bring travels once, and not by the scheduler
                name="archiver",
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise FleetTrouble(f"the scheduler at {address} does not answer: {error}") from error
        self.roster = Roster(self._client, release)
        self.hosts: set[str] = set()  # that workers visit now
        self.asker = f"archiver-{uuid.uuid4().hex}"
        self.shifts: list[Waiting] = []  # a round, and what is visited between two of its visits
        self.done: queue.SimpleQueue[str | None] = queue.SimpleQueue()  # keys of visits; None: look
        self._heard: dict[str, Callable[[str], None]] = {}  # who waits for a visit, by its key
        self._given_up: dict[str, tuple[Member, Future]] = {}
        self._leave = leave
        self._threads = ThreadPoolExecutor(max_workers=ANSWERING, thread_name_prefix="fleet")
        self._client.subscribe_topic(self.asker, self._asked)

    @property
    def is_there(self) -> bool:
        """Tell whether the scheduler was there when it was heard of last."""
        return str(self._client.status) == "running"

    def close(self) -> None:
        """Take no more of what is under way, and leave."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with suppress(OSError, TimeoutError):
            self._client.close(timeout=CONNECT_SECONDS)

    def give(self, order: Order, member: Member, heard: Callable[[str], None]) -> Future:
        """Have a worker make a visit; `heard` is told the key of what is returned when it is made."""
        future: Future = self._client.submit(
            capture,
            order,
            key=f"archiver-visit-{uuid.uuid4().hex}",
            workers=[member.address],
            allow_other_workers=False,
            pure=False,
            retries=0,
        )
        member.visits.add(future.key)
        member.given_at = time.monotonic()
        self._heard[future.key] = heard
        future.add_done_callback(lambda ended: self.done.put(ended.key))
        return future

    def give_up(self, member: Member, future: Future) -> None:
        """Wait no longer for a visit; its worker has that hand free again only when it is done with it."""
        member.visits.add(future.key)
        self._given_up[future.key] = member, future
        self._heard[future.key] = self._drop
        if future.done():
            self._drop(future.key)

    def take_in(self, wait: float = 0.0) -> bool:
        """Tell whoever waits for it that a visit has ended, if one does within so many seconds."""
        try:
            key = self.done.get(timeout=wait) if wait else self.done.get_nowait()
        except queue.Empty:
            return False
        if key in self._heard:
            self._heard.pop(key)(key)
        return True

    def look(self) -> None:
        """See who came and who went, and tell all who wait for those that went.

        Raises:
            OSError, TimeoutError: the scheduler does not answer.
        """
        for member in self.roster.look():
            for key in [key for key, (whose, _) in self._given_up.items() if whose is member]:
                self._given_up.pop(key)[1].cancel()
            for shift in self.shifts:
                shift.lost(member)

    def _drop(self, key: str) -> None:
        """Drop what was brought too late; that hand is free again."""
        if key in self._given_up:
            member, future = self._given_up.pop(key)
            member.visits.discard(key)
            future.release()

    # --- in the thread of dask's event loop ---

    async def _asked(self, event: tuple[float, Any]) -> None:
        with suppress(RuntimeError):  # closed at this moment
            self._threads.submit(self._answer, event[1])

    # --- in a thread of its own ---

    def _answer(self, told: dict[str, str]) -> None:
        answer = self._leave(told["url"])
        with suppress(OSError, TimeoutError):
            self._client.run(
                hear, told["number"], answer, workers=[told["worker"]], wait=False, on_error="ignore"
            )
