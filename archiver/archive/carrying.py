"""Evidence in a bucket: how it stands with it, and to carry there what waits."""

from __future__ import annotations

from collections.abc import Callable

from archiver.archive.looking import Looking
from archiver.store import BucketState, Moved


class Carrying(Looking):
    """What is asked of a bucket; no row is written, so that it needs no right to write."""

    def bucket(self, *, asked: bool = True) -> BucketState | None:
        """Return how it stands with the bucket; None: none is declared.

        Args:
            asked: whether it is asked if it answers, which may take seconds.
        """
        return self.looker.bucket(asked=asked)

    def carry(self, progress: Callable[[int, int], None] | None = None) -> Moved:
        """Carry the files of evidence that wait to the bucket; no visit waits, and no other program.

        Args:
            progress: called with the number of files carried so far, and of all there were to carry.

        Raises:
            UsageError: no bucket is declared.
            BucketUnusable: it does not answer, or refuses; what was not carried stays here.
        """
        return self.looker.carry(progress=progress)
