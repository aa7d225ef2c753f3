"""Make a database again out of the evidence: its captures go through the same judge as on the day they came.

No network is asked and nobody is notified.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from archiver.capture.replay import ReplayCapturer
from archiver.config import Config
from archiver.errors import Damaged
from archiver.home import Home
from archiver.judge.case import Case
from archiver.judge.rules import edited
from archiver.model.article import Article
from archiver.model.capture import Capture, CaptureTask, Depth, Purpose
from archiver.model.imported import original_of
from archiver.model.reading import PageKind, Screening
from archiver.model.revision import Changed, Edited, Memory, Outcome, Same, Suspect
from archiver.model.sight import Finding, Sight
from archiver.model.urls import host_of
from archiver.orchestration.finding import find, found
from archiver.orchestration.rounds import Steps, settle
from archiver.store import Line, Rebuilding, Remains, Store, Watched

Progress = Callable[[str, int, int], None]
"""Takes what is done, how much of it so far, and how much there is."""

LOST = (
    "visits that left no files: those that found nothing new, and those that got no answer",
    "until when the newest revision of each article was seen, beyond its last kept capture",
    "articles without a capture, the links that led to articles, and what seeds answered",
    "what was decided by hand (`judge`, `unwatch`, `aliases --undo`), gaps, runs, and news still to be sent",
)
"""What only the database knew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a database was made of."""

    captures: int
    articles: int
    revisions: int
    edits: int
    unreadable: tuple[str, ...]  # sentences; evidence that is damaged, or needs what is not there
    unjudged: int  # captures in `incoming/` that nothing was concluded from; they stay there
    lost: tuple[str, ...] = LOST


def restore(home: Home, config: Config, now: datetime, progress: Progress) -> Restored:
    """Make the database of a home out of its snapshots folder.

    Args:
        home: whose database was lost.
        config: its sources.
        now: when this is done (UTC).
        progress: called as the work goes on.

    Raises:
        UsageError: there is a database with content, or no evidence.
        DatabaseDamaged: there is a database that cannot be read.
        OutOfReach, BucketUnusable: evidence is in a bucket that cannot be used now.
        StoreError: another program writes to it, or there is no room.
    """
    unreadable: list[str] = []
    with Rebuilding(home.database, home.snapshots, config.storage) as rebuilding:
        rebuilding.store.sync_sources(config.sources, now)
        salvage = rebuilding.salvage
        files = 2 * salvage.count()
        remains = salvage.remains(
            damaged=unreadable, progress=lambda done: progress("searching", done, files)
        )
        captures = 0
        for done, one in enumerate(remains, start=1):
            try:
                captures += _take(one, rebuilding, config)
            except Damaged as error:
                unreadable.append(str(error))
            progress("restoring", done, len(remains))
        health = rebuilding.store.health(now)
        rebuilding.finish(now)
        return Restored(
            captures=captures,
            articles=health.articles,
            revisions=health.revisions,
            edits=health.edits,
            unreadable=tuple(unreadable),
            unjudged=len(salvage.folder.waiting()),
        )


def _take(remains: Remains, rebuilding: Rebuilding, config: Config) -> bool:
    """Record what is left of a visit as the visit that it was; tell whether there was a capture.

    Raises:
        Damaged: it does not come back.
    """
    store, line = rebuilding.store, remains.line
    if not remains.whole:
        if line is not None and line.outcome == Outcome.VARIANT:
            article, _ = store.add_article(line.article, source=None, now=line.at, next_visit=line.at)
            rebuilding.recall(article.id, line, _shown_again(store.memory(article.id), line))
        return False
    capture, watched = rebuilding.salvage.read(remains.key)
    moment, address = capture.captured_at, watched.url or capture.url
    article = _article(address, watched, capture, store, config)
    task = CaptureTask(
        article=article.id,
        url=capture.url,
        depth=capture.depth,
        purpose=_purpose(capture, line),
        attempt=1 if line is None else line.attempt,
    )
    kept = rebuilding.adopt(task, capture, remains.key, line)
    settle(kept, _steps(store, moment), find=partial(_find_again, line))
    return True


def _purpose(capture: Capture, line: Line | None) -> Purpose:
    if line is not None:
        return Purpose(line.purpose)
    return Purpose.ROUTINE if capture.origin is None else Purpose.IMPORTED


def _article(address: str, watched: Watched, capture: Capture, store: Store, config: Config) -> Article:
    """Return the article that a capture is of, known from then on."""
    source = config.source_of(host_of(original_of(address)))
    name, moment = None if source is None else source.name, capture.captured_at
    if capture.origin is not None:
        since = watched.added_at or moment
        original, collection = original_of(address), capture.origin.collection
        return store.begin_imported(original, collection, source=name, now=since)
    now = min(moment, watched.added_at or moment)
    return store.add_article(address, source=name, now=now, next_visit=moment)[0]


def _shown_again(memory: Memory, line: Line) -> Finding:
    """Return what it means that a look showed the current text instead of the change that waited."""
    current = memory.current
    sight = Sight(
        task=CaptureTask(article=memory.article.id, url=memory.article.url, purpose=Purpose.CONFIRM),
        seen_at=line.at,
        status=200,
        screening=Screening(kind=PageKind.ARTICLE),
        reading=None if current is None else current.reading,
        fingerprint=None if current is None else current.fingerprint,
    )
    if current is None:
        return Finding(sight=sight, verdict=Same())
    return found(Case(sight=sight, memory=memory, page_text=str, is_relaid=bool))


def _steps(store: Store, moment: datetime) -> Steps:
    """Return steps that go nowhere, at a moment of the past."""
    return Steps(
        capturer=ReplayCapturer(()),
        store=store,
        now=lambda: moment,
        permitted=lambda _: None,
        jitter=random.random,
    )


def _find_again(
    line: Line | None, task: CaptureTask, capture: Capture, memory: Memory, store: Store
) -> Finding:
    """Return what a capture means, read and judged by today's rules.

    When a change was believed is not for today to say: looks that agreed left no files, so the journal
    tells. What the change is, today's rules say. A plain request that was kept had shown the current
    revision; it is believed in nothing else.
    """
    finding = find(task, capture, memory, store)
    sight, verdict, current = finding.sight, finding.verdict, memory.current
    if capture.depth is Depth.PROBE and current is not None:
        return replace(finding, verdict=Same())
    if line is None or current is None or sight.reading is None or not sight.is_article:
        return finding
    if line.outcome == Outcome.EDITED and isinstance(verdict, Changed | Suspect):
        return replace(
            finding, verdict=edited(Case(sight=sight, memory=memory, page_text=str, is_relaid=bool))
        )
    if line.outcome == Outcome.CHANGED and isinstance(verdict, Changed | Edited | Suspect):
        return replace(finding, verdict=Changed(looks=max(1, line.waits)))
    return finding
