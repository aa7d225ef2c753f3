"""A site that shows the files of a case: stage by stage, and to successive looks what their names say.

`stage1/story.html` answers `/story` in stage 1; `look2-story.html` answers the second look at it of a
stage; `story.page2.html` answers `/story?page=2`; `story.redirect` holds a status and an address. What lies
beside the stages is shown in all of them, what lies in `pages/` under every address that begins so.
"""

from __future__ import annotations

import re
import struct
import threading
import zlib
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

PORT = 8901
"""The addresses in the files name it."""

TYPES = {".html": "text/html; charset=utf-8", ".xml": "application/rss+xml"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers to its successive looks; after the last they begin anew."""

    looks: tuple[Path, ...]


class FieldSite:
    """The server, running between `with` and the end of its block."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.prefixes: tuple[str, ...] = ()  # of the last part of an address: what `pages/` holds
        self.asked: Counter[str] = Counter()
        self.url = f"http://127.0.0.1:{PORT}"

    def __enter__(self) -> FieldSite:
        self._server = _Server(("127.0.0.1", PORT), _Handler)
        self._server.site = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def show(self, *folders: Path) -> None:
        """Answer with the files of these folders from now on; a later one stands in for an earlier."""
        self.answers, self.prefixes = {}, ()
        for folder in folders:
            found: dict[str, list[Path]] = {}
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder).as_posix()
                if path.is_file() and path.suffix in (".html", ".xml", ".redirect") and "stage" not in name:
                    found.setdefault(_address(name), []).append(path)
            self.prefixes += tuple(path.stem for path in folder.glob("pages/*.html"))
            self.answers |= {address: Answer(tuple(paths)) for address, paths in found.items()}
        self.asked.clear()

    def answer(self, target: str) -> tuple[int, str, bytes]:
        """Return status, type (or the address of a redirect) and body."""
        parts = urlsplit(target)
        path = parts.path.rstrip("/").removesuffix(".xml") or "/"
        address = self._found(path, parts.query)
        if address:
            looks = self.answers[address].looks
            shown = looks[self.asked[address] % len(looks)]
            self.asked[address] += 1
            if shown.suffix == ".redirect":
                status, *_, to = shown.read_text(encoding="utf-8").split()
                return int(status), to, b""
            return 200, TYPES[shown.suffix], shown.read_bytes()
        if re.search(r"\.(?:png|jpe?g|webp|gif)$", path):
            return 200, "image/png", picture(path)
        return 404, "text/html", b"<title>Not found</title><h1>404</h1>"

    def _found(self, path: str, query: str) -> str | None:
        paged = re.search(r"\bpage=(\d+)", query)
        wanted = [f"{path}?page={paged[1]}"] if paged else []
        wanted += [path, *(f"/{leaf}" for leaf in self.prefixes if path.rpartition("/")[2].startswith(leaf))]
        return next((address for address in wanted if address in self.answers), None)


def picture(name: str) -> bytes:
    """Return a small picture that is another one under another name."""
    shade = zlib.crc32(name.encode())
    row = b"\0" + bytes((shade >> shift) & 255 for shift in (0, 8, 16)) * 8
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 8)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _address(name: str) -> str:
    folder, _, leaf = name.removeprefix("pages/").rpartition("/")
    leaf = re.sub(r"^look\d+-", "", leaf)
    stem = leaf.rpartition(".")[0]
    paged = re.fullmatch(r"(.*)\.page(\d+)", stem)
    stem = f"{paged[1]}?page={paged[2]}" if paged else stem
    return "/" + "/".join(filter(None, (folder, stem)))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    site: FieldSite

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that hang up are no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            status, kind, body = 404, "text/plain", b""
        else:
            status, kind, body = self.server.site.answer(self.path)
        self.send_response(status)
        self.send_header("Location" if 300 <= status < 400 else "Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""
