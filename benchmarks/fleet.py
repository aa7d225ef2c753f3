"""Captures a minute of 1, 2 and 4 workers, and how many one ledger can record: plan a fleet by it.

    python -m benchmarks.fleet [--pages 24] [--visits 200]

Workers are those of `archiver worker`, each with one browser and one visit at a time, on this machine, and
visit the demo's site, which stands on a port of its own for each host; so what they bring is bounded by the
processors of this machine as soon as a capture's waiting no longer covers its work. Then the archive alone:
parcels as workers send them are unpacked, kept, read, judged and recorded as fast as it goes, first visits
and visits that find nothing new apart. What a ledger records in a second, divided by what a worker brings,
is how many workers it carries.

Rates are wall clock, which a busy machine lowers; the CPU milliseconds beside them are not affected.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from archiver.config import USER_AGENT, Capturing
from archiver.demo import DemoSite
from archiver.demo.script import DEMO
from archiver.fleet.capturer import FleetCapturer
from archiver.fleet.parcel import pack, unpack
from archiver.fleet.rehearsal import small_fleet
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask
from archiver.model.manner import Manner
from archiver.orchestration.rounds import Steps, receive
from archiver.store import Store

FLEETS = (1, 2, 4)  # workers
HOSTS = 8
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def utc_now() -> datetime:
    return datetime.now(UTC)


def nobody() -> FleetCapturer:
    raise AssertionError("no visit is made here")


def captures_a_minute(workers: int, pages: int, sites: list[DemoSite]) -> tuple[float, float]:
    """Return captures a minute, and the mean seconds of a capture, once every worker has made one."""
    stories = [site.url + story.path for site in sites for story in DEMO.newsroom(0)]
    urls = [stories[number * len(stories) // pages] for number in range(pages)]
    tasks = [CaptureTask(article=number, url=url) for number, url in enumerate(urls)]
    hosts = [word for site in sites for word in ("--allow", urlsplit(site.url).netloc)]
    names = [f"worker-{number}" for number in range(workers)]
    with small_fleet(names, "--concurrency", "1", *hosts, quiet=True) as address:
        fleet = FleetCapturer(
            address,
            capturing=Capturing(),
            turn=lambda _: 0.0,
            answered=lambda *_: None,
            refusal=lambda _: None,
            manner=lambda _: Manner(user_agent=USER_AGENT),
            home=nobody,
            now=utc_now,
        )
        with fleet:
            warm: set[str] = set()
            while len(warm) < workers:
                came = fleet.capture_all(tasks[:: max(1, pages // (2 * workers))])
                warm |= {one.notes[-1] for _, one in came if isinstance(one, Capture)}
            began = time.perf_counter()
            done = [one for _, one in fleet.capture_all(tasks) if isinstance(one, Capture)]
            seconds = time.perf_counter() - began
    assert len(done) == pages, "a capture failed"
    return 60 * pages / seconds, sum(one.took.total_seconds() for one in done) / pages


def parcels(site: DemoSite) -> list[bytes]:
    """Return captures of all stories as workers would send them."""
    found = []
    for story in DEMO.newsroom(0):
        url = site.url + story.path
        page = Artefact(content=httpx.get(url).content, media_type="text/html")
        found.append(
            pack(
                Capture(
                    url=url,
                    final_url=url,
                    captured_at=NOON,
                    status=200,
                    headers=(("content-type", "text/html; charset=utf-8"),),
                    response=page,
                    dom=page,
                    browser=Browser(product="Replay/1"),
                    took=timedelta(seconds=3),
                )
            )
        )
    return found


def timed(name: str, work: Callable[[], Iterator[object]]) -> tuple[float, float]:
    """Print how fast something goes; return how often in a second, by the clock and by processor time."""
    began, cpu = time.perf_counter(), time.process_time()
    count = sum(1 for _ in work())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    print(f"{name:<26}{count / seconds:>7.1f} a second{1000 * cpu / count:>7.1f} CPU ms each", flush=True)
    return count / seconds, count / cpu


def ledgers_limit(visits: int, site: DemoSite) -> tuple[float, float]:
    """Return how many visits that find nothing new one archive records in a second, as `timed` does."""
    sent = parcels(site)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with Store.open(root / "archive.db", root / "snapshots") as store:
            steps = Steps(
                capturer=nobody, store=store, now=utc_now, permitted=lambda _: None, jitter=lambda: 0.5
            )  # type: ignore[arg-type]
            articles = [
                store.add_article(
                    f"https://host-{number}.example/{number}", source=None, now=NOON, next_visit=NOON
                )[0]
                for number in range(visits)
            ]

            def record(after: timedelta) -> Iterator[object]:
                for number, article in enumerate(articles):
                    capture = unpack(sent[number % len(sent)])
                    made = replace(capture, url=article.url, final_url=article.url, captured_at=NOON + after)
                    yield receive(CaptureTask(article=article.id, url=article.url), made, steps)

            timed("recorded: first visits", lambda: record(timedelta()))
            return timed("recorded: nothing new", lambda: record(timedelta(hours=1)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=24, help="captured with each fleet")
    parser.add_argument("--visits", type=int, default=200, help="recorded of each kind")
    asked = parser.parse_args()
    with ExitStack() as stack:
        sites = [stack.enter_context(DemoSite()) for _ in range(HOSTS)]
        rates = {}
        for workers in FLEETS:
            rates[workers], seconds = captures_a_minute(workers, asked.pages, sites)
            print(
                f"{workers} worker{'s' * (workers > 1)}: {rates[workers]:6.1f} captures a minute, "
                f"{seconds:.1f} s each, {rates[workers] / rates[FLEETS[0]]:.2f} times those of one",
                flush=True,
            )
        limits = ledgers_limit(asked.visits, sites[0])
        each = max(rates[workers] / workers for workers in FLEETS)
        now, idle = (60 * limit / each for limit in limits)
        print(
            f"one ledger carries about {now:.0f} such browsers on this machine as it is now, and "
            f"{idle:.0f} on a processor of its own"
        )


if __name__ == "__main__":
    main()
