"""Words that tell boilerplate from article."""

from __future__ import annotations

from functools import lru_cache

from archiver.language import any_of, lowered

# All patterns are for texts in lower case.

READ_MORE = lowered(rf"^\W{{0,3}}{any_of('boxes.read_more')}\b.{{0,200}}$")

ADVERT = lowered(rf"^\W*{any_of('boxes.adverts')}\W*$")
"""Labels of advertising slots; as they come and go with the slot, they are no lines at all."""

LABEL = lowered(rf"^\W*{any_of('boxes.labels')}\W*$")

META_LINE = lowered(rf"\d{{1,2}}[.:h]\d{{2}}\b|\b(?:19|20)\d{{2}}\b|{any_of('boxes.beside_dates')}")
"""What lines with a date, a reading time or buttons say."""

LICENCE = lowered(any_of("boxes.licences"))
LICENCE_CHARS = 400
"""Longest paragraph that may be nothing but a licence."""

APPEAL_STRONG = lowered(
    rf"\b(?:{any_of('boxes.appeals')}|\d ?(?:€|euros?|\$|£).{{0,12}} {any_of('boxes.first_month')})"
)
APPEAL_WEAK = lowered(rf"\b{any_of('boxes.appeal_words')}\b")
APPEAL_CHARS = 900
"""Longest paragraph that may be nothing but an appeal."""

CACHED = 1024
"""How many paragraphs are remembered; each is judged several times while its page is read."""

NOTES = lowered(rf"^\W{{0,3}}{any_of('boxes.notes')}")
"""How the lines begin that publishers put below every article."""

EMBEDS = lowered(any_of("boxes.embeds"))
"""What stands where a video or a post would be, for want of consent or a player."""

LOCKED = lowered(any_of("boxes.locked"))
LOCKED_CHARS = 300
NOTE_CHARS = 260
STAND_IN_CHARS = 500
"""Longest paragraphs that may only say that the text is locked, only be a note below it, and only stand for
something embedded."""


def is_advert_label(text: str) -> bool:
    """Tell whether a line only says that an advert stands there."""
    return len(text) < 90 and bool(ADVERT.match(text.lower()))


def is_meta_line(text: str) -> bool:
    """Tell whether a short line holds a date, a time or buttons rather than a sentence."""
    return len(text) < 70 and not text.endswith((".", "!", "?")) and bool(META_LINE.search(text.lower()))


@lru_cache(maxsize=CACHED)
def is_appeal(text: str) -> bool:
    """Tell whether a paragraph asks the reader for money, an address or a click."""
    if len(text) > APPEAL_CHARS:
        return False
    low = text.lower()
    strong, weak = len({*APPEAL_STRONG.findall(low)}), len({*APPEAL_WEAK.findall(low)})
    return strong >= 2 or (strong == 1 and (weak >= 2 or len(text) < 160)) or weak >= 4


def boilerplate(text: str) -> str | None:
    """Return why a line is boilerplate by its words, or None."""
    low = text.lower()
    if LABEL.match(low):
        return "label"
    if READ_MORE.match(low):
        return "read more"
    if len(text) <= LICENCE_CHARS and LICENCE.search(low):
        return "licence"
    if is_appeal(text) or (len(text) < LOCKED_CHARS and LOCKED.search(low)):
        return "appeal"
    if len(text) < NOTE_CHARS and NOTES.match(low):
        return "note below the article"
    if len(text) < STAND_IN_CHARS and EMBEDS.search(low):
        return "embed"
    return None


ASKS = lowered(rf"\b{any_of('boxes.asks')}")


def asks(text: str) -> bool:
    """Tell whether a line in a box beside the text asks to subscribe, to sign in or to give."""
    return len(text) < 400 and bool(ASKS.search(text.lower()))


COMMENTS = lowered(rf"^\W*(?:\d+\s+)?{any_of('boxes.comments')}\W*(?:\(?\d+\)?)?\W*$")


def is_comments_label(text: str) -> bool:
    """Tell whether a short line stands over the readers' comments."""
    return len(text) < 40 and bool(COMMENTS.match(text.lower()))
