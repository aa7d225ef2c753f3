"""The records of a WARC or ARC file, one after the other, whatever is wrong with it.

Here and not in warcio, because a file may be hostile: a line without end, a length that is none, a kilobyte
that decompresses to a gigabyte. No more than one record is in memory, and none larger than a page may be.
Records of ARC, which came before WARC, are written as those of WARC, so that nobody else has to know of it.

Source:
    https://archive.org/web/researcher/ArcFileFormat.php
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from archiver.imports.found import MOST_BODY

MOST_HEAD = 65_536
"""Bytes of the head of a record; those of real files have some hundred."""

MOST_RECORD = MOST_BODY + 1_048_576
"""Bytes of a record: of a page, and its HTTP headers."""

READ_AT_ONCE = 65_536
"""Bytes read, or decompressed, at once."""

GZIP = b"\x1f\x8b\x08"
"""How a gzip member begins (RFC 1952), with the one method there is."""

BEGINNING = b"WARC/"
ARC_BEGINNING = b"filedesc:"
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"^content-length:[ \t]*([0-9]{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)

ARC_LINE = re.compile(
    rb"([a-z]{2,20}:[^\s]{1,8000}) ([0-9A-Fa-f.:]{1,45}) (\d{8})(\d{4,6}) ([^\s]{1,200})"
    rb"(?: [^\r\n]{1,2000})? (\d{1,15})\r?\n"
)
"""The head of a record of ARC: address, IP address, time, media type, length. Version 2 has more."""

ARC_SOFTWARE = re.compile(rb"<(?:\w+:)?software>([^<\r\n]{1,200})<")
"""What made a file, in the description that Heritrix puts at its beginning."""


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record."""

    content: bytes  # head and block


@dataclass(frozen=True, slots=True)
class Unread:
    """A record, or what lies between two, that cannot be read."""

    why: str


class _Hole(Exception):
    """What was compressed is damaged here."""


def is_known(beginning: bytes) -> bool:
    """Tell whether a file that begins like this may be one of records."""
    if beginning.startswith(GZIP):
        try:
            beginning = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(beginning, READ_AT_ONCE)
        except zlib.error:
            return False
    return beginning.startswith((BEGINNING, ARC_BEGINNING))


def records(file: IO[bytes]) -> Iterator[Record | Unread]:
    """Yield the records of a file, compressed or not, and what is broken between them."""
    beginning = file.read(len(GZIP))
    file.seek(0)
    stream = _Stream(_decompressed(file) if beginning == GZIP else _plain(file))
    following = _next
    while True:
        try:
            following = _next_arc if stream.starts_with(ARC_BEGINNING) else following
            found = following(stream)
        except _Hole:
            found = Unread("it cannot be decompressed")
        if found is None:
            return
        yield found


def _next(stream: _Stream) -> Record | Unread | None:
    """Return the next record; None: there is none."""
    if not stream.skip_lines():
        return None
    if not stream.starts_with(BEGINNING):
        stream.skip_to(BEGINNING)
        return Unread("no record begins where one should")
    head = stream.head()
    if head is None:
        stream.skip_to(BEGINNING)
        return Unread("its head has no end")
    length = LENGTH.search(head)
    if length is None:
        return Unread("it has no length")
    block = _block(stream, int(length[1]))
    return Record(head + block) if isinstance(block, bytes) else block


def _next_arc(stream: _Stream) -> Record | Unread | None:
    """Return the next record of ARC as one of WARC; None: there is none."""
    if not stream.skip_lines():
        return None
    told = ARC_LINE.fullmatch(stream.line())
    if told is None:
        while stream.skip_lines() and not ARC_LINE.fullmatch(stream.line(take=False)):
            stream.line()
        return Unread("no record begins where one should")
    block = _block(stream, int(told[6]))
    return Record(_as_warc(told, block)) if isinstance(block, bytes) else block


def _block(stream: _Stream, length: int) -> bytes | Unread:
    if length > MOST_RECORD:
        stream.skip(length)
        return Unread(f"it is larger than {MOST_RECORD} bytes")
    block = stream.take(length)
    return block if len(block) == length else Unread("the file ends in the middle of it")


def _as_warc(told: re.Match[bytes], block: bytes) -> bytes:
    """Return a record of ARC as WARC has it; what it does not tell is left out."""
    url, address, day, time, media_type = told.groups()[:5]
    kind, spelt = b"resource", media_type
    if url.startswith(ARC_BEGINNING):
        made = ARC_SOFTWARE.search(block)
        kind, block = b"warcinfo", b"software: " + (made[1] if made else b"not told") + b"\r\n"
    elif block.startswith(b"HTTP/"):
        kind, spelt = b"response", b"application/http; msgtype=response"
    at = b"%s-%s-%sT%s:%s:%sZ" % (day[:4], day[4:6], day[6:], time[:2], time[2:4], time[4:].ljust(2, b"0"))
    head = (
        b"WARC/1.0", b"WARC-Type: " + kind, b"WARC-Target-URI: " + url, b"WARC-Date: " + at,
        b"WARC-IP-Address: " + address, b"Content-Type: " + spelt, b"Content-Length: %d" % len(block),
    )  # fmt: skip
    return b"\r\n".join(head) + b"\r\n\r\n" + block


def _plain(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(READ_AT_ONCE):
        yield piece


def _decompressed(file: IO[bytes]) -> Iterator[bytes | None]:
    """Yield what the members of a gzip file hold, bit by bit; None where one is damaged."""
    left = b""
    while True:
        left = left if len(left) >= len(GZIP) else left + file.read(READ_AT_ONCE)
        start = left.find(GZIP)
        if start < 0:
            if not (left := left[-2:] + file.read(READ_AT_ONCE))[2:]:
                return
            continue
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        left = left[start:]
        try:
            while not member.eof:
                given = left or file.read(READ_AT_ONCE)
                if not given:
                    yield None  # the file ends within the member
                    return
                piece = member.decompress(given, READ_AT_ONCE)
                left = member.unconsumed_tail
                if piece:
                    yield piece
            left = member.unused_data
        except zlib.error:
            left = given[len(GZIP) :]
            yield None


class _Stream:
    """Bytes that come bit by bit, of which a little is looked at before it is taken."""

    def __init__(self, pieces: Iterator[bytes] | Iterator[bytes | None]) -> None:
        self._pieces = pieces
        self._held = bytearray()

    def skip_lines(self) -> bool:
        """Leave out the ends of lines between two records; tell whether anything follows."""
        while True:
            at = next((place for place, byte in enumerate(self._held) if byte not in b"\r\n"), None)
            if at is not None:
                del self._held[:at]
                return True
            self._held.clear()
            if not self._more():
                return False

    def starts_with(self, mark: bytes) -> bool:
        while len(self._held) < len(mark) and self._more():
            pass
        return self._held.startswith(mark)

    def head(self) -> bytes | None:
        """Take all up to the first empty line; None, and nothing taken, where there is none near."""
        while (end := END_OF_HEAD.search(self._held)) is None:
            if len(self._held) > MOST_HEAD or not self._more():
                return None
        return self._cut(end.end())

    def line(self, *, take: bool = True) -> bytes:
        """Return the next line with its end, or what is held of one that is too long to be a head."""
        while (end := self._held.find(b"\n")) < 0:
            if len(self._held) > MOST_HEAD or not self._more():
                end = len(self._held) - 1
                break
        return self._cut(end + 1) if take else bytes(self._held[: end + 1])

    def take(self, length: int) -> bytes:
        while len(self._held) < length and self._more():
            pass
        return self._cut(length)

    def skip(self, length: int) -> None:
        while length > len(self._held):
            length -= len(self._held)
            self._held.clear()
            if not self._more():
                return
        del self._held[:length]

    def skip_to(self, mark: bytes) -> None:
        """Leave out all up to where a line begins with the mark, beyond the place where this is."""
        sought = b"\n" + mark
        del self._held[:1]
        while (at := self._held.find(sought)) < 0:
            del self._held[: max(0, len(self._held) - len(sought))]
            if not self._more():
                self._held.clear()
                return
        del self._held[: at + 1]

    def _cut(self, length: int) -> bytes:
        taken = bytes(self._held[:length])
        del self._held[:length]
        return taken

    def _more(self) -> bool:
        """Get another piece; tell whether there was one.

        Raises:
            _Hole: it is damaged; what was held is dropped, as its end is missing.
        """
        piece = next(self._pieces, b"")
        if piece is None:
            self._held.clear()
            raise _Hole
        self._held += piece
        return bool(piece)
