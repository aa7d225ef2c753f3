"""A watch over one article's recorded pages: real store, real rounds, no browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from archiver.model.capture import Artefact, Browser, Capture, CaptureTask, Purpose
from archiver.model.revision import Edit, Outcome, Revision, Visit
from archiver.orchestration.rounds import Steps, glance, round_
from archiver.store import Store
from benchmarks.recaptures.histories import History, Version

BETWEEN = timedelta(seconds=5)
"""From one look of a round to the next, as the program waits by default."""

FURTHER = (timedelta(hours=1), timedelta(hours=8), timedelta(hours=60))
"""When a page that is still doubted, or still waits for looks, is visited again, from when it was put up.

The last time is after every patience of 48 hours.
"""

BEFORE = timedelta(minutes=2)
"""How long before the next page is put up the old one is seen for the last time."""

UNSETTLED = frozenset({Outcome.CHANGED, Outcome.SUSPECT, Outcome.GONE, Outcome.FAILED})

FOUND, NOT_FOUND = 200, 404


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of the time in which one version stood."""

    version: Version
    outcome: Outcome  # of the last visit
    reason: str | None
    edits: tuple[tuple[Edit, Revision, Revision], ...]  # with what stood before and after
    visits: tuple[Visit, ...] = ()


@dataclass(slots=True)
class Site:
    """Shows one version after the other, on a clock of its own."""

    url: str
    version: Version
    clock: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.clock = self.version.at

    def show(self, version: Version) -> None:
        """Put up another version."""
        self.version, self.clock = version, version.at

    def answer(self) -> Capture:
        """Return the page as it stands; each look is a little later."""
        self.clock += BETWEEN
        page = self.version.html
        return Capture(
            url=self.url,
            final_url=self.url,
            captured_at=self.clock,
            status=NOT_FOUND if page is None else FOUND,
            headers=(("content-type", "text/html; charset=utf-8"),),
            response=Artefact(content=page or b"", media_type="text/html"),
            browser=Browser(product="Recaptures/1"),
            took=timedelta(seconds=1),
        )

    def capture_all(self, tasks: Iterable[CaptureTask]) -> Iterator[tuple[CaptureTask, Capture]]:
        """Answer each task; a `Capturer`."""
        for task in tasks:
            yield task, self.answer()


def watch(history: History, store: Store) -> Iterator[Seen]:
    """Visit each version when it is put up, and again as long as the judge wants; give what was concluded."""
    site = Site(history.url, history.versions[0])
    steps = Steps(
        capturer=site,
        store=store,
        now=lambda: site.clock,
        permitted=lambda _: None,
        jitter=lambda: 0.0,
        sleep=lambda _: None,
    )
    store.add_article(history.url, source=None, now=site.clock, next_visit=site.clock)
    article = store.find_article(history.url).id
    told = 0
    for number, version in enumerate(history.versions):
        following = history.versions[number + 1 :][:1]
        site.show(version)
        visits = _visit(article, steps)
        for after in FURTHER:
            if visits[-1].outcome not in UNSETTLED or any(
                version.at + after >= one.at - BEFORE for one in following
            ):
                break
            site.clock = version.at + after
            visits += _visit(article, steps)
        edits = tuple(store.edits(url=history.url))
        yield Seen(
            version,
            visits[-1].outcome,
            visits[-1].reason,
            _with_texts(edits[told:], article, store),
            tuple(visits),
        )
        told = len(edits)
        for one in following:
            _see_again(article, one.at - BEFORE, site, steps)


def _visit(article: int, steps: Steps) -> list[Visit]:
    return list(round_(steps.store.claim((article,), steps.now(), purpose=Purpose.ROUTINE), steps))


def _see_again(article: int, at: datetime, site: Site, steps: Steps) -> None:
    """See the old page for the last time, as a watch of every few minutes would; equal bytes cost nothing."""
    if at <= site.clock:
        return
    site.clock = at
    for task in steps.store.claim((article,), at, purpose=Purpose.ROUTINE):
        if task.known.response_digest is None or glance(task, site.answer(), steps) is None:
            steps.store.release(task)


def _with_texts(
    edits: tuple[Edit, ...], article: int, store: Store
) -> tuple[tuple[Edit, Revision, Revision], ...]:
    if not edits:
        return ()
    numbered = {revision.number: revision for revision in store.revisions(article)}
    return tuple((edit, numbered[edit.old], numbered[edit.new]) for edit in edits)
