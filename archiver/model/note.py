"""Notes that people make on edits: labels, remarks, and how far two coders agree. They are no evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from uuid import NAMESPACE_URL, uuid5

from archiver.errors import UsageError
from archiver.model.as_json import instant
from archiver.model.revision import Edit

LABEL = re.compile(r"[\w][\w -]{0,39}")
"""What a label is made of: a word or a few, short enough for a column of a table."""

LONGEST_REMARK = 10_000
"""Characters of a note; what is longer belongs into a document of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person says of an edit; never changed. A later one of that coder stands in its place."""

    id: str
    edit: str  # its name, see `edit_name`; it stays when the archive is rebuilt
    url: str  # of the article
    old_revision: int  # numbers as they were then
    new_revision: int
    label: str | None
    text: str
    coder: str  # who says so
    at: datetime  # UTC
    removed_at: datetime | None = None  # UTC; since when it does not count


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two coders agree in the labels of the edits that both have labelled."""

    coders: tuple[str, str]
    edits: int
    agreed: float  # share of these edits with the same label
    kappa: float | None  # Cohen 1960; None: both gave all of them one and the same label


def edit_name(url: str, kind: str, at: datetime) -> str:
    """Return the name of an edit or event, made of the article's address and the moment (RFC 9562)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{url}#{kind}-{instant(at)}')}"


def name_of(edit: Edit) -> str:
    """Return the name of an edit."""
    return edit_name(edit.url, edit.kind, edit.not_after)


def require_sayable(label: str | None, text: str, coder: str) -> None:
    """Check what a note would say.

    Raises:
        UsageError: there is nothing in it, the label is none, or it is too long.
    """
    if label is not None and not LABEL.fullmatch(label):
        raise UsageError(f"{label!r} is no label: up to 40 letters, digits, '-' and spaces")
    if not label and not text.strip():
        raise UsageError("a note needs a label or a text")
    if not coder.strip() or len(coder) > LONGEST_REMARK or len(text) > LONGEST_REMARK:
        raise UsageError(f"a note needs a coder, and at most {LONGEST_REMARK:,} characters")


def agreements(notes: Iterable[Note]) -> tuple[Agreement, ...]:
    """Return how far each two coders agree; of several labels that one gave an edit, the newest counts."""
    labels: dict[str, dict[str, str]] = {}
    for note in sorted(notes, key=lambda one: one.at):
        if note.label and note.removed_at is None:
            labels.setdefault(note.coder, {})[note.edit] = note.label
    pairs = combinations(sorted(labels), 2)
    return tuple(found for one, other in pairs if (found := _agreement(one, other, labels)))


def _agreement(one: str, other: str, labels: dict[str, dict[str, str]]) -> Agreement | None:
    both = labels[one].keys() & labels[other].keys()
    if not both:
        return None
    pairs = [(labels[one][edit], labels[other][edit]) for edit in both]
    agreed = sum(first == second for first, second in pairs) / len(pairs)
    first, second = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    by_chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    kappa = None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
    return Agreement(coders=(one, other), edits=len(pairs), agreed=agreed, kappa=kappa)
