"""Wait for a page to come to rest."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from archiver.capture.evidence import Recorder, clock
from archiver.capture.world import STATE, World

STILL_SECONDS = 0.5
"""Without change or request, after which a page counts as at rest.

Source: measured (docs/decisions/0002-capture.md); Playwright's `networkidle` takes the same.
"""


async def settle(world: World, recorder: Recorder, *, dwell: timedelta, cap: timedelta) -> str:
    """Wait until text and network are still, and say whether they came to be: "quiet" or "cap".

    Args:
        world: of the document.
        recorder: of the page's requests.
        dwell: to wait at least, for text that is fetched late: every rule about quiet ends before it.
        cap: to wait at most.

    Raises:
        playwright.async_api.Error, ScriptFailed: as `World.ask`.
    """
    begun, seen = clock(), None
    await asyncio.sleep(max(0.0, min(dwell, cap).total_seconds() - STILL_SECONDS))
    while clock() - begun < cap.total_seconds():
        state = await world.ask(STATE)
        still, seen = state == seen and state[0] == "complete", state
        if still and clock() - begun >= dwell.total_seconds() and recorder.quiet_for(STILL_SECONDS):
            return "quiet"
        await asyncio.sleep(STILL_SECONDS)
    return "cap"
