"""A news site that shows its articles to members alone, as most large ones do; plain module for all tests."""

from __future__ import annotations

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

SIGN_OUT = "/account/sign-out"
TEXT = (
    "The harbor commission voted on Tuesday to rebuild the eastern pier before the winter storms arrive.",
    "Its members had argued for three hours over who would pay for the work, and how long it may take.",
    "The mayor said that the town would borrow the money, and that no fee for boats would rise next year.",
    "Fishermen who had come to listen left the hall before the vote, as most of them sail before dawn.",
)


class MembersSite:
    """The site, running between `with` and the end of its block. A cookie of `sessions` makes a member."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.vote = "voted"
        self.asked: list[tuple[str, bool]] = []  # path, and whether a member asked

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.members = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def article(self, path: str, session: str) -> str:
        """Return an article as a member sees it: the site is careless, and shows the session in a link."""
        title = f"Pier to be rebuilt, {path.strip('/')}"
        text = "".join(f"<p>{line.replace('voted', self.vote)}</p>" for line in TEXT)
        return _page(
            title,
            f"<article><h1>{title}</h1><p>By Ada Quill</p>{text}</article>"
            f'<footer><a href="{SIGN_OUT}?sid={session}">Sign out</a></footer>'
            f"<script>var session = {{'id': '{session}'}}</script>",
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    members: MembersSite


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        site = self.server.members
        path = self.path.partition("?")[0]
        if path == "/enter":  # a log-in that fills itself in, as password managers do
            session = "s1gned-in-by-the-window-4711"
            site.sessions.add(session)
            self._say("welcome", ("Set-Cookie", f"sid={session}; HttpOnly; Path=/"))
            return
        session = next((one for one in site.sessions if f"sid={one}" in (self.headers["Cookie"] or "")), None)
        site.asked.append((path, session is not None))
        if session is not None:
            self._say(site.article(path, session), ("Set-Cookie", f"sid={session}; HttpOnly; Path=/"))
        else:
            form = "<form action=/enter><input name=user><input type=password name=password></form>"
            self._say(_page("Sign in", f"<h1>Sign in to read</h1><p>Members only.</p>{form}"))

    def _say(self, body: str, *headers: tuple[str, str]) -> None:
        content = body.encode()
        self.send_response(200)
        for name, value in (("Content-Type", "text/html"), ("Content-Length", str(len(content))), *headers):
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def _page(title: str, body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'
