"""The words the rules look for, of the article's language: those of the languages that have any."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archiver.language import LANGUAGES, Language
from archiver.language.shape import Words
from archiver.model.reading import Reading

ENOUGH_WORDS = 30
"""Words; a shorter text does not tell its language by its function words."""

TELLING_SHARE = 0.2
"""Share of function words that shows a language; running text has a third to a half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the rules need to know of one language; all words in lower case."""

    language: str
    function_words: frozenset[str]
    style_words: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]
    attributions: frozenset[str]
    numbers: frozenset[str]
    loaded: frozenset[str]
    calendar: frozenset[str]  # months and days; "may" is a hedge more often
    counting: tuple[str, ...]  # from 0 on
    lower_days: frozenset[str]  # of the calendar, those without a capital
    nouns_capitalized: bool  # then a capital tells no name
    thousands: str
    decimal: str


def _lexicon(language: Language, words: Words) -> Lexicon:
    months = [names.split()[0] for names in language.calendar.months] if language.calendar else []
    days = language.calendar.days if language.calendar else ""
    near = language.calendar.near if language.calendar else ""
    return Lexicon(
        language=language.code,
        function_words=frozenset(words.function_words.split()),
        style_words=frozenset(words.style_words.split()),
        negations=frozenset(words.negations.split()),
        hedges=frozenset(words.hedges.split()),
        attributions=frozenset(words.attributions.split()),
        numbers=frozenset(words.numbers.split()),
        loaded=frozenset(words.loaded.split()),
        calendar=frozenset((*months, *days.split(), *near.split())) - frozenset(words.hedges.split()),
        counting=tuple(words.counting.split()),
        lower_days=frozenset(near.split()),
        nouns_capitalized=words.nouns_capitalized,
        thousands=words.thousands,
        decimal=words.decimal,
    )


LEXICONS = {code: _lexicon(each, each.words) for code, each in LANGUAGES.items() if each.words}

_RUNNING = re.compile(r"[^\W\d_]+")


def lexicon_of(reading: Reading) -> Lexicon | None:
    """Return the words of the article's language, or None where the rules do not know it.

    The page's declaration is believed, unless the text's function words plainly contradict it or
    there is none: templates declare "en" on pages of every language.
    """
    declared = (reading.language or "").replace("_", "-").split("-")[0].lower()
    if declared and declared not in LEXICONS:
        return None
    shown = _shown_language(" ".join([reading.headline, *(block.text for block in reading.blocks)]))
    if shown is not None:
        return LEXICONS[shown]
    return LEXICONS.get(declared)


def _shown_language(text: str) -> str | None:
    """Return the language a text's function words show beyond doubt, or None."""
    words = [word.lower() for word in _RUNNING.findall(text[:20_000])]
    if len(words) < ENOUGH_WORDS:
        return None
    shares = sorted(
        (sum(word in lexicon.function_words for word in words) / len(words), lexicon.language)
        for lexicon in LEXICONS.values()
    )
    (second, _), (best, language) = shares[-2:]
    return language if best >= TELLING_SHARE and best >= 1.5 * second else None
