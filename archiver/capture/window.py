"""A browser with a window, for people: to sign in, and to see a visit as it is made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from archiver.capture.apart import run_apart
from archiver.capture.blotting import admitted
from archiver.capture.browser import INSTALLED_NAMES, Candidate, Launch, candidates
from archiver.capture.engine import Engine, Running
from archiver.capture.page import Sitting
from archiver.capture.scratch import scratch_folder
from archiver.capture.terms import Terms
from archiver.capture.visit import open_context
from archiver.config import Capturing
from archiver.errors import UsageError
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Capture, CaptureTask, Depth
from archiver.model.manner import Manner
from archiver.model.urls import require_web_address

if TYPE_CHECKING:
    from datetime import datetime

    from playwright.async_api import BrowserContext

LOOK_SECONDS = 0.5  # between two looks at whether a person is done

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Variables of which one names a display where there is one (X11, Wayland)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Opens browsers for a person, guarded as those of visits are."""

    config: Capturing
    proxy: GuardProxy
    environ: Mapping[str, str]
    now: Callable[[], datetime]  # aware UTC
    headed: bool = True

    def sign_in(self, url: str, manner: Manner, *, done: Callable[[], bool]) -> Mapping[str, Any]:
        """Show a page until the person closes it or says that they are done; return the storage state.

        Raises:
            UsageError: there is no display here, or the address is none of the web.
            BrowserMissing: no browser with a window starts.
        """

        async def wait(running: Running) -> Mapping[str, Any]:
            with self.proxy.open_ticket(url, upstream=manner.upstream) as ticket:
                way = {"server": self.proxy.url, "username": ticket.username, "password": ticket.password}
                context = await open_context(running.browser, manner, proxy=cast("Any", way))
                page = await context.new_page()
                await page.goto(url, wait_until="commit")
                return await _state_when_done(context, done)

        require_web_address(url)
        return cast("Mapping[str, Any]", self._run(manner, wait))

    def show(self, url: str, manner: Manner, *, seen: Callable[[Capture], None]) -> None:
        """Make a visit in a window, tell what it brought, and leave the window open until it is closed.

        Raises:
            CaptureError: nothing came that can be kept.
            UsageError, BrowserMissing: as for `sign_in`.
        """

        async def further(_url: str) -> str | None:
            return "this visit is made for a person, and asks for one page"

        terms = Terms(
            config=self.config,
            proxy=self.proxy.url,
            manner=manner,
            now=self.now,
            leave=lambda _: 0.0,
            answered=lambda _: None,
            further=further,
        )

        async def wait(running: Running) -> None:
            with self.proxy.open_ticket(url, upstream=manner.upstream) as ticket:
                context = await open_context(running.browser, manner, proxy={"server": self.proxy.url})
                page = await context.new_page()
                session = await context.new_cdp_session(page)
                task = CaptureTask(article=0, url=url, depth=Depth.LIGHT)
                sitting = Sitting(page, session, task, ticket, terms)
                await sitting.go(context, running)
                seen(admitted(sitting.capture(running), manner))
                while self.headed and context.pages and not running.lost.done():
                    await asyncio.sleep(LOOK_SECONDS)
                sitting.stop()

        require_web_address(url)
        self._run(manner, wait)

    def _run(self, manner: Manner, work: Callable[[Running], Any]) -> Any:
        if self.headed and not any(self.environ.get(name) for name in DISPLAYS):
            raise UsageError(
                "there is no display here to open a window on; for a session, sign in on another machine"
                " and bring it with --state or --cookies; for a look, `archiver evidence` has screenshots"
            )
        return run_apart(self._with_browser(manner, work))

    async def _with_browser(self, manner: Manner, work: Callable[[Running], Any]) -> Any:
        with scratch_folder() as folder:
            launch = Launch(
                proxy=self.proxy.url,
                sandbox=self.config.sandbox,
                environ=self.environ,
                folder=folder,
                headed=self.headed,
            )
            engine = Engine(self._tried(manner), launch)
            try:
                async with engine.browser() as running:
                    return await work(running)
            finally:
                await engine.close()

    def _tried(self, manner: Manner) -> tuple[Candidate, ...]:
        """Return the browsers to try; a headless shell has no window."""
        found = candidates(manner.browser or self.config.browser, self.environ)
        shell = INSTALLED_NAMES[0]
        return tuple(one for one in found if not self.headed or shell not in (one.path or ""))


async def _state_when_done(context: BrowserContext, done: Callable[[], bool]) -> Mapping[str, Any]:
    """Return the storage state as it is when the person is done."""
    from playwright.async_api import Error  # late: only those who open windows need it

    cookies: list[Any] = []
    try:
        while context.pages and not done():
            cookies = await context.cookies()
            await asyncio.sleep(LOOK_SECONDS)
        return cast("Mapping[str, Any]", await context.storage_state())
    except Error:  # the browser went with its last window
        return {"cookies": cookies, "origins": []}
