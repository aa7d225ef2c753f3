"""Content-addressed files: zstd keyframes, and patches that need exactly one keyframe.

A file is `snapshots/ab/<sha256>.zst`, named by the digest of the *uncompressed* bytes. It is either
a keyframe, which `zstd -d` restores alone, or a patch against a keyframe, which `zstd -d
--patch-from=<restored base>` restores; a base is never itself a patch. A patch begins with a
skippable frame (RFC 8878 section 3.1.2) that names its base, so that the folder can be restored
without the database; every zstd program skips it. Every frame carries a checksum.

Source: the scheme and its numbers were measured; see docs/decisions/0003-storage.md.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import zstandard

from archiver.config import Storage
from archiver.errors import Damaged
from archiver.model.capture import Digest, digest_of
from archiver.store.evidence.bucket import bucket_of
from archiver.store.evidence.carried import Carried
from archiver.store.evidence.shelves import Held, LocalShelves, Shelves

LEVEL = 9
"""zstd level. Measured on recaptures of real pages: 19 saves 2 % more and costs five times the time."""

STORED_LEVEL = 1
"""For media that is compressed already: the frame only adds the checksum and the uniform audit."""

COMPRESSED_MEDIA = ("image/", "video/", "audio/", "font/woff", "application/zip", "application/pdf")
"""Media types that another pass of compression does not make smaller; SVG is the exception."""

PATCH_LIMIT = 0.25
"""A patch larger than this share of what the file alone takes is not worth depending on a base."""

SURE_PATCH = 0.10
"""Below this share of the keyframe's own file the limit is met without compressing twice."""

INCOMING = "incoming"
"""Folder for evidence that nothing has judged yet."""

ASIDE = "aside"
"""Folder for files that no row speaks of, moved there on request."""

IN_THE_HOME = Storage()
"""Where files of evidence live if nothing is declared."""

NOTE_MAGIC = 0x184D2A50
"""First of the sixteen skippable-frame numbers of RFC 8878."""

NOTE_HEADER = struct.Struct("<II")
NOTE = re.compile(rb"archiver patch, base ([0-9a-f]{64})\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes as they lie in a file: compressed, alone or against a base."""

    digest: Digest  # of the uncompressed bytes
    base: Digest | None  # keyframe this is a patch against; None: a keyframe itself
    size_bytes: int  # uncompressed
    data: bytes


def pack(content: bytes, *, media_type: str = "") -> Piece:
    """Compress the bytes alone, and prove that they come back.

    Raises:
        Damaged: they do not, which means faulty memory or a faulty zstd.
    """
    precompressed = media_type.startswith(COMPRESSED_MEDIA) and "svg" not in media_type
    params = zstandard.ZstdCompressionParameters.from_level(
        STORED_LEVEL if precompressed else LEVEL, write_checksum=True
    )
    data = zstandard.ZstdCompressor(compression_params=params).compress(content)
    return _proven(content, data, base=None, base_content=None)


def pack_patch(content: bytes, *, base: Digest, base_content: bytes) -> Piece:
    """Compress the bytes as a patch against a keyframe, and prove that they come back.

    Raises:
        Damaged: they do not.

    Source:
        `--patch-from` of the zstd command line: the base as a raw content dictionary, and a window
        that reaches over both.
    """
    window = max(zstandard.WINDOWLOG_MIN, (len(base_content) + len(content)).bit_length())
    params = zstandard.ZstdCompressionParameters.from_level(LEVEL, window_log=window, write_checksum=True)
    compressor = zstandard.ZstdCompressor(dict_data=_dictionary(base_content), compression_params=params)
    data = _note(base) + compressor.compress(content)
    return _proven(content, data, base=base, base_content=base_content)


def choose(content: bytes, *, base: Digest, base_content: bytes, base_stored_bytes: int) -> Piece:
    """Compress the bytes as a patch if that is worth the dependence, else alone.

    Raises:
        Damaged: they do not come back.
    """
    if not content:
        return pack(content)
    patch = pack_patch(content, base=base, base_content=base_content)
    if len(patch.data) <= SURE_PATCH * base_stored_bytes * len(content) / max(len(base_content), 1):
        return patch
    alone = pack(content)
    return patch if len(patch.data) <= PATCH_LIMIT * len(alone.data) else alone


def unpack(data: bytes, *, digest: Digest, base_content: bytes | None = None) -> bytes:
    """Restore the bytes of a file.

    Args:
        data: what the file holds.
        digest: what must come out.
        base_content: the restored base, if it is a patch.

    Raises:
        Damaged: something else comes out, or nothing.
    """
    _, frame = split_note(data)
    decompressor = (
        zstandard.ZstdDecompressor()
        if base_content is None
        else zstandard.ZstdDecompressor(dict_data=_dictionary(base_content))
    )
    try:
        content = decompressor.decompress(frame)
    except (zstandard.ZstdError, MemoryError) as error:
        raise Damaged(digest, f"cannot be decompressed: {error}") from error
    if digest_of(content) != digest:
        raise Damaged(digest, f"holds other bytes, of digest {digest_of(content)}")
    return content


def split_note(data: bytes) -> tuple[Digest | None, bytes]:
    """Return the base a patch names in its first frame, if any, and the rest."""
    if len(data) >= NOTE_HEADER.size:
        magic, length = NOTE_HEADER.unpack_from(data)
        if magic == NOTE_MAGIC:
            end = NOTE_HEADER.size + length
            match = NOTE.fullmatch(data[NOTE_HEADER.size : end])
            return (Digest(match[1].decode()) if match else None), data[end:]
    return None, data


class Folder:
    """The snapshots folder: shelves of evidence, what waits to be judged, what lies beside them."""

    def __init__(
        self, root: Path, storage: Storage = IN_THE_HOME, *, sync: Callable[[int], None] = os.fsync
    ) -> None:
        """Take the folder at `root` for what it is.

        Args:
            root: of the folder.
            storage: where its files of evidence are carried to.
            sync: waits until an open file is on the disk.

        Raises:
            UsageError: the library for a bucket is not installed.
        """
        self.root = root
        self._sync = sync
        self.here = LocalShelves(root, sync=sync)
        self.carried = Carried(self.here, bucket_of(storage), storage.cache) if storage.bucket else None
        self.shelves: Shelves = self.carried or self.here

    @property
    def incoming(self) -> Path:
        """Where evidence waits to be judged."""
        return self.root / INCOMING

    def write(self, pieces: Iterable[Piece]) -> None:
        """Put the pieces in place and wait until they are kept for good.

        A file of the same name, which no row speaks of, is replaced by one of the same content.

        Raises:
            Damaged: what was written is not what is read back.
            OSError: no room, no right.
        """
        self.shelves.put((piece.digest, piece.data) for piece in pieces)

    def stage(self, name: str, data: bytes) -> Path:
        """Put evidence that nothing has judged yet on the disk, under that name.

        Raises:
            OSError: no room, no right.
        """
        if not self.incoming.is_dir():
            self.incoming.mkdir(parents=True)
            self.here.sync_folder(self.root)
        target = self.incoming / name
        self.here.write_file(target, data)
        self.here.sync_folder(self.incoming)
        return target

    def discard(self, names: Iterable[str]) -> None:
        """Remove files of this machine that are provably no evidence.

        Args:
            names: of the files, relative to the snapshots folder.
        """
        for name in names:
            self.beside(name).unlink(missing_ok=True)

    def read(self, digest: Digest, *, fresh: bool = False) -> bytes:
        """Return what the file of that digest holds, compressed.

        Args:
            digest: of the uncompressed bytes.
            fresh: from where it is kept for good, and no copy that is nearer.

        Raises:
            Damaged: it is gone or cannot be read.
            OutOfReach: it is in a bucket that cannot be used now.
        """
        return self.shelves.get(digest, fresh=fresh)

    def append(self, name: str, line: bytes) -> None:
        """Append a line to a file beside the evidence and wait until it is on the disk.

        What a write that failed left of a line before stays a line of its own.

        Raises:
            OSError: no room, no right.
        """
        path = self.beside(name)
        new = not path.exists()
        with path.open("ab+") as file:
            if file.seek(0, os.SEEK_END) and os.pread(file.fileno(), 1, file.tell() - 1) != b"\n":
                line = b"\n" + line
            file.write(line)
            file.flush()
            self._sync(file.fileno())
        if new:
            self.here.sync_folder(self.root)

    def files(self) -> Iterator[Held]:
        """Yield every file of evidence that is in place, whatever the rows say, shelf by shelf.

        Raises:
            BucketUnusable: some are in a bucket that cannot be used now.
        """
        for shelf in self.shelves.held():
            yield from shelf

    def beside(self, name: str) -> Path:
        """Return where a file of that name lies on this machine, or would, beside the evidence or in it."""
        return self.root / name

    def free_bytes(self) -> int:
        """Return how much room this machine has for evidence."""
        return shutil.disk_usage(self.root).free

    def waiting(self) -> tuple[str, ...]:
        """Return the names of the files that wait in `incoming/`, relative to the snapshots folder."""
        return self._lying(self.incoming.iterdir()) if self.incoming.is_dir() else ()

    def aside(self) -> tuple[str, ...]:
        """Return the names of the files that were moved aside, relative to the snapshots folder."""
        return self._lying((self.root / ASIDE).rglob("*"))

    def holds_evidence(self) -> bool:
        """Tell whether there is any evidence on this machine, kept or staged."""
        return bool(self.waiting()) or any(self.here.held())

    def set_aside(self, names: Iterable[str], *, into: str) -> None:
        """Move files out of the way, under the names they had, below `aside/`; nothing is overwritten.

        Args:
            names: of the files, relative to the snapshots folder.
            into: name of a folder of `aside/`.

        Raises:
            FileExistsError: there is a file of that name already.
            OSError: no room, no right.
        """
        changed: dict[Path, None] = {}
        for name in names:
            source, target = self.root / name, self.root / ASIDE / into / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise FileExistsError(target)
            source.rename(target)
            changed |= {target.parent: None, source.parent: None}
        for folder in changed:
            self.here.sync_folder(folder)

    def _lying(self, paths: Iterable[Path]) -> tuple[str, ...]:
        return tuple(str(path.relative_to(self.root)) for path in sorted(paths) if path.is_file())


def _dictionary(base_content: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base_content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _note(base: Digest) -> bytes:
    text = f"archiver patch, base {base}\n".encode()
    return NOTE_HEADER.pack(NOTE_MAGIC, len(text)) + text


def _proven(content: bytes, data: bytes, *, base: Digest | None, base_content: bytes | None) -> Piece:
    digest = digest_of(content)
    unpack(data, digest=digest, base_content=base_content)
    return Piece(digest=digest, base=base, size_bytes=len(content), data=data)
