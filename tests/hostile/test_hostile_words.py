"""Whatever pages, feeds and headers say ends a visit with an outcome: never a round, none unforeseen."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import drawn
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from server import FaultServer

from archiver.capture.pool import BrowserCapturer
from archiver.capture.replay import ReplayCapturer
from archiver.config import Capturing
from archiver.errors import CaptureError
from archiver.fetch import Fetcher
from archiver.frontier.habits import observed, rates
from archiver.frontier.retry_after import retry_at
from archiver.frontier.robots import Robots
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.article import Source
from archiver.model.as_json import edit_as_line
from archiver.model.capture import Artefact, Browser, Capture
from archiver.model.revision import Visit
from archiver.model.urls import web_address
from archiver.orchestration.discovery import Asking, discover
from archiver.orchestration.rounds import Capturer, Steps, round_
from archiver.store import Store

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MORE = int(os.environ.get("HOSTILE_EXAMPLES", "1"))
"""Times as many examples, for a search by hand; in the suite the same are drawn every time."""


def drawing(examples: int) -> settings:
    phases = (Phase.explicit, Phase.generate, *(() if MORE == 1 else (Phase.shrink,)))
    return settings(
        max_examples=examples * MORE,
        deadline=None,
        database=None,
        derandomize=MORE == 1,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(autouse=True)
def nothing_unforeseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A bug that was contained is a bug."""
    yield
    assert not [line for line in caplog.get_records("call") if line.levelno >= logging.ERROR]


@pytest.fixture(scope="module")
def faults() -> Iterator[FaultServer]:
    with FaultServer() as faults:
        yield faults


@pytest.fixture(scope="module")
def proxy(faults: FaultServer) -> Iterator[GuardProxy]:
    """Return the guard; there are no names but the faults' address."""

    def resolve(name: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with GuardProxy(Policy(frozenset({faults.host})), max_bytes=5_000_000, resolve=resolve) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def fetcher(proxy: GuardProxy) -> Iterator[Fetcher]:
    with Fetcher(proxy, user_agent="Archiver/test", timeout=timedelta(seconds=60)) as fetcher:
        yield fetcher


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("said")
    with Store.open(folder / "db" / "archive.db", folder / "snapshots") as store:
        store.sync_sources([Source(name="x", domain="x.example")], NOON)
        yield store


# --- headers -----------------------------------------------------------------------------------------


@drawing(40)
@given(drawn.statuses, drawn.headers, drawn.pages)
def test_an_answer_over_plain_http_is_a_response_or_a_capture_error(
    faults: FaultServer, fetcher: Fetcher, status: int, headers: list[tuple[str, str]], page: bytes
) -> None:
    faults.drawn = drawn.answer(status, headers, page)
    with suppress(CaptureError):
        answer = fetcher.get(f"{faults.url}/drawn")
        assert web_address(answer.final_url)
        for header in ("retry-after", "date", "age"):
            retry_at(503, answer.header(header), NOON)
        fetcher.get(f"{faults.url}/drawn", etag=answer.header("etag"), last_modified=answer.header("date"))


@drawing(200)
@given(drawn.addresses)
def test_whatever_counts_as_a_web_address_can_be_asked_for(fetcher: Fetcher, said: str) -> None:
    """And is one to all that ask: who claims a visit, who paces it, who compares it."""
    spelt = web_address(said)
    if spelt is not None:
        assert web_address(spelt) == spelt
        with pytest.raises(CaptureError) as raised:
            fetcher.get(spelt)
        assert "not a web address" not in str(raised.value)


@drawing(200)
@given(st.binary(max_size=200) | drawn.seeds, drawn.addresses)
def test_any_robots_txt_allows_or_forbids(content: bytes, address: str) -> None:
    robots = Robots.parse(content, 200)
    robots.allows(web_address(address) or "https://x.example/", "Archiver/test")
    robots.crawl_delay("Archiver/test")
    assert all(isinstance(sitemap, str) for sitemap in robots.sitemaps)


# --- seeds -------------------------------------------------------------------------------------------


@drawing(50)
@given(drawn.seeds, drawn.types)
def test_a_seed_is_read_or_said_to_be_none(
    faults: FaultServer, fetcher: Fetcher, store: Store, content: bytes, media_type: str
) -> None:
    faults.drawn = drawn.answer(200, [("Content-Type", media_type)], content)
    source = Source(name="x", domain="x.example", seeds=(f"{faults.url}/drawn",))
    (found,) = discover(source, Asking(fetcher=fetcher, now=NOON, insist=True), store)
    assert "this program failed" not in (found.error or "")


# --- pages -------------------------------------------------------------------------------------------


def visited(store: Store, capturer: Capturer, url: str, *, looks: int) -> list[Visit]:
    article, _ = store.add_article(url, source=None, now=NOON, next_visit=NOON)
    steps = Steps(
        capturer=capturer,
        store=store,
        now=lambda: NOON + timedelta(hours=2),
        permitted=lambda task: None,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )
    return [visit for _ in range(looks) for visit in round_(store.claim((article.id,), NOON), steps)]


def replayed(url: str, minutes: int, status: int, headers: list[tuple[str, str]], page: bytes) -> Capture:
    said = {name.lower(): value for name, value in headers}
    artefact = Artefact(content=page, media_type="text/html")
    return Capture(
        url=url,
        final_url=web_address(said.get("location")) or url,
        captured_at=NOON + timedelta(minutes=minutes),
        status=status,
        headers=tuple({"content-type": "text/html", **said}.items()),
        response=artefact,
        dom=artefact if "charset" not in said.get("content-type", "") else None,
        browser=Browser(product="Replay/1"),
        took=timedelta(seconds=1),
    )


@drawing(25)
@given(st.lists(st.tuples(drawn.statuses, drawn.headers, drawn.pages), min_size=2, max_size=3))
def test_whatever_a_page_says_is_an_outcome(
    store: Store, looks: list[tuple[int, list[tuple[str, str]], bytes]]
) -> None:
    number = len(store.articles())  # no two examples tell of the same ferry, else they are one article
    url = f"https://x.example/{number}"
    captures = [
        replayed(url, minutes, status, headers, page.replace(b"NUMBER", b"%d" % number))
        for minutes, (status, headers, page) in enumerate(looks)
    ]
    visits = visited(store, ReplayCapturer(captures), url, looks=len(looks))
    assert visits
    assert not [visit for visit in visits if "this program failed" in (visit.reason or "")]
    for edit in store.edits():  # what it left behind can be shown, and counted for the next round
        edit_as_line(edit)
    for spans in store.quiet_spans(NOON - timedelta(days=90)).values():
        rates(observed(spans))


@drawing(6)
@given(drawn.statuses, drawn.headers, drawn.pages)
def test_whatever_a_page_says_to_a_browser_is_an_outcome(
    faults: FaultServer,
    capturer: BrowserCapturer,
    store: Store,
    status: int,
    headers: list[tuple[str, str]],
    page: bytes,
) -> None:
    faults.drawn = drawn.answer(status, headers, page)
    url = f"{faults.url}/drawn?{len(store.articles())}"
    visits = visited(store, capturer, url, looks=1)
    assert visits
    assert not [visit for visit in visits if "this program failed" in (visit.reason or "")]


@pytest.fixture(scope="module")
def capturer(proxy: GuardProxy) -> Iterator[BrowserCapturer]:
    with BrowserCapturer(
        Capturing(dwell=timedelta(milliseconds=50), settle=timedelta(seconds=1)),
        proxy=proxy,
        user_agent="Archiver/test",
        turn=lambda host: 0.0,
        now=lambda: datetime.now(UTC),
    ) as capturer:
        yield capturer
