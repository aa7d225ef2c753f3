"""Words that tell boilerplate from article."""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.language import any_of

READ_MORE = re.compile(rf"^\W{{0,3}}{any_of('boxes.read_more')}\b.{{0,200}}$", re.IGNORECASE)

ADVERT = re.compile(rf"^\W*{any_of('boxes.adverts')}\W*$", re.IGNORECASE)
"""Labels of advertising slots; as they come and go with the slot, they are no lines at all."""

LABEL = re.compile(rf"^\W*{any_of('boxes.labels')}\W*$", re.IGNORECASE)

META_LINE = re.compile(
    rf"\d{{1,2}}[.:h]\d{{2}}\b|\b(?:19|20)\d{{2}}\b|{any_of('boxes.beside_dates')}", re.IGNORECASE
)
"""What lines with a date, a reading time or buttons say."""

LICENCE = re.compile(any_of("boxes.licences"), re.IGNORECASE)
LICENCE_CHARS = 400
"""Longest paragraph that may be nothing but a licence."""

APPEAL_STRONG = re.compile(
    rf"\b(?:{any_of('boxes.appeals')}|\d ?(?:€|euros?|\$|£).{{0,12}} {any_of('boxes.first_month')})",
    re.IGNORECASE,
)
APPEAL_WEAK = re.compile(rf"\b{any_of('boxes.appeal_words')}\b", re.IGNORECASE)
APPEAL_CHARS = 900
"""Longest paragraph that may be nothing but an appeal."""

CACHED = 1024
"""How many paragraphs are remembered; each is judged several times while its page is read."""

NOTES = re.compile(rf"^\W{{0,3}}{any_of('boxes.notes')}", re.IGNORECASE)
"""How the lines begin that publishers put below every article."""

EMBEDS = re.compile(any_of("boxes.embeds"), re.IGNORECASE)
"""What stands where a video or a post would be, for want of consent or a player."""

LOCKED = re.compile(any_of("boxes.locked"), re.IGNORECASE)
LOCKED_CHARS = 300
NOTE_CHARS = 260
STAND_IN_CHARS = 500
"""Longest paragraphs that may only say that the text is locked, only be a note below it, and only stand for
something embedded."""


def is_advert_label(text: str) -> bool:
    """Tell whether a line only says that an advert stands there."""
    return len(text) < 90 and bool(ADVERT.match(text))


def is_meta_line(text: str) -> bool:
    """Tell whether a short line holds a date, a time or buttons rather than a sentence."""
    return len(text) < 70 and bool(META_LINE.search(text)) and not text.endswith((".", "!", "?"))


@lru_cache(maxsize=CACHED)
def is_appeal(text: str) -> bool:
    """Tell whether a paragraph asks the reader for money, an address or a click."""
    if len(text) > APPEAL_CHARS:
        return False
    strong = len({match.lower() for match in APPEAL_STRONG.findall(text)})
    weak = len({match.lower() for match in APPEAL_WEAK.findall(text)})
    return strong >= 2 or (strong == 1 and (weak >= 2 or len(text) < 160)) or weak >= 4


def boilerplate(text: str) -> str | None:
    """Return why a line is boilerplate by its words, or None."""
    if LABEL.match(text):
        return "label"
    if READ_MORE.match(text):
        return "read more"
    if len(text) <= LICENCE_CHARS and LICENCE.search(text):
        return "licence"
    if is_appeal(text) or (len(text) < LOCKED_CHARS and LOCKED.search(text)):
        return "appeal"
    if len(text) < NOTE_CHARS and NOTES.match(text):
        return "note below the article"
    if len(text) < STAND_IN_CHARS and EMBEDS.search(text):
        return "embed"
    return None


ASKS = re.compile(rf"\b{any_of('boxes.asks')}", re.IGNORECASE)


def asks(text: str) -> bool:
    """Tell whether a line in a box beside the text asks to subscribe, to sign in or to give."""
    return len(text) < 400 and bool(ASKS.search(text))


COMMENTS = re.compile(rf"^\W*(?:\d+\s+)?{any_of('boxes.comments')}\W*(?:\(?\d+\)?)?\W*$", re.IGNORECASE)


def is_comments_label(text: str) -> bool:
    """Tell whether a short line stands over the readers' comments."""
    return len(text) < 40 and bool(COMMENTS.match(text))
