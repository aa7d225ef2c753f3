"""From a capture to a finding: it is read, screened, and judged by what the archive knows of the article."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import datetime, timedelta

from archiver.diff.fingerprint import fingerprint
from archiver.diff.pictures import names_other_files
from archiver.diff.typed.changes import changes_between
from archiver.errors import ReadError, Unreadable
from archiver.judge.agreement import settled
from archiver.judge.case import Case
from archiver.judge.loss import LOST, kept_share
from archiver.judge.table import judge
from archiver.model.capture import Capture, CaptureTask
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Edited, Memory, Revision, Unseen, Variant
from archiver.model.sight import Finding, Sight
from archiver.normalize.page.walk import all_text
from archiver.normalize.reader import Observed, observe, reader_for
from archiver.normalize.relaid import is_relaid
from archiver.normalize.screen import Answer, screen
from archiver.store import Store

log = logging.getLogger(__name__)

MARKS = re.compile(rb' data-archiver-(?:hidden|picture)="[^"]*"')
"""What a capture marks in the document it keeps, see `capture/shown.js`."""

AGE = re.compile("[0-9]{1,8}")
"""Seconds in a cache, up to three years."""


def find(task: CaptureTask, capture: Capture, memory: Memory, store: Store) -> Finding:
    """Read a capture and judge what it means.

    Args:
        task: what was asked for.
        capture: what came.
        memory: what the archive knew of the article before, read by today's reader (`like_with_like`).
        store: where the current revision's capture is, should it be needed as evidence.
    """
    sight, seen = look_at(task, capture)
    sight = _as_ruled(sight, memory)
    case = Case(
        sight=sight,
        memory=memory,
        page_text=lambda: all_text(seen.page) if seen else "",
        is_relaid=lambda: _is_relaid(memory.current, capture, seen, store),
        earlier=lambda: store.revisions(memory.article.id),
    )
    return found(case)


def found(case: Case) -> Finding:
    """Return the verdict on a case, and what the looks tell of volatile places."""
    verdict = judge(case)
    if case.memory.current is None or isinstance(verdict, Unseen):
        return Finding(sight=case.sight, verdict=verdict)
    places = case.agreement.volatile
    if isinstance(verdict, Edited):
        places = settled(places, case.opening, case.sight.seen_at)
    elif isinstance(verdict, Variant):
        told = {place.place for place in case.agreement.alternating}
        places = tuple(replace(one, is_told=one.is_told or one.place in told) for one in places)
    return Finding(sight=case.sight, verdict=verdict, volatile=places)


def look_at(task: CaptureTask, capture: Capture) -> tuple[Sight, Observed | None]:
    """Read and screen a capture; return what it shows, and the page it was read from, if it could be read.

    The rendered DOM is read where there is one: it is what a person would have seen.
    """
    seen, screening = _understand(task, capture)
    sight = Sight(
        task=task,
        seen_at=capture.captured_at,
        made_at=made_at(capture),
        status=capture.status,
        screening=screening,
    )
    if seen is None:
        return sight, None
    found = fingerprint(seen.reading)
    plain = shows_plain(capture, seen.reading) if sight.may_be_article else None
    return replace(sight, reading=seen.reading, fingerprint=found, plain=plain), seen


def _as_ruled(sight: Sight, memory: Memory) -> Sight:
    """Screen a sight as people ruled on earlier ones of its kind.

    The text that a person said is not the article is none. A kind of page that a person took for the article
    is the article, as long as it has most of its text.
    """
    if sight.fingerprint in memory.ruled_out:
        return replace(
            sight, screening=Screening(kind=PageKind.OTHER, reason="not the article, as a person said")
        )
    kind, reading, current = sight.screening.kind, sight.reading, memory.current
    if sight.is_article or kind.value not in memory.vouched or reading is None or current is None:
        return sight
    if kept_share(current.reading, reading) < LOST:
        return sight
    reason = f"the article, as a person said of such a page ({kind.value})"
    return replace(sight, screening=Screening(kind=PageKind.ARTICLE, reason=reason))


def made_at(capture: Capture) -> datetime | None:
    """Return when the answer was made, by the age that a cache on the way gives it (RFC 9111, 5.1)."""
    age = (capture.header("age") or "").strip()
    return capture.captured_at - timedelta(seconds=int(age)) if AGE.fullmatch(age) else None


def shows_plain(capture: Capture, rendered: Reading) -> bool | None:
    """Tell whether the response alone, without scripts, reads as the rendered page does; None: no telling.

    Args:
        capture: what came.
        rendered: the rendered page's reading.
    """
    if capture.dom is None or capture.response.content is None:
        return None
    plain = observed(replace(capture, dom=None))
    return plain is not None and says_the_same(rendered, plain.reading)


def says_the_same(rendered: Reading, plain: Reading) -> bool:
    """Tell whether a page seen without a browser says what a rendered one does, as far as that can be told.

    Without a browser no picture is seen: that the same files are named must do.
    """
    if names_other_files(rendered, plain):
        return False
    return fingerprint(replace(plain, pictures=())) == fingerprint(replace(rendered, pictures=()))


def observed(capture: Capture) -> Observed | None:
    """Return what today's reader makes of a capture, with the page; None: it refuses it."""
    try:
        return _observe(capture)
    except ReadError:
        return None


def _observe(capture: Capture) -> Observed | None:
    html, charset = page_of(capture)
    return observe(html, capture.final_url, charset=charset) if html else None


def _understand(task: CaptureTask, capture: Capture) -> tuple[Observed | None, Screening]:
    if capture.dom is not None and capture.dom.partial:
        # half an article reads like an edit of the whole
        return None, Screening(kind=PageKind.SHELL, reason="the document never ended")
    try:
        seen = _observe(capture)
    except ReadError as error:
        return None, Screening(kind=PageKind.OTHER, reason=error.detail)
    answer = Answer(
        asked_url=task.url,
        final_url=capture.final_url,
        status=capture.status,
        headers=capture.headers,
        html=page_of(capture)[0],
        reading=seen.reading if seen else None,
        seen=seen,
        redirects=tuple(hop.status for hop in capture.hops),
    )
    screening = screen(answer)
    if screening.kind is PageKind.ARTICLE and capture.admission.is_let_in is False:
        return seen, Screening(kind=PageKind.LOGIN, reason="nobody is signed in: the session has run out")
    return seen, screening


def _is_relaid(current: Revision | None, capture: Capture, after: Observed | None, store: Store) -> bool:
    """Tell whether a page reads otherwise than the current revision by the page's new layout alone.

    Or by what this program's captures mark, and those of earlier programs did not.
    """
    if current is None or after is None:
        return False
    try:
        before = observed(store.capture_of(current.snapshot))
    except Unreadable as error:  # `verify` reports damage; without it the change stands as it was found
        log.warning("not compared", extra={"snapshot": current.snapshot, "why": str(error)})
        return False
    return before is not None and (is_relaid(before, after) or _is_marked_alone(before, capture, after))


def _is_marked_alone(before: Observed, capture: Capture, after: Observed) -> bool:
    """Tell whether a page without the marks of its capture reads as one that has none."""
    if before.page.marked or not after.page.marked or capture.dom is None or capture.dom.content is None:
        return False
    plain = observed(replace(capture, dom=replace(capture.dom, content=MARKS.sub(b"", capture.dom.content))))
    return plain is not None and fingerprint(plain.reading) == fingerprint(before.reading)


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
    except Unreadable as error:  # the article must not wait for old evidence: `verify` reports damage
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


def look_what_changed(article: int, store: Store) -> None:
    """Say of the edits of an article what they are about, where nobody did yet."""
    for revision, old, new in store.untyped(article):
        store.note_changes(revision, changes_between(old, new))
