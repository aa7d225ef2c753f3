"""Say something through Apprise; a program of its own, which stands alone.

Apprise asks for the internet by itself, as the environment of its process tells it to. So it has a process
whose environment leads through the guard, which can be ended when it hangs, and which is told secrets by its
standard input only. It prints JSON: `service`, the name of the service; `told`, how many of the pieces were
said; `status`, what an HTTP server answered where none was; `error`, where Apprise does not know the address.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Sequence
from typing import Any

import apprise

HTTP_STATUS = re.compile(r"error=(\d{3})\b")
"""How Apprise's plugins write into the log what a server answered."""

BETWEEN = "\n\n"


class Log(logging.Handler):
    """Keeps the last status that was logged, and nothing else: the lines may hold secrets."""

    status: int | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Look for a status."""
        found = HTTP_STATUS.search(record.getMessage())
        if found:
            self.status = int(found[1])


def packed(pieces: Sequence[tuple[str, str]], room: int) -> tuple[str, int]:
    """Put as many pieces into a message as fit, at least one; return it and how many they are.

    Args:
        pieces: each what is said and an address, in the order they are to be said.
        room: characters that the service takes; 0: any number.
    """
    room = room or sys.maxsize
    message, count = cut(*pieces[0], room), 1
    for said, address in pieces[1:]:
        longer = f"{message}{BETWEEN}{said}\n{address}".rstrip("\n")
        if len(longer) > room:
            break
        message, count = longer, count + 1
    return message, count


def cut(said: str, address: str, room: int) -> str:
    """Return a piece that fits: of a long one the end is missing, never its address."""
    left = room - len(address) - 1 if address else room
    if len(said) > left:
        said = said[: max(left - 1, 0)].rstrip() + "…"
    return f"{said}\n{address}".rstrip("\n")


def opened(url: str) -> Any:
    """Return the service behind an address, or None."""
    asset = apprise.AppriseAsset(
        app_id="Archiver",
        app_desc="edits of news articles",
        app_url="https://pypi.org/project/article-archiver/",
        image_url_mask="",  # else each message shows a picture from a stranger's server
        image_url_logo="",
        image_path_mask="",
        secure_logging=True,
        async_mode=False,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
        http_redirects=False,
    )
    return apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)


def speak(asked: dict[str, Any]) -> dict[str, object]:
    """Say pieces through the service at an address, or find out what service it is where there are none."""
    log = Log()
    logging.getLogger("apprise").handlers = [log]
    logging.getLogger("apprise").propagate = False
    service = opened(asked["url"])
    if service is None:
        return {"error": "the address is none that Apprise knows"}
    told: dict[str, object] = {"service": str(service.service_name), "told": 0}
    if asked["pieces"]:
        title = asked["title"] if service.title_maxlen > 0 else ""
        room = service.body_maxlen and service.body_maxlen - (len(title) + 2 if title else 0)
        message, count = packed([(said, address) for said, address in asked["pieces"]], room)
        taken = service.notify(body=message, title=title, body_format=apprise.NotifyFormat.TEXT)
        told |= {"told": count} if taken else {"status": log.status}
    return told


if __name__ == "__main__":
    print(json.dumps(speak(json.load(sys.stdin))))  # noqa: T201  that is how it answers
