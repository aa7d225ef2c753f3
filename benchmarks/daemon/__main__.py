"""A day of the daemon: `python -m benchmarks.daemon [--articles 2000] [--hosts 20] [--hours 24]`.

The product's daemon watches a site of many hosts under a clock that runs 180 times as fast as the
real one, is killed (SIGKILL) three times at random and started again a while later. Politeness is real
time and scaled down with it: 150 ms between two requests of a host are 27 simulated seconds; one host
asks for 300 ms in its robots.txt. 2,000 first looks by a real browser are an hour of two cores, and what
is asked here is when and how fast the daemon asks, and what a kill loses: so plain requests stand in for
it (see `daemon_work`), unless `--browser` is given; with it, try `--articles 30 --hosts 5 --speed 120`.

Waits of the daemon that are real time (a second between two looks at what is due) weigh `speed` times as
much as in life, and so does this machine's own load: lateness is told, and has a bar only where an article
was forgotten.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from archiver.archive.working import Archive
from archiver.frontier.revisit import SHORTEST_WAIT
from archiver.home import Home, create_home
from archiver.model.capture import Depth, Purpose
from archiver.model.revision import Outcome
from benchmarks.daemon.site import HOUR, MIDNIGHT, ROBOTS, SLOW_HOST, Clock, Request, Site, newsroom

DELAY = 0.15  # real seconds between two requests of a host
CRAWL_DELAY = 0.3
OUTAGE = 600.0  # simulated seconds between a kill and the next start, at least
PATIENCE = 120.0  # real seconds; only for a daemon that does nothing
FORGOTTEN = timedelta(hours=2)  # overdue by this much at the end, an article was not merely late

DECLARATION = """\
[guard]
allow = [{allowed}]
[politeness]
delay = "{delay}ms"
[schedule]
discover = "{discover}s"
round = "1s"
confirm = "100ms"
{sources}
"""


@dataclass(slots=True)
class Kill:
    """A kill, and what was found after it."""

    at: float  # simulated seconds
    answered: int = 0  # requests for articles that the site had answered
    unrecorded: int = 0  # of these, articles whose last answer no visit tells of
    lost: list[str] = field(default_factory=list)  # of these again, articles that are not due


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is left to judge when the day is over."""

    site: Site
    home: Home
    kills: list[Kill]
    late: list[float]  # simulated seconds
    took: float  # real seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--speed", type=float, default=180)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--browser", action="store_true", help="capture with one; for fewer articles")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        day = live(
            Path(folder),
            articles=asked.articles,
            hosts=asked.hosts,
            hours=asked.hours,
            speed=asked.speed,
            kills=asked.kills,
            browser=asked.browser,
        )
        failures = told(day)
    raise SystemExit(1 if failures else 0)


def live(
    folder: Path,
    *,
    articles: int,
    hosts: int,
    hours: float,
    speed: float,
    kills: int,
    browser: bool = False,
) -> Day:
    """Let the daemon live through a day, with kills."""
    door = "browser" if browser else "plain"
    clock = Clock(began=time.monotonic() + 3, speed=speed)
    stories = newsroom(articles, hosts, hours * HOUR)
    draw = random.Random(7)
    with Site(stories, hosts, clock, CRAWL_DELAY) as site:
        home = declare(folder / "home", site, speed)
        late_log = folder / "late"
        late_log.touch()  # on a busy machine the day may end before a visit is recorded
        found: list[Kill] = []
        began = time.monotonic()
        for number in range(kills):
            at = hours * HOUR * (number + draw.uniform(0.3, 0.9)) / (kills + 1)
            with running(home, clock, late_log, door) as process:
                sleep_until(clock, at)
                wait_for_news(site)  # not between two rounds, but as soon as an article is answered
                process.kill()
            found.append(examine(home, site, clock))
            sleep_until(clock, clock.seconds() + OUTAGE)
        with running(home, clock, late_log, door) as process:
            wait_for_news(site)  # else it might be stopped before it has begun
            sleep_until(clock, hours * HOUR)
            process.send_signal(signal.SIGTERM)
            if process.wait(timeout=PATIENCE) != 0:
                raise RuntimeError(f"the daemon ended with {process.returncode}")
    late = [float(line) for line in late_log.read_text().split()]
    return Day(site=site, home=home, kills=found, late=late, took=time.monotonic() - began)


def declare(root: Path, site: Site, speed: float) -> Home:
    home = create_home(root)
    hosts = [url.removeprefix("http://") for url in map(site.url, range(site.hosts))]
    home.declaration.write_text(
        DECLARATION.format(
            allowed=", ".join(f'"{host}"' for host in hosts),
            delay=round(DELAY * 1000),
            discover=max(1, round(HOUR / speed)),
            sources="\n".join(
                f'[[source]]\nname = "host{number}"\ndomain = "{host}"\nseeds = ["http://{host}/feed.xml"]'
                for number, host in enumerate(hosts)
            ),
        )
    )
    return home


@contextmanager
def running(home: Home, clock: Clock, late_log: Path, door: str) -> Iterator[subprocess.Popen[bytes]]:
    command = ["-m", "benchmarks.daemon.work", home.root, clock.began, clock.speed, late_log, door]
    process = subprocess.Popen([sys.executable, *map(str, command)], env=os.environ)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def sleep_until(clock: Clock, at: float) -> None:
    time.sleep(max(at - clock.seconds(), 0) / clock.speed)


def wait_for_news(site: Site) -> None:
    before, end = len(visits_of(site.log)), time.monotonic() + PATIENCE
    while len(visits_of(site.log)) == before:
        if time.monotonic() > end:
            raise RuntimeError(f"no article was asked for within {PATIENCE:g} s")
        time.sleep(0.001)


def visits_of(log: list[Request]) -> list[Request]:
    return [request for request in tuple(log) if request.path.startswith("/news/")]


def examine(home: Home, site: Site, clock: Clock) -> Kill:
    """Hold what the archive says after a kill against the site's log, before anybody mends anything.

    A visit begins, as the archive tells it, when the headers of its answer are there, which is after the
    site has read the request: the last visit of an article is older than its last request only if that
    one was never recorded. Then the article must be due, whatever its earlier visits had planned: also
    where the request was a second look, made seconds after a visit that planned the next one.
    """
    kill = Kill(at=clock.seconds())
    time.sleep(0.1)  # what the site still writes to the dead
    last: dict[str, float] = {}
    for request in visits_of(site.log):
        kill.answered += 1
        last[site.url(request.host) + request.path] = request.began
    with Archive.open(home, now=clock.now, readonly=True) as archive:
        told = archive.store.db.execute(
            "SELECT url, next_visit, (SELECT max(started_at) FROM visits WHERE article = articles.id) AS seen"
            " FROM articles"
        )
        known = {row["url"]: (row["next_visit"], row["seen"]) for row in told}
    for url, asked in last.items():
        due, seen = known[url]
        if seen is None or datetime.fromisoformat(seen) < instant(clock, asked):
            kill.unrecorded += 1
            if due is None or datetime.fromisoformat(due) > clock.now():
                kill.lost.append(f"{url} due {due} seen {seen} asked {instant(clock, asked)}")
    return kill


def instant(clock: Clock, real: float) -> datetime:
    return MIDNIGHT + timedelta(seconds=(real - clock.began) * clock.speed)


def pauses(log: list[Request], hosts: int) -> tuple[list[float], list[float]]:
    """Return the real seconds between one request of a host and the next, and those of `SLOW_HOST`.

    Of the slow host those that end with a robots.txt are left out: it is what tells of its delay.
    """
    usual, slow = [], []
    for host in range(hosts):
        of_host = sorted((one for one in log if one.host == host), key=lambda one: one.began)
        for sooner, later in pairwise(of_host):
            usual.append(later.began - sooner.began)
            if host == SLOW_HOST and later.path != ROBOTS:
                slow.append(later.began - sooner.began)
    return usual, slow


def overlaps(log: list[Request]) -> int:
    """Return how often an article was asked for while it was being asked for."""
    ended: dict[tuple[int, str], float] = {}
    count = 0
    for request in sorted(visits_of(log), key=lambda request: request.began):
        place = (request.host, request.path)
        count += request.began < ended.get(place, 0.0)
        ended[place] = request.ended
    return count


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A visit as the archive tells it."""

    article: int
    started_at: datetime
    purpose: str
    outcome: str
    depth: str


def promises(day: Day) -> dict[str, int]:
    """Return how often each thing happened that must not, however slow the machine is."""
    usual, slow = pauses(day.site.log, day.site.hosts)
    sights = visited(day)
    with Archive.open(day.home, now=day.site.clock.now) as archive:
        damaged, outages = len(archive.verify().damaged), len(archive.outages())
    unseen = (Outcome.FAILED, Outcome.REFUSED, Outcome.SUSPECT)
    return {
        "requests of a host closer than its delay": sum(pause < DELAY for pause in usual)
        + sum(pause < CRAWL_DELAY for pause in slow),
        "visits lost in a kill": sum(len(kill.lost) for kill in day.kills),
        "damaged files": damaged,
        "articles asked for twice at once": overlaps(day.site.log),
        f"visits of an article within {SHORTEST_WAIT} of the one before": sum(
            one.article == other.article
            and other.purpose == Purpose.ROUTINE
            and other.started_at - one.started_at < SHORTEST_WAIT
            for one, other in pairwise(sights)
        ),
        "visits that saw no article": sum(sight.outcome in unseen for sight in sights),
        "kills without an outage noted": max(len(day.kills) - outages, 0),
    }


def forgotten(day: Day) -> dict[str, int]:
    """Return how many articles had to wait for too long; on a machine too slow for the clock, many."""
    with Archive.open(day.home, now=day.site.clock.now, readonly=True) as archive:
        overdue = [archive.now() - one.next_visit for one in archive.articles() if one.next_visit]
    old = sum(story.published <= day.site.clock.seconds() - 2 * HOUR for story in day.site.stories)
    seen = {sight.article for sight in visited(day)}
    return {
        "articles out for two hours and never visited": max(old - len(seen), 0),
        f"articles overdue by {FORGOTTEN} at the end": sum(wait > FORGOTTEN for wait in overdue),
    }


def visited(day: Day) -> list[Sight]:
    with Archive.open(day.home, now=day.site.clock.now, readonly=True) as archive:
        found = archive.store.db.execute("SELECT * FROM visits ORDER BY article, started_at")
        return [
            Sight(
                article=row["article"],
                started_at=datetime.fromisoformat(row["started_at"]),
                purpose=row["purpose"],
                outcome=row["outcome"],
                depth=row["depth"],
            )
            for row in found
        ]


def told(day: Day) -> int:
    """Print what held and what did not; return how many bars were missed."""
    site, sights = day.site, visited(day)
    usual, slow = pauses(site.log, site.hosts)
    late = sorted(day.late)
    with Archive.open(day.home, now=site.clock.now, readonly=True) as archive:
        edits, outages = len(tuple(archive.store.edits())), len(archive.outages())
        watched = len(archive.articles())
    probes = sum(sight.depth == Depth.PROBE for sight in sights)
    confirmed = sum(sight.purpose == Purpose.CONFIRM for sight in sights)
    print(f"{watched} articles on {site.hosts} hosts, {day.took:.0f} s; {len(site.log)} requests,", end=" ")
    print(f"{len(sights)} visits, of them {probes} by a probe and {confirmed} second looks; {edits} edits")
    print(f"shortest pause between two requests of a host: {1000 * min(usual):.0f} ms of {1000 * DELAY:.0f};")
    print(f"  of the host with a Crawl-delay: {1000 * min(slow):.0f} ms of {1000 * CRAWL_DELAY:.0f}")
    for kill in day.kills:
        print(f"SIGKILL at {kill.at / HOUR:.2f} h: {kill.answered} answers for articles,", end=" ")
        print(f"{kill.unrecorded} articles whose last was not recorded, {len(kill.lost)} of them not due")
    print(
        f"visits later than due, simulated min: median {late[len(late) // 2] / 60:.1f},"
        f" p95 {late[int(0.95 * len(late))] / 60:.1f}, most {late[-1] / 60:.1f}; {outages} outages noted"
    )
    found = promises(day) | forgotten(day)
    for name, count in found.items():
        print(f"{'FAIL' if count else 'pass'}  {name}: {count}")
    return sum(map(bool, found.values()))


if __name__ == "__main__":
    main()
