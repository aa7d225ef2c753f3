"""What an outlet changes after publication, in figures, each with its number of cases and its interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Z = 1.96
"""Standard deviations of the normal distribution that hold 95 % of it."""

ENOUGH = 10
"""Cases below which a figure is not told: the interval of a share of nine spans half of all there can be."""

EXACT = 10
"""From this value on a figure is written without decimals."""

ABOUT_ZERO = 0.05
"""Below this a figure is written as 0."""

TOO_RARE = 0.5
"""Share of cases without an answer above which a figure is not told: those with one are no sample of all."""


class Measure(StrEnum):
    """What a figure makes of its cases."""

    SHARE = "share"  # of cases for which it is so: 0 to 1
    MEAN = "mean"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseRate:
    """What others found with other articles, to compare with."""

    value: float  # in the unit of the figure
    said: str  # what was counted, in words
    source: str  # who published it, when
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Something that can be counted of every outlet."""

    name: str
    title: str  # what is counted, as a heading
    measure: Measure
    sql: str  # gives a case a row, as (article, value); NULL where it is not known
    note: str  # what has to be known to read it
    group: str = ""  # heading of several figures that belong together; their titles are told below it
    unit: str = ""  # of a mean or median: "h", "min"; "" for a bare number
    bases: tuple[BaseRate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure of one outlet: the value and its interval of 95 % confidence."""

    value: float | None  # None: there are no cases with an answer
    low: float | None
    high: float | None
    cases: int  # with an answer
    unknown: int  # cases without one

    @property
    def doubt(self) -> str | None:
        """Say why the value is not to be told, or None where it may."""
        cases = self.cases + self.unknown
        if self.unknown > TOO_RARE * cases:
            return f"not known of {self.unknown:,} of {cases:,}: too many to say"
        if self.cases < ENOUGH:
            return f"too few to say: {self.cases}"
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """The figures of one source at one time."""

    source: str
    domain: str
    articles: int  # that were read at least once; others' captures are not counted
    counted_at: datetime  # UTC
    figures: tuple[tuple[Figure, Estimate], ...]

    def of(self, name: str) -> tuple[Figure, Estimate]:
        """Return a figure that was counted, by its name."""
        return next(found for found in self.figures if found[0].name == name)


def told(figure: Figure, value: float) -> str:
    """Write a value of a figure for people."""
    share = figure.measure is Measure.SHARE
    number = value * 100 if share else value
    digits = 0 if number >= EXACT or number < ABOUT_ZERO else 1
    return f"{number:,.{digits}f} {'%' if share else figure.unit}".rstrip()


def interval(figure: Figure, one: Estimate) -> str:
    """Write the interval of an estimate for people; empty where there is none."""
    if one.low is None or one.high is None:
        return ""
    return f"{told(figure, one.low)} to {told(figure, one.high)}"


def estimate(measure: Measure, values: Sequence[float | None]) -> Estimate:
    """Estimate a figure from its cases; None among the values is a case of which it is not known.

    The interval of a share is Wilson's (1927), which holds for few cases and near 0 and 1; that of a mean is
    normal; that of a median lies between the order statistics at n/2 -+ 1.96 sqrt(n)/2 and assumes nothing.
    """
    known = sorted(value for value in values if value is not None)
    unknown = len(values) - len(known)
    if not known:
        return Estimate(value=None, low=None, high=None, cases=0, unknown=unknown)
    value, low, high = _OF[measure](known)
    return Estimate(value=value, low=low, high=high, cases=len(known), unknown=unknown)


def wilson(hits: float, cases: int) -> tuple[float, float]:
    """Return Wilson's score interval of a share, without continuity correction."""
    share, square = hits / cases, Z * Z
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    half = Z / (1 + square / cases) * math.sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(values: Sequence[float]) -> tuple[float, float, float]:
    hits = sum(values)
    return hits / len(values), *wilson(hits, len(values))


def _mean(values: Sequence[float]) -> tuple[float, float, float]:
    cases = len(values)
    mean = sum(values) / cases
    spread = sum((value - mean) ** 2 for value in values) / max(1, cases - 1)
    half = Z * math.sqrt(spread / cases)
    return mean, max(0.0, mean - half), mean + half


def _median(values: Sequence[float]) -> tuple[float, float, float]:
    cases = len(values)
    middle = (values[(cases - 1) // 2] + values[cases // 2]) / 2
    half = Z * math.sqrt(cases) / 2
    low = max(0, math.floor(cases / 2 - half))
    high = min(cases - 1, math.ceil(cases / 2 + half))
    return middle, values[low], values[high]


_OF = {Measure.SHARE: _share, Measure.MEAN: _mean, Measure.MEDIAN: _median}
