"""What an archive of others gives: captures that can be loaded, and what is broken in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from archiver.model.capture import Artefact, Browser, Capture, Origin

MOST_BODY = 33_554_432
"""Bytes of a page; no article has a tenth of it. What decompresses to more is no page, or a bomb."""

SUCCESS = 200
"""Status of what is a page, where an archive keeps pages and no answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What cannot be read in an archive; the rest of it can."""

    archive: str
    record: str  # as far as it is known which
    why: str


class NotReadable(Exception):
    """A capture that was found cannot be loaded; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A capture in an archive."""

    url: str  # of the page
    at: datetime  # UTC
    origin: Origin
    load: Callable[[], Capture]  # raises NotReadable
    article: str | None = None  # address of the article, where the archive tells; None: that of the page


class Importer(Protocol):
    """A way to read an archive of others."""

    @property
    def about(self) -> str:
        """What it reads, in one line."""
        ...

    def knows(self, path: Path) -> bool:
        """Tell whether a file or folder is of this kind; looks at its beginning only."""
        ...

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield what is in it, in any order.

        Args:
            path: of the file or folder.
            collection: what it is imported into.
        """
        ...


def captured(  # noqa: PLR0913  each is one thing that is known of a page
    url: str,
    content: bytes,
    *,
    at: datetime,
    origin: Origin,
    status: int = SUCCESS,
    headers: tuple[tuple[str, str], ...] = (),
    partial: bool = False,
) -> Capture:
    """Return a capture of which no more is known than what a server answered."""
    sent = next((value for name, value in headers if name == "content-type"), "text/html")
    media_type = sent.partition(";")[0].strip().lower()
    return Capture(
        url=url,
        final_url=url,
        captured_at=at,
        status=status,
        headers=headers,
        response=Artefact(content=content, media_type=media_type, partial=partial),
        browser=Browser(product=origin.made_by or "not told"),
        settled="not told",
        took=timedelta(),
        origin=origin,
    )
