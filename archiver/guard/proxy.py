"""The one door to the internet: a small forward proxy in this process.

Browser, feed reader and probe all connect through it. It resolves a name, checks every address,
dials the address that was checked, counts the bytes and writes a log that is kept as evidence.

Source:
    The design follows Stripe's Smokescreen: resolve, check, dial what was checked. Request
    interception in the browser is no substitute: it sees neither redirect hops, nor prefetches,
    nor what a name resolves to.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import concurrent.futures
import logging
import re
import resource
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Self

from archiver.guard.dial import STREAM_LIMIT, Dialler, Resolve, Streams, failure, system_resolve
from archiver.guard.heads import BadMessage, Request, read_request
from archiver.guard.policy import Policy
from archiver.guard.relay import NoAnswer, exchange, tunnel
from archiver.guard.ticket import BudgetSpent, Line, Problem, ProblemKind, Ticket, Unreachable, reset
from archiver.model.manner import Upstream

log = logging.getLogger(__name__)

HEAD_SECONDS = 10.0  # for a client to say what it wants
MOST_WAITING = 256  # clients that have not said so yet; of more, the longest waiting is dropped
OPEN_FILES = 8192  # eight visits with all the connections they may have, two ends each, and spare
LINGER_SECONDS = 1.0  # for a client to take an answer it did not expect

REFUSED = "x-archiver-refused"  # a header of the proxy's own answers: what was refused and why
FAILED = "x-archiver-error"  # likewise: a code, as in `ProblemKind`


def utc_now() -> datetime:
    """Return the time: a connection is made when it is made, also where a clock is simulated."""
    return datetime.now(UTC)


class GuardProxy:
    """A forward proxy on 127.0.0.1, alive while its context is; it runs in a thread of its own."""

    def __init__(
        self,
        policy: Policy,
        *,
        max_bytes: int,
        resolve: Resolve = system_resolve,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Prepare a proxy; nothing listens before the context is entered.

        Args:
            policy: what may be contacted.
            max_bytes: that one visit may move, sent and received together.
            resolve: host name → IP addresses; may block; raises OSError.
            now: the clock of the log.
        """
        self._policy = policy
        self._max_bytes = max_bytes
        self._resolve = resolve
        self._now = now
        self._tickets: dict[str, tuple[Ticket, Dialler]] = {}
        self._waiting: dict[asyncio.WriteTransport, None] = {}  # in order of arrival
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop = asyncio.Event()
        self._port = 0

    def __enter__(self) -> Self:
        _make_room()
        started: concurrent.futures.Future[int] = concurrent.futures.Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run(started)), name="guard-proxy", daemon=True
        )
        self._thread.start()
        self._port = started.result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for ticket, _ in tuple(self._tickets.values()):
            ticket.close()
        self._soon(self._stop.set)
        if self._thread is not None:
            self._thread.join()

    @property
    def url(self) -> str:
        """The proxy's address, for the settings of a client.

        Raises:
            RuntimeError: the context was not entered.
        """
        if not self._port:
            raise RuntimeError("the proxy listens only inside its `with` block")
        return f"http://127.0.0.1:{self._port}"

    def open_ticket(
        self,
        label: str,
        *,
        seconds: float | None = None,
        max_bytes: int | None = None,
        upstream: Upstream | None = None,
    ) -> Ticket:
        """Give a visit the right to connect.

        Args:
            label: what the visit is, for the log.
            seconds: after which the ticket closes itself; None: when it is closed.
            max_bytes: that it may move; None: as the proxy allows.
            upstream: another proxy that its connections are made through; None: straight.
        """
        budget = self._max_bytes if max_bytes is None else max_bytes
        ticket = Ticket(label=label, max_bytes=budget, on_close=self._forget)
        self._tickets[ticket.username] = (ticket, Dialler(self._policy, self._resolve, upstream))
        if seconds is not None:
            self._soon(self._close_later, ticket, seconds)
        return ticket

    def _close_later(self, ticket: Ticket, seconds: float) -> None:
        asyncio.get_running_loop().call_later(seconds, ticket.close)

    def _forget(self, ticket: Ticket) -> None:
        self._tickets.pop(ticket.username, None)
        self._soon(ticket.cut)

    def _soon(self, call: Callable[..., object], *args: object) -> None:
        """Have the event loop call something, from any thread; nothing once the proxy is gone."""
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(call, *args)
            except RuntimeError:  # closed in this very moment
                log.debug("the proxy has ended", extra={"call": repr(call)})

    async def _run(self, started: concurrent.futures.Future[int]) -> None:
        serving: set[asyncio.Task[None]] = set()

        # Tasks of our own: of one that asyncio makes, Python 3.11 logs an error when it is cancelled.
        def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(self._serve(reader, writer))
            serving.add(task)
            task.add_done_callback(serving.discard)

        try:
            server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=STREAM_LIMIT)
        except OSError as error:
            started.set_exception(error)
            return
        self._loop = asyncio.get_running_loop()
        started.set_result(server.sockets[0].getsockname()[1])
        await self._stop.wait()
        self._loop = None
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Handle one connection of a client: one request or one tunnel."""
        client = (reader, writer)
        try:
            request = await self._request(client)
            username, password = _credentials(request)
            entry = self._tickets.get(username)
            if entry is None or not entry[0].admits(password):
                text = "this proxy needs a ticket"
                await _say(client, b"407 Proxy Authentication Required", text, code="no-ticket")
            elif entry[0].crowded:
                text = "too many connections at once"
                await _say(client, b"503 Service Unavailable", text, code="crowded")
            else:
                with entry[0].holding(writer.transport):
                    await self._connect(request, client, *entry)
        except (OSError, EOFError, BadMessage) as error:  # a side left, or the ticket was closed
            log.debug("connection ended early", extra={"error": repr(error)})
        finally:
            writer.transport.abort()

    async def _request(self, client: Streams) -> Request:
        """Wait for what a client wants; a silent one is dropped to make room."""
        reader, writer = client
        self._waiting[writer.transport] = None
        if len(self._waiting) > MOST_WAITING:
            next(iter(self._waiting)).abort()
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                return await read_request(reader)
        except BadMessage as error:
            await _say(client, b"400 Bad Request", str(error), code="bad-request")
            raise
        finally:
            self._waiting.pop(writer.transport, None)

    async def _connect(self, request: Request, client: Streams, ticket: Ticket, dialler: Dialler) -> None:
        """Connect a client to what it asked for, or tell it why not; either way there is a line."""
        line = Line(host=request.host, port=request.port, at=self._now())
        ticket.lines.append(line)
        ticket.under_way += 1
        try:
            ticket.spend(line)
            server = await dialler.connect(line)
        except Unreachable as error:
            line.problem = error.problem
        except BudgetSpent:
            line.problem = ticket.budget_problem(line.host, line.port)
        else:
            with ticket.holding(server[1].transport):
                await _pass_on(request, client, server, ticket, line)
            return
        finally:
            ticket.under_way -= 1
        log.debug("nothing let through", extra={"ticket": ticket.label, "problem": str(line.problem)})
        await _tell(client, line.problem)


def _make_room() -> None:
    """Raise this process's own limit of open files, so that a page cannot use them up for the rest.

    Source:
        The limit of 1024 is there for `select()`, which nothing here uses; systemd's documentation
        ("File Descriptor Limits") asks programs to raise it themselves.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def _pass_on(request: Request, client: Streams, server: Streams, ticket: Ticket, line: Line) -> None:
    """Let client and server talk, and note it when the server let us down."""
    failed = partial(failure, line, ProblemKind.CONNECTION_FAILED)
    try:
        await (
            tunnel(client, server, ticket, line)
            if request.tunnel
            else exchange(request, client, server, ticket, line)
        )
    except NoAnswer as error:
        line.problem = None if ticket.closed else failed(error)
        if line.problem is not None and not request.tunnel:
            await _tell(client, line.problem)
    except BudgetSpent:
        line.problem = ticket.budget_problem(line.host, line.port)
        ticket.cut()
    except (OSError, EOFError):
        lost = server[0].exception()
        line.problem = None if lost is None else failed(lost)
        reset(client[1].transport)


async def _tell(client: Streams, problem: Problem) -> None:
    """Answer in the server's place; of a tunnel, browsers and HTTP clients hide all but the status."""
    refused = problem.kind is ProblemKind.REFUSED
    status = b"403 Forbidden" if refused else b"502 Bad Gateway"
    await _say(client, status, str(problem), code=None if refused else problem.kind.value)


async def _say(client: Streams, status: bytes, text: str, *, code: str | None) -> None:
    """Send a short answer of the proxy's own and hang up.

    It has a body, since full Chromium makes an error of an answer without one, and the client
    may finish sending first, since closing with unread bytes destroys the answer on its way.
    """
    reader, writer = client
    body = f"{text}\n".encode("ascii", "replace")
    lines = [
        b"HTTP/1.1 " + status,
        b"Content-Type: text/plain; charset=us-ascii",
        b"Content-Length: %d" % len(body),
        b"Connection: close",
    ]
    if status.startswith(b"407"):
        lines.append(b'Proxy-Authenticate: Basic realm="archiver"')
    printable = re.sub(r"[^\x20-\x7e]", "?", text)
    lines.append(f"{REFUSED}: {printable}".encode() if code is None else f"{FAILED}: {code}".encode())
    writer.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
    writer.write_eof()
    async with asyncio.timeout(LINGER_SECONDS):
        await writer.drain()
        while await reader.read(STREAM_LIMIT):
            pass


def _credentials(request: Request) -> tuple[str, str]:
    """Return the user name and password a client presents (RFC 7617); empty if it presents none."""
    scheme, _, token = request.field(b"proxy-authorization").partition(b" ")
    if scheme.lower() != b"basic":
        return "", ""
    try:
        username, _, password = base64.b64decode(token.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return username, password
