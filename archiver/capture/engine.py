"""Playwright's driver and one browser, started when needed and replaced together.

The driver grows slowly and a browser does not get better with age, so both are replaced after some
visits, and at once where either dies. A visit in flight keeps the engine it began with.
"""

from __future__ import annotations

import asyncio
import logging
import math
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from archiver.capture.browser import Candidate, Found, Launch, identify, start_driver
from archiver.capture.evidence import clock
from archiver.errors import BrowserMissing

if TYPE_CHECKING:
    from playwright.async_api import Browser, CDPSession, Playwright

log = logging.getLogger(__name__)

VISITS_A_BROWSER = 100  # then a new one; 0.6 s of processor time, so below 1 % of a visit each
CLOSE_SECONDS = 5.0  # for a browser to close by itself before it is killed
WEIGH_SECONDS = 1.0  # between two weighings of the renderers' memory
RENDERER_BYTES = 1_000_000_000
"""Resident memory at which a renderer is killed.

Source: measured (docs/decisions/0002-capture.md): real pages stay below 400 MB, a document of
200 MB took 613 MB, a page that allocates for ever 1 GB in 3 s.
"""


BROWSER_BYTES = 6_000_000_000
"""Resident memory of a browser with all its processes at which its heaviest renderer is killed: eight visits
side by side at 400 MB, which is what real pages stay below, and nearly as much again."""

FILE_BYTES = 2_000_000_000
"""The largest file that a browser may write. The largest body that a visit may bring is far smaller, and a
page must not fill the disk by its storage."""


class BrowserDied(Exception):
    """The browser or its driver died under a visit; another one may be tried."""


@dataclass(slots=True, kw_only=True, eq=False)
class Running:
    """A browser that runs, with its driver."""

    playwright: Playwright
    browser: Browser
    session: CDPSession
    found: Found
    main: psutil.Process  # of the browser
    driver: psutil.Process
    folder: Path
    visits_left: int
    lost: asyncio.Future[None]  # the browser has ended, or its driver
    active: int = 0
    condemned: bool = False  # failed to close a page: stop it as soon as it is idle
    overweight_at: float = -math.inf  # when a renderer was last killed for its memory; loop time
    weighing: asyncio.Task[None] | None = None
    stopping: asyncio.Task[None] | None = None

    @property
    def fit(self) -> bool:
        """Tell whether another visit may begin on it."""
        return (
            self.visits_left > 0
            and not self.condemned
            and self.stopping is None
            and self.browser.is_connected()
        )

    async def alive(self) -> bool:
        """Ask the browser whether it still answers."""
        from playwright.async_api import Error  # late: only those who capture need it

        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.session.send("Browser.getVersion")
        except (Error, TimeoutError):
            self.condemned = True
            return False
        return True


class Engine:
    """Hands out the browser to visits."""

    def __init__(
        self,
        tried: tuple[Candidate, ...],
        launch: Launch,
        *,
        visits: int = VISITS_A_BROWSER,
        renderer_bytes: int = RENDERER_BYTES,
    ) -> None:
        """Prepare; nothing is started before the first visit.

        Args:
            tried: browsers to start; the first that starts is used from then on.
            launch: how; each browser gets a folder of its own in that of `launch`.
            visits: a browser makes before it is replaced.
            renderer_bytes: resident memory at which a renderer is killed.
        """
        self._tried, self._launch = tried, launch
        self._visits, self._renderer_bytes = visits, renderer_bytes
        self._current: Running | None = None
        self._coming: asyncio.Task[None] | None = None  # the next one is being started
        self._all: set[Running] = set()
        self._warned = False

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Running]:
        """Give a browser that is fit for a visit, starting one where there is none.

        Raises:
            BrowserMissing: none could be started.
        """
        running = await self._fit()
        running.visits_left -= 1
        running.active += 1
        try:
            yield running
        finally:
            running.active -= 1
            if not running.active and (running is not self._current or not running.fit):
                await self._stop(running)

    async def close(self) -> None:
        """Stop every browser and driver, also those that are just coming up."""
        if self._coming is not None:
            await asyncio.wait((self._coming,))
        for running in tuple(self._all):
            await self._stop(running)

    async def _fit(self) -> Running:
        while True:
            current = self._current
            if current is not None and current.fit:
                return current
            if self._coming is None:
                self._coming = asyncio.create_task(self._replace())
            # shielded: a start that is cancelled half way would leave its driver behind
            await asyncio.shield(self._coming)

    async def _replace(self) -> None:
        old = self._current
        try:
            self._current = await self._start()
        finally:
            self._coming = None
        if old is not None and not old.active:
            await self._stop(old)

    async def _start(self) -> Running:
        from playwright.async_api import Error  # late: as above

        folder = Path(tempfile.mkdtemp(dir=self._launch.folder))
        launch = replace(self._launch, folder=folder)
        playwright = await start_driver(folder)
        try:
            browser, attempts = await launch.first(playwright, self._tried)
            if browser is None:
                raise BrowserMissing(tuple(f"{tried.candidate}: {tried.failure}" for tried in attempts))
            running = await self._running(playwright, browser, attempts[-1].candidate, launch)
        except BaseException as error:
            await _in_time(playwright.stop())
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, Error):  # it started, and died at once
                raise BrowserMissing((f"{attempts[-1].candidate}: {error}",)) from error
            raise
        self._tried = (running.found.candidate,)
        self._all.add(running)
        running.weighing = asyncio.create_task(self._weigh(running))
        log.info("browser started", extra={"product": running.found.product, "path": running.found.path})
        if not launch.sandboxed and launch.sandbox is None and not self._warned:
            self._warned = True
            log.warning("running as root, so Chromium's sandbox is off; use an ordinary user where you can")
        return running

    async def _running(
        self, playwright: Playwright, browser: Browser, candidate: Candidate, launch: Launch
    ) -> Running:
        found, pid = await identify(browser, candidate, sandbox=launch.sandboxed)
        lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def disconnected(_browser: Browser) -> None:
            if not lost.done():
                lost.set_result(None)

        browser.on("disconnected", disconnected)
        main = psutil.Process(pid)
        driver = next(parent for parent in main.parents() if parent.ppid() == os.getpid())
        _limit(main)
        return Running(
            playwright=playwright,
            browser=browser,
            session=await browser.new_browser_cdp_session(),
            found=found,
            main=main,
            driver=driver,
            folder=launch.folder,
            visits_left=self._visits,
            lost=lost,
        )

    async def _stop(self, running: Running) -> None:
        """Have a browser and its driver stopped, and wait for it; goes on if the wait is cancelled."""
        if running.stopping is None:
            running.stopping = asyncio.create_task(self._end(running))
        await asyncio.shield(running.stopping)

    async def _end(self, running: Running) -> None:
        """Close a browser and its driver; kill whatever does not close in time."""
        if running is self._current:
            self._current = None
        if running.weighing is not None:
            running.weighing.cancel()
        closed = await _in_time(running.browser.close())
        if not closed:
            _kill_group(running.main)
        if not await _in_time(running.playwright.stop()):
            _kill(running.driver)
        await asyncio.to_thread(shutil.rmtree, running.folder, ignore_errors=True)
        self._all.discard(running)
        log.debug("browser stopped", extra={"pid": running.main.pid, "by_itself": closed})

    async def _weigh(self, running: Running) -> None:
        """Kill renderers that take too much memory, while there are visits.

        Asking the browser for its processes was tried: at 15 ms of processor time a time it cost
        a tenth of a visit.
        """
        while True:
            await asyncio.sleep(WEIGH_SECONDS)
            if running.active and self._relieved(running.main):
                running.overweight_at = clock()

    def _relieved(self, main: psutil.Process) -> bool:
        """Kill what is overweight, or the heaviest where all together are; tell whether anything was."""
        renderers: list[tuple[int, psutil.Process]] = []
        total = 0
        with suppress(psutil.NoSuchProcess):  # the browser is gone, and its renderers with it
            for process in (main, *main.children(recursive=True)):
                with suppress(psutil.Error):
                    weight = process.memory_info().rss
                    total += weight
                    if "--type=renderer" in process.cmdline():
                        renderers.append((weight, process))
        renderers.sort(key=lambda one: one[0], reverse=True)
        heavy = [process for weight, process in renderers if weight > self._renderer_bytes]
        if not heavy and total > BROWSER_BYTES:
            heavy = [process for _, process in renderers[:1]]
        for process in heavy:
            _kill(process)
        return bool(heavy)


def _limit(main: psutil.Process) -> None:
    """Bound what a browser and the processes it has, from which all later ones come, may write.

    No core dumps either: they would hold the cookies of a session. A process that another began
    while this went through them has no limits yet: so it goes through them until all have some.
    """
    bounded: set[psutil.Process] = set()
    while unbounded := {main, *main.children(recursive=True)} - bounded:
        for process in unbounded:
            with suppress(psutil.Error, AttributeError):  # gone; or no Linux
                process.rlimit(psutil.RLIMIT_CORE, (0, 0))
                process.rlimit(psutil.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
        bounded |= unbounded


async def _in_time(closing: Awaitable[None]) -> bool:
    """Tell whether something closed in time; its connection being gone already is as good."""
    from playwright.async_api import Error  # late: only those who capture need it

    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await closing
    except TimeoutError:
        return False
    except Error as error:
        log.debug("closing failed", extra={"error": str(error)})
        return False
    return True


def _kill_group(browser: psutil.Process) -> None:
    """Kill a browser with all its processes; Playwright makes it, or its wrapper, lead a group."""
    with suppress(ProcessLookupError):
        if browser.is_running():  # and its number is not another process's by now
            group = os.getpgid(browser.pid)
            if group != os.getpgid(0):
                os.killpg(group, signal.SIGKILL)


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.Error):
        process.kill()
