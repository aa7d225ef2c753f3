"""A visit's permit to use the proxy, and the log of what it was used for."""

from __future__ import annotations

import secrets
import socket
import struct
from asyncio import WriteTransport
from asyncio.trsock import TransportSocket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hmac import compare_digest
from types import TracebackType
from typing import Self, assert_never

from archiver.errors import (
    AddressRefused,
    BodyTooLarge,
    CaptureError,
    ConnectionFailed,
    NameNotResolved,
    NotConnected,
)
from archiver.model.capture import Connection

MOST_CONNECTIONS = 256
"""Under way at once for one visit, as many as Chromium's socket pool has (net/socket,
`client_socket_pool_manager.cc`); 200 were seen on a page of 300 slow hosts. A page that also opens
as many web sockets gets no more."""

MOST_LINES = 10_000
"""Of the log of one visit: a page may ask as fast as it likes, also for what is refused."""


class ProblemKind(StrEnum):
    """Why the proxy brought nothing."""

    REFUSED = "refused"
    NAME_NOT_RESOLVED = "name-not-resolved"
    CONNECTION_FAILED = "connection-failed"
    BUDGET_SPENT = "budget-spent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why the proxy brought nothing from a host and port."""

    kind: ProblemKind
    host: str
    port: int
    detail: str
    address: str | None = None  # what was refused: the address, or the host as it was spelt
    limit_bytes: int = 0  # of a spent budget
    connected: bool = False  # before it failed

    def __str__(self) -> str:
        """Say it in one line, as logged."""
        if self.kind is ProblemKind.REFUSED:
            return f"{self.address} is {self.detail}"
        return f"{self.kind.value}: {self.detail}"

    def error(self, url: str) -> CaptureError:
        """Return the error of a visit that wanted this address and got nothing."""
        match self.kind:
            case ProblemKind.REFUSED:
                return AddressRefused(url, address=self.address or self.host, reason=self.detail)
            case ProblemKind.NAME_NOT_RESOLVED:
                return NameNotResolved(url, host=self.host)
            case ProblemKind.CONNECTION_FAILED:
                return (ConnectionFailed if self.connected else NotConnected)(url, self.detail)
            case ProblemKind.BUDGET_SPENT:
                return BodyTooLarge(url, limit_bytes=self.limit_bytes)
            case _:
                assert_never(self.kind)


class Unreachable(Exception):
    """There is no connection to be had, for the reason in `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class BudgetSpent(Exception):
    """The visit moved more bytes than it may; its connections are cut."""


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of the log while its connection lives."""

    host: str
    port: int
    at: datetime
    address: str | None = None
    answers: tuple[str, ...] = ()  # addresses that the name gave
    via: str | None = None  # proxy that it was made through
    problem: Problem | None = None
    sent_bytes: int = 0
    received_bytes: int = 0

    def frozen(self) -> Connection:
        """Return the line as evidence."""
        refused = self.problem is not None and self.problem.kind is ProblemKind.REFUSED
        return Connection(
            host=self.host,
            port=self.port,
            address=self.address,
            answers=self.answers,
            via=self.via,
            refused=str(self.problem) if refused else None,
            failed=str(self.problem) if self.problem is not None and not refused else None,
            at=self.at,
            sent_bytes=self.sent_bytes,
            received_bytes=self.received_bytes,
        )


@dataclass(slots=True, kw_only=True, eq=False)
class Ticket:
    """The right of one visit to connect through the proxy, until closed.

    Everything here may be used from any thread. As a context manager it closes itself.
    """

    label: str
    max_bytes: int  # sent and received together
    on_close: Callable[[Ticket], None]
    username: str = field(default_factory=lambda: secrets.token_hex(8))
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    closed: bool = False
    moved_bytes: int = 0
    under_way: int = 0  # connections
    lines: list[Line] = field(default_factory=list, repr=False)
    transports: set[WriteTransport] = field(default_factory=set, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The log so far, in the order in which connections were asked for."""
        return tuple(line.frozen() for line in tuple(self.lines))

    @property
    def refusals(self) -> tuple[Connection, ...]:
        """The lines of the log that the policy let nothing out for."""
        return tuple(connection for connection in self.connections if connection.refused is not None)

    def problem(self, host: str, port: int) -> Problem | None:
        """Return why the newest connection to this host and port brought nothing; None if it did.

        Ask when a navigation failed or was answered by the proxy itself; not after a page that
        came, whose sub-resources may have had trouble with the same host.
        """
        host = host.strip("[]").lower().rstrip(".")
        if self.moved_bytes > self.max_bytes:
            return self.budget_problem(host, port)
        lines = (line for line in reversed(tuple(self.lines)) if (line.host, line.port) == (host, port))
        line = next(lines, None)
        return None if line is None else line.problem

    def close(self) -> None:
        """Cut the connections and let no new ones begin; the log stays."""
        if not self.closed:
            self.closed = True
            self.on_close(self)

    def admits(self, password: str) -> bool:
        """Tell whether this password opens the ticket now."""
        return not self.closed and compare_digest(self.password.encode(), password.encode())

    # The rest belongs to the proxy's event loop.

    @property
    def crowded(self) -> bool:
        """Tell whether there are as many connections as one visit may have."""
        return self.under_way >= MOST_CONNECTIONS or len(self.lines) >= MOST_LINES

    @contextmanager
    def holding(self, transport: WriteTransport) -> Iterator[None]:
        """Keep hold of an end of a connection so that `cut` reaches it; it is closed afterwards."""
        self.transports.add(transport)
        try:
            if self.closed:
                raise ConnectionAbortedError("the ticket was closed meanwhile")
            yield
        finally:
            self.transports.discard(transport)
            transport.abort()

    def cut(self) -> None:
        """Cut all connections."""
        for transport in tuple(self.transports):
            reset(transport)

    def spend(self, line: Line, *, sent: int = 0, received: int = 0) -> None:
        """Count bytes that are about to be passed on.

        Raises:
            BudgetSpent: they are more than the visit may move.
        """
        line.sent_bytes += sent
        line.received_bytes += received
        self.moved_bytes += sent + received
        if self.moved_bytes > self.max_bytes:
            raise BudgetSpent

    def budget_problem(self, host: str, port: int) -> Problem:
        """Return the problem of every connection once the budget is spent."""
        return Problem(
            kind=ProblemKind.BUDGET_SPENT,
            host=host,
            port=port,
            detail=f"more than {self.max_bytes} bytes",
            limit_bytes=self.max_bytes,
        )


def reset(transport: WriteTransport) -> None:
    """Cut a connection so that its other end sees that it was cut.

    An ordinary end would make a response without a stated length look complete.
    """
    end: TransportSocket | None = transport.get_extra_info("socket")
    if end is not None and not transport.is_closing():
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
