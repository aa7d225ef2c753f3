"""What witnesses said of checkpoints: files in `witnessed/` of the home, never changed and never deleted.

A folder a ledger, in it one a checkpoint, named by its entries:

    witnessed/archiver-066c75af73f830b6/1284/checkpoint.txt
                                             harbour.tsr, harbour.pem      a time stamp, and its roots
                                             quay.note, quay.key           a cosignature, and its key
                                             chain.ots, chain.block        a proof, promised and complete
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archiver.access import no_room

CHECKPOINT = "checkpoint.txt"

PROMISE, COMPLETE = ".ots", ".block"
"""Endings of a proof that is promised, and of the same when it is complete."""

ENDINGS = (".tsr", ".pem", ".note", ".key", PROMISE, COMPLETE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A checkpoint, and what one witness said of it."""

    note: str
    origin: str  # the ledger, by the name of its folder
    size: int  # entries that it stands for, by the name of its folder
    witness: str
    files: Mapping[str, bytes]  # by ending

    @property
    def name(self) -> str:
        """What the files are called, for people."""
        return f"witnessed/{_named(self.origin)}/{self.size}/{self.witness}"


class Witnessed:
    """The folder of a home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, note: str, witness: str, files: Mapping[str, bytes]) -> None:
        """Keep what a witness said of a checkpoint.

        Raises:
            DiskFull, NotUsable: the files cannot be written.
        """
        origin, size = note.splitlines()[:2]
        folder = self.folder / _named(origin) / str(int(size))
        with no_room(folder):
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder / CHECKPOINT, note.encode())
            for ending, content in files.items():
                _write(folder / f"{witness}{ending}", content)

    def of(self, origin: str) -> Iterator[Attested]:
        """Yield what was said of a ledger, the oldest checkpoint first.

        Raises:
            NotUsable: a file cannot be read.
        """
        folder = self.folder / _named(origin)
        sizes = sorted(int(one.name) for one in folder.glob("*") if one.name.isdecimal())
        for size in sizes:
            with no_room(folder):
                yield from _in(folder / str(size), origin, size)

    def promised(self, origin: str) -> dict[str, int]:
        """Return how many proofs about a ledger each witness has yet to complete, where there are any."""
        found = self.folder.joinpath(_named(origin)).glob(f"*/*{PROMISE}")
        return Counter(one.stem for one in found if not one.with_suffix(COMPLETE).exists())

    def promises_of(self, origin: str, witness: str) -> Iterator[Attested]:
        """Yield what a witness promised of a ledger, and has yet to complete.

        Raises:
            NotUsable: a file cannot be read.
        """
        folder = self.folder / _named(origin)
        sizes = sorted(int(one.parent.name) for one in folder.glob(f"*/{witness}{PROMISE}"))
        for size in sizes:
            if not (folder / str(size) / f"{witness}{COMPLETE}").exists():
                with no_room(folder):
                    told = _in(folder / str(size), origin, size)
                    yield from (one for one in told if one.witness == witness)

    def others(self, origin: str) -> tuple[str, ...]:
        """Return the folders of other ledgers, which were in this home before."""
        return tuple(sorted(one.name for one in self.folder.glob("*/") if one.name != _named(origin)))


def _in(folder: Path, origin: str, size: int) -> Iterator[Attested]:
    path = folder / CHECKPOINT
    note = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    found: dict[str, dict[str, bytes]] = {}
    for one in sorted(folder.iterdir()):
        if one.suffix in ENDINGS:
            found.setdefault(one.name.removesuffix(one.suffix), {})[one.suffix] = one.read_bytes()
    for witness, files in found.items() or [("", {})]:
        yield Attested(note=note, origin=origin, size=size, witness=witness, files=files)


def _named(origin: str) -> str:
    return origin.replace("/", "-")


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there wholly or not at all, and stays; one that is there is left alone."""
    if path.exists():
        return
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
