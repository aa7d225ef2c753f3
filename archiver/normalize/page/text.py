"""Text as a reader sees it: white space, lengths, sentences, sameness."""

from __future__ import annotations

import itertools
import re
import unicodedata

from bs4 import NavigableString, Tag

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that no text may hold (XML 1.0 section 2.2); they would break the database and the terminal."""

WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]"
)
"""Scripts that say more with a character than Latin does, or write no spaces."""


def collapse(text: str) -> str:
    """Return the text with white space collapsed to single spaces; nothing else is changed."""
    return " ".join(text.split())


def weight(text: str) -> int:
    """Return how much is said, in Latin characters; one Chinese character counts as two and a half.

    Source: parallel texts of the UN (Chinese to English about 1 to 3 characters), rounded down.
    """
    if text.isascii():
        return len(text)
    return len(text) + len(WIDE.findall(text)) * 3 // 2


UNSAID = re.compile(r"[\W_]+")
"""All but letters and digits."""

MAX_KEY = 200_000
"""Most characters that are compared; NFKC makes up to 18 of one, and no article is as long."""


def key(text: str) -> str:
    """Return what two spellings of the same words share: letters and digits in one case, no spaces."""
    text = text[:MAX_KEY]
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return UNSAID.sub("", folded)


MAX_WORDS = 2000
"""Most characters of an element's text that are looked at for a name, a time or a headline."""

MAX_PARTS = 200
"""Most nodes inside an element that are looked at for the same."""


def words_of(tag: Tag, separator: str = " ") -> str:
    """Return the text of a small element; of a large one no more than its beginning."""
    parts: list[str] = []
    room = MAX_WORDS
    for node in itertools.islice(tag.descendants, MAX_PARTS):
        if type(node) is NavigableString:
            parts.append(node[:room])
            room -= len(node)
            if room <= 0:
                break
    return collapse(separator.join(parts))
