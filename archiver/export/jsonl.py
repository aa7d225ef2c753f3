"""JSON lines: one edit a line, as in `archiver edits --json`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from archiver.model.as_json import edit_as_line
from archiver.model.revision import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLines:
    """The faithful format: everything an edit holds, nothing respelt."""

    about: str = "JSON lines, one edit a line: everything, for programs"

    def write(self, edits: Iterable[Edit], out: TextIO) -> None:
        """Write one JSON object a line."""
        out.writelines(edit_as_line(edit) for edit in edits)
