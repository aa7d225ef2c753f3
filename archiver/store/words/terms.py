"""Words of a text as the search knows them, and what a person asks for, in the same words.

Case and accents do not matter. What is written without spaces between words (Chinese, Japanese, Thai) or with
particles that stick to them (Korean) is found at any place: it is indexed as pairs of characters that follow
each other, so that a phrase of such pairs is any part of it. The full-text index gets words that are folded
and parted already, and parts them no further; the same words find the place again in the text that is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PACKED = (
    "\u0e01-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # signs of repetition, Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\uac00-\ud7af"  # Hangul
)
"""Scripts in which words are not parted by spaces, or not from their particles, as a class of characters.

Source: Unicode 15, Blocks.txt; Standard Annex 29 calls for a dictionary there, which no search needs that
finds any part of a text.
"""

RUN = re.compile(f"[{PACKED}]+")  # where it matches, its script is packed

POINTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Accents of Latin, Greek and Cyrillic letters; points of Hebrew; vowels and stretching of Arabic."""

ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d"})
"""Letters that are another one with a stroke, which no normal form takes apart."""

LINE_END = " ¶ "
"""Stands between lines in the index: no word, so that no phrase runs from one line into the next."""

NO_WORD = re.compile("[^a-z0-9]+")

LONGEST_WORD = 60
"""Characters of a word that count: longer ones are addresses and data, and fill an index. German compounds
of newspapers stay below 50."""

ASKED = re.compile(r'"([^"]*)"?(\*)?|“([^”]*)”?(\*)?|([^\s"“]+)')
"""A phrase in quotation marks, straight or as phones write them, or a word."""

SHORTEST_PREFIX = 3
"""Letters of a beginning of words, at least: all that begin so are read, however few are shown."""

PAIR = 2
"""Characters that are indexed together: most words of Chinese have two."""


class _Folding(dict[str, str]):
    """What each character becomes: a letter without its accent, nothing, or a space."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = _fold_one(char)
        return folded


def _fold_one(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":  # joiners, soft hyphens, marks of direction
        return ""
    if kind == "Cs" or kind[0] not in "LNM":
        return " "
    if RUN.match(char):
        return char
    bare = POINTS.sub("", unicodedata.normalize("NFKD", char).casefold()).translate(ALIKE)
    parts = (part if unicodedata.category(part)[0] in "LNM" else " " for part in bare)
    return unicodedata.normalize("NFC", "".join(parts))


FOLDING = _Folding()


def fold(text: str) -> str:
    """Return the words of a text with spaces between them, without case and accents."""
    if text.isascii():
        return NO_WORD.sub(" ", text.lower())
    return RUN.sub(r" \g<0> ", "".join(map(FOLDING.__getitem__, text)))


def for_index(folded: str) -> str:
    """Return the words of a folded text as the index takes them."""
    words = folded.split()
    text = " ".join(words if max(map(len, words), default=0) <= LONGEST_WORD else map(_cut, words))
    return text if text.isascii() else RUN.sub(lambda run: " ".join((*_pairs(run[0]), run[0][-1])), text)


def _cut(word: str) -> str:
    return word if RUN.match(word) else word[:LONGEST_WORD]


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + PAIR] for at in range(len(run) - 1))


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that follow each other."""

    words: tuple[str, ...]  # folded
    prefix: bool = False  # the last one may go on

    def query(self) -> str:
        """Return the search for it in the index."""
        tokens, open_end = list[str](), self.prefix
        for place, word in enumerate(self.words):
            last = place == len(self.words) - 1
            if not RUN.match(word):
                tokens.append(_cut(word))
            elif last:
                tokens += [*_pairs(word)] or [word]
                open_end = len(word) == 1
            else:
                tokens += [*_pairs(word), word[-1]]
        return '"{}"{}'.format(" ".join(tokens), " *" if open_end else "")

    def pattern(self) -> str:
        """Return the pattern of it in a folded text."""
        first, last = self.words[0], self.words[-1]
        start = "" if RUN.match(first) else r"(?<!\S)"
        end = "" if self.prefix or RUN.match(last) else r"(?!\S)"
        goes_on = r"\S*" if self.prefix and not RUN.match(last) else ""
        return start + " +".join(map(re.escape, self.words)) + goes_on + end


@dataclass(frozen=True, slots=True)
class Sought:
    """Words and phrases that are all sought. Without any term it finds nothing."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, asked: str) -> Sought:
        """Read what a person asked for: words, "phrases", beginnings*."""
        found = []
        for straight, star, curly, other_star, word in ASKED.findall(asked):
            words = tuple(fold(straight or curly or word).split())
            if words:
                open_end = bool(star or other_star or word.endswith("*"))
                found.append(Term(words, prefix=open_end and len(words[-1]) >= SHORTEST_PREFIX))
        return cls(tuple(dict.fromkeys(found)))

    @classmethod
    def of(cls, *words: str) -> Sought:
        """Read words of a command line, where several in one argument must follow each other."""
        return cls.parse(" ".join(f'"{one}"' if _is_phrase(one) else one for one in words))

    def __bool__(self) -> bool:
        """Tell whether anything is sought."""
        return bool(self.terms)

    def query(self) -> str:
        """Return the search for all of it in the index."""
        return " AND ".join(term.query() for term in self.terms)

    def within(self, text: str) -> frozenset[Term]:
        """Return the terms that a text holds."""
        if text.isascii():  # most texts hold none, which is seen before they are folded
            lowered = text.lower()
            if not any(term.words[0] in lowered for term in self.terms):
                return frozenset()
        folded = fold(text)
        return frozenset(term for term in self.terms if re.search(term.pattern(), folded))

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where the terms stand in a text, as (start, end) of characters, in order."""
        folded, origins = _traced(text)
        pattern = "|".join(term.pattern() for term in self.terms)
        found = re.finditer(pattern, folded) if pattern else ()
        return [(origins[one.start()], origins[one.end() - 1] + 1) for one in found]


def _is_phrase(argument: str) -> bool:
    return '"' not in argument and "“" not in argument and len(argument.split()) > 1


def _traced(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and of each character of that the place of the one it comes from."""
    parts, origins = list[str](), list[int]()
    for place, char in enumerate(text):
        for one in FOLDING[char]:
            if parts and bool(RUN.match(one)) != bool(RUN.match(parts[-1])):
                parts.append(" ")
                origins.append(place)
            parts.append(one)
            origins.append(place)
    return "".join(parts), origins
