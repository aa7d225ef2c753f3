"""When the article was published and modified, by its publisher's account."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from archiver.model.reading import Choice, Moment
from archiver.normalize.months import MONTHS, ZONE_OFFSETS
from archiver.normalize.structured import Claim, Claims
from archiver.normalize.text import words_of
from archiver.normalize.walk import Line, Page
from archiver.normalize.zones import Zone

ISO = re.compile(
    r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,:](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|"
    r"[+-]\d{2}(?!\d))?)?"
)
"""ISO 8601 as publishers write it: blanks, commas, slashes, fractions of any length."""

COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$")
EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
"""Seconds or milliseconds since 1970, from 2001 to 2033."""

DAY_FIRST = re.compile(r"(?<![\d.:])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
AMBIGUOUS = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])/(?:\d{4}|\d{2})(?!\d)")
"""A date with slashes whose day may be the month: written so in both Americas and in Europe."""

NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:de\s+|of\s+|d[’'])?([^\W\d_]{3,12})\.?,?\s*(?:de[l]?\s+|"
    r"г\.?\s*)?(\d{4})"
    r"|([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
    r"|(?<!\d)(\d{4})\.?\s+(?:m\.\s+)?([^\W\d_]{3,12})\s+(\d{1,2})(?!\d)"
)
"""Day, month and year; month, day and year; year, month and day (Hungarian, Lithuanian)."""

CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})\s?[:.h時点시]\s?(\d{2})(?:[:.](\d{2}))?\s*(?:分)?\s*([ap]\.?m\.?)?(?:\s*(?:uhr|h)\b)?"
    r"\s*\(?(UTC|GMT|[A-Z]{2,4}T?)?\s*([+-]\d{1,2}(?::?\d{2})?)?",
    re.IGNORECASE,
)

CLOCK_ALONE = re.compile(
    r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:uhr|h|[ap]\.?m\.?))?(?!\d)", re.IGNORECASE
)
LABELS = re.compile(
    r"\b(?:published|posted|updated|last updated|veröffentlicht|aktualisiert|stand|erstellt|publié(?: le)?|"
    r"mis à jour(?: le)?|publicado|actualizado|pubblicato|güncelleme|datum|date|uhr|am|um|at|on|le|el|"
    r"den)\b\s*:?|"
    r"\b(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[.,]|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\w+day)\b,?",
    re.IGNORECASE,
)

UPDATED = re.compile(
    r"updat|aktualis|geänder|modifi|mis à jour|mise à jour|actualiz|aggiornat|bijgewerkt|oppdater|opdater|"
    r"uppdater|güncelle|обновл|оновл|更新|修正|zaktualiz|stand\b",
    re.IGNORECASE,
)
"""Words before a time that was not the first."""

IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)|[/_-]((?:19|20)\d{2})(\d{2})(\d{2})(?:[/_.?-]|$)"
)
"""A day in an address: /2026/11/24/, /2026-11-24-bridge, bridge_20261124.html."""

EARLIEST = 1990
"""No article on the web is older; smaller years are mistakes."""

TRUST: dict[str, float] = {
    "json-ld": 0,
    "article:published_time": 1,
    "article:modified_time": 1,
    "itemprop": 2,
    "og:article:published_time": 2,
    "time": 5,
    "text": 7,
    "meta date": 7.5,
    "opening": 8,
    "time below": 8.5,
    "text below": 8.5,
    "beside a picture": 10,
    "latest": 11,
}
"""Order of trust of sources; those not named come in between.

Source: 111 dated pages of the benchmark: JSON-LD gives the minute on 0.91, with
`article:published_time` and `time` 0.96; visible text gives local time without its offset.
"""
MIDDLING = 4

DATE_LINE_CHARS = 160
"""Longest line that is read for a date as a whole."""

OPENING_CHARS = 45
"""How much of a longer line is: room for "Press release of 25 January 2022", not for the story."""

SHORT_OPENING = 60
"""Longest line of the text's beginning that is read as a whole: a place or two and a day."""


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
    for groups in ((1, 2, 3), (5, 4, 6), (9, 8, 7)):
        if named[groups[0]]:
            break
    return named[groups[0]], named[groups[1]], named[groups[2]]


def without_dates(text: str) -> str:
    """Return the text without the dates and clock times in it, and what labels them."""
    for pattern in (ISO, CJK, DAY_FIRST, CLOCK_ALONE):
        text = pattern.sub(" ", text)
    for named in reversed(list(NAMED.finditer(text))):
        _, name, _ = _in_order(named)
        if name.lower().strip(".") in MONTHS:
            text = text[: named.start()] + " " + text[named.end() :]
    return " ".join(LABELS.sub(" ", text).split())


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


BESIDE_CHARS = 20
"""Longest rest of a line in a picture's box that is about the article's date, not about the picture."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines where a reader sees the date: above the body, its first line, and below it."""

    above: list[Line]
    openings: list[Line]  # the dek and the first paragraph
    below: list[Line]


def find_published(page: Page, claims: Claims, around: Surroundings) -> tuple[Moment | None, Choice | None]:
    """Return when the article was first published.

    Args:
        page: the walked page.
        claims: its structured data.
        around: the lines where a reader sees the date.
    """
    return _settle("published_at", [*claims.published, *_visible(page, around, updated=False)], page.url)


def find_modified(page: Page, claims: Claims, around: Surroundings) -> tuple[Moment | None, Choice | None]:
    """Return when the publisher says the article was last modified; arguments as for `find_published`."""
    return _settle("modified_at", [*claims.modified, *_visible(page, around, updated=True)], None)


def _visible(page: Page, around: Surroundings, *, updated: bool) -> Iterable[Claim]:
    """Give the times shown near the article: above the body first, then in its first lines, then below it."""
    for line in around.above:
        yield from _timed(page, line, "time", updated=updated)
    for line in around.above:
        yield from _written_in(line, "text", updated=updated)
    if updated:
        for line in around.below:
            yield from _timed(page, line, "time below", updated=True)
        return
    for line in sorted(around.openings, key=lambda line: len(line.text) > SHORT_OPENING):
        yield Claim("opening", line.text if len(line.text) <= SHORT_OPENING else line.text[:OPENING_CHARS])
    for line in around.above:
        if line.zone & (Zone.FIGURE | Zone.CAPTION) and len(without_dates(line.text)) <= BESIDE_CHARS:
            yield Claim("beside a picture", line.text)
    for line in around.below:  # the nearer, the likelier: comments have times, too
        yield from _timed(page, line, "time below", updated=False)
        yield from _written_in(line, "text below", updated=False)
    yield from _latest((*around.above, *around.below))


def _latest(lines: Iterable[Line]) -> Iterable[Claim]:
    """Give the times of updates, for articles that tell no other."""
    for line in lines:
        if UPDATED.search(line.text) and len(line.text) <= DATE_LINE_CHARS:
            yield Claim("latest", line.text)


def _timed(page: Page, line: Line, source: str, *, updated: bool) -> Iterable[Claim]:
    """Give the `time` elements of a line."""
    for index, tag in page.times:
        if index == line.index:
            text = words_of(tag)
            before = line.text[: line.text.find(text)] if text and text in line.text else text
            if bool(UPDATED.search(before[-40:])) == updated:
                yield Claim(source, tag.attrs.get("datetime") or text)


def _written_in(line: Line, source: str, *, updated: bool) -> Iterable[Claim]:
    if line.zone & (Zone.NAV | Zone.FIGURE | Zone.CAPTION | Zone.LINK):
        return
    text = line.text if len(line.text) <= DATE_LINE_CHARS else line.text[:OPENING_CHARS]
    mark = UPDATED.search(text)
    if updated and mark:
        yield Claim(source, text[mark.start() :])
    elif not updated:
        yield Claim(source, text[: mark.start()] if mark else text)


def _settle(field: str, claims: list[Claim], address: str | None) -> tuple[Moment | None, Choice | None]:
    """Choose among the claims: the most trusted day, told as exactly as any claim tells it."""
    known = _read(claims) or _in_address(address or "")
    if not known:
        return None, None
    (source, best), reason = known[0], ""
    outvoted = _outvoted(known)
    if outvoted:
        (source, best), reason = outvoted, "the page shows this day, too"
    if _is_vague(best):
        day = _day(best)
        exact = [(s, m) for s, m in known if not _is_vague(m) and abs(_day(m) - day) <= timedelta(days=1)]
        if exact:
            (source, best), reason = exact[0], "tells the time of day"
    if isinstance(best, datetime):
        same = [m for _, m in known if isinstance(m, datetime) and _clock(m) == _clock(best)]
        told = [m for m in same if m.utcoffset()] or [m for m in same if m.tzinfo]
        if not best.utcoffset() and told and told[0].utcoffset() != best.utcoffset():
            best, reason = told[0], "another source gives the offset of the same clock time"
    rejected = tuple(dict.fromkeys((s, m.isoformat()) for s, m in known if as_utc(m) != as_utc(best)))
    if isinstance(best, datetime) and _is_vague(best) and (best.tzinfo is None or best.utcoffset()):
        best, reason = best.date(), "midnight at the publisher's stands for the day"
    elif isinstance(best, datetime) and best.tzinfo is None:
        reason = "no offset given, taken as UTC"
    return as_utc(best), Choice(field=field, source=source, reason=reason, rejected=rejected)


def _read(claims: list[Claim]) -> list[tuple[str, Moment]]:
    """Return what the claims tell, and who tells it, most trusted first.

    A day like 11/01/2026 is the one that another claim tells without slashes, else the 11th of January.
    """
    read = [(claim, parse_moment(claim.value)) for claim in claims]
    clear = {_day(moment) for claim, moment in read if moment and not AMBIGUOUS.search(claim.value)}
    known = [
        (claim.source, _turned(moment, clear) if AMBIGUOUS.search(claim.value) else moment)
        for claim, moment in read
        if moment
    ]
    return sorted(known, key=lambda each: TRUST.get(each[0], MIDDLING))


def _in_address(address: str) -> list[tuple[str, Moment]]:
    """Return the day in the address of the article."""
    found = IN_ADDRESS.search(address)
    moment = parse_moment("-".join(filter(None, found.groups()))) if found else None
    return [("address", moment)] if moment else []


def _outvoted(known: list[tuple[str, Moment]]) -> tuple[str, Moment] | None:
    """Return what OpenGraph says where the page shows the same day, and JSON-LD another one.

    Days beside each other are one moment in two time zones, and JSON-LD is right more often.
    """
    by = dict(reversed(known))
    told, social = by.get("json-ld"), by.get("article:published_time")
    shown = by.get("time") or by.get("text")
    if not told or not social or not shown or _day(shown) != _day(social):
        return None
    apart = abs(_day(told) - _day(social)) > timedelta(days=1)
    return ("article:published_time", social) if apart else None


def _turned(moment: Moment, clear: set[timedelta]) -> Moment:
    """Return the moment with day and month exchanged if only then it is one of the clear days."""
    other = moment.replace(day=moment.month, month=moment.day)
    return other if _day(other) in clear and _day(moment) not in clear else moment


def _is_vague(moment: Moment) -> bool:
    """Tell whether only the day is known: no time, or midnight."""
    return not isinstance(moment, datetime) or (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _day(moment: Moment) -> timedelta:
    return timedelta(days=moment.toordinal())


def _clock(moment: datetime) -> tuple[int, int, int, int, int]:
    return (moment.year, moment.month, moment.day, moment.hour, moment.minute)


def as_utc(moment: Moment) -> Moment:
    """Return the moment in UTC; a time without offset is taken as UTC."""
    if not isinstance(moment, datetime):
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
