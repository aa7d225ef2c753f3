"""WARC and ARC files, of whatever program: each HTML page is a capture, with the time of its record.

Source:
    ISO 28500:2017 (WARC 1.1); what our own files say beyond it is in docs/formats.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any

from warcio.recordloader import ArcWarcRecord

from archiver.imports.beside import BY_NAME, named_resources, told_hops, told_resources
from archiver.imports.bodies import body_of
from archiver.imports.found import SUCCESS, Broken, Found, NotReadable, captured
from archiver.imports.frames import READ_AT_ONCE, Record, is_known, records
from archiver.imports.record import (
    date_of,
    header,
    headers_of,
    made_by,
    media_type_of,
    parsed,
    status_of,
    uri_of,
)
from archiver.imports.spool import MOST_ANSWERS, Answer, Seen
from archiver.model.capture import Artefact, Browser, Capture, Depth, Origin
from archiver.model.holding import FACTS, VIEWS
from archiver.model.urls import web_address

PAGES = frozenset({"text/html", "application/xhtml+xml"})
REDIRECTS = range(300, 400)
MOST_NOTES, MOST_NOTE = 20, 300  # of a capture, and characters of each; as this program makes them


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcFile:
    """The format of web archives."""

    about: str = "WARC and ARC files, compressed or not"

    def knows(self, path: Path) -> bool:
        """Tell whether it is a file of records."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return is_known(file.read(READ_AT_ONCE))

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
    seen = Seen()
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


def _take(content: bytes, seen: Seen) -> None:
    """Note what a record holds, if it belongs to a page.

    Raises:
        NotReadable: it cannot be read.
    """
    record = parsed(content)
    match record.rec_type:
        case "warcinfo":
            seen.made_by = seen.made_by or made_by(record)
        case "metadata":
            _note_facts(record, seen)
        case "resource" if _note_view(record, content, seen):
            pass
        case "response" | "revisit" | "resource":
            _note_answer(record, content, seen)


def _note_answer(record: ArcWarcRecord, content: bytes, seen: Seen) -> None:
    url, spelt = web_address(uri_of(record)), uri_of(record)
    is_page = media_type_of(record) in PAGES and status_of(record) not in REDIRECTS
    if url is None or (not is_page and len(seen.answers) - len(seen.pages) >= MOST_ANSWERS):
        return
    at, spot = date_of(record), seen.put(content)
    name = header(record, "WARC-Record-ID") or f"{url} {at.isoformat()}"
    keys = (name, f"{spelt} {header(record, 'WARC-Date')}", header(record, "WARC-Payload-Digest"))
    again: tuple[str, ...] = ()
    if record.rec_type == "revisit":
        refers = f"{header(record, 'WARC-Refers-To-Target-URI')} {header(record, 'WARC-Refers-To-Date')}"
        again = (header(record, "WARC-Refers-To"), refers, keys[2])
    else:
        for key in filter(None, keys):
            seen.bodies.setdefault(key, spot)
    answer = Answer(id=name, url=spelt, at=at, spot=spot, again=again)
    seen.answers[name] = answer
    if is_page:
        seen.pages.append(answer)
    elif status_of(record) not in REDIRECTS:
        seen.places.setdefault(spelt.partition("#")[0], []).append(answer)


def _note_view(record: ArcWarcRecord, content: bytes, seen: Seen) -> bool:
    """Note what a browser made of a page; tell whether it is that."""
    url, page = uri_of(record), header(record, "WARC-Concurrent-To")
    name = next((name for name, start in VIEWS.items() if url.startswith(start)), None)
    if name is None or not page:
        return False
    seen.views.setdefault(page, {})[name] = seen.put(content)
    return True


def _note_facts(record: ArcWarcRecord, seen: Seen) -> None:
    page = header(record, "WARC-Concurrent-To")
    if not page or header(record, "Content-Type") != "application/json":
        return
    try:
        told = json.loads(body_of(record))
    except (ValueError, RecursionError):
        return  # of another program, which may say what it wants
    if isinstance(told, dict) and told.get("format") == FACTS:
        seen.facts[page] = told


def _load(page: Answer, origin: Origin, seen: Seen) -> Capture:
    """Return the capture of a page.

    Raises:
        NotReadable: its body is not in this file, or cannot be read.
    """
    record, full = seen.records(page)
    headers = headers_of(record) or headers_of(full)
    made = captured(
        page.url,
        body_of(full),
        at=page.at,
        origin=origin,
        status=status_of(record) or status_of(full) or SUCCESS,
        headers=headers or (("content-type", media_type_of(full)),),
        partial=header(full, "WARC-Truncated") == "length",
    )
    told = seen.facts.get(page.id)
    if told is not None:
        views = {name: seen.get(spot) for name, spot in seen.views.get(page.id, {}).items()}
        hops, resources = told_hops(told, seen), told_resources(told, seen)
        return replace(_with_facts(made, told, views), hops=hops, resources=resources)
    resources = named_resources(page, made.response.content or b"", seen)
    return replace(made, resources=resources, notes=(BY_NAME,)) if resources else made


def _with_facts(made: Capture, told: dict[str, Any], views: dict[str, bytes]) -> Capture:
    """Return a capture with what our own program told of it, as far as that has the form it gives it."""
    browser = told.get("browser")
    named = browser if isinstance(browser, dict) else {}
    kept = told.get("artefacts")
    cut = {
        name
        for name, one in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(one, dict) and one.get("partial") is True
    }
    found = _missing(kept) | {name: _view(content, partial=name in cut) for name, content in views.items()}
    url, took, depth, settled = (told.get(key) for key in ("url", "took_us", "depth", "settled"))
    noted = told.get("notes")
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
        notes=tuple(str(one)[:MOST_NOTE] for one in noted[:MOST_NOTES]) if isinstance(noted, list) else (),
        dom=found.get("dom"),
        mhtml=found.get("mhtml"),
        screenshot=found.get("screenshot"),
        certificates=found.get("certificates"),
    )


def _missing(kept: object) -> dict[str, Artefact]:
    """Return the views that were tried in vain, and why there are none."""
    told = kept.items() if isinstance(kept, dict) else ()
    return {
        name: Artefact(missing=one["missing"][:MOST_NOTE], media_type=str(one.get("media_type"))[:MOST_NOTE])
        for name, one in told
        if name in VIEWS and isinstance(one, dict) and isinstance(one.get("missing"), str)
    }


def _view(content: bytes, *, partial: bool) -> Artefact:
    record = parsed(content)
    return Artefact(content=body_of(record), media_type=header(record, "Content-Type"), partial=partial)
