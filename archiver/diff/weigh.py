"""What changed between two readings and what that amounts to, but for what differs from look to look."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from archiver.diff.calm import side_by_side
from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.words import compare_words
from archiver.model.diff import Assessment, BlockChange, ChangeKind, Diff
from archiver.model.reading import Reading
from archiver.model.volatile import Volatile


def weigh(old: Reading, new: Reading, places: Collection[Volatile]) -> tuple[Diff, Assessment]:
    """Return what changed from `old` to `new`, and what that amounts to.

    What counts is told by the readings without what is volatile; what is shown stood on a page.
    """
    return weigh_calm(side_by_side(old, new, places), (old, new))


def weigh_calm(calm: tuple[Reading, Reading], captured: tuple[Reading, Reading]) -> tuple[Diff, Assessment]:
    """Return the same of readings that are side by side already, and of them as they were captured."""
    diff = compare(*calm)
    return _as_captured(diff, *captured), assess(*calm, diff)


def _as_captured(diff: Diff, old: Reading, new: Reading) -> Diff:
    """Return a diff of readings side by side with the words of the readings as they were captured.

    What counts is for the one to tell; what is shown stood on a page.
    """
    names = {field.name for field in diff.fields}
    fields = tuple(field for field in compare(old, new).fields if field.name in names)
    return replace(diff, fields=fields, blocks=tuple(_captured(change, old, new) for change in diff.blocks))


def _captured(change: BlockChange, old: Reading, new: Reading) -> BlockChange:
    if not (change.old and change.new) or change.kind is ChangeKind.SAME:
        return change
    was, now = (
        " ".join(reading.blocks[at].text for at in places)
        for reading, places in ((old, change.old), (new, change.new))
    )
    return replace(change, spans=compare_words(was, now).spans)
