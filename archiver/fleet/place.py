"""A worker's own part: its browsers behind its own guard, and what it is asked."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Protocol, Self

from distributed import Worker, WorkerPlugin, get_worker

from archiver.capture.pool import BrowserCapturer
from archiver.clocks import wall_clock
from archiver.config import Capturing
from archiver.errors import BrowserMissing, CaptureError, UsageError, contained
from archiver.fleet.orders import Brought, Order, Release
from archiver.fleet.parcel import pack
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import Manner
from archiver.model.urls import host_of

log = logging.getLogger(__name__)

NAME = "archiver"
"""Of the plugin that makes a worker of dask one of ours."""

LEAST_SCRATCH = 200_000_000
"""Bytes that must be free where browsers keep their profiles; one of them took 40 MB at most here."""

STOPPED = "it was stopped"
"""The trouble of a worker that leaves."""

PROOF_BYTES = 4096  # written before each visit, to see that anything can be


class Visitor(Protocol):
    """What makes one visit after the other; may be used by threads."""

    def capture(self, task: CaptureTask) -> Capture:
        """Visit one page, or raise the `CaptureError` that says why nothing came."""
        ...


Refusal = Callable[[str], CaptureError | None]
"""Waits for the turn of a further address of a visit; says why that may not be asked for, None if it may."""

Make = Callable[[Capturing, Callable[[str], Manner], Refusal], AbstractContextManager[Visitor]]
"""Makes what visits, out of the declaration, the manner of each address, and leave for further ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What is a worker's own to decide, whoever it works for."""

    allow: frozenset[tuple[str, int]] = frozenset()  # exact host and port outside the public internet
    browser: str | None = None  # path of a Chromium; None: found
    sandbox: bool | None = None  # None: on, except as root
    side_by_side: int = 1  # visits


def browsers(own: Own) -> Make:
    """Return what makes the browsers of a worker."""

    @contextmanager
    def make(
        declared: Capturing, manner: Callable[[str], Manner], refusal: Refusal
    ) -> Iterator[BrowserCapturer]:
        config = replace(declared, browser=own.browser, sandbox=own.sandbox, concurrency=own.side_by_side)
        with (
            GuardProxy(Policy(own.allow), max_bytes=config.max_bytes) as proxy,
            BrowserCapturer(
                config,
                proxy=proxy,
                user_agent="",
                turn=lambda _: 0.0,  # it came before the order was given
                refusal=refusal,
                manner=manner,
                now=wall_clock,
            ) as capturer,
        ):
            yield capturer

    return make


@dataclass(slots=True)
class _Made:
    """What visits by one declaration."""

    stack: AbstractContextManager[Visitor]
    visitor: Visitor
    visits: int = 0  # under way


@dataclass(slots=True)
class _Question:
    """Whether a further address of a visit may be asked for."""

    answer: SimpleQueue[CaptureError | None] = field(default_factory=SimpleQueue)


class Place(WorkerPlugin):  # type: ignore[misc]  # of dask, which has no types
    """A worker's browsers, from when it joins a fleet until it is closed; used by all of its threads."""

    name = NAME

    def __init__(
        self,
        own: Own,
        *,
        make: Make | None = None,
        least_room: int = LEAST_SCRATCH,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take what is the worker's own; nothing is started before the first visit.

        Args:
            own: what is a worker's own to decide.
            make: what makes visits; None: browsers.
            least_room: bytes that must be free on its disk.
            say: told of each visit that was made.
        """
        self._say = say
        self._stopping = False
        self._make, self._least_room = make or browsers(own), least_room
        self._lock = threading.Lock()
        self._made: dict[Capturing, _Made] = {}
        self._orders: dict[str, Order] = {}  # under way, by host: of a host there is one
        self._questions: dict[str, _Question] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the visits under way, which others make then, and close what makes them."""
        self._stopping = True
        with self._lock:
            made, self._made = self._made, {}
        for one in made.values():
            one.stack.__exit__(None, None, None)

    def setup(self, worker: Worker) -> None:
        """Join a worker of dask."""
        self._worker = worker

    def capture(self, order: Order) -> Brought:
        """Make a visit, and say what came of it; nothing that a page does is raised."""
        began = wall_clock()
        parcel, error, trouble = None, None, None
        try:
            came = self._visited(order)
            if isinstance(came, CaptureError):
                error = came
            else:
                parcel = pack(came)
        except OSError as failure:
            trouble = f"its files in {tempfile.gettempdir()} fail: {failure.strerror}"
        except BrowserMissing as missing:
            trouble = str(missing)
        except CancelledError:
            trouble = STOPPED
        if self._stopping:  # whatever came: it was cut short
            parcel, error, trouble = None, None, STOPPED
        size = "" if parcel is None else f"{len(parcel) / 1000:.0f} kB"
        self._say(f"{order.task.url}: {trouble or error or size}")
        return Brought(parcel=parcel, error=error, trouble=trouble, began_at=began, ended_at=wall_clock())

    def _visited(self, order: Order) -> Capture | CaptureError:
        """Visit a page.

        Raises:
            OSError, BrowserMissing, CancelledError: what is the worker's own trouble.
        """
        if self._stopping:
            raise CancelledError
        _require_room(Path(tempfile.gettempdir()), self._least_room)
        with self._visitor(order) as visitor:
            return contained(
                order.task.url,
                lambda: visitor.capture(order.task),
                ending=(BrowserMissing, OSError, CancelledError),
            )

    def hear(self, number: str, answer: CaptureError | None) -> None:
        """Take the answer to a question."""
        question = self._questions.get(number)
        if question is not None:
            question.answer.put(answer)

    @contextmanager
    def _visitor(self, order: Order) -> Iterator[Visitor]:
        host = host_of(order.task.url)
        with self._lock:
            made = self._made.get(order.capturing)
            if made is None:
                self._drop_idle()
                stack = self._make(order.capturing, self._manner_of, self._refusal_of)
                made = self._made[order.capturing] = _Made(stack, stack.__enter__())
            made.visits += 1
            self._orders[host] = order
        try:
            yield made.visitor
        finally:
            with self._lock:
                made.visits -= 1
                if self._orders.get(host) is order:  # and not one that was given after this was given up
                    del self._orders[host]

    def _drop_idle(self) -> None:
        """Close what visits by declarations that were changed since."""
        for capturing, made in tuple(self._made.items()):
            if not made.visits:
                del self._made[capturing]
                made.stack.__exit__(None, None, None)

    def _manner_of(self, url: str) -> Manner:
        order = self._orders.get(host_of(url))
        orders = tuple(self._orders.values())
        return order.manner if order else replace(orders[0].manner, source=None) if orders else _NOBODY

    def _refusal_of(self, url: str) -> CaptureError | None:
        """Ask the archive for leave to ask for a further address, and wait for it."""
        order = self._orders.get(host_of(url))
        if order is None:
            return CaptureError(url, "it is of another host, whose turn nobody waited for")
        number, question = uuid.uuid4().hex, _Question()
        self._questions[number] = question
        try:
            told = {"worker": self._worker.address, "number": number, "url": url}
            self._worker.log_event(order.asker, told)
            return question.answer.get(timeout=order.capturing.deadline.total_seconds())
        except Empty:
            return CaptureError(url, "the archive did not say whether it may be asked for")
        finally:
            del self._questions[number]


_NOBODY = Manner(user_agent="")


def _require_room(folder: Path, least: int) -> None:
    """Raise an OSError where a disk takes no more, or soon will not."""
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(os.urandom(PROOF_BYTES))
        file.flush()
    free = shutil.disk_usage(folder).free
    if free < least:
        raise OSError(errno.ENOSPC, f"only {free / 1e6:.0f} MB are left")


# --- what an archive has a worker do; in one of its threads, or its event loop ---


def greet() -> Release:
    """Say what this worker is of."""
    _place()
    return Release()


def capture(order: Order) -> Brought:
    """Make a visit."""
    return _place().capture(order)


async def hear(number: str, answer: CaptureError | None, dask_worker: Worker) -> None:
    """Take the answer to a question."""
    _of(dask_worker).hear(number, answer)


async def hear_refusal(sentence: str, dask_worker: Worker) -> None:
    """Take why this worker is given no visits."""
    del dask_worker
    log.warning("%s", sentence)


def _place() -> Place:
    return _of(get_worker())


def _of(worker: Worker) -> Place:
    place = worker.plugins.get(NAME)
    if not isinstance(place, Place):
        raise UsageError("it was not started by `archiver worker`")
    return place
