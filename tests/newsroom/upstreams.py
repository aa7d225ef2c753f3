"""Proxies between the guard and the web, as newsrooms have them: HTTP and SOCKS5, each with a log-in."""

from __future__ import annotations

import base64
import socket
import struct
import threading
from contextlib import suppress
from typing import Self

LOGIN = "press:s3cret-of-the-proxy"


class UpstreamProxy:
    """A proxy on 127.0.0.1 that knows one user, and remembers what it was asked for."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.asked: list[tuple[str, int]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError, EOFError):
            target = self._http(client) if self.scheme == "http" else self._socks5(client)
            if target is None:
                return
            self.asked.append(target)
            with socket.create_connection(target, timeout=60) as server:
                if self.scheme == "http":
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    client.sendall(b"\5\0\0\1\0\0\0\0\0\0")
                back = threading.Thread(target=_copy, args=(server, client), daemon=True)
                back.start()
                _copy(client, server)
                back.join()

    def _http(self, client: socket.socket) -> tuple[str, int] | None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += client.recv(1) or _ended()
        token = base64.b64encode(LOGIN.encode())
        if b"Proxy-Authorization: Basic " + token not in head:
            client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return None
        host, _, port = head.split(b" ")[1].decode().rpartition(":")
        return host.strip("[]"), int(port)

    def _socks5(self, client: socket.socket) -> tuple[str, int] | None:
        """Speak RFC 1928 and RFC 1929 as far as one user needs."""
        _, count = _exactly(client, 2)
        if 2 not in _exactly(client, count):
            client.sendall(b"\5\xff")
            return None
        client.sendall(b"\5\2")
        _, length = _exactly(client, 2)
        user = _exactly(client, length).decode()
        password = _exactly(client, _exactly(client, 1)[0]).decode()
        if f"{user}:{password}" != LOGIN:
            client.sendall(b"\1\1")
            return None
        client.sendall(b"\1\0")
        *_, kind = _exactly(client, 4)
        if kind == 3:  # a name, which the guard never sends
            host = _exactly(client, _exactly(client, 1)[0]).decode()
        else:
            family = socket.AF_INET if kind == 1 else socket.AF_INET6
            host = socket.inet_ntop(family, _exactly(client, 4 if kind == 1 else 16))
        return host, struct.unpack("!H", _exactly(client, 2))[0]


def _exactly(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        received += connection.recv(size - len(received)) or _ended()
    return received


def _ended() -> bytes:
    raise EOFError


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
