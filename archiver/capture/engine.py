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
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from archiver.capture.browser import Candidate, Found, Launch, identify, start_driver
from archiver.errors import BrowserMissing

if TYPE_CHECKING:
    from playwright.async_api import Browser, CDPSession, Playwright

log = logging.getLogger(__name__)

VISITS_A_BROWSER = 100  # then a new one; 0.6 s of processor time, so below 1 % of a visit each
CLOSE_SECONDS = 5.0  # for a browser to close by itself before it is killed
WATCH_SECONDS = 0.5  # between two looks at the renderers' memory
RENDERER_BYTES = 1_000_000_000
"""Resident memory at which a renderer is killed.

Source: measured (docs/decisions/0002-capture.md): real pages stay below 400 MB, a document of
200 MB took 613 MB, a page that allocates for ever 1 GB in 3 s.
"""


class BrowserDied(Exception):
    """The browser or its driver died under a visit; another one may be tried."""


@dataclass(slots=True, kw_only=True, eq=False)
class Running:
    """A browser that runs, with its driver."""

    playwright: Playwright
    browser: Browser
    session: CDPSession
    found: Found
    pid: int
    driver: int
    folder: Path
    visits: int = 0
    active: int = 0
    condemned: bool = False  # failed to close a page: stop it as soon as it is idle
    overweight_at: float = -math.inf  # when a renderer was last killed for its memory; loop time
    watch: asyncio.Task[None] | None = None

    @property
    def fit(self) -> bool:
        """Tell whether another visit may begin on it."""
        return self.visits < VISITS_A_BROWSER and not self.condemned and self.browser.is_connected()

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
        *,
        proxy: str,
        sandbox: bool | None,
        environ: Mapping[str, str],
        folder: Path,
        renderer_bytes: int = RENDERER_BYTES,
    ) -> None:
        """Prepare; nothing is started before the first visit.

        Args:
            tried: browsers to start, the first that starts is used from then on.
            proxy: address of the guard.
            sandbox: None: on, except as root.
            environ: what the browser's environment is taken from.
            folder: for temporary files.
            renderer_bytes: resident memory at which a renderer is killed.
        """
        self._tried = tried
        self._proxy, self._sandbox, self._environ = proxy, sandbox, environ
        self._folder = folder
        self._renderer_bytes = renderer_bytes
        self._current: Running | None = None
        self._starting = asyncio.Lock()
        self._all: set[Running] = set()

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[Running]:
        """Give a browser that is fit for a visit, starting one where there is none.

        Raises:
            BrowserMissing: none could be started.
        """
        running = await self._fit()
        running.visits += 1
        running.active += 1
        try:
            yield running
        finally:
            running.active -= 1
            if not running.active and (running is not self._current or not running.fit):
                await asyncio.shield(self._stop(running))

    async def close(self) -> None:
        """Stop every browser and driver."""
        async with self._starting:  # one that is coming up is waited for
            for running in tuple(self._all):
                await self._stop(running)

    async def _fit(self) -> Running:
        while True:
            async with self._starting:
                current = self._current
                if current is not None and current.fit:
                    return current
                # shielded: a start that is cancelled half way would leave its driver behind
                self._current = await asyncio.shield(asyncio.create_task(self._start()))
            if current is not None and not current.active:
                await self._stop(current)

    async def _start(self) -> Running:
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        playwright = await start_driver(folder)
        try:
            launch = Launch(proxy=self._proxy, sandbox=self._sandbox, environ=self._environ, folder=folder)
            browser, attempts = await launch.first(playwright, self._tried)
            if browser is None:
                raise BrowserMissing(tuple(f"{tried.candidate}: {tried.failure}" for tried in attempts))
            running = await self._running(playwright, browser, attempts[-1].candidate, launch)
        except BaseException:
            await playwright.stop()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._tried = (running.found.candidate,)
        self._all.add(running)
        running.watch = asyncio.create_task(self._watch(running))
        log.info("browser started", extra={"product": running.found.product, "path": running.found.path})
        if not launch.sandboxed and self._sandbox is None and len(self._all) == 1:
            log.warning("running as root, so Chromium's sandbox is off; use an ordinary user where you can")
        return running

    async def _running(
        self, playwright: Playwright, browser: Browser, candidate: Candidate, launch: Launch
    ) -> Running:
        import psutil  # late: only those who capture need it

        found, pid = await identify(browser, candidate, sandbox=launch.sandboxed)
        driver = next(parent.pid for parent in psutil.Process(pid).parents() if parent.ppid() == os.getpid())
        return Running(
            playwright=playwright,
            browser=browser,
            session=await browser.new_browser_cdp_session(),
            found=found,
            pid=pid,
            driver=driver,
            folder=launch.folder,
        )

    async def _stop(self, running: Running) -> None:
        """Close a browser and its driver; kill whatever does not close in time."""
        if running not in self._all:
            return
        self._all.discard(running)
        if running is self._current:
            self._current = None
        if running.watch is not None:
            running.watch.cancel()
        closed = await _in_time(running.browser.close())
        if not closed:
            _kill_group(running.pid)
        if not await _in_time(running.playwright.stop()):
            _kill(running.driver)
        if not closed:
            _kill_group(running.pid)
        await asyncio.to_thread(shutil.rmtree, running.folder, ignore_errors=True)
        log.debug("browser stopped", extra={"visits": running.visits, "by_itself": closed})

    async def _watch(self, running: Running) -> None:
        """Kill renderers that take too much memory, while there are visits."""
        import psutil  # late: as above
        from playwright.async_api import Error

        with suppress(Error):  # the browser is gone, and its renderers with it
            while True:
                await asyncio.sleep(WATCH_SECONDS)
                if not running.active:
                    continue
                for process in (await running.session.send("SystemInfo.getProcessInfo"))["processInfo"]:
                    if process["type"] != "renderer":
                        continue
                    with suppress(psutil.NoSuchProcess):
                        renderer = psutil.Process(int(process["id"]))
                        if renderer.memory_info().rss > self._renderer_bytes:
                            running.overweight_at = asyncio.get_running_loop().time()
                            renderer.kill()


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


def _kill_group(pid: int) -> None:
    """Kill the browser with all its processes; Playwright starts it as leader of a group."""
    with suppress(ProcessLookupError):
        group = os.getpgid(pid)
        if group != os.getpgid(0):
            os.killpg(group, signal.SIGKILL)


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
