"""A folder of our own for the browser's temporary files: emptied at start, gone at the end.

Playwright removes the profiles it makes, but not where it is killed itself. So each program keeps
them in a folder it holds a lock on, and whoever starts next removes the folders nobody holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def scratch_root() -> Path:
    """Return the folder that the folders of all programs of this user are in."""
    return Path(tempfile.gettempdir()) / f"archiver-{os.geteuid()}"


@contextmanager
def scratch_folder(root: Path | None = None) -> Iterator[Path]:
    """Give a private folder for as long as the context lasts, and remove what dead programs left.

    Args:
        root: where; None: `scratch_root()`.

    Raises:
        PermissionError: the root belongs to someone else, who could read or replace what is in it.
    """
    root = scratch_root() if root is None else root
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    if root.is_symlink() or root.stat().st_uid != os.geteuid():
        raise PermissionError(f"{root} belongs to another user; remove it or set TMPDIR")
    with _locked(root):  # so that nobody sweeps between making and locking
        for left in root.iterdir():
            _sweep(left)
        folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=root))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)
        with suppress(OSError):  # another program's folder is in it
            root.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _sweep(left: Path) -> None:
    """Remove a folder unless a living program holds it; the lock of a dead one is free."""
    try:
        held = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:  # no folder, so not ours, or gone this moment
        return
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    else:
        shutil.rmtree(left, ignore_errors=True)
    finally:
        os.close(held)
