"""The recaptures: pages as a site published them one after the other, from files of packed JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import zstandard

APART = timedelta(minutes=10)
"""Least time between two versions. Recorded times may lie closer together, or run back a little where they
come from several clocks; a round of looks takes less."""


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it stood from a time on."""

    at: datetime  # UTC
    html: bytes | None  # None: the site had no such page
    words: str | None  # digest of the article's words; None: the page does not show it

    @property
    def shows(self) -> bool:
        """Tell whether the page shows the article."""
        return self.words is not None


@dataclass(frozen=True, slots=True)
class History:
    """An article's versions, oldest first."""

    url: str
    versions: tuple[Version, ...]


def load(path: Path) -> Iterator[History]:
    """Give the histories of a file, in its order, each from the first sight of its article on."""
    with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
        for line in TextIOWrapper(stream, encoding="utf-8"):
            told = json.loads(line)
            versions = tuple(_spaced(map(_version, told["versions"])))
            first = next((at for at, version in enumerate(versions) if version.shows), len(versions))
            yield History(told["url"], versions[first:])


def _version(told: dict[str, Any]) -> Version:
    html = told.get("html")
    return Version(
        at=datetime.fromisoformat(told["time"]).astimezone(UTC),
        html=None if html is None else html.encode("utf-8", "replace"),
        words=told.get("article_digest"),
    )


def _spaced(versions: Iterator[Version]) -> Iterator[Version]:
    last: datetime | None = None
    for version in versions:
        last = version.at if last is None else max(version.at, last + APART)
        yield Version(last, version.html, version.words)
