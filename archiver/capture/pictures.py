"""Learn what the pictures of an article show: by the bytes that came, and by a glance at them.

The glance is made in the page's own process: nothing of ours takes apart what a stranger sent as a picture.
"""

from __future__ import annotations

import base64
import json
from importlib.resources import files

from archiver.capture.evidence import Recorder
from archiver.capture.world import World
from archiver.model.capture import Digest, digest_of

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


GLANCES_KEPT = 4_096
"""Pictures of which it is kept what they show: those of some hundred articles, in 2 MB."""


class Glances:
    """What pictures of each host were seen to show, by their bytes, so that each is looked at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[tuple[str, Digest], str] = {}

    def get(self, host: str, digest: Digest) -> str | None:
        """Return what is known of a picture."""
        return self._told.get((host, digest))

    def add(self, host: str, digest: Digest, told: str) -> None:
        """Remember a picture, and forget the oldest of too many."""
        self._told[host, digest] = told
        if len(self._told) > GLANCES_KEPT:
            del self._told[next(iter(self._told))]


async def look_at_pictures(world: World, recorder: Recorder, glances: Glances, host: str) -> None:
    """Have the document know what its pictures show, for `SHOWN` to write down; of others nothing is known.

    Args:
        world: of the document.
        recorder: of what came.
        glances: at pictures of earlier visits.
        host: of the document; a host can tell nothing of another's pictures.

    Raises:
        playwright.async_api.Error, ScriptFailed: as `World.ask`.
    """
    room = PICTURE_BYTES
    for url in await world.ask(f"{PICTURES}.wanted()"):
        content = await recorder.body_at(url, most=room)
        if content is None:
            continue
        room -= len(content)
        digest = digest_of(content)
        told = glances.get(host, digest)
        if told is not None:
            await world.ask(f"{PICTURES}.known.set({json.dumps(url)}, {json.dumps(told)}).size")
            continue
        sent = ", ".join(map(json.dumps, (url, digest, base64.b64encode(content).decode())))
        glances.add(host, digest, str(await world.ask(f"{PICTURES}.learn({sent})")))
