"""CSV: one changed field a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from archiver.model.diff import ChangeKind
from archiver.model.typed import TypedChange

FIRST = ("id", "url", "source", "kind", "not_before", "not_after")
OF_CHANGE = ("field", "old", "new", "blocks")
LAST = (
    "substantive", "disclosure", "summary", "article", "headline", "old_revision", "new_revision",
    "collection", "changes",
)  # fmt: skip
COLUMNS = (*FIRST, *OF_CHANGE, *LAST)
"""The columns; a new one comes last, as people address them by their letter."""

PLAIN = frozenset({"id", "url", "kind", "not_before", "not_after", "article", "old_revision", "new_revision"})
"""Columns of numbers, and of texts that never begin like a formula: addresses, times, words of ours."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula at the start of a cell; full-width forms too, which
some fold. Source: OWASP, "CSV Injection"."""

Cell = str | int | None
SAME = ChangeKind.SAME.value


@dataclass(frozen=True, slots=True, kw_only=True)
class CommaSeparated:
    """A table for people. A publisher's headline must never become a formula in it."""

    about: str = "CSV, one changed field a row: for spreadsheets"

    def write(self, edits: Iterable[Mapping[str, Any]], out: TextIO) -> None:
        """Write a heading and a row for each changed field.

        The body's row has excerpts of what changed, and says in `blocks` how many changed how. A cell
        that could be a formula begins with an apostrophe, as spreadsheets show text.

        Source:
            RFC 4180 for the form.
        """
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for edit in edits:
            told = {**edit, "changes": _about(edit["changes"])}
            first, last = (
                [told[column] if column in PLAIN else _cell(told[column]) for column in columns]
                for columns in (FIRST, LAST)
            )
            writer.writerows([*first, *change, *last] for change in _changes(edit))


def _changes(edit: Mapping[str, Any]) -> list[tuple[Cell, ...]]:
    """Return the cells `OF_CHANGE` of each changed field."""
    changes: list[tuple[Cell, ...]] = [
        (field, _cell(both["old"]), _cell(both["new"]), None) for field, both in edit["fields"].items()
    ]
    counted = ", ".join(f"{kind} {count}" for kind, count in edit["blocks"].items() if kind != SAME)
    if counted or not changes:
        body = edit["body"] or {"old": None, "new": None}
        changes.append(("body", _cell(body["old"]), _cell(body["new"]), counted))
    return changes


def _about(changes: list[dict[str, Any]] | None) -> str | None:
    """Return what single changes are about, in words."""
    return "; ".join(TypedChange(**one).in_words() for one in changes) if changes else None


def _cell(value: Cell) -> Cell:
    """Return what stands in a cell; nothing stands for nothing."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return ("false", "true")[value] if isinstance(value, bool) else value
