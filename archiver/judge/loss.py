"""How much of the current text a page still shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from archiver.model.reading import BlockKind, Reading
from archiver.model.text import same_text

LOST = 0.5
"""Share of the current text that must be missing before anything is doubted for it."""

TELLING_CHARS = 200
"""Characters of the current text below which nothing is told from its length."""

DOUBTED_FOR = timedelta(hours=48)
"""How long after the whole text was last seen a clean cut, or a text that our reader misses, is doubted.

Meters are reset by the day or the month, but every other visitor of a metered page is shown the whole
text meanwhile, and a half-filled cache lives hours.
"""

SHINGLE = 5  # words that are compared together

Runs = set[tuple[str, ...]]
"""Runs of words, which are the same wherever they stand."""


def kept_share(old: Reading, new: Reading) -> float:
    """Return which share of a text another has still, 0.0 to 1.0; 1.0 where the text is too short to tell."""
    return 1.0 if len(old.text) < TELLING_CHARS else kept_runs(old, new)


def kept_runs(old: Reading, new: Reading) -> float:
    """Return which share of a text another has still, 0.0 to 1.0, however short; 1.0 where there is none."""
    before = text_runs(old)
    return len(before & text_runs(new)) / len(before) if before else 1.0


def text_runs(reading: Reading) -> Runs:
    """Return the text as runs of words; posts of networks come and go with their scripts."""
    return _runs(block.text for block in reading.blocks if block.kind is not BlockKind.EMBED)


def runs_beside(reading: Reading) -> Runs:
    """Return what stands beside the text as runs of words."""
    captions = (f"{caption.text} {caption.credit or ''}" for caption in reading.captions)
    return _runs((reading.dek or "", *captions, *(notice.text for notice in reading.notices)))


def _runs(texts: Iterable[str]) -> Runs:
    found: Runs = set()
    for text in texts:
        words = same_text(text).casefold().split()
        found |= {tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return found
