"""Plain HTTP for feeds, sitemaps, robots.txt, probes and witnesses: guarded, paced, bounded in time and size.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx

from archiver.errors import (
    BodyTooLarge,
    CaptureError,
    ConnectionFailed,
    NavigationTimeout,
    SchemeRefused,
    TooManyRedirects,
)
from archiver.guard.proxy import FAILED, GuardProxy
from archiver.guard.ticket import Ticket
from archiver.model.capture import Connection, Hop
from archiver.model.manner import Manner, Upstream
from archiver.model.urls import (
    DEFAULT_PORTS,
    endpoint_of,
    host_of,
    joined,
    require_web_address,
    split_web_url,
)
from archiver.transport import certificates_of, connection_error, cookies_of

MOST_REDIRECTS = 10  # as feed readers and crawlers commonly allow; browsers allow 20
MOST_BYTES = 52_428_800  # the largest sitemap there may be (sitemaps.org: 50 MB uncompressed)
TIMEOUT = timedelta(seconds=30)  # over a whole fetch with its redirects, waiting for turns not counted
REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNZIPPED_AT_ONCE = 1_048_576  # bytes; what a decompression bomb can fill before it is noticed
ENDING = "cut, since the program is ending"
NAP = 1.0  # seconds; a fetch that waits for its turn checks so often whether the program is ending
SPARE_BYTES = 1_048_576  # for headers and TLS; the body limit should strike first, it says more


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a host answered, whatever the status."""

    url: str  # as asked
    final_url: str  # that answered, after `hops`
    hops: tuple[Hop, ...] = ()
    status: int
    headers: tuple[tuple[str, str], ...] = ()  # names in lower case, order and repeats kept
    content: bytes  # content encoding undone
    fetched_at: datetime  # UTC; when the headers arrived
    took: timedelta  # waiting for turns not counted
    connections: tuple[Connection, ...] = ()
    protocol: str | None = None  # by its name in ALPN
    certificates: tuple[bytes, ...] = ()  # of the host that answered, DER, its own first; empty: no TLS

    def header(self, name: str) -> str | None:
        """Return the first header of that name (any case), or None."""
        return next((value for key, value in self.headers if key == name.lower()), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What is sent with a request."""

    content: bytes
    media_type: str


@dataclass(slots=True)
class Fetcher:
    """Fetches through the guard, in the calling thread; may be shared by threads.

    As a context manager it cuts what is still under way when it ends.
    """

    proxy: GuardProxy
    _: KW_ONLY
    user_agent: str  # where there is no `manner`
    manner: Callable[[str], Manner] | None = None  # in which an address is asked for
    turn: Callable[[str], float] | None = None  # host → 0 to go now, else seconds until to ask again
    answered: Callable[[str], None] | None = None  # told the host when it has answered
    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    max_bytes: int = MOST_BYTES  # of a body, content encoding undone
    timeout: timedelta = TIMEOUT
    tls: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))
    _tickets: set[Ticket] = field(default_factory=set, init=False)
    _ended: bool = field(default=False, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended = True
        for ticket in tuple(self._tickets):
            ticket.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """Fetch an address, following redirects; each hop waits for its turn and passes the guard.

        Args:
            url: http or https.
            etag: of the last sight: the host may answer 304 and no content.
            last_modified: likewise.

        Raises:
            SchemeRefused, AddressRefused: it, or one it redirects to, may not be visited.
            NameNotResolved, ConnectionFailed, TlsFailed: nobody answered properly.
            TooManyRedirects, BodyTooLarge, NavigationTimeout: a limit was passed.
            CaptureError: it is no address, nor is one it redirects to; or a body that cannot be decoded.
        """
        validators = {"if-none-match": etag, "if-modified-since": last_modified}
        conditions = {name: value for name, value in validators.items() if value and value.isascii()}
        hops: list[Hop] = []
        connections: tuple[Connection, ...] = ()
        target = _spelt(url)
        cookies = cookies_of(self.manner_of(target).session)
        took = timedelta()
        while True:
            self._wait_for_turn(target)
            began = time.monotonic()
            answer = self._exchange(target, conditions, cookies, self.timeout - took)
            took += timedelta(seconds=time.monotonic() - began)
            if self.answered is not None:
                self.answered(host_of(target))
            connections += answer.connections
            location = answer.header("location")
            if answer.status not in REDIRECTS or not location:
                return replace(answer, url=url, hops=tuple(hops), took=took, connections=connections)
            hops.append(Hop(url=target, status=answer.status, location=location, headers=answer.headers))
            if len(hops) > MOST_REDIRECTS:
                raise TooManyRedirects(url, f"more than {MOST_REDIRECTS} redirects")
            target = _redirected(target, location)

    def post(self, url: str, content: bytes, *, media_type: str) -> Response:
        """Send something to an address; redirects are not followed: it is meant for nobody else.

        Args:
            url: http or https.
            content: what is sent.
            media_type: of it.

        Raises:
            CaptureError: as `get`.
        """
        target = _spelt(url)
        self._wait_for_turn(target)
        began = time.monotonic()
        sending = Sending(content=content, media_type=media_type)
        answer = self._exchange(target, {}, httpx.Cookies(), self.timeout, sending)
        if self.answered is not None:
            self.answered(host_of(target))
        return replace(answer, url=url, took=timedelta(seconds=time.monotonic() - began))

    def manner_of(self, url: str) -> Manner:
        """Return how an address is asked for."""
        return Manner(user_agent=self.user_agent) if self.manner is None else self.manner(url)

    def _wait_for_turn(self, url: str) -> None:
        while self.turn is not None and (seconds := self.turn(host_of(url))) > 0:
            if self._ended:
                raise ConnectionFailed(url, ENDING)
            self.sleep(min(seconds, NAP))

    def _exchange(
        self,
        url: str,
        conditions: dict[str, str],
        cookies: httpx.Cookies,
        left: timedelta,
        sending: Sending | None = None,
    ) -> Response:
        """Ask once. The ticket closes when the time is up, which ends even a host that trickles."""
        if left <= timedelta():
            raise NavigationTimeout(url, seconds=self.timeout.total_seconds())
        manner = self.manner_of(url)
        with self._ticket(url, left, manner.upstream) as ticket:
            headers = {"user-agent": manner.user_agent, "accept-language": manner.language, **conditions}
            headers |= dict(manner.headers_for(url)) | dict(manner.signature_for(url))
            request = self._request(url, headers, cookies, left, sending)
            through = httpx.Proxy(self.proxy.url, auth=(ticket.username, ticket.password))
            # A transport, not a client: a client trips over a `Location` that it need not follow.
            with httpx.HTTPTransport(proxy=through, verify=self.tls, trust_env=False) as transport:
                try:
                    with closing(transport.handle_request(request)) as response:
                        self._check(url, ticket)
                        if FAILED in response.headers and request.url.scheme == "http":
                            raise CaptureError(url, f"the guard answered {response.headers[FAILED]!r}")
                        fetched_at = self.now()
                        certificates = certificates_of(response)
                        leaving = response.status_code in REDIRECTS and "location" in response.headers
                        content = b"" if leaving else self._content(url, response)
                except httpx.TimeoutException as error:
                    raise NavigationTimeout(url, seconds=self.timeout.total_seconds()) from error
                except httpx.TransportError as error:
                    self._check(url, ticket)
                    raise connection_error(url, error) from error
            response.request = request
            cookies.extract_cookies(response)
            return Response(
                url=url,
                final_url=url,
                status=response.status_code,
                headers=tuple(response.headers.multi_items()),
                content=content,
                fetched_at=fetched_at,
                took=timedelta(),
                connections=ticket.connections,
                protocol=response.extensions.get("http_version", b"").decode("ascii").lower() or None,
                certificates=certificates,
            )

    def _request(
        self,
        url: str,
        more: dict[str, str],
        cookies: httpx.Cookies,
        left: timedelta,
        sending: Sending | None,
    ) -> httpx.Request:
        headers = {
            "host": urlsplit(url).netloc,  # else httpx asks for its letters, and not every name has them
            "accept": "*/*",
            "accept-encoding": "gzip",
            **more,
        }
        timeout = httpx.Timeout(left.total_seconds()).as_dict()
        if sending is not None:
            headers["content-type"] = sending.media_type
        return httpx.Request(
            "GET" if sending is None else "POST",
            url,
            headers=headers,
            cookies=cookies,
            content=None if sending is None else sending.content,
            extensions={"timeout": timeout},
        )

    @contextmanager
    def _ticket(self, url: str, left: timedelta, upstream: Upstream | None) -> Iterator[Ticket]:
        budget = 2 * self.max_bytes + SPARE_BYTES
        with self.proxy.open_ticket(
            url, seconds=left.total_seconds(), max_bytes=budget, upstream=upstream
        ) as ticket:
            self._tickets.add(ticket)
            try:
                if self._ended:
                    ticket.close()
                yield ticket
            finally:
                self._tickets.discard(ticket)

    def _check(self, url: str, ticket: Ticket) -> None:
        """Raise what the guard knows: that time is up, or that it got no answer for this host."""
        if ticket.closed:
            if self._ended:
                raise ConnectionFailed(url, ENDING)
            raise NavigationTimeout(url, seconds=self.timeout.total_seconds())
        problem = ticket.problem(*endpoint_of(url))
        if problem is not None:
            raise problem.error(url)

    def _content(self, url: str, response: httpx.Response) -> bytes:
        """Read a body while it is within the limit.

        Raises:
            BodyTooLarge: it is not.
            CaptureError: its encoding was not asked for, or is broken.
        """
        declared = response.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self.max_bytes:
            raise BodyTooLarge(url, limit_bytes=self.max_bytes)
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise CaptureError(url, f"answered in the encoding {encoding!r}, which was not asked for")
        pieces: Iterable[bytes] = response.iter_raw()
        if "gzip" in encoding:
            pieces = _unzipped(url, pieces)
        content = bytearray()
        for piece in pieces:
            content += piece
            if len(content) > self.max_bytes:
                raise BodyTooLarge(url, limit_bytes=self.max_bytes)
        return bytes(content)


def _unzipped(url: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip in small steps, whatever a piece would unfold to (RFC 1952: members in a row)."""
    member = zlib.decompressobj(wbits=31)
    begun = False
    for piece in pieces:
        rest = piece
        while rest:
            if member.eof:
                member = zlib.decompressobj(wbits=31)
            begun = True
            try:
                yield member.decompress(rest, UNZIPPED_AT_ONCE)
            except zlib.error as error:
                raise CaptureError(url, "the answer's gzip encoding is broken") from error
            rest = member.unused_data.lstrip(b"\0") if member.eof else member.unconsumed_tail
    if begun and not member.eof:
        raise ConnectionFailed(url, "the answer ended before its gzip encoding did")


def _spelt(url: str) -> str:
    """Return the address to ask: host in ASCII, no credentials, no fragment, the rest encoded.

    Raises:
        SchemeRefused: it is not http or https.
        CaptureError: it is no web address, or too long once it is encoded.
    """
    require_web_address(url)
    parts = split_web_url(url)
    scheme = parts.scheme.lower()
    host, port = endpoint_of(url)
    host = f"[{host}]" if ":" in host else host
    netloc = host if port == DEFAULT_PORTS[scheme] else f"{host}:{port}"
    spelt = urlunsplit((scheme, netloc, parts.path or "/", parts.query, ""))
    try:
        asked = str(httpx.URL(spelt))
    except httpx.InvalidURL as error:
        raise CaptureError(url, f"it is not a web address: {error}") from error
    require_web_address(asked)
    return asked


def _redirected(url: str, location: str) -> str:
    """Return where a redirect leads.

    Raises:
        SchemeRefused: not to a web page.
        CaptureError: to nothing that is an address.
    """
    try:
        return _spelt(joined(url, location))
    except SchemeRefused:
        raise
    except CaptureError as error:
        raise CaptureError(url, f"redirects to {location[:200]!r}, which is not an address") from error
