"""The daemon as it is run for months: it works, it says what it does, it stops, it survives."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from newsstand import Newsstand, Page
from pages import article, page
from program import Started, command
from server import FaultServer
from waiting import PATIENCE, wait_until

from archiver.archive.working import Archive
from archiver.daemon.loop import Daemon
from archiver.home import Home
from archiver.model.revision import Outcome
from benchmarks.daemon.__main__ import live, promises

Process = Started | subprocess.Popen[str]


def health(home: Home) -> dict[str, object]:
    with Archive.open(home, readonly=True) as archive:
        found, beat = archive.health(), archive.beat_seen()
    return {"visits": found.visits, "articles": found.articles, "beat": beat, "runs": found.runs}


def browsers_of(process: Process) -> list[psutil.Process]:
    return [p for p in psutil.Process(process.pid).children(recursive=True) if "chrom" in p.name().lower()]


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    """Return a site with two articles in its feed, and another on its front page."""
    with Newsstand() as stand:
        for name in ("bridge", "ferry", "harbor"):
            stand.pages[f"/2026/{name}-to-close"] = Page(article(headline=f"The {name} is to close").encode())
        items = "".join(
            f"<item><title>{path}</title><link>{stand.url}{path}</link></item>"
            for path in list(stand.pages)[:2]
        )
        feed = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'
        stand.pages["/feed.xml"] = Page(feed.encode(), "application/rss+xml")
        links = "".join(f'<li><a href="{path}">The long story of {path}</a></li>' for path in stand.pages)
        stand.pages["/politics"] = Page(page(f"<h1>Politics</h1><ul>{links}</ul>").encode())
        yield stand


@pytest.fixture
def watching(stand: Newsstand, declare) -> Home:  # type: ignore[no-untyped-def]
    source = f'[[source]]\nname = "courier"\ndomain = "{stand.host}"\nseeds = ["{stand.url}/feed.xml"]\n'
    return declare(stand.host, extra=f"\n{source}")


def test_it_discovers_visits_reports_and_stops_on_sigterm(watching: Home) -> None:
    """Started as people start it."""
    said: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    process = subprocess.Popen(command(watching.root, "daemon"), **said)
    try:
        wait_until(lambda: health(watching)["visits"])
        found = health(watching)
        assert found["articles"] == 2
        assert found["beat"] is not None
        browsers = browsers_of(process)
        process.send_signal(signal.SIGTERM)
        assert "SIGTERM" in process.communicate(timeout=PATIENCE)[0]
        assert process.returncode == 0
    finally:
        process.kill()
    wait_until(lambda: not any(browser.is_running() for browser in browsers))
    after = health(watching)
    assert after["beat"] is None
    assert [run.kind for run in after["runs"]]  # type: ignore[attr-defined]
    with Archive.open(watching) as archive:
        report = archive.verify()
        assert not report.damaged
        assert not report.orphans, "nothing half-recorded"


def test_a_page_that_hangs_does_not_keep_it_from_stopping(declare, start) -> None:  # type: ignore[no-untyped-def]
    with FaultServer() as faults:
        host = "{}:{}".format(*faults.host)
        home = declare(host, deadline="10m")
        with Archive.open(home) as archive:
            archive.store.add_article(
                faults.url + "/hang", source=None, now=archive.now(), next_visit=archive.now()
            )
        daemon = start(home, "daemon", merged=True)
        wait_until(lambda: "/hang" in faults.requests)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait() == 0, "it waited for the page's deadline"
    with Archive.open(home, readonly=True) as archive:
        assert archive.health().visits == 0


def test_nothing_is_lost_when_it_is_killed_in_a_round(watching: Home, start) -> None:  # type: ignore[no-untyped-def]
    daemon = start(watching, "daemon", merged=True)
    wait_until(lambda: health(watching)["visits"])
    before = health(watching)["visits"]
    browsers = browsers_of(daemon)
    daemon.kill()
    daemon.wait()
    wait_until(lambda: not any(browser.is_running() for browser in browsers))
    with Archive.open(watching) as archive:
        assert archive.health().visits >= before  # type: ignore[operator]
        report = archive.verify(repair=True)
        assert not report.damaged
        outcomes = {visit.outcome for visit in archive.visit(archive.due())}
        assert outcomes <= {Outcome.FIRST, Outcome.SAME}
        assert all(len(archive.revisions(article.id)) == 1 for article in archive.articles())
        assert set(archive.verify().orphans) == set(report.orphans) - set(report.leftovers)


def test_an_hour_and_a_half_on_a_fast_clock_keeps_every_promise(tmp_path: Path) -> None:
    """No host asked too soon by its own log, and nothing lost in a kill; the day is `benchmarks/daemon`."""
    day = live(tmp_path, articles=24, hosts=3, hours=1.5, speed=400, kills=1)
    assert {kill.answered > 0 for kill in day.kills} == {True}
    assert {name: count for name, count in promises(day).items() if count} == {}, day.kills


def test_a_seed_added_while_it_works_is_read_at_the_next_discovery(
    stand: Newsstand, watching: Home, start
) -> None:  # type: ignore[no-untyped-def]
    daemon = start(watching, "daemon", merged=True)
    wait_until(lambda: health(watching)["beat"])
    with Archive.open(watching) as second:
        added = second.add(stand.url + "/politics")
    assert added.kind == "listing"
    assert stand.url + "/politics" in watching.declaration.read_text()
    assert daemon.poll() is None


def test_a_clock_that_jumps_lays_the_schedule_anew(watching: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wall clock is set back by a day: without new jobs no round would run until tomorrow."""
    said: list[str] = []
    with Archive.open(watching) as archive:
        daemon = Daemon(archive, report=lambda line, visit: said.append(line))
        lead = iter([timedelta(0), timedelta(days=-1), timedelta(days=-1)])
        monkeypatch.setattr("archiver.daemon.loop._drift", lambda: next(lead, timedelta(days=-1)))

        def stop_after_the_jump() -> None:
            if any("clock jumped" in line for line in said):
                daemon.stop()

        daemon.scheduler.every(1).seconds.do(stop_after_the_jump)
        monkeypatch.setattr(daemon, "round", stop_after_the_jump)
        daemon.run()
    assert any("clock jumped" in line for line in said)


def test_status_says_who_is_at_work(watching: Home, run, start) -> None:  # type: ignore[no-untyped-def]
    start(watching, "daemon", merged=True)
    wait_until(lambda: (beat := health(watching)["beat"]) and beat.job == "daemon")  # type: ignore[attr-defined]
    told = run(watching, "status", "--json")
    writer = json.loads(told.stdout)["writer"]
    assert writer["job"] == "daemon"
    assert Path(f"/proc/{writer['pid']}").name == str(writer["pid"])
