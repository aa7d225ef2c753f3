"""Shelves whose files are carried on: they are put in place on this machine, and go to a bucket later.

A file stands here, or in the bucket, or, if the program was killed in between, in both. It is let go here
only after all its bytes were read back out of the bucket. What was carried last and is still used stays in
`cache/` as well, so that captures do not wait for a bucket; that folder may be removed at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import BinaryIO

from archiver.errors import Damaged
from archiver.model.capture import Digest
from archiver.store.evidence.bucket import Bucket
from archiver.store.evidence.shelves import EVIDENCE, Held, LocalShelves, name_of

CACHE = "cache"
"""Folder for copies of what is in the bucket."""

ROOMY = 0.9
"""Share of the cache that is left full when it is too full, so that it is not gone through at every file."""


class Carried:
    """Shelves here and in a bucket, as one."""

    def __init__(self, here: LocalShelves, bucket: Bucket, cache_bytes: int) -> None:
        self.here, self.bucket = here, bucket
        self.cached = LocalShelves(here.root / CACHE, sync=lambda _: None)  # a copy needs no disk
        self._cache_bytes = cache_bytes
        self._cached_bytes: int | None = None  # at most; None: not counted yet

    def put(self, files: Iterable[tuple[Digest, bytes]]) -> None:
        """Put files in place on this machine; see `Shelves`."""
        self.here.put(files)

    def get(self, digest: Digest, *, fresh: bool = False) -> bytes:
        """Return what the file of a digest holds; see `Shelves`."""
        if self.here.about(digest) is not None:
            with suppress(Damaged):  # carried just now; if not, the bucket does not have it either
                return self.here.get(digest)
        copy = self._copy_of(digest)
        if copy is not None and not fresh:
            return copy
        data = self.bucket.get(digest)
        if copy not in (None, data):
            self._let_go(digest)
        return data

    def open(self, digest: Digest) -> BinaryIO:
        """Return what the file of a digest holds, to be read; see `Shelves`."""
        with suppress(Damaged):
            return self.here.open(digest)
        return self.bucket.open(digest)

    def about(self, digest: Digest) -> Held | None:
        """Return what is known of the file of a digest; see `Shelves`."""
        return self.here.about(digest) or self.bucket.about(digest)

    def held(self) -> Iterator[tuple[Held, ...]]:
        """Yield all files, those here first, so that none is missed that is carried meanwhile."""
        told = set[str]()
        for shelf in self.here.held():
            told.update(held.name for held in shelf)
            yield shelf
        for shelf in self.bucket.held():
            yield tuple(held for held in shelf if held.name not in told)

    def carry(self, held: Held) -> bool:
        """Carry a file to the bucket, and let it go here; tell whether it was still here.

        Raises:
            Damaged: it cannot be read, or the bucket has other bytes of that name; it stays here.
            BucketUnusable: the bucket cannot be used now; it stays here.
            OSError: no right to move it.
        """
        match = EVIDENCE.fullmatch(held.name)
        if match is None:
            return False
        digest = Digest(match[1])
        if self.here.about(digest) is None:
            return False
        self.bucket.put([(digest, self.here.get(digest))])
        self._move_to_cache(held)
        return True

    def cached_bytes(self) -> int:
        """Return how much of what was carried is here as well."""
        return sum(held.size_bytes for held in chain.from_iterable(self.cached.held()))

    def _move_to_cache(self, held: Held) -> None:
        target = self.cached.root / held.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # another program carries, too
            (self.here.root / held.name).replace(target)
        if self._cached_bytes is not None:
            self._cached_bytes += held.size_bytes
        if self._cached_bytes is None or self._cached_bytes > self._cache_bytes:
            self._make_room()

    def _make_room(self) -> None:
        """Remove the copies that were used longest ago, if there are too many."""
        copies = sorted(chain.from_iterable(self.cached.held()), key=lambda held: held.changed_at)
        left = sum(held.size_bytes for held in copies)
        wanted = left if left <= self._cache_bytes else ROOMY * self._cache_bytes
        for held in copies:
            if left <= wanted:
                break
            (self.cached.root / held.name).unlink(missing_ok=True)
            left -= held.size_bytes
        self._cached_bytes = left

    def _copy_of(self, digest: Digest) -> bytes | None:
        """Return the copy in the cache, which was used now, if there is one."""
        try:
            copy = self.cached.get(digest)
        except Damaged:
            return None
        with suppress(OSError):  # who only looks may have no right to
            os.utime(self.cached.root / name_of(digest))
        return copy

    def _let_go(self, digest: Digest) -> None:
        """Remove a copy that is not as the bucket has it."""
        with suppress(OSError):
            (self.cached.root / name_of(digest)).unlink()
