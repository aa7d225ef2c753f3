"""A web server whose paths behave as the tests need, over HTTP and over TLS."""

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from archiver.fetch import Fetcher
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy

CERTIFICATE = Path(__file__).parent / "tls" / "certificate.pem"  # self-signed, for tests only, valid to 2126
KEY = CERTIFICATE.with_name("key.pem")

Route = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """Routes by path; `seen` keeps what was asked, in order."""

    def __init__(self, *, address: str = "127.0.0.1", tls: bool = False) -> None:
        self.routes: dict[str, Route] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                try:
                    web.routes[self.path](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *args: object) -> None: ...

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass  # handshakes that the tests mean to fail

        self._server = Server((address, 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://{address}:{self.port}"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE, KEY)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def answer(content: bytes = b"", status: int = 200, **fields: str) -> Route:
    """A route that answers with this; underscores in field names are hyphens."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in fields.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in fields:
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return route


def redirect(location: str, status: int = 302, **fields: str) -> Route:
    return answer(status=status, Location=location, **fields)


@pytest.fixture
def webs() -> Iterator[Callable[..., Web]]:
    opened: list[Web] = []

    def start(**options: object) -> Web:
        opened.append(Web(**options))
        return opened[-1]

    yield start
    for web in opened:
        web.close()


@pytest.fixture
def web(webs) -> Web:
    return webs()


@pytest.fixture
def fetchers() -> Iterator[Callable[..., Fetcher]]:
    """Make a fetcher that may visit these servers; options go to the fetcher."""
    proxies: list[GuardProxy] = []

    def make(*allowed: Web | tuple[str, int], resolve=None, **options: object) -> Fetcher:
        pairs = frozenset(("127.0.0.1", entry.port) if isinstance(entry, Web) else entry for entry in allowed)
        extra = {} if resolve is None else {"resolve": resolve}
        proxy = GuardProxy(Policy(pairs), max_bytes=1_000_000_000, **extra)
        proxies.append(proxy.__enter__())
        return Fetcher(proxy, **{"user_agent": "Archiver/test", **options})

    yield make
    for proxy in proxies:
        proxy.__exit__(None, None, None)


@pytest.fixture
def routes():
    """The route makers, for tests."""

    class Routes:
        pass

    Routes.answer, Routes.redirect = staticmethod(answer), staticmethod(redirect)
    Routes.certificate = CERTIFICATE
    return Routes
