"""A site whose pages a test writes, and a capturer in a hurry; plain module for the tests beside it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import psutil

from archiver.capture.pool import BrowserCapturer
from archiver.config import Capturing
from archiver.errors import CaptureError
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Capture, CaptureTask, Depth
from archiver.model.manner import Manner

STORY = "<h1>Storm reaches the coast</h1><p id=text>The harbour was closed on Monday.</p>"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
USER_AGENT = "Archiver/0.1 (test)"

Answer = Callable[[BaseHTTPRequestHandler], None]


def say(
    handler: BaseHTTPRequestHandler,
    body: bytes | str,
    *headers: tuple[str, str],
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
) -> None:
    """Answer a request."""
    content = body.encode() if isinstance(body, str) else body
    handler.send_response(status)
    for name, value in (("Content-Type", kind), ("Content-Length", str(len(content))), *headers):
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(content)


class Site:
    """A site on 127.0.0.1 whose pages each test writes; `asked` holds the headers of every request."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.pages: dict[str, str] = {}  # what `page` serves
        self.asked: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
        self.closing = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, self))
        self.server.daemon_threads = True
        self.server.block_on_close = False
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server.server_port

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def page(self, path: str, body: str = "", *headers: tuple[str, str], **options: Any) -> str:
        """Add a page, the story with `body` after it; return its address."""
        html = f'<!doctype html><html lang="en"><title>Storm</title><body>{STORY}{body}</body></html>'
        self.pages[path] = html
        return self.answer(path, lambda h: say(h, html, *headers, **options))

    def file(self, path: str, content: bytes | str, kind: str, *headers: tuple[str, str]) -> str:
        return self.answer(path, lambda h: say(h, content, *headers, kind=kind))

    def answer(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.url(path)

    def close(self) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *arguments: Any) -> None:
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.site.asked[path].append({name.lower(): value for name, value in self.headers.items()})
        with suppress(OSError):  # browsers leave when they please
            self.site.answers.get(path, lambda h: say(h, "nothing here", status=404))(self)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


def make_capturer(
    proxy: GuardProxy,
    *,
    turn: Callable[[str], float] | None = None,
    refusal: Callable[[str], CaptureError | None] = lambda url: None,
    manner: Callable[[str], Manner] | None = None,
    renewed: Callable[[Manner, Any], None] = lambda manner, cookies: None,
    **config: Any,
) -> BrowserCapturer:
    """Return a capturer in a hurry."""
    hurry = {
        "dwell": timedelta(milliseconds=300),
        "settle": timedelta(seconds=2),
        "deadline": timedelta(seconds=120),
        "concurrency": 2,
    }
    return BrowserCapturer(
        Capturing(**{**hurry, **config}),
        proxy=proxy,
        user_agent=USER_AGENT,
        turn=turn or (lambda host: 0.0),
        refusal=refusal,
        manner=manner,
        renewed=renewed,
        now=lambda: datetime.now(UTC),
    )


def light(url: str) -> CaptureTask:
    return CaptureTask(article=1, url=url)


def full(url: str) -> CaptureTask:
    return CaptureTask(article=1, url=url, depth=Depth.FULL)


def dom(capture: Capture) -> str:
    """Return the DOM as text; a capture without one is a failure."""
    assert capture.dom is not None
    assert capture.dom.content is not None
    return capture.dom.content.decode()


def renderers() -> set[psutil.Process]:
    """Return the renderer processes below this one."""
    return _below("--type=renderer")


def browsers() -> set[psutil.Process]:
    """Return the main processes of the browsers below this one, without wrapper scripts."""
    found = (process for process in _below("--remote-debugging-pipe") if "chrom" in process.exe())
    # one that is being forked off still looks like its parent
    return {process for process in found if "/chrom" not in process.parent().exe()}


def drivers() -> set[psutil.Process]:
    """Return Playwright's drivers below this process."""
    return _below("run-driver")


def _below(argument: str) -> set[psutil.Process]:
    found = set()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if argument in process.cmdline():
                found.add(process)
    return found
