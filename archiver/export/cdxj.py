"""The index of a web archive: where each address lies in the file, in the order of CDXJ."""

from __future__ import annotations

import heapq
import json
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO
from urllib.parse import urlsplit

from archiver.export.warc import Place
from archiver.model.as_json import instant
from archiver.model.capture import digest_of

IN_MEMORY = 50_000
"""Lines sorted at once, of some 400 bytes each; more go through files."""

BLOCK = 300
"""Lines compressed together, as in pywb's ZipNum; who looks for one address unpacks one block."""

INDEXED = frozenset({"response", "revisit", "resource"})


def key_of(url: str) -> str:
    """Return an address in the form by which indexes are sorted: the host turned round, all in lower case.

    Source:
        SURT, as the Internet Archive sorts, without its rules for session ids in paths.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return url.lower().replace(" ", "%20")
    host = (parts.hostname or "").removeprefix("www.")
    try:
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        port = ""
    path = parts.path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    asked = f"{path}?{query}" if query else path
    return f"{','.join(reversed(host.split('.')))}{port}){asked}".lower().replace(" ", "%20")


def stamp(place: Place) -> str:
    """Return the time of a record in fourteen digits."""
    return instant(place.record.at).translate(str.maketrans("", "", "-:T"))[:14]


def line_of(place: Place, file: str) -> str | None:
    """Return the line of a record in the index; None: the index does not name its kind.

    Args:
        place: of the record.
        file: that it lies in.
    """
    record = place.record
    if record.kind not in INDEXED:
        return None
    sent = next((value for name, value in record.headers if name.lower() == "content-type"), "")
    told = {
        "url": record.url,
        "mime": "warc/revisit" if place.is_revisit else (record.media_type or sent.partition(";")[0].strip()),
        "status": (record.start or "").split(" ")[1] if record.start else "200",
        "digest": f"sha256:{record.digest}",
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": file,
    }
    return f"{key_of(record.url)} {stamp(place)} {json.dumps(told)}\n"


def _run() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")


class Sorted:
    """Lines that come in any order and are read in theirs; many lie in files meanwhile.

    Use it as a context manager.
    """

    def __init__(self) -> None:
        self._files = ExitStack()
        self._runs: list[IO[str]] = []
        self._lines: list[str] = []

    def __enter__(self) -> Sorted:
        """Begin without a line."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the files."""
        self._files.close()

    def add(self, line: str) -> None:
        """Take a line, which ends with a newline."""
        self._lines.append(line)
        if len(self._lines) >= IN_MEMORY:
            run: IO[str] = self._files.enter_context(_run())
            run.writelines(sorted(self._lines))
            run.seek(0)
            self._runs.append(run)
            self._lines = []

    def __iter__(self) -> Iterator[str]:
        """Yield all lines in order."""
        return heapq.merge(*self._runs, sorted(self._lines))


def blocks(lines: Iterator[str], name: str) -> Iterator[tuple[bytes, str]]:
    """Yield the compressed blocks of an index, and the line of each in the index of blocks.

    Args:
        lines: in order.
        name: of the file that the blocks are written to.
    """
    offset = 0
    while block := list(islice(lines, BLOCK)):
        packed = _gzip("".join(block).encode())
        place = " ".join(block[0].split(" ", 2)[:2])
        told = {
            "offset": offset,
            "length": len(packed),
            "digest": f"sha256:{digest_of(packed)}",
            "filename": name,
        }
        yield packed, f"{place} {json.dumps(told)}\n"
        offset += len(packed)


def _gzip(content: bytes) -> bytes:
    """Return one gzip member without a time in it: the same lines give the same bytes."""
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    return packing.compress(content) + packing.flush()
