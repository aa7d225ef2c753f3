"""The endpoint on the network: one request a connection, bounded in time, number and bytes; HTTP by h11."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import parse_qsl, urlsplit

import h11

from archiver.errors import CaptureError, UsageError, contained

MOST_EXCHANGES = 32
"""At once; of more, each is closed without a word. A reverse proxy keeps few open."""

EXCHANGE_SECONDS = 10.0
"""For a whole request and its answer, however slowly they trickle."""

REQUEST_HEAD_BYTES = 16_384
"""Of a request line with its headers, as reverse proxies commonly allow (nginx: 8 to 32 kB)."""

MOST_FIELDS = 20
"""Of a query. WebSub needs five."""

READ_BYTES = 65_536  # at once; what asyncio buffers, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request."""

    method: str  # "GET" or "POST"
    path: str
    query: Mapping[str, str]  # the first value of each
    headers: Mapping[str, str]  # names in lower case, the first of each
    content: bytes = b""

    def header(self, name: str) -> str | None:
        """Return a header by its name in lower case."""
        return self.headers.get(name)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, as plain text."""

    status: int
    text: str
    headers: tuple[tuple[str, str], ...] = ()


class Answering(Protocol):
    """Who answers."""

    def longest_body(self, asked: Asked) -> int | None:
        """Return how many bytes may come, before any is read; None where there is nothing of that path."""
        ...

    def answer(self, asked: Asked) -> Answer:
        """Return what is answered; quick, since the next waits."""
        ...


class Door:
    """Listens in a thread of its own from `open` to `close`."""

    def __init__(self, answering: Answering, *, seconds: float = EXCHANGE_SECONDS) -> None:
        """Take who answers, and how long an exchange may take."""
        self._answering, self._seconds = answering, seconds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="listen", daemon=True)
        self._busy: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    def open(self, host: str, port: int) -> Self:
        """Listen from now on; port 0 takes any free one.

        Raises:
            UsageError: the address cannot be used.
        """
        self._thread.start()
        try:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(host, port), self._loop).result()
        except OSError as error:
            self.close()
            raise UsageError(f"{host}:{port} cannot be listened at: {error.strerror or error}") from error
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def close(self) -> None:
        """End; what is being answered is cut."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def _listen(self, host: str, port: int) -> asyncio.Server:
        return await asyncio.start_server(self._let_in, host, port, limit=READ_BYTES)

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)

    def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._busy) >= MOST_EXCHANGES:
            writer.close()
            return
        task = self._loop.create_task(self._serve(reader, writer))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                exchange = _Exchange(reader, writer)
                try:
                    answer = await self._answer(exchange)
                except h11.RemoteProtocolError as error:
                    answer = Answer(error.error_status_hint, "this is not HTTP as it is understood here\n")
                await exchange.say(answer)
        except (TimeoutError, OSError, h11.ProtocolError):
            pass  # too slow, or gone
        finally:
            with suppress(OSError):
                writer.close()

    async def _answer(self, exchange: _Exchange) -> Answer:
        asked = await exchange.head()
        if asked.method not in ("GET", "POST"):
            return Answer(405, "GET and POST are understood\n", (("allow", "GET, POST"),))
        limit = self._answering.longest_body(asked)
        if limit is None:
            return Answer(404, "there is nothing here\n")
        content = await exchange.body(limit)
        if content is None:
            return Answer(413, f"more than {limit} bytes\n")
        whole = Asked(
            method=asked.method, path=asked.path, query=asked.query, headers=asked.headers, content=content
        )
        found = contained(asked.path, partial(self._answering.answer, whole), ending=(OSError,))
        return Answer(500, "this program failed\n") if isinstance(found, CaptureError) else found


class _Exchange:
    """One request and its answer."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=REQUEST_HEAD_BYTES)

    async def head(self) -> Asked:
        event = await self._next()
        if not isinstance(event, h11.Request):
            raise ConnectionResetError
        headers: dict[str, str] = {}
        for name, value in event.headers:
            headers.setdefault(name.decode("ascii"), value.decode("latin-1"))
        try:
            parts = urlsplit(event.target.decode("ascii"))
            fields = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError as error:
            raise h11.RemoteProtocolError("no address", error_status_hint=400) from error
        return Asked(
            method=event.method.decode("ascii"),
            path=parts.path,
            query=dict(reversed(fields)),
            headers=headers,
        )

    async def body(self, limit: int) -> bytes | None:
        """Return the whole body, or None where it is longer than it may be."""
        if self._http.they_are_waiting_for_100_continue:
            self._send(h11.InformationalResponse(status_code=100, headers=[]))
        content = bytearray()
        while isinstance(event := await self._next(), h11.Data):
            content += event.data
            if len(content) > limit:
                return None
        return bytes(content)

    async def say(self, answer: Answer) -> None:
        text = answer.text.encode()
        headers = [
            ("content-type", "text/plain; charset=utf-8"),
            ("content-length", str(len(text))),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("connection", "close"),
            *answer.headers,
        ]
        self._send(h11.Response(status_code=answer.status, headers=headers))
        self._send(h11.Data(data=text))
        self._send(h11.EndOfMessage())
        await self._writer.drain()

    async def _next(self) -> h11.Event:
        """Return what comes next; a client that goes, or says more than was asked for, is gone."""
        while not isinstance(event := self._http.next_event(), h11.Event):
            if event is h11.PAUSED:
                raise ConnectionResetError
            self._http.receive_data(await self._reader.read(READ_BYTES))
        if isinstance(event, h11.ConnectionClosed):
            raise ConnectionResetError
        return event

    def _send(self, event: h11.Event) -> None:
        self._writer.write(self._http.send(event) or b"")
