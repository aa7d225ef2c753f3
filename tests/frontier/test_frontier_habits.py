from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.frontier.habits import (
    BANDS,
    LEAST_ACTIVE,
    PRIOR,
    Habits,
    activity,
    band,
    observed,
    rates,
)
from archiver.model.revision import QuietSpan

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def span(begin: float, end: float, *, edited: bool = False) -> QuietSpan:
    """Watched from `begin` to `end`, in hours after the change at noon."""
    return QuietSpan(
        changed_at=NOON, watched_from=NOON + begin * HOUR, watched_until=NOON + end * HOUR, edited=edited
    )


@together(("quiet", "number"), [(0, 0), (0.9, 0), (1, 1), (2.9, 1), (3, 2), (7, 3), (4095, 12), (1e6, 12)])
def test_each_band_is_twice_as_long_as_the_one_before(quiet: float, number: int) -> None:
    assert band(quiet) == number


def test_time_watched_is_shared_out_over_the_bands_it_crossed() -> None:
    seen = observed([span(0.5, 5)])
    assert seen.watched[:4] == pytest.approx((0.5, 2, 2, 0))
    assert sum(seen.edits) == 0


def test_an_edit_counts_in_the_band_and_in_the_hour_in_which_it_fell() -> None:
    seen = observed([span(0, 5.5, edited=True)])
    assert seen.edits[2] == sum(seen.edits) == 1
    assert seen.by_hour[17] == sum(seen.by_hour) == 1


def test_time_before_the_watch_began_is_not_counted() -> None:
    assert sum(observed([span(100, 101)]).watched) == pytest.approx(1)


def test_a_span_under_a_clock_set_back_shows_nothing() -> None:
    assert observed([span(2, 1, edited=True), span(0, -3)]) == Habits()


def test_what_is_not_known_is_expected_as_elsewhere() -> None:
    assert rates(Habits()) == pytest.approx(PRIOR)
    assert set(activity(Habits())) == {1.0}


def test_a_source_is_believed_the_more_the_more_it_showed() -> None:
    little = rates(observed([span(0, 1, edited=True)]))[1]
    much = rates(observed([span(1, 2, edited=True)] * 1000))[1]
    assert PRIOR[1] < little < much
    assert much == pytest.approx(1, rel=0.05)


def test_no_hour_is_taken_for_dead() -> None:
    hours = activity(Habits(by_hour=(0,) * 23 + (100_000,)))
    assert min(hours) >= LEAST_ACTIVE * 24 / (24 + 24 * LEAST_ACTIVE)
    assert hours[23] == max(hours)


SPANS = st.lists(
    st.builds(
        lambda begin, length, edited: span(begin, begin + length, edited=edited),
        st.floats(0, 5000),
        st.floats(0, 5000),
        st.booleans(),
    ),
    max_size=20,
)


@given(SPANS, SPANS)
def test_habits_add_up_and_no_hour_is_lost(some: list[QuietSpan], more: list[QuietSpan]) -> None:
    together = observed([*some, *more])
    added = observed(some) + observed(more)
    assert added.edits == together.edits
    assert added.by_hour == together.by_hour
    assert added.watched == pytest.approx(together.watched)
    hours = sum((span.watched_until - span.watched_from) / HOUR for span in [*some, *more])
    assert sum(together.watched) == pytest.approx(hours, abs=1e-3)
    assert len(together.watched) == BANDS
    assert all(rate > 0 for rate in rates(together))
