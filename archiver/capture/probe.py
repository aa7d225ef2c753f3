"""A visit's cheap look over plain HTTP, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from archiver.capture.evidence import media_type
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask

if TYPE_CHECKING:
    from archiver.fetch import Fetcher

PRODUCT = f"httpx/{httpx.__version__}"


def probe(fetcher: Fetcher, task: CaptureTask, *, note: str | None = None) -> Capture:
    """Fetch a page by plain HTTP: its response and nothing else, no DOM and no sub-resources.

    Args:
        fetcher: guarded; its pace and its user agent are the fetcher's.
        task: what to fetch. What is known of the last sight is not used.
        note: to keep with the capture.

    Raises:
        CaptureError: no answer.
    """
    answer = fetcher.get(task.url)
    return Capture(
        url=task.url,
        final_url=answer.final_url.partition("#")[0],
        hops=answer.hops,
        captured_at=answer.fetched_at,
        status=answer.status,
        headers=answer.headers,
        response=Artefact(content=answer.content, media_type=media_type(answer.header("content-type") or "")),
        connections=answer.connections,
        browser=Browser(product=PRODUCT, user_agent=fetcher.user_agent),
        took=answer.took,
        depth=task.depth,
        notes=() if note is None else (note,),
    )
