from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.frontier.budget import DAY, Budget, allowed_at
from archiver.model.hours import QuietHours

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
NIGHT = QuietHours(begin=time(22), end=time(6))


def test_a_host_without_a_budget_may_be_asked_now() -> None:
    assert allowed_at([NOON] * 1000, NOON, Budget()) == NOON


def test_a_full_day_lasts_until_its_oldest_request_is_a_day_old() -> None:
    asked = [NOON - 23 * HOUR, NOON - 2 * HOUR, NOON - HOUR]
    assert allowed_at(asked, NOON, Budget(per_day=4)) == NOON
    assert allowed_at(asked, NOON, Budget(per_day=3)) == NOON + HOUR
    assert allowed_at(asked, NOON, Budget(per_day=1)) == NOON + 23 * HOUR


def test_requests_are_counted_in_any_order() -> None:
    asked = [NOON - HOUR, NOON - 23 * HOUR, NOON - 2 * HOUR]
    assert allowed_at(asked, NOON, Budget(per_day=3)) == NOON + HOUR


def test_a_request_of_the_future_is_of_no_account() -> None:
    assert allowed_at([NOON + 300 * DAY], NOON, Budget(per_day=1)) == NOON


@together(
    ("hour", "waits"),
    [
        pytest.param(21, 0, id="evening"),
        pytest.param(22, 8, id="first-moment"),
        pytest.param(23, 7, id="before-midnight"),
        pytest.param(3, 3, id="after-midnight"),
        pytest.param(6, 0, id="over"),
    ],
)
def test_a_night_over_midnight_is_quiet(hour: int, waits: int) -> None:
    now = NOON.replace(hour=hour)
    assert allowed_at([], now, Budget(quiet=(NIGHT,))) == now + waits * HOUR


def test_a_pause_within_a_day_is_quiet() -> None:
    pause = Budget(quiet=(QuietHours(begin=time(11), end=time(13, 30)),))
    assert allowed_at([], NOON, pause) == NOON + 1.5 * HOUR
    assert allowed_at([], NOON - 2 * HOUR, pause) == NOON - 2 * HOUR


def test_two_pauses_that_touch_are_one() -> None:
    pauses = Budget(
        quiet=(QuietHours(begin=time(11), end=time(13)), QuietHours(begin=time(13), end=time(15)))
    )
    assert allowed_at([], NOON, pauses) == NOON + 3 * HOUR


def test_quiet_hours_are_those_of_the_place() -> None:
    tokyo = Budget(quiet=(QuietHours(begin=time(22), end=time(6), zone=ZoneInfo("Asia/Tokyo")),))
    assert allowed_at([], NOON + 2 * HOUR, tokyo) == NOON + 9 * HOUR
    assert allowed_at([], NOON, tokyo) == NOON


def test_a_night_in_which_the_clocks_change_ends_by_the_wall_clock() -> None:
    berlin = Budget(quiet=(QuietHours(begin=time(22), end=time(6), zone=ZoneInfo("Europe/Berlin")),))
    eve = datetime(2026, 10, 24, 21, tzinfo=UTC)  # 23:00 summer time; winter time begins at 3:00
    assert allowed_at([], eve, berlin) == datetime(2026, 10, 25, 5, tzinfo=UTC)


def test_a_day_that_ends_at_night_waits_for_the_morning() -> None:
    asked = [NOON.replace(hour=23) - DAY]
    assert allowed_at(asked, NOON, Budget(per_day=1, quiet=(NIGHT,))) == NOON.replace(hour=6) + DAY


def test_a_budget_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="exclude the host"):
        Budget(per_day=0)


def test_quiet_hours_of_a_whole_day_are_refused() -> None:
    with pytest.raises(ValueError, match="all day or none"):
        QuietHours(begin=time(6), end=time(6))


TIMES = st.integers(-3000, 3000).map(lambda minutes: NOON + minutes * timedelta(minutes=1))
CLOCKS = st.integers(0, 23).map(time)


@given(st.lists(TIMES, max_size=30), st.integers(1, 10), CLOCKS, CLOCKS)
def test_no_budget_is_ever_overdrawn_and_no_quiet_hour_disturbed(
    asked: list[datetime], per_day: int, begin: time, end: time
) -> None:
    quiet = () if begin == end else (QuietHours(begin=begin, end=end),)
    budget = Budget(per_day=per_day, quiet=quiet)
    past = [moment for moment in asked if moment <= NOON]
    at = allowed_at(asked, NOON, budget)
    assert at >= NOON
    assert sum(at - DAY < moment for moment in past) < per_day
    assert all(hours.over_at(at) == at for hours in quiet)


@given(st.lists(TIMES, max_size=30), st.integers(1, 10))
def test_a_host_is_not_left_alone_for_longer_than_it_asks(asked: list[datetime], per_day: int) -> None:
    at = allowed_at(asked, NOON, Budget(per_day=per_day))
    just_before = at - timedelta(seconds=1)
    past = [moment for moment in asked if moment <= NOON]
    assert at == NOON or sum(just_before - DAY < moment for moment in past) >= per_day
