"""A person rules that a doubted capture is the article; what follows from that is decided here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from archiver.errors import UsageError
from archiver.judge.case import Case
from archiver.judge.rules import edited
from archiver.model.capture import CaptureTask
from archiver.model.reading import PageKind, Screening
from archiver.model.revision import Edited, First, Memory, Same
from archiver.model.ruling import Ruling
from archiver.model.sight import Sight
from archiver.orchestration.finding import like_with_like, look_at
from archiver.store import Store


def accept(store: Store, article: int, snapshot: int, *, by: str, why: str, now: datetime) -> Ruling:
    """Take a snapshot for the article: it opens a revision, or is one more sight of the current one.

    No second look is asked for: the person is it. A snapshot older than the last sight of the current
    revision is only noted, as no revision opens in the past.

    Raises:
        UsageError: today's reader finds no article in it.
        Damaged: the evidence does not come back.
    """
    capture = store.capture_of(snapshot)
    sight, _ = look_at(CaptureTask(article=article, url=capture.url), capture)
    if sight.reading is None:
        raise UsageError(f"snapshot {snapshot} cannot be read as an article: {sight.screening.reason}")
    sight = replace(sight, screening=Screening(kind=PageKind.ARTICLE, reason=f"{by} says so"))
    memory = like_with_like(store.memory(article), capture, store, now)
    verdict = _verdict(sight, memory)
    return store.accept(snapshot, sight, verdict, by=by, why=why, now=now)


def _verdict(sight: Sight, memory: Memory) -> First | Same | Edited | None:
    current = memory.current
    if current is None:
        return First()
    if sight.seen_at <= current.seen_until:
        return None
    case = Case(
        sight=sight, memory=memory, page_text=str, is_relaid=bool
    )  # it is no longer asked what else it is
    return Same() if case.is_current else edited(case)
