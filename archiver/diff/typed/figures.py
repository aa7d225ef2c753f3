"""Figures that stand where others stood, and dates that moved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from archiver.diff.lexicon import Lexicon
from archiver.diff.numbers import value_of
from archiver.diff.tokens import words_of
from archiver.diff.typed.passages import Context, Passage, listed, stems
from archiver.language import LANGUAGES
from archiver.language.calendar import month_of
from archiver.model.typed import ChangeType, TypedChange

NEAR = 2
"""Words to each side of a figure that show what it counts."""

_UNIT = re.compile(r"^[^\W\d_]{2,}$")
_SIGNS = frozenset("$€£¥%")


@dataclass(frozen=True)
class Figure:
    """A number in a text."""

    written: str
    value: str
    unit: str | None  # the word behind it
    beside: frozenset[str]  # what stands near it, by stems


def numbers(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give the figures that stand in the place of others, or count what the others counted."""
    old, new = (figures_of(text, context) for text in (passage.old, passage.new))
    gone, came = _only(old, new), _only(new, old)
    for before in gone:
        after = next((one for one in came if _stands_for(before, one, passage)), None)
        if after is None:
            continue
        came.remove(after)
        yield TypedChange(
            kind=ChangeType.NUMBER,
            field=passage.field,
            old=before.written,
            new=after.written,
            detail=before.unit if before.unit == after.unit else None,
        )


def _only(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Return the figures that the other side does not have."""
    left = Counter(one.value for one in figures) - Counter(one.value for one in others)
    return [one for one in figures if left[one.value]]


def _stands_for(old: Figure, new: Figure, passage: Passage) -> bool:
    """Tell whether one figure replaced the other: in one place, or beside the same words, of one unit."""
    if _SIGNS & set(old.value) != _SIGNS & set(new.value):
        return False
    in_place = any(old.written in gone and new.written in came for gone, came in passage.places)
    return in_place or bool(old.beside & new.beside)


def figures_of(text: str, context: Context) -> list[Figure]:
    """Return the figures of a text; those of dates and names are none."""
    lexicon = context.lexicon
    uncounted = lexicon.function_words | listed(context.claims.uncounted)
    words, before, _ = words_of(text)
    ends = list(accumulate(len(space) + len(word) for space, word in zip(before, words, strict=True)))
    dated = [mention.span for mention in mentions_of(text, lexicon)]
    found = []
    for k, word in enumerate(words):
        value = value_of(k, words, before, lexicon)
        at = ends[k] - len(word)
        if value is None or any(start <= at < stop for start, stop in dated):
            continue
        around = [*words[max(0, k - NEAR) : k], *words[k + 1 : k + 1 + NEAR]]
        behind = words[k + 1] if k + 1 < len(words) else ""
        counted = _UNIT.match(behind) and behind.islower() and behind not in uncounted
        unit = behind if counted else None
        found.append(Figure(written=word, value=value, unit=unit, beside=stems(around, lexicon)))
    return found


# --- dates ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mention:
    """A date, a weekday or a time of day in a text."""

    written: str
    span: tuple[int, int]
    kind: str  # "day", "month", "year", "weekday", "hour"
    parts: tuple[int | str | None, ...]


def dates(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give the dates that stand in the place of others of their kind."""
    old, new = (mentions_of(text, context.lexicon) for text in (passage.old, passage.new))
    gone = [one for one in old if not any(_agree(one, other) for other in new)]
    came = [one for one in new if not any(_agree(one, other) for other in old)]
    for before in gone:
        after = next((one for one in came if one.kind == before.kind), None)
        if after is not None:
            came.remove(after)
            yield TypedChange(
                kind=ChangeType.DATE_MOVED, field=passage.field, old=before.written, new=after.written
            )


def _agree(one: Mention, other: Mention) -> bool:
    """Tell whether two dates can be one: what both say is the same."""
    if one.kind != other.kind:
        return False
    both = [(a, b) for a, b in zip(one.parts, other.parts, strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def mentions_of(text: str, lexicon: Lexicon) -> list[Mention]:
    """Return the dates, weekdays and times of day in a text, as the language writes them."""
    found = _dates(lexicon.language).finditer(text)
    return [_mention(match) for match in found if lexicon.language != "en" or _has_capital(match)]


def _has_capital(match: re.Match[str]) -> bool:
    """Tell whether a month or day has the capital of English ones: "may" and "march" are other words."""
    name = match["month"] or match["weekday"] or "X"
    return name[0].isupper()


def _mention(match: re.Match[str]) -> Mention:
    told, written = match.groupdict(), match[0].strip(" ,.")
    if told["month"]:
        day = told["first"] or told["day"]
        parts = month_of(told["month"]), _number(day), _number(told["year"])
        return Mention(written, match.span(), "day", parts)
    if told["iso"]:
        year, month, day = told["iso"].split("-")
        return Mention(written, match.span(), "day", (int(month), int(day), int(year)))
    if told["weekday"]:
        return Mention(written, match.span(), "weekday", (told["weekday"].casefold(),))
    if told["clock"]:
        return Mention(written, match.span(), "hour", (told["clock"],))
    return Mention(written, match.span(), "year", (int(told["alone"]),))


def _number(text: str | None) -> int | None:
    return int(text) if text else None


@cache
def _dates(language: str) -> re.Pattern[str]:
    """Return the pattern of dates in a language, each kind in groups of its own."""
    calendar = LANGUAGES[language].calendar
    months = (
        sorted({name for names in calendar.months for name in names.split()}, key=len, reverse=True)
        if calendar
        else []
    )
    days = calendar.days.split() if calendar else []
    month, weekday = ("|".join(map(re.escape, names)) or "(?!)" for names in (months, days))
    within = (calendar.within if calendar else "") or "(?!)"
    return re.compile(
        rf"(?<![\w.:/#-])(?:(?P<first>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s(?:(?:{within})\s)?)?"
        rf"\b(?P<month>{month})\b\.?(?:\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]))?"
        rf"(?:,?\s(?:(?:{within})\s)?(?P<year>(?:19|20)\d\d)(?!\w))?"
        r"|(?<![\w.-])(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-[0-3]\d)(?![\w-])"
        rf"|\b(?P<weekday>{weekday})\b"
        r"|(?<![\w.:])(?P<clock>[0-2]?\d:[0-5]\d(?::[0-5]\d)?)(?![\w:])"
        r"|(?<![\w.,:/#$€£¥-])(?P<alone>(?:19|20)\d\d)(?![\w%/-]|[.,:]\d|\s\w+s\b|\speople\b)",
        re.IGNORECASE,
    )
