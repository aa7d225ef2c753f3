"""The body of a record, with chunks and content encoding undone, and never larger than a page may be."""

from __future__ import annotations

from collections.abc import Iterator

import brotli
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archiver.imports.found import MOST_BODY, NotReadable
from archiver.imports.frames import READ_AT_ONCE

UNDONE = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
"""Content encodings that warcio undoes bit by bit."""

BROTLI = "br"
"""Undone here: warcio would decompress a whole piece at once, which of a bomb is any size."""


def body_of(record: ArcWarcRecord) -> bytes:
    """Return the body of a record.

    Raises:
        NotReadable: its encoding cannot be undone, or it is too large.
    """
    encoding = ""
    if record.http_headers:
        encoding = (record.http_headers.get_header("content-encoding") or "").strip().lower()
    if encoding == BROTLI:
        record.http_headers.remove_header("content-encoding")
    elif encoding not in UNDONE:
        raise NotReadable(f"its content encoding {encoding!r} is not known here")
    try:
        content = _bounded(_pieces(record))
        return unpacked(content) if encoding == BROTLI else content
    except (OSError, EOFError, ValueError, ArchiveLoadFailed) as error:
        raise NotReadable(f"its body cannot be read: {error}") from error


def unpacked(content: bytes) -> bytes:
    """Return what Brotli made smaller.

    Raises:
        NotReadable: it cannot be undone, or is too large.
    """
    try:
        return _bounded(_unpacked(content))
    except brotli.error as error:
        raise NotReadable(f"its body cannot be read: {error}") from error


def _pieces(record: ArcWarcRecord) -> Iterator[bytes]:
    stream = record.content_stream()
    while piece := stream.read(READ_AT_ONCE):
        yield piece


def _unpacked(content: bytes) -> Iterator[bytes]:
    unpacking = brotli.Decompressor()
    piece = unpacking.process(content, output_buffer_limit=READ_AT_ONCE)
    while piece:
        yield piece
        piece = b"" if unpacking.is_finished() else unpacking.process(b"", output_buffer_limit=READ_AT_ONCE)
    if not unpacking.is_finished():
        raise NotReadable("its body ends in the middle")


def _bounded(pieces: Iterator[bytes]) -> bytes:
    """Return all pieces as one.

    Raises:
        NotReadable: they are more than a page may be.
    """
    found, size = list[bytes](), 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BODY:
            raise NotReadable(f"its body is larger than {MOST_BODY} bytes")
        found.append(piece)
    return b"".join(found)
