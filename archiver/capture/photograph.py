"""Keep how a page looked: scroll it, photograph it, save it as one MHTML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.model.capture import Artefact

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

STEP = 1200  # CSS pixels scrolled at a time, a screen and a third
PAUSE = 60  # milliseconds between two steps, for lazy images to notice
DEPTH = 20_000  # CSS pixels scrolled at most: some pages grow for ever
HEIGHT = 16_000  # CSS pixels photographed at most; a page of 160 000 took 619 MB and never finished
QUALITY = 80  # of JPEG; PNG and WebP cost half as much again and hold no more that a person sees

SCROLL = """async ([step, pause, depth]) => {
    const end = () => Math.min(depth, document.documentElement.scrollHeight);
    for (let y = 0; y < end(); y += step) {
        window.scrollTo({top: y, behavior: "instant"});
        await new Promise(resolve => setTimeout(resolve, pause));
    }
    window.scrollTo({top: 0, behavior: "instant"});
}"""

SIZE = """[
    document.documentElement.clientWidth,
    Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0),
]"""


async def scroll(page: Page) -> None:
    """Scroll down, as a reader would, and up again, so that lazy images load."""
    await page.evaluate(SCROLL, [STEP, PAUSE, DEPTH])


async def screenshot(page: Page, *, seconds: float) -> Artefact:
    """Photograph the page from its top as far down as is affordable."""
    width, height = await page.evaluate(SIZE)
    content = await page.screenshot(
        type="jpeg",
        quality=QUALITY,
        full_page=True,
        clip={"x": 0, "y": 0, "width": max(width, 1), "height": min(max(height, 1), HEIGHT)},
        animations="disabled",
        timeout=seconds * 1000,
    )
    return Artefact(content=content, media_type="image/jpeg", partial=height > HEIGHT)


async def mhtml(session: CDPSession) -> Artefact:
    """Save the page with its images and styles as one file."""
    saved = await session.send("Page.captureSnapshot", {"format": "mhtml"})
    return Artefact(content=str(saved["data"]).encode(), media_type="multipart/related")
