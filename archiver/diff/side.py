"""One of the two bodies that are aligned, as aligning needs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from archiver.diff.words import LIMIT
from archiver.model.reading import Block, BlockKind

LONG, MANY_TIMES = 500, 8
"""Words of a block, and times it is as long as another, from which on only their pairs are compared."""

SINGLE_WORDS = 3
"""Words up to which a block is looked for by its single words too."""

_FAMILIES = {
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.PULL_QUOTE: "quote",
    BlockKind.TABLE_ROW: "table",
}
_NO_SPACES = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{_NO_SPACES}]")
_UNSPACED_WORDS = re.compile(rf"[{_NO_SPACES}]|[^\W{_NO_SPACES}]+")
_SPACED_WORDS = re.compile(r"\w+")


class Side:
    """The blocks of one body: what counts of each, its kind, and its words where they are needed."""

    __slots__ = ("_pairs", "_words", "families", "keys")

    def __init__(self, blocks: Sequence[Block], keys: Sequence[str]) -> None:
        self.keys = keys
        self.families = [_FAMILIES.get(block.kind, "text") for block in blocks]
        self._words: dict[int, list[str]] = {}
        self._pairs: dict[int, set[tuple[str, str]]] = {}

    def words(self, at: int) -> list[str]:
        """Return the words of a block in lower case, without marks; a mark alone is a word."""
        known = self._words.get(at)
        if known is None:
            known = self._words[at] = _words_of(self.keys[at])
        return known

    def pairs(self, at: int) -> set[tuple[str, str]]:
        """Return the pairs of neighbouring words; of a very short block also the words alone."""
        known = self._pairs.get(at)
        if known is None:
            words = self._rough_words(at)
            known = set(pairwise(words))
            if len(words) <= SINGLE_WORDS:
                known.update((word, "") for word in words)
            self._pairs[at] = known
        return known

    def _rough_words(self, at: int) -> list[str]:
        """Return the words with capitals and marks: cheaper, and good enough to look for a block."""
        key = self.keys[at]
        return self.words(at) if not key.isascii() and _UNSPACED.search(key) else key.split()


def _words_of(key: str) -> list[str]:
    if not key.isascii() and _UNSPACED.search(key):
        return _UNSPACED_WORDS.findall(key) or [key]
    return _SPACED_WORDS.findall(key.lower()) or [key]


def common_of(old: Side, new: Side, pair: tuple[int, int]) -> int:
    """Return how many words two blocks have in common, in order.

    Of a block and one many times as long, it is told from their pairs of neighbouring words: a
    story of 3,000 lines that were one paragraph would else be read 3,000 times.
    """
    one, other = old.words(pair[0]), new.words(pair[1])
    shorter, longer = sorted((len(one), len(other)))
    if longer < LONG or longer < MANY_TIMES * shorter:
        return common_words(one, other)
    shared = len(old.pairs(pair[0]) & new.pairs(pair[1]))
    return min(shared + 1, shorter) if shared else 0


def common_words(one: list[str], other: list[str]) -> int:
    """Return how many words two blocks have in common, in order unless they are too long for it."""
    if len(one) * len(other) <= LIMIT:
        return LCSseq.similarity(one, other)
    return sum((Counter(one) & Counter(other)).values())
