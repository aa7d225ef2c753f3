"""Write edits, and captures, in other formats: one small file a format, and registries.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TextIO

from archiver.export.jsonl import JsonLines
from archiver.export.table import CommaSeparated

__all__ = ["FORMATS", "Format"]


class Format(Protocol):
    """A way to write edits for other programs."""

    @property
    def about(self) -> str:
        """What it is good for, in one line."""
        ...

    def write(self, edits: Iterable[Mapping[str, Any]], out: TextIO) -> None:
        """Write the edits as they come, one after the other; never all in memory.

        Args:
            edits: as `model.as_json` has them, oldest first.
            out: text in UTF-8, opened with `newline=""`.
        """
        ...


FORMATS: Mapping[str, Format] = {
    "jsonl": JsonLines(),
    "csv": CommaSeparated(),
}
"""The formats by name; a new one is a file and a line here."""
