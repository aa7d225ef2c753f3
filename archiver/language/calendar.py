"""Names of months and days in all languages at once, and how to look a name up."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from archiver.language import LANGUAGES
from archiver.language.shape import Calendar

_CALENDARS = [language.calendar for language in LANGUAGES.values() if language.calendar]

_ALIKE = str.maketrans("ıيىك", "iییک")
"""Letters that are exchanged for one another: by case in Turkish, by keyboard in Arabic and Persian."""

_ACCENTS = range(0x0300, 0x0370)
_HAMZA = range(0x0653, 0x0656)
"""Marks that capitals go without in Greek, and writers in Arabic. Source: Unicode, combining diacritical
marks and Arabic combining maddah and hamza; the marks of Indian and Thai script are letters."""


def spelt(name: str) -> str:
    """Return what spellings of one name share: case, accents and gaps of no width do not count."""
    folded = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in folded if ord(letter) not in (*_ACCENTS, *_HAMZA, 0x200C))
    return " ".join(bare.translate(_ALIKE).strip(".׳'॰").split())


def _numbered(names_of: Callable[[Calendar], tuple[str, ...]]) -> dict[str, int]:
    return {
        name.replace("_", " "): number
        for calendar in _CALENDARS
        for number, names in enumerate(names_of(calendar), start=1)
        for name in names.split()
    }


MONTHS: dict[str, int] = _numbered(lambda calendar: calendar.months)
"""Names of months and their abbreviations, in lower case, and their numbers; no name has two (a test).

Source: Unicode CLDR 46, month names (format and stand-alone).
"""

SOLAR_MONTHS: dict[str, int] = _numbered(lambda calendar: calendar.solar_months)
"""The same of the Solar Hijri calendar, in Iran and in Afghanistan."""

_MONTHS = {spelt(name): number for name, number in MONTHS.items()}
_SOLAR = {spelt(name): number for name, number in SOLAR_MONTHS.items()}

ERAS: dict[str, int] = {mark: before for calendar in _CALENDARS for mark, before in calendar.eras}
"""Marks of eras, and the year before the first of each."""

DAYS: frozenset[str] = frozenset(day for calendar in _CALENDARS for day in calendar.days.split())
"""Names of weekdays, in lower case."""


def month_of(name: str) -> int | None:
    """Return the number of a month by its name or abbreviation, None for any other word."""
    return _MONTHS.get(spelt(name))


def solar_month_of(name: str) -> int | None:
    """Return the number of a month of the Solar Hijri calendar, None for any other word."""
    return _SOLAR.get(spelt(name))
