"""Walk articles through the steps: capture, keep, read, judge, record.

Only this file and `archive.py`, which wires it, see all the steps.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from archiver.diff.fingerprint import fingerprint
from archiver.diff.stale import stale
from archiver.diff.verdict import judge, misread
from archiver.errors import CaptureError, Damaged, HostClosed, NameNotResolved, NotConnected, ReadError
from archiver.frontier.revisit import USUAL, Tempo, next_visit
from archiver.frontier.trust import may_probe
from archiver.model.capture import Capture, CaptureTask, Depth, Purpose, digest_of
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import (
    Edited,
    Memory,
    Outcome,
    Rebased,
    Returned,
    Revision,
    Same,
    Suspect,
    Verdict,
    Visit,
)
from archiver.normalize.reader import Observed, observe, read, reader_for
from archiver.normalize.relaid import is_relaid
from archiver.normalize.screen import Sight, screen
from archiver.normalize.walk import Page, all_text
from archiver.notify import Channel
from archiver.store import Kept, Store

log = logging.getLogger(__name__)


class Capturer(Protocol):
    """What brings pages home: a local pool of browsers, a replay, a fleet."""

    def capture_all(
        self, tasks: Iterable[CaptureTask]
    ) -> Iterator[tuple[CaptureTask, Capture | CaptureError]]:
        """Yield each task with what came of it, in the order they complete."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The steps that touch the world, and the clock."""

    capturer: Capturer
    prober: Capturer | None = None  # of plain requests; None: a browser makes every visit
    store: Store
    now: Callable[[], datetime]  # aware UTC
    permitted: Callable[[CaptureTask], CaptureError | None]  # robots.txt
    jitter: Callable[[], float]  # 0 to 1; spreads the visits
    tempo: Callable[[str | None], Tempo] = lambda _: USUAL  # of a source, by its name
    rest_after: Callable[[Capture], datetime | None] = lambda _: None  # `Retry-After`
    channels: tuple[Channel, ...] = ()
    confirm_after: timedelta = timedelta(seconds=5)
    sleep: Callable[[float], None] = time.sleep


OK, NOT_MODIFIED = 200, 304

AGE = re.compile("[0-9]{1,8}")
"""Seconds in a cache, up to three years."""

UNREACHED = HostClosed, NameNotResolved, NotConnected
"""What a browser would meet as well, since it goes through the same gate and guard: nobody was asked."""

FOLLOW_UPS = {
    Outcome.CHANGED: Purpose.CONFIRM,
    Outcome.MOVED: Purpose.ROUTINE,
    Outcome.RETURNED: Purpose.ROUTINE,
}
"""Outcomes that call for another visit in the same round: a change wants its second look, a moved
article is read at its new address, one that is back may have changed while it was away."""

LOOKS = 8
"""Visits of one article in one round, at most: moved, and as many looks as a new headline needs."""


def round_(tasks: Iterable[CaptureTask], steps: Steps) -> Generator[Visit]:
    """Visit every task, then look a second time at whatever seems to have changed.

    Visits are yielded as they are recorded. Closing the generator early loses nothing: what was asked for
    and not recorded, be it a first look or a further one, is due again once its lease has run out.
    """
    for look in range(LOOKS):
        if look == 1:  # those after it only count, and wait for the host's turn as it is
            steps.sleep(steps.confirm_after.total_seconds())
        again: dict[Purpose, list[int]] = {}
        for visit in visit_all(tasks, steps):
            if visit.outcome is Outcome.CHANGED or (visit.outcome in FOLLOW_UPS and not look):
                again.setdefault(FOLLOW_UPS[visit.outcome], []).append(visit.article)
            yield visit
        if not again or look == LOOKS - 1:  # a claim for no look would only hold up the next visit
            return
        depth = Depth.LIGHT if look else None  # of the second look everything is kept; more only count
        tasks = tuple(
            task
            for purpose, articles in again.items()
            for task in steps.store.claim(articles, steps.now(), purpose=purpose, depth=depth, due=True)
        )


def visit_all(tasks: Iterable[CaptureTask], steps: Steps) -> Iterator[Visit]:
    """Visit every task once; one that may not be asked for is recorded as refused."""
    allowed: list[CaptureTask] = []
    for task in tasks:
        refusal = steps.permitted(task)
        if refusal is None:
            allowed.append(task)
        else:
            yield from give_up(task, refusal, steps)
    probed = trusted(allowed, steps) if steps.prober else []
    unlike: list[CaptureTask] = []
    for task, came in steps.prober.capture_all(probed) if steps.prober else ():
        if isinstance(came, UNREACHED):
            yield from give_up(replace(task, depth=Depth.PROBE), came, steps)
        elif isinstance(came, Capture) and (visit := glance(task, came, steps)):
            yield visit
        else:
            unlike.append(task)
    asked, doubted = set(probed), set(unlike)
    browsed = unlike + [task for task in allowed if task not in asked]
    for task, came in steps.capturer.capture_all(browsed):
        if isinstance(came, CaptureError):
            yield from give_up(task, came, steps)
        else:
            yield receive(task, came, steps, unlike=task in doubted)


def trusted(tasks: Iterable[CaptureTask], steps: Steps) -> list[CaptureTask]:
    """Return the routine visits that a plain request may answer."""
    light = [task for task in tasks if task.purpose is Purpose.ROUTINE and task.depth is Depth.LIGHT]
    looks = steps.store.plain_looks(task.article for task in light)
    return [task for task in light if may_probe(looks[task.article])]


def glance(task: CaptureTask, capture: Capture, steps: Steps) -> Visit | None:
    """Record a visit where a plain request found the current revision again; None: a browser must look.

    A plain request is never believed when it shows anything else: an edit, a wall, an article that is
    gone are for a browser to see, and what it brought is dropped.
    """
    memory = like_with_like(steps.store.memory(task.article), capture, steps)
    if memory.current is None or memory.pending is not None or memory.article.gone_since is not None:
        return None
    kept = steps.store.keep(task, capture)
    known = unmodified(task, capture)
    finding = find(task, capture, memory, steps) if known is None else known
    if isinstance(finding.verdict, Same):
        return record(kept, finding, memory, steps)
    steps.store.drop(kept)
    return None


def unmodified(task: CaptureTask, capture: Capture) -> Finding | None:
    """Return what a host says, or equal bytes, where the page is as it was at the last sight."""
    if capture.status == NOT_MODIFIED:
        reason = "not modified, says the host"
    elif capture.status == OK and digest_of(capture.response.content or b"") == task.known.response_digest:
        reason = "the same bytes"
    else:
        return None
    return Finding(reading=None, screening=Screening(kind=PageKind.ARTICLE, reason=reason), verdict=Same())


def shows_plain(capture: Capture, reading: Reading) -> bool | None:
    """Tell whether the response alone, without scripts, reads as the rendered page does; None: no telling."""
    if capture.dom is None or capture.response.content is None:
        return None
    html, charset = page_of(replace(capture, dom=None))
    try:
        plain = read(html or b"", capture.final_url, charset=charset)
    except ReadError:
        return False
    return fingerprint(plain) == fingerprint(reading)


def give_up(task: CaptureTask, error: CaptureError, steps: Steps) -> Iterator[Visit]:
    """Record that a visit brought nothing home.

    One whose host is left alone for now is given back: it stays due, and nothing failed.
    """
    if isinstance(error, HostClosed):
        steps.store.release(task)
    else:
        yield fail(task, error, steps)


def fail(task: CaptureTask, error: CaptureError, steps: Steps) -> Visit:
    """Record a visit that brought nothing home."""
    now = steps.now()
    memory = steps.store.memory(task.article)
    due = next_visit(error, memory, now, jitter=steps.jitter(), tempo=steps.tempo(memory.article.source))
    return steps.store.record_failure(task, error, now=now, next_visit=due)


def receive(task: CaptureTask, capture: Capture, steps: Steps, *, unlike: bool = False) -> Visit:
    """Record what became of one capture: evidence first, opinions after.

    Args:
        task: what was asked for.
        capture: what a browser brought home.
        steps: the world.
        unlike: a plain request just now did not show the current revision.
    """
    kept = steps.store.keep(task, capture)
    memory = like_with_like(steps.store.memory(task.article), capture, steps)
    finding = find(task, capture, memory, steps)
    plain = None if finding.reading is None else shows_plain(capture, finding.reading)
    if unlike and isinstance(finding.verdict, Same):
        plain = False
    return record(kept, finding, memory, steps, plain=plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is made of a capture."""

    reading: Reading | None
    screening: Screening
    verdict: Verdict


def find(task: CaptureTask, capture: Capture, memory: Memory, steps: Steps) -> Finding:
    """Read a capture and judge what it means.

    Where the current revision cannot be reread by the reader of this capture, the capture is where
    the history goes on: as a rebase, because two readers are never compared.
    """
    reading, screening, page = understand(task, capture)
    if reading and memory.current and memory.current.reading.reader != reading.reader:
        return Finding(reading=reading, screening=screening, verdict=Rebased())
    seen_at = capture.captured_at
    old = stale(memory, reading, seen_at=seen_at, made_at=made_at(capture)) if reading else None
    if old is not None:
        return Finding(reading=None, screening=screening, verdict=Suspect(reason=old))
    if reading and page:
        text = partial(all_text, page)
        missed = misread(memory, reading, seen_at=seen_at, page_text=text)
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
    if isinstance(verdict, Edited) and memory.current and is_laid_out_anew(memory.current, capture, steps):
        verdict = Rebased()
    return Finding(reading=reading, screening=screening, verdict=verdict)


def made_at(capture: Capture) -> datetime | None:
    """Return when the answer was made, by the age that a cache on the way gives it (RFC 9111, 5.1)."""
    age = (capture.header("age") or "").strip()
    return capture.captured_at - timedelta(seconds=int(age)) if AGE.fullmatch(age) else None


def is_laid_out_anew(current: Revision, capture: Capture, steps: Steps) -> bool:
    """Tell whether a capture reads otherwise than the current revision by the page's new layout alone."""
    try:
        before = observed(steps.store.capture_of(current.snapshot))
    except Damaged as error:  # reported by `verify`; without it the change stands as it was found
        log.warning("not compared", extra={"snapshot": current.snapshot, "why": str(error)})
        return False
    after = observed(capture)
    return before is not None and after is not None and is_relaid(before, after)


def observed(capture: Capture) -> Observed | None:
    """Return what today's reader makes of a capture, with the page; None: it refuses it."""
    html, charset = page_of(capture)
    try:
        return observe(html, capture.final_url, charset=charset) if html else None
    except ReadError:
        return None


def record(kept: Kept, finding: Finding, memory: Memory, steps: Steps, *, plain: bool | None = None) -> Visit:
    """Record a visit, plan the next one, announce an edit."""
    now = steps.now()
    due = next_visit(
        finding.verdict,
        memory,
        now,
        jitter=steps.jitter(),
        tempo=steps.tempo(memory.article.source),
        not_before=steps.rest_after(kept.capture),
    )
    visit = steps.store.record(
        kept,
        reading=finding.reading,
        fingerprint=fingerprint(finding.reading) if finding.reading else None,
        screening=finding.screening,
        verdict=finding.verdict,
        next_visit=due,
        now=now,
        plain=plain,
    )
    log.info("visit", extra={"url": kept.task.url, "outcome": visit.outcome.value, "reason": visit.reason})
    found = finding.verdict.then if isinstance(finding.verdict, Returned) else finding.verdict
    if isinstance(found, Edited):  # not the outcome: a capture recorded twice is announced once
        announce(visit, steps)
    return visit


def announce(visit: Visit, steps: Steps) -> None:
    """Tell every channel of the edit that a visit established. One that fails is logged: the edit is kept.

    `except Exception` stands here because a channel is the one part that others write: whatever it
    does, the round goes on.
    """
    edit = steps.store.edit_of(visit.id)
    if edit is None:
        return
    for channel in steps.channels:
        try:
            channel.send((edit,))
        except Exception:
            log.exception("not announced", extra={"url": visit.url, "channel": type(channel).__name__})


def understand(task: CaptureTask, capture: Capture) -> tuple[Reading | None, Screening, Page | None]:
    """Read the article out of a capture and say whether it is one; the page is what it was read from.

    The rendered DOM is read where there is one: it is what a person would have seen.
    """
    if capture.dom is not None and capture.dom.partial:
        # half an article reads like an edit of the whole
        return None, Screening(kind=PageKind.SHELL, reason="the document never ended"), None
    html, charset = page_of(capture)
    seen = None
    if html:
        try:
            seen = observe(html, capture.final_url, charset=charset)
        except ReadError as error:
            return None, Screening(kind=PageKind.OTHER, reason=error.detail), None
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
    return (sight.reading if screening.kind is PageKind.ARTICLE else None), screening, sight.page


def page_of(capture: Capture) -> tuple[bytes | None, str | None]:
    """Return the HTML to read and the charset its sender declared, or None where there is none."""
    if capture.dom is not None and capture.dom.content is not None:
        return capture.dom.content, "utf-8"
    content_type = capture.header("content-type") or ""
    if "html" not in content_type and content_type:
        return None, None
    charset = content_type.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    return capture.response.content, charset


def like_with_like(memory: Memory, capture: Capture, steps: Steps) -> Memory:
    """Reread the current revision's snapshot where another reader made its reading than reads the capture.

    Two readings are compared only if the same reader made them, so that an improved reader never
    makes an edit.
    """
    current = memory.current
    if current is None or current.reading.reader == reader_for(capture.final_url):
        return memory
    try:
        reading = reread(current, steps.store)
    except Damaged as error:  # the article must not wait for old evidence to be mended: `verify` reports it
        log.warning("not reread", extra={"article": memory.article.id, "why": str(error)})
        return memory
    if reading is None:
        return memory
    rebase(current, reading, steps.store, steps.now())
    return steps.store.memory(memory.article.id)


def reread(revision: Revision, store: Store) -> Reading | None:
    """Return how today's reader reads a revision's opening snapshot; None: it refuses it."""
    seen = observed(store.capture_of(revision.snapshot))
    return seen.reading if seen else None


def rebase(revision: Revision, reading: Reading, store: Store, now: datetime) -> None:
    """Add today's reading to the old one; a revision that reads differently is rebased."""
    if reading.reader != revision.reading.reader:  # else the archive has it
        store.rebase(revision.article, revision.snapshot, reading, fingerprint(reading), now)
