"""Blocks that were split into several, or merged from several: neighbours that make up one block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from rapidfuzz.distance import Indel

from archiver.diff.side import Side
from archiver.diff.words import LIMIT

PIECE = 0.6
"""Share of a block's words that a larger one must hold, in order, for it to be a piece of that."""

PIECE_WORDS = 3
"""Words; a shorter block must be in the larger one whole to be a piece of it."""


def splits(
    one: Side, many: Side, common: dict[tuple[int, int], int], free: dict[int, int]
) -> Iterator[tuple[float, int, tuple[int, ...]]]:
    """Give blocks of one side with the neighbours of the other that together make them up.

    Args:
        one: the side with the whole blocks.
        many: the side with the pieces.
        common: how many words pairs of blocks have in common.
        free: the unmatched blocks of `many`.

    Returns:
        Share of words in common, position of the whole, positions of its pieces; several for a
        whole whose outermost pieces are in doubt.
    """
    held: dict[int, list[int]] = {}
    for (i, j), size in common.items():
        length = len(many.words(j))
        fits = length < len(one.words(i)) and one.families[i] == many.families[j]
        if fits and _is_piece(size, length):
            held.setdefault(i, []).append(j)
    for i, pieces in held.items():
        for run in _runs(pieces, many, free):
            if len(run) > 1:
                for score, start, stop in _windows(one.words(i), [many.words(j) for j in run]):
                    yield score, i, tuple(run[start:stop])


def _is_piece(size: int, length: int) -> bool:
    return size >= (PIECE * length if length >= PIECE_WORDS else length)


def _runs(pieces: list[int], many: Side, free: dict[int, int]) -> Iterator[list[int]]:
    """Give stretches of neighbouring pieces.

    A single block between two pieces may be a piece too, edited until hardly anything of it stayed.
    """
    run: list[int] = []
    for j in sorted(pieces):
        if run and j == run[-1] + 2 and j - 1 in free and many.families[j - 1] == many.families[j]:
            run.append(j - 1)
        elif run and j != run[-1] + 1:
            yield run
            run = []
        run.append(j)
    yield run


def _windows(whole: list[str], pieces: list[list[str]]) -> Iterator[tuple[float, int, int]]:
    """Give the stretch of pieces that makes up most of the whole, and that without its first or last.

    A piece at an end belongs to it as long as it makes the two more alike.
    """
    matched = [0, *accumulate(_matched(whole, pieces))]
    lengths = [0, *accumulate(map(len, pieces))]

    def score(start: int, stop: int) -> float:
        length = lengths[stop] - lengths[start]
        return 2 * (matched[stop] - matched[start]) / (len(whole) + length)

    start, stop = 0, len(pieces)
    while stop - start > 2:
        best = max(
            (start, stop), (start + 1, stop), (start, stop - 1), key=lambda w: (score(*w), w[1] - w[0])
        )
        if best == (start, stop):
            break
        start, stop = best
    for window in ((start, stop), (start + 1, stop), (start, stop - 1)):
        if window[1] - window[0] > 1 and score(*window) >= PIECE and _has_ends(window, matched, lengths):
            yield score(*window), *window


def _has_ends(window: tuple[int, int], matched: list[int], lengths: list[int]) -> bool:
    """Tell whether the first and the last block of a stretch are pieces and not there by chance."""
    return all(
        _is_piece(matched[k + 1] - matched[k], lengths[k + 1] - lengths[k])
        for k in (window[0], window[1] - 1)
    )


def _matched(whole: list[str], pieces: list[list[str]]) -> list[int]:
    """Return how many words of each piece are in the whole, in the order of all of them."""
    joined = [word for piece in pieces for word in piece]
    if len(whole) * len(joined) > LIMIT:
        held = Counter(whole)
        return [sum(min(n, held[word]) for word, n in Counter(piece).items()) for piece in pieces]
    stayed = [0] * (len(joined) + 1)
    for block in Indel.opcodes(whole, joined).as_matching_blocks():
        for k in range(block.b, block.b + block.size):
            stayed[k] = 1
    counts = []
    at = 0
    for piece in pieces:
        counts.append(sum(stayed[at : at + len(piece)]))
        at += len(piece)
    return counts
