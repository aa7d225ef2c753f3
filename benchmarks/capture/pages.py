"""Real article pages on a local server, with generated style sheets, scripts and images around them."""

from __future__ import annotations

import asyncio
import base64
import json
import lzma
import os
import random
import re
import threading
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from archiver.capture.browser import Launch, candidates, start_driver

SETS = ("fundus", "scrapinghub", "trafilatura")
IMAGE = (640, 400)  # pixels, as in the text of a news page
PAINT = """seed => {
    const pen = document.querySelector("canvas").getContext("2d");
    let state = seed + 1;
    const next = () => (state = state * 48271 % 2147483647) / 2147483647;
    for (let i = 0; i < 4000; i++) {
        pen.fillStyle = `hsl(${next() * 360} ${next() * 60}% ${next() * 100}% / 0.5)`;
        pen.beginPath();
        pen.arc(next() * 640, next() * 400, next() * 30, 0, 7);
        pen.fill();
    }
}"""
MISSING_EACH = 17  # every so-manieth sub-resource is a 404, as on the web

STYLE = "\n".join(f".a{i} .b{i} > p {{ margin: {i % 7}px; color: rgb({i % 255}, 0, 0) }}" for i in range(300))
SCRIPT = (
    "(() => { const a = []; for (let i = 0; i < 20000; i++) a.push(i * i % 97);"
    " a.reduce((x, y) => x + y, 0) })();\n"
    + "\n".join(f"function f{i}(a, b) {{ return a * {i} + b }}" for i in range(500))
)


def load_pages(folder: Path, count: int) -> list[bytes]:
    """Return a fixed sample of real pages whose sub-resources are asked of this server."""
    pages: list[bytes] = []
    for name in SETS:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                page = json.loads(line)
                raw = (
                    base64.b64decode(page["html_base64"]) if "html_base64" in page else page["html"].encode()
                )
                if len(raw) > 20_000:  # smaller ones were cut when they were saved
                    pages.append(raw)
    random.Random(len(pages)).shuffle(pages)
    return [rewrite(page) for page in pages[:count]]


def rewrite(page: bytes) -> bytes:
    """Point scripts, styles and images of a page to this server; the rest of it stays."""
    html = page.decode("utf-8", "surrogateescape")
    address = r"""(\b{}\s*=\s*)(["'])(?!data:)(.*?)\2"""

    def local(kind: str, attribute: str) -> Callable[[re.Match[str]], str]:
        def point(match: re.Match[str]) -> str:
            return f'{match[1]}"/r/{sha256(match[3].encode("utf-8", "replace")).hexdigest()[:12]}.{kind}"'

        return lambda tag: re.sub(address.format(attribute), point, tag[0], flags=re.DOTALL | re.IGNORECASE)

    html = re.sub(r"<script\b[^>]*>", local("js", "src"), html, flags=re.IGNORECASE)
    html = re.sub(r"<link\b[^>]*stylesheet[^>]*>", local("css", "href"), html, flags=re.IGNORECASE)
    for attribute in ("src", "srcset"):
        html = re.sub(r"<(?:img|source)\b[^>]*>", local("jpg", attribute), html, flags=re.IGNORECASE)
    html = re.sub(
        r"<meta[^>]*http-equiv=[\"']?(?:refresh|content-security-policy)[^>]*>", "", html, flags=re.IGNORECASE
    )
    return html.encode("utf-8", "surrogateescape")


def paint_pictures(count: int) -> list[bytes]:
    """Return JPEG images of about 60 KB that take decoding like photographs; the browser paints them."""

    async def paint() -> list[bytes]:
        with TemporaryDirectory() as folder:
            playwright = await start_driver(Path(folder))
            launch = Launch(proxy=None, sandbox=None, environ=os.environ, folder=Path(folder))
            browser, _ = await launch.first(playwright, candidates(None, os.environ))
            assert browser is not None
            page = await browser.new_page(viewport={"width": IMAGE[0], "height": IMAGE[1]})
            pictures = []
            for seed in range(count):
                await page.set_content(f"<body style=margin:0><canvas width={IMAGE[0]} height={IMAGE[1]}>")
                await page.evaluate(PAINT, seed)
                pictures.append(await page.screenshot(type="jpeg", quality=80))
            await browser.close()
            await playwright.stop()
            return pictures

    return asyncio.run(paint())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, pages: list[bytes], pictures: list[bytes], *arguments: object) -> None:
        self.pages, self.pictures = pages, pictures
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name, _, kind = self.path.rpartition("/")[2].partition(".")
        number = int(name, 16) if re.fullmatch(r"[0-9a-f]+", name) else 0
        if self.path.startswith("/p/"):
            self.give(self.pages[int(name)], "text/html; charset=utf-8")
        elif not self.path.startswith("/r/") or number % MISSING_EACH == 0:
            self.give(b"not here", "text/plain", status=404)
        elif kind == "css":
            self.give(STYLE.encode(), "text/css")
        elif kind == "js":
            self.give(SCRIPT.encode(), "text/javascript")
        else:
            self.give(self.pictures[number % len(self.pictures)], "image/jpeg")

    def give(self, content: bytes, kind: str, *, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


class PageServer(ThreadingHTTPServer):
    """Serves the pages at /p/0, /p/1, … on 127.0.0.1."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, pages: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, pages, paint_pictures(4)))
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Browsers hang up when they please."""
