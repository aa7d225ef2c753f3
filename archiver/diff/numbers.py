"""The numbers in a text, and when two spellings say the same number."""

from __future__ import annotations

import re

from archiver.diff.lexicon import Lexicon
from archiver.diff.tokens import words_of
from archiver.language import LANGUAGES

_SIGNS = {"%": "", "$": r"(?:us)?\$|usd", "€": "eur|€", "G": r"bn\b", "M": r"mn\b|(?<=\d)m\b"}
"""Signs of units, and how they are written in every language; "mil millones" is told before "millones"."""


def _spellings(sign: str, anywhere: str) -> re.Pattern[str]:
    words = (each.words for each in LANGUAGES.values() if each.words)
    spelt = (pattern for each in words for pattern, meant in each.units if meant == sign)
    return re.compile("|".join(filter(None, (*spelt, anywhere))), re.IGNORECASE)


_UNIT_NAMES = (
    *((_spellings(sign, anywhere), sign) for sign, anywhere in _SIGNS.items()),
    (re.compile(r"a\.m\.", re.IGNORECASE), "am"),
    (re.compile(r"p\.m\.", re.IGNORECASE), "pm"),
)


def numbers_of(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Return the numbers of a text, as they are written, with what each says however written.

    A number is told with its unit. "One" alone is none: it is a pronoun more often. Nor is the
    number in a name ("Covid-19", "G7"). A number that occurs twice is numbered apart.
    """
    words, before, _ = words_of(text)
    found: dict[str, str] = {}
    for k, word in enumerate(words):
        value = value_of(k, words, before, lexicon)
        if value is not None:
            found[word + "\u200b" * sum(word == other for other in words[:k])] = value
    return found


def value_of(at: int, words: list[str], before: list[str], lexicon: Lexicon) -> str | None:
    """Return what a word of a text says as a number, None for a word that is none.

    Args:
        at: place of the word.
        words: of the text, as `words_of` gives them.
        before: the white space before each.
        lexicon: the words of the language.
    """
    in_name = (
        at > 1 and words[at - 1] in "-–" and not before[at] and not before[at - 1] and words[at - 2].isalpha()
    )
    return None if in_name else _value(words[at].casefold(), lexicon)


def _value(word: str, lexicon: Lexicon) -> str | None:
    if any(map(str.isdigit, word)) and not word[0].isalpha():
        return _plain_number(word, lexicon)
    if word in lexicon.counting:
        place = lexicon.counting.index(word)
        return str(place) if place > 1 else None
    return word if word in lexicon.numbers else None


def _plain_number(token: str, lexicon: Lexicon) -> str:
    thousands, decimal = lexicon.thousands, lexicon.decimal
    for pattern, name in _UNIT_NAMES:
        token = pattern.sub(name, token)
    token = re.sub(rf"(?<=\d)[{re.escape(thousands)}\s'’](?=\d{{3}}(?!\d))", "", token)
    token = token.replace(decimal, ".") if re.search(r"\d" + re.escape(decimal) + r"\d", token) else token
    currency = "".join(sorted(set(re.findall(r"[$€£¥%]", token))))
    return re.sub(r"[$€£¥%\s-]", "", token) + currency if currency else re.sub(r"\s", "", token)
