"""The life of an article as a picture: what was seen when, and when nobody looked.

Pure: from what happened to bars, each with its place in percent of the width and in pixels from above, so
that the picture fits any screen and its words keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LABEL_HEIGHT = 18
"""Pixels for the name of a lane, above it."""

EDITS_HEIGHT, LANE_HEIGHT = 46, 12
"""Pixels of the lane of edits, whose bars have sizes, and of the others."""

LEAST_BAR = 8
"""Pixels of the bar of the smallest edit."""

NARROW = 0.5
"""Percent of the width up to which a bar is drawn as an instant: two pixels on a phone."""

STEPS = tuple(timedelta(hours=h) for h in (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2160, 4320, 8760))
"""Between two words on the axis: hours, days, weeks and months of a clock, a year last."""

MOST_TICKS = 5
"""Words on the axis; more would touch each other on a phone of 390 pixels."""

MARGIN = 0.04
"""Share of the width that stays free behind the last thing that happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that goes into the picture."""

    lane: str
    start: datetime  # UTC
    end: datetime  # UTC; the same for an instant
    style: str
    told: str
    size: int = 1  # of an edit: places that changed; of visits: how many
    path: str | None = None  # below the article's address


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A rectangle of the picture."""

    x: float  # percent of the width
    width: float  # percent; 0 for an instant
    y: int  # pixels
    height: int
    style: str
    told: str
    path: str | None

    @property
    def drawn(self) -> str:
        """Its width in the picture: of what has hardly any, enough pixels to be seen, or to be hit."""
        if self.width > NARROW:
            return f"{self.width}%"
        return "2" if self.path is None else "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of the picture."""

    name: str
    y: int  # of its name, pixels
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A word on the axis of time."""

    x: float  # percent
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn."""

    height: int  # pixels
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    start: datetime
    end: datetime


def draw(lanes: Sequence[str], happened: Sequence[Happening], start: datetime, end: datetime) -> Picture:
    """Draw what happened from start to end; a lane in which nothing happened is left out.

    Args:
        lanes: their names, from above; the first one has bars of the sizes of what happened.
        happened: in any order; what lies outside the time is left out.
        start: of the picture, UTC.
        end: of the picture, UTC.
    """
    scale = _Scale(start, max(end, start + timedelta(hours=1)))
    of_lane: dict[str, list[Happening]] = {}
    for one in happened:
        if one.end >= start and one.start <= scale.end:
            of_lane.setdefault(one.lane, []).append(one)
    drawn: list[Lane] = []
    y = 0
    for place, name in enumerate(lanes):
        height = EDITS_HEIGHT if place == 0 else LANE_HEIGHT
        if name in of_lane:
            base = y + LABEL_HEIGHT + height
            bars = (_bar(one, scale, base, height, sized=place == 0) for one in of_lane[name])
            drawn.append(Lane(name=name, y=y + LABEL_HEIGHT - 5, bars=tuple(bars)))
            y = base
    return Picture(
        height=y + LABEL_HEIGHT + 4,
        lanes=tuple(drawn),
        ticks=tuple(scale.ticks()),
        start=start,
        end=scale.end,
    )


def window(
    first: datetime, last: datetime, happened: Sequence[Happening], *, whole: bool
) -> tuple[datetime, datetime]:
    """Return from when to when to draw: until the last visit, or soon after the last thing that happened."""
    latest = max((one.end for one in happened), default=first)
    end = last if whole else min(last, latest)
    return first, end + MARGIN * max(end - first, timedelta(hours=1))


class _Scale:
    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        self.length = end - start

    def at(self, when: datetime) -> float:
        share = (when - self.start) / self.length
        return round(100 * min(1.0, max(0.0, share)), 2)

    def ticks(self) -> Iterator[Tick]:
        length = self.length
        step = next((step for step in STEPS if length / step <= MOST_TICKS), length / (MOST_TICKS - 1))
        hours = step < timedelta(days=1)
        midnight = self.start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        at = midnight + step * math.ceil((self.start - midnight) / step)
        day = None
        while at <= self.end:
            dated = f"{at.day} {at:%b}" if length < timedelta(days=300) else f"{at.day} {at:%b %Y}"
            told = f"{at:%H:%M}" if hours and at.date() == day else f"{dated} {at:%H:%M}" if hours else dated
            yield Tick(x=self.at(at), told=told)
            day = at.date()
            at += step


def _bar(one: Happening, scale: _Scale, base: int, height: int, *, sized: bool) -> Bar:
    x = scale.at(one.start)
    tall = min(height, LEAST_BAR + round(9 * math.log2(max(1, one.size)))) if sized else height
    return Bar(
        x=x,
        width=0 if one.start == one.end else round(scale.at(one.end) - x, 2),
        y=base - tall,
        height=tall,
        style=one.style,
        told=one.told,
        path=one.path,
    )
