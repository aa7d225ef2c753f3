"""Which block of the old body became which of the new: kept, edited, moved, split, merged."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Indel

from archiver.diff.candidates import Candidate, Gap, candidates
from archiver.diff.side import Side
from archiver.model.reading import Block

NO_TEXT = "\x00"
"""Begins the key of a block that holds none of the article's text; it is never an edited one."""

MOVED_WORDS = 5
"""Words; a shorter block that is only alike, not equal, did not move: it is another one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks of the two bodies that are one another; `moved` where others stayed in order."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(
    old: tuple[Sequence[Block], Sequence[str]], new: tuple[Sequence[Block], Sequence[str]]
) -> list[Match]:
    """Return the matches of two bodies, in the order of the new one; unmatched blocks are in none.

    Each side is given as its blocks and their equality keys. Equal blocks are matched first, in
    order where there are several alike; then the most alike of the rest, alone or joined with
    neighbours. What is off the heaviest chain of matches in both orders has moved. Time grows with
    the length of the bodies, not with its square; nothing depends on the clock or on chance.
    """
    sides = Side(*old), Side(*new)
    start, stop_old, stop_new = _unchanged_ends(sides[0].keys, sides[1].keys)
    exact = [(k, k) for k in range(start)]
    exact += _equal(sides, (start, stop_old), (start, stop_new))
    tail = len(sides[0].keys) - stop_old
    exact += [(stop_old + k, stop_new + k) for k in range(tail)]
    matches = [Match((i,), (j,)) for i, j in exact]
    if len(matches) < max(len(sides[0].keys), len(sides[1].keys)):
        gaps = _gaps(sides, exact)
        found = _best_first(candidates(*sides, gaps))
        matches += _settled(sides, matches, found)
    return _with_moves(sides[0], matches)


def _unchanged_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Return where the first difference begins, and where the last ends on both sides."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, len(new) - tail


def _equal(sides: tuple[Side, Side], old: tuple[int, int], new: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the pairs of equal blocks between the ends: same text and kind, then same text."""
    old_left, new_left = list(range(*old)), list(range(*new))
    pairs: list[tuple[int, int]] = []
    for with_kind in (True, False):
        found = _equal_by(
            [_name(sides[0], i, with_kind) for i in old_left],
            [_name(sides[1], j, with_kind) for j in new_left],
        )
        pairs += [(old_left[i], new_left[j]) for i, j in found]
        old_left = _without(old_left, {i for i, _ in found})
        new_left = _without(new_left, {j for _, j in found})
    return pairs


def _name(side: Side, at: int, with_kind: bool) -> Hashable:
    return (side.keys[at], side.families[at]) if with_kind else side.keys[at]


def _without(positions: list[int], taken: set[int]) -> list[int]:
    return [position for k, position in enumerate(positions) if k not in taken]


def _equal_by(old: list[Hashable], new: list[Hashable]) -> list[tuple[int, int]]:
    """Return the pairs of equal names; of names that repeat, those in common order first."""
    where_old, where_new = _positions(old), _positions(new)
    pairs: list[tuple[int, int]] = []
    repeated = set()
    for name, at_old in where_old.items():
        at_new = where_new.get(name)
        if at_new is None:
            continue
        if len(at_old) == len(at_new) == 1:
            pairs.append((at_old[0], at_new[0]))
        else:
            repeated.add(name)
    if repeated:
        pairs += _equal_repeated(old, new, repeated)
    return pairs


def _equal_repeated(
    old: list[Hashable], new: list[Hashable], repeated: set[Hashable]
) -> list[tuple[int, int]]:
    pairs = [
        (block.a + k, block.b + k)
        for block in Indel.opcodes(old, new).as_matching_blocks()
        for k in range(block.size)
        if old[block.a + k] in repeated
    ]
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left_old = _positions([None if i in taken_old else name for i, name in enumerate(old)])
    left_new = _positions([None if j in taken_new else name for j, name in enumerate(new)])
    for name in [name for name in left_old if name in repeated]:
        pairs += zip(left_old[name], left_new.get(name, ()), strict=False)
    return pairs


def _positions(names: list[Hashable]) -> dict[Hashable, list[int]]:
    where: dict[Hashable, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        where[name].append(position)
    return where


def _gaps(sides: tuple[Side, Side], exact: list[tuple[int, int]]) -> list[Gap]:
    """Return the unmatched blocks between the equal ones that stayed in order."""
    matched = [Match((i,), (j,)) for i, j in exact]
    fixed = sorted((m.old[0], m.new[0]) for m in _with_moves(sides[0], matched) if not m.moved)
    taken_old, taken_new = {i for i, _ in exact}, {j for _, j in exact}
    gaps = []
    at_old = at_new = 0
    for i, j in [*fixed, (len(sides[0].keys), len(sides[1].keys))]:
        olds = [k for k in range(at_old, i) if _is_free(sides[0], k, taken_old)]
        news = [k for k in range(at_new, j) if _is_free(sides[1], k, taken_new)]
        if olds or news:
            gaps.append((olds, news))
        at_old, at_new = i + 1, j + 1
    return gaps


def _is_free(side: Side, at: int, taken: set[int]) -> bool:
    return at not in taken and not side.keys[at].startswith(NO_TEXT)


def _best_first(found: list[Candidate]) -> list[Candidate]:
    """Take the surest candidate, drop those that want one of its blocks, and so on."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for candidate in sorted(found, key=lambda candidate: candidate.rank):
        if taken_old.isdisjoint(candidate.old) and taken_new.isdisjoint(candidate.new):
            taken_old.update(candidate.old)
            taken_new.update(candidate.new)
            chosen.append(candidate)
    return chosen


def _settled(sides: tuple[Side, Side], matches: list[Match], found: list[Candidate]) -> list[Match]:
    """Return the alike blocks as matches, without short ones that would have to have moved."""
    alike = [Match(candidate.old, candidate.new) for candidate in found]
    moved = {m.new for m in _with_moves(sides[0], [*matches, *alike]) if m.moved}
    return [
        match
        for match in alike
        if match.new not in moved
        or min(len(sides[0].words(match.old[0])), len(sides[1].words(match.new[0]))) >= MOVED_WORDS
    ]


def _with_moves(old: Side, matches: list[Match]) -> list[Match]:
    """Mark as moved what is off the heaviest chain in both orders; sort by the new one.

    A match weighs 1 and its letters break ties: weighing by letters alone said "two short blocks
    moved" where one long one had.
    """
    by_new = sorted(matches, key=lambda match: match.new)
    ranks = {match.old: rank for rank, match in enumerate(sorted(matches, key=lambda match: match.old))}
    chunks = _chunks([ranks[match.old] for match in by_new])
    if len(chunks) < 2:
        return by_new
    weights = [(len(chunk), sum(len(old.keys[i]) for k in chunk for i in by_new[k].old)) for chunk in chunks]
    stays = _heaviest_chain([ranks[by_new[chunk[0]].old] for chunk in chunks], weights)
    kept = {k for c in stays for k in chunks[c]}
    return [match if k in kept else Match(match.old, match.new, moved=True) for k, match in enumerate(by_new)]


def _chunks(ranks: list[int]) -> list[range]:
    """Return the stretches that are neighbours in both orders; each stays or moves as one."""
    starts = [k for k in range(len(ranks)) if k == 0 or ranks[k] != ranks[k - 1] + 1]
    return [range(start, stop) for start, stop in pairwise([*starts, len(ranks)])]


def _heaviest_chain(values: list[int], weights: list[tuple[int, int]]) -> list[int]:
    """Return the positions of the heaviest increasing subsequence.

    Kept is, for each last value, the best weight up to it, as a staircase: values and weights both
    grow, so that a look-up is one bisection.
    """
    stair_values: list[int] = []
    stair_weights: list[tuple[int, int]] = []
    stair_at: list[int] = []
    before: list[int] = []
    for at, (value, weight) in enumerate(zip(values, weights, strict=True)):
        place = bisect_left(stair_values, value)
        before.append(stair_at[place - 1] if place else -1)
        base = stair_weights[place - 1] if place else (0, 0)
        total = (base[0] + weight[0], base[1] + weight[1])
        stop = place
        while stop < len(stair_values) and stair_weights[stop] <= total:
            stop += 1
        stair_values[place:stop] = [value]
        stair_weights[place:stop] = [total]
        stair_at[place:stop] = [at]
    chain = []
    at = stair_at[-1] if stair_at else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]
