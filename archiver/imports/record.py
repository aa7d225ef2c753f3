"""One record of a WARC file, taken apart: its own headers, and those of the HTTP message in it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archiver.imports.bodies import body_of
from archiver.imports.found import NotReadable
from archiver.model.holding import ORIGINAL

Pairs = tuple[tuple[str, str], ...]
"""Headers: names in lower case, order and repeats kept."""


def parsed(content: bytes) -> ArcWarcRecord:
    """Return a record with its headers taken apart.

    Raises:
        NotReadable: they cannot be.
    """
    try:
        record = next(iter(ArchiveIterator(BytesIO(content))), None)
    except (ArchiveLoadFailed, ValueError, EOFError) as error:
        raise NotReadable(f"its headers cannot be read: {error}") from error
    if record is None:
        raise NotReadable("it is empty")
    return record


def headers_of(record: ArcWarcRecord) -> Pairs:
    """Return the HTTP headers as captures have them; those of our own files by the names they came with."""
    if not record.http_headers:
        return ()
    found = tuple((name.lower(), value) for name, value in record.http_headers.headers)
    renamed = {name.removeprefix(ORIGINAL) for name, _ in found if name.startswith(ORIGINAL)}
    made = renamed or _is_ours(record)
    return tuple(
        (name.removeprefix(ORIGINAL), value)
        for name, value in found
        if name not in renamed and not (made and name == "content-length")
    )


def _is_ours(record: ArcWarcRecord) -> bool:
    """Tell whether the length of a body was added by this program, which puts it last."""
    last = record.http_headers.headers[-1:] if record.http_headers else []
    return bool(last) and last[0][0] == "content-length"


def made_by(record: ArcWarcRecord) -> str | None:
    """Return what made the file, as it says."""
    lines = body_of(record).decode("utf-8", "replace").splitlines()
    told = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("software:"))
    return next((name[:200] for name in told if name), None)


def header(record: ArcWarcRecord, name: str) -> str:
    """Return a header of the record itself; "" where it has none."""
    return str(record.rec_headers.get_header(name) or "").strip()


def uri_of(record: ArcWarcRecord) -> str:
    """Return the address that a record is of, as it is spelt there."""
    return header(record, "WARC-Target-URI").strip("<>")  # which some versions of wget put around it


def status_of(record: ArcWarcRecord) -> int | None:
    """Return the HTTP status, or None: it has none."""
    told = record.http_headers.get_statuscode() if record.http_headers else ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) == len("200") else None


def media_type_of(record: ArcWarcRecord) -> str:
    """Return the media type of the body, as it is told."""
    sent = record.http_headers.get_header("content-type") if record.http_headers else None
    told = sent if record.http_headers else header(record, "Content-Type")
    return (told or "").partition(";")[0].strip().lower()


def date_of(record: ArcWarcRecord) -> datetime:
    """Return the time of a record.

    Raises:
        NotReadable: it has none that can be understood.
    """
    told = header(record, "WARC-Date")
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise NotReadable(f"its time {told!r} is none") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
