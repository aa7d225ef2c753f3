"""Readings made by hand, and diffs of them."""

from __future__ import annotations

from typing import Any

from archiver.diff.engine import compare
from archiver.model.diff import ChangeKind, Diff
from archiver.model.reading import Block, Reading


def reading(*texts: str | Block, **fields: Any) -> Reading:
    """Return a reading with these paragraphs, or other blocks; in English unless said otherwise."""
    blocks = tuple(Block(text=text) if isinstance(text, str) else text for text in texts)
    return Reading(**{"reader": "generic/1", "headline": "Bridge", "language": "en", **fields}, blocks=blocks)


def bodies(old: list[str], new: list[str]) -> Diff:
    """Return the diff of two texts, given as their paragraphs."""
    return compare(reading(*old), reading(*new))


def changes(diff: Diff) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Return what became of the blocks that did not stay: how, and their places before and after."""
    return [(b.kind.value, b.old, b.new) for b in diff.blocks if b.kind is not ChangeKind.SAME]
