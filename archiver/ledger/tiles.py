"""Where the hashes and entries of a ledger are published, and in which form.

Source: C2SP tlog-tiles, https://c2sp.org/tlog-tiles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LEVELS = 8
"""Levels of the tree that a tile spans. Source: C2SP tlog-tiles."""

WIDTH = 1 << LEVELS
"""Hashes of a full tile, or entries of a full bundle."""

CHECKPOINT = "checkpoint"
"""Where the newest checkpoint is published."""

HIGHEST = 63
"""Highest level of a tile. Source: C2SP tlog-tiles."""

PLACE = re.compile(r"tile/(entries|0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A row of hashes beside each other in the tree, or of entries."""

    level: int | None  # of tiles; None: entries
    index: int  # within its level
    width: int = WIDTH  # how much of it there is

    @property
    def start(self) -> int:
        """The place of its first hash, or entry, within its level."""
        return self.index * WIDTH

    @property
    def path(self) -> str:
        """Where it is published, below the address of the ledger."""
        digits = f"{self.index:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        parts = [digits[place : place + 3] for place in range(0, len(digits), 3)]
        number = "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{'entries' if self.level is None else self.level}/{number}{partial}"


def tile_at(path: str) -> Tile | None:
    """Return the tile that is published at a path; None: it is not the path of any."""
    match = PLACE.fullmatch(path)
    if match is None:
        return None
    tile = Tile(
        level=None if match[1] == "entries" else int(match[1]),
        index=int(match[2].replace("/", "").replace("x", "")),
        width=int(match[3] or WIDTH),
    )
    is_spelt_so = tile.path == path and (tile.level or 0) <= HIGHEST
    return tile if is_spelt_so and tile.width <= WIDTH else None


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield all tiles and bundles of a tree, the lowest level first, partial ones included."""
    for level in (None, *range(HIGHEST + 1)):
        yield from _row(level, size >> (LEVELS * (level or 0)))
        if level is not None and size >> (LEVELS * (level + 1)) == 0:
            return


def _row(level: int | None, count: int) -> Iterator[Tile]:
    for index in range(count // WIDTH):
        yield Tile(level=level, index=index)
    if count % WIDTH:
        yield Tile(level=level, index=count // WIDTH, width=count % WIDTH)


def bundle(lines: Iterable[bytes]) -> bytes:
    """Return entries as they are published together."""
    return b"".join(len(line).to_bytes(2, "big") + line for line in lines)
