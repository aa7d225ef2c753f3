"""WARC files, of whatever program: each HTML page in them is a capture, with the time that its record has.

Source:
    ISO 28500:2017 (WARC 1.1); what our own files say beyond it is in docs/formats.md.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from archiver.imports.bodies import body_of
from archiver.imports.found import SUCCESS, Broken, Found, NotReadable, captured
from archiver.imports.frames import READ_AT_ONCE, Record, is_warc, records
from archiver.model.capture import Artefact, Browser, Capture, Depth, Origin
from archiver.model.holding import FACTS, ORIGINAL, VIEWS
from archiver.model.urls import web_address

PAGES = frozenset({"text/html", "application/xhtml+xml"})
REDIRECTS = range(300, 400)
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record lies in the spool."""

    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A record that shows a page, without its bytes."""

    id: str
    url: str
    at: datetime
    spot: Spot
    again: tuple[str, ...] = ()  # of a revisit: what the record that has the body may be known by


@dataclass(slots=True)
class Seen:
    """What a file holds; the records themselves lie in a temporary file."""

    spool: IO[bytes]
    made_by: str | None = None
    pages: list[Page] = field(default_factory=list)
    bodies: dict[str, Spot] = field(default_factory=dict)  # by id, by address and time, by digest
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id of the page's record
    views: dict[str, dict[str, Spot]] = field(default_factory=dict)  # by id of the page's record, by name


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcFile:
    """The format of web archives."""

    about: str = "WARC files, compressed or not"

    def knows(self, path: Path) -> bool:
        """Tell whether it is a file of records."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_warc(file.read(READ_AT_ONCE))

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield the pages of a file."""
        with path.open("rb") as file:
            yield from find_in(file, path.name, collection)


def find_in(file: IO[bytes], name: str, collection: str) -> Iterator[Found | Broken]:
    """Yield the pages of an open file.

    Args:
        file: of records, compressed or not.
        name: by which it is told where a capture was found.
        collection: what it is imported into.
    """
    seen = Seen(_temporary())
    for number, record in enumerate(records(file), start=1):
        try:
            if not isinstance(record, Record):
                raise NotReadable(record.why)
            _take(record.content, seen)
        except NotReadable as error:
            yield Broken(archive=name, record=f"record {number}", why=str(error))
    for page in seen.pages:
        if seen.facts and page.id not in seen.facts:
            continue  # one of our own files: a frame of a page, or a redirect on the way to it
        origin = Origin(collection=collection, archive=name, record=page.id, made_by=seen.made_by)
        told = seen.facts.get(page.id, {}).get("article")
        yield Found(
            url=page.url,
            at=page.at,
            origin=origin,
            load=partial(_load, page, origin, seen),
            article=told if isinstance(told, str) else None,
        )


def _temporary() -> IO[bytes]:
    """Return a file that is gone when nothing can load from it any more."""
    return tempfile.TemporaryFile()


def _take(content: bytes, seen: Seen) -> None:
    """Note what a record holds, if it belongs to a page.

    Raises:
        NotReadable: it cannot be read.
    """
    record = _parsed(content)
    match record.rec_type:
        case "warcinfo":
            seen.made_by = seen.made_by or _made_by(record)
        case "metadata":
            _note_facts(record, seen)
        case "resource" if _note_view(record, content, seen):
            pass
        case "response" | "revisit" | "resource":
            _note_page(record, content, seen)


def _note_page(record: ArcWarcRecord, content: bytes, seen: Seen) -> None:
    url = web_address(_uri(record))
    if url is None or _media_type(record) not in PAGES or _status(record) in REDIRECTS:
        return
    at, spot = _date(record), _spool(content, seen)
    name = _header(record, "WARC-Record-ID") or f"{url} {at.isoformat()}"
    keys = (name, f"{_uri(record)} {_header(record, 'WARC-Date')}", _header(record, "WARC-Payload-Digest"))
    again: tuple[str, ...] = ()
    if record.rec_type == "revisit":
        refers = f"{_header(record, 'WARC-Refers-To-Target-URI')} {_header(record, 'WARC-Refers-To-Date')}"
        again = (_header(record, "WARC-Refers-To"), refers, keys[2])
    else:
        for key in filter(None, keys):
            seen.bodies.setdefault(key, spot)
    seen.pages.append(Page(id=name, url=_uri(record), at=at, spot=spot, again=again))


def _note_view(record: ArcWarcRecord, content: bytes, seen: Seen) -> bool:
    """Note what a browser made of a page; tell whether it is that."""
    url, page = _uri(record), _header(record, "WARC-Concurrent-To")
    name = next((name for name, start in VIEWS.items() if url.startswith(start)), None)
    if name is None or not page:
        return False
    seen.views.setdefault(page, {})[name] = _spool(content, seen)
    return True


def _note_facts(record: ArcWarcRecord, seen: Seen) -> None:
    page = _header(record, "WARC-Concurrent-To")
    if not page or _header(record, "Content-Type") != "application/json":
        return
    try:
        told = json.loads(body_of(record))
    except (ValueError, RecursionError):
        return  # of another program, which may say what it wants
    if isinstance(told, dict) and told.get("format") == FACTS:
        seen.facts[page] = told


def _load(page: Page, origin: Origin, seen: Seen) -> Capture:
    """Return the capture of a page.

    Raises:
        NotReadable: its body is not in this file, or cannot be read.
    """
    record = _parsed(_spooled(page.spot, seen))
    headers = _headers(record)
    if page.again:
        spot = next((seen.bodies[key] for key in page.again if key in seen.bodies), None)
        if spot is None:
            raise NotReadable("it refers to a record that is not in this file")
        full = _parsed(_spooled(spot, seen))
        headers = headers or _headers(full)
    else:
        full = record
    made = captured(
        page.url,
        body_of(full),
        at=page.at,
        origin=origin,
        status=_status(record) or _status(full) or SUCCESS,
        headers=headers or (("content-type", _media_type(full)),),
        partial=_header(full, "WARC-Truncated") == "length",
    )
    views = {name: _spooled(spot, seen) for name, spot in seen.views.get(page.id, {}).items()}
    return _with_facts(made, seen.facts.get(page.id, {}), views)


def _with_facts(made: Capture, told: dict[str, Any], views: dict[str, bytes]) -> Capture:
    """Return a capture with what our own program told of it, as far as that has the form it gives it."""
    if not told:
        return made
    browser = told.get("browser")
    named = browser if isinstance(browser, dict) else {}
    kept = told.get("artefacts")
    cut = {
        name
        for name, one in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(one, dict) and one.get("partial") is True
    }
    found = {name: _view(content, partial=name in cut) for name, content in views.items()}
    url, took, depth, settled = (told.get(key) for key in ("url", "took_us", "depth", "settled"))
    return replace(
        made,
        url=web_address(url if isinstance(url, str) else None) or made.url,
        took=timedelta(microseconds=took) if isinstance(took, int) and 0 <= took < 10**9 else made.took,
        depth=Depth(depth) if depth in tuple(Depth) else made.depth,
        settled=settled if settled in ("quiet", "cap") else made.settled,
        browser=Browser(
            product=str(named.get("product") or made.browser.product)[:200],
            user_agent=str(named.get("user_agent") or "")[:500],
        ),
        dom=found.get("dom"),
        mhtml=found.get("mhtml"),
        screenshot=found.get("screenshot"),
        certificates=found.get("certificates"),
    )


def _view(content: bytes, *, partial: bool) -> Artefact:
    record = _parsed(content)
    return Artefact(content=body_of(record), media_type=_header(record, "Content-Type"), partial=partial)


# --- one record ------------------------------------------------------------------------------------


def _parsed(content: bytes) -> ArcWarcRecord:
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


def _headers(record: ArcWarcRecord) -> Pairs:
    """Return the HTTP headers as captures have them; those of our own files by the names they came with."""
    if not record.http_headers:
        return ()
    found = tuple((name.lower(), value) for name, value in record.http_headers.headers)
    renamed = {name.removeprefix(ORIGINAL) for name, _ in found if name.startswith(ORIGINAL)}
    made = renamed or _is_ours(record)
    return tuple(
        (name.removeprefix(ORIGINAL), value)
        for name, value in found
        if not (made and name == "content-length")
    )


def _is_ours(record: ArcWarcRecord) -> bool:
    """Tell whether the length of a body was added by this program, which puts it last."""
    last = record.http_headers.headers[-1:] if record.http_headers else []
    return bool(last) and last[0][0] == "content-length"


def _made_by(record: ArcWarcRecord) -> str | None:
    """Return what made the file, as it says."""
    lines = body_of(record).decode("utf-8", "replace").splitlines()
    told = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("software:"))
    return next((name[:200] for name in told if name), None)


def _header(record: ArcWarcRecord, name: str) -> str:
    return str(record.rec_headers.get_header(name) or "").strip()


def _uri(record: ArcWarcRecord) -> str:
    return _header(record, "WARC-Target-URI").strip("<>")  # which some versions of wget put around it


def _status(record: ArcWarcRecord) -> int | None:
    told = record.http_headers.get_statuscode() if record.http_headers else ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) == len("200") else None


def _media_type(record: ArcWarcRecord) -> str:
    sent = record.http_headers.get_header("content-type") if record.http_headers else None
    told = sent if record.http_headers else _header(record, "Content-Type")
    return (told or "").partition(";")[0].strip().lower()


def _date(record: ArcWarcRecord) -> datetime:
    """Return the time of a record.

    Raises:
        NotReadable: it has none that can be understood.
    """
    told = _header(record, "WARC-Date")
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise NotReadable(f"its time {told!r} is none") from error
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _spool(content: bytes, seen: Seen) -> Spot:
    start = seen.spool.seek(0, 2)
    seen.spool.write(content)
    return Spot(start, len(content))


def _spooled(spot: Spot, seen: Seen) -> bytes:
    seen.spool.seek(spot.start)
    return seen.spool.read(spot.length)
