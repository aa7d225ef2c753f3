"""The workers of a fleet as the archive knows them: who is there, who fits, who has a hand free."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from distributed import Client, Future

from archiver.errors import ArchiverError
from archiver.fleet.orders import Release
from archiver.fleet.place import greet, hear_refusal

log = logging.getLogger(__name__)

REST_SECONDS = 60.0
"""For which a worker that had a trouble of its own is given nothing; by then somebody may have made room."""


@dataclass(slots=True, eq=False)
class Member:
    """A worker that is there."""

    address: str
    name: str
    hands: int  # visits that it makes side by side
    greeting: Future | None
    fits: bool = False
    visits: set[str] = field(default_factory=set)  # keys of those given to it, which nobody may wait for now
    given_at: float = 0.0  # monotonic seconds; when it was given the last visit
    rests_until: float = 0.0  # monotonic seconds
    trouble: str | None = None  # for which it rests, or is not fit

    def is_free(self, now: float) -> bool:
        """Tell whether it can begin a visit at once."""
        return self.fits and self.rests_until <= now and len(self.visits) < self.hands


class Roster:
    """The workers of one scheduler."""

    def __init__(self, client: Client, release: Release) -> None:
        """Take the connection, and what every worker must be of."""
        self._client, self._release = client, release
        self._members: dict[str, Member] = {}

    @property
    def hands(self) -> int:
        """How many visits all that fit make side by side."""
        return sum(member.hands for member in self._members.values() if member.fits)

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why workers that are there are given nothing."""
        now = time.monotonic()
        resting = (member for member in self._members.values() if not member.fits or member.rests_until > now)
        return tuple(f"{member.name}: {member.trouble}" for member in resting if member.trouble)

    def look(self) -> tuple[Member, ...]:
        """See who came and who went; return those that went.

        Raises:
            OSError, TimeoutError: the scheduler does not answer.
        """
        told: Mapping[str, Any] = self._client.sync(self._client.scheduler.identity, n_workers=-1)
        there = {
            address: worker for address, worker in told["workers"].items() if worker["status"] == "running"
        }
        gone = [address for address in self._members if address not in there]
        for address in there.keys() - self._members.keys():
            self._members[address] = self._met(address, there[address])
        for member in self._members.values():
            self._hear(member)
        return tuple(self._members.pop(address) for address in gone)

    def pick(self, *, but: frozenset[str]) -> Member | None:
        """Return who is to make a visit: the least busy, then who waited longest; None: nobody is free.

        Args:
            but: addresses of those that it was given to already.
        """
        now = time.monotonic()
        free = [one for one in self._members.values() if one.is_free(now) and one.address not in but]
        return min(free, key=lambda one: (len(one.visits) / one.hands, one.given_at), default=None)

    def rest(self, member: Member, trouble: str) -> None:
        """Give a worker nothing for a while."""
        log.warning("worker %s is given no visits for a while: %s", member.name, trouble)
        member.trouble, member.rests_until = trouble, time.monotonic() + REST_SECONDS

    def _met(self, address: str, told: Mapping[str, Any]) -> Member:
        greeting = self._client.submit(
            greet, workers=[address], allow_other_workers=False, pure=False, retries=0
        )
        return Member(address=address, name=str(told["name"]), hands=int(told["nthreads"]), greeting=greeting)

    def _hear(self, member: Member) -> None:
        """Take what a worker answered to the greeting, if it has."""
        if member.greeting is None or not member.greeting.done():
            return
        greeting, member.greeting = member.greeting, None
        if greeting.status == "finished":
            release = greeting.result()
            if release == self._release:
                member.fits = True
                log.info("worker joined", extra={"worker": member.name, "visits": member.hands})
                return
            trouble = f"it is {release}, and the archive {self._release}: install the same on both"
        else:
            error = greeting.exception() if greeting.status == "error" else None
            said = error if isinstance(error, ArchiverError) else f"it has no Archiver ({error!r})"
            trouble = str(said)
        member.trouble = trouble
        sentence = f"worker {member.name} is given no visits: {trouble}"
        log.warning("%s", sentence)
        self._client.run(hear_refusal, sentence, workers=[member.address], wait=False, on_error="ignore")
