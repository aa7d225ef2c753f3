"""The largest texts end soon, in little memory, and say when they are shown in less detail."""

from __future__ import annotations

import random
import time
import tracemalloc
from functools import cache

import pytest
from readings import bodies

from archiver.model.diff import Diff

SECONDS = 5.0  # a twentieth of it on the machine this was written on; only a runaway takes it
MEGABYTES = 200

RNG = random.Random(20261124)
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "s", "t", "l", "m")]


def prose(words: int, rng: random.Random) -> str:
    sentences = []
    while words > 0:
        size = min(words, rng.randint(6, 24))
        sentences.append(" ".join(rng.choices(WORDS, k=size)).capitalize() + ".")
        words -= size
    return " ".join(sentences)


def story(blocks: int, words: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [prose(words, rng) for _ in range(blocks)]


def shaken(texts: list[str], share: float) -> list[str]:
    rng = random.Random(1)
    return [" ".join(rng.choice(WORDS) if rng.random() < share else w for w in t.split()) for t in texts]


CASES = {
    "rewritten": lambda: (story(400, 50, 1), story(400, 50, 2)),
    "half-of-the-words-replaced": lambda: (story(400, 50, 1), shaken(story(400, 50, 1), 0.5)),
    "2000-blocks-rewritten": lambda: (story(2000, 7, 1), story(2000, 7, 2)),
    "3000-blocks-backwards": lambda: (story(3000, 7, 1), story(3000, 7, 1)[::-1]),
    "3000-blocks-of-ten-wordings": lambda: (
        [f"Row {k * 7 % 10} of the table" for k in range(3000)],
        [f"Row {k * 3 % 10} of the table" for k in range(3000)],
    ),
    "one-block-rewritten": lambda: ([" ".join(story(400, 50, 1))], [" ".join(story(400, 50, 2))]),
    "one-block-edited": lambda: ([" ".join(story(400, 50, 1))], shaken([" ".join(story(400, 50, 1))], 0.1)),
    "one-block-without-sentences": lambda: (["a b " * 20_000], ["b a c " * 15_000]),
    "one-word": lambda: (["x" * 100_000], ["y" * 100_000]),
    "chinese-backwards": lambda: (
        ["".join(map(chr, range(0x4E00, 0x9A00)))],
        ["".join(map(chr, range(0x9A00, 0x4E00, -1)))],
    ),
    "split-into-3000": lambda: ([" ".join(story(3000, 7, 1))], story(3000, 7, 1)),
    "merged-from-3000": lambda: (story(3000, 7, 1), [" ".join(story(3000, 7, 1))]),
    "quotation-marks": lambda: (['"' * 20_000], ["'" * 20_000]),
    "spaces-and-joiners": lambda: (["a\u200d \u00a0" * 20_000], ["a\u200c" * 20_000]),
}


@cache
def compared(case: str) -> Diff:
    """Return the diff of a case, made once for all tests."""
    return bodies(*CASES[case]())


@pytest.mark.parametrize("case", CASES)
def test_the_worst_texts_are_compared_in_bounded_time(case: str) -> None:
    start = time.process_time()
    compared(case)
    assert time.process_time() - start < SECONDS


def test_the_worst_texts_take_little_memory() -> None:
    tracemalloc.start()
    try:
        for case in ("one-block-rewritten", "one-block-without-sentences", "split-into-3000"):
            bodies(*CASES[case]())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES * 1_000_000


def test_a_text_too_large_for_words_says_that_it_is_shown_in_less_detail() -> None:
    assert compared("one-block-without-sentences").coarse
    assert not compared("one-block-edited").coarse


def test_an_edit_in_a_huge_block_is_still_shown_by_its_words() -> None:
    words = " ".join(story(400, 50, 1)).split()
    other = [*words[:9000], "changed", *words[9001:]]
    (block,) = bodies([" ".join(words)], [" ".join(other)]).blocks
    assert "".join(span.text for span in block.spans if span.kind.value == "added") == "changed"


def test_a_huge_block_that_was_split_is_named_with_all_its_parts() -> None:
    assert compared("split-into-3000").counts() == {"split": 1}


def test_a_live_blog_that_grew_at_the_top_shows_only_what_came() -> None:
    entries = story(500, 40, 1)
    diff = bodies(entries, [*story(6, 40, 9), *entries])
    assert diff.counts() == {"added": 6, "same": 500}
