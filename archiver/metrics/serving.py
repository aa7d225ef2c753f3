"""`/metrics` and `/health` over HTTP, read-only and without a script."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from archiver.archive.working import Archive
from archiver.errors import ArchiverError, StoreError
from archiver.metrics.collecting import registry, trouble

LOOPBACK = "127.0.0.1"
OWN_NAMES = frozenset({LOOPBACK, "localhost"})
"""Names of this machine to itself. A page anywhere can make a browser ask under another (DNS rebinding)."""

CLIENT_SECONDS = 10  # for a client to say what it wants; more is none that scrapes

Open = Callable[[], Archive]


def exposition(archive: Archive) -> bytes:
    """Return the metrics of an archive in the text format of Prometheus."""
    return generate_latest(registry(archive))


def serve(open_: Open, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve metrics until interrupted.

    Args:
        open_: opens the archive to look at; called for each request, so that nothing is held between them.
        host: address to listen on. On another than this machine's own, any name is answered to.
        port: 0 takes any free one.
        ready: told the address.

    Raises:
        StoreError: the port cannot be used.
    """
    handler = partial(_Handler, open_, OWN_NAMES if host == LOOPBACK else None, threading.Lock())
    try:
        server = ThreadingHTTPServer((host, port), handler)
    except OSError as error:
        raise StoreError(f"port {port} on {host} cannot be used ({error.strerror})") from error
    server.daemon_threads = True
    ready(f"http://{host}:{server.server_port}/metrics")
    with server:
        server.serve_forever()


class _Handler(BaseHTTPRequestHandler):
    timeout = CLIENT_SECONDS

    def __init__(
        self, open_: Open, names: frozenset[str] | None, one: threading.Lock, *arguments: object
    ) -> None:
        self._open, self._names, self._one = open_, names, one
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        name = (self.headers["Host"] or "").rsplit(":", 1)[0]
        if self._names is not None and name not in self._names:
            self._say(421, f"this answers to {LOOPBACK} only\n".encode(), "text/plain")
            return
        answer = {"/metrics": self._metrics, "/health": self._health}.get(self.path.partition("?")[0])
        if answer is None:
            self._say(404, b"/metrics and /health are here\n", "text/plain")
            return
        try:
            with self._one, self._open() as archive:  # one at a time: nobody can ask for more than that
                answer(archive)
        except ArchiverError as error:
            self._say(503, f"{error}\n".encode(), "text/plain")

    def _metrics(self, archive: Archive) -> None:
        self._say(200, exposition(archive), CONTENT_TYPE_LATEST)

    def _health(self, archive: Archive) -> None:
        wrong = trouble(archive)
        self._say(200 if wrong is None else 503, f"{wrong or 'ok'}\n".encode(), "text/plain")

    def _say(self, status: int, body: bytes, media_type: str) -> None:
        self.send_response(status)
        for name, value in (
            ("Content-Type", media_type),
            ("Content-Length", str(len(body))),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
