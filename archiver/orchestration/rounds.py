"""Walk articles through the steps: capture, keep, read, judge, record.

Only this file, `finding.py`, which reads and judges, and `archive/`, which wires them, see several steps.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from archiver.diff.pictures import names_other_files
from archiver.errors import CaptureError, HostClosed, NameNotResolved, NotConnected, StoreError, contained
from archiver.frontier.revisit import USUAL, Tempo, next_visit
from archiver.frontier.trust import may_probe
from archiver.model.capture import Capture, CaptureTask, Depth, Purpose, digest_of
from archiver.model.reading import PageKind, Screening
from archiver.model.revision import Failed, Memory, Outcome, Same, Visit
from archiver.model.sight import Finding, Sight
from archiver.orchestration.finding import find, like_with_like
from archiver.store import Kept, Store

log = logging.getLogger(__name__)

T = TypeVar("T")

Find = Callable[[CaptureTask, Capture, Memory, Store], Finding]
"""Says what a capture means, as `finding.find` does."""


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
    saw: Callable[[CaptureTask, Capture, Sight], None] = lambda *_: (
        None
    )  # told of each page that a browser saw
    confirm_after: timedelta = timedelta(seconds=5)
    sleep: Callable[[float], None] = time.sleep


OK, NOT_MODIFIED = 200, 304

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

RESTLESS = 3
"""Looks after which no more are made in a round where no two have agreed: more would not, either."""


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
            is_waiting = visit.outcome is Outcome.CHANGED and (visit.waits > 1 or look + 1 < RESTLESS)
            if is_waiting or (visit.outcome in FOLLOW_UPS and not look):
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
        refusal = _contained(task, partial(steps.permitted, task))
        if refusal is None:
            allowed.append(task)
        else:
            yield from give_up(task, refusal, steps)
    probed = trusted(allowed, steps) if steps.prober else []
    unlike: list[CaptureTask] = []
    for task, came in steps.prober.capture_all(probed) if steps.prober else ():
        if isinstance(came, UNREACHED):
            yield from give_up(replace(task, depth=Depth.PROBE), came, steps)
            continue
        seen = _contained(task, partial(glance, task, came, steps)) if isinstance(came, Capture) else None
        if isinstance(seen, Visit):
            yield seen
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
    visits = steps.store.plain_visits(task.article for task in light)
    return [task for task in light if may_probe(visits[task.article])]


def glance(task: CaptureTask, capture: Capture, steps: Steps) -> Visit | None:
    """Record a visit where a plain request found the current revision again; None: a browser must look.

    A plain request is never believed when it shows anything else: an edit, a wall, an article that is
    gone are for a browser to see, and what it brought is dropped.
    """
    memory = like_with_like(steps.store.memory(task.article), capture, steps.store, steps.now())
    if memory.current is None or memory.pending is not None or memory.article.gone_since is not None:
        return None
    kept = steps.store.keep(task, capture)
    try:
        known = unmodified(task, capture)
        finding = find(task, capture, memory, steps.store) if known is None else known
        seen = finding.sight.reading
        is_same = seen is None or not names_other_files(memory.current.reading, seen)
        return record(kept, finding, memory, steps) if is_same and isinstance(finding.verdict, Same) else None
    finally:
        steps.store.drop(kept)


def unmodified(task: CaptureTask, capture: Capture) -> Finding | None:
    """Return what a host says, or equal bytes, where the page is as it was at the last sight."""
    if capture.status == NOT_MODIFIED:
        reason = "not modified, says the host"
    elif capture.status == OK and digest_of(capture.response.content or b"") == task.known.response_digest:
        reason = "the same bytes"
    else:
        return None
    return Finding(sight=unread(task, capture, PageKind.ARTICLE, reason), verdict=Same())


def unread(task: CaptureTask, capture: Capture, kind: PageKind, reason: str) -> Sight:
    """Return the sight of a capture that nobody reads, and why it is taken for this kind."""
    screening = Screening(kind=kind, reason=reason)
    return Sight(task=task, seen_at=capture.captured_at, status=capture.status, screening=screening)


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

    Where this program fails on the capture it stays as evidence, and nothing is concluded from it.

    Args:
        task: what was asked for.
        capture: what a browser brought home.
        steps: the world.
        unlike: a plain request just now did not show the current revision.
    """
    kept = _contained(task, partial(steps.store.keep, task, capture))
    return fail(task, kept, steps) if isinstance(kept, CaptureError) else settle(kept, steps, unlike=unlike)


def settle(kept: Kept, steps: Steps, *, unlike: bool = False, find: Find = find) -> Visit:
    """Record what became of a capture that is kept; `unlike` as for `receive`, `find` says what it means."""
    task, capture = kept.task, kept.capture
    visit = _contained(task, partial(conclude, kept, steps, unlike=unlike, find=find))
    if isinstance(visit, Visit):
        return visit
    reason = str(visit)
    failed = Finding(sight=unread(task, capture, PageKind.OTHER, reason), verdict=Failed(reason=reason))
    return record(kept, failed, steps.store.memory(task.article), steps)


def conclude(kept: Kept, steps: Steps, *, unlike: bool, find: Find) -> Visit:
    """Read, judge and record a capture that is kept; arguments as for `settle`."""
    task, capture = kept.task, kept.capture
    memory = like_with_like(steps.store.memory(task.article), capture, steps.store, steps.now())
    finding = find(task, capture, memory, steps.store)
    steps.saw(task, capture, finding.sight)
    if unlike and isinstance(finding.verdict, Same):
        finding = replace(finding, sight=replace(finding.sight, plain=False))
    return record(kept, finding, memory, steps, rest=steps.rest_after(capture))


def _contained(task: CaptureTask, doing: Callable[[], T]) -> T | CaptureError:
    """Do something for one visit: what its article raises ends it alone, trouble of the archive the round."""
    return contained(task.url, doing, ending=(StoreError, OSError))


def record(
    kept: Kept, finding: Finding, memory: Memory, steps: Steps, *, rest: datetime | None = None
) -> Visit:
    """Record a visit and plan the next one, not before `rest` is over."""
    now = steps.now()
    due = next_visit(
        finding.verdict,
        memory,
        now,
        jitter=steps.jitter(),
        tempo=steps.tempo(memory.article.source),
        not_before=rest,
    )
    visit = steps.store.record(kept, finding, next_visit=due, now=now)
    log.info("visit", extra={"url": kept.task.url, "outcome": visit.outcome.value, "reason": visit.reason})
    return visit
