"""An archive of one article, and rounds over captures at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from homes import empty_archive
from rounds import NOON, URL, Visiting

from archiver.capture.replay import ReplayCapturer
from archiver.errors import CaptureError
from archiver.model.capture import Capture, Purpose
from archiver.model.revision import Visit
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    empty_archive(tmp_path)
    with Store.open(tmp_path / "db" / "archive.db", tmp_path / "snapshots") as store:
        store.add_article(URL, source=None, now=NOON, next_visit=NOON)
        yield store


@pytest.fixture
def visiting(store: Store) -> Visiting:
    """Return a function that plays captures, one a visit, and gives the visits of that many rounds."""

    def play(*captures: Capture | CaptureError, rounds: int = 1, **settings: object) -> list[Visit]:
        last = max((c.captured_at for c in captures if isinstance(c, Capture)), default=NOON)
        steps = Steps(
            capturer=ReplayCapturer(captures),
            store=store,
            now=lambda: last + timedelta(0),
            permitted=lambda task: None,
            jitter=lambda: 0.0,
            sleep=lambda seconds: None,
            **settings,  # type: ignore[arg-type]
        )
        visits: list[Visit] = []
        for _ in range(rounds):
            article = store.find_article(URL).id
            visits += round_(store.claim((article,), NOON, purpose=Purpose.ROUTINE), steps)
        return visits

    return play
