"""Figures are told with the interval that textbooks give, and not told where there is too little to tell."""

from __future__ import annotations

import pytest

from archiver.model.outlet import ENOUGH, Estimate, Figure, Measure, estimate, interval, told, wilson

SHARE = Figure(name="changed", title="Changed", measure=Measure.SHARE, sql="", note="")
TIME = Figure(name="first_edit", title="First edit", measure=Measure.MEDIAN, sql="", note="", unit="h")


@pytest.mark.parametrize(
    ("hits", "cases", "low", "high"),
    [  # Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_wilsons(hits: int, cases: int, low: float, high: float) -> None:
    assert wilson(hits, cases) == pytest.approx((low, high), abs=0.0001)


def test_a_share_a_mean_and_a_median_are_made_of_the_cases_that_are_known() -> None:
    share = estimate(Measure.SHARE, [1, 0, None, 0, 1])
    assert (share.value, share.cases, share.unknown) == (0.5, 4, 1)
    mean = estimate(Measure.MEAN, [1, 2, 3, 6])
    assert mean.value == 3
    assert mean.low is not None
    assert mean.high is not None
    assert mean.low < 3 < mean.high
    median = estimate(Measure.MEDIAN, list(range(1, 101)))
    assert (median.value, median.low, median.high) == (50.5, 41, 61)  # ranks of Conover (1999), section 3.2
    assert estimate(Measure.MEDIAN, [None]) == Estimate(value=None, low=None, high=None, cases=0, unknown=1)


def test_what_is_too_few_or_mostly_unknown_is_not_told() -> None:
    assert estimate(Measure.SHARE, [1] * ENOUGH).doubt is None
    assert estimate(Measure.SHARE, [1] * (ENOUGH - 1)).doubt == "too few to say: 9"
    rare = estimate(Measure.SHARE, [1] * 20 + [None] * 21)
    assert rare.doubt == "not known of 21 of 41: too many to say"
    assert estimate(Measure.SHARE, []).doubt == "too few to say: 0"


def test_values_are_written_as_people_read_them() -> None:
    assert [told(SHARE, value) for value in (0, 0.0004, 0.05, 0.274, 1)] == [
        "0 %",
        "0 %",
        "5.0 %",
        "27 %",
        "100 %",
    ]
    assert told(TIME, 3.25) == "3.2 h"
    assert told(TIME, 1250) == "1,250 h"
    assert interval(SHARE, estimate(Measure.SHARE, [0] * 20)) == "0 % to 16 %"
