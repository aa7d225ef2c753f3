"""Which blocks of two bodies may be one another, edited: few and likely ones, found in linear time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from archiver.diff.pieces import PIECE, splits
from archiver.diff.side import Side, common_of, common_words

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

SMALL_GAP = 6
"""Unmatched blocks between the same neighbours up to which all are looked at closely."""

PAIRS_SHARED = 0.1
"""Share of the pairs of words of the shorter block below which two blocks are not looked at closely."""

COMMONEST = 12
"""Blocks a pair of words may be in and still tell them apart; keeps the search linear."""

BEST = 6
"""Candidates looked at closely for each block."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Blocks that may be one another, and how surely; `old` or `new` has several pieces, never both."""

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
    """Return which unmatched blocks may be one another, singly or as pieces of a split or merge."""
    sure = list(_sure(old, new, gaps))
    settled = {candidate.old[0] for candidate in sure}
    gaps = [gap for gap in gaps if settled.isdisjoint(gap[0])]
    place_old = {i: k for k, gap in enumerate(gaps) for i in gap[0]}
    place_new = {j: k for k, gap in enumerate(gaps) for j in gap[1]}
    likely = dict.fromkeys(
        (i, j)
        for gap in gaps
        for i, j in _neighbours(gap)
        if len(gap[0]) + len(gap[1]) <= SMALL_GAP or not old.pairs(i).isdisjoint(new.pairs(j))
    )
    likely.update(dict.fromkeys(_sharing(old, new, (list(place_old), list(place_new)))))
    common = {pair: common_of(old, new, pair) for pair in likely}
    found = sure
    for (i, j), size in common.items():
        in_place = place_old[i] == place_new[j]
        score = 2 * size / (len(old.words(i)) + len(new.words(j)))
        if _alike(old, new, (i, j), (score, in_place)) or (in_place and _is_grown(old, new, (i, j), size)):
            found.append(Candidate(score, (i,), (j,), in_place))
    for score, i, window in splits(old, new, common, place_new):
        found.append(Candidate(score, (i,), window, {place_old[i]} == {place_new[j] for j in window}))
    turned = {(j, i): size for (i, j), size in common.items()}
    for score, j, window in splits(new, old, turned, place_old):
        found.append(Candidate(score, window, (j,), {place_new[j]} == {place_old[i] for i in window}))
    return found


def _sure(old: Side, new: Side, gaps: Sequence[Gap]) -> Iterator[Candidate]:
    """Give the single blocks that are alike between unchanged neighbours: no need to look further."""
    for olds, news in gaps:
        if len(olds) == len(news) == 1:
            before, after = old.words(olds[0]), new.words(news[0])
            score = 2 * common_words(before, after) / (len(before) + len(after))
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
    one, other = set(pairwise(old.words(i))), set(pairwise(new.words(j)))
    return len(one & other) >= SAME_PAIRS * min(len(one), len(other))


def _is_grown(old: Side, new: Side, pair: tuple[int, int], size: int) -> bool:
    """Tell whether one block is the other with much added or cut."""
    i, j = pair
    shorter = min(len(old.words(i)), len(new.words(j)))
    return old.families[i] == new.families[j] and size >= max(CONTAINED_WORDS, CONTAINED * shorter)


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
    on_both = set().union(*map(old.pairs, unmatched[0])) & set().union(*map(new.pairs, unmatched[1]))
    index: dict[tuple[str, str], list[int]] = {}
    for i in unmatched[0]:
        for mark in old.pairs(i) & on_both:
            index.setdefault(mark, []).append(i)
    index = {mark: holders for mark, holders in index.items() if len(holders) <= COMMONEST}
    sizes = {i: len(old.pairs(i)) for i in unmatched[0]}
    for j in unmatched[1]:
        marks = new.pairs(j)
        length = len(marks)
        shared = Counter(chain.from_iterable(map(index.__getitem__, marks & index.keys())))
        telling = []
        for i, size in shared.items():
            share = size / (min(length, sizes[i]))
            if share >= PAIRS_SHARED:
                telling.append((-share * size, share, i))
        for rank, (_, share, i) in enumerate(sorted(telling)):
            if rank < BEST or share >= PIECE:
                yield i, j
