from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from archiver.errors import HostClosed
from archiver.frontier.budget import DAY, Budget
from archiver.frontier.gate import Gate
from archiver.frontier.politeness import Politeness
from archiver.model.hours import QuietHours

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOST = "gazette.example"
NIGHT = Budget(quiet=(QuietHours(begin=time(22), end=time(6)),))


class Clock:
    """The time of the archive, and monotonic seconds, both moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def gate(clock: Clock, budget: Budget, *, delay: timedelta = timedelta(seconds=5)) -> Gate:
    return Gate(Politeness(delay, {}, clock.seconds), lambda host: budget, clock)


def test_a_host_without_limits_only_waits_its_turn(clock: Clock) -> None:
    one = gate(clock, Budget())
    assert one.turn(HOST) == 0
    assert one.turn(HOST) == pytest.approx(5)
    assert one.closed(HOST) is None


def test_a_spent_budget_closes_the_host_until_a_day_has_passed(clock: Clock) -> None:
    one = gate(clock, Budget(per_day=2))
    for _ in range(2):
        assert one.turn(HOST) == 0
        clock.now += HOUR
    with pytest.raises(HostClosed, match="budget of 2 requests a day is spent") as caught:
        one.turn(HOST)
    assert caught.value.until == NOON + DAY
    assert one.turn("other.example") == 0
    clock.now = NOON + DAY
    assert one.turn(HOST) == 0


def test_waiting_for_a_turn_spends_nothing(clock: Clock) -> None:
    one = gate(clock, Budget(per_day=2))
    one.turn(HOST)
    for _ in range(10):
        assert one.turn(HOST) > 0
    clock.now += HOUR
    assert one.turn(HOST) == 0


def test_nothing_is_asked_in_quiet_hours(clock: Clock) -> None:
    one = gate(clock, NIGHT)
    assert one.turn(HOST) == 0
    clock.now = NOON.replace(hour=22)
    with pytest.raises(HostClosed, match="quiet hours"):
        one.turn(HOST)
    clock.now = NOON.replace(hour=6) + DAY
    assert one.turn(HOST) == 0


def test_a_host_that_asks_to_be_left_alone_is(clock: Clock) -> None:
    one = gate(clock, Budget())
    one.rest(HOST, NOON + HOUR)
    one.rest(HOST, NOON + HOUR / 2)  # less than it said before
    with pytest.raises(HostClosed, match="Retry-After"):
        one.turn(HOST)
    clock.now += HOUR
    assert one.turn(HOST) == 0


def test_a_restart_forgets_no_promise(clock: Clock) -> None:
    before = gate(clock, Budget(per_day=1))
    before.turn(HOST)
    before.rest("other.example", NOON + HOUR)
    news = before.news()
    assert before.news().asked == {}, "news is told once"
    after = gate(clock, Budget(per_day=1))
    after.recall(news.asked, news.rests)
    for host in (HOST, "other.example"):
        with pytest.raises(HostClosed):
            after.turn(host)


def test_requests_are_not_remembered_where_nobody_counts_them(clock: Clock) -> None:
    one = gate(clock, Budget())
    one.turn(HOST)
    assert one.news().asked == {}


def test_a_round_takes_no_more_of_a_host_than_there_are_turns_in_it(clock: Clock) -> None:
    admits = gate(clock, Budget(), delay=timedelta(minutes=1)).admission(timedelta(minutes=5))
    assert [admits(HOST) for _ in range(7)] == [True] * 5 + [False] * 2
    assert admits("other.example")


def test_the_slowest_host_has_a_visit_in_every_round(clock: Clock) -> None:
    admits = gate(clock, Budget(), delay=timedelta(hours=1)).admission(timedelta(minutes=5))
    assert [admits(HOST) for _ in range(2)] == [True, False]


def test_a_closed_host_has_no_place_in_a_round(clock: Clock) -> None:
    clock.now = NOON.replace(hour=23)
    assert not gate(clock, NIGHT).admission(HOUR)(HOST)


@pytest.mark.parametrize(
    ("delay", "budget", "between"),
    [
        pytest.param(timedelta(milliseconds=1), Budget(), timedelta(minutes=1), id="quick-host"),
        pytest.param(timedelta(minutes=5), Budget(), timedelta(hours=1), id="slow-host"),
        pytest.param(timedelta(seconds=1), Budget(per_day=24), 12 * HOUR, id="small-budget"),
    ],
)
def test_visits_that_can_wait_leave_most_of_a_host_to_others(
    clock: Clock, delay: timedelta, budget: Budget, between: timedelta
) -> None:
    assert gate(clock, budget, delay=delay).leisure(HOST) == between
