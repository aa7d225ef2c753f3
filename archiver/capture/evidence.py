"""Record what the network delivered to a page: its redirects, its answer, its sub-resources."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from archiver.errors import (
    CaptureError,
    ConnectionFailed,
    NameNotResolved,
    NavigationTimeout,
    TlsFailed,
    TooManyRedirects,
)
from archiver.model.capture import Artefact, Hop, Resource
from archiver.model.urls import endpoint_of, require_web_address, web_address

if TYPE_CHECKING:
    from playwright.async_api import Page, Request, Response

    from archiver.guard.ticket import Problem, Ticket

NEVER_QUIET = frozenset({"eventsource", "websocket", "media", "ping"})
"""Kinds of requests that say nothing about whether a page has come to rest."""

MOST_RESOURCES = 3000
"""Sub-resources recorded of one page; the richest news front seen had 600, a polling page has no end."""

BODY_SECONDS = 10.0  # for the browser to hand over one body it has received
BODIES_AT_ONCE = 4  # each crosses two processes as base64
BODY_BYTES = 16_000_000  # of one sub-resource; Chromium itself drops bodies near 20 MB

REFUSED, FAILED = "x-archiver-refused", "x-archiver-error"
"""Headers of answers the guard itself gave; it removes them from those of servers."""


class Recorder:
    """Listens to one page from before its first request."""

    def __init__(
        self,
        page: Page,
        *,
        bodies: bool,
        max_bytes: int,
        now: Callable[[], datetime],
        heard: Callable[[], None],
    ) -> None:
        """Begin to listen.

        Args:
            page: that has not navigated yet.
            bodies: also keep the bodies of sub-resources, each as it finishes.
            max_bytes: of all those bodies together, decoded.
            now: the clock of `answered_at`.
            heard: called when a navigation fails.
        """
        self.navigations: list[Request] = []  # of the main frame, redirects each by itself
        self.answered_at: dict[Response, datetime] = {}
        self.overflow = 0  # sub-resources beyond `MOST_RESOURCES`
        self._page, self._bodies, self._now, self._heard = page, bodies, now, heard
        self._room = max_bytes
        self._stopped = False
        self._responses: dict[Request, Response] = {}
        self._resources: dict[Request, Artefact | None] = {}  # in order of asking
        self._under_way: set[Request] = set()
        self._quiet_since = clock()
        self._reading: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(BODIES_AT_ONCE)
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)

    # --- the document ---

    def answer(self, url: str | None = None) -> Response | None:
        """Return the newest answer to a navigation that is no redirect, None if there is none.

        Args:
            url: only of this address, fragments aside.
        """
        for request in reversed(self.navigations):
            response = self._responses.get(request)
            if url is not None and _same_document(request.url, url) is False:
                continue
            if response is not None and not _redirects(response):
                return response
        return None

    async def hops(self, response: Response) -> tuple[Hop, ...]:
        """Return the redirects that led to an answer, the first one first."""
        hops: list[Hop] = []
        after, request = response.request, response.request.redirected_from
        while request is not None:
            redirect = self._responses.get(request)
            if redirect is not None:
                headers = await headers_of(redirect)
                location = next((v for k, v in headers if k == "location"), after.url)
                hops.append(Hop(url=request.url, status=redirect.status, location=location, headers=headers))
            after, request = request, request.redirected_from
        return tuple(reversed(hops))

    # --- the sub-resources ---

    def quiet_for(self, seconds: float) -> bool:
        """Tell whether nothing that matters was under way for this long."""
        return clock() - self._quiet_since >= seconds and not any(map(_matters, self._under_way))

    async def finish(self, seconds: float) -> None:
        """Wait for the bodies that are being read, but not longer."""
        if self._reading:
            await asyncio.wait(tuple(self._reading), timeout=seconds)
        self.stop()

    def stop(self) -> None:
        """Read no more bodies."""
        self._stopped = True
        for task in self._reading:
            task.cancel()

    def resources(self, ticket: Ticket) -> tuple[Resource, ...]:
        """Return what the page asked for, in that order, with the reason for each missing body."""
        return tuple(self._resource(request, body, ticket) for request, body in self._resources.items())

    def _resource(self, request: Request, body: Artefact | None, ticket: Ticket) -> Resource:
        response = self._responses.get(request)
        headers = () if response is None else tuple(response.headers.items())
        ours = guard_said(response)
        if ours is not None:
            return Resource(
                url=request.url,
                kind=request.resource_type,
                method=request.method,
                body=Artefact(missing=ours),
            )
        return Resource(
            url=request.url,
            kind=request.resource_type,
            method=request.method,
            status=None if response is None else response.status,
            headers=headers,
            body=body or Artefact(missing=self._why_missing(request, response, ticket)),
        )

    def _why_missing(self, request: Request, response: Response | None, ticket: Ticket) -> str:
        if request.failure is not None:
            problem = problem_of(request.url, ticket) if response is None else None
            return request.failure if problem is None else f"{request.failure}: {problem}"
        if request in self._under_way or response is None:
            return "still under way when the visit ended"
        return "the visit ended before it was read" if self._bodies else "not asked for"

    async def body_at(self, url: str, *, most: int) -> bytes | None:
        """Return the body of the sub-resource that an address led to; None: it is not there, or too large."""
        found = next((each for each in self._resources if each.url == url), None)
        while found is not None and found.redirected_to is not None:
            found = found.redirected_to
        response = None if found is None else self._responses.get(found)
        if found is None or response is None or not response.ok or found in self._under_way:
            return None
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > most:
            return None
        kept = self._resources.get(found)
        body = kept if kept is not None else await body_of(response, seconds=BODY_SECONDS)
        return body.content if body.content is not None and len(body.content) <= most else None

    # --- what Playwright tells ---

    def _asked(self, request: Request) -> None:
        if self._of_main_frame(request):
            self.navigations.append(request)
        elif len(self._resources) < MOST_RESOURCES:
            self._resources[request] = None
        else:
            self.overflow += 1
        self._under_way.add(request)

    def _answered(self, response: Response) -> None:
        self._responses[response.request] = response
        if response.request in self.navigations:
            self.answered_at[response] = self._now()

    def _finished(self, request: Request) -> None:
        self._ended(request)
        response = self._responses.get(request)
        wanted = self._bodies and not self._stopped and request in self._resources
        if wanted and response is not None:
            task = asyncio.create_task(self._keep(request, response))
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

    def _failed(self, request: Request) -> None:
        self._ended(request)
        if request in self.navigations:
            self._heard()

    def _ended(self, request: Request) -> None:
        self._under_way.discard(request)
        if _matters(request):
            self._quiet_since = clock()

    def _of_main_frame(self, request: Request) -> bool:
        return request.is_navigation_request() and request.frame == self._page.main_frame

    async def _keep(self, request: Request, response: Response) -> None:
        self._resources[request] = await self._body(request, response)

    async def _body(self, request: Request, response: Response) -> Artefact:
        if 300 <= response.status < 400:
            return Artefact(missing="a redirect has no body to keep")
        if response.status in (204, 205) or request.method == "HEAD":
            return Artefact(missing="an answer of this kind has no body")
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > BODY_BYTES:
            return Artefact(missing=f"larger than {BODY_BYTES // 1_000_000} MB")
        async with self._gate:
            if self._room <= 0:
                return Artefact(missing="the visit had brought all it may")
            body = await body_of(response, seconds=BODY_SECONDS)
        if body.content is not None and len(body.content) > BODY_BYTES:
            return Artefact(missing=f"larger than {BODY_BYTES // 1_000_000} MB")
        self._room -= len(body.content or b"")
        return body


async def body_of(response: Response, *, seconds: float) -> Artefact:
    """Return the body of an answer, content encoding undone, or why the browser has none."""
    from playwright.async_api import Error  # late: only those who capture need it

    try:
        async with asyncio.timeout(seconds):
            content = await response.body()
    except TimeoutError:
        return Artefact(missing=f"not complete after {seconds:g} s")
    except Error as error:
        return Artefact(missing=first_line(error))
    return Artefact(content=content, media_type=media_type(response.headers.get("content-type", "")))


async def headers_of(response: Response) -> tuple[tuple[str, str], ...]:
    """Return the headers as received, names in lower case, repeats kept; Chromium sorts them by name."""
    return tuple((entry["name"].lower(), entry["value"]) for entry in await response.headers_array())


def media_type(content_type: str) -> str:
    """Return the media type of a Content-Type header, without parameters."""
    return content_type.partition(";")[0].strip().lower() or "application/octet-stream"


def guard_said(response: Response | None) -> str | None:
    """Return why the guard answered itself, None for an answer of a server.

    Inside TLS the guard cannot speak: there such a header is a server's forgery. In plain HTTP it
    takes them out of servers' answers.
    """
    if response is None or not response.url.lower().startswith("http:"):
        return None
    headers = response.headers
    if REFUSED in headers:
        return f"refused by the guard: {headers[REFUSED]}"
    return headers.get(FAILED)


def problem_of(url: str, ticket: Ticket) -> Problem | None:
    """Return what the guard knows of why nothing came from an address, None if it knows nothing."""
    spelt = web_address(url)  # there are others: blob:, chrome-extension:, …
    return ticket.problem(*endpoint_of(spelt)) if spelt else None


def unanswered(url: str, failure: str | None, ticket: Ticket, *, seconds: float) -> CaptureError:
    """Return the error of a navigation that brought no answer.

    What the guard saw goes before what the browser says, which sees only the guard.

    Args:
        url: that did not answer, after redirects.
        failure: the browser's code, as in "net::ERR_CERT_DATE_INVALID".
        ticket: of the visit.
        seconds: the visit was given.

    Source:
        Chromium's net/base/net_error_list.h for the codes.
    """
    try:
        require_web_address(url)
    except CaptureError as error:
        return error
    problem = problem_of(url, ticket)
    if problem is not None:
        return problem.error(url)
    code = (failure or "no answer").removeprefix("net::")
    if code == "ERR_TOO_MANY_REDIRECTS":
        return TooManyRedirects(url, "redirects without end")
    if code == "ERR_NAME_NOT_RESOLVED":
        return NameNotResolved(url, host=endpoint_of(url)[0])
    if code.startswith(("ERR_CERT_", "ERR_SSL_", "ERR_BAD_SSL_", "ERR_TLS_")):
        return TlsFailed(url, code)
    if code in ("ERR_TIMED_OUT", "ERR_CONNECTION_TIMED_OUT"):
        return NavigationTimeout(url, seconds=seconds)
    if code in (
        "ERR_UNSAFE_REDIRECT",
        "ERR_INVALID_REDIRECT",
        "ERR_UNSAFE_PORT",
        "ERR_BLOCKED_BY_CLIENT",
        "ERR_UNKNOWN_URL_SCHEME",
    ):
        return CaptureError(url, f"the browser refuses this address or where it leads ({code})")
    return ConnectionFailed(url, code)


def first_line(error: Exception) -> str:
    """Return what an error of Playwright says, without the name of the call and its log."""
    line = str(error).partition("\n")[0]
    return line.partition(": ")[2] or line


def _matters(request: Request) -> bool:
    return request.resource_type not in NEVER_QUIET


def _redirects(response: Response) -> bool:
    return response.status in (301, 302, 303, 307, 308) and "location" in response.headers


def _same_document(url: str, other: str) -> bool:
    return url.partition("#")[0] == other.partition("#")[0]


def clock() -> float:
    """Return the seconds of the event loop, by which all that a visit waits for is measured."""
    return asyncio.get_running_loop().time()
