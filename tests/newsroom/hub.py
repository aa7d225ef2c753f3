"""A hub (WebSub) that verifies subscriptions at once and sends what a test gives it.

Callbacks are addresses of the web, `https://archive.example/told/hub/…`; `door` is the local port behind
them, as of a reverse proxy that takes `/told` away.
"""

from __future__ import annotations

import hmac
import threading
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from threads import InThread

PUBLIC = "https://archive.example/told"
CHALLENGE = "a-challenge"


@dataclass
class Known:
    """What a subscriber asked for."""

    callback: str
    secret: str


class Hub(InThread, ThreadingHTTPServer):
    """The hub, running between `with` and the end of its block."""

    daemon_threads = True

    def __init__(self) -> None:
        self.door = 0
        self.lease = "864000"
        self.status = 202
        self.asked: list[tuple[str, str]] = []  # mode and topic
        self.known: dict[str, Known] = {}  # by topic, confirmed
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/"

    def take(self, form: dict[str, str]) -> None:
        mode, topic, callback = form["hub.mode"], form["hub.topic"], form["hub.callback"]
        with self._lock:
            self.asked.append((mode, topic))
        if self.status != 202:
            return
        query = {"hub.mode": mode, "hub.topic": topic, "hub.challenge": CHALLENGE}
        if mode == "subscribe":
            query["hub.lease_seconds"] = self.lease
        status, body = self.call(callback, query=query)
        if (status, body) == (200, CHALLENGE):
            if mode == "subscribe":
                self.known[topic] = Known(callback, form["hub.secret"])
            else:
                self.known.pop(topic, None)

    def deny(self, topic: str, reason: str) -> int:
        query = {"hub.mode": "denied", "hub.topic": topic, "hub.reason": reason}
        return self.call(self.known[topic].callback, query=query)[0]

    def push(self, topic: str, content: bytes, *, method: str = "sha256", secret: str | None = None) -> int:
        """Send what is new in a topic, signed; return what was answered."""
        known = self.known[topic]
        signature = hmac.new((secret or known.secret).encode(), content, method).hexdigest()
        headers = {"X-Hub-Signature": f"{method}={signature}", "Content-Type": "application/rss+xml"}
        return self.call(known.callback, content, headers)[0]

    def call(
        self,
        callback: str,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        query: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        assert callback.startswith(PUBLIC)
        path = urlsplit(callback.removeprefix(PUBLIC)).path
        connection = HTTPConnection("127.0.0.1", self.door, timeout=60)
        target = f"{path}?{urlencode(query)}" if query else path
        connection.request("GET" if content is None else "POST", target, content, headers or {})
        answer = connection.getresponse()
        found = answer.status, answer.read().decode()
        connection.close()
        return found


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.take({name: values[0] for name, values in parse_qs(said).items()})
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
