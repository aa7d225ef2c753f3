"""Many hosts on one machine that publish, edit, and log who asked them when."""

from __future__ import annotations

import asyncio
import math
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
HOUR = 3600.0
ROBOTS = "/robots.txt"
FEED = "/feed.xml"
SLOW_HOST = 0
"""This host asks for twice the delay of the others in its robots.txt."""

WORDS = ("ferry", "harbor", "storm", "island", "council", "bridge", "winter", "mayor", "night", "water")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Simulated time that runs `speed` times as fast as the machine's monotonic clock, for all processes."""

    began: float  # time.monotonic() at simulated midnight
    speed: float

    def seconds(self) -> float:
        """Return simulated seconds since midnight."""
        return (time.monotonic() - self.began) * self.speed

    def now(self) -> datetime:
        """Return the simulated instant."""
        return MIDNIGHT + timedelta(seconds=self.seconds())


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article of the site and its life, in simulated seconds since midnight."""

    host: int
    path: str
    published: float
    edits: tuple[float, ...]

    def version(self, at: float) -> int:
        """Return how often it had been edited by then."""
        return sum(edit <= at for edit in self.edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A line of the log; real seconds of the monotonic clock."""

    host: int
    path: str
    began: float
    ended: float  # when the answer was written
    status: int


def newsroom(articles: int, hosts: int, day: float, seed: int = 1) -> tuple[Story, ...]:
    """Return the stories: most were there before the day, a tenth appears during it.

    Ages are even on a logarithmic scale from ten minutes to thirty days. A tenth is edited in the day.
    """
    draw = random.Random(seed)
    stories = []
    for number in range(articles):
        if number % 10 == 9:
            published = draw.uniform(0, 0.8 * day)
        else:
            published = -math.exp(draw.uniform(math.log(600), math.log(30 * 24 * HOUR)))
        edited = number % 10 in (4, 9)
        first = max(published, 0) + draw.uniform(0.02, 0.6) * day
        edits = (first, first + draw.uniform(0.1, 0.2) * day)[: draw.randint(1, 2)] if edited else ()
        stories.append(
            Story(host=number % hosts, path=f"/news/{number}-storm", published=published, edits=edits)
        )
    return tuple(stories)


def page(story: Story, version: int) -> bytes:
    """Return the story as it stands; only a number in its second paragraph ever changes."""
    published = (MIDNIGHT + timedelta(seconds=story.published)).isoformat()
    draw = random.Random(story.path)
    prose = [
        " ".join(draw.choice(WORDS) for _ in range(40)).capitalize() + f", said number {number}."
        for number in range(6)
    ]
    prose[1] += f" The line was closed for {20 + version} days, the harbor master said."
    body = "".join(f"<p>{text}</p>" for text in prose)
    title = " ".join(draw.choice(WORDS) for _ in range(6)).capitalize()
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>'
        f'<meta property="article:published_time" content="{published}"></head><body><main><article>'
        f"<h1>{title}</h1><p class=byline>By Ada Quill</p>{body}</article></main></body></html>"
    ).encode()


@dataclass
class Site:
    """The hosts, each a port of 127.0.0.1, running between `with` and the end of its block."""

    stories: tuple[Story, ...]
    hosts: int
    clock: Clock
    crawl_delay: float  # real seconds that SLOW_HOST asks for
    ports: list[int] = field(default_factory=list)
    log: list[Request] = field(default_factory=list)

    def __enter__(self) -> Site:
        self._by_place = {(story.host, story.path): story for story in self.stories}
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="site", daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def url(self, host: int) -> str:
        """Return the address of a host, without a slash at the end."""
        return f"http://127.0.0.1:{self.ports[host]}"

    async def _open(self) -> None:
        for host in range(self.hosts):

            async def serve(
                reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: int = host
            ) -> None:
                try:
                    await self._serve(host, reader, writer)
                except (OSError, asyncio.IncompleteReadError):
                    pass  # a visitor that was killed
                finally:
                    writer.close()

            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            self.ports.append(server.sockets[0].getsockname()[1])

    async def _serve(self, host: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            began = time.monotonic()
            path = head.split(" ", 2)[1]
            status, kind, content, etag = self._answer(host, path)
            if etag and f"if-none-match: {etag}".lower() in head.lower():
                status, content = 304, b""
            lines = [f"HTTP/1.1 {status} X", f"content-type: {kind}", f"content-length: {len(content)}"]
            lines += [f"etag: {etag}"] if etag else []
            writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
            await writer.drain()
            self.log.append(Request(host=host, path=path, began=began, ended=time.monotonic(), status=status))

    def _answer(self, host: int, path: str) -> tuple[int, str, bytes, str | None]:
        at = self.clock.seconds()
        if path == ROBOTS:
            delay = f"Crawl-delay: {self.crawl_delay}\n" if host == SLOW_HOST else ""
            return 200, "text/plain", f"User-agent: *\nDisallow: /private/\n{delay}".encode(), None
        if path == FEED:
            return 200, "application/rss+xml", self._feed(host, at), None
        story = self._by_place.get((host, path))
        if story is None or story.published > at:
            return 404, "text/html", b"<h1>Not found</h1>", None
        version = story.version(at)
        return 200, "text/html; charset=utf-8", page(story, version), f'"{version}"'

    def _feed(self, host: int, at: float) -> bytes:
        items = "".join(
            f"<item><title>{story.path}</title><link>{self.url(host)}{story.path}</link><pubDate>"
            f"{format_datetime(MIDNIGHT + timedelta(seconds=story.published))}</pubDate></item>"
            for story in self.stories
            if story.host == host and story.published <= at
        )
        channel = f"<channel><title>{host}</title>{items}</channel>"
        return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()
