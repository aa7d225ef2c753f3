"""Days as people and machines write them, in the calendars that newsrooms use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from archiver.language import any_of
from archiver.language.calendar import ERAS, MONTHS, SOLAR_MONTHS, month_of, solar_month_of

EARLIEST, LATEST = 1990, 2100
"""No article on the web is older; years outside are mistakes, or of another calendar."""

BUDDHIST = 543
"""How many years the Buddhist era is ahead, as Thailand counts it."""

SOLAR_YEARS = range(1369, 1410)
"""Years of the Solar Hijri calendar, where nothing but figures is written: 1990 to 2030.

Later ones are years of the lunar calendar as well, and nobody can tell which is meant.
"""

NOWRUZ = date(2021, 3, 21)
SOLAR_EPOCH = 1400
"""The first day of a year of the Solar Hijri calendar, and which year it is."""

SOLAR_CYCLE, SOLAR_LEAPS = 33, 8
"""That calendar has eight leap years in each 33, spread as evenly as can be.

Source: K. M. Borkowski, "The Persian calendar for 3000 years" (1996); right for centuries around today.
"""

HAN = "〇一二三四五六七八九"
"""Chinese figures from nought to nine."""

LETTER = r"[^\s\d!-@\[-`{-©«-´¶-¹»-¿\u2010-\u203a،؛؟。、，（）|]"
"""What words are made of: all but gaps, figures and punctuation. The marks of Indian and Thai script are no
letters to Python."""

_RARE = sorted(
    (name for name in (*MONTHS, *SOLAR_MONTHS) if len(name) < 3 or " " in name or "." in name), key=len
)
_NAME = rf"(?:{'|'.join(map(re.escape, reversed(_RARE)))}|{LETTER}{{3,20}})['׳॰]?\.?"
"""The name of a month, or any word in its place; short names and those of several words are known ones."""

MONTH_CHARS = 30
"""Longest name of a month, with the gap behind it."""

_WITHIN = rf"(?:{any_of('calendar.within')}(?:\.|\b)\s*|(?<=[’']))?"
_COMMA = "[,،]?"

DIGIT = re.compile(rf"\d|[{HAN}]")

ISO = re.compile(r"(?<!\d)(\d{4})(?:[-/.]|\.\s)(\d{1,2})(?:[-/.]|\.\s)(\d{1,2})")
"""Year, month and day in figures: "2026-11-24", "2026/11/24", "2026. 11. 24."."""

_SIGN = rf"(?:\d|[零元十{HAN}])"
CJK = re.compile(
    rf"(?:({'|'.join(map(re.escape, ERAS))})\s?({_SIGN}{{1,4}})|(\d{{4}}|[零{HAN}]{{4}}))\s*[年년]"
    rf"(?:\s?[(（][^()（）]{{1,10}}[)）])?\s*({_SIGN}{{1,3}})\s*[月월]\s*({_SIGN}{{1,3}})\s*[日日号號일]"
)
"""Year, month and day with their signs, the year of an era or in Chinese figures, too."""

DAY_FIRST = re.compile(
    r"(?<![\d.:])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{2}(?=\d?\d:\d\d)|\d{4}(?=\d?\d:\d\d)|"
    r"(?:\d{4}|\d{2})(?!\d))"
)
"""Day, month and year in figures; a clock may follow at once, as the gap between elements is no text."""

AMBIGUOUS = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/(?:\d{4}|\d{2})(?!\d)")
"""A date with slashes whose day may be the month: written so in both Americas and in Europe."""

NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s/-]*{_WITHIN}(?P<name>{_NAME})"
    rf"(?:\s*/\s*{_NAME})?{_COMMA}[\s/-]*{_WITHIN}(?P<year>\d{{4}})"
    rf"|(?<=[\s-])(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:{_COMMA}\s+|-)(?P<year2>\d{{4}})"
    r"|(?<!\d)(?P<year3>\d{4})\.\s+gada\s+(?P<day3>\d{1,2})\.\s+(?P<name3>[^\W\d_]{3,12})"
    rf"|(?<!\d)(?P<year4>\d{{4}})\.?\s+{_WITHIN}(?P<name4>[^\W\d_]{{3,12}})\.?\s+(?P<day4>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
"""Day, month and year; day and year, behind the month; year first (Latvian; Hungarian, Lithuanian)."""
GROWN = re.compile(r"(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")
"""Where two words have grown together, as the gap between elements is no text: "FridayNovember 24"."""

BEFORE_DAY = re.compile(rf"(?<!{LETTER})(?P<name2>{_NAME})(?:\s+|-)$", re.IGNORECASE)
ORDERS = ("", "2", "3", "4")

ROMAN = re.compile(r"(?<!\d)(\d{1,2})[. /-]\s?(I{1,3}|IV|VI{0,3}|IX|XI{0,2})[. /-]\s?(\d{4})(?!\d)")
"""Day, month in Roman figures and year, as Poles and Hungarians write it."""
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

JAVA = re.compile(r"([A-Z][a-z]{2}) (\d{1,2})(?= \d{1,2}:\d{2}:\d{2} [A-Z]{3,4} (\d{4}))")
"""Month, day, clock and year, as programs print it."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day, and where in the text it is written."""

    start: int
    end: int
    day: date | None  # None: there is no such day
    zone: str = ""


def days_in(text: str) -> Iterator[WrittenDay]:
    """Give the days written in a text, by the way they are written: what is clearest first."""
    if DIGIT.search(text):
        for grammar in GRAMMARS:
            yield from grammar(text)


def _iso(text: str) -> Iterator[WrittenDay]:
    for found in ISO.finditer(text):
        year, month, day = (int(part) for part in found.groups())
        yield WrittenDay(*found.span(), day_of(year, month, day))


def _cjk(text: str) -> Iterator[WrittenDay]:
    for found in CJK.finditer(text):
        era, of_era, year, month, day = found.groups()
        told = ERAS[era] + _number(of_era) if era else _number(year)
        yield WrittenDay(*found.span(), day_of(told, _number(month), _number(day)))


def _named(text: str) -> Iterator[WrittenDay]:
    for found in NAMED.finditer(text):
        nth = next(nth for nth in ORDERS if found[f"day{nth}"])
        start, near = found.start(), max(0, found.start() - MONTH_CHARS)
        before = BEFORE_DAY.search(text[near:start]) if nth == "2" else found
        if before is None:
            continue
        start = near + before.start() if nth == "2" else start
        year, day, name = int(found[f"year{nth}"]), int(found[f"day{nth}"]), before[f"name{nth}"]
        if nth == "2" and month_of(name) is None:
            start, name = start + len(name), GROWN.split(name)[-1]
            start -= len(name)
        month, solar = month_of(name), solar_month_of(name)
        if month or solar:
            told = day_of(year, month, day) if month else from_solar(year, solar or 0, day)
            yield WrittenDay(start, found.end(), told)


def _roman(text: str) -> Iterator[WrittenDay]:
    for found in ROMAN.finditer(text):
        day, month, year = found.groups()
        yield WrittenDay(*found.span(), day_of(int(year), ROMAN_MONTHS.index(month) + 1, int(day)))


def _figures(text: str) -> Iterator[WrittenDay]:
    for found in DAY_FIRST.finditer(text):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12 >= day:
            day, month = month, day
        yield WrittenDay(*found.span(), day_of(year if len(found[4]) == 4 else 2000 + year, month, day))


def _java(text: str) -> Iterator[WrittenDay]:
    for found in JAVA.finditer(text):
        month = month_of(found[1])
        if month:
            yield WrittenDay(*found.span(), day_of(int(found[3]), month, int(found[2])))


GRAMMARS: tuple[Callable[[str], Iterator[WrittenDay]], ...] = (_iso, _cjk, _named, _roman, _figures, _java)
"""Ways to write a day, what is clearest first."""


# --- calendars -------------------------------------------------------------------------------------


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day by its figures, None if there is none; the year alone tells another calendar."""
    if year in SOLAR_YEARS:
        return from_solar(year, month, day)
    if EARLIEST + BUDDHIST <= year <= LATEST + BUDDHIST:
        year -= BUDDHIST
    return _day(year, month, day)


def from_solar(year: int, month: int, day: int) -> date | None:
    """Return a day of the Solar Hijri calendar, None if there is none.

    Its first six months have 31 days, the others 30, the last 29 but in leap years.
    """
    length = 31 if month <= 6 else 30 if month < 12 or _leaps(year + 1) > _leaps(year) else 29
    if not (1 <= month <= 12 and 1 <= day <= length and year > 0):
        return None
    passed = (year - SOLAR_EPOCH) * 365 + _leaps(year) - _leaps(SOLAR_EPOCH)
    passed += 31 * (month - 1) - max(0, month - 7) + day - 1
    found = NOWRUZ + timedelta(days=passed)
    return _day(found.year, found.month, found.day)


def _leaps(year: int) -> int:
    """Return how many leap years there were before a year of the Solar Hijri calendar, from some year on."""
    return (SOLAR_LEAPS * year + 21) // SOLAR_CYCLE


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _number(text: str) -> int:
    """Return a number in figures or in Chinese ones: 24, 二十四, 二〇二六; the first year of an era is 元."""
    text = text.replace("零", "〇").replace("元", "一")
    tens, ten, ones = text.rpartition("十")
    if ten:
        return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
    return int("".join(str(HAN.index(sign)) if sign in HAN else sign for sign in text))
