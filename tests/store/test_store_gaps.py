from __future__ import annotations

from datetime import timedelta

from store_samples import NOON, ONE, WALL, First, Same, at, see, suspect, watch

from archiver.errors import ConnectionFailed
from archiver.model.article import Source
from archiver.model.capture import CaptureTask
from archiver.model.revision import Gone
from archiver.store import OUTAGE, Gap, Outage, Store
from archiver.store.watching.gaps import LATE

URL = "https://gazette.example/2026/storm-warning"


def gap(before: float, after: float | None, failures: int, source: str | None = None, url: str = URL) -> Gap:
    return Gap(
        source=source,
        url=url,
        seen_before=at(before),
        seen_after=None if after is None else at(after),
        failures=failures,
    )


def test_visits_on_time_leave_no_gap(store: Store, task: CaptureTask) -> None:
    for minutes in (60, 60 + 60 + LATE / timedelta(minutes=1)):
        see(store, task, ONE, Same(), minutes=minutes)
    assert store.longest_gaps(at(130), NOON) == ()


def test_an_article_that_nobody_looked_at_leaves_a_gap(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=500)  # due at 60
    assert store.longest_gaps(at(500), NOON) == (gap(0, 500, 0),)
    assert store.longest_gaps(at(510), at(501)) == (), "it ended before"


def test_a_gap_lasts_until_the_article_is_seen_whatever_was_tried(store: Store, task: CaptureTask) -> None:
    error = ConnectionFailed(task.url, "reset")
    store.record_failure(task, error, now=at(60), next_visit=at(65))
    see(store, task, None, suspect("bot_wall", "x"), minutes=65, screening=WALL)
    assert store.longest_gaps(at(100), NOON) == (gap(0, None, 2),)
    see(store, task, ONE, Same(), minutes=125)
    assert store.longest_gaps(at(125), NOON) == (gap(0, 125, 2),)
    see(store, task, ONE, Same(), minutes=185)
    assert store.longest_gaps(at(185), NOON) == (gap(0, 125, 2),), "what is over is over"


def test_a_failure_made_good_soon_is_no_gap(store: Store, task: CaptureTask) -> None:
    store.record_failure(task, ConnectionFailed(task.url, "reset"), now=at(60), next_visit=at(65))
    see(store, task, ONE, Same(), minutes=65)
    assert store.longest_gaps(at(66), NOON) == ()


def test_a_page_that_is_gone_was_looked_at(store: Store, task: CaptureTask) -> None:
    see(store, task, None, Gone(status=404), minutes=60)
    see(store, task, None, Gone(status=404), minutes=120)
    assert store.longest_gaps(at(121), NOON) == ()


def test_each_source_has_its_longest_gap(store: Store) -> None:
    store.sync_sources([Source(name=name, domain=f"{name}.example") for name in ("gazette", "courier")], NOON)
    for name, found_at in (("gazette", 200), ("gazette", 300), ("courier", 250)):
        url = f"https://{name}.example/{found_at}"
        article, _ = store.add_article(url, source=name, now=NOON, next_visit=NOON)
        (claimed,) = store.claim([article.id], NOON)
        see(store, claimed, ONE, First(), minutes=0)
        see(store, claimed, ONE, Same(), minutes=found_at)
    assert store.longest_gaps(at(300), NOON) == (
        gap(0, 300, 0, "gazette", "https://gazette.example/300"),
        gap(0, 250, 0, "courier", "https://courier.example/250"),
    )


def test_what_was_never_seen_is_blind_since_it_is_watched(store: Store) -> None:
    watch(store)
    assert store.longest_gaps(at(31), NOON) == (gap(0, None, 0),)


def test_a_retired_article_is_not_missed(store: Store, task: CaptureTask) -> None:
    store.retire(task.article)
    assert store.longest_gaps(at(10_000), NOON) == ()


def test_outages_are_told_newest_first(store: Store) -> None:
    for begin in (0, 100):
        store.record_run(OUTAGE, at(begin), at(begin + 50), "nobody looked")
    store.record_run("round", at(150), at(151), "3 visits")
    first, second = (Outage(began_at=at(begin), ended_at=at(begin + 50)) for begin in (0, 100))
    assert store.outages(NOON) == (second, first)
    assert store.outages(at(51)) == (second,)
