"""How the tests ask the reading room, and the hostile article they put into it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
from datasette.app import Datasette

from archiver.model.reading import Anchor, Block, Caption, Notice, NoticeKind, Reading

Found = TypeVar("Found")
Get = Callable[..., httpx.Response]

PAYLOAD = '"><script>window.pwned=1</script><img src=x onerror=window.pwned=1>'
HOSTILE = Reading(
    reader="generic/1",
    headline=f"Headline {PAYLOAD}",
    dek=f"Dek {PAYLOAD}",
    bylines=(f"Author {PAYLOAD}",),
    dateline=PAYLOAD,
    blocks=(
        Block(
            text=f"Text {PAYLOAD} with a link.",
            anchors=(Anchor(text=f"a link {PAYLOAD}", url="javascript:window.pwned=1"),),
        ),
    ),
    captions=(Caption(text=PAYLOAD, credit=PAYLOAD),),
    notices=(Notice(kind=NoticeKind.CORRECTION, text=PAYLOAD),),
    language='en" onmouseover="window.pwned=1',
    section=PAYLOAD,
    rights=PAYLOAD,
)
HOSTILE_PAGE = b"<html><script>window.pwned=1;alert(1)</script><h1>Hostile</h1></html>"
HOSTILE_ADDRESS = "https://evil.example/%3Cscript%3Ewindow.pwned=1%3C/script%3E?q=\"'><b>"


def run(work: Coroutine[object, object, Found]) -> Found:
    """Wait for a coroutine in a thread of its own: the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def getter(datasette: Datasette) -> Get:
    """Return a function that asks this Datasette for a page."""

    def ask(path: str, **given: Any) -> httpx.Response:
        return run(datasette.client.get(path, **given))

    return ask
