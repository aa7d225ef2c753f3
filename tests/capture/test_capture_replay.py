"""The capturer that answers from captures at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archiver.capture.replay import ReplayCapturer
from archiver.errors import ConnectionFailed, NavigationTimeout
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask

URL = "https://gazette.example/storm"
TASK = CaptureTask(article=1, url=URL)
FIRST = Capture(
    url=URL,
    final_url=URL,
    captured_at=datetime(2026, 11, 24, tzinfo=UTC),
    status=200,
    response=Artefact(content=b"first"),
    browser=Browser(product="test"),
    took=timedelta(seconds=1),
)
SECOND = replace(FIRST, response=Artefact(content=b"second"))


def test_visits_get_the_captures_in_order_and_then_the_last_one() -> None:
    replay = ReplayCapturer([FIRST, SECOND])

    assert [replay.capture(TASK) for _ in range(3)] == [FIRST, SECOND, SECOND]


def test_a_failure_is_replayed_where_its_turn_comes() -> None:
    replay = ReplayCapturer([NavigationTimeout(URL, seconds=60), FIRST])

    results = [came for _, came in replay.capture_all([TASK, TASK])]

    assert isinstance(results[0], NavigationTimeout)
    assert results[1] == FIRST


def test_an_address_without_captures_does_not_answer() -> None:
    with pytest.raises(ConnectionFailed):
        ReplayCapturer([FIRST]).capture(CaptureTask(article=2, url="https://gazette.example/other"))
