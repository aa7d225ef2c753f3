"""Bring out of an article what a reader would: what a button opens, what scrolling loads, its next pages."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from html import escape
from importlib.resources import files

from archiver.capture.evidence import Recorder, clock
from archiver.capture.settle import settle
from archiver.capture.shown import SHOWN
from archiver.capture.terms import Terms
from archiver.capture.world import World
from archiver.language import any_of

SCRIPT = files("archiver.capture").joinpath("unfold.js").read_text("utf-8")

WORDS = {"open": any_of("boxes.opens"), "next": any_of("boxes.onward")}

LIMITS = {
    "clicks": 4,  # on controls, and scrolls to empty holders
    "label": 60,  # characters of a control's words
    "least": 80,  # characters that count as more text
    "chars": 3_000_000,  # of one of them
    "wait": 8_000,  # milliseconds for one of them
    "pause": 150,  # milliseconds after a scroll, for what listens to it
    "turns": 2_000,  # milliseconds at most for a page to do what is due; one that never rests waits no longer
}

MOST_PAGES = 6  # further pages of an article; longer ones are read in part, and say so

AFTER = (timedelta(seconds=0.5), timedelta(seconds=4))  # least and longest wait for what was opened

UNFOLDING = f"(globalThis.archiverUnfolding ??= ({SCRIPT})({json.dumps(WORDS)}, {json.dumps(LIMITS)}))"


class Unfolding:
    """A document whose HTML is asked for, folded and, where there is something to unfold, unfolded."""

    def __init__(self, world: World, recorder: Recorder, terms: Terms, *, until: float) -> None:
        """Take over a document that has come to rest.

        Args:
            world: of the document.
            recorder: of the page's requests.
            terms: of the visit; asked before each further page.
            until: when no further page is asked for any more; seconds of `evidence.clock`.
        """
        self._world, self._recorder = world, recorder
        self._terms, self._until = terms, until

    async def begin(self) -> tuple[str, bool]:
        """Return the document as it is, and whether there is something to unfold.

        Raises:
            playwright.async_api.Error, ScriptFailed: as `World.ask`.
        """
        self._opens, self._turns = await self._world.ask(f"{UNFOLDING}.plan()")
        return await self._world.ask(SHOWN), self._opens or self._turns

    async def unfold(self, before: str) -> str:
        """Unfold the document and return it, or as it was where nothing of the article's came.

        Raises:
            playwright.async_api.Error, ScriptFailed: as `World.ask`; a click may make a page leave.
        """
        grown = False
        if self._opens:
            await self._world.ask(f"{UNFOLDING}.open()")
            await settle(self._world, self._recorder, dwell=AFTER[0], cap=AFTER[1])
            grown = await self._world.ask(f"{UNFOLDING}.grown()")
        if self._turns:
            await self._turn_pages()
        if grown or await self._world.ask(f"{UNFOLDING}.pages.length > 0"):
            return str(await self._world.ask(SHOWN))
        left = "; ".join(await self._world.ask(f"{UNFOLDING}.left"))
        return before.replace("<html", f'<html data-archiver-left="{escape(left)}"', 1) if left else before

    async def _turn_pages(self) -> None:
        """Take the further pages of the article, each when its host may be asked, and say what is missing."""
        for _ in range(MOST_PAGES):
            url = await self._world.ask(f"{UNFOLDING}.next()")
            if url is None:
                return
            why = await self._why_not(url)
            more = None if why else await self._world.ask(f"{UNFOLDING}.take({json.dumps(url)})")
            if why is None:
                self._terms.answered(url)
            if more is None:
                await self._leave(url, why or "it did not answer")
            if not more:
                return
        url = await self._world.ask(f"{UNFOLDING}.next()")
        if url is not None:
            await self._leave(url, f"only {MOST_PAGES} further pages are")

    async def _why_not(self, url: str) -> str | None:
        try:
            async with asyncio.timeout(self._until - clock()):
                return await self._terms.further(url)
        except TimeoutError:
            return "its host's turn came too late for this visit"

    async def _leave(self, url: str, why: str) -> None:
        said = f"the article goes on at {url}, not read: {why}"
        await self._world.ask(f"{UNFOLDING}.left.push({json.dumps(said)})")
