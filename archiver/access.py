"""Why a file cannot be used, in one sentence whatever the system calls it; files that are whole or none."""

from __future__ import annotations

import errno
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archiver.errors import DiskFull, NotUsable, StoreError

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Out of disk, out of quota, beyond the size this process or file system may write."""

NOT_PERMITTED = frozenset({errno.EACCES, errno.EPERM})

VANISHED = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN})
"""No such file, or a disk or a server that was there is not any more."""

UNUSABLE = NO_ROOM | NOT_PERMITTED | frozenset({errno.EROFS, errno.EIO}) | VANISHED - {errno.ENOENT}
"""What no program can mend and nobody expects; a file that is merely not there may be expected."""


def explained(error: OSError, path: Path | str) -> StoreError:
    """Return the error of this program for what the operating system said.

    Args:
        error: what it said.
        path: what it was about, where it does not say so itself.
    """
    where = str(error.filename or path)
    if error.errno in NO_ROOM:
        return DiskFull(where)
    if error.errno in NOT_PERMITTED:
        return NotUsable(
            where, f"it belongs to {_owner(Path(where))}, and this runs as {_name(os.geteuid())}"
        )
    if error.errno == errno.EROFS:
        return NotUsable(where, "its file system is read-only")
    if error.errno in VANISHED:
        return NotUsable(where, "it is not there; was the home moved, or its disk taken away?")
    return NotUsable(where, (error.strerror or str(error)).lower())


@contextmanager
def no_room(path: Path) -> Iterator[None]:
    """Turn what the operating system says of a disk or of permissions into `DiskFull` or `NotUsable`."""
    try:
        yield
    except OSError as error:
        if error.errno in UNUSABLE:
            raise explained(error, path) from error
        raise


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path to write to; the file takes the target's place when it is whole, and is removed if not."""
    part = target.with_name(f"{target.name}.part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _owner(path: Path) -> str:
    """Return who owns what is there of a path."""
    for place in (path, *path.parents):
        try:
            return _name(place.stat().st_uid)
        except OSError:
            continue
    return "somebody else"


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
