"""A web server with pages to order: feeds and articles that change, move and answer conditionally.

with Newsstand() as stand:
    stand.pages["/feed.xml"] = Page(b"<rss …", media_type="application/rss+xml")
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answers. With `validated`, ETag and `If-None-Match` work as they should."""

    content: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validated: bool = True


def moved(to: str, status: int = 301) -> Page:
    """Return a redirect."""
    return Page(status=status, headers={"Location": to})


class Newsstand:
    """The server, running between `with` and the end of its block."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, int]] = []  # path and status, in order
        self.headers: list[tuple[str, dict[str, str]]] = []  # path and headers, names in lower case

    def __enter__(self) -> Newsstand:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.stand = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        """Return address and port as in a URL."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """Return the address, without a slash at the end."""
        return f"http://{self.host}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stand: Newsstand

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that hang up are no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        page = self.server.stand.pages.get(self.path, Page(status=404))
        etag = f'"{sha256(page.content).hexdigest()[:12]}"'
        known = page.validated and page.status == 200 and self.headers.get("If-None-Match") == etag
        status, content = (304, b"") if known else (page.status, page.content)
        self.server.stand.asked.append((self.path, status))
        told = {name.lower(): value for name, value in self.headers.items()}
        self.server.stand.headers.append((self.path, told))
        self.send_response(status)
        if page.validated and page.status == 200:
            self.send_header("ETag", etag)
        if status != 304:
            self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(content)))
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
