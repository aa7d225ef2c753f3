"""What single changes are about: a number, a date, a name, a quotation, who says so, how sure a claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ChangeType(StrEnum):
    """What a change is about."""

    NUMBER = "number"
    DATE_MOVED = "date_moved"
    NAME_ADDED = "name_added"
    NAME_DROPPED = "name_dropped"
    NAME_CHANGED = "name_changed"
    QUOTATION_ADDED = "quotation_added"
    QUOTATION_DROPPED = "quotation_dropped"
    QUOTATION_CHANGED = "quotation_changed"
    REATTRIBUTED = "reattributed"
    SOURCE_ANONYMISED = "source_anonymised"
    SOURCE_NAMED = "source_named"
    CLAIM_SOFTENED = "claim_softened"
    CLAIM_FIRMED = "claim_firmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedChange:
    """One change, and what it is about.

    `old` and `new` are as printed: the figures, the dates, the names, the words quoted, who says so, the
    words that made or make a claim less certain. None: there is nothing of the kind on that side.
    """

    kind: ChangeType
    field: str  # "headline", "dek", "captions" or "body"
    old: str | None = None
    new: str | None = None
    detail: str | None = None  # of a number, what is counted or its unit

    def as_dict(self) -> dict[str, str | None]:
        """Return it as the documented JSON (see docs/json.md)."""
        return {
            "kind": self.kind.value,
            "field": self.field,
            "old": self.old,
            "new": self.new,
            "detail": self.detail,
        }

    def in_words(self) -> str:
        """Return it as a person is told: "number 12 → 17 people", "name added: Ruth Baker"."""
        told = _KINDS[self.kind]
        old, new = (text and _short(text) for text in (self.old, self.new))
        if self.kind in _CLAIMS:
            old, new = (f"“{text}”" if text else "stated" for text in (old, new))
        elif self.kind in _QUOTATIONS:
            old, new = (text and f"“{text}”" for text in (old, new))
        both = " → ".join(filter(None, (old, new)))
        parts = [f"{told}: {both}" if old is None or new is None or " " in told else f"{told} {both}"]
        return " ".join([*parts, *([self.detail] if self.detail else [])])


MOST_TOLD = 3
"""Changes of an edit that are told in words; all are in its JSON."""

MOST_SHOWN = 60
"""Characters of a name or quotation that are shown where a change is told in words."""


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1].rstrip() + "…"


_CLAIMS = (ChangeType.CLAIM_SOFTENED, ChangeType.CLAIM_FIRMED)
_QUOTATIONS = (ChangeType.QUOTATION_ADDED, ChangeType.QUOTATION_DROPPED, ChangeType.QUOTATION_CHANGED)
_KINDS = {
    ChangeType.NUMBER: "number",
    ChangeType.DATE_MOVED: "date",
    ChangeType.NAME_ADDED: "name added",
    ChangeType.NAME_DROPPED: "name dropped",
    ChangeType.NAME_CHANGED: "name",
    ChangeType.QUOTATION_ADDED: "quotation added",
    ChangeType.QUOTATION_DROPPED: "quotation dropped",
    ChangeType.QUOTATION_CHANGED: "quotation",
    ChangeType.REATTRIBUTED: "said by",
    ChangeType.SOURCE_ANONYMISED: "source anonymised",
    ChangeType.SOURCE_NAMED: "source named",
    ChangeType.CLAIM_SOFTENED: "claim perhaps softened",
    ChangeType.CLAIM_FIRMED: "claim perhaps firmed",
}


def surest_first(changes: Sequence[TypedChange]) -> list[TypedChange]:
    """Return the changes in their order, but how sure claims are last: its rules err as often as not."""
    return sorted(changes, key=lambda change: change.kind in _CLAIMS)


def in_words(changes: Sequence[TypedChange] | None) -> str:
    """Return the first few changes as a person is told, and how many more there are; "" for none."""
    if not changes:
        return ""
    more = len(changes) - MOST_TOLD
    first = "; ".join(change.in_words() for change in surest_first(changes)[:MOST_TOLD])
    return f"{first}; and {more} more" if more > 0 else first
