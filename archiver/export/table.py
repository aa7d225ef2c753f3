"""CSV: one changed field a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from archiver.model.as_json import edit_as_dict
from archiver.model.diff import ChangeKind
from archiver.model.revision import Edit

COLUMNS = (  # a new one comes last: people address columns by their letter
    "id", "url", "source", "kind", "not_before", "not_after", "field", "old", "new", "blocks", "substantive",
    "disclosure", "summary", "article", "headline", "old_revision", "new_revision",
    "collection",
)  # fmt: skip

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula at the start of a cell; full-width forms too, which
some fold. Source: OWASP, "CSV Injection"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommaSeparated:
    """A table for people. A publisher's headline must never become a formula in it."""

    about: str = "CSV, one changed field a row: for spreadsheets"

    def write(self, edits: Iterable[Edit], out: TextIO) -> None:
        """Write a heading and a row for each changed field.

        The body's row has excerpts of what changed, and says in `blocks` how many changed how. A cell
        that could be a formula begins with an apostrophe, as spreadsheets show text.

        Source:
            RFC 4180 for the form.
        """
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for edit in edits:
            writer.writerows(_rows(edit))


def _rows(edit: Edit) -> Iterator[list[str]]:
    told = edit_as_dict(edit)
    changes = [(name, old, new, "") for name, old, new in edit.fields]
    counted = ", ".join(f"{kind} {count}" for kind, count in edit.blocks if kind != ChangeKind.SAME)
    if counted or not changes:
        changes.append(("body", *(edit.body or (None, None)), counted))
    for name, old, new, blocks in changes:
        told |= {"field": name, "old": old, "new": new, "blocks": blocks}
        yield [_cell(told[column]) for column in COLUMNS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
