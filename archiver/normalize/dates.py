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
    r"(?:[T ,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|"
    r"[+-]\d{2}(?!\d))?)?"
)
"""ISO 8601 as publishers write it: blanks, commas, slashes, fractions of any length."""

COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?)?$")
EPOCH = re.compile(r"^1\d{9}(\d{3})?$")
"""Seconds or milliseconds since 1970, from 2001 to 2033."""

DAY_FIRST = re.compile(r"(?<![\d.:])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:de\s+|d[’'])?([^\W\d_]{3,12})\.?,?\s*(?:de[l]?\s+|"
    r"г\.?\s*)?(\d{4})"
    r"|([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
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
    "time below": 8,
    "address": 9,
    "text below": 10,
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
        day, name, year = named.group(1, 2, 3) if named[1] else named.group(5, 4, 6)
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


def without_dates(text: str) -> str:
    """Return the text without the dates and clock times in it, and what labels them."""
    for pattern in (ISO, CJK, DAY_FIRST, CLOCK_ALONE):
        text = pattern.sub(" ", text)
    for named in reversed(list(NAMED.finditer(text))):
        name = named[2] or named[4]
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
    """Give the times shown near the article: `time` elements first, then the text itself."""
    above = {line.index for line in around.above}
    below = {line.index for line in around.below}
    for index, tag in page.times:
        if index not in above and index not in below:
            continue
        whole = page.lines[index].text if index < len(page.lines) else ""
        text = words_of(tag)
        before = whole[: whole.find(text)] if text and text in whole else text
        if bool(UPDATED.search(before[-40:])) == updated:
            yield Claim("time" if index in above else "time below", tag.attrs.get("datetime") or text)
    for line in around.above:
        yield from _written_in(line, "text", updated=updated)
    if not updated:
        for line in around.openings:
            yield Claim("opening", line.text[:OPENING_CHARS])
        for line in around.below:
            yield from _written_in(line, "text below", updated=False)
        for line in (*around.above, *around.below):
            if UPDATED.search(line.text) and len(line.text) <= DATE_LINE_CHARS:
                yield Claim("latest", line.text)


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
    read = [(TRUST.get(c.source, MIDDLING), c.source, parse_moment(c.value)) for c in claims]
    if address and not any(moment for _, _, moment in read):
        inside = re.search(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)", address)
        if inside:
            read.append((TRUST["address"], "address", parse_moment("-".join(inside.groups()))))
    known = sorted(((t, s, m) for t, s, m in read if m is not None), key=lambda each: each[0])
    if not known:
        return None, None
    _, source, best = known[0]
    reason = ""
    if _is_vague(best):
        exact = [
            (s, m) for _, s, m in known if not _is_vague(m) and abs(_day(m) - _day(best)) <= timedelta(days=1)
        ]
        if exact:
            source, best = exact[0]
            reason = "tells the time of day"
    if isinstance(best, datetime):
        same = [m for _, _, m in known if isinstance(m, datetime) and _clock(m) == _clock(best)]
        told = [m for m in same if m.utcoffset()] or [m for m in same if m.tzinfo]
        if not best.utcoffset() and told and told[0].utcoffset() != best.utcoffset():
            best, reason = told[0], "another source gives the offset of the same clock time"
    rejected = tuple(dict.fromkeys((s, m.isoformat()) for _, s, m in known if as_utc(m) != as_utc(best)))
    if isinstance(best, datetime) and best.tzinfo is None and _is_vague(best):
        best, reason = best.date(), "midnight without an offset stands for the day"
    elif isinstance(best, datetime) and best.tzinfo is None:
        reason = "no offset given, taken as UTC"
    return as_utc(best), Choice(field=field, source=source, reason=reason, rejected=rejected)


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
