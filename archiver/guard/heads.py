"""HTTP/1.1 messages as a proxy sees them: heads are checked and rewritten, bodies are passed on."""

from __future__ import annotations

import re
from asyncio import LimitOverrunError, StreamReader
from collections.abc import Iterable
from dataclasses import dataclass

MOST_REQUEST_HEAD = 65_536  # bytes; servers commonly take 8 to 64 KB
MOST_RESPONSE_HEAD = 262_144  # bytes; Chromium's own limit

TOKEN = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 section 5.6.2
TARGET = re.compile(rb"[\x21-\x7e\x80-\xff]+")
VALUE = re.compile(rb"[\t\x20-\x7e\x80-\xff]*")  # RFC 9110 section 5.5
AUTHORITY = re.compile(rb"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._~!$&'()*+,;=-]{1,255}))(?::(\d{1,5}))?")
STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-9]\d\d)(?: .*)?")

HOP_BY_HOP = frozenset(
    {b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection"}
    | {b"proxy-authentication-info", b"te", b"upgrade", b"http2-settings"}
)
"""Fields that end at the proxy (RFC 9110 section 7.6.1). Transfer-Encoding and Trailer stay: a body
is passed on as it is framed. Without Upgrade no server leaves HTTP/1.1; web sockets use CONNECT."""

ESSENTIAL = frozenset({b"host", b"content-length", b"transfer-encoding"})
"""Fields that a Connection field cannot name away."""

OURS = b"x-archiver-"  # a server cannot speak in the proxy's name


class BadMessage(Exception):
    """What came is not HTTP/1.1 as a proxy may pass it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The head of a request to a proxy."""

    method: bytes
    host: str  # lower case, without brackets
    port: int
    path: bytes  # in origin form; empty for CONNECT
    version: bytes
    lines: tuple[bytes, ...]  # fields, as they came
    length: int | None  # of the body in bytes; None: chunked

    @property
    def tunnel(self) -> bool:
        """Tell whether a tunnel is asked for."""
        return self.method == b"CONNECT"

    def field(self, name: bytes) -> bytes:
        """Return the first value of a field, given in lower case; empty if there is none."""
        return next(iter(_values(self.lines, name)), b"")

    def onward(self) -> bytes:
        """Return the head for the server: in origin form, one request a connection."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        named = host if self.port == 80 else f"{host}:{self.port}"
        kept = [line for line in _passed_on(self.lines) if _name(line) != b"host"]
        start = b" ".join((self.method, self.path, self.version))
        return _head(start, b"Host: " + named.encode("ascii"), *kept, b"Connection: close")


async def read_request(reader: StreamReader) -> Request:
    """Read the head of a request to a proxy.

    Raises:
        BadMessage: it is malformed, ambiguous, too large or no request to a proxy.
        EOFError, OSError: the connection ended.
    """
    start, *lines = await _lines(reader, limit=MOST_REQUEST_HEAD)
    parts = start.split(b" ")
    if len(parts) != 3 or not TOKEN.fullmatch(parts[0]) or not TARGET.fullmatch(parts[1]):
        raise BadMessage("malformed request line")
    method, target, version = parts
    if version not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise BadMessage("not HTTP/1.1")
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not TOKEN.fullmatch(name) or not VALUE.fullmatch(value):
            raise BadMessage("malformed header field")
    host, port, path = _target(method, target)
    return Request(
        method=method,
        host=host,
        port=port,
        path=path,
        version=version,
        lines=tuple(lines),
        length=0 if method == b"CONNECT" else _body_length(lines),
    )


async def read_response_head(reader: StreamReader) -> tuple[int, bytes, int]:
    """Read the head of a server's response.

    A server's odd header lines pass as they are: they are evidence, and the browser knows what
    to make of them.

    Returns:
        The status, the head to pass on, and the size of the head as it came, in bytes.

    Raises:
        BadMessage: it is not HTTP/1.x, or too large.
        EOFError, OSError: the connection ended.
    """
    start, *lines = await _lines(reader, limit=MOST_RESPONSE_HEAD)
    match = STATUS_LINE.fullmatch(start)
    if match is None:
        raise BadMessage("answered with something that is not HTTP/1.1")
    kept = [line for line in _passed_on(lines) if not _name(line).startswith(OURS)]
    size = len(start) + sum(len(line) + 2 for line in lines) + 4
    final = int(match[1]) >= 200
    return int(match[1]), _head(start, *kept, *([b"Connection: close"] if final else [])), size


async def _lines(reader: StreamReader, *, limit: int) -> list[bytes]:
    """Read lines up to an empty one; empty lines before the first are skipped (RFC 9112 section 2.2)."""
    lines: list[bytes] = []
    size = 0
    while True:
        try:
            line = await reader.readuntil(b"\n")
        except LimitOverrunError as error:
            raise BadMessage("header line too long") from error
        size += len(line)
        if size > limit:
            raise BadMessage("header too large")
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        if line:
            lines.append(line)
        elif lines:
            return lines


def _target(method: bytes, target: bytes) -> tuple[str, int, bytes]:
    """Return host, port and path of a request target in authority or absolute form."""
    if method == b"CONNECT":
        authority, path, default = target, b"", b""
    else:
        scheme, separator, rest = target.partition(b"://")
        if not separator or scheme.lower() != b"http":
            raise BadMessage("this is a proxy: write the whole http address, or CONNECT")
        end = re.search(rb"[/?#]", rest)
        authority = rest[: end.start()] if end else rest
        path = rest[end.start() :].partition(b"#")[0] if end else b"/"
        path = path if path.startswith(b"/") else b"/" + path
        default = b"80"
    match = AUTHORITY.fullmatch(authority)
    if match is None or not 0 < int(match[3] or default or 0) < 65536:
        raise BadMessage("malformed host or port")
    host = (match[1] or match[2]).decode("ascii").lower().rstrip(".")
    if not host:
        raise BadMessage("malformed host or port")
    return host, int(match[3] or default), path


def _body_length(lines: Iterable[bytes]) -> int | None:
    """Return how long a request's body is, None if it says so in chunks (RFC 9112 section 6.3)."""
    codings = _values(lines, b"transfer-encoding")
    lengths = set(_values(lines, b"content-length"))
    if codings:
        if lengths or [coding.lower() for coding in codings] != [b"chunked"]:
            raise BadMessage("ambiguous length of the body")
        return None
    if not lengths:
        return 0
    length = lengths.pop()
    if lengths or not re.fullmatch(rb"\d{1,15}", length):
        raise BadMessage("ambiguous length of the body")
    return int(length)


def _passed_on(lines: Iterable[bytes]) -> list[bytes]:
    """Return the fields without those that end at a proxy."""
    lines = tuple(lines)
    named = b",".join(_values(lines, b"connection")).lower().split(b",")
    dropped = HOP_BY_HOP | ({token.strip() for token in named} - ESSENTIAL)
    kept: list[bytes] = []
    passing = True
    for line in lines:
        if not line.startswith((b" ", b"\t")):  # else folded: a part of the line before
            passing = _name(line) not in dropped
        if passing:
            kept.append(line)
    return kept


def _values(lines: Iterable[bytes], name: bytes) -> list[bytes]:
    return [line.partition(b":")[2].strip(b" \t") for line in lines if _name(line) == name]


def _name(line: bytes) -> bytes:
    return line.partition(b":")[0].rstrip(b" \t").lower()


def _head(*lines: bytes) -> bytes:
    return b"\r\n".join(lines) + b"\r\n\r\n"
