"""A visit from its first process to its last: a context of its own, a deadline over everything."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

from archiver.capture.engine import BrowserDied, Running
from archiver.capture.evidence import first_line
from archiver.capture.listener import Lost, unless_lost
from archiver.capture.page import Sitting
from archiver.capture.terms import Terms
from archiver.errors import CaptureError, NavigationTimeout, PageCrashed
from archiver.guard.ticket import Ticket
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import Cookies, Manner
from archiver.model.urls import require_web_address

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, ProxySettings, StorageState

CONTEXT_SECONDS = 3.0  # for a context; 0.4 was the most measured, hung pages included

NO_SIDE_DOORS = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"])
    delete globalThis[name];
"""
"""UDP does not pass the guard; the browser's flags close this too, but differ between builds."""


async def visit(task: CaptureTask, running: Running, ticket: Ticket, terms: Terms) -> tuple[Capture, Cookies]:
    """Visit a page and return what it brought, and the cookies that the browser was left with.

    Raises:
        CaptureError: no answer, or none that can be kept.
        NotAPage: the browser would download it.
        BrowserDied: another browser may be tried.
    """
    require_web_address(task.url)
    from playwright.async_api import Error  # late: only those who capture need it

    context: BrowserContext | None = None
    sitting: Sitting | None = None
    cookies: Cookies = ()
    try:
        async with asyncio.timeout(terms.deadline):
            # the page's listener shows the ticket
            opening = open_context(running.browser, terms.manner, proxy={"server": terms.proxy})
            context = await unless_lost(opening, running.lost)
            page = await unless_lost(context.new_page(), running.lost)
            session = await unless_lost(context.new_cdp_session(page), running.lost)
            sitting = Sitting(page, session, task, ticket, terms)
            await sitting.go(context, running)
            if terms.manner.session is not None:
                cookies = await unless_lost(context.cookies(), running.lost)
    except TimeoutError as error:
        alive = await running.alive()
        if sitting is None or not sitting.kept:
            raise (NavigationTimeout(task.url, seconds=terms.deadline) if alive else BrowserDied()) from error
    except (Error, Lost) as error:  # that nothing better explains
        if not await running.alive():
            raise BrowserDied from error
        if sitting is None:
            raise PageCrashed(task.url, f"no page could be opened for it: {first_line(error)}") from error
        raise CaptureError(task.url, first_line(error)) from error
    finally:
        if sitting is not None:
            sitting.stop()
        if context is not None:
            await asyncio.shield(asyncio.create_task(_close(context, running)))
    return sitting.capture(running), cookies


async def open_context(browser: Browser, manner: Manner, *, proxy: ProxySettings) -> BrowserContext:
    """Open a context that shares nothing with any other visit and looks the same every time."""
    context = await browser.new_context(
        proxy=proxy,  # no bypass, ever
        user_agent=manner.user_agent,
        viewport={"width": manner.viewport[0], "height": manner.viewport[1]},
        device_scale_factor=1,
        locale=manner.language,
        timezone_id=manner.time_zone,
        storage_state=cast("StorageState | None", manner.session and manner.session.state),
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",  # what they fetch, no recorder sees
        accept_downloads=False,
    )
    await context.add_init_script(NO_SIDE_DOORS)
    return context


async def _close(context: BrowserContext, running: Running) -> None:
    from playwright.async_api import Error  # late: as above

    try:
        async with asyncio.timeout(CONTEXT_SECONDS):
            await context.close()
    except (Error, TimeoutError):
        running.condemned = True
