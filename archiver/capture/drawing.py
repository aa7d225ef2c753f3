"""Draw pages of our own as pictures, with the browser that captures are made with.

Nothing is asked for: no script runs, and there is no network.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from archiver.capture.apart import run_apart
from archiver.capture.browser import Launch, candidates, start_driver
from archiver.capture.scratch import scratch_folder
from archiver.config import Capturing
from archiver.errors import BrowserMissing

DRAWN_SECONDS = 20.0
"""For one picture; a busy machine takes two."""


def draw(
    pages: Sequence[str],
    size: tuple[int, int],
    drawn: Callable[[int, bytes], None],
    *,
    config: Capturing,
    environ: Mapping[str, str],
) -> None:
    """Draw pages, one after the other.

    Args:
        pages: HTML of ours.
        size: width and height of each picture, in pixels.
        drawn: is given each picture, a PNG, with the place of its page; called from another thread.
        config: which browser, and whether in its sandbox.
        environ: the environment.

    Raises:
        BrowserMissing: none starts.
    """

    async def all_of_them() -> None:
        place = 0
        async for picture in _pictures(pages, size, config, environ):
            drawn(place, picture)
            place += 1

    if pages:
        run_apart(all_of_them())


async def _pictures(
    pages: Sequence[str], size: tuple[int, int], config: Capturing, environ: Mapping[str, str]
) -> AsyncIterator[bytes]:
    with scratch_folder() as folder:
        launch = Launch(proxy=None, sandbox=config.sandbox, environ=environ, folder=folder)
        playwright = await start_driver(folder)
        try:
            browser, attempts = await launch.first(playwright, candidates(config.browser, environ))
            if browser is None:
                raise BrowserMissing(tuple(f"{tried.candidate}: {tried.failure}" for tried in attempts))
            context = await browser.new_context(
                viewport={"width": size[0], "height": size[1]}, java_script_enabled=False, offline=True
            )
            page = await context.new_page()
            for html in pages:
                await page.set_content(html, timeout=DRAWN_SECONDS * 1000)
                yield await page.screenshot(type="png", timeout=DRAWN_SECONDS * 1000)
            await browser.close()
        finally:
            await playwright.stop()
