"""Handing out what is kept: in formats that other programs read, and with proofs for strangers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypedDict, Unpack

from archiver.access import whole_file
from archiver.archive.looking import Looking
from archiver.errors import Damaged, NotUsable, UsageError
from archiver.export import FORMATS
from archiver.keys import Keys
from archiver.model.filters import EditFilter
from archiver.model.holding import Holding, Signer
from archiver.witnessed import Witnessed

if TYPE_CHECKING:
    from archiver.orchestration.publishing import Published


TOLD_AT_ONCE = 500
"""Edits between two moves of a progress bar: some milliseconds' work."""


def _tell_nobody(done: int, total: int) -> None:
    """Show no progress."""


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
    signed_by: str | None = None  # name of the ledger whose key vouches for the file; None: nobody does


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A checkpoint of the ledger."""

    note: str  # C2SP signed note
    key: str  # that it is signed with, in the form of such notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundled:
    """A zip that was written."""

    file: str
    size_bytes: int
    files: tuple[str, ...]  # names in it


class Exporting(Looking):
    """What is handed out of an archive."""

    def export(
        self,
        name: str,
        out: TextIO,
        *,
        progress: Callable[[int, int], None] = _tell_nobody,
        **which: Unpack[EditFilter],
    ) -> int:
        """Write edits in a format of `export.FORMATS`; return how many.

        Args:
            name: of the format.
            out: text, opened with `newline=""`.
            progress: told how many are done, and of how many.
            which: narrows them.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
        """
        done = count()
        FORMATS[name].write(self._counted(done, progress, which), out)
        return next(done)

    def export_parquet(
        self,
        target: Path,
        *,
        progress: Callable[[int, int], None] = _tell_nobody,
        **which: Unpack[EditFilter],
    ) -> int:
        """Write edits as Parquet; return how many. The file is there wholly or not at all.

        Args:
            target: the file.
            progress: told how many are done, and of how many.
            which: narrows them.

        Raises:
            UnknownSource, UnknownField, UnknownArticle: what it is narrowed to does not exist.
            UsageError: pyarrow is not installed.
            OSError: the file cannot be written.
        """
        try:
            from archiver.export.parquet import write
        except ModuleNotFoundError as error:
            raise UsageError("parquet needs pyarrow: pip install 'article-archiver[parquet]'") from error
        done = count()
        with whole_file(target) as part:
            write(self._counted(done, progress, which), part)
        return next(done)

    def _counted(
        self, done: Iterator[int], progress: Callable[[int, int], None], which: EditFilter
    ) -> Iterator[dict[str, Any]]:
        told = self.told(**which)
        total = 0 if progress is _tell_nobody else self.looker.count_edits(**which)

        def counted() -> Iterator[dict[str, Any]]:
            for edit in told:
                yield edit
                number = next(done) + 1
                if number % TOLD_AT_ONCE == 0:
                    progress(number, total)

        return counted()

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
        from importlib.metadata import version

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

        form, signer = ARCHIVES[name], self._signer() if ARCHIVES[name].is_signed else None
        with whole_file(target) as part, part.open("wb") as out:
            form.write(whole(), out, made_at=self.now(), software=software, signer=signer)
        return Exported(
            captures=next(done) - 1 - len(damaged),
            damaged=tuple(damaged),
            signed_by=None if signer is None else signer.origin,
        )

    def _signer(self) -> Signer | None:
        """Return what signs packages, or None: there is no ledger yet, or its key is not here."""
        from archiver.ledger.packages import package_signer

        origin = self.looker.ledger_state().origin
        try:
            key = None if origin is None else Keys(self.home.keys).look(origin)
        except NotUsable:  # it is for another user of this machine
            return None
        return None if key is None else package_signer(key)

    def checkpoint(self) -> Signed:
        """Return the newest signed checkpoint of the ledger, and the key it is signed with.

        Raises:
            UsageError: nothing was signed yet.
        """
        note = self.looker.signed_checkpoint()
        return Signed(note=note, key=str(self.looker.ledger_keys()[-1]))

    def bundle(
        self, url: str, old: int, new: int, target: Path | None = None, *, checkpoint: str | None = None
    ) -> Bundled:
        """Write one zip about the step between two revisions, which a stranger can check.

        Args:
            url: of the article.
            old: number of the revision before.
            new: number of the revision after.
            target: the file; None: one that is named after the article, in the working directory.
            checkpoint: of the ledger, that the reader has: that the ledger goes on from it is proven as well.

        Raises:
            UnknownArticle, UnknownRevision: there is no such article or revision.
            UsageError: its visits are not signed yet, or the key of the ledger is not here.
        """
        from archiver.orchestration.bundling import gather, hand_out, name_of

        comparison = self.compare(url, old, new)
        target = target or Path(name_of(comparison))
        witnessed = tuple(Witnessed(self.home.witnessed).of(self.looker.ledger_state().origin or ""))
        matter = gather(self.looker, comparison, given=checkpoint, witnessed=witnessed, now=self.now())
        made = hand_out(matter, target, Keys(self.home.keys))
        return Bundled(file=str(target), size_bytes=target.stat().st_size, files=made)

    def publish(self, folder: Path, *, progress: Callable[[int], None]) -> Published:
        """Write the ledger as static files; see `orchestration.publishing`.

        Raises:
            UsageError: nothing was signed yet, or the folder holds what this ledger did not begin with.
        """
        from archiver.orchestration.publishing import publish

        return publish(self.looker, folder, progress)
