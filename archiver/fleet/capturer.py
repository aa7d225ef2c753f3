"""The capturer of an archive that has a fleet: tasks in, captures out, with workers behind it.

All that is decided of a visit is decided in the process of the archive: which host may be asked and when,
who visits, when a visit is given up and taken up again, which of several answers counts. A worker visits,
once, when it is told to.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from types import TracebackType
from typing import Protocol, Self

from archiver.capture.probe import paced_host
from archiver.config import Capturing
from archiver.errors import CaptureError, HostClosed
from archiver.fleet.addresses import checked
from archiver.fleet.link import Link
from archiver.fleet.orders import Release, stays_here
from archiver.fleet.shift import Came, Rules, Shift, Wanted
from archiver.model.capture import CaptureTask
from archiver.model.manner import Manner

STALLED_SECONDS = 60.0
"""Beyond its deadline, after which a visit is given up: for its browser to start, and what came to travel."""

PATIENCE_SECONDS = 60.0
"""Without anybody who could make a visit, after which all that are left are given back."""


class Home(Protocol):
    """What makes the visits that do not travel."""

    def capture_all(self, tasks: Iterable[CaptureTask]) -> Iterator[Came]:
        """Yield each task with what came of it."""
        ...

    def stop(self) -> None:
        """End the visits under way."""
        ...


class FleetCapturer:
    """Captures pages by the workers of a fleet, which may come and go.

    A context manager; the connection is made when it is first needed, and again where it was lost.
    """

    def __init__(  # noqa: PLR0913  each is what it asks of the world
        self,
        address: str,
        *,
        capturing: Capturing,
        turn: Callable[[str], float],
        answered: Callable[[str, float], None],
        refusal: Callable[[str], CaptureError | None],
        manner: Callable[[str], Manner],
        home: Callable[[], Home],
        now: Callable[[], datetime],
        release: Release | None = None,
        stalled: float = STALLED_SECONDS,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Prepare; nothing is asked yet.

        Args:
            address: of the scheduler.
            capturing: how pages are captured; what is of a machine in it is each worker's own.
            turn: politeness; given a host, says 0.0 and counts it as asked, or how many seconds to wait, or
                raises the `CaptureError` that the visit ends with. Called from several threads.
            answered: told a host, and how many seconds ago it answered.
            refusal: robots.txt; why a further address of a visit may not be asked for. Called from several
                threads.
            manner: in which an address is visited.
            home: gives what makes the visits that do not travel.
            now: the clock of the archive, aware UTC.
            release: what all workers must be of; None: what this program is of.
            stalled: seconds beyond its deadline after which a visit is given up.
            patience: seconds without anybody to make visits, after which they are given back.

        Raises:
            UsageError: the address is none, or not safe.
        """
        self._address = checked(address)
        self._rules = Rules(
            capturing=replace(capturing, browser=None, sandbox=None, concurrency=None),
            turn=turn,
            answered=answered,
            now=now,
            allowed=capturing.deadline.total_seconds() + stalled,
            patience=patience,
        )
        self._refusal, self._manner, self._home = refusal, manner, home
        self._release = release or Release()
        self._link: Link | None = None
        self._shifts: list[Shift] = []  # a round, and what is visited between two of its visits
        self._at_home: Home | None = None
        self._stopping = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._link is not None:
            self._link.close()

    def capture_all(self, tasks: Iterable[CaptureTask]) -> Iterator[Came]:
        """Yield each task with what came of it, in the order they complete.

        Results that are not taken hold back further visits. Closing the generator ends it: what is under
        way is dropped.

        Raises:
            FleetTrouble: the scheduler does not answer, or nobody is there to make visits; those not made
                were given back.
            UsageError, OSError: as the browsers of the archive itself, where visits do not travel.
        """
        waiting = iter(tasks)
        first = next(waiting, None)
        if first is None:
            return
        staying: list[CaptureTask] = []
        shift = Shift(self._connected(), self._rules, self._travelling(chain((first,), waiting), staying))
        self._shifts.append(shift)
        try:
            if not self._stopping:
                yield from shift.work()
        finally:
            self._shifts.remove(shift)
        if staying and not self._stopping:
            self._at_home = self._home()
            yield from self._at_home.capture_all(staying)

    def stop(self) -> None:
        """End the visits under way; may be called from another thread or a signal handler."""
        self._stopping = True
        for shift in tuple(self._shifts):
            shift.stop()
        if self._at_home is not None:
            self._at_home.stop()

    def _travelling(self, tasks: Iterable[CaptureTask], staying: list[CaptureTask]) -> Iterator[Wanted]:
        for task in tasks:
            manner = self._manner(task.url)
            if stays_here(manner):
                staying.append(task)
            else:
                yield Wanted(task=task, manner=manner, host=paced_host(task.url))

    def _connected(self) -> Link:
        if self._link is not None and not self._link.is_there:
            self._link.close()
            self._link = None
        if self._link is None:
            self._link = Link(self._address, self._release, self._leave)
        return self._link

    def _leave(self, url: str) -> CaptureError | None:
        """Wait for the turn of a further address of a visit; say why it may not be asked for."""
        refusal = self._refusal(url)
        if refusal is not None:
            return refusal
        host = paced_host(url)
        self._rules.answered(host, 0.0)  # to the request before this one
        ends = time.monotonic() + self._rules.allowed  # when nobody waits for the answer any more
        try:
            while (wait := self._rules.turn(host)) > 0:
                if time.monotonic() + wait > ends or self._stopping:
                    return CaptureError(url, "its host's turn came too late for this visit")
                time.sleep(wait)
        except HostClosed as closed:
            return closed
        return None
