from __future__ import annotations

import threading
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archiver.frontier.politeness import (
    LONGEST_CRAWL_DELAY,
    REMEMBERED_HOSTS,
    Politeness,
    seconds_to_wait,
)

FIVE = timedelta(seconds=5)


class Clock:
    """Monotonic seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_a_host_never_seen_is_asked_at_once() -> None:
    assert Politeness(FIVE, {}, Clock()).turn("gazette.example") == 0.0


def test_a_host_just_asked_is_left_alone_for_the_delay() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    politeness.turn("gazette.example")
    clock.seconds += 2
    assert politeness.turn("gazette.example") == pytest.approx(3)
    clock.seconds += 3
    assert politeness.turn("gazette.example") == 0.0


def test_requests_that_had_their_turn_but_were_held_up_do_not_leave_together() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    for _ in range(2):
        assert politeness.turn("gazette.example") == 0.0
        clock.seconds += 5
    assert politeness.leave("gazette.example") == 0.0
    assert politeness.leave("gazette.example") == pytest.approx(5)
    assert politeness.leave("courier.example") == 0.0
    clock.seconds += 5
    assert politeness.leave("gazette.example") == 0.0


def test_the_delay_runs_from_when_a_host_has_answered() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    politeness.turn("gazette.example")
    politeness.leave("gazette.example")
    clock.seconds += 2
    politeness.answered("gazette.example")
    clock.seconds += 3
    assert politeness.turn("gazette.example") == pytest.approx(2)
    clock.seconds += 2
    assert politeness.turn("gazette.example") == 0.0
    assert politeness.leave("gazette.example") == 0.0


def test_asking_for_a_turn_too_early_does_not_push_it_back() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    politeness.turn("gazette.example")
    for _ in range(4):
        clock.seconds += 1
        assert politeness.turn("gazette.example") > 0
    clock.seconds += 1
    assert politeness.turn("gazette.example") == 0.0


def test_hosts_do_not_wait_for_each_other() -> None:
    politeness = Politeness(FIVE, {}, Clock())
    assert [politeness.turn(host) for host in ("a.example", "b.example", "a.example:8080")] == [0.0, 0.0, 0.0]


def test_a_declared_delay_covers_the_subdomains_and_the_longest_domain_counts() -> None:
    delays = {"gazette.example": timedelta(seconds=10), "live.gazette.example": timedelta(seconds=1)}
    politeness = Politeness(FIVE, delays, Clock())
    assert politeness.delay("gazette.example") == timedelta(seconds=10)
    assert politeness.delay("www.gazette.example") == timedelta(seconds=10)
    assert politeness.delay("m.live.gazette.example") == timedelta(seconds=1)
    assert politeness.delay("notgazette.example") == FIVE


def test_a_crawl_delay_raises_the_delay_and_never_lowers_it() -> None:
    politeness = Politeness(FIVE, {}, Clock())
    politeness.slow("slow.example", timedelta(seconds=30))
    politeness.slow("quick.example", timedelta(seconds=1))
    assert politeness.delay("slow.example") == timedelta(seconds=30)
    assert politeness.delay("quick.example") == FIVE


def test_an_absurd_crawl_delay_is_capped() -> None:
    politeness = Politeness(FIVE, {}, Clock())
    politeness.slow("gazette.example", timedelta(days=400))
    assert politeness.delay("gazette.example") == LONGEST_CRAWL_DELAY


def test_a_host_that_relents_is_asked_as_declared_again() -> None:
    politeness = Politeness(FIVE, {}, Clock())
    politeness.slow("gazette.example", timedelta(seconds=60))
    politeness.slow("gazette.example", timedelta())
    assert politeness.delay("gazette.example") == FIVE


def test_forgetting_hosts_never_shortens_a_wait() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    for number in range(REMEMBERED_HOSTS):
        politeness.turn(f"{number}.example")
    clock.seconds += 6
    politeness.turn("gazette.example")
    clock.seconds += 1
    politeness.turn("one-more.example")
    assert politeness.turn("gazette.example") == pytest.approx(4)


def test_threads_together_ask_a_host_no_faster_than_one_alone() -> None:
    clock = Clock()
    politeness = Politeness(FIVE, {}, clock)
    asked: dict[float, int] = defaultdict(int)
    barrier = threading.Barrier(8)

    def worker() -> None:
        barrier.wait()
        for _ in range(500):
            if politeness.turn("gazette.example") == 0.0:
                asked[clock.seconds] += 1

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dict(asked) == {1_000.0: 1}


NUMBERS = st.floats(min_value=-1e9, max_value=1e9)


@given(st.none() | NUMBERS, NUMBERS, st.floats(min_value=0, max_value=1e6))
def test_no_wait_is_longer_than_the_delay_wherever_the_clock_goes(
    last: float | None, now: float, delay: float
) -> None:
    assert 0.0 <= seconds_to_wait(last, now, delay) <= delay
