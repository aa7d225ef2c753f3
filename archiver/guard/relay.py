"""Passing bytes between a client and the server it was connected to, and counting them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine

from archiver.guard.dial import Streams
from archiver.guard.heads import BadMessage, Request, read_response_head
from archiver.guard.ticket import Line, Ticket

CHUNK = 65_536  # bytes read at once
CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")
FLUSH_SECONDS = 30.0  # for a client to take the rest of what a server sent before it hung up
HUNG_UP = "hung up without an answer"

Count = Callable[[int], None]


class NoAnswer(Exception):
    """The server hung up, or said something that is not HTTP, before a response was passed on."""


async def tunnel(client: Streams, server: Streams, ticket: Ticket, line: Line) -> None:
    """Pass bytes both ways until one side ends; what the server sent reaches the client.

    Raises:
        NoAnswer: the server never said a thing.
        OSError: a side was lost.
        BudgetSpent: the visit may move no more.
    """
    client[1].write(b"HTTP/1.1 200 Connection established\r\n\r\n")
    await _until_one_ends(
        _copy(client[0], server[1], lambda size: ticket.spend(line, sent=size)),
        _copy(server[0], client[1], lambda size: ticket.spend(line, received=size)),
    )
    if server[0].at_eof() and not line.received_bytes:
        raise NoAnswer(HUNG_UP)  # before the client hears of it, and asks why
    await _flush(client[1])


async def exchange(request: Request, client: Streams, server: Streams, ticket: Ticket, line: Line) -> None:
    """Pass one request to the server and its response to the client.

    Raises:
        NoAnswer: there is no response; the client may be told so.
        OSError, EOFError: a side was lost in the middle.
        BadMessage: the request's body is not framed as its head says.
        BudgetSpent: the visit may move no more.
    """
    head = request.onward()
    ticket.spend(line, sent=len(head))
    server[1].write(head)
    await _until_one_ends(
        _send_body(request.length, client[0], server[1], lambda size: ticket.spend(line, sent=size)),
        _bring_response(server[0], client[1], lambda size: ticket.spend(line, received=size)),
    )
    await _flush(client[1])


async def _send_body(
    length: int | None, client: asyncio.StreamReader, server: asyncio.StreamWriter, count: Count
) -> None:
    """Send a request's body and nothing that follows it; then wait until the client leaves."""
    if length is None:
        await _copy_chunks(client, server, count)
    else:
        await _copy_exactly(client, server, count, length)
    while await client.read(CHUNK):
        pass


async def _bring_response(server: asyncio.StreamReader, client: asyncio.StreamWriter, count: Count) -> None:
    status = 100
    while status < 200:
        try:
            status, head, size = await read_response_head(server)
        except EOFError as error:
            raise NoAnswer(HUNG_UP) from error
        except (BadMessage, OSError) as error:
            raise NoAnswer(*error.args) from error
        if status == 101:
            raise NoAnswer("changed to a protocol that was not asked for")
        count(size)
        client.write(head)
    await _copy(server, client, count)


async def _copy(source: asyncio.StreamReader, sink: asyncio.StreamWriter, count: Count) -> None:
    while data := await source.read(CHUNK):
        count(len(data))
        sink.write(data)
        await sink.drain()


async def _copy_exactly(
    source: asyncio.StreamReader, sink: asyncio.StreamWriter, count: Count, length: int
) -> None:
    while length:
        data = await source.read(min(CHUNK, length))
        if not data:
            raise EOFError("the client left in the middle of its request")
        length -= len(data)
        count(len(data))
        sink.write(data)
        await sink.drain()


async def _copy_chunks(source: asyncio.StreamReader, sink: asyncio.StreamWriter, count: Count) -> None:
    """Copy a chunked body with its framing and trailers (RFC 9112 section 7.1)."""
    size = -1
    while size:
        line = await _line(source)
        match = CHUNK_SIZE.fullmatch(line)
        if match is None:
            raise BadMessage("malformed chunk")
        size = int(match[1], 16)
        count(len(line))
        sink.write(line)
        if size:
            await _copy_exactly(source, sink, count, size)
            if await source.readexactly(2) != b"\r\n":
                raise BadMessage("malformed chunk")
            sink.write(b"\r\n")
    while line not in (b"\r\n", b"\n"):
        line = await _line(source)
        count(len(line))
        sink.write(line)
    await sink.drain()


async def _line(source: asyncio.StreamReader) -> bytes:
    try:
        return await source.readuntil(b"\n")
    except asyncio.LimitOverrunError as error:
        raise BadMessage("malformed chunk") from error


async def _until_one_ends(*ways: Coroutine[None, None, None]) -> None:
    """Run until the first direction ends, with its error if it has one; the others are cancelled."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _flush(writer: asyncio.StreamWriter) -> None:
    """Give a client the rest of its bytes and hang up."""
    writer.close()
    async with asyncio.timeout(FLUSH_SECONDS):
        await writer.wait_closed()
