"""The right to write an archive: who has it, since when, and whether the archive is still where it was."""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.access import no_room
from archiver.errors import ArchiveBusy, HomeMoved

TRIES = 5
BETWEEN_TRIES = timedelta(milliseconds=20)
"""How often the lock is asked for, and how long to wait in between, before the archive counts as busy."""

LONGEST_COMMAND = 200  # characters of a command line that are told to who finds the archive busy


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The program that has the right to write an archive."""

    pid: int
    command: str  # as it was started
    since: datetime  # UTC

    def __str__(self) -> str:
        """Name it as a person would."""
        return f"`{self.command}`, pid {self.pid}, since {self.since:%Y-%m-%d %H:%M} UTC"


class WriteLock:
    """The right to write an archive; one process has it at a time, lookers need none.

    An advisory lock (`flock`) on a file beside the database: the kernel drops it when the process
    dies, however it dies, so that a lock is never stale.
    """

    def __init__(self, database: Path) -> None:
        """Take the lock at once.

        Raises:
            ArchiveBusy: another program has it.
            DiskFull: there is no room for the lock file.
        """
        self._database = database
        with no_room(database):
            database.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(lock_path(database), os.O_RDWR | os.O_CREAT, 0o644)
        if not self._take():
            os.close(self._file)
            holder = holder_of(database)
            raise ArchiveBusy(str(database), holder=str(holder or ""), pid=holder.pid if holder else None)
        with suppress(OSError):  # for others to read; on a full disk the next write tells
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, json.dumps({"pid": os.getpid(), "command": _command()}).encode(), 0)

    def _take(self) -> bool:
        """Try a few times: a looker that asks whether a writer lives holds it for microseconds."""
        for attempt in range(TRIES):
            if attempt:
                time.sleep(BETWEEN_TRIES.total_seconds())
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            return True
        return False

    def require(self) -> None:
        """Refuse to go on where the lock is of a folder that is not there any more.

        Raises:
            HomeMoved: the home was moved, or another one is in its place.
        """
        path = lock_path(self._database)
        try:
            if os.path.samestat(os.fstat(self._file), path.stat()):
                return
        except OSError:
            pass
        raise HomeMoved(str(path.parent.parent))

    def release(self) -> None:
        """Let the next program write."""
        os.close(self._file)


class Borrowed:
    """The lock that another connection of this program holds."""

    def __init__(self, lender: WriteLock | Borrowed | None) -> None:
        self._lender = lender

    def require(self) -> None:
        """Refuse to go on where the lock is of a folder that is not there any more; see `WriteLock`."""
        if self._lender is not None:
            self._lender.require()

    def release(self) -> None:
        """Leave it to its holder."""


def holder_of(database: Path) -> Holder | None:
    """Return the program that has the write lock, or None if nobody has it or it does not tell.

    What it wrote into the lock says who it is, and the time of that, since when.
    """
    if not is_locked(database):
        return None
    path = lock_path(database)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        since = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return Holder(pid=told["pid"], command=told["command"], since=since)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_locked(database: Path) -> bool:
    """Tell whether a program has the right to write; the kernel takes it from the dead."""
    try:
        file = os.open(lock_path(database), os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(file)
    return False


def _command() -> str:
    """Return how this program was started, without the folders it lies in."""
    path = Path(sys.argv[0])
    name = path.parent.name if path.name == "__main__.py" else path.name
    return shlex.join([name, *sys.argv[1:]])[:LONGEST_COMMAND]


def lock_path(database: Path) -> Path:
    """Return the file that writers lock: `archive.lock` for `archive.db`."""
    return database.with_suffix(".lock")
