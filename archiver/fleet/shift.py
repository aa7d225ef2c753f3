"""The visits of one round, given to workers: who gets which, when, and what is done where one fails."""

from __future__ import annotations

import logging
import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from distributed import Future, KilledWorker

from archiver.config import Capturing
from archiver.errors import (
    ArchiverError,
    CaptureError,
    Damaged,
    FleetTrouble,
    NoWorker,
    WorkerFailed,
    contained,
)
from archiver.fleet.link import Link
from archiver.fleet.orders import Brought, Order
from archiver.fleet.parcel import unpack
from archiver.fleet.roster import Member
from archiver.fleet.times import at_home
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import Manner

log = logging.getLogger(__name__)

Came = tuple[CaptureTask, Capture | CaptureError]

ROSTER_SECONDS = 1.0
"""Between two looks at who is there. The longest wait for anything, as a stop, too."""

WORKERS_A_VISIT = 3
"""Workers that may fail under one visit, before it has failed."""

FETCH_SECONDS = 60.0  # for what a worker has to travel here

BREATH = 0.001  # seconds; the shortest wait

RESULTS_A_HAND = 2
"""Visits under way and not yet taken, for each that the fleet makes side by side; others wait."""

LEAST_WINDOW = 64  # visits taken on at once; see `capture/pool.py`
WINDOW_A_HAND = 4  # or as many for each that the fleet makes side by side, so that hosts differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What holds for all visits of a round."""

    capturing: Capturing
    turn: Callable[[str], float]  # of a host: 0.0, and it counts as asked, or the seconds to wait
    answered: Callable[[str, float], None]  # told a host, and how many seconds ago it answered
    now: Callable[[], datetime]  # of the archive, aware UTC
    allowed: float  # seconds, after which a visit is given up
    patience: float  # seconds without anybody to make visits, after which they are given back


@dataclass(slots=True, kw_only=True, eq=False)
class Wanted:
    """A visit that is to be made."""

    task: CaptureTask
    manner: Manner
    host: str
    tried: frozenset[str] = frozenset()  # addresses of workers that failed under it
    not_before: float = 0.0  # monotonic seconds; its host is not asked before


@dataclass(slots=True, kw_only=True, eq=False)
class Trip:
    """A visit that a worker was given."""

    wanted: Wanted
    member: Member
    future: Future
    given_at: datetime  # by the archive's clock
    ends: float  # monotonic seconds; then it is given up


class Shift:
    """Visits on their way, one for each host at most, and of each worker as many as it has hands."""

    def __init__(self, link: Link, rules: Rules, wanted: Iterator[Wanted]) -> None:
        """Take the visits; nothing is asked before the first is wanted."""
        self._link, self._rules, self._more = link, rules, wanted
        self._waiting: deque[Wanted] = deque()
        self._trips: dict[str, Trip] = {}
        self._ready: deque[Came] = deque()
        self._looked_at = -math.inf  # monotonic seconds
        self._alone_since: float | None = None  # nobody fits and all wait
        self._stopping = False

    def stop(self) -> None:
        """End it; may be called from a signal handler."""
        self._stopping = True
        self._link.done.put(None)

    def work(self) -> Iterator[Came]:
        """Yield each visit with what came of it, in the order they complete.

        Raises:
            FleetTrouble: the scheduler, or every worker, was lost; what was not visited was given back.
        """
        self._link.shifts.append(self)
        try:
            while not self._stopping:
                trouble = self._go_on()
                if trouble is not None:
                    yield from self._ready
                    raise trouble
                if self._ready:
                    yield self._ready.popleft()
                elif not (self._waiting or self._trips):
                    return
                else:
                    self._listen()
        finally:
            self._link.shifts.remove(self)
            for trip in tuple(self._trips.values()):
                self._end(trip)
                self._link.give_up(trip.member, trip.future)

    def _go_on(self) -> FleetTrouble | None:
        """Take in what is new and hand out what can be; return why no more can be done, if so."""
        try:
            if time.monotonic() - self._looked_at >= ROSTER_SECONDS:
                self._look()
        except (OSError, TimeoutError) as error:
            return self._give_back(f"the scheduler was lost ({error or type(error).__name__})")
        while self._link.take_in():
            pass
        for shift in self._link.shifts:
            shift.end_overdue()
        self._refill()
        self._hand_out()
        return self._deserted()

    def _look(self) -> None:
        self._looked_at = time.monotonic()
        self._link.look()

    def lost(self, member: Member) -> None:
        """Take up again what a worker was to visit that is there no more."""
        for trip in [trip for trip in self._trips.values() if trip.member is member]:
            self._end(trip)
            trip.future.cancel()
            self._again(trip, "it was lost")

    def end_overdue(self) -> None:
        """Give up the visits that are late, and take them up again."""
        now = time.monotonic()
        for trip in [trip for trip in self._trips.values() if trip.ends <= now]:
            self._end(trip)
            self._link.give_up(trip.member, trip.future)
            self._again(trip, f"it was not done after {self._rules.allowed:g} s")

    def _refill(self) -> None:
        window = max(LEAST_WINDOW, WINDOW_A_HAND * self._link.roster.hands)
        while len(self._waiting) < window and (wanted := next(self._more, None)) is not None:
            self._waiting.append(wanted)

    def _hand_out(self) -> None:
        """Give visits to whoever has a hand free, each when its host's turn has come."""
        now = time.monotonic()
        for wanted in tuple(self._waiting):
            if len(self._trips) + len(self._ready) >= RESULTS_A_HAND * self._link.roster.hands:
                return
            if wanted.host in self._link.hosts or wanted.not_before > now:
                continue
            member = self._link.roster.pick(but=wanted.tried)
            if member is None:
                continue
            wait = contained(wanted.task.url, partial(self._turn, wanted.host), ending=(OSError,))
            if isinstance(wait, CaptureError):
                self._finish(wanted, wait)
            elif wait > 0:
                wanted.not_before = now + wait
            else:
                self._give(wanted, member)

    def _turn(self, host: str) -> float:
        return self._rules.turn(host) if host else 0.0

    def _give(self, wanted: Wanted, member: Member) -> None:
        self._waiting.remove(wanted)
        order = Order(
            asker=self._link.asker,
            task=wanted.task,
            manner=wanted.manner,
            capturing=self._rules.capturing,
        )
        given_at = self._rules.now()
        future = self._link.give(order, member, self._heard)
        self._link.hosts.add(wanted.host)
        self._trips[future.key] = Trip(
            wanted=wanted,
            member=member,
            future=future,
            given_at=given_at,
            ends=time.monotonic() + self._rules.allowed,
        )

    def _listen(self) -> None:
        """Wait until a visit ends, or it is time for something."""
        now = time.monotonic()
        moments = [self._looked_at + ROSTER_SECONDS, *(one.not_before for one in self._waiting)]
        wait = min((moment - now for moment in moments if moment > now), default=0.0)
        self._link.take_in(max(wait, BREATH))

    def _heard(self, key: str) -> None:
        """Take in that a visit ended."""
        trip = self._trips.get(key)
        if trip is None:
            return
        self._end(trip)
        try:
            brought: Brought = trip.future.result(timeout=FETCH_SECONDS)
        except (OSError, TimeoutError, KilledWorker, CancelledError) as error:
            self._again(trip, f"it was lost ({type(error).__name__})")
        except ArchiverError as error:  # it is none of ours any more
            self._again(trip, str(error))
        else:
            self._take(trip, brought)
        finally:
            trip.future.release()

    def _take(self, trip: Trip, brought: Brought) -> None:
        """Take what a worker brought; only here does a visit end well."""
        wanted = trip.wanted
        if brought.trouble is not None:
            self._link.roster.rest(trip.member, brought.trouble)
            self._again(trip, brought.trouble)
            return
        came: Capture | CaptureError
        if brought.parcel is not None:
            try:
                captured = unpack(brought.parcel)
            except Damaged as error:
                self._again(trip, f"what it brought is damaged ({error})")
                return
            self._rules.answered(
                wanted.host, max(brought.ended_at - captured.captured_at, timedelta()).total_seconds()
            )
            came_at = self._rules.now()
            captured = at_home(captured, brought, given_at=trip.given_at, came_at=came_at)
            came = replace(captured, notes=(*captured.notes, f"made by worker {trip.member.name}"))
        else:
            came = brought.error or WorkerFailed(wanted.task.url, "it brought nothing")
        self._ready.append((wanted.task, came))

    def _end(self, trip: Trip) -> None:
        del self._trips[trip.future.key]
        trip.member.visits.discard(trip.future.key)
        self._link.hosts.discard(trip.wanted.host)

    def _again(self, trip: Trip, why: str) -> None:
        """Take up a visit again that a worker failed under, unless too many have."""
        wanted, name = trip.wanted, trip.member.name
        log.warning("worker %s brought nothing of %s: %s", name, wanted.task.url, why)
        wanted.tried |= {trip.member.address}
        if len(wanted.tried) >= WORKERS_A_VISIT:
            said = f"{WORKERS_A_VISIT} workers brought nothing, the last of which was {name}: {why}"
            self._ready.append((wanted.task, WorkerFailed(wanted.task.url, said)))
        else:
            self._waiting.appendleft(wanted)

    def _deserted(self) -> FleetTrouble | None:
        """Give all back where for long nobody was there who could make any visit."""
        now = time.monotonic()
        if not self._waiting or self._trips or self._can_go_on(now):
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
        elif now - self._alone_since >= self._rules.patience:
            troubles = "; ".join(self._link.roster.troubles) or "none is there"
            return self._give_back(f"no worker can make a visit ({troubles})")
        return None

    def _can_go_on(self, now: float) -> bool:
        pick = self._link.roster.pick
        return any(one.not_before > now or pick(but=one.tried) is not None for one in self._waiting)

    def _give_back(self, why: str) -> FleetTrouble:
        """Give back all that was not visited, which stays due."""
        for trip in tuple(self._trips.values()):
            self._end(trip)
            trip.future.release()
            self._waiting.append(trip.wanted)
        for wanted in (*self._waiting, *self._more):
            self._ready.append((wanted.task, NoWorker(wanted.host, reason=why)))
        self._waiting.clear()
        return FleetTrouble(why)

    def _finish(self, wanted: Wanted, error: CaptureError) -> None:
        self._waiting.remove(wanted)
        self._ready.append((wanted.task, error))
