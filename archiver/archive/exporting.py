"""Handing out what is kept, in formats that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import TextIO, TypedDict, Unpack

from archiver.archive.looking import EditFilter, Looking
from archiver.errors import Damaged
from archiver.export import FORMATS
from archiver.model.holding import Holding


class CaptureFilter(TypedDict, total=False):
    """Which captures; all of them where nothing is said."""

    since: datetime | None  # made at this instant or later
    until: datetime | None  # made before it
    source: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file of captures that was written."""

    captures: int
    damaged: tuple[str, ...]  # sentences; captures that did not come back


class Exporting(Looking):
    """What is handed out of an archive."""

    def export(self, name: str, out: TextIO, **which: Unpack[EditFilter]) -> int:
        """Write edits in a format of `export.FORMATS`; return how many."""
        counted = count()
        FORMATS[name].write((edit for edit, _ in zip(self.edits(**which), counted, strict=False)), out)
        return next(counted)

    def export_captures(
        self,
        name: str,
        target: Path,
        *,
        progress: Callable[[int, int], None],
        **which: Unpack[CaptureFilter],
    ) -> Exported:
        """Write captures in a format of `export.archives.ARCHIVES`; the file is there wholly or not at all.

        Args:
            name: of the format.
            target: the file.
            progress: told how many are done, and of how many.
            which: narrows them.

        Raises:
            UnknownSource, UnknownArticle: what it is narrowed to does not exist.
            OSError: the file cannot be written.
        """
        from archiver.export.archives import ARCHIVES

        software = f"archiver/{version('article-archiver')}"

        self._require(which)
        done, damaged = count(1), list[str]()
        total = self.looker.count_holdings(**which)

        def whole() -> Iterator[Holding]:
            for held in self.looker.holdings(**which):
                progress(next(done), total)
                if isinstance(held, Damaged):
                    damaged.append(str(held))
                else:
                    yield held

        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("wb") as out:
                ARCHIVES[name].write(whole(), out, made_at=self.now(), software=software)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return Exported(captures=next(done) - 1 - len(damaged), damaged=tuple(damaged))
