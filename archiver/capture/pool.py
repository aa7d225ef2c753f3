"""The capturer: tasks in, captures out, with browser visits side by side behind it.

The event loop lives in a thread of its own, so that the rest of the program stays synchronous.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import queue
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from itertools import count
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar
from weakref import WeakValueDictionary

from archiver.capture.apart import ApartLoop
from archiver.capture.blotting import admitted, blot_error
from archiver.capture.browser import Launch, candidates
from archiver.capture.engine import BrowserDied, Engine
from archiver.capture.page import NotAPage
from archiver.capture.probe import download, outcome, paced_host
from archiver.capture.scratch import scratch_folder
from archiver.capture.terms import Terms
from archiver.capture.visit import visit
from archiver.config import Capturing
from archiver.errors import CaptureError, PageCrashed
from archiver.fetch import Fetcher
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import Cookies, Manner, Session

T = TypeVar("T")

log = logging.getLogger(__name__)

MOST_SIDE_BY_SIDE = 8  # more only hide latency, at 40 MB each
WINDOW = 64
"""Tasks taken on at once. One host's share of them, at five seconds each, ends within a lease."""

BROWSERS_A_VISIT = 2  # a browser that died under a visit may be another visit's fault, two are not


def usual_concurrency() -> int:
    """Return how many visits a machine makes side by side where nobody says otherwise."""
    return min(2 * (os.cpu_count() or 1), MOST_SIDE_BY_SIDE)


class Departures(Protocol):
    """When requests that had their turn may leave. Called from another thread."""

    def leave(self, host: str) -> float:
        """Return 0.0 if a request may leave now, or the seconds it must still wait."""
        ...

    def answered(self, host: str) -> None:
        """Hear that the host has answered."""
        ...


class BrowserCapturer:
    """Captures pages with a browser that it starts when it is first needed.

    A context manager: when it is left, no process and no temporary file of it remains.
    """

    def __init__(  # noqa: PLR0913  each is what it asks of the world
        self,
        config: Capturing,
        *,
        proxy: GuardProxy,
        user_agent: str,
        turn: Callable[[str], float],
        departures: Departures | None = None,
        refusal: Callable[[str], CaptureError | None] = lambda _: None,
        manner: Callable[[str], Manner] | None = None,
        renewed: Callable[[Manner, Cookies], None] = lambda _manner, _cookies: None,
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nothing is started yet.

        Args:
            config: how pages are captured.
            proxy: the guard, running for as long as this.
            user_agent: that the browser and plain HTTP name themselves with where there is no `manner`.
            turn: politeness; given `host` or `host:port`, says 0.0 and counts the host as asked,
                or how many seconds to wait before asking again, or raises the `CaptureError` that
                the visit ends with. Called from another thread.
            departures: asked again when the request is about to leave, as a browser takes a while from
                its turn to that; None: it leaves at once.
            refusal: robots.txt; why an address may not be asked for. Asked, from another thread, before each
                further page of an article; the address of a task was permitted by whoever gives it.
            manner: in which an address is visited.
            renewed: told the cookies with which a visit with a session ended that was let in.
            now: the clock of captures, aware UTC.
        """
        self._config, self._proxy, self._turn = config, proxy, turn
        self._departures, self._refusal = departures, refusal
        self._manner = manner or (lambda _: Manner(user_agent=user_agent))
        self._user_agent, self._renewed, self._now = user_agent, renewed, now
        self._side_by_side = config.concurrency or usual_concurrency()
        self._stack = ExitStack()
        self._loop = ApartLoop()
        self._loop.set_exception_handler(_left_over)
        self._thread = threading.Thread(target=self._loop.run_forever, name="capture", daemon=True)
        self._hosts: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._queues: WeakValueDictionary[tuple[int, str], asyncio.Lock] = WeakValueDictionary()
        self._slots = asyncio.Semaphore(self._side_by_side)
        self._calls = count()
        self._visits: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self._engines: dict[str | None, Engine] = {}

    def __enter__(self) -> Self:
        folder = self._stack.enter_context(scratch_folder())
        # not paced: what it fetches belongs to a visit that had its turn
        self._fetcher = Fetcher(
            self._proxy,
            user_agent=self._user_agent,
            manner=self._manner,
            now=self._now,
            max_bytes=self._config.max_bytes,
            timeout=self._config.deadline,
        )
        self._terms = Terms(
            config=self._config,
            proxy=self._proxy.url,
            manner=Manner(user_agent=self._user_agent),
            now=self._now,
            leave=self._leave,
            answered=self._answered,
            further=self._further,
        )
        self._folder = folder
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with self._fetcher:  # cuts what it still fetches
                pass
            self._submit(self._close()).result()
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._stack.close()

    def capture(self, task: CaptureTask) -> Capture:
        """Visit one page, when its host may be asked.

        Raises:
            CaptureError: nothing came back that can be kept.
            BrowserMissing: there is no browser.
        """
        future = self._submit(self._capture(task, next(self._calls)))
        try:
            return future.result()
        finally:
            future.cancel()  # which does nothing to one that is done

    def capture_all(
        self, tasks: Iterable[CaptureTask]
    ) -> Iterator[tuple[CaptureTask, Capture | CaptureError]]:
        """Visit many pages, hosts side by side, and yield each task with what came of it.

        Tasks are taken from the iterable a window at a time, in the caller's thread; results come
        in the order they complete. Results that are not taken hold back further visits, but none of another
        call that is made between two results. Closing the generator ends the visits under way, and so does
        `stop`.

        Raises:
            BrowserMissing: there is no browser.
        """
        waiting = iter(tasks)
        done: queue.SimpleQueue[Future[Capture]] = queue.SimpleQueue()
        shelf = asyncio.Semaphore(2 * self._side_by_side)  # visits, and results not yet taken
        call = next(self._calls)
        pending: dict[Future[Capture], CaptureTask] = {}
        try:
            while True:
                while len(pending) < WINDOW and (task := next(waiting, None)) is not None:
                    future = self._submit(self._capture(task, call, shelf))
                    pending[future] = task
                    future.add_done_callback(done.put)
                if not pending:
                    return
                future = done.get()
                if self._stopping:
                    return
                task = pending.pop(future)
                self._loop.call_soon_threadsafe(shelf.release)
                yield task, outcome(future, task)
        finally:
            for future in pending:
                future.cancel()

    def stop(self) -> None:
        """End the visits under way; whoever iterates over `capture_all` gets no more of them.

        May be called from another thread or a signal handler, and returns at once.
        """
        self._stopping = True
        self._loop.call_soon_threadsafe(self._end_visits)

    # --- in the thread of the event loop ---

    def _end_visits(self) -> None:
        for ongoing in tuple(self._visits):
            ongoing.cancel()

    async def _capture(self, task: CaptureTask, call: int, shelf: asyncio.Semaphore | None = None) -> Capture:
        me = asyncio.current_task()
        if me is not None:
            self._visits.add(me)
            me.add_done_callback(self._visits.discard)
        host = paced_host(task.url)
        # Of each call one waits for a host; one that waits for its results to be taken keeps no other call
        # from the host: the taker may be waiting for that.
        async with self._queues.setdefault((call, host), asyncio.Lock()):
            if shelf is not None:
                await shelf.acquire()
            async with self._hosts.setdefault(host, asyncio.Lock()):
                await self._until_turn(host)
        try:
            return await self._visit(task)
        finally:
            self._slots.release()

    async def _until_turn(self, host: str) -> None:
        """Return holding a slot, at the moment the host may be asked.

        The host is asked for its turn only with a slot in hand, because asking counts; and no
        slot is held while waiting for a host.
        """
        while True:
            await self._slots.acquire()
            wait = math.inf
            try:
                wait = self._turn(host) if host else 0.0
            finally:
                if wait > 0:
                    self._slots.release()
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def _further(self, url: str) -> str | None:
        """Wait for the turn of a further page of a visit under way; say why it may not be asked for."""
        refusal = await asyncio.to_thread(self._refusal, url)
        if refusal is not None:
            return refusal.detail
        try:
            while (wait := self._turn(paced_host(url))) > 0:
                await asyncio.sleep(wait)
            while (wait := self._leave(url)) > 0:
                await asyncio.sleep(wait)
        except CaptureError as error:
            return error.detail
        return None

    def _leave(self, url: str) -> float:
        return 0.0 if self._departures is None else self._departures.leave(paced_host(url))

    def _answered(self, url: str) -> None:
        if self._departures is not None:
            self._departures.answered(paced_host(url))

    async def _visit(self, task: CaptureTask) -> Capture:
        manner = self._manner(task.url)
        try:
            return await self._visit_in(manner, task)
        except CaptureError as error:
            blot_error(error, manner)
            raise

    async def _visit_in(self, manner: Manner, task: CaptureTask) -> Capture:
        terms = replace(self._terms, manner=manner)
        for _ in range(BROWSERS_A_VISIT):
            async with self._engine(manner.browser).browser() as running:
                with self._proxy.open_ticket(task.url, upstream=manner.upstream) as ticket:
                    try:
                        capture, cookies = await visit(task, running, ticket, terms)
                    except BrowserDied:
                        log.info("browser died under a visit", extra={"url": task.url})
                    except NotAPage as error:
                        return await self._fetched(task, str(error))
                    else:
                        return self._kept(capture, manner, cookies)
        raise PageCrashed(task.url, f"{BROWSERS_A_VISIT} browsers died under it")

    def _kept(self, capture: Capture, manner: Manner, cookies: Cookies) -> Capture:
        """Return a capture without the secrets it was made with, and hand on what became of them."""
        if manner.session is None:
            return admitted(capture, manner)
        came = Session(kept_at=manner.session.kept_at, state={"cookies": cookies})
        kept = admitted(capture, manner, more=came.secrets)
        if kept.admission.is_let_in:
            self._renewed(manner, cookies)
        return kept

    def _engine(self, browser: str | None) -> Engine:
        """Return the engine of a browser, by its path; None: of the one that is found."""
        if browser not in self._engines:
            self._engines[browser] = Engine(
                candidates(browser or self._config.browser, os.environ),
                Launch(
                    proxy=self._proxy.url,
                    sandbox=self._config.sandbox,
                    environ=dict(os.environ),
                    folder=self._folder,
                ),
            )
        return self._engines[browser]

    async def _fetched(self, task: CaptureTask, reason: str) -> Capture:
        """Take by plain HTTP what the browser does not show."""
        return await asyncio.to_thread(download, self._fetcher, task, note=f"taken by plain HTTP: {reason}")

    async def _close(self) -> None:
        visits = tuple(self._visits)
        self._end_visits()
        await asyncio.gather(*visits, return_exceptions=True)
        for engine in self._engines.values():
            await engine.close()
        await self._loop.shutdown_default_executor()

    # --- between the threads ---

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)


def _left_over(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log quietly what a browser that was closed or killed tells nobody in particular any more.

    What Playwright still had under way then fails.
    """
    if type(context.get("exception")).__module__.startswith("playwright."):
        log.debug("left over", extra={"said": str(context["exception"])})
    else:
        loop.default_exception_handler(context)
