"""Real workers: one is killed in mid-capture, one has no room, one stalls; each article is recorded once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import psutil
import pytest
from waiting import wait_until

from archiver.config import Capturing
from archiver.home import Home
from archiver.model.manner import Manner
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

SECONDS = 45.0
"""For a visit, here; a stalled one is waited for so long."""

FULL = 1000  # bytes of the largest file that a worker with a full disk can write


@contextmanager
def newspapers() -> Iterator[list[Any]]:
    """Three newspapers, two of which never finish the first answer."""
    from workshop import STORY, Site, say

    sites = [Site() for _ in range(3)]

    def serve(site: Site, holds: bool) -> Callable[[BaseHTTPRequestHandler], None]:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            if holds and len(site.asked["/storm"]) == 1:
                site.closing.wait()
            else:
                text = "<p>The harbour master closed the ferry line to the outer islands on Tuesday.</p>" * 3
                say(handler, f"<!doctype html><title>Storm</title><article>{STORY}{text}</article>")

        return answer

    for number, site in enumerate(sites):
        site.answer("/storm", serve(site, holds=number < 2))
    try:
        yield sites
    finally:
        for site in sites:
            site.close()


def test_workers_that_die_stall_or_have_no_room_cost_no_visit_and_make_none_twice(
    home: Home, start: Any, stage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from archiver.fleet.capturer import FleetCapturer

    with newspapers() as sites, Store.open(home.database, home.snapshots) as store:
        allow = [word for site in sites for word in ("--allow", f"127.0.0.1:{site.port}")]

        def join(name: str) -> Any:
            worker = start(home, "worker", stage.address, "--name", name, "--concurrency", "1", *allow)
            assert "has joined" in worker.stdout.readline()
            return worker

        now = datetime.now(UTC)
        for site in sites:
            store.add_article(site.url("/storm"), source=None, now=now, next_visit=now)
        fleet = FleetCapturer(
            stage.address,
            capturing=Capturing(
                deadline=timedelta(seconds=SECONDS / 2),
                dwell=timedelta(milliseconds=300),
                settle=timedelta(seconds=2),
            ),
            turn=lambda _: 0.0,
            answered=lambda *_: None,
            refusal=lambda _: None,
            manner=lambda _: Manner(user_agent="Archiver/0.1 (test)"),
            home=lambda: pytest.fail("no visit is made at home"),
            now=lambda: datetime.now(UTC),
            stalled=SECONDS / 2,
            patience=300.0,
        )
        steps = Steps(
            capturer=fleet,
            store=store,
            now=lambda: datetime.now(UTC),
            permitted=lambda _: None,
            jitter=lambda: 0.5,
        )
        doomed, frozen, full = join("doomed"), join("frozen"), join("full")
        hard = psutil.Process(full.pid).rlimit(psutil.RLIMIT_FSIZE)[1]
        psutil.Process(full.pid).rlimit(psutil.RLIMIT_FSIZE, (FULL, hard))

        def mischief() -> None:
            wait_until(lambda: all(site.asked["/storm"] for site in sites[:2]))
            doomed.kill()
            os.kill(frozen.pid, signal.SIGSTOP)
            join("relief")

        tasks = store.claim_due(now, horizon=now + timedelta(days=1))
        with fleet, ThreadPoolExecutor(1) as aside:
            done = aside.submit(mischief)
            visits = list(round_(tasks, steps))
            done.result()
            os.kill(frozen.pid, signal.SIGCONT)
        asked = [len(site.asked["/storm"]) for site in sites]
        recorded = [store.count_visits(article.id) for article in store.articles()]
    assert sorted((visit.url, visit.outcome.value) for visit in visits) == sorted(
        (site.url("/storm"), "first") for site in sites
    )
    assert asked == [2, 2, 1]
    assert recorded == [1, 1, 1]
    assert "worker full is given no visits for a while: its files" in caplog.text
    assert "was lost" in caplog.text
    assert "not done after 45 s" in caplog.text
