"""What `archiver.toml` promises to hosts, kept by a whole archive: no request where there may be none."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from archiver.archive.working import Archive
from archiver.capture.replay import ReplayCapturer
from archiver.cli import program
from archiver.errors import HostClosed, RobotsRefused
from archiver.home import Home
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask
from archiver.model.revision import Outcome

HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)
NOON = MIDNIGHT - 12 * HOUR
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>'
    "<item><title>Storm</title><link>{}/storm</link></item></channel></rss>"
)


class Clock:
    """The time of the archive, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Gazette:
    """A site with a feed, an article and a robots.txt; it keeps its log."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.robots = "User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"

    def __enter__(self) -> Gazette:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.paths.append(self.path)
                text = site.robots if self.path == "/robots.txt" else FEED.format(site.url)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"


@pytest.fixture
def gazette() -> Iterator[Gazette]:
    with Gazette() as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


def declare(home: Home, gazette: Gazette, politeness: str = "", source: str = "") -> Home:
    home.declaration.write_text(
        f'[guard]\nallow = ["{gazette.host}"]\n[politeness]\ndelay = "1ms"\n{politeness}\n'
        f'[[source]]\nname = "gazette"\ndomain = "{gazette.host}"\n'
        f'seeds = ["{gazette.url}/feed.xml"]\n{source}\n'
    )
    return home


QUIET = 'quiet = ["00:00-06:00"]'


def watch(archive: Archive, url: str) -> CaptureTask:
    now = archive.now()
    article, _ = archive.store.add_article(url, source="gazette", now=now, next_visit=now)
    return CaptureTask(article=article.id, url=url)


def test_in_quiet_hours_nothing_is_asked_and_what_is_due_waits(
    home: Home, gazette: Gazette, clock: Clock
) -> None:
    with Archive.open(declare(home, gazette, QUIET), now=clock) as archive:
        watch(archive, gazette.url + "/storm")
        clock.now = MIDNIGHT
        assert archive.due() == ()
        (found,) = archive.discover()
        assert "quiet hours" in (found.error or "")
        with pytest.raises(HostClosed, match="2026-11-25 06:00 UTC: quiet hours"):
            archive.capture(gazette.url + "/storm")
        assert gazette.paths == []
        (host,) = archive.postponed()
        assert (host.host, host.articles, host.until) == (gazette.host, 1, MIDNIGHT + 6 * HOUR)
        clock.now = MIDNIGHT + 6 * HOUR
        assert archive.postponed() == ()
        assert len(archive.due()) == 1


def test_a_source_may_set_its_own_hours(home: Home, gazette: Gazette, clock: Clock) -> None:
    with Archive.open(declare(home, gazette, QUIET, "quiet = []"), now=clock) as archive:
        watch(archive, gazette.url + "/storm")
        clock.now = MIDNIGHT
        assert len(archive.due()) == 1


def test_a_budget_holds_over_a_restart(home: Home, gazette: Gazette, clock: Clock) -> None:
    declare(home, gazette, "budget = 3")
    with Archive.open(home, now=clock) as archive:
        list(archive.discover())
        watch(archive, gazette.url + "/storm")
    assert gazette.paths == ["/robots.txt", "/feed.xml"]
    clock.now += HOUR
    with Archive.open(home, now=clock) as archive:
        archive.fetcher.get(gazette.url + "/feed.xml")  # before the store is opened, as `add` does
        (found,) = archive.discover("gazette")
        assert len(gazette.paths) == 3
        assert "budget of 3 requests" in (found.error or "")
        assert archive.due() == ()
        (host,) = archive.postponed()
        assert host.until == NOON + 24 * HOUR
    with Archive.open(home, now=clock) as archive:
        assert len(archive.postponed()) == 1


def test_a_host_that_has_too_much_of_us_at_two_addresses_is_left_alone_as_a_whole(
    home: Home, gazette: Gazette, clock: Clock
) -> None:
    busy = too_many(gazette.url + "/a")
    with Archive.open(declare(home, gazette), now=clock) as archive:
        watch(archive, gazette.url + "/b")
        assert archive.pacing.rest_after(busy) == NOON + HOUR
        assert archive.pacing.rest_after(busy) == NOON + HOUR
        assert archive.pacing.gate.closed(gazette.host) is None, "one address speaks for itself"
        assert archive.pacing.rest_after(too_many(gazette.url + "/c")) == NOON + HOUR
        archive.pacing.keep(archive.store)
        assert archive.due() == ()
    with Archive.open(home, now=clock) as archive:
        assert [(host.until, host.articles) for host in archive.postponed()] == [(NOON + HOUR, 1)]
        clock.now += HOUR
        assert len(archive.due()) == 1


def test_an_address_that_asked_for_time_is_forgotten_when_that_is_over(
    home: Home, gazette: Gazette, clock: Clock
) -> None:
    with Archive.open(declare(home, gazette), now=clock) as archive:
        for number in range(50):
            archive.pacing.rest_after(too_many(f"https://gazette{number}.example/a"))
        clock.now += HOUR
        archive.pacing.rest_after(too_many(gazette.url + "/a"))
        assert list(archive.pacing._asking) == [gazette.url + "/a"]
        archive.pacing.rest_after(too_many("https://gazette7.example/b"))
        assert archive.pacing.gate.closed("gazette7.example") is None, "of two, one asked an hour ago"


def test_robots_txt_is_obeyed_and_its_delay_kept(home: Home, gazette: Gazette, clock: Clock) -> None:
    with Archive.open(declare(home, gazette), now=clock) as archive:
        refusal = archive._declared.wiring.permission.refusal(watch(archive, gazette.url + "/private/a"))
        assert isinstance(refusal, RobotsRefused)
        assert archive._declared.wiring.permission.refusal(watch(archive, gazette.url + "/storm")) is None
        assert archive.pacing.gate.politeness.delay(gazette.host) == timedelta(seconds=7)
        assert gazette.paths == ["/robots.txt"]


def test_a_source_that_overrides_robots_txt_is_visited_and_that_is_logged(
    home: Home, gazette: Gazette, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.INFO, logger="archiver"),  # commands that ran before set it
        Archive.open(declare(home, gazette, source="robots = false"), now=clock) as archive,
    ):
        assert archive._declared.wiring.permission.refusal(watch(archive, gazette.url + "/private/a")) is None
    assert [record.message for record in caplog.records].count("robots.txt overridden") == 1
    assert gazette.paths == []


def test_status_tells_when_nobody_looked(home: Home, gazette: Gazette, clock: Clock) -> None:
    with Archive.open(
        declare(home, gazette, QUIET.replace("00:00-06:00", "00:00-23:59")), now=clock
    ) as archive:
        watch(archive, gazette.url + "/storm")
        archive.beat("waiting for what is due")
        clock.now += 3 * HOUR
        assert archive.note_outage(HOUR) == 3 * HOUR
        archive.beat("discovering")
        assert archive.note_outage(HOUR) is None
        assert [(one.began_at, one.ended_at) for one in archive.outages()] == [(NOON, NOON + 3 * HOUR)]
    told = CliRunner().invoke(program, ["--home", str(home.root), "status", "--json"])
    assert told.exit_code == 0
    said = json.loads(told.stdout)
    assert said["gaps"][0]["url"] == gazette.url + "/storm"
    assert said["gaps"][0]["seen_after"] is None
    assert {"outages", "postponed"} <= said.keys()
    plain = CliRunner().invoke(program, ["--home", str(home.root), "status"]).stdout
    assert "longest blind spot of gazette:" in plain
    assert "quiet 00:00-23:59 UTC" in plain


def test_a_source_may_set_its_own_pace(home: Home, gazette: Gazette, clock: Clock) -> None:
    with Archive.open(declare(home, gazette, source="pace = 3"), now=clock) as archive:
        assert archive.pacing.tempo("gazette").pace == 3.0
        assert archive.pacing.tempo(None).pace == 1.0


def test_habits_are_learnt_from_what_was_seen(home: Home, gazette: Gazette, clock: Clock) -> None:
    with Archive.open(declare(home, gazette), now=clock) as archive:
        task = watch(archive, gazette.url + "/storm")
        sights = [page(task.url, NOON), page(task.url, NOON + 3 * HOUR)]
        archive._declared.wiring.__dict__["capturer"] = ReplayCapturer(sights)
        for sight in sights:
            clock.now = sight.captured_at
            (visit,) = archive.visit(archive.store.claim([task.article], clock.now))
            assert visit.outcome in (Outcome.FIRST, Outcome.SAME)
        clock.now += HOUR
        list(archive.visit(()))  # a round begins with it
        assert sum(archive.pacing.tempo("gazette").habits.watched) == pytest.approx(3)


def too_many(url: str) -> Capture:
    """Return an answer that asks for an hour's rest."""
    return Capture(
        url=url,
        final_url=url,
        captured_at=NOON,
        status=429,
        headers=(("retry-after", "3600"),),
        response=Artefact(content=b""),
        browser=Browser(product="Replay/1"),
        took=timedelta(),
    )


def page(url: str, at: datetime) -> Capture:
    story = "".join(f"<p>{'The ferry will not sail, the harbor master said. ' * 5}{n}</p>" for n in range(4))
    html = f"<!doctype html><title>Ferry cancelled</title><article><h1>Ferry cancelled</h1>{story}</article>"
    return Capture(
        url=url,
        final_url=url,
        captured_at=at,
        status=200,
        headers=(("content-type", "text/html"),),
        response=Artefact(content=html.encode(), media_type="text/html"),
        dom=Artefact(content=html.encode(), media_type="text/html"),
        browser=Browser(product="Replay/1"),
        took=timedelta(),
    )
