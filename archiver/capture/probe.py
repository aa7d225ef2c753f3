"""Visits over plain HTTP, without a browser: several hosts side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx

from archiver.capture.blotting import admitted, blot_error
from archiver.capture.evidence import media_type
from archiver.capture.link import chain_of, circumstances
from archiver.errors import BrowserMissing, CaptureError, contained
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask, Depth
from archiver.model.manner import Manner
from archiver.model.urls import host_of, web_address

if TYPE_CHECKING:
    from archiver.fetch import Fetcher, Response

PRODUCT = f"httpx/{httpx.__version__}"

HOSTS = 8
"""Hosts asked side by side; the pages of one host are asked for one after the other."""

NOTICE_SECONDS = 0.5  # within which a stop is noticed


class Prober:
    """Makes visits by plain requests: a capturer without a browser."""

    def __init__(self, fetcher: Fetcher) -> None:
        """Take what asks.

        Args:
            fetcher: guarded; its pace and its user agent are the fetcher's.
        """
        self._fetcher = fetcher
        self._stopping = False

    def capture_all(
        self, tasks: Iterable[CaptureTask]
    ) -> Iterator[tuple[CaptureTask, Capture | CaptureError]]:
        """Yield each task with what came of it, in the order they complete.

        Closing the generator early ends the work after the requests under way.
        """
        hosts: defaultdict[str, list[CaptureTask]] = defaultdict(list)
        for task in tasks:
            hosts[paced_host(task.url)].append(task)
        workers = ThreadPoolExecutor(max_workers=HOSTS, thread_name_prefix="probe")
        asked: dict[Future[Capture], tuple[CaptureTask, Iterator[CaptureTask]]] = {}

        def ask_next(of_host: Iterator[CaptureTask]) -> None:
            for task in of_host:
                asked[workers.submit(probe, self._fetcher, task)] = task, of_host
                return

        try:
            for of_host in hosts.values():
                ask_next(iter(of_host))
            while asked and not self._stopping:
                for future in wait(asked, timeout=NOTICE_SECONDS, return_when=FIRST_COMPLETED).done:
                    task, rest = asked.pop(future)
                    ask_next(rest)
                    yield task, outcome(future, task)
        finally:
            workers.shutdown(wait=False, cancel_futures=True)

    def stop(self) -> None:
        """End the visits under way; may be called from a signal handler."""
        self._stopping = True


def outcome(ended: Future[Capture], task: CaptureTask) -> Capture | CaptureError:
    """Return what came of a visit that has ended; a bug that a page brought to light ends no other visit.

    Raises:
        BrowserMissing: there is no browser.
    """
    return contained(task.url, ended.result, ending=(BrowserMissing,))


def paced_host(url: str) -> str:
    """Return the host to be polite to; empty for an address that the visit will refuse anyway."""
    spelt = web_address(url)
    return host_of(spelt) if spelt else ""


def probe(fetcher: Fetcher, task: CaptureTask) -> Capture:
    """Ask whether a page is still as it was at the last sight; a 304 has no content.

    Raises:
        CaptureError: no answer.
    """
    known = task.known
    return _made(fetcher, task, Depth.PROBE, etag=known.etag, last_modified=known.last_modified)


def download(fetcher: Fetcher, task: CaptureTask, *, note: str) -> Capture:
    """Fetch a page by plain HTTP: its response and nothing else, no DOM and no sub-resources.

    Args:
        fetcher: guarded; its pace and its manner are the fetcher's.
        task: what to fetch. What is known of the last sight is not used.
        note: to keep with the capture.

    Raises:
        CaptureError: no answer.
    """
    made = _made(fetcher, task, task.depth)
    return replace(made, notes=(note, *made.notes))


def _made(fetcher: Fetcher, task: CaptureTask, depth: Depth, **validators: str | None) -> Capture:
    manner = fetcher.manner_of(task.url)
    try:
        answer = fetcher.get(task.url, **validators)
    except CaptureError as error:
        blot_error(error, manner)
        raise
    return admitted(_capture(answer, manner, depth), manner)


def _capture(answer: Response, manner: Manner, depth: Depth) -> Capture:
    return Capture(
        url=answer.url,
        final_url=answer.final_url.partition("#")[0],
        hops=answer.hops,
        captured_at=answer.fetched_at,
        status=answer.status,
        headers=answer.headers,
        response=Artefact(content=answer.content, media_type=media_type(answer.header("content-type") or "")),
        connections=answer.connections,
        browser=Browser(product=PRODUCT, user_agent=manner.user_agent, language=manner.language),
        took=answer.took,
        certificates=chain_of(answer.certificates, "") if answer.certificates else None,
        circumstances=circumstances(answer.protocol),
        depth=depth,
    )
