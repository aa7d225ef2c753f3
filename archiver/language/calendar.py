"""Names of months and days in all languages at once."""

from __future__ import annotations

from archiver.language import LANGUAGES

_CALENDARS = [language.calendar for language in LANGUAGES.values() if language.calendar]

MONTHS: dict[str, int] = {
    name: number
    for calendar in _CALENDARS
    for number, names in enumerate(calendar.months, start=1)
    for name in names.split()
}
"""Names of months and their abbreviations, in lower case, and their numbers; no name has two (a test).

Source: Unicode CLDR 46, month names (format and stand-alone).
"""

DAYS: frozenset[str] = frozenset(day for calendar in _CALENDARS for day in calendar.days.split())
"""Names of weekdays, in lower case."""
