"""One visit of one page: go, let it settle, keep what is there.

The order is that of what must not be lost: the body as received first, then the DOM once the page
has come to rest, and only then, where asked for, what needs scrolling and painting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from archiver.capture.browser import browser_of
from archiver.capture.engine import BrowserDied, Running
from archiver.capture.evidence import (
    BODY_SECONDS,
    Recorder,
    body_of,
    clock,
    first_line,
    guard_said,
    headers_of,
    media_type,
    problem_of,
    unanswered,
)
from archiver.capture.link import Link, circumstances, link_of
from archiver.capture.listener import Document, Listener, Lost
from archiver.capture.photograph import mhtml, screenshot, scroll
from archiver.capture.pictures import look_at_pictures
from archiver.capture.settle import STILL_SECONDS, settle
from archiver.capture.terms import FURTHER_SHARE, Terms
from archiver.capture.unfold import Unfolding
from archiver.capture.world import KIND, ScriptFailed, World
from archiver.errors import (
    CaptureError,
    ConnectionFailed,
    NavigatedAway,
    NavigationTimeout,
    PageCrashed,
)
from archiver.guard.ticket import ProblemKind, Ticket
from archiver.model.capture import Artefact, Capture, CaptureTask, Depth, Hop
from archiver.model.urls import host_of, require_web_address

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Page, Response

T = TypeVar("T")

MOST_MOVES = 3  # times a page may leave for another address by itself; more is a loop
NEWS_SECONDS = 5.0  # at most for the event that explains a failed call to come in; a busy machine takes 1
AFTER_SCROLL = (timedelta(seconds=0.3), timedelta(seconds=2))  # least and longest wait for what it loaded
ARTEFACT_SECONDS = 10.0  # for a screenshot or an MHTML file
BODIES_SECONDS = 5.0  # for the last bodies of sub-resources

RENDERED = frozenset({"text/html", "application/xhtml+xml"})
"""Types of documents whose DOM is the publisher's, and not the browser's viewer of something else."""

STOPPED = "net::ERR_ABORTED"  # of a document whose own script stopped it

EMPTY = (204, 205)  # RFC 9110: no body, and the browser stays where it was
EMPTY_ERROR = "net::ERR_HTTP_RESPONSE_CODE_FAILURE"  # of an error page of no bytes, in the full browser


TIME_IS_UP = Artefact(missing="the visit's time was up")


class NotAPage(Exception):
    """The browser would download this; plain HTTP has to fetch it."""


class Moved(Exception):
    """The page left for another document."""


class Sitting:
    """A page under way, and what was kept of it so far."""

    def __init__(
        self, page: Page, session: CDPSession, task: CaptureTask, ticket: Ticket, terms: Terms
    ) -> None:
        """Take over a page that has not navigated yet."""
        self.page, self.session, self.task, self.ticket, self.terms = page, session, task, ticket, terms
        self.full = task.depth is Depth.FULL
        self.listener = Listener(page, session, ticket, terms.manner)
        self.recorder = Recorder(
            page, bodies=self.full, max_bytes=terms.config.max_bytes, now=terms.now, heard=self.listener.heard
        )
        self.begun = self.ended = clock()
        self.document: Document | None = None
        self.answer: Response | None = None
        self.headers: tuple[tuple[str, str], ...] = ()
        self.hops: tuple[Hop, ...] = ()
        self.moves: tuple[Hop, ...] = ()  # of the page by itself, on its way to the document kept
        self.response = Artefact(missing="not read yet")
        self.dom: Artefact | None = None
        self.mhtml: Artefact | None = None
        self.screenshot: Artefact | None = None
        self.link = Link()
        self.settled = "quiet"
        self.kept = False  # the document is; what follows is extra

    async def go(self, context: BrowserContext, running: Running) -> None:
        """Visit the page and keep what was asked for.

        Raises:
            CaptureError, NotAPage, BrowserDied: as for `visit`.
        """
        from playwright.async_api import Error  # late: as above
        from playwright.async_api import TimeoutError as TooSlow

        try:
            await self.listener.begin(context)
            while (wait := self.terms.leave(self.task.url)) > 0:
                await asyncio.sleep(wait)
            await self.page.goto(self.task.url, wait_until="commit", timeout=self.terms.arrival * 1000)
            self.terms.answered(self.task.url)
        except TooSlow as error:
            raise NavigationTimeout(self.task.url, seconds=self.terms.arrival) from error
        except (Error, Lost) as error:
            if not await self._answered_without_document(error, running):
                raise self._unanswered() from error
            return
        # our session hears of a document a moment after Playwright's own
        await self.listener.until(lambda: bool(self.listener.documents), seconds=self.terms.arrival)
        for _ in range(MOST_MOVES + 1):
            try:
                await self._keep_document()
                break
            except Moved:
                self._follow()
            except (Error, Lost, ScriptFailed) as error:
                await self._explain(error, running)
                self._follow()
        else:
            raise NavigatedAway(self.task.url, f"it kept leaving by itself, last for {self._current().url}")
        self.kept = True
        self.ended = clock()
        self.link = await link_of(self.session, self._current())  # not before: the page may leave meanwhile
        if self.full:
            await self._keep_extras()
        self.ended = clock()

    def stop(self) -> None:
        """Leave off whatever is still going on."""
        self.listener.stop()
        self.recorder.stop()

    # --- arriving ---

    async def _answered_without_document(self, error: Exception, running: Running) -> bool:
        """Tell whether a navigation that failed was answered all the same, and keep the answer.

        An answer of status 204 leaves the browser where it was, and so does a download.
        """
        await self.listener.until(
            lambda: self.listener.download is not None or self.listener.gone, seconds=0.1
        )
        await self._mourn(error, running)
        answer = self.recorder.answer()
        if answer is None:
            return False
        if self.listener.download is not None:
            raise NotAPage("the browser would have downloaded it")
        await self._keep_answer(answer)
        if answer.status not in EMPTY and answer.request.failure != EMPTY_ERROR:
            self._refuse_pieces(answer)
            raise NotAPage(f"the browser did not show it ({first_line(error)})")
        self.response = Artefact(content=b"", media_type=media_type(answer.headers.get("content-type", "")))
        self.kept = True
        return True

    def _unanswered(self) -> CaptureError:
        asked = self.recorder.navigations[-1] if self.recorder.navigations else None
        url = self.task.url if asked is None else asked.url
        failure = None if asked is None else asked.failure
        return unanswered(url, failure, self.ticket, seconds=self.terms.deadline)

    async def _keep_document(self) -> None:
        """Keep answer, body and DOM of the document that the page shows now.

        Raises:
            Moved: it was left for another one on the way.
            CaptureError: it is the browser's error page, or the guard's.
        """
        self.document = document = self._current()
        if document.unreachable is not None:
            raise NavigatedAway(self.task.url, f"it left for {document.unreachable}, which did not answer")
        answer = self.recorder.answer(document.url)
        if answer is None:
            raise NavigatedAway(self.task.url, f"it left for {document.url}")
        await self._keep_answer(answer)
        whole = await self._arrived(document, answer)
        if whole:
            self.response = await self._still_there(body_of(answer, seconds=BODY_SECONDS))
            self._refuse_pieces(answer)
        else:
            self.response = Artefact(missing=answer.request.failure or "the document did not end")
        kind = await self._still_there(document.world.ask(KIND))
        if kind not in RENDERED:
            if self.response.content is None:
                raise NotAPage(f"the browser kept no body: {self.response.missing}")
            return
        self.settled = "cap"
        if whole:
            config = self.terms.config
            resting = settle(document.world, self.recorder, dwell=config.dwell, cap=config.settle)
            self.settled = await self._still_there(resting)
        html = await self._shown(document)
        # "replace": scripts can put lone surrogates into a page, which UTF-8 has no bytes for
        self.dom = Artefact(content=html.encode(errors="replace"), media_type="text/html", partial=not whole)

    async def _shown(self, document: Document) -> str:
        """Return the document as a reader sees it, with what he would open; as it was if that fails."""
        host = host_of(self.answer.url) if self.answer else ""
        looking = look_at_pictures(document.world, self.recorder, self.terms.glances, host)
        looked = await self._extra(looking)
        if isinstance(looked, Artefact):
            self.listener.note(f"not all pictures looked at: {looked.missing}")
        until = self.begun + self.terms.deadline * FURTHER_SHARE
        unfolding = Unfolding(document.world, self.recorder, self.terms, until=until)
        html, more = await self._still_there(unfolding.begin())
        seconds = max(until - clock(), 0) + ARTEFACT_SECONDS
        opened = await self._extra(unfolding.unfold(html), seconds=seconds) if more else html
        if isinstance(opened, Artefact):
            self.listener.note(f"nothing opened: {opened.missing}")
            return html
        return opened

    async def _keep_answer(self, answer: Response) -> None:
        """Keep what is known of the answer but its body.

        Raises:
            CaptureError: it is the guard's, or from where no address is: browsers allow more hosts.
        """
        require_web_address(answer.url)
        said = guard_said(answer)
        if said is not None:
            if self.answer is not None:
                raise NavigatedAway(self.task.url, f"it left for {answer.url}: {said}")
            problem = problem_of(answer.url, self.ticket)
            raise ConnectionFailed(answer.url, said) if problem is None else problem.error(answer.url)
        self.answer = answer
        self.headers = await headers_of(answer)
        self.hops = await self.recorder.hops(answer)

    async def _arrived(self, document: Document, answer: Response) -> bool:
        """Wait for the document to be whole; tell whether it came to that.

        Raises:
            Moved, Lost: it was left.
            ConnectionFailed: it was cut off.
            BodyTooLarge: the visit's bytes were spent on it.
        """
        left = self.begun + self.terms.arrival - clock()
        await self.listener.until(
            lambda: document.parsed or self._over() or answer.request.failure is not None,
            seconds=max(left, STILL_SECONDS),
        )
        self._check()
        self._refuse_pieces(answer)
        return document.parsed and answer.request.failure is None

    def _refuse_pieces(self, answer: Response) -> None:
        """Raise where the answer ended before its end, unless the page itself stopped it."""
        failure = answer.request.failure
        if failure in (None, STOPPED):
            return
        problem = problem_of(answer.url, self.ticket)
        if problem is not None and problem.kind is ProblemKind.BUDGET_SPENT:
            raise problem.error(self.task.url)
        raise ConnectionFailed(self.task.url, f"cut off before its end ({failure})")

    # --- staying ---

    async def _still_there(self, call: Awaitable[T]) -> T:
        """Do something to the document, and make sure that it was that document."""
        from playwright.async_api import Error  # late: as above

        try:
            result = await self.listener.while_there(call)
        except (Error, ScriptFailed):
            self._check()  # goes before: it says why
            raise
        self._check()
        return result

    def _current(self) -> Document:
        if not self.listener.documents:
            raise NavigatedAway(self.task.url, "it showed no document")
        return self.listener.documents[-1]

    def _over(self) -> bool:
        return self.listener.gone or self._current() is not self.document

    def _check(self) -> None:
        if self.listener.gone:
            raise Lost("the page is gone")
        if self._current() is not self.document:
            raise Moved

    async def _explain(self, error: Exception, running: Running) -> None:
        """Raise what a failed call means; return where it means that the page has moved.

        Raises:
            CaptureError, BrowserDied: as for `visit`.
        """
        await self.listener.until(self._over, seconds=NEWS_SECONDS)
        await self._mourn(error, running)
        if self._current() is self.document:
            raise NavigatedAway(self.task.url, first_line(error)) from error

    async def _mourn(self, error: Exception, running: Running) -> None:
        if not await running.alive():
            raise BrowserDied from error
        if self.listener.crashed:
            heavy = running.overweight_at >= self.begun
            why = "took too much memory and was stopped" if heavy else "died"
            raise PageCrashed(self.task.url, f"the process that rendered it {why}") from error
        if self.listener.gone:
            raise NavigatedAway(self.task.url, "it closed itself") from error

    def _follow(self) -> None:
        """Keep the document that was left as one more step on the way."""
        there = self._current().url
        if self.answer is not None:
            step = Hop(url=self.answer.url, status=self.answer.status, location=there, headers=self.headers)
            self.moves = (*self.moves, *self.hops, step)
        self.listener.note(f"the page moved by itself to {there}")

    # --- extras ---

    async def _keep_extras(self) -> None:
        """Keep what may fail without harm to the rest; each failure is kept as the reason."""
        if self.dom is not None and self.document is not None:
            world = self.document.world
            self.screenshot = self.mhtml = TIME_IS_UP
            await self._extra(self._scrolled(world))
            self.mhtml = await self._extra(mhtml(self.session))
            self.screenshot = await self._extra(screenshot(world, self.session))
        await self.recorder.finish(BODIES_SECONDS)

    async def _scrolled(self, world: World) -> Artefact:
        await scroll(world)
        await settle(world, self.recorder, dwell=AFTER_SCROLL[0], cap=AFTER_SCROLL[1])
        return Artefact()

    async def _extra(self, making: Awaitable[T], *, seconds: float = ARTEFACT_SECONDS) -> T | Artefact:
        from playwright.async_api import Error  # late: as above

        try:
            async with asyncio.timeout(seconds):
                return await self._still_there(making)
        except TimeoutError:
            return Artefact(missing=f"not ready after {seconds:.0f} s")
        except (Error, Lost, Moved, ScriptFailed) as error:
            there = self._current()
            left = there is not self.document
            return Artefact(missing=f"the page had left for {there.url}" if left else first_line(error))

    # --- handing over ---

    def capture(self, running: Running) -> Capture:
        """Return what was kept.

        Raises:
            RuntimeError: nothing was, yet.
        """
        answer = self.answer
        if answer is None:
            raise RuntimeError("a capture before there is an answer")
        if self.recorder.overflow:
            self.listener.note(f"{self.recorder.overflow} more sub-resources not recorded")
        return Capture(
            url=self.task.url,
            final_url=answer.url.partition("#")[0],
            hops=(*self.moves, *self.hops),
            captured_at=self.recorder.answered_at[answer],
            status=answer.status,
            headers=self.headers,
            response=self.response,
            dom=self.dom,
            mhtml=self.mhtml,
            screenshot=self.screenshot,
            resources=self.recorder.resources(self.ticket),
            connections=self.ticket.connections,
            browser=browser_of(running.found, self.terms.manner),
            settled=self.settled,
            took=timedelta(seconds=self.ended - self.begun),
            depth=self.task.depth,
            notes=tuple(self.listener.notes),
            certificates=self.link.certificates_for(answer.url),
            circumstances=circumstances(self.link.protocol_for(answer.url)),
        )
