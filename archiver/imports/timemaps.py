"""Lists of mementos: what archives say they have of an address, in each of the forms that they say it in.

Source:
    RFC 7089 section 5 (TimeMaps, in the link format of RFC 6690); the JSON of MemGator and the Memento
    aggregator; CDX and CDXJ as the servers of the Internet Archive and of pywb answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from archiver.model.http_dates import from_http

MOST_MEMENTOS = 100_000
"""Of one list; the most captured front pages have as many."""

LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s,;"]*))*)')
PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]*))')

STAMP = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/")
"""The time in the address of a memento at most archives, and how it is to be shown (`if_`, `mp_`)."""

PAGES = frozenset({"text/html", "application/xhtml+xml", "warc/revisit", "unk", "-", ""})
"""Media types in CDX of pages, or of what may be one."""

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
"""Of a line of CDX, where the server does not say."""


@dataclass(frozen=True, slots=True)
class Memento:
    """One capture that an archive has."""

    url: str  # of the memento, as the archive keeps it where it says how
    at: datetime  # UTC


@dataclass(frozen=True, slots=True)
class TimeMap:
    """A list of mementos, and further lists that belong to it."""

    mementos: tuple[Memento, ...] = ()
    others: tuple[str, ...] = ()


def read_timemap(content: bytes, address: str) -> TimeMap:
    """Read a list in whichever form it is.

    Args:
        content: of the answer.
        address: that answered.

    Raises:
        ValueError: it is no list of mementos.
    """
    text = content.decode("utf-8", "replace").strip()
    if text.startswith("<") and "rel=" in text:
        return _links(text, address)
    if text.startswith(("{", "[")):
        return _json(text, address)
    return _cdx(_rows(text), address)


def as_kept(url: str) -> str:
    """Return the address at which an archive gives the bytes that it kept, unchanged, where it has one."""
    return STAMP.sub(lambda found: f"/{found[1]}id_/", url, count=1)


def kept_beside(memento: str, url: str) -> str | None:
    """Return the address at which an archive gives what it kept of another address at that time, or None.

    Args:
        memento: address of a memento.
        url: what it is asked for in its place.
    """
    found = STAMP.search(memento)
    return f"{memento[: found.start()]}/{found[1]}id_/{url}" if found else None


def original(url: str) -> str | None:
    """Return the address that a memento is of, by its own address, or None: it does not tell."""
    found = STAMP.search(url)
    return url[found.end() :] if found else None


def _links(text: str, address: str) -> TimeMap:
    mementos, others = list[Memento](), list[str]()
    for url, said in LINK.findall(text):
        told = {name.lower(): quoted or bare for name, quoted, bare in PARAMETER.findall(said)}
        relations = told.get("rel", "").split()
        if "memento" in relations and (at := from_http(told.get("datetime", ""))) is not None:
            mementos.append(Memento(as_kept(urljoin(address, url)), at))
        elif "timemap" in relations and "self" not in relations:
            others.append(urljoin(address, url))
    return TimeMap(tuple(mementos[:MOST_MEMENTOS]), tuple(others))


def _json(text: str, address: str) -> TimeMap:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return _cdx(_rows(text), address)  # one object a line
    if isinstance(told, list):
        return _cdx(_table(told), address)
    if not isinstance(told, dict):
        raise ValueError("it is no list of mementos")
    if "timestamp" in told:
        return _cdx(iter([told]), address)
    listed = told.get("mementos")
    found = listed.get("list") if isinstance(listed, dict) else None
    index = told.get("timemap_index")
    mementos = tuple(_listed(found or [], address))
    others = (one.get("uri") for one in index or [] if isinstance(one, dict))
    return TimeMap(mementos, tuple(urljoin(address, one) for one in others if isinstance(one, str)))


def _listed(found: object, address: str) -> Iterator[Memento]:
    for one in found[:MOST_MEMENTOS] if isinstance(found, list) else ():
        if isinstance(one, dict) and isinstance(one.get("uri"), str):
            at = _moment(one.get("datetime"))
            if at is not None:
                yield Memento(as_kept(urljoin(address, one["uri"])), at)


def _table(told: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table whose first row names the columns."""
    if told and isinstance(told[0], dict):
        yield from (row for row in told if isinstance(row, dict))
        return
    names = told[0] if told and isinstance(told[0], list) else []
    for row in told[1:]:
        if isinstance(row, list):
            yield dict(zip(map(str, names), row, strict=False))


def _rows(text: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of CDX, CDXJ, or of one JSON object each."""
    for line in text.splitlines():
        _, brace, rest = line.partition("{")
        fields = line.split(" ")
        if brace:
            try:
                told = json.loads(brace + rest)
            except (ValueError, RecursionError):
                continue
            if isinstance(told, dict):
                yield {"timestamp": fields[1] if len(fields) > 1 else "", **told}
        elif len(fields) >= len(COLUMNS):
            yield dict(zip(COLUMNS, fields, strict=False))


def _cdx(rows: Iterator[Mapping[str, Any]], address: str) -> TimeMap:
    """Return what rows of CDX tell: pages that were answered, each with its address at this archive.

    Raises:
        ValueError: no row tells of any capture.
    """
    mementos, seen = list[Memento](), 0
    for row in rows:
        at = _stamped(row.get("timestamp"))
        url = row.get("original") or row.get("url")
        if at is None or not isinstance(url, str):
            continue
        seen += 1
        media_type = str(row.get("mimetype") or row.get("mime") or "")
        status = str(row.get("statuscode") or row.get("status") or "")
        if media_type in PAGES and not status.startswith("3") and len(mementos) < MOST_MEMENTOS:
            mementos.append(Memento(f"{replays_at(address)}{row['timestamp']}id_/{url}", at))
    if not seen:
        raise ValueError("it is no list of mementos")
    return TimeMap(tuple(mementos))


def replays_at(address: str) -> str:
    """Return how the addresses of mementos begin at the archive whose CDX server is at this address."""
    server = address.partition("?")[0].rstrip("/")
    for ending, beginning in (("/cdx/search/cdx", "/web/"), ("/cdx", "/"), ("/index", "/")):
        if server.endswith(ending):
            return server.removesuffix(ending) + beginning
    for timemap in ("/timemap/json/", "/timemap/cdx/", "/timemap/"):
        head, found, _ = address.partition(timemap)
        if found:
            return f"{head}/"
    return f"{server}/"


def _stamped(said: object) -> datetime | None:
    try:
        return datetime.strptime(str(said), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _moment(said: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(said))
    except ValueError:
        return from_http(str(said))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
