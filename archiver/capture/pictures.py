"""Learn what the pictures of an article show: by the bytes that came, and by a glance at them.

The glance is made in the page's own process: nothing of ours takes apart what a stranger sent as a picture.
"""

from __future__ import annotations

import base64
import json
from importlib.resources import files

from archiver.capture.evidence import Recorder
from archiver.capture.world import World
from archiver.model.capture import digest_of

SCRIPT = files("archiver.capture").joinpath("pictures.js").read_text("utf-8")

LIMITS = {
    "width": 200,  # CSS pixels of a picture of the article; smaller ones are portraits, icons and counters
    "height": 100,
    "pictures": 12,  # of a page, the first ones
    "side": 8,  # squares on each side of the glance
    "grain": 8,  # points on each side of a square
}

PICTURE_BYTES = 8_000_000
"""Of all pictures of a visit that are looked at: twelve of a newspaper's usual 300 KB, twice over."""

PICTURES = f"(globalThis.archiverPictures ??= ({SCRIPT})({json.dumps(LIMITS)}))"


async def look_at_pictures(world: World, recorder: Recorder) -> None:
    """Have the document know what its pictures show, for `SHOWN` to write down; of others nothing is known.

    Raises:
        playwright.async_api.Error, ScriptFailed: as `World.ask`.
    """
    room = PICTURE_BYTES
    for url in await world.ask(f"{PICTURES}.wanted()"):
        content = await recorder.body_at(url, most=room)
        if content is None:
            continue
        room -= len(content)
        told = ", ".join(map(json.dumps, (url, digest_of(content), base64.b64encode(content).decode())))
        await world.ask(f"{PICTURES}.learn({told})")
