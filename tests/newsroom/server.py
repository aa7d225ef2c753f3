"""A web server that misbehaves in every way a visit must survive; plain module for all tests.

    from server import FaultServer

    with FaultServer() as faults:
        faults.url + "/hang"

Paths are the methods `fault_*` of the handler. The well-behaved site is `archiver.demo.site.DemoSite`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

HUGE = 200_000_000  # bytes of /huge
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
)
STORY = (
    "<h1>The quay at dawn</h1><p>By Ada Quill</p><p>The first boat came in at a quarter past five, with"
    " 40 crates of herring and one of hope, the harbor master said on Tuesday.</p><p>He has counted boats for"
    " 31 years, and this was the lightest morning he could remember, he said.</p><p>“It is the wind,” said"
    " his daughter, who counts them with him. “It is always the wind.”</p>"
)


def page(body: str, head: str = "<title>The quay at dawn</title>") -> bytes:
    """Return a small page."""
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


class FaultServer:
    """The server, running between `with` and the end of its block; `requests` holds the paths asked for."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.drawn = b""  # of /drawn, as it goes over the wire
        self.stopping = threading.Event()

    def __enter__(self) -> FaultServer:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.faults = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> tuple[str, int]:
        """Return address and port."""
        return "127.0.0.1", self._server.server_address[1]

    @property
    def url(self) -> str:
        """Return the address, without a slash at the end."""
        return "http://{}:{}".format(*self.host)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    faults: FaultServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Visitors that hang up are no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.server.faults.requests.append(self.path)
        name = urlsplit(self.path).path.strip("/").replace("-", "_") or "story"
        fault: Callable[[], None] = getattr(self, f"fault_{name}", self.fault_404)
        fault()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def give(self, content: bytes, media_type: str | None = "text/html; charset=utf-8", status: int = 200,
             **headers: str) -> None:  # fmt: skip
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def pour(self, chunks: Iterator[bytes], media_type: str = "text/html; charset=utf-8") -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for chunk in chunks:
            if self.server.faults.stopping.is_set():
                return
            self.wfile.write(chunk)
            self.wfile.flush()

    def query(self, name: str, default: str) -> str:
        return parse_qs(urlsplit(self.path).query).get(name, [default])[0]

    # --- a page, and addresses that answer but not with an article ---------------------------------

    def fault_story(self) -> None:
        self.give(page(STORY))

    def fault_404(self) -> None:
        self.give(page("<h1>Not found</h1>"), status=404)

    def fault_410(self) -> None:
        self.give(page("<h1>Gone</h1>"), status=410)

    def fault_500(self) -> None:
        self.give(page("<h1>Broken</h1>"), status=500, Retry_After="1")

    def fault_503(self) -> None:
        self.give(b"", status=503, Retry_After="1")

    def fault_empty(self) -> None:
        self.give(b"")

    def fault_no_content(self) -> None:
        self.send_response(204)
        self.end_headers()

    def fault_pdf(self) -> None:
        self.give(PDF, "application/pdf")

    def fault_image(self) -> None:
        self.give(PIXEL, "image/png")

    def fault_download(self) -> None:
        self.give(b"PK\x03\x04", "application/zip", Content_Disposition="attachment; filename=a.zip")

    def fault_feed(self) -> None:
        self.give(b'<rss version="2.0"><channel><title>A feed</title></channel></rss>', "application/rss+xml")

    def fault_no_feed(self) -> None:
        self.give(page("<p>This is no feed.</p>"), "application/rss+xml")

    # --- encodings and markup ----------------------------------------------------------------------

    def fault_wrong_charset(self) -> None:
        """Declare UTF-8, send Windows-1252."""
        self.give(page(STORY).decode().encode("cp1252"), "text/html; charset=utf-8")

    def fault_no_charset(self) -> None:
        self.give(page(STORY).decode().encode("cp1252"), "text/html")

    def fault_no_type(self) -> None:
        self.give(page(STORY), None)

    def fault_malformed(self) -> None:
        self.give(f"<html><body><div><p><b>Open{STORY}</i></table></div><p>".encode())

    def fault_drawn(self) -> None:
        """Say what the test drew, to the letter."""
        self.wfile.write(self.server.faults.drawn)
        self.close_connection = True

    # --- time and size -----------------------------------------------------------------------------

    def fault_hang(self) -> None:
        """Take the request, never answer."""
        self.server.faults.stopping.wait(300)
        self.close_connection = True

    def fault_slow(self) -> None:
        """Answer after `seconds`."""
        self.server.faults.stopping.wait(float(self.query("seconds", "1")))
        self.give(page(STORY))

    def fault_stream(self) -> None:
        """Send a document that never ends."""

        def drip() -> Iterator[bytes]:
            yield page(STORY)[:-14]
            while True:
                yield b"<p>and then</p>\n"
                time.sleep(0.1)

        self.pour(drip())

    def fault_huge(self) -> None:
        """Send 200 MB, of which there is nothing to lay out."""
        block = b"<!--" + b"word " * 20_000 + b"-->\n"
        self.pour(block for _ in range(HUGE // len(block)))

    def fault_cut(self) -> None:
        """Promise more bytes than are sent, then hang up."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(page(STORY))
        self.close_connection = True

    def fault_garbage(self) -> None:
        """Answer with something that is not HTTP."""
        self.wfile.write(b"\x16\x03\x01 this is not HTTP\r\n\r\n")
        self.close_connection = True

    # --- redirects ---------------------------------------------------------------------------------

    def fault_loop(self) -> None:
        """Redirect for ever, to a new address each time."""
        self.give(b"", status=302, Location=f"/loop?n={int(self.query('n', '0')) + 1}")

    def fault_to(self) -> None:
        """Redirect to `url`, wherever that is."""
        self.give(b"", status=int(self.query("status", "302")), Location=self.query("url", "/story"))

    def fault_to_private(self) -> None:
        """Redirect to a cloud's metadata address."""
        self.give(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def fault_to_file(self) -> None:
        self.give(b"", status=302, Location="file:///etc/passwd")

    # --- scripts -----------------------------------------------------------------------------------

    def fault_spin(self) -> None:
        """Keep the page's thread busy for ever once it is loaded."""
        self.give(page(STORY + "<script>onload=()=>{setTimeout(()=>{for(;;);},50)}</script>"))

    def fault_memory(self) -> None:
        """Take memory until the page is stopped."""
        script = "const held=[];setInterval(()=>held.push(new Uint8Array(64<<20).fill(1)),20)"
        self.give(page(STORY + f"<script>onload=()=>{{{script}}}</script>"))

    def fault_poll(self) -> None:
        """Ask the server again and again: the network never comes to rest."""
        self.give(page(STORY + "<script>setInterval(()=>fetch('/story'),200)</script>"))

    def fault_dialogs(self) -> None:
        self.give(page(STORY + "<script>alert(1);confirm(2);prompt(3);onbeforeunload=()=>1</script>"))

    def fault_popups(self) -> None:
        self.give(page(STORY + "<script>for(let i=0;i<5;i++)open('/story?'+i)</script>"))

    def fault_self_navigating(self) -> None:
        """Leave for an address where nobody answers."""
        self.give(page(STORY + "<script>onload=()=>{location='http://127.0.0.1:9/'}</script>"))
