"""Append edits to a file in the home, one JSON line each: for `tail -f` and other programs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from archiver.errors import NotifyError
from archiver.model.as_json import edit_as_line
from archiver.model.revision import Edit
from archiver.notify.channel import Surroundings, only


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChannel:
    """Options: `path`, relative to the home; `edits.jsonl` without it."""

    path: Path

    @classmethod
    def open(cls, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options.

        Raises:
            ValueError: an option is unknown, or the file would lie outside the home.
        """
        only(options, "path")
        home = surroundings.home.resolve()
        path = (home / options.get("path", "edits.jsonl")).resolve()
        if not path.is_relative_to(home) or path == home:
            raise ValueError(f"path {options['path']!r} is not inside the home")
        return cls(path=path)

    def send(self, edits: Sequence[Edit]) -> None:
        """Append the edits and sync; a line cut off by a crash stays alone on its line.

        Raises:
            NotifyError: the file cannot be written.
        """
        if not edits:
            return
        lines = "".join(edit_as_line(edit) for edit in edits).encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as out:
                if out.seek(0, os.SEEK_END):
                    out.seek(-1, os.SEEK_END)
                    lines = lines if out.read(1) == b"\n" else b"\n" + lines
                out.write(lines)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise NotifyError("file", f"{self.path}: {error.strerror or error}") from error
