"""What every witness is: who it is asked by, what it is asked, and what of its answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from archiver.fetch import Fetcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What witnesses are opened in."""

    home: Path  # of the archive
    fetcher: Callable[[], Fetcher]  # guarded; without turns, as nobody's pages are asked for
    post: Callable[[str, str], None]  # name of a notifier, text: posts it there, or raises NotifyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A checkpoint that a witness is to vouch for."""

    note: str
    size: int  # its entries
    seen: int  # entries of the one that this witness saw last; 0: none, as far as is known
    proof: Callable[[int], tuple[bytes, ...]]  # from so many entries, that the ledger goes on from them


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a witness said, checked."""

    at: datetime | None = None  # UTC; None: it tells no time that can be checked here
    by: str  # who, for people
    is_pending: bool = False  # it is a promise, which was not kept yet


Files = Mapping[str, bytes]
"""What is kept of an answer, by the ending of its file."""


class Witness(Protocol):
    """Somebody outside. When to ask, and when again, is not its business."""

    def attest(self, asked: Asked) -> Files:
        """Have a checkpoint vouched for, check what comes, and return what is to be kept of it.

        Raises:
            WitnessError: it did not, for now.
        """
        ...

    def complete(self, note: str, files: Files) -> Files:  # noqa: ARG002  most say all at once
        """Return what is to be kept beside what was said before, if more can be said now.

        Args:
            note: the checkpoint.
            files: that are kept of what was said of it.

        Raises:
            WitnessError: it did not answer, for now.
        """
        return {}
