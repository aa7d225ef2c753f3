"""When the article was published and modified, by its publisher's account."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from archiver.model.reading import Choice, Moment
from archiver.normalize.fields.days import AMBIGUOUS
from archiver.normalize.fields.elsewhere import find_elsewhere
from archiver.normalize.fields.moments import UPDATED, as_utc, parse_moment, without_dates
from archiver.normalize.page.structured import Claim, Claims
from archiver.normalize.page.text import words_of
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.wording import is_comments_label
from archiver.normalize.page.zones import Zone

IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)|[/_-]((?:19|20)\d{2})(\d{2})(\d{2})(?:[/_.?-]|$)"
)
"""A day in an address: /2026/11/24/, /2026-11-24-bridge, bridge_20261124.html."""

DAY_FIRST_IN_ADDRESS = re.compile(r"[/_-](\d{1,2})-(\d{1,2})-((?:19|20)\d{2})(?=[/_.?-]|$)")
"""The same with the day first: /news/24-11-2026."""

TRUST: dict[str, float] = {
    "json-ld": 0,
    "article:published_time": 1,
    "article:modified_time": 1,
    "itemprop": 2,
    "og:article:published_time": 2,
    "time": 5,
    "text": 7,
    "meta date": 7.5,
    "meta dc.date": 7.5,
    "meta dcterms.date": 7.5,
    "own entry": 7.8,
    "opening": 8,
    "time below": 8.5,
    "text below": 8.5,
    "labelled": 6,
    "title": 9.5,
    "beside a picture": 10,
    "latest": 11,
}
"""Order of trust of sources; those not named come in between.

Source: 111 dated pages of the benchmark: JSON-LD gives the minute on 0.91, with
`article:published_time` and `time` 0.96; visible text gives local time without its offset. A `date` is "a
point or period of time associated with an event in the lifecycle of the resource" (Dublin Core), and what
the page shows tells better which event is meant.
"""
MIDDLING = 4
"""Rank in `TRUST` of a kind of claim that is not listed there."""

DATE_LINE_CHARS = 160
"""Longest line that is read for a date as a whole."""

OPENING_CHARS = 45
"""How much of a longer line is: room for "Press release of 25 January 2022", not for the story."""

SHORT_OPENING = 60
"""Longest line of the text's beginning that is read as a whole: a place or two and a day."""

WEST, EAST = timedelta(hours=-12), timedelta(hours=14)
"""The time zones farthest from UTC."""

QUARTER = 15 * 60
"""Seconds; offsets of time zones are multiples of it."""

MARKED = ("json-ld", "time", "own entry")
"""Claims that mark a day as the article's."""

BESIDE_CHARS = 20
"""Longest rest of a line in a picture's box that is about the article's date, not about the picture."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines where a reader sees the date: above the body, its first line, and below it."""

    above: list[Line]
    openings: list[Line]  # the dek and the first paragraph
    below: list[Line]


def find_published(
    page: Page, claims: Claims, around: Surroundings
) -> tuple[Moment | None, date | None, Choice | None]:
    """Return when the article was first published, and on which day by its publisher's clock.

    Args:
        page: the walked page.
        claims: its structured data.
        around: the lines where a reader sees the date.
    """
    known = _read([*claims.published, *_visible(page, around, updated=False)]) or _in_address(page.url)
    best, choice = _settle("published_at", known)
    return best and as_utc(best), best and _publishers_day(best, known), choice


def find_modified(page: Page, claims: Claims, around: Surroundings) -> tuple[Moment | None, Choice | None]:
    """Return when the publisher says the article was last modified; arguments as for `find_published`."""
    best, choice = _settle("modified_at", _read([*claims.modified, *_visible(page, around, updated=True)]))
    return best and as_utc(best), choice


def _publishers_day(best: Moment, known: list[tuple[str, Moment]]) -> date:
    """Return the day a moment falls on where it was published.

    Its offset tells it, or the page shows the same moment by another clock. Else it is the day before or
    after if the page marks that day as the article's, and nowhere its day in UTC.
    """
    if not isinstance(best, datetime):
        return best
    if best.utcoffset() != timedelta(0):
        return best.date()
    local = (moment for _, moment in known if isinstance(moment, datetime) and moment.tzinfo is None)
    same = next((moment for moment in local if _is_elsewhere(moment, best)), None)
    if same:
        return same.date()
    days = {(best + zone).date() for zone in (WEST, EAST)}
    marked = {
        date(day.year, day.month, day.day) for source, day in known if source in MARKED and _is_vague(day)
    }
    told = days & marked if best.date() not in marked else set()
    return told.pop() if len(told) == 1 else best.date()


def _is_elsewhere(clock: datetime, moment: datetime) -> bool:
    """Tell whether a clock that tells no offset shows a moment, to the minute, in some time zone."""
    ahead = clock - moment.replace(tzinfo=None, second=0, microsecond=0)
    return WEST <= ahead <= EAST and ahead.seconds % QUARTER < 60


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
    below = list(itertools.takewhile(lambda line: not is_comments_label(line.text), around.below))
    for line in below:  # the nearer, the likelier
        yield from _timed(page, line, "time below", updated=False)
        yield from _written_in(line, "text below", updated=False)
    yield from find_elsewhere(page)
    yield from _latest((*around.above, *below))


def _latest(lines: Iterable[Line]) -> Iterable[Claim]:
    """Give the times of updates, for articles that tell no other."""
    for line in lines:
        if len(line.text) <= DATE_LINE_CHARS and UPDATED.search(line.text):
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
    if line.zone & (Zone.NAV | Zone.FIGURE | Zone.CAPTION | Zone.LINK | Zone.OTHER):
        return
    text = line.text if len(line.text) <= DATE_LINE_CHARS else line.text[:OPENING_CHARS]
    mark = UPDATED.search(text)
    if updated and mark:
        yield Claim(source, text[mark.start() :])
    elif not updated:
        yield Claim(source, text[: mark.start()] if mark else text)


def _settle(field: str, known: list[tuple[str, Moment]]) -> tuple[Moment | None, Choice | None]:
    """Choose among the claims: the most trusted day, told as exactly as any claim tells it."""
    if not known:
        return None, None
    (source, best), reason = known[0], ""
    outvoted, earlier = _outvoted(known), _earlier(known)
    if outvoted:
        (source, best), reason = outvoted, "the page shows this day, too"
    elif earlier:
        (source, best), reason = earlier, "the page shows an earlier day"
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
    return best, Choice(field=field, source=source, reason=reason, rejected=rejected)


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
    found, turned = IN_ADDRESS.search(address), DAY_FIRST_IN_ADDRESS.search(address)
    told = "-".join(filter(None, found.groups())) if found else ".".join(turned.groups()) if turned else ""
    moment = parse_moment(told)
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


def _earlier(known: list[tuple[str, Moment]]) -> tuple[str, Moment] | None:
    """Return the `time` shown near the headline if it is days before what meta elements say.

    An article was out on the day it shows; some publishers call each new version a publication. JSON-LD is
    believed all the same.
    """
    source, best = known[0]
    shown = next((each for each in known if each[0] == "time"), None)
    if not shown or source == "json-ld" or _day(best) - _day(shown[1]) <= timedelta(days=1):
        return None
    return shown


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
