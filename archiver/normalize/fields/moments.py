"""Times as people and machines write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

from archiver.language import any_of
from archiver.language.calendar import DAYS, MONTHS
from archiver.model.reading import Moment

ISO = re.compile(
    r"(?<!\d)(\d{4})(?:[-/.]|\.\s)(\d{1,2})(?:[-/.]|\.\s)(\d{1,2})"
    r"(?:\.?[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,:](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|"
    r"[+-]\d{2}(?!\d))?)?"
)
"""ISO 8601 as publishers write it: blanks, commas, slashes, fractions of any length; "2026. 11. 24." too."""

COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$")
EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
"""Seconds or milliseconds since 1970, from 2001 to 2033."""

DAY_FIRST = re.compile(
    r"(?<![\d.:])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{2}(?=\d?\d:\d\d)|\d{4}(?=\d?\d:\d\d)|"
    r"(?:\d{4}|\d{2})(?!\d))"
)
"""Day, month and year in figures; a clock may follow at once, as the gap between elements is no text."""

AMBIGUOUS = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/(?:\d{4}|\d{2})(?!\d)")
"""A date with slashes whose day may be the month: written so in both Americas and in Europe."""

NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s/-]*(?:de\s+|of\s+|d[’'])?([^\W\d_]{3,12})\.?(?:\s*/\s*[^\W\d_]{3,12})?,?[\s/-]*"
    r"(?:de[l]?\s+|г\.?\s*)?(\d{4})"
    r"|([^\W\d_]{3,12})\.?(?:\s+|-)(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+|-)(\d{4})"
    r"|(?<!\d)(\d{4})\.\s+gada\s+(\d{1,2})\.\s+([^\W\d_]{3,12})"
    r"|(?<!\d)(\d{4})\.?\s+(?:m\.\s+)?([^\W\d_]{3,12})\.?\s+(\d{1,2})(?!\d)"
)
"""Day, month and year; month, day and year; year first (Latvian; Hungarian, Lithuanian)."""

ROMAN = re.compile(r"(?<!\d)(\d{1,2})[. /-]\s?(I{1,3}|IV|VI{0,3}|IX|XI{0,2})[. /-]\s?(\d{4})(?!\d)")
"""Day, month in Roman figures and year, as Poles and Hungarians write it."""
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})\s?[:.h時点시]\s?(\d{2})(?:[:.](\d{2}))?\s*(?:分)?\s*([ap]\.?m\.?)?(?:\s*(?:uhr|h)\b)?"
    r"\s*\(?(UTC|GMT|[A-Z]{2,4}T?)?\s*([+-]\d{1,2}(?::?\d{2})?)?",
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

CLOCK_ALONE = re.compile(
    r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:uhr|h|[ap]\.?m\.?))?(?!\d)"
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

COUNTED = re.compile(
    rf"(?<!\d)(?:{any_of('stamps.reading_time')}|NUMBER\s{any_of('stamps.counted')})(?![^\W\d_])".replace(
        "SPAN", rf"NUMBER[\s-]?{any_of('stamps.units')}\.?"
    )
    .replace("UNIT", any_of("stamps.units"))
    .replace("NUMBER", r"\d{1,9}(?:[.,]\d{1,3}){0,3}"),  # bounded: lines may be long
    re.IGNORECASE,
)
"""Reading times and counters, as the rules of the differ know them."""

BEFORE = re.compile(rf"\b{any_of('calendar.joints')}\s*:?\s*(?=\0)", re.IGNORECASE)
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

EARLIEST = 1990
"""No article on the web is older; smaller years are mistakes."""


def parse_moment(text: str) -> datetime | date | None:
    """Return the time a publisher wrote, naive where it gives no offset, a date where it gives no time."""
    text = text.strip()
    if EPOCH.match(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, tz=UTC)
    compact = COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return _moment((year, month, day), (hour, minute, second), _offset(zone))
    iso = ISO.search(text)
    if iso:
        year, month, day, hour, minute, second, _, zone = iso.groups()
        return _moment((year, month, day), (hour, minute, second), _offset(zone))
    return _written(text)


def _written(text: str) -> datetime | date | None:
    """Read a date as people write it, with the clock that stands beside it."""
    found = _written_day(text)
    if found is None:
        return None
    day, rest = found
    clock = CLOCK.search(rest)
    if not clock:
        return _moment(day, (None, None, None), None)
    hour, minute, second, half, name, shift = clock.groups()
    if half:
        hour = str(int(hour) % 12 + (12 if half.lower().startswith("p") else 0))
    zone = _offset(shift) if shift else ZONE_OFFSETS.get((name or "").upper())
    return _moment(day, (hour, minute, second), zone)


def _written_day(text: str) -> tuple[tuple[str, str, str], str] | None:
    cjk = CJK.search(text)
    if cjk:
        return (cjk[1], cjk[2], cjk[3]), text[: cjk.start()] + " " + text[cjk.end() :]
    for named in NAMED.finditer(text):
        day, name, year = _in_order(named)
        month = MONTHS.get(name.lower().strip("."))
        if month:
            return (year, str(month), day), text[: named.start()] + " " + text[named.end() :]
    roman = ROMAN.search(text)
    if roman:
        month = ROMAN_MONTHS.index(roman[2]) + 1
        return (roman[3], str(month), roman[1]), text[: roman.start()] + " " + text[roman.end() :]
    numeric = DAY_FIRST.search(text)
    if numeric:
        day, number, year = numeric[1], numeric[3], numeric[4]
        if int(number) > 12 >= int(day):
            day, number = number, day
        year = year if len(year) == 4 else f"20{year}"
        return (year, number, day), text[: numeric.start()] + " " + text[numeric.end() :]
    java = re.search(r"([A-Z][a-z]{2}) (\d{1,2}) (\d{1,2}:\d{2}:\d{2} [A-Z]{3,4}) (\d{4})", text)
    if java and java[1].lower() in MONTHS:
        return (java[4], str(MONTHS[java[1].lower()]), java[2]), java[3]
    return None


def _in_order(named: re.Match[str]) -> tuple[str, str, str]:
    """Return day, name of the month and year, in whichever order they stand."""
    for groups in ((1, 2, 3), (5, 4, 6), (8, 9, 7), (12, 11, 10)):
        if named[groups[0]]:
            break
    return named[groups[0]], named[groups[1]], named[groups[2]]


def without_dates(text: str) -> str:
    """Return the text without dates, clock times, what labels them, reading times and counters."""
    text = text.replace("\0", " ")
    for pattern in (ISO, CJK, ROMAN, DAY_FIRST, CLOCK_ALONE):
        text = pattern.sub(" \0 ", text)
    for named in reversed(list(NAMED.finditer(text))):
        _, name, _ = _in_order(named)
        if name.lower().strip(".") in MONTHS:
            text = text[: named.start()] + " \0 " + text[named.end() :]
    text = BEFORE.sub(" ", LABELS.sub(" ", WEEKDAY.sub(" ", COUNTED.sub(" ", text).replace(" \0 ", "\0"))))
    return " ".join(text.replace("\0", " ").split())


def is_stamped(text: str) -> bool:
    """Tell whether a line is one of dates, and of names beside them: "Ada Quill · Posted: 24 May 2026"."""
    if len(text) > STAMPED_CHARS or text.endswith((".", "!", "?")) or parse_moment(text) is None:
        return False
    dated = STAMP.search(text) or CLOCK_ALONE.search(text)
    return bool(dated) and len(without_dates(text)) <= BESIDE_STAMP


def _moment(
    day: tuple[str, str, str], clock: tuple[str | None, str | None, str | None], zone: timedelta | None
) -> datetime | date | None:
    year, month, dom = (int(part) for part in day)
    if not EARLIEST <= year <= 2100:
        return None
    try:
        if clock[0] is None:
            return date(year, month, dom)
        hour, minute, second = (int(part or 0) for part in clock)
        return datetime(
            year, month, dom, hour, minute, second, tzinfo=None if zone is None else timezone(zone)
        )
    except ValueError:
        return None


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
