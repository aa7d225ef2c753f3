"""Which blocks of two bodies may be one another, edited: few and likely ones, found in linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from archiver.diff.words import LIMIT
from archiver.model.reading import Block, BlockKind

SIMILAR = 0.5
"""Share of words two blocks must have in common, in order, to be one block edited.

Source: measured on edits made to 957 real articles; wikidiff2 uses a similar share for its moves.
"""

SIMILAR_IN_PLACE = 0.3
"""The same for two blocks that stand between the same unchanged neighbours."""

SAME_PAIRS = 0.12
"""Share of neighbouring words that the less alike of these must have in common: function words alone
make a third of any two paragraphs alike, but hardly ever side by side."""

SURE = 0.8
"""The same for two blocks alone between unchanged neighbours, to look for no other match."""

SIMILAR_ACROSS_KINDS = 0.8
"""The same where a paragraph would become a heading or a quotation: no match by accident."""

CONTAINED = 0.8
"""Share of a short block that a long one in its place must hold, to be that block grown."""

CONTAINED_WORDS = 6
"""Words; a shorter block is found by chance in many a long one."""

PART = 0.6
"""Share of a block's words that a larger one must hold for it to be a part split off or merged."""

FEW_PARTS = 5
"""Neighbouring parts of which every stretch is tried; of more, only the whole and its ends."""

PART_WORDS = 3
"""Words; a shorter block is found by chance in any larger one, so it is no part of it."""

SHORT = 3
"""Words up to which a block is looked for by its single words too."""

LONGER, ENOUGH = 4, 6
"""Letters of a word that is rarely a function word; pairs of them that tell a block from others."""

SHARED = 0.1
"""Share of the pairs of words of the shorter block below which two blocks are not looked at closely."""

COMMONEST = 12
"""Blocks a pair of words may be in and still tell them apart; keeps the search linear."""

BEST = 6
"""Candidates looked at closely for each block."""

_FAMILIES = {
    BlockKind.HEADING: "heading",
    BlockKind.QUOTE: "quote",
    BlockKind.PULL_QUOTE: "quote",
    BlockKind.TABLE_ROW: "table",
    BlockKind.EMBED: "embed",
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
        """Return the pairs of neighbouring words that tell a block from others.

        Those are the pairs that begin with a longer word, where there are enough of them; of a very
        short block all of them and its words alone.
        """
        known = self._pairs.get(at)
        if known is None:
            words = self._rough_words(at)
            known = {pair for pair in pairwise(words) if len(pair[0]) >= LONGER}
            if len(known) < ENOUGH:
                known = set(pairwise(words))
            if len(words) <= SHORT:
                known.update((word, "") for word in words)
            self._pairs[at] = known
        return known

    def _rough_words(self, at: int) -> list[str]:
        """Return the words with the marks on them: cheaper, and good enough to look for a block."""
        key = self.keys[at]
        return self.words(at) if _UNSPACED.search(key) else key.lower().split()


def _words_of(key: str) -> list[str]:
    if _UNSPACED.search(key):
        return _UNSPACED_WORDS.findall(key) or [key]
    return _SPACED_WORDS.findall(key.lower()) or [key]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Blocks that may be one another, and how surely; `old` or `new` has several parts, never both."""

    score: float  # share of words in common, in order
    old: tuple[int, ...]
    new: tuple[int, ...]
    in_place: bool

    @property
    def rank(self) -> tuple[float, int, tuple[int, ...]]:
        """Order of belief: the most alike first, then what stands in place, then the nearest."""
        lead = self.score + (0.05 if self.in_place else 0.0)
        return -lead, abs(self.old[0] - self.new[0]), self.new


Gap = tuple[list[int], list[int]]
"""Blocks of both sides without a match, between the same two matched neighbours."""


def candidates(old: Side, new: Side, gaps: Sequence[Gap]) -> list[Candidate]:
    """Return which unmatched blocks may be one another, singly or as parts of a split or merge."""
    sure = list(_sure(old, new, gaps))
    settled = {candidate.old[0] for candidate in sure}
    gaps = [gap for gap in gaps if settled.isdisjoint(gap[0])]
    place_old = {i: k for k, gap in enumerate(gaps) for i in gap[0]}
    place_new = {j: k for k, gap in enumerate(gaps) for j in gap[1]}
    likely = dict.fromkeys(
        (i, j)
        for gap in gaps
        for i, j in _neighbours(gap)
        if len(gap[0]) == 1 or not old.pairs(i).isdisjoint(new.pairs(j))
    )
    likely.update(dict.fromkeys(_sharing(old, new, (list(place_old), list(place_new)))))
    common = {(i, j): _common(old.words(i), new.words(j)) for i, j in likely}
    found = sure
    for (i, j), size in common.items():
        in_place = place_old[i] == place_new[j]
        score = 2 * size / (len(old.words(i)) + len(new.words(j)))
        if _alike(old, new, (i, j), (score, in_place)) or (in_place and _is_grown(old, new, (i, j), size)):
            found.append(Candidate(score, (i,), (j,), in_place))
    found += _splits(old, new, common, (place_old, place_new))
    turned = {(j, i): size for (i, j), size in common.items()}
    for split in _splits(new, old, turned, (place_new, place_old)):
        found.append(Candidate(split.score, split.new, split.old, split.in_place))
    return found


def _sure(old: Side, new: Side, gaps: Sequence[Gap]) -> Iterator[Candidate]:
    """Give the single blocks that are alike between unchanged neighbours: no need to look further."""
    for olds, news in gaps:
        if len(olds) == len(news) == 1:
            before, after = old.words(olds[0]), new.words(news[0])
            score = 2 * _common(before, after) / (len(before) + len(after))
            if score >= SURE:
                yield Candidate(score, (olds[0],), (news[0],), in_place=True)


def _alike(old: Side, new: Side, pair: tuple[int, int], facts: tuple[float, bool]) -> bool:
    i, j = pair
    score, in_place = facts
    if old.families[i] != new.families[j]:
        return score >= SIMILAR_ACROSS_KINDS and len(old.words(i)) > 1
    if score >= SIMILAR:
        return True
    if not in_place or score < SIMILAR_IN_PLACE:
        return False
    one, other = old.pairs(i), new.pairs(j)
    return len(one & other) >= SAME_PAIRS * min(len(one), len(other))


def _is_grown(old: Side, new: Side, pair: tuple[int, int], size: int) -> bool:
    """Tell whether one block is the other with much added or cut."""
    i, j = pair
    shorter = min(len(old.words(i)), len(new.words(j)))
    return old.families[i] == new.families[j] and size >= max(CONTAINED_WORDS, CONTAINED * shorter)


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two blocks have in common, in order unless they are too long for it."""
    if len(one) * len(other) <= LIMIT:
        return LCSseq.similarity(one, other)
    return sum((Counter(one) & Counter(other)).values())


def _neighbours(gap: Gap) -> Iterator[tuple[int, int]]:
    """Give the pairs that stand at about the same place of a gap."""
    olds, news = gap
    step = (len(olds) - 1) / max(1, len(news) - 1)
    for k, j in enumerate(news):
        at = round(k * step)
        for i in olds[max(0, at - 1) : at + 2]:
            yield i, j


def _sharing(old: Side, new: Side, unmatched: tuple[list[int], list[int]]) -> Iterator[tuple[int, int]]:
    """Give for each new block the old ones with which it shares most uncommon pairs of words."""
    index: dict[tuple[str, str], list[int]] = {}
    for i in unmatched[0]:
        for mark in old.pairs(i):
            index.setdefault(mark, []).append(i)
    for j in unmatched[1]:
        marks = new.pairs(j)
        shared: dict[int, int] = {}
        for mark in marks & index.keys():
            holders = index[mark]
            if len(holders) <= COMMONEST:
                for i in holders:
                    shared[i] = shared.get(i, 0) + 1
        shares = [(size / min(len(old.pairs(i)), len(marks)), size, i) for i, size in shared.items()]
        telling = [(-share * size, share, i) for share, size, i in shares if share >= SHARED]
        for rank, (_, share, i) in enumerate(sorted(telling)):
            if rank < BEST or share >= PART:
                yield i, j


def _splits(
    one: Side,
    many: Side,
    common: dict[tuple[int, int], int],
    places: tuple[dict[int, int], dict[int, int]],
) -> Iterator[Candidate]:
    """Give the blocks that neighbouring blocks of the other side make up together."""
    parts: dict[int, list[int]] = {}
    for (i, j), size in common.items():
        length = len(many.words(j))
        if size >= PART * length and PART_WORDS <= length < len(one.words(i)):
            parts.setdefault(i, []).append(j)
    for i, held in parts.items():
        for window in _windows(sorted(held)):
            joined = [word for j in window for word in many.words(j)]
            size = _common(one.words(i), joined)
            score = 2 * size / (len(one.words(i)) + len(joined))
            alone = max(common[i, j] for j in window)
            if (
                score >= PART
                and size >= 0.9 * sum(common[i, j] for j in window)
                and size > alone
                and {one.families[i]} == {many.families[j] for j in window}
            ):
                in_place = {places[0][i]} == {places[1][j] for j in window}
                yield Candidate(score, (i,), window, in_place)


def _windows(held: list[int]) -> Iterator[tuple[int, ...]]:
    """Give stretches of two or more neighbouring positions that may be the parts of one block."""
    for run in _runs(held):
        if len(run) <= FEW_PARTS:
            for start in range(len(run) - 1):
                for stop in range(start + 2, len(run) + 1):
                    yield run[start:stop]
        else:
            yield from (run, run[1:], run[:-1], run[1:-1])


def _runs(held: list[int]) -> Iterator[tuple[int, ...]]:
    starts = [k for k in range(len(held)) if k == 0 or held[k] != held[k - 1] + 1]
    for start, stop in pairwise([*starts, len(held)]):
        yield tuple(held[start:stop])
