"""Notice what happens to a page besides its network traffic: documents, dialogs, popups, crashes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from archiver.capture.world import World
from archiver.model.manner import Manner
from archiver.model.urls import host_of, web_address

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Dialog, Download, Page

    from archiver.guard.ticket import Ticket

T = TypeVar("T")

SIGNED = ("Document", "XHR", "Fetch")
"""Kinds of requests that may be signed: what a host answers only to those it knows. Pictures and styles are
not; holding each of them for a signature would cost a visit a twentieth of its time."""

MOST_NOTES = 20  # of one visit; a page may open dialogs without end
MOST_NOTE = 300  # characters


@dataclass(slots=True, kw_only=True, eq=False)
class Document:
    """A document the main frame came to show."""

    url: str
    unreachable: str | None  # what was wanted, where this is the browser's own error page
    world: World
    parsed: bool = False  # DOMContentLoaded has fired, or will not: loading has stopped


class Lost(Exception):
    """The page is gone: crashed, closed, or its browser died."""


class Listener:
    """Listens to one page; what asks for an answer is turned away and noted."""

    def __init__(self, page: Page, session: CDPSession, ticket: Ticket, manner: Manner) -> None:
        """Take over a page that has not navigated yet; call `begin` before it does."""
        self.documents: list[Document] = []  # the last one is the current one
        self.crashed = False
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()  # crashed or closed
        self.download: str | None = None  # address of a download the page began
        self.notes: list[str] = []
        self._page, self._session, self._ticket, self._manner = page, session, ticket, manner
        self._news = asyncio.Event()
        self._chores: set[asyncio.Task[None]] = set()

    async def begin(self, context: BrowserContext) -> None:
        """Begin to listen, and show the ticket to the guard when it first asks.

        The browser remembers it for all the context. Credentials given to Playwright would do the
        same, but have it hold and release every single request: one twentieth of a visit. Where headers
        are added or requests signed, that is done here as well: the browser's own setting sends the same to
        every host.
        """
        context.on("page", self._popup)
        self._page.on("dialog", self._dialog)  # unanswered, a dialog stops everything
        self._page.on("download", self._download)
        self._page.on("crash", self._crash)
        self._page.on("close", self._close)
        self._session.on("Page.frameNavigated", self._navigated)
        self._session.on("Page.domContentEventFired", self._parsed)
        self._session.on("Page.frameStoppedLoading", self._stopped)
        self._session.on("Fetch.requestPaused", self._paused)
        self._session.on("Fetch.authRequired", self._challenged)
        await self.while_there(self._session.send("Page.enable"))
        await self.while_there(self._session.send("Network.enable"))  # else no certificate is told
        await self.while_there(self._session.send("Fetch.enable", {"handleAuthRequests": True}))

    async def until(self, happened: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until something has happened; tell whether it did in time."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return False
        return True

    async def while_there(self, call: Awaitable[T]) -> T:
        """Await something that is done to the page, as long as there is one.

        Raises:
            Lost: the page is gone.
        """
        return await unless_lost(call, self.lost)

    def heard(self) -> None:
        """Let those who wait look again."""
        self._news.set()

    def note(self, text: str) -> None:
        """Keep a remark with the capture."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(text[:MOST_NOTE])
        elif len(self.notes) == MOST_NOTES:
            self.notes.append("and more of this kind")

    def stop(self) -> None:
        """Leave off what is still being turned away; the page is closed next."""
        for task in self._chores:
            task.cancel()

    def _navigated(self, event: dict[str, Any]) -> None:
        frame = event["frame"]
        if "parentId" not in frame:
            self.documents.append(
                Document(
                    url=frame["url"],
                    unreachable=frame.get("unreachableUrl"),
                    world=World(self._session, frame["id"]),
                )
            )
            self.heard()

    def _parsed(self, _event: dict[str, Any]) -> None:
        if self.documents:
            self.documents[-1].parsed = True
            self.heard()

    def _stopped(self, event: dict[str, Any]) -> None:
        if self.documents and event["frameId"] == self.documents[-1].world.frame:
            self._parsed(event)

    def _crash(self, _page: Page) -> None:
        self.crashed = True
        self._close(_page)

    def _close(self, _page: Page) -> None:
        if not self.lost.done():
            self.lost.set_result(None)
        self.heard()

    @property
    def gone(self) -> bool:
        """Tell whether there is no page any more."""
        return self.lost.done()

    def _download(self, download: Download) -> None:
        self.download = download.url
        self.note(f"download not taken: {download.url}")
        self.heard()

    def _dialog(self, dialog: Dialog) -> None:
        self.note(f"{dialog.type} dismissed: {dialog.message}")
        self._chore(dialog.dismiss())

    def _paused(self, event: dict[str, Any]) -> None:
        onward: dict[str, Any] = {"requestId": event["requestId"]}
        request = event["request"]
        spelt = web_address(request["url"])
        more = dict(self._manner.headers_for(spelt)) if spelt else {}  # they hold for this hop alone
        if spelt and self._is_signed(event, spelt):
            more |= dict(self._manner.signature_for(spelt))
        if more:
            own = {name: value for name, value in request["headers"].items() if name.lower() not in more}
            onward["headers"] = [{"name": name, "value": value} for name, value in (own | more).items()]
        self._chore(self._session.send("Fetch.continueRequest", onward))

    def _is_signed(self, event: dict[str, Any], spelt: str) -> bool:
        """Tell whether a request is signed: for the page itself, and what it asks of its own host."""
        if event["resourceType"] not in SIGNED:
            return False
        if not self.documents:
            return True
        page = self.documents[-1]
        is_page = event["resourceType"] == "Document" and event["frameId"] == page.world.frame
        return is_page or host_of(spelt) == host_of(page.url)

    def _challenged(self, event: dict[str, Any]) -> None:
        self._chore(self._show_ticket(event))

    async def _show_ticket(self, event: dict[str, Any]) -> None:
        answer = {"response": "Default"}
        if event["authChallenge"].get("source") == "Proxy":
            answer = {
                "response": "ProvideCredentials",
                "username": self._ticket.username,
                "password": self._ticket.password,
            }
        await self._session.send(
            "Fetch.continueWithAuth", {"requestId": event["requestId"], "authChallengeResponse": answer}
        )
        if self._manner.headers:
            return
        if self._manner.signer is not None:
            kinds = [{"resourceType": kind} for kind in SIGNED]
            await self._session.send("Fetch.enable", {"patterns": kinds})
        else:
            await self._session.send("Fetch.disable")

    def _popup(self, page: Page) -> None:
        self.note("popup closed" + (f": {page.url}" if page.url not in ("", "about:blank") else ""))
        self._chore(page.close())

    def _chore(self, call: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(_quietly(call))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)


async def unless_lost(call: Awaitable[T], lost: asyncio.Future[None]) -> T:
    """Await a call to a browser, unless what it is made to is lost.

    A call of a session of ours, or the opening of a page, does not hear of it when a process dies:
    it would wait for ever.

    Raises:
        Lost: it is.
    """
    doing = asyncio.ensure_future(call)
    try:
        await asyncio.wait((doing, lost), return_when=asyncio.FIRST_COMPLETED)
        failure = doing.exception() if doing.done() else None
        if lost.done():
            raise Lost("the page is gone") from failure
        return doing.result()
    finally:
        doing.cancel()


async def _quietly(call: Coroutine[Any, Any, object]) -> None:
    """Do something to a page that may be gone by now."""
    from playwright.async_api import Error  # late: only those who capture need it

    try:
        await call
    except Error:
        return  # gone, which is what was wanted
