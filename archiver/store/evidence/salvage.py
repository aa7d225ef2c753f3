"""What the snapshots folder tells without a database: its captures, in their order, and their bytes.

A patch names its base; a manifest says which bytes belong together, and of which article they are; the
journal says what was concluded from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import zstandard

from archiver.errors import Damaged
from archiver.model.capture import Capture, Digest
from archiver.model.manifest import FORMAT, Watched, outline, read_manifest, watched_of
from archiver.store.evidence import journal
from archiver.store.evidence.blobs import Folder, split_note, unpack
from archiver.store.evidence.shelves import EVIDENCE

HEAD_BYTES = 512
"""Enough of a file for the note of a patch and zstd's own header."""

BEGINNING = f'{{\n"format": "{FORMAT}"'.encode()
"""How every manifest begins."""

BASES = 16
"""Restored bases kept in memory: a capture needs at most three, and so does the next of its article."""

DEEPEST = 4
"""Patches on patches. There is one level; more is a folder that was not made by this program."""

READ_AGAIN = ("response", "dom")
"""Artefacts that a reading is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What is left of a visit: its capture, its line in the journal, or both."""

    place: tuple[datetime, int, float]  # in the order in which visits were recorded, as far as it is known
    key: Digest  # of the manifest
    whole: bool  # the manifest is there
    line: journal.Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """What a file tells of itself."""

    base: Digest | None
    size_bytes: int  # uncompressed, as it claims; `verify` proves it
    stored_bytes: int


class Salvage:
    """Evidence without a database."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self._base = lru_cache(BASES)(self._content)

    def count(self) -> int:
        """Return how many files there are."""
        return sum(1 for _ in self._held())

    def remains(self, *, damaged: list[str], progress: Callable[[int], None]) -> list[Remains]:
        """Return what is left of visits, in their order: that of the journal, else that of time.

        Args:
            damaged: takes a sentence for each manifest that cannot be read, or may be one.
            progress: called with the number of files looked at so far; each is looked at twice.
        """
        found: dict[Digest, Remains] = {}
        for digest, captured_at, written in self._manifests(damaged, progress):
            found[digest] = Remains(place=(captured_at, 0, written), key=digest, whole=True, line=None)
        latest = datetime.min.replace(tzinfo=UTC)
        for number, line in enumerate(journal.lines(self.folder), start=1):
            if line.outcome == journal.BEGUN:
                continue
            key = Digest(line.capture)
            latest = max(latest, line.at)  # a clock that was set back did not change the order
            place = (latest, number, 0)
            found[key] = Remains(place=place, key=key, whole=key in found, line=line)
        return sorted(found.values(), key=lambda one: one.place)

    def read(self, key: Digest) -> tuple[Capture, Watched]:
        """Return a capture with response and DOM, and of which article it is; other bodies stay away.

        Raises:
            Damaged: they do not come back.
        """
        manifest = self.content(key)
        artefacts = outline(manifest).artefacts
        wanted = {artefacts[name].digest for name in READ_AGAIN if name in artefacts}
        capture = read_manifest(manifest, lambda digest: self.content(digest) if digest in wanted else None)
        return capture, watched_of(manifest)

    def content(self, digest: Digest) -> bytes:
        """Return the bytes of a digest.

        Raises:
            Damaged: the file, or its base, is not there or does not give them back.
        """
        return self._content(digest, 0)

    def facts(self, digest: Digest) -> FileFacts | None:
        """Return what the file of a digest tells of itself, or None where there is none that is whole."""
        held = self.folder.shelves.about(digest)
        if held is None:
            return None
        try:
            base, frame = split_note(self._head(digest))
            size = zstandard.frame_content_size(frame)
        except (Damaged, zstandard.ZstdError):
            return None
        return FileFacts(base=base, size_bytes=max(size, 0), stored_bytes=held.size_bytes)

    def _content(self, digest: Digest, depth: int) -> bytes:
        if depth > DEEPEST:
            raise Damaged(digest, "is a patch on a patch")
        data = self.folder.read(digest)
        base, _ = split_note(data)
        return unpack(data, digest=digest, base_content=None if base is None else self._base(base, depth + 1))

    def _held(self) -> Iterator[tuple[Digest, float]]:
        """Yield the digest of every file, and when it was written."""
        for held in self.folder.files():
            match = EVIDENCE.fullmatch(held.name)
            if match:
                yield Digest(match[1]), held.changed_at

    def _manifests(
        self, damaged: list[str], progress: Callable[[int], None]
    ) -> Iterator[tuple[Digest, datetime, float]]:
        """Yield every manifest that comes back, when its capture was made, and when the file was written."""
        alone, done = set[Digest](), 0
        for digest, _ in self._held():
            if self._begins_a_manifest(digest, damaged):
                alone.add(digest)
            progress(done := done + 1)
        for digest, written in self._held():
            progress(done := done + 1)
            try:
                if digest in alone or self._base_of(digest) in alone:
                    yield digest, outline(self.content(digest)).captured_at, written
            except Damaged as error:
                damaged.append(str(error))

    def _base_of(self, digest: Digest) -> Digest | None:
        """Return what a patch needs, None of a keyframe.

        Raises:
            Damaged: that is not there, or the file cannot be read.
        """
        base, _ = split_note(self._head(digest))
        if base is not None and self.folder.shelves.about(base) is None:
            raise Damaged(digest, f"needs {base}, which is not there")
        return base

    def _begins_a_manifest(self, digest: Digest, damaged: list[str]) -> bool:
        """Tell whether a file is a manifest that stands alone."""
        try:
            if split_note(self._head(digest))[0] is not None:
                return False
            with self.folder.shelves.open(digest) as file:
                return zstandard.ZstdDecompressor().stream_reader(file).read(len(BEGINNING)) == BEGINNING
        except Damaged as error:
            damaged.append(str(error))
        except (OSError, zstandard.ZstdError) as error:
            damaged.append(str(Damaged(digest, f"cannot be read: {error}")))
        return False

    def _head(self, digest: Digest) -> bytes:
        """Return the first bytes of a file.

        Raises:
            Damaged: it cannot be read.
        """
        with self.folder.shelves.open(digest) as file:
            return file.read(HEAD_BYTES)
