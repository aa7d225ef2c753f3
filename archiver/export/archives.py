"""Write captures in the formats of web archives: one small file a format, and a registry.

Apart from `export.FORMATS`, which writes edits, since these need warcio, and lists of edits do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO, Protocol

from archiver.export.wacz import Wacz
from archiver.export.warc import Warc
from archiver.model.holding import Holding, Signer

__all__ = ["ARCHIVES", "ArchiveFormat"]


class ArchiveFormat(Protocol):
    """A way to write captures for other programs."""

    @property
    def about(self) -> str:
        """What it is good for, in one line."""
        ...

    @property
    def is_signed(self) -> bool:
        """Whether the format knows signatures."""
        ...

    def write(
        self,
        holdings: Iterable[Holding],
        out: IO[bytes],
        *,
        made_at: datetime,
        software: str,
        signer: Signer | None = None,
    ) -> None:
        """Write the captures as they come, one after the other; never all in memory.

        Args:
            holdings: in any order.
            out: a file; it can seek.
            made_at: when this is done (UTC).
            software: that does it, with its version.
            signer: vouches for the file, where the format knows how; None: nobody does.
        """
        ...


ARCHIVES: Mapping[str, ArchiveFormat] = {
    "warc": Warc(),
    "wacz": Wacz(),
}
"""The formats by name; a new one is a file and a line here."""
