"""Shelves: where files of evidence stand, each under its digest, whatever the shelves are made of.

A file on a shelf never changes. What is in it is for others to say; `blobs.py` packs and unpacks it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from archiver.errors import Damaged
from archiver.model.capture import Digest

SHELF = "[0-9a-f][0-9a-f]"
"""Folders of files that are in place, by the first two digits of their digests."""

EVIDENCE = re.compile(r"[0-9a-f]{2}/([0-9a-f]{64})\.zst")
"""Name of a file of evidence, relative to the snapshots folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file that stands on a shelf; not all are evidence."""

    name: str  # relative to the snapshots folder, as `ab/<digest>.zst`
    size_bytes: int
    changed_at: float  # seconds since 1970, as files tell the time


class Shelves(Protocol):
    """Where files of evidence stand."""

    def put(self, files: Iterable[tuple[Digest, bytes]]) -> None:
        """Put files in place, and return when they are kept for good.

        A file of the same digest, which no row speaks of, is replaced by one of the same content.

        Raises:
            Damaged: what was written is not what is read back.
            OSError: no room, no right.
        """

    def get(self, digest: Digest, *, fresh: bool = False) -> bytes:
        """Return what the file of a digest holds, compressed.

        Args:
            digest: of the uncompressed bytes.
            fresh: from where it is kept for good, and no copy that is nearer.

        Raises:
            Damaged: it is gone or cannot be read.
            OutOfReach: where it is kept cannot be asked now.
        """

    def open(self, digest: Digest) -> BinaryIO:
        """Return what the file of a digest holds, compressed, to be read from its beginning.

        Raises:
            Damaged: it is gone or cannot be read.
            OutOfReach: where it is kept cannot be asked now.
        """

    def about(self, digest: Digest) -> Held | None:
        """Return what is known of the file of a digest from outside, or None where there is none.

        Raises:
            BucketUnusable: where it would be kept cannot be asked now.
        """

    def held(self) -> Iterator[tuple[Held, ...]]:
        """Yield all files that stand here, whatever the rows say: shelf by shelf, each by name.

        Raises:
            BucketUnusable: where they are kept cannot be asked now.
        """


def name_of(digest: str) -> str:
    """Return the name of the file of a digest, relative to the snapshots folder."""
    return f"{digest[:2]}/{digest}.zst"


class LocalShelves:
    """Shelves that are folders of this machine."""

    def __init__(self, root: Path, *, sync: Callable[[int], None] = os.fsync) -> None:
        self.root = root
        self._sync = sync

    def put(self, files: Iterable[tuple[Digest, bytes]]) -> None:
        """Put files in place and wait until they are on the disk; see `Shelves`."""
        written: list[Path] = []
        folders: dict[Path, None] = {}
        try:
            for digest, data in files:
                target = self.root / name_of(digest)
                if not target.parent.is_dir():
                    target.parent.mkdir(parents=True)
                    folders[self.root] = None
                folders[target.parent] = None
                new = not target.exists()
                self.write_file(target, data)
                if new:
                    written.append(target)
                if target.read_bytes() != data:
                    raise Damaged(digest, "was not written as it was given")
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        for folder in folders:
            self.sync_folder(folder)

    def get(self, digest: Digest, *, fresh: bool = False) -> bytes:
        """Return what the file of a digest holds; see `Shelves`."""
        del fresh
        try:
            return (self.root / name_of(digest)).read_bytes()
        except OSError as error:
            raise _unreadable(digest, error) from error

    def open(self, digest: Digest) -> BinaryIO:
        """Return what the file of a digest holds, to be read; see `Shelves`."""
        try:
            return (self.root / name_of(digest)).open("rb")
        except OSError as error:
            raise _unreadable(digest, error) from error

    def about(self, digest: Digest) -> Held | None:
        """Return what is known of the file of a digest; see `Shelves`."""
        return self._held(self.root / name_of(digest))

    def held(self) -> Iterator[tuple[Held, ...]]:
        """Yield all files that stand here; see `Shelves`."""
        for shelf in sorted(path for path in self.root.glob(SHELF) if path.is_dir()):
            found = (self._held(path) for path in sorted(shelf.iterdir()))
            yield tuple(held for held in found if held is not None)

    def write_file(self, target: Path, data: bytes) -> None:
        """Write a file that is there wholly or not at all; its name is on the disk once its folder is synced.

        Raises:
            OSError: no room, no right.
        """
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                self._sync(file.fileno())
            part.rename(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            self._sync(handle)
        finally:
            os.close(handle)

    def _held(self, path: Path) -> Held | None:
        with suppress(FileNotFoundError):  # a writer may be at work
            if path.is_file():
                told = path.stat()
                name = f"{path.parent.name}/{path.name}"
                return Held(name=name, size_bytes=told.st_size, changed_at=told.st_mtime)
        return None


def _unreadable(digest: Digest, error: OSError) -> Damaged:
    return Damaged(digest, f"cannot be read: {error.strerror}")
