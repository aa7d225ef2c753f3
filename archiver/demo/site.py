"""The news site that edits itself: a local HTTP server that plays a script.

It answers on 127.0.0.1 only and is deterministic: what is served depends on the step, and the noise
of a page (ads, counters, rotation) on how often that page was asked for before.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from random import Random
from types import TracebackType
from urllib.parse import urlsplit

from archiver.demo import fronts, pictures, restyle, templates, walls
from archiver.demo.articles import Story, time_at
from archiver.demo.markup import SECTIONS, Setting
from archiver.demo.script import DEMO, Script
from archiver.model.http_dates import as_http

IDLE = 30.0  # seconds a kept connection may be silent before its thread ends

STATIC_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A line of the site's log."""

    method: str
    path: str  # with the query
    step: int
    at: float  # seconds of the monotonic clock
    user_agent: str
    status: int
    document: bool = False  # a browser asked for it as a page, by its own account


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer, before it is compressed or found unchanged."""

    status: int
    content: bytes
    media_type: str
    headers: tuple[tuple[str, str], ...] = ()


class DemoSite:
    """The site, running between `with` and the end of its block.

    Its clock moves only by `advance` and `at`. Every answer is computed for the step at which the
    request came in.
    """

    def __init__(self, step: int = 0, *, script: Script = DEMO, port: int = 0) -> None:
        self._step = step
        self._port = port
        self._script = script
        self._lock = threading.Lock()
        self._served: Counter[str] = Counter()
        self._log: list[Request] = []
        self._server: _Server | None = None
        self._newsroom = lru_cache(maxsize=8)(script.newsroom)

    def __enter__(self) -> DemoSite:
        self._server = _Server(("127.0.0.1", self._port), _Handler)
        self._server.site = self
        threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="demo-site", daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def host(self) -> tuple[str, int]:
        """Return address and port.

        Raises:
            RuntimeError: the site is not running.
        """
        if self._server is None:
            raise RuntimeError("the site runs only inside its with block")
        return "127.0.0.1", self._server.server_address[1]

    @property
    def url(self) -> str:
        """Return the address of the site, without a slash at the end.

        Raises:
            RuntimeError: the site is not running.
        """
        return "http://{}:{}".format(*self.host)

    @property
    def step(self) -> int:
        """Return the step the site's clock stands at."""
        return self._step

    @property
    def last_step(self) -> int:
        """Return the step after which nothing happens any more."""
        return self._script.last_step

    @property
    def requests(self) -> tuple[Request, ...]:
        """Return the log, oldest first."""
        with self._lock:
            return tuple(self._log)

    @property
    def stories(self) -> tuple[Story, ...]:
        """Return the articles as they stand now, newest first."""
        return self._newsroom(self._step)

    def advance(self) -> int:
        """Move the clock one step and return the step it stands at now."""
        return self.at(self._step + 1)

    def at(self, step: int) -> int:
        """Move the clock to a step, forward or back, and return it."""
        self._step = step
        return step

    # --- answering ---------------------------------------------------------------------------------

    def answer(self, target: str, cookies: str) -> tuple[int, Page]:
        """Return the step and what the site answers to a GET of a path."""
        with self._lock:
            step = self._step
            self._served[target] += 1
            noise = Random(f"{target} {self._served[target]}")  # noqa: S311 (clutter, not secrets)
        path = urlsplit(target).path
        return step, _static(path) or self._in_season(self._page(path, step, noise, cookies), step)

    def note(self, request: Request) -> None:
        """Add a line to the log."""
        with self._lock:
            self._log.append(request)

    def _in_season(self, page: Page, step: int) -> Page:
        season = self._script.season(step)
        if not season or page.media_type.partition(";")[0] not in ("text/html", "application/json"):
            return page
        return replace(page, content=restyle.page(page.content, season))

    def _page(self, path: str, step: int, noise: Random, cookies: str) -> Page:
        newsroom = self._newsroom(step)
        setting = Setting(
            url=self.url,
            now=time_at(step),
            stories=tuple(story for story in newsroom if not story.gone),
            noise=noise,
        )
        makers = {
            "/feed.xml": (fronts.feed, "application/rss+xml; charset=utf-8"),
            "/sitemap-news.xml": (fronts.sitemap, "application/xml; charset=utf-8"),
            "/robots.txt": (fronts.robots, "text/plain; charset=utf-8"),
            "/": (fronts.front, HTML),
            "/about": (fronts.about, HTML),
        }
        if path in makers:
            make, media_type = makers[path]
            return Page(status=200, content=make(setting).encode(), media_type=media_type)
        if path.strip("/") in SECTIONS:
            return _html(fronts.section(setting, path.strip("/")))
        for story in newsroom:
            if path == story.path:
                return self._story(story, setting, step, cookies)
            if path in story.former_paths:
                return Page(status=301, content=b"", media_type=HTML, headers=(("Location", story.path),))
            if path == f"/api/stories/{story.name}.json":
                return Page(status=200, content=templates.story_json(story), media_type="application/json")
        return _html(fronts.notice_page(setting, "Page not found", "There is nothing at this address."), 404)

    def _story(self, story: Story, setting: Setting, step: int, cookies: str) -> Page:
        if story.gone:
            return _html(fronts.notice_page(setting, "Gone", "This article is no longer available."), 410)
        spell = self._script.spell(story.name, step)
        if spell and self._served[story.path] % spell.every == 0:
            wall = walls.answer(spell.kind, story, setting)
            return Page(status=wall.status, content=wall.html.encode(), media_type=HTML, headers=wall.headers)
        headers: tuple[tuple[str, str], ...] = ()
        trial = self._script.trial(story.name, step)
        if trial:
            arm, headers = self._arm(story.path, cookies, by_lot=trial.by_lot)
            setting = replace(setting, headline=trial.headline if arm == "b" else None)
        if story.template == "classic":  # the old system caches its pages, in the encoding it grew up with
            page = templates.render(story, replace(setting, noise=Random(0)))  # noqa: S311
            return Page(
                status=200,
                content=page.encode("cp1252"),
                media_type="text/html; charset=windows-1252",
                headers=(*headers, ("Last-Modified", as_http(story.stamp))),
            )
        return Page(
            status=200, content=templates.render(story, setting).encode(), media_type=HTML, headers=headers
        )

    def _arm(self, path: str, cookies: str, *, by_lot: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return the arm of a headline trial a visitor belongs to; newcomers take turns or draw lots."""
        for arm in ("a", "b"):
            if f"arm={arm}" in cookies:
                return arm, ()
        turn = self._served[path]
        lot = Random(f"arm {path} {turn}").random() < 0.5  # noqa: S311
        arm = "b" if (lot if by_lot else turn % 2 == 0) else "a"
        return arm, (("Set-Cookie", f"arm={arm}; Path=/"), ("Vary", "Cookie"))


HTML = "text/html; charset=utf-8"


def _html(text: str, status: int = 200) -> Page:
    return Page(status=status, content=text.encode(), media_type=HTML)


def _static(path: str) -> Page | None:
    """Return a picture, style sheet or script, or None for any other path."""
    folder, _, name = path[1:].partition("/")
    cached = (("Cache-Control", "max-age=3600"),)
    if folder == "images" and name.rsplit(".", 1)[-1] in ("png", "svg"):
        content, media_type = pictures.draw(name)
        return Page(status=200, content=content, media_type=media_type, headers=cached)
    if folder == "static" and (season := restyle.season_of(name)):
        content = files("archiver.demo").joinpath("static", "site.css").read_bytes()
        content = restyle.style_sheet(content, season)
        return Page(status=200, content=content, media_type=STATIC_TYPES["css"], headers=cached)
    if folder == "static" and name in ("site.css", "site.js", "icon.svg"):
        content = files("archiver.demo").joinpath("static", name).read_bytes()
        return Page(
            status=200, content=content, media_type=STATIC_TYPES[name.rsplit(".", 1)[1]], headers=cached
        )
    return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser may hold its connections open
    site: DemoSite

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet: visitors that hang up are no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "courier/1"
    sys_version = ""
    timeout = IDLE
    server: _Server

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        site = self.server.site
        step, page = site.answer(self.path, self.headers.get("Cookie", ""))
        tag = f'"{sha256(page.content).hexdigest()[:16]}"'
        unchanged = page.status == 200 and self.headers.get("If-None-Match") == tag
        status = 304 if unchanged else page.status
        content = b"" if unchanged else page.content
        squeezed = len(content) > 500 and "gzip" in self.headers.get("Accept-Encoding", "")
        if squeezed:
            content = gzip.compress(content, 6, mtime=0)
        site.note(
            Request(
                method=self.command,
                path=self.path,
                step=step,
                at=time.monotonic(),
                user_agent=self.headers.get("User-Agent", ""),
                status=status,
                document=self.headers.get("Sec-Fetch-Dest") == "document",
            )
        )
        self.send_response(status)
        for name, value in (
            ("Content-Type", page.media_type),
            ("Content-Length", str(len(content))),
            ("ETag", tag),
            *((("Content-Encoding", "gzip"),) if squeezed else ()),
            *page.headers,
        ):
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the parent's name)
        """Keep quiet: the site has its own log."""
