"""Words between quotation marks that came, went or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from archiver.diff.typed.passages import Context, Passage
from archiver.model.text import same_text
from archiver.model.typed import ChangeType, TypedChange

SAME_QUOTATION = 0.5
"""Likeness of two quotations, 0 to 1, from which on one is the other, changed."""

MOST_QUOTATIONS = 20
"""Quotations of a passage that are compared with one another."""

QUOTED = re.compile(r"\"([^\"]+)(?:\"|$)|(?<!\w)'([^'\s](?:[^']|(?<=\w)'(?=\w)){0,200}?)'(?!\w)")
"""Quotations in a text whose marks are those of `same_text`; one may go on to the end of the text."""

_CODE = re.compile(r"[_=(){}<>$\\/\[\]@]|::|^--?\w|\w:$")


def quotations(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give the quotations that one side of a passage has and the text of the other side has not."""
    old, new = quotations_of(passage.old), quotations_of(passage.new)
    gone = [words for key, words in old.items() if key not in new and key not in context.new_quoted]
    came = [words for key, words in new.items() if key not in old and key not in context.old_quoted]
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


def quotations_of(text: str) -> dict[str, str]:
    """Return the quotations of a text as they are printed, by what is compared of them."""
    found: dict[str, str] = {}
    for match in QUOTED.finditer(same_text(text)):
        words = next(filter(None, match.groups()))
        if _is_said(words):
            found.setdefault(key_of(words), words)
        if len(found) == MOST_QUOTATIONS:
            break
    return found


def key_of(words: str) -> str:
    """Return what counts of a quotation: its letters and figures."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def _is_said(words: str) -> bool:
    """Tell whether somebody may have said it: it is no code, no figures, no title in capitals."""
    letters = re.findall(r"[^\W\d_]+", words)
    if not letters or _CODE.search(words):
        return False
    longer = [word for word in letters if len(word) > 2]
    return not longer or any(word.islower() for word in longer)
