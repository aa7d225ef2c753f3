"""Why a file cannot be used, in one sentence whatever the system calls it; files that are whole or none.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import errno
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archiver.errors import DiskFull, NotUsable, StoreError

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700
"""Rights of a file that holds a secret, and of its folder."""

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


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, all at once, and wait for the disk.

    Raises:
        NotUsable: it cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(mode=OWNERS_FOLDER, exist_ok=True)
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as file:  # noqa: PTH123
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotUsable(str(path), str(error)) from error


def owner_of(pid: int) -> int | None:
    """Return the user that a process runs as, or None where that is not told."""
    try:
        return Path(f"/proc/{pid}").stat().st_uid
    except OSError:
        return None


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
