"""Whom a text quotes, by a simple rule: a name beside a word of saying, in a paragraph with a quotation.

It knows the languages that have words of saying in their lexicon. It misses whoever is quoted in indirect
speech or by a pronoun alone, and may take for a person what is an office or a company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archiver.diff.changes import QUOTATION
from archiver.diff.lexicon import Lexicon
from archiver.diff.tokens import sentence_starts, words_of

MOST_NAME_WORDS = 5
"""Words of a name, with a title and particles; longer runs of capitals are headings and lists."""

LEAST_NAME_WORDS = 2
"""The same where every noun has a capital, and at the beginning of a sentence."""

GAP = "\ufffc"
"""Stands for a quotation in the sentence around it. Source: Unicode's object replacement character."""

PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "der", "di", "dos", "du", "la", "le", "ten", "van", "von", "y", "zu"}
)
"""Words that join the parts of a name, where they are no function words of the text's language."""

_NAME = re.compile(r"[^\W\d_][\w'’.-]*")


def speakers(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names of those whom a paragraph quotes, in order."""
    around, quotations = QUOTATION.subn(f" {GAP} ", text)
    if not quotations:
        return ()
    return tuple(dict.fromkeys(name for part in _sentences(around) for name in _speakers(part, lexicon)))


def whole_names(names: Iterable[str]) -> Mapping[str, str]:
    """Return for each name the longest that ends with it: "Ballard" is "Mayor Joan Ballard"."""
    longest = sorted(set(names), key=lambda name: (-len(name), name))
    return {name: next(one for one in longest if one == name or one.endswith(f" {name}")) for name in longest}


def _sentences(text: str) -> Iterator[list[str]]:
    """Give the words and marks of each sentence; a quotation that ends it belongs to the next words too."""
    words, before, _ = words_of(text)
    starts = [at for at in sentence_starts(words, before) if at == 0 or words[at - 1] != GAP]
    for start, stop in zip(starts, [*starts[1:], len(words)], strict=True):
        yield words[start:stop]


def _speakers(words: list[str], lexicon: Lexicon) -> Iterator[str]:
    said = [at for at, word in enumerate(words) if word.casefold() in lexicon.attributions]
    runs = list(_names(words, lexicon)) if said else []
    for at in said:
        after = next((name for start, _, name in runs if start == at + 1), None)
        # The subject opens the sentence, or stands last before the word.
        before = [(start > 0, -start, name) for start, stop, name in runs if stop <= at]
        pronoun = words[at - 1].casefold() in lexicon.function_words
        if after:
            yield after
        elif before and not pronoun:
            yield min(before)[-1]


def _names(words: list[str], lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Give the runs of words with a capital: where they begin and end, and the name."""
    at = 0
    while at < len(words):
        stop = at
        while stop < len(words) and (
            _is_part_of_name(words[stop], lexicon)
            or (at < stop < len(words) - 1 and _joins(words[stop : stop + 3], lexicon))
        ):
            stop += 1
        least = LEAST_NAME_WORDS if at == 0 or lexicon.nouns_capitalized else 1
        if least <= stop - at <= MOST_NAME_WORDS:
            yield at, stop, " ".join(words[at:stop])
        at = max(stop, at + 1)


def _joins(words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether particles follow, and then another part of the name."""
    joined = [word for word in words if word in PARTICLES and word not in lexicon.function_words]
    rest = words[len(joined) :]
    return words[: len(joined)] == joined != [] and bool(rest) and _is_part_of_name(rest[0], lexicon)


def _is_part_of_name(word: str, lexicon: Lexicon) -> bool:
    folded = word.casefold()
    return (
        word[0].isupper()
        and _NAME.fullmatch(word) is not None
        and folded not in lexicon.function_words
        and folded not in lexicon.calendar
        and folded not in lexicon.attributions
    )
