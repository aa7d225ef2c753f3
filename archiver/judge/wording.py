"""What another wording is, in words."""

from __future__ import annotations

from collections.abc import Collection

from archiver.diff.calm import lines_of, shown_at
from archiver.model.named import field_name
from archiver.model.reading import TRIED_FIELDS, Reading
from archiver.model.volatile import PlaceKind, Volatile

LONGEST = 80
"""Characters of a paragraph that are quoted."""


def wording(places: Collection[Volatile], reading: Reading | None) -> str:
    """Return what a reading shows at the first of the places: a headline, if any is on trial.

    Args:
        places: at which it differs from the current revision.
        reading: that does; None: it was not kept.
    """
    ordered = sorted(places, key=_rank)
    if not ordered or reading is None:
        return "another text"
    return told(ordered[0], reading)


def told(volatile: Volatile, reading: Reading) -> str:
    """Return what a reading shows at a place."""
    place = volatile.place
    if place.part in TRIED_FIELDS:
        return f"{field_name(place.part)} “{' '.join(lines_of(reading, place.part))}”"
    if place.part == "pictures":
        return "another picture"
    shown = shown_at(place, reading) or ""
    match place.kind:
        case PlaceKind.LINE if shown:
            return f"one more paragraph: “{_cut(place.before)}”"
        case PlaceKind.LINE:
            return f"without the paragraph “{_cut(place.before)}”"
        case PlaceKind.LINK:
            return f"another address behind “{_cut(place.before)}”"
    return f"“{_cut(shown)}” in place of “{_cut(volatile.own)}”"


def _rank(volatile: Volatile) -> int:
    part = volatile.place.part
    return TRIED_FIELDS.index(part) if part in TRIED_FIELDS else len(TRIED_FIELDS)


def _cut(text: str) -> str:
    line = " · ".join(text.split("\n"))
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"
