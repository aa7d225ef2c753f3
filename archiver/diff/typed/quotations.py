"""Words between quotation marks that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from archiver.diff.typed.marks import key_of, quotations_of
from archiver.diff.typed.passages import Context, Passage
from archiver.model.typed import ChangeType, TypedChange

SAME_QUOTATION = 0.5
"""Likeness of two quotations, 0 to 1, from which on one is the other, changed."""


def quotations(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give the quotations that one side of a passage has and the text of the other side has not."""
    old, new = quotations_of(passage.old), quotations_of(passage.new)
    gone = [words for key, words in old.items() if key not in new and key not in context.new.quoted]
    came = [words for key, words in new.items() if key not in old and key not in context.old.quoted]
    for before in list(gone):
        after = max(came, key=lambda one: _likeness(before, one), default="")
        if after and _likeness(before, after) >= SAME_QUOTATION:
            gone.remove(before)
            came.remove(after)
            yield _change(ChangeType.QUOTATION_CHANGED, passage, before, after)
    yield from (_change(ChangeType.QUOTATION_DROPPED, passage, words, None) for words in gone)
    yield from (_change(ChangeType.QUOTATION_ADDED, passage, None, words) for words in came)


def _change(kind: ChangeType, passage: Passage, old: str | None, new: str | None) -> TypedChange:
    return TypedChange(kind=kind, field=passage.field, old=old, new=new)


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(key_of(one), key_of(other))
