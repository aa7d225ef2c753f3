"""Make histories out of what others captured: their captures go through the same judge as ours.

Each stands under the time that its archive gives it, in a history of its own (`model/imported.py`), and its
visit, manifest and entry in the ledger say that it was imported and from where.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from archiver.capture.replay import ReplayCapturer
from archiver.config import Config
from archiver.errors import CaptureError, StoreError, contained
from archiver.imports.found import Broken, Found, NotReadable
from archiver.model.article import Article
from archiver.model.capture import Capture, CaptureTask, Depth, Purpose
from archiver.model.imported import LeftOut, Why
from archiver.model.revision import Visit
from archiver.model.urls import host_of, web_address
from archiver.orchestration.finding import look_at
from archiver.orchestration.rounds import Steps, receive
from archiver.store import Store

FIRST_PAGE = datetime(1991, 8, 6, tzinfo=UTC)
"""When the first page of the web was published; what claims to be older has a wrong time."""

AHEAD = timedelta(days=1)
"""How far the clock of whoever made a capture may have been ahead of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """Where captures of others go, and when."""

    store: Store
    config: Config
    collection: str
    now: Callable[[], datetime]  # aware UTC

    def take(self, found: Found) -> Visit | LeftOut:
        """Take one capture in, and say what it showed, or why it was left out.

        Captures of one article come oldest first. The same one again changes nothing.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        done = contained(found.url, partial(self._take, found), ending=(StoreError, OSError))
        return left_out(found, Why.BROKEN, str(done)) if isinstance(done, CaptureError) else done

    def _take(self, found: Found) -> Visit | LeftOut:
        url = web_address(found.article or found.url)
        if url is None:
            return left_out(found, Why.BROKEN, "its address is none of the web")
        if not FIRST_PAGE <= found.at <= self.now() + AHEAD:
            return left_out(found, Why.BROKEN, f"its time {found.at.isoformat()} cannot be right")
        history = self.store.imported_history(url, self.collection)
        if history is not None and self._has_record(history, found):
            return left_out(found, Why.KNOWN)
        try:
            capture = found.load()
        except NotReadable as error:
            return left_out(found, Why.BROKEN, str(error))
        return self._judged(found, url, history, capture)

    def _judged(self, found: Found, url: str, history: Article | None, capture: Capture) -> Visit | LeftOut:
        if history is not None:
            if self.store.is_kept(history.id, capture):
                return left_out(found, Why.KNOWN)
            newest = self.store.newest_capture(history.id)
            if newest is not None and capture.captured_at < newest:
                return left_out(found, Why.OLDER, f"the newest that was imported is of {newest.isoformat()}")
        if history is None or self.store.memory(history.id).current is None:
            sight, _ = look_at(_task(0, capture), capture)
            if not sight.is_article:
                return left_out(found, Why.NO_ARTICLE, sight.said or "")
        if history is None:
            source = self.config.source_of(host_of(url))
            name = None if source is None else source.name
            history = self.store.begin_imported(url, self.collection, source=name, now=self.now())
        return receive(_task(history.id, capture), capture, self._steps())

    def _has_record(self, history: Article, found: Found) -> bool:
        return self.store.is_record_kept(history.id, found.origin.archive, found.origin.record)

    def _steps(self) -> Steps:
        """Return steps that ask nobody."""
        return Steps(
            capturer=ReplayCapturer(()),
            store=self.store,
            now=self.now,
            permitted=lambda _: None,
            jitter=random.random,
        )


def in_order(found: Iterable[Found | Broken]) -> tuple[list[Found], list[LeftOut]]:
    """Return what was found, the captures oldest first, and what is broken."""
    captures, broken = list[Found](), list[LeftOut]()
    for one in found:
        if isinstance(one, Found):
            captures.append(one)
        else:
            broken.append(LeftOut(archive=one.archive, record=one.record, why=Why.BROKEN, detail=one.why))
    captures.sort(key=lambda one: one.at)
    return captures, broken


def left_out(found: Found, why: Why, detail: str = "") -> LeftOut:
    """Return that a capture was not taken in, and why."""
    origin = found.origin
    return LeftOut(archive=origin.archive, record=origin.record, why=why, detail=detail, url=found.url)


def _task(article: int, capture: Capture) -> CaptureTask:
    return CaptureTask(article=article, url=capture.url, depth=Depth.LIGHT, purpose=Purpose.IMPORTED)
