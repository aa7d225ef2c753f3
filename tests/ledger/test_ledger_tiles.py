from __future__ import annotations

import pytest
from cases import together

from archiver.ledger.tiles import Tile, bundle, tile_at, tiles_of


@together(
    ("tile", "path"),
    [
        pytest.param(Tile(level=0, index=0), "tile/0/000", id="first"),
        pytest.param(Tile(level=1, index=1234067), "tile/1/x001/x234/067", id="specification"),
        pytest.param(Tile(level=0, index=999), "tile/0/999", id="three-digits"),
        pytest.param(Tile(level=0, index=1000, width=5), "tile/0/x001/000.p/5", id="partial"),
        pytest.param(Tile(level=None, index=3, width=255), "tile/entries/003.p/255", id="entries"),
    ],
)
def test_tiles_are_where_the_specification_says(tile: Tile, path: str) -> None:
    assert tile.path == path
    assert tile_at(path) == tile


@together(
    "path",
    ["tile/00/000", "tile/64/000", "tile/0/1", "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256",
     "tile/0/000.p/05", "tile/-1/000", "tile/0/../000", "tile/data/000", "tile/0/000/", "tile/0/٠٠٠"],
)  # fmt: skip
def test_other_paths_are_of_no_tile(path: str) -> None:
    assert tile_at(path) is None


def test_a_tree_has_the_tiles_of_the_specification() -> None:
    hashes = [tile for tile in tiles_of(70_000) if tile.level is not None]
    full = {level: sum(t.level == level and t.width == 256 for t in hashes) for level in range(3)}
    partial = {(tile.level, tile.width) for tile in hashes if tile.width < 256}
    assert full == {0: 273, 1: 1, 2: 0}
    assert partial == {(0, 112), (1, 17), (2, 1)}


def test_a_tree_of_one_full_tile_has_one_above() -> None:
    assert [tile.path for tile in tiles_of(256)] == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]
    assert list(tiles_of(0)) == []


def test_entries_are_told_with_their_length() -> None:
    assert bundle([b"ab", b""]) == b"\x00\x02ab\x00\x00"
