"""What a round makes of hosts that are left alone, and of hosts that ask for time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from homes import empty_archive

from archiver.capture.replay import ReplayCapturer
from archiver.errors import CaptureError, HostClosed
from archiver.frontier.retry_after import retry_at
from archiver.frontier.revisit import Tempo
from archiver.model.article import Source
from archiver.model.capture import Artefact, Browser, Capture
from archiver.model.revision import Visit
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

URL = "https://gazette.example/2026/storm-warning"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CLOSED = HostClosed("gazette.example", until=NOON + HOUR, reason="quiet hours")
STORY = "".join(
    f"<p>The ferry to the outer islands will not sail on day {day}, the harbor master said, because of a"
    " storm that is expected to bring winds of 70 miles an hour and waves of 18 feet.</p>"
    for day in range(1, 5)
)


def capture(status: int = 200, **headers: str) -> Capture:
    html = f"<!doctype html><title>Ferry cancelled</title><article><h1>Ferry cancelled</h1>{STORY}</article>"
    return Capture(
        url=URL,
        final_url=URL,
        captured_at=NOON,
        status=status,
        headers=(("content-type", "text/html"), *((k.replace("_", "-"), v) for k, v in headers.items())),
        response=Artefact(content=html.encode(), media_type="text/html"),
        dom=Artefact(content=html.encode(), media_type="text/html"),
        browser=Browser(product="Replay/1"),
        took=timedelta(seconds=1),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    empty_archive(tmp_path)
    with Store.open(tmp_path / "db" / "archive.db", tmp_path / "snapshots") as store:
        store.sync_sources([Source(name="gazette", domain="gazette.example")], NOON)
        store.add_article(URL, source="gazette", now=NOON, next_visit=NOON)
        yield store


def visit(store: Store, came: Capture | CaptureError, **settings: object) -> list[Visit]:
    steps = Steps(
        capturer=ReplayCapturer([came if isinstance(came, Capture) else _at(URL, came)]),
        store=store,
        now=lambda: NOON,
        permitted=settings.pop("permitted", lambda _: None),  # type: ignore[arg-type]
        jitter=lambda: 0.0,
        sleep=lambda _: None,
        rest_after=lambda seen: retry_at(seen.status, seen.header("retry-after"), NOON),
        **settings,  # type: ignore[arg-type]
    )
    return list(round_(store.claim_due(NOON), steps))


def _at(url: str, error: CaptureError) -> CaptureError:
    error.url = url  # a replay answers by address
    return error


@pytest.mark.parametrize("asked_first", [True, False], ids=["at-its-robots-txt", "at-its-turn"])
def test_a_visit_to_a_host_that_is_left_alone_stays_due_and_has_not_failed(
    store: Store, asked_first: bool
) -> None:
    made = visit(store, capture(), permitted=lambda _: CLOSED) if asked_first else visit(store, CLOSED)
    assert made == []
    article = store.find_article(URL)
    assert (article.failures, article.next_visit) == (0, NOON)
    assert store.health(NOON).visits == 0
    assert [task.url for task in store.claim_due(NOON)] == [URL], "its claim was given back"


@pytest.mark.parametrize(
    ("status", "header", "wait"),
    [
        pytest.param(503, "7200", 2 * HOUR, id="busy"),
        pytest.param(429, "1800", HOUR / 2, id="too-many-requests"),
        pytest.param(429, "Tue, 24 Nov 2026 15:00:00 GMT", 3 * HOUR, id="until"),
        pytest.param(503, "1", timedelta(minutes=5), id="sooner-than-we-come"),
        pytest.param(503, "never", timedelta(minutes=5), id="nothing-said"),
        pytest.param(429, "", 6 * HOUR, id="a-wall-that-says-nothing"),
    ],
)
def test_a_host_that_says_when_it_wants_to_be_asked_is_asked_then(
    store: Store, status: int, header: str, wait: timedelta
) -> None:
    visit(store, capture(status, retry_after=header))
    assert store.find_article(URL).next_visit == NOON + wait


@pytest.mark.parametrize(("pace", "minutes"), [(1.0, 7), (0.5, 14)])
def test_the_tempo_is_that_of_the_articles_source(store: Store, pace: float, minutes: int) -> None:
    asked: list[str | None] = []

    def tempo(source: str | None) -> Tempo:
        asked.append(source)
        return Tempo(pace=pace)

    visit(store, capture(), tempo=tempo)
    due = store.find_article(URL).next_visit
    assert due is not None
    assert round((due - NOON) / timedelta(minutes=1)) == minutes
    assert asked == ["gazette"]
