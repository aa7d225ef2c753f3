"""Append edits to a file in the home, one JSON line each: for `tail -f` and other programs."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from archiver.errors import NotifyError
from archiver.model.as_json import as_line, delivery_as_dict
from archiver.model.delivery import Delivery
from archiver.notify.channel import Surroundings

TAIL = 1_000_000
"""Bytes at the end of the file that are searched for what is to be appended: a lot that was written and
not noted, because the program was killed in between, is the last thing in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChannel:
    """Options: `path`, relative to the home; `edits.jsonl` without it."""

    path: Path

    @classmethod
    def open(cls, options: Mapping[str, str], surroundings: Surroundings) -> Self:
        """Read the options.

        Raises:
            ValueError: the file would lie outside the home.
        """
        home = surroundings.home.resolve()
        path = (home / options.get("path", "edits.jsonl")).resolve()
        if not path.is_relative_to(home) or path == home:
            raise ValueError(f"path {options['path']!r} is not inside the home")
        return cls(path=path)

    def send(self, lot: Sequence[Delivery]) -> int:
        """Append the edits that are not in the file yet, and sync.

        A line that a crash cut off stays alone on its line, and its edit is written again.

        Raises:
            NotifyError: the file cannot be written.
        """
        self._append({one.id: as_line(delivery_as_dict(one)).encode() for one in lot})
        return len(lot)

    def post(self, checkpoint: str) -> None:
        """Append a checkpoint, as a line `{"checkpoint": …}`, unless it was the last.

        Raises:
            NotifyError: the file cannot be written.
        """
        line = as_line({"checkpoint": checkpoint})
        self._append({line.rstrip("\n"): line.encode()})

    def _append(self, lines: Mapping[str, bytes]) -> None:
        """Append the lines whose mark is not in the file yet, by mark."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as out:
                tail = _tail(out, TAIL + sum(map(len, lines.values())))
                whole = tail[: tail.rfind(b"\n") + 1]
                fresh = [line for mark, line in lines.items() if mark.encode() not in whole]
                out.write((b"" if whole == tail else b"\n") + b"".join(fresh))
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise NotifyError("file", f"{self.path}: {error.strerror or error}") from error

    def check(self) -> str:
        """Find out whether the file can be written; nothing is created.

        Raises:
            NotifyError: it cannot.
        """
        there = self.path if self.path.exists() else next(p for p in self.path.parents if p.exists())
        if there == self.path and not self.path.is_file():
            raise NotifyError("file", f"{self.path} is not a file")
        if not os.access(there, os.W_OK):
            raise NotifyError("file", f"{there}: {os.strerror(errno.EACCES)}")
        return f"{self.path} can be written"


def _tail(file: BinaryIO, length: int) -> bytes:
    file.seek(max(0, file.seek(0, os.SEEK_END) - length))
    return file.read()
