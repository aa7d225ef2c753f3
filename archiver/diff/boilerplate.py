"""Lines that a page prints among the text and that are no text of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from archiver.language import LANGUAGES, any_of
from archiver.language.calendar import DAYS, MONTHS
from archiver.language.shape import Stamps
from archiver.model.text import same_text

LONGEST_STAMP = 120
"""Characters; a longer text is never only a stamp or a counter."""

REMEMBERED_LINES = 4_096
"""Lines whose answer is kept, half a megabyte; a visit asks for each line of an article several times."""

_NUMBER = r"\d+(?:[.,\s]\d+)*\s?[KMkm]?"
_STAMP = rf"(?:{any_of('stamps.last')}\s)?{any_of('stamps.updated', 'stamps.published')}"
_CHANGED = rf"(?:{any_of('stamps.last')}\s)?{any_of('stamps.updated')}"
_SHORT_DAYS = any_of("calendar.day_abbreviations")
_NAMES = "|".join(sorted(map(re.escape, (*DAYS, *MONTHS))))
_CLOCK_WORD = (
    rf"(?:\d{{1,2}}h\d{{0,2}}|\d{{1,4}}\s?[年月日時时分秒년월일시초]|[上下午]午|午[前后後]|오[전후]|\d{{1,4}}(?!\d)(?:st|nd|rd|th|er|º)?|h|z|utc|gmt|bst|c?est|cet|[aecmp][sd]?t|ist"
    rf"|aest|mez|mesz|{any_of('calendar.joints')}|{_SHORT_DAYS}|{_NAMES})"
)


def _spans(stamps: Stamps) -> Iterator[str]:
    """Give what one language says of times as seen from now, of reading times, and of counters.

    "Updated 3 minutes ago", "Lesezeit: 3 Minuten", "34 commentaires", "Comments (17)".
    """
    counted = f"(?:{stamps.counted})"
    texts = [stamps.reading_time]
    if stamps.ago:
        texts.append(rf"(?:{_STAMP}:?\s)?(?:{stamps.ago})")
    if stamps.counted:
        texts += [rf"NUMBER\s{counted}", rf"{counted}\s?[:(]\s?NUMBER\)?"]
    for text in filter(None, texts):
        yield stamps.timed(text, _NUMBER)


_END = r"(?:(?![^\W\d_])|(?<=[年月日時时分秒前년월일시초]))"
"""No letter follows, unless behind a sign that is a word. A digit may: "3 minutes ago5 min read"."""
_CHANGED_AT = rf"{_CHANGED}\s?[:：]?[\s,]*(?>(?:{_CLOCK_WORD}{_END}[\s,.:/|–-]*)+)"
_UPDATED = re.compile(f"{_CHANGED_AT}{_END}", re.IGNORECASE)
_BETWEEN = " .,·|•/–—-"


@cache
def _all() -> tuple[re.Pattern[str], ...]:
    """Return all patterns; made when they are first asked for, as that takes long."""
    stamps = filter(None, (language.stamps for language in LANGUAGES.values()))
    spans = (re.compile(f"(?:{span}){_END}", re.IGNORECASE) for one in stamps for span in _spans(one))
    return (*spans, _UPDATED)


def is_boilerplate(text: str) -> bool:
    """Tell whether a line is nothing but a relative time, an update stamp, a reading time or a counter.

    Only a whole line counts: "Updated 3 minutes ago" is none of the article's text, but "He was
    seen 3 minutes ago at the gate" is. A stamp of an update is none either, as the modified time
    it prints is kept on its own; words behind the stamp make it a notice.

    Source: the wording of the pages in use at English, German, French and Spanish publishers.
    """
    rest = _line(text)
    return _is_filled(rest) if rest else False


@lru_cache(maxsize=REMEMBERED_LINES)
def _is_filled(rest: str) -> bool:
    """Tell whether a line is nothing but what the patterns find, one behind the other."""
    while rest:
        longest = max((match.end() for pattern in _all() if (match := pattern.match(rest))), default=0)
        if not longest:
            return False
        rest = rest[longest:].lstrip(_BETWEEN)
    return True


def is_update_stamp(text: str) -> bool:
    """Tell whether a line prints when the article was last changed, as "Updated: 5 March, 2:15 pm"."""
    seen = _line(text)
    return seen is not None and _UPDATED.fullmatch(seen) is not None


def _line(text: str) -> str | None:
    """Return what counts of a line that is short enough for a stamp or counter."""
    if len(text) > LONGEST_STAMP or (" " not in text and not any(map(str.isdigit, text))):
        return None
    return same_text(text).strip(_BETWEEN)
