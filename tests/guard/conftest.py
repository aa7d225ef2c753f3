"""Servers and clients that speak raw bytes, so that a test sees what really went over the wire."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from waiting import PATIENCE

from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy

Behaviour = Callable[[socket.socket, bytes], None]


class Upstream:
    """A server on 127.0.0.1 that hands each connection and its first bytes to a function."""

    def __init__(self, behave: Behaviour, address: str = "127.0.0.1") -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.behave = behave
        self.requests: list[bytes] = []
        self._socket = socket.create_server((address, 0), family=family)
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._handle, args=(connection,), daemon=True).start()

    def _handle(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(PATIENCE)
            try:
                first = connection.recv(65536)
                self.requests.append(first)
                self.behave(connection, first)
            except OSError:
                pass

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def upstream() -> Iterator[Callable[..., Upstream]]:
    opened: list[Upstream] = []

    def start(behave: Behaviour, address: str = "127.0.0.1") -> Upstream:
        opened.append(Upstream(behave, address))
        return opened[-1]

    yield start
    for server in opened:
        server.close()


@pytest.fixture
def proxies() -> Iterator[Callable[..., GuardProxy]]:
    opened: list[GuardProxy] = []

    def start(*allow: tuple[str, int], max_bytes: int = 10_000_000, **options: object) -> GuardProxy:
        proxy = GuardProxy(Policy(frozenset(allow)), max_bytes=max_bytes, **options)
        opened.append(proxy.__enter__())
        return proxy

    yield start
    for proxy in opened:
        proxy.__exit__(None, None, None)


def credentials(ticket) -> str:
    token = base64.b64encode(f"{ticket.username}:{ticket.password}".encode()).decode()
    return f"Proxy-Authorization: Basic {token}\r\n"


def dial(proxy: GuardProxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(proxy.url.rpartition(":")[2])), timeout=100)


def everything(connection: socket.socket) -> bytes:
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


def ask(
    proxy: GuardProxy, ticket, target: str, *, method: str = "GET", fields: str = "", body: bytes = b""
) -> bytes:
    """Send one request to the proxy and return all it answers until it hangs up."""
    with dial(proxy) as connection:
        head = f"{method} {target} HTTP/1.1\r\nHost: ignored.example\r\n{credentials(ticket)}{fields}\r\n"
        connection.sendall(head.encode("latin-1") + body)
        return everything(connection)


@pytest.fixture
def wire():
    """The functions above, for tests."""

    class Wire:
        pass

    Wire.ask, Wire.dial, Wire.everything, Wire.credentials = map(
        staticmethod, (ask, dial, everything, credentials)
    )
    return Wire
