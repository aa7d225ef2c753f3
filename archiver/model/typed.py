"""What single changes are about: a number, a date, a name, a quotation, who says so, how sure a claim is."""

from __future__ import annotations

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
