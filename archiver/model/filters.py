"""Which edits are meant, as every list of them is asked."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict


class EditFilter(TypedDict, total=False):
    """Which edits; all of them where nothing is said."""

    since: datetime | None  # seen at this instant or later
    until: datetime | None  # seen before it
    field: str | None  # only edits of this field; "body" is one
    source: str | None
    url: str | None
    silent: bool | None  # only substantive edits that nothing announced (True), or all others
    disclosure: str | None  # only edits announced in this way; "none" for those not announced
    weight: str | None  # only edits of this weight: "substantive", "cosmetic", "unclassified"
    change: (
        str | None
    )  # only edits with a single change of this kind, a `ChangeType`: "number", "name_dropped"
    language: str | None  # only articles in this language, a primary subtag such as "pt"
    phrase: str | None  # only edits that took these words out, or brought them in
    limit: int | None  # only the newest so many, still oldest first
