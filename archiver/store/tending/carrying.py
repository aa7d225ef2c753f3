"""Files of evidence on their way to a bucket: those that rows speak of are carried, others stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from archiver.access import no_room
from archiver.errors import BucketUnusable, Damaged, UsageError
from archiver.store.evidence.carried import Carried
from archiver.store.evidence.shelves import Held
from archiver.store.opened import Opened
from archiver.store.tending.unknown import has_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was carried."""

    files: int
    size_bytes: int
    stay: tuple[str, ...]  # sentences; files that the bucket has otherwise, or that cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketState:
    """How it stands with a bucket and what is on the way to it."""

    bucket: str
    trouble: str | None  # why it cannot be used; None: it answers, or was not asked
    waiting: int  # files that are here and not in the bucket yet
    waiting_bytes: int
    cached_bytes: int  # of what is in the bucket, and here as well


class Carrying(Opened):
    """Doors to a bucket; who only looks may carry as well, as no row is written."""

    def carry(
        self,
        *,
        stopping: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Moved:
        """Carry all files that rows speak of to the bucket; what was not carried stays here.

        Args:
            stopping: asked before each file whether to leave it at that.
            progress: called with the number of files carried so far, and of all there were to carry.

        Raises:
            UsageError: no bucket is declared.
            BucketUnusable: it does not answer, or refuses.
            StoreError: the database cannot be used.
        """
        shelves = self._carried()
        waiting = [held for shelf in self._waiting() for held in shelf] if progress else []
        files = size = 0
        stay = list[str]()
        for shelf in self._waiting():
            for held in shelf:
                if stopping():
                    return Moved(files=files, size_bytes=size, stay=tuple(stay))
                try:
                    with no_room(self.folder.root):
                        carried = shelves.carry(held)
                except Damaged as error:
                    stay.append(str(error))
                    continue
                files, size = files + carried, size + carried * held.size_bytes
                if progress:
                    progress(files, len(waiting))
        return Moved(files=files, size_bytes=size, stay=tuple(stay))

    def bucket(self, *, asked: bool) -> BucketState | None:
        """Return how it stands with the bucket; None: none is declared.

        Args:
            asked: whether it is asked if it answers, which may take seconds.

        Raises:
            StoreError: the database cannot be used.
        """
        shelves = self.folder.carried
        if shelves is None:
            return None
        trouble = None
        try:
            if asked:
                shelves.bucket.reach()
        except BucketUnusable as error:
            trouble = error.why
        waiting = [held.size_bytes for shelf in self._waiting() for held in shelf]
        return BucketState(
            bucket=shelves.bucket.name,
            trouble=trouble,
            waiting=len(waiting),
            waiting_bytes=sum(waiting),
            cached_bytes=shelves.cached_bytes(),
        )

    def _waiting(self) -> Iterator[tuple[Held, ...]]:
        """Yield the files on this machine that rows speak of, shelf by shelf."""
        for shelf in self.folder.here.held():
            with self.reading() as db:
                known = has_row(db, (held.name for held in shelf))
            yield tuple(held for held in shelf if held.name in known)

    def _carried(self) -> Carried:
        if self.folder.carried is None:
            raise UsageError("no bucket is declared: [storage] of archiver.toml names one")
        return self.folder.carried
