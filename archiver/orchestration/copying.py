"""Copy a home, which may be at work, and bring it back.

A copy is a home itself, without the keys unless they are asked for: it can be looked into and verified where
it lies. Sessions are never in it: they open a reader's account, and a new one is soon made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archiver.access import OWNER_ONLY, OWNERS_FOLDER, no_room
from archiver.config import Config
from archiver.errors import UsageError
from archiver.home import TEMPLATE_FILES, Home
from archiver.store import Copied, Store, copy_archive, move_away, require_empty, write_file

Progress = Callable[[str, int, int], None]
"""Takes what is done, how much of it so far, and how much there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What was copied where."""

    folder: str
    copied: Copied
    keys: int  # that sign the ledger; 0: they are not in the copy


def back_up(home: Home, folder: Path, config: Config, *, keys: bool, progress: Progress) -> BackedUp:
    """Make a copy of a home, or bring the one that is there up to date.

    Args:
        home: of which; another program may work in it.
        folder: where to.
        config: what it declares; files that it names come along.
        keys: also copy the keys, with which whoever has the copy can sign.
        progress: called as the work goes on.

    Raises:
        UsageError: the folder is in the home or around it, holds something else, or is no earlier copy.
        StoreError: the home or the folder cannot be used, or there is no room.
    """
    root = folder.expanduser().absolute()
    _require_apart(home.root, root)
    if root.exists() and not (root / home.declaration.name).is_file() and any(root.iterdir()):
        raise UsageError(f"{root} holds something else; copy to an empty folder")
    with Store.open(home.database, home.snapshots, config.storage, readonly=True) as store:
        return _copy(store, home, Home(root=root), config, keys=keys, progress=progress)


def bring_back(folder: Path, home: Home, config: Config, now: datetime, *, progress: Progress) -> BackedUp:
    """Make a home out of a copy; its ledger says so, as what the original logged since is not in it.

    Args:
        folder: the copy, which stays as it is.
        home: to be; its database, if there is one, must be empty, and is moved away.
        config: what the copy declares.
        now: when this is done (UTC).
        progress: called as the work goes on.

    Raises:
        UsageError: the home holds an archive, or there is no copy.
        StoreError: the copy or the home cannot be used, or there is no room.
    """
    copy = Home(root=folder.expanduser().absolute())
    _require_apart(copy.root, home.root)
    if not copy.database.is_file():
        raise UsageError(f"{copy.root} is no copy of a home: there is no {copy.database}")
    require_empty(home.database)
    with Store.open(copy.database, copy.snapshots, config.storage, readonly=True) as store:
        with no_room(home.database):
            move_away(home.database, now)
        done = _copy(store, copy, home, config, keys=True, progress=progress)
    with Store.open(home.database, home.snapshots, config.storage) as restored:
        restored.log_restored(now)
    return done


def _copy(
    store: Store, home: Home, target: Home, config: Config, *, keys: bool, progress: Progress
) -> BackedUp:
    copied = copy_archive(store, target.database, target.snapshots, progress)
    signing = [path for path in sorted(home.keys.glob("*.key")) if path.is_file()] if keys else []
    with no_room(target.root):
        for path in _small_files(home, config):
            _renew(path, target.root / path.relative_to(home.root))
        if signing:
            target.keys.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
        for path in signing:
            _renew(path, target.keys / path.name, mode=OWNER_ONLY)
        _renew(home.declaration, target.declaration)  # last: before it, there is no home
    return BackedUp(folder=str(target.root), copied=copied, keys=len(signing))


def _small_files(home: Home, config: Config) -> Iterator[Path]:
    """Yield what else belongs to a home: documents, notes, what witnesses said, certificates."""
    named = [dict(one.options).get("certificates") for one in config.witnesses]
    for name in (*TEMPLATE_FILES, *filter(None, named)):
        path = home.root / name
        if path != home.declaration and path.is_file() and path.is_relative_to(home.root):
            yield path
    if home.notes.is_file():
        yield home.notes
    yield from sorted(path for path in home.witnessed.rglob("*") if path.is_file() and path.suffix != ".part")


def _renew(source: Path, target: Path, mode: int = 0o644) -> None:
    """Copy a file, unless the same is there."""
    data = source.read_bytes()
    if not target.is_file() or target.read_bytes() != data:
        write_file(target, data, mode)


def _require_apart(home: Path, other: Path) -> None:
    one, two = home.resolve(), other.resolve()
    if one.is_relative_to(two) or two.is_relative_to(one):
        raise UsageError(
            f"{other} and {home} lie in each other; a copy is worth something elsewhere, best on another disk"
        )
