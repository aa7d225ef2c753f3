"""Keep how a page looked: scroll it, photograph it, save it as one MHTML file."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from archiver.capture.world import World
from archiver.model.capture import Artefact

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

SCROLL_STEP = 1200  # CSS pixels scrolled at a time, a screen and a third
PAUSE = 60  # milliseconds between two steps, for lazy images to notice
DEPTH = 12_000  # CSS pixels scrolled at most: some pages grow for ever
HEIGHT = 10_000
"""CSS pixels photographed at most.

Source: measured (docs/decisions/0002-capture.md): a page of 160 000 took 619 MB and never finished;
each thousand costs 25 ms of processor time, and whatever is below is in the MHTML.
"""

QUALITY = 80  # of JPEG; PNG and WebP cost half as much again and show a person no more

SCROLL = f"""(async () => {{
    const end = () => Math.min({DEPTH}, document.documentElement.scrollHeight);
    for (let y = 0; y < end(); y += {SCROLL_STEP}) {{
        window.scrollTo({{top: y, behavior: "instant"}});
        await new Promise(resolve => setTimeout(resolve, {PAUSE}));
    }}
    window.scrollTo({{top: 0, behavior: "instant"}});
}})()"""

HOLD_STILL = """(() => {
    for (const animation of document.getAnimations()) {
        try { animation.finish(); } catch { animation.cancel(); }  // one without end cannot be finished
    }
    const root = document.documentElement;
    return [root.clientWidth, Math.max(root.scrollHeight, document.body?.scrollHeight ?? 0)];
})()"""


async def scroll(world: World) -> None:
    """Scroll down, as a reader would, and up again, so that lazy images load."""
    await world.ask(SCROLL)


async def screenshot(world: World, session: CDPSession) -> Artefact:
    """Photograph the page from its top as far down as is affordable, animations at their end.

    Playwright's own screenshot waits for every font, some of which never come.
    """
    width, height = await world.ask(HOLD_STILL)
    clip = {"x": 0, "y": 0, "width": max(width, 1), "height": min(max(height, 1), HEIGHT), "scale": 1}
    taken = await session.send(
        "Page.captureScreenshot",
        {"format": "jpeg", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip},
    )
    content = base64.b64decode(taken["data"])
    return Artefact(content=content, media_type="image/jpeg", partial=height > HEIGHT)


async def mhtml(session: CDPSession) -> Artefact:
    """Save the page with its images and styles as one file."""
    saved = await session.send("Page.captureSnapshot", {"format": "mhtml"})
    return Artefact(content=str(saved["data"]).encode(), media_type="multipart/related")
