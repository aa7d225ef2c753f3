"""JSON lines: one edit a line, as in `archiver edits --json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from archiver.model.as_json import as_line


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLines:
    """The faithful format: everything an edit holds, nothing respelt."""

    about: str = "JSON lines, one edit a line: everything, for programs"

    def write(self, edits: Iterable[Mapping[str, Any]], out: TextIO) -> None:
        """Write one JSON object a line."""
        out.writelines(map(as_line, edits))
