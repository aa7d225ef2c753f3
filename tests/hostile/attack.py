"""A server of pages that attack the network of whoever opens them, and canaries that count."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archiver.capture.pool import BrowserCapturer
from archiver.config import Capturing
from archiver.guard.proxy import GuardProxy

PAGE = Path(__file__).with_name("attack.html")


Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=utf-8"}
SCRIPT = {"Content-Type": "text/javascript"}


def _leaving(script: str) -> Answer:
    return 200, HTML, f"<p>A story that leaves.</p><script>{script}</script>".encode()


def _worker(canary: str, query: str) -> Answer:
    name = "shared-worker" if query else "worker"
    load = f"try {{ importScripts('{canary}/{name}-import') }} catch {{}}"
    return 200, SCRIPT, f"fetch('{canary}/{name}-fetch', {{mode: 'no-cors'}}); {load}".encode()


def _service_worker(canary: str, _query: str) -> Answer:
    load = f"self.addEventListener('fetch', e => e.respondWith(fetch('{canary}/service-worker')))"
    return 200, SCRIPT, f"fetch('{canary}/service-worker-start', {{mode: 'no-cors'}}); {load}".encode()


PAGES: dict[str, Callable[[str, str], Answer]] = {
    "/redirect": lambda canary, query: (302, {"Location": f"{canary}/{query}"}, b""),
    "/redirect-twice": lambda _, query: (307, {"Location": f"/redirect?{query}"}, b""),
    "/redirect-to": lambda _, query: (302, {"Location": query}, b""),
    "/meta-refresh": lambda canary, _: (
        200,
        HTML,
        f'<meta http-equiv="refresh" content="0;url={canary}/meta-refresh">'.encode(),
    ),
    "/refresh-header": lambda canary, _: (200, HTML | {"Refresh": f"0;url={canary}/refresh-header"}, b"wait"),
    "/script-navigation": lambda canary, query: _leaving(f"location = '{canary}/script-navigation{query}'"),
    "/late-navigation": lambda canary, _: _leaving(
        f"setTimeout(() => {{ location = '{canary}/late-navigation' }}, 1000)"
    ),
    "/csp-report": lambda canary, _: (
        200,
        HTML | {"Content-Security-Policy": f"img-src 'none'; report-uri {canary}/csp-report"},
        b'<img src="/ok">',
    ),
    "/link-header": lambda canary, _: (
        200,
        HTML | {"Link": f"<{canary}/link-header-preload>; rel=preload; as=image, <{canary}>; rel=preconnect"},
        b"hints",
    ),
    "/worker.js": _worker,
    "/service-worker.js": _service_worker,
}
"""Path → what is answered there, given the canary's address and the query."""


def own_address() -> str:
    """Return this machine's address on its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("198.51.100.1", 9))
        except OSError:
            return "127.0.0.3"
        return str(probe.getsockname()[0])


class Canaries:
    """One TCP and one UDP port on every address of this machine, IPv4 and IPv6."""

    def __init__(self) -> None:
        self.reached: list[str] = []  # "tcp 127.0.0.1 img", "udp 127.0.0.1", in order
        self._tcp = _everywhere(socket.SOCK_STREAM)
        self._udp = _everywhere(socket.SOCK_DGRAM)
        self._tcp.listen(100)
        self.port: int = self._tcp.getsockname()[1]
        self.udp_port: int = self._udp.getsockname()[1]
        for job in (self._accept, self._receive):
            threading.Thread(target=job, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
            except OSError:
                return
            threading.Thread(target=self._greet, args=(connection,), daemon=True).start()

    def _greet(self, connection: socket.socket) -> None:
        address = connection.getsockname()[0].removeprefix("::ffff:")
        with connection:
            connection.settimeout(3)
            try:
                first = connection.recv(4096)
            except OSError:
                first = b""
            request = re.match(rb"[A-Z]+ /(\S*) HTTP/", first)
            said = request[1].decode("latin-1") if request else "tls" if first[:1] == b"\x16" else "other"
            self.reached.append(f"tcp {address} {said}")
            with suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def _receive(self) -> None:
        while True:
            try:
                _, sender = self._udp.recvfrom(4096)
            except OSError:
                return
            self.reached.append(f"udp {sender[0].removeprefix('::ffff:')}")

    def names(self) -> set[str]:
        """Return what arrived: the names of vectors over HTTP, else "tls", "udp" or "other"."""
        return {line.split(" ")[2] if line.startswith("tcp") else "udp" for line in self.reached}

    def close(self) -> None:
        self._tcp.close()
        self._udp.close()


def _everywhere(kind: socket.SocketKind) -> socket.socket:
    try:
        listener = socket.socket(socket.AF_INET6, kind)
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listener.bind(("::", 0))
    except OSError:  # a machine without IPv6
        listener = socket.socket(socket.AF_INET, kind)
        listener.bind(("0.0.0.0", 0))
    return listener


class Attack:
    """The server of the attacking pages, on 127.0.0.1."""

    def __init__(self, canaries: Canaries) -> None:
        self.asked: list[str] = []
        attack = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                attack.asked.append(self.path)
                status, fields, content = attack.answer(self.path)
                self.send_response(status)
                for name, value in (fields | {"Content-Length": str(len(content))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None: ...

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None: ...

        self._server = Server(("127.0.0.1", 0), Handler)
        self._canaries = canaries
        self.proxy_port = 9  # of the guard, once there is one
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, path: str) -> Answer:
        """Return status, header fields and body."""
        parts = urlsplit(path)
        query = unquote(parts.query)
        if parts.path == "/":
            return 200, HTML, self._filled(PAGE.read_text(encoding="utf-8"))
        make = PAGES.get(parts.path)
        canary = f"http://127.0.0.1:{self._canaries.port}"
        return make(canary, query) if make else (200, {"Content-Type": "text/plain"}, b"ok")

    def _filled(self, page: str) -> bytes:
        values = {
            "HERE": f"127.0.0.1:{self.port}",
            "PORT": str(self._canaries.port),
            "UDP": str(self._canaries.udp_port),
            "PROXY": str(self.proxy_port),
            "LAN": own_address(),
        }
        for name, value in values.items():
            page = page.replace(name, value)
        return page.encode()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Names:
    """A resolver whose names lead where an attacker wants them to."""

    NOBODY = "3000::7"  # counts as public, but is assigned to nobody

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> list[str]:
        self.asked.append(name)
        match name:
            case "private.example":
                return [own_address()]
            case "mixed.example":
                return [self.NOBODY, "127.0.0.1"]
            case "rebind.example" | "rebind-top.example":
                return [self.NOBODY] if self.asked.count(name) == 1 else ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def make_capturer(guard: GuardProxy) -> BrowserCapturer:
    """Return the product's capturer, with time enough for an attack."""
    return BrowserCapturer(
        Capturing(dwell=timedelta(seconds=4), settle=timedelta(seconds=8)),
        proxy=guard,
        user_agent="Archiver/test",
        turn=lambda _host: 0.0,
        now=lambda: datetime.now(UTC),
    )


def settle(seconds: float = 1.0) -> None:
    """Give what is still under way the time to arrive."""
    time.sleep(seconds)
