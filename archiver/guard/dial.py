"""Resolve, check, and dial the address that was checked: no second lookup in between."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Callable, Iterable
from itertools import chain, zip_longest

from archiver.guard.policy import Policy, literal
from archiver.guard.ticket import Line, Problem, ProblemKind, Unreachable
from archiver.guard.upstream import Streams as Streams
from archiver.guard.upstream import through
from archiver.model.manner import Upstream

Resolve = Callable[[str], Iterable[str]]
"""Host name → IP addresses, best first; raises OSError where there are none. May block."""

LOOKUP_SECONDS = 10.0  # two tries of a common resolver (resolv.conf: timeout 5 s)
CONNECT_SECONDS = 10.0  # over all addresses of a host together
NEXT_ADDRESS_SECONDS = 0.25  # RFC 8305 section 5, "Connection Attempt Delay"
MOST_ADDRESSES = 8  # more are not tried
MOST_LOOKUPS = 16  # at once for one visit, so that slow names do not hold up other visits
REMEMBERED_SECONDS = 60.0  # as Chromium keeps an answer whose time to live it does not know
STREAM_LIMIT = 65_536  # bytes; the longest header line, and half of what a stalled reader holds


def system_resolve(host: str) -> tuple[str, ...]:
    """Ask the operating system for the addresses of a host.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(str(entry[4][0]) for entry in found)


class Dialler:
    """Opens checked connections for one visit; used inside the proxy's event loop only."""

    def __init__(self, policy: Policy, resolve: Resolve, upstream: Upstream | None = None) -> None:
        self._policy = policy
        self._resolve = resolve
        self._upstream = upstream
        self._slots = asyncio.Semaphore(MOST_LOOKUPS)
        self._lookups: dict[str, asyncio.Future[tuple[str, ...]]] = {}

    async def connect(self, line: Line) -> Streams:
        """Open a connection to the host and port of a line of the log, and note its address.

        Raises:
            Unreachable: the policy refuses, the name is not resolved or nobody answers.
        """
        reason = self._policy.refusal(line.host, line.port)
        if reason is not None:
            raise _refused(line, line.host, reason)
        try:
            addresses = await self._addresses(line)
            bad = self._policy.check(line.host, line.port, addresses)
            if bad is not None:
                raise _refused(line, *bad)
            line.answers = addresses[:MOST_ADDRESSES]
            line.address, streams = await self._dial(line)
        except OSError as error:
            self._lookups.pop(line.host, None)  # what failed may have moved
            raise Unreachable(failure(line, ProblemKind.CONNECTION_FAILED, error)) from error
        return streams

    async def _dial(self, line: Line) -> tuple[str, Streams]:
        """Connect to one of the checked addresses of a line; return it."""
        if self._upstream is None:
            streams = await _first_answering(line.answers, line.port)
            return str(streams[1].get_extra_info("peername")[0]), streams
        line.via = str(self._upstream)
        return await through(
            self._upstream, line.answers, line.port, limit=STREAM_LIMIT, seconds=CONNECT_SECONDS
        )

    async def _addresses(self, line: Line) -> tuple[str, ...]:
        """Look a host up, once for all connections that want it within a minute."""
        if literal(line.host) is not None:
            return (line.host,)
        lookup = self._lookups.get(line.host)
        if lookup is None:
            lookup = asyncio.ensure_future(self._look_up(line.host))
            lookup.add_done_callback(_seen)
            self._lookups[line.host] = lookup
            asyncio.get_running_loop().call_later(REMEMBERED_SECONDS, self._lookups.pop, line.host, None)
        try:
            return await asyncio.shield(lookup)  # others may be waiting for it too
        except (OSError, ValueError) as error:
            self._lookups.pop(line.host, None)
            raise Unreachable(failure(line, ProblemKind.NAME_NOT_RESOLVED, error)) from error

    async def _look_up(self, host: str) -> tuple[str, ...]:
        async with asyncio.timeout(LOOKUP_SECONDS):
            await self._slots.acquire()
            answer: asyncio.Future[tuple[str, ...]] = asyncio.get_running_loop().create_future()
            # A daemon thread, not an executor: Python waits for an executor's threads when it
            # ends, and a lookup that hangs cannot be interrupted.
            thread = threading.Thread(
                target=_answer, args=(self._resolve, host, answer, self._slots.release), daemon=True
            )
            thread.start()
            addresses = await answer
        if not addresses:
            raise OSError("no address")
        if any(literal(address) is None for address in addresses):
            raise ValueError(f"not all of {addresses!r} are IP addresses")
        return _alternating(addresses)


def _answer(
    resolve: Resolve, host: str, answer: asyncio.Future[tuple[str, ...]], release: Callable[[], None]
) -> None:
    """Call the resolver in a thread of its own and hand its outcome to the event loop."""
    addresses: tuple[str, ...] = ()
    problem: OSError | ValueError | None = None
    try:
        addresses = tuple(resolve(host))
    except (OSError, ValueError) as error:  # ValueError: a name that cannot be encoded
        problem = error

    def hand_over() -> None:
        release()
        if answer.done():
            return  # nobody waited so long
        if problem is not None:
            answer.set_exception(problem)
        else:
            answer.set_result(addresses)

    with contextlib.suppress(RuntimeError):  # the proxy was closed meanwhile
        answer.get_loop().call_soon_threadsafe(hand_over)


def _seen(lookup: asyncio.Future[tuple[str, ...]]) -> None:
    """Look at the outcome, so that asyncio does not report one that nobody waited for any more."""
    if not lookup.cancelled():
        lookup.exception()


def _alternating(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return distinct addresses with the two families in turn, the first answer's family first.

    Source: RFC 8305 section 4.
    """
    distinct = tuple(dict.fromkeys(addresses))
    first = [a for a in distinct if (":" in a) == (":" in distinct[0])]
    other = [a for a in distinct if (":" in a) != (":" in distinct[0])]
    return tuple(a for a in chain.from_iterable(zip_longest(first, other)) if a is not None)


async def _first_answering(addresses: tuple[str, ...], port: int) -> Streams:
    """Dial the addresses, each a moment after the one before, and keep the first that answers.

    Raises:
        OSError: none answered; the last one's error.
        TimeoutError: none answered in time.

    Source: RFC 8305 section 5.
    """
    queue = list(addresses)
    attempts: set[asyncio.Task[Streams]] = set()
    failure: OSError = OSError("no address")
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            while queue or attempts:
                if queue:
                    dialling = asyncio.open_connection(queue.pop(0), port, limit=STREAM_LIMIT)
                    attempts.add(asyncio.ensure_future(dialling))
                wait = NEXT_ADDRESS_SECONDS if queue else None
                done, attempts = await asyncio.wait(
                    attempts, timeout=wait, return_when=asyncio.FIRST_COMPLETED
                )
                for attempt in done:
                    try:
                        winner = attempt.result()
                    except OSError as error:
                        failure = error
                    else:
                        attempts |= done - {attempt}
                        return winner
    finally:
        for attempt in attempts:
            attempt.cancel()
            attempt.add_done_callback(_hang_up)
    raise failure


def _hang_up(attempt: asyncio.Task[Streams]) -> None:
    """Close the connection of an attempt that was overtaken."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result()[1].transport.abort()


def _refused(line: Line, address: str, reason: str) -> Unreachable:
    return Unreachable(
        Problem(kind=ProblemKind.REFUSED, host=line.host, port=line.port, address=address, detail=reason)
    )


def failure(line: Line, kind: ProblemKind, error: BaseException) -> Problem:
    """Return the problem of a connection, with what the operating system says of the error."""
    detail = str(error) or type(error).__name__
    if isinstance(error, TimeoutError):
        detail = "no answer in time"
    elif isinstance(error, socket.gaierror):
        detail = error.strerror or detail
    elif isinstance(error, OSError) and error.errno is not None:
        detail = os.strerror(error.errno)  # asyncio puts words of its own in `strerror`
    return Problem(
        kind=kind,
        host=line.host,
        port=line.port,
        detail=detail[:1].lower() + detail[1:],
        connected=line.address is not None,
    )
