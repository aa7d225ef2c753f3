"""What is made of a capture: it is read, screened, and judged by what the archive knows of the article."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from archiver.diff.fingerprint import fingerprint
from archiver.diff.stale import stale
from archiver.diff.verdict import judge, misread
from archiver.errors import Damaged, ReadError
from archiver.model.capture import Capture, CaptureTask, Purpose
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Edited, Memory, Rebased, Revision, Suspect, Verdict
from archiver.normalize.reader import Observed, observe, reader_for
from archiver.normalize.relaid import is_relaid
from archiver.normalize.screen import Sight, screen
from archiver.normalize.walk import all_text
from archiver.store import Store

log = logging.getLogger(__name__)

AGE = re.compile("[0-9]{1,8}")
"""Seconds in a cache, up to three years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is made of a capture."""

    reading: Reading | None
    screening: Screening
    verdict: Verdict


def find(task: CaptureTask, capture: Capture, memory: Memory, store: Store) -> Finding:
    """Read a capture and judge what it means.

    Where the current revision cannot be reread by the reader of this capture, the capture is where
    the history goes on: as a rebase, because two readers are never compared.
    """
    seen, screening = understand(task, capture)
    reading = seen.reading if seen else None
    if reading and memory.current and memory.current.reading.reader != reading.reader:
        return Finding(reading=reading, screening=screening, verdict=Rebased())
    seen_at = capture.captured_at
    old = stale(memory, reading, seen_at=seen_at, made_at=made_at(capture)) if reading else None
    if old is not None:
        return Finding(reading=None, screening=screening, verdict=Suspect(reason=old))
    if seen:
        missed = misread(memory, seen.reading, seen_at=seen_at, page_text=partial(all_text, seen.page))
        if missed is not None:
            return Finding(reading=reading, screening=screening, verdict=missed)
    verdict = judge(
        memory,
        screening,
        reading,
        seen_at=seen_at,
        confirming=task.purpose is Purpose.CONFIRM,
        status=capture.status,
    )
    if (
        isinstance(verdict, Edited)
        and memory.current
        and seen
        and _is_laid_out_anew(memory.current, seen, store)
    ):
        verdict = Rebased()
    return Finding(reading=reading, screening=screening, verdict=verdict)


def made_at(capture: Capture) -> datetime | None:
    """Return when the answer was made, by the age that a cache on the way gives it (RFC 9111, 5.1)."""
    age = (capture.header("age") or "").strip()
    return capture.captured_at - timedelta(seconds=int(age)) if AGE.fullmatch(age) else None


def _is_laid_out_anew(current: Revision, after: Observed, store: Store) -> bool:
    """Tell whether a page reads otherwise than the current revision by the page's new layout alone."""
    try:
        before = observed(store.capture_of(current.snapshot))
    except Damaged as error:  # reported by `verify`; without it the change stands as it was found
        log.warning("not compared", extra={"snapshot": current.snapshot, "why": str(error)})
        return False
    return before is not None and is_relaid(before, after)


def observed(capture: Capture) -> Observed | None:
    """Return what today's reader makes of a capture, with the page; None: it refuses it."""
    html, charset = page_of(capture)
    try:
        return observe(html, capture.final_url, charset=charset) if html else None
    except ReadError:
        return None


def understand(task: CaptureTask, capture: Capture) -> tuple[Observed | None, Screening]:
    """Read the article out of a capture, and say whether it is one; None: it is not.

    The rendered DOM is read where there is one: it is what a person would have seen.
    """
    if capture.dom is not None and capture.dom.partial:
        # half an article reads like an edit of the whole
        return None, Screening(kind=PageKind.SHELL, reason="the document never ended")
    html, charset = page_of(capture)
    seen = None
    if html:
        try:
            seen = observe(html, capture.final_url, charset=charset)
        except ReadError as error:
            return None, Screening(kind=PageKind.OTHER, reason=error.detail)
    sight = Sight(
        asked_url=task.url,
        final_url=capture.final_url,
        status=capture.status,
        headers=capture.headers,
        html=html,
        reading=seen.reading if seen else None,
        page=seen.page if seen else None,
    )
    screening = screen(sight)
    return (seen if screening.kind is PageKind.ARTICLE else None), screening


def page_of(capture: Capture) -> tuple[bytes | None, str | None]:
    """Return the HTML to read and the charset its sender declared, or None where there is none."""
    if capture.dom is not None and capture.dom.content is not None:
        return capture.dom.content, "utf-8"
    content_type = capture.header("content-type") or ""
    if "html" not in content_type and content_type:
        return None, None
    charset = content_type.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return capture.response.content, charset


def like_with_like(memory: Memory, capture: Capture, store: Store, now: datetime) -> Memory:
    """Reread the current revision's snapshot where another reader made its reading than reads the capture.

    Two readings are compared only if the same reader made them, so that an improved reader never
    makes an edit.
    """
    current = memory.current
    if current is None or current.reading.reader == reader_for(capture.final_url):
        return memory
    try:
        reading = reread(current, store)
    except Damaged as error:  # the article must not wait for old evidence to be mended: `verify` reports it
        log.warning("not reread", extra={"article": memory.article.id, "why": str(error)})
        return memory
    if reading is None:
        return memory
    rebase(current, reading, store, now)
    return store.memory(memory.article.id)


def reread(revision: Revision, store: Store) -> Reading | None:
    """Return how today's reader reads a revision's opening snapshot; None: it refuses it."""
    seen = observed(store.capture_of(revision.snapshot))
    return seen.reading if seen else None


def rebase(revision: Revision, reading: Reading, store: Store, now: datetime) -> None:
    """Add today's reading to the old one; a revision that reads differently is rebased."""
    if reading.reader != revision.reading.reader:  # else the archive has it
        store.rebase(revision.article, revision.snapshot, reading, fingerprint(reading), now)
