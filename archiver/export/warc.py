"""WARC 1.1: captures as records of one file, each compressed alone, identical bodies once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO, Protocol

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archiver.export.records import Record, records
from archiver.model.as_json import instant
from archiver.model.capture import Digest
from archiver.model.holding import Holding, Signer

VERSION = "1.1"

ABOUT = {
    "format": "WARC File Format 1.1",
    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "description": (
        "Captures of news articles. Bodies lie here as they were kept, with their content encoding undone;"
        " headers that speak of the encoded bytes begin with x-orig-. Requests are made again from what is"
        " known of them. Cookies are left out."
    ),
}
"""What the file says of itself, in the names of WARC's own vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record lies in the file."""

    record: Record
    is_revisit: bool
    offset: int
    length: int


class Out(Protocol):
    """A file that can tell where it is."""

    def write(self, content: bytes, /) -> int:
        """Write at the end."""
        ...

    def flush(self) -> None:
        """Let what was written be there."""
        ...

    def tell(self) -> int:
        """Return how much was written."""
        ...


Bodies = dict[Digest, tuple[str, str, str]]
"""Bodies that were written: id, address and date of the record of each."""

Noted = Callable[[Place], None]
"""Told of each record that was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warc:
    """The format of web archives."""

    is_signed: bool = False
    about: str = "WARC 1.1, one .warc.gz with every capture: for web archives"

    def write(
        self,
        holdings: Iterable[Holding],
        out: IO[bytes],
        *,
        made_at: datetime,
        software: str,
        signer: Signer | None = None,  # noqa: ARG002  records know no signature
    ) -> None:
        """Write one file of records; it cannot be signed."""
        file = WarcFile(out, noted=lambda _: None)
        file.begin(made_at=made_at, software=software)
        for held in holdings:
            file.hold(held)


class WarcFile:
    """A file that grows, and remembers which bodies are in it."""

    def __init__(
        self, out: Out, *, noted: Noted, name: str | None = None, bodies: Bodies | None = None
    ) -> None:
        """Begin an empty file.

        Args:
            out: it can tell where it is.
            noted: told of each record that was written.
            name: of the file, which it says of itself.
            bodies: that are in earlier files of the same archive already; it grows.
        """
        self._out, self._noted, self._name = out, noted, name
        self._writer = WARCWriter(out, gzip=True, warc_version=VERSION)
        self._first: Bodies = {} if bodies is None else bodies

    def begin(self, *, made_at: datetime, software: str) -> None:
        """Write what the file is."""
        about = self._writer.create_warcinfo_record(self._name, {"software": software, **ABOUT})
        about.rec_headers.replace_header("WARC-Date", instant(made_at))
        self._writer.write_record(about)

    def hold(self, held: Holding) -> None:
        """Write a capture."""
        for record in records(held):
            self.put(record)

    def put(self, record: Record) -> None:
        """Write a record; a body that an earlier answer had is not written again."""
        start = self._out.tell()
        first = self._first.get(record.digest) if record.kind == "response" and record.body else None
        self._writer.write_record(self._made(record) if first is None else self._revisit(record, first))
        if record.kind == "response" and first is None:
            self._first[record.digest] = record.id, record.url, instant(record.at)
        length = self._out.tell() - start
        self._noted(Place(record=record, is_revisit=first is not None, offset=start, length=length))

    def _made(self, record: Record) -> object:
        digest = () if record.kind == "metadata" else (("WARC-Payload-Digest", f"sha256:{record.digest}"),)
        return self._writer.create_warc_record(
            record.url,
            record.kind,
            payload=BytesIO(record.body),
            length=len(record.body),
            warc_content_type=record.media_type or "",
            warc_headers_dict=_named(record, digest),
            http_headers=_message(record),
        )

    def _revisit(self, record: Record, first: tuple[str, str, str]) -> object:
        name, url, date = first
        return self._writer.create_revisit_record(
            record.url,
            digest=f"sha256:{record.digest}",
            refers_to_uri=url,
            refers_to_date=date,
            http_headers=_message(record),
            warc_headers_dict=_named(record, (("WARC-Refers-To", name),)),
        )


def _named(record: Record, more: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return the record's own headers by name."""
    own = (("WARC-Record-ID", record.id), ("WARC-Date", instant(record.at)))
    return dict((*own, *record.more, *more))


def _message(record: Record) -> StatusAndHeaders | None:
    """Return the head of the record's HTTP message, if it is one."""
    if record.start is None:
        return None
    protocol, _, rest = record.start.partition(" ")
    return StatusAndHeaders(rest, list(record.headers), protocol=protocol)
