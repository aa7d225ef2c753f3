"""Times as people and machines write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

from archiver.language import any_of, any_timed
from archiver.language.calendar import DAYS
from archiver.model.reading import Moment
from archiver.normalize.fields.days import DIGIT, GRAMMARS, GROWN, day_of, days_in
from archiver.normalize.page.wording import CACHED

COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$")
EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
"""Seconds or milliseconds since 1970, from 2001 to 2033."""

_HALF = any_of("calendar.mornings", "calendar.afternoons")
_MORNING = rf"(?:a\.?\s?m\.?|{any_of('calendar.mornings')})(?![^\W\d_])"
_AFTERNOON = rf"(?:p\.?\s?m\.?|{any_of('calendar.afternoons')})(?![^\W\d_])"
AFTERNOON = re.compile(_AFTERNOON, re.IGNORECASE)
BEFORE_CLOCK = re.compile(rf"{_HALF}\s?$", re.IGNORECASE)
"""The half of the day before a clock, as in Chinese, Japanese and Korean."""

_TIME = r"\d{1,2}\s?[:.h時时点點시]\s?(?:\d{2}|\d(?=\s?[分분]))"
CLOCK = re.compile(
    rf"(?<![\d:.])(?P<time>{_TIME})(?:[:.](?P<second>\d{{2}})(?:[.,:]\d+)?)?\s*[分분]?\s*"
    rf"(?P<behind>{_MORNING}|{_AFTERNOON})?(?:\s*(?:uhr|h)\b)?"
    r"\s*\(?(?P<name>UTC|GMT|Z\b|[A-Z]{2,4}T?)?\s*(?P<shift>[+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)

ZONE_OFFSETS: dict[str, timedelta] = {
    name: timedelta(hours=hours)
    for name, hours in {
        "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
        "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2, "IST": 5.5, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    }.items()
}  # fmt: skip
"""Abbreviations with one meaning in news use; `ET`, `PT` depend on the season and are left out.

Source: RFC 5322 section 4.3 for the North American ones, IANA time zone database for the rest.
"""

FIGURES = re.compile(r"\d+")

CLOCK_ALONE = re.compile(
    rf"(?<![\d:.]){_TIME}(?::\d{{2}})?\s?[分분]?(?:\s*(?:uhr|h|{_MORNING}|{_AFTERNOON}))?(?!\d)"
    rf"(?:\s*\(?(?-i:{'|'.join(ZONE_OFFSETS)}|[ECMP]T)\b\)?)?",
    re.IGNORECASE,
)
LABELS = re.compile(
    rf"\b(?:{any_of('stamps.last')} )?{any_of('stamps.updated', 'stamps.published', 'stamps.labels')}\b\s*:?|"
    rf"\b{any_of('calendar.day_abbreviations')}[.,]",
    re.IGNORECASE,
)

_WEEKDAY = rf"\b(?:{'|'.join(sorted(DAYS))}|{any_of('calendar.day_abbreviations')})\b"
WEEKDAY = re.compile(rf"{_WEEKDAY}[.,]?(?=[\s,(]*\0)|(?<=\0)[\s,(]*{_WEEKDAY}[.,)]*", re.IGNORECASE)
"""A weekday beside a date that was taken out; elsewhere it may be a name: Joe Friday."""

_NUMBER = r"\d{1,9}(?:[.,]\d{1,3}){0,3}"  # bounded: lines may be long
COUNTED = re.compile(
    rf"(?<!\d)(?:{any_timed('reading_time', _NUMBER)}|{_NUMBER}\s{any_of('stamps.counted')})(?![^\W\d_])",
    re.IGNORECASE,
)
"""Reading times and counters, as the rules of the differ know them."""

BEFORE = re.compile(rf"(?:\b{any_of('calendar.joints')}\s*:?|{_HALF})\s*(?=\0)", re.IGNORECASE)
"""What stands before a date that was taken out; elsewhere it may be part of a name: Loïc Le Clerc."""

UPDATED = re.compile(any_of("stamps.updated"), re.IGNORECASE)
"""Words before a time that was not the first."""

STAMPED_CHARS = 160
"""Longest line of dates and names."""

BESIDE_STAMP = 80
"""Longest rest of such a line: names and houses."""

STAMP = re.compile(
    rf"\b{any_of('stamps.updated', 'stamps.published')}\b(?:\W+{any_of('calendar.joints')}\b)*\W*\d",
    re.IGNORECASE,
)
"""A day with its label."""

LONGEST_HALF = 15
"""Longest name of a half of the day, with the gap behind it."""

UNSEEN = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\0]")
"""Marks of the direction of writing, which stand between the parts of a day in Arabic and Hebrew."""


def parse_moment(text: str) -> Moment | None:
    """Return the time a publisher wrote, naive where it gives no offset, a date where it gives no time."""
    text = UNSEEN.sub("", text).strip()
    if EPOCH.match(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, tz=UTC)
    compact = COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        told = day_of(int(year), int(month), int(day))
        return told and (_at(told, (hour, minute, second), _offset(zone)) if hour else told)
    written = next(days_in(text), None)
    if written is None or written.day is None:
        return None
    return _with_clock(written.day, text[: written.start], text[written.end :])


def _with_clock(day: date, before: str, behind: str) -> Moment | None:
    """Return a day at the time of the clock that stands beside it."""
    clock = CLOCK.search(rest := f"{before} {behind}")
    if not clock:
        return day
    hour, minute = FIGURES.findall(clock["time"])
    half = BEFORE_CLOCK.search(rest[max(0, clock.start() - LONGEST_HALF) : clock.start()])
    told = half[0] if half else clock["behind"]
    if told:
        hour = str(int(hour) % 12 + (12 if AFTERNOON.match(told) else 0))
    zone = _offset(clock["shift"]) if clock["shift"] else ZONE_OFFSETS.get((clock["name"] or "").upper())
    return _at(day, (hour, minute, clock["second"]), zone)


@lru_cache(maxsize=CACHED)
def without_dates(text: str) -> str:
    """Return the text without dates, clock times, what labels them, reading times and counters.

    Between words and a date that has grown onto them stays a separator.
    """
    text = UNSEEN.sub(" ", text)
    if not DIGIT.search(text):
        return " ".join(LABELS.sub(" ", text).split())
    for grammar in GRAMMARS:
        for written in reversed([*grammar(text)]):
            grown = GROWN.match(text, written.start)
            text = f"{text[: written.start]}{' |' if grown else ''} \0 {text[written.end :]}"
    text = COUNTED.sub(" ", CLOCK_ALONE.sub(" \0 ", text)).replace(" \0 ", "\0")
    text = BEFORE.sub(" ", LABELS.sub(" ", WEEKDAY.sub(" ", text)))
    return " ".join(text.replace("\0", " ").split())


def is_stamped(text: str) -> bool:
    """Tell whether a line is one of dates, and of names beside them: "Ada Quill · Posted: 24 May 2026"."""
    if len(text) > STAMPED_CHARS or text.endswith((".", "!", "?")) or parse_moment(text) is None:
        return False
    dated = STAMP.search(text) or CLOCK_ALONE.search(text)
    return bool(dated) and len(without_dates(text)) <= BESIDE_STAMP


def _at(day: date, clock: Sequence[str | None], zone: timedelta | None) -> datetime | None:
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        time_of_day = time(hour, minute, second, tzinfo=None if zone is None else timezone(zone))
    except ValueError:
        return None
    return datetime.combine(day, time_of_day)


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return timedelta(0)
    digits = text[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:4] or 0)
    return (timedelta(hours=hours, minutes=minutes)) * (-1 if text[0] == "-" else 1) if hours < 15 else None


def as_utc(moment: Moment) -> Moment:
    """Return the moment in UTC; a time without offset is taken as UTC."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
