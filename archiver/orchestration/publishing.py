"""Write the ledger as files that any web server can serve, and any program for such logs can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from archiver.errors import StoreError, UsageError
from archiver.ledger.notes import Checkpoint, checkpoint_of
from archiver.ledger.tiles import CHECKPOINT, WIDTH, Tile, tiles_of
from archiver.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was written where."""

    folder: str
    origin: str
    entries: int  # up to the newest checkpoint
    written: int  # files; those that were there already are left as they are


def publish(store: Store, folder: Path, progress: Callable[[int], None]) -> Published:
    """Write tiles, entries and the newest checkpoint, this last: a reader never sees more than there is.

    Args:
        store: looker or writer.
        folder: made where it is not there; what was published there before must be of this ledger.
        progress: called with the number of files done so far.

    Raises:
        UsageError: nothing was signed yet, or the folder holds what this ledger did not begin with.
        StoreError: the archive cannot be used.
        OSError: the folder cannot be written.
    """
    note = store.signed_checkpoint()
    checkpoint = checkpoint_of(note)
    _require_continued(store, folder / CHECKPOINT, checkpoint)
    written = 0
    for done, tile in enumerate(tiles_of(checkpoint.size), start=1):
        path = folder / tile.path
        if not path.exists():
            written += _write(path, _content(store, tile))
            _drop_partial(folder, tile)
        progress(done)
    if not (folder / CHECKPOINT).exists() or (folder / CHECKPOINT).read_text(encoding="utf-8") != note:
        written += _write(folder / CHECKPOINT, note.encode())
    return Published(folder=str(folder), origin=checkpoint.origin, entries=checkpoint.size, written=written)


def _require_continued(store: Store, path: Path, checkpoint: Checkpoint) -> None:
    """Refuse to overwrite what somebody may have seen and relied on."""
    try:
        before = checkpoint_of(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    if before.origin != checkpoint.origin:
        raise UsageError(f"{path} is of the ledger {before.origin}; publish {checkpoint.origin} elsewhere")
    if before.size > checkpoint.size or store.ledger_root(before.size) != before.root:
        raise UsageError(f"{path} is not what this ledger began with; `archiver verify --checkpoint {path}`")


def _content(store: Store, tile: Tile) -> bytes:
    content = store.tile(tile)
    if content is None:
        raise StoreError(f"the ledger lacks entries of {tile.path}; `archiver verify` names them")
    return content


def _drop_partial(folder: Path, tile: Tile) -> None:
    """Remove what there was of a tile while it was not full."""
    if tile.width == WIDTH:
        partial = folder / f"{tile.path}.p"
        if partial.is_dir():
            for path in partial.iterdir():
                path.unlink()
            partial.rmdir()


def _write(path: Path, content: bytes) -> int:
    """Write a file that is there wholly or not at all; return 1."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return 1
