"""The desk: over a socket in its home the daemon takes errands from other programs and reports back.

An errand lives as long as its caller waits: who goes away takes it along, and nothing stays queued. The
daemon does one step of each errand between two visits of its own, in the one thread it works in.

A caller sends one line of JSON, `{"errand": …, "version": …, "said": {…}}`; the answer is lines, too:
`begun`, `expected`, `progress`, `value`, and at the end `done` or `error`. Without one of these two, it was
not done.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from archiver.archive.errands import ERRANDS, Answer, Errand, Expected, Progress, unheard
from archiver.archive.working import Archive
from archiver.errors import ArchiverError, DaemonGone, UsageError
from archiver.model.plain import plain, revived
from archiver.store import Beat, last_beat
from archiver.version import __version__

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_CALLERS = 64  # at once; of more, the socket waits. A person has one or two
LONGEST_ERRAND = 65_536  # bytes; of an errand. What is said in one is an address and a few options
LONGEST_ADDRESS = 100  # bytes a socket's path may have: 103 on macOS, 107 on Linux (sockaddr_un)


class Desk:
    """Where errands are taken; only its owner may call."""

    def __init__(
        self, archive: Archive, *, report: Callable[[str], None], stopping: Callable[[], bool]
    ) -> None:
        """Take what errands are done with; `stopping` tells that the daemon is about to end."""
        self._archive, self._report, self._stopping = archive, report, stopping
        self._path = _socket_path(archive.home.database)
        self._door: socket.socket | None = None
        self._callers: list[_Caller] = []

    def __enter__(self) -> Self:
        """Open; whoever wrote this archive before is dead, and so is the socket it may have left."""
        door = socket.socket(socket.AF_UNIX)
        door.setblocking(False)
        try:
            self._path.unlink(missing_ok=True)
            with _reachable(self._path) as address:
                door.bind(address)
            self._path.chmod(0o600)
            self._bound = self._path.stat()
            door.listen(MOST_CALLERS)
        except OSError as error:
            door.close()
            self._report(f"no errands are taken from other programs: {error}")
        else:
            self._door = door
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close; callers learn that what was not done will not be."""
        if self._door is not None:
            self._door.close()
            with suppress(OSError):
                if os.path.samestat(self._bound, self._path.stat()):  # not that of a home in its place
                    self._path.unlink()
        for caller in self._callers:
            caller.close()

    def turn(self) -> bool:
        """Do a step of each errand; tell whether there is more to do."""
        self._let_in()
        for caller in tuple(self._callers):
            if self._stopping():
                return False
            if not caller.turn():
                caller.close()
                self._callers.remove(caller)
        return bool(self._callers)

    def _let_in(self) -> None:
        while self._door is not None and len(self._callers) < MOST_CALLERS:
            try:
                connection, _ = self._door.accept()
            except OSError:  # nobody is there, or has gone already
                return
            connection.setblocking(False)
            self._callers.append(_Caller(connection, self._begin, self._stopping))

    def _begin(self, line: bytes, progress: Progress) -> Iterator[Any]:
        """Return the steps of what a line asks for.

        Raises:
            UsageError: it is no errand of this program.
        """
        try:
            asked = json.loads(line)
            errand, said, version = ERRANDS[asked["errand"]], dict(asked["said"]), asked["version"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"the daemon does not understand {line[:80]!r}") from error
        if version != __version__:
            raise UsageError(f"the daemon runs archiver {__version__}, this is {version}; restart the daemon")
        self._report(" ".join([f"asked to {errand.name}", *(str(value) for value in said.values() if value)]))
        return errand.begin(self._archive, said, progress)


class _Caller:
    """Another program, its errand, and what it was not sent yet."""

    def __init__(
        self,
        connection: socket.socket,
        begin: Callable[[bytes, Progress], Iterator[Any]],
        stopping: Callable[[], bool],
    ) -> None:
        self._connection, self._begin, self._stopping = connection, begin, stopping
        self._heard = self._unsent = b""
        self._steps: Iterator[Any] | None = None
        self._over = False

    def turn(self) -> bool:
        """Do the next step, if what came of the last was taken; tell whether the caller is still there."""
        try:
            if not self._listen():
                return False
            self._send()
            if not self._unsent and not self._over:
                self._go_on()
                self._send()
        except OSError:
            return False
        return bool(self._unsent) or not self._over

    def close(self) -> None:
        """Let the caller go, and drop what was not done."""
        self._connection.close()
        with suppress(ArchiverError):
            if isinstance(self._steps, Generator):
                self._steps.close()

    def _listen(self) -> bool:
        try:
            heard = self._connection.recv(LONGEST_ERRAND)
        except BlockingIOError:
            return True
        self._heard += heard
        return bool(heard) and len(self._heard) <= LONGEST_ERRAND

    def _send(self) -> None:
        with suppress(BlockingIOError):
            while self._unsent:
                self._unsent = self._unsent[self._connection.send(self._unsent) :]

    def _tell(self, **news: object) -> None:
        self._unsent += json.dumps(news, ensure_ascii=False).encode() + b"\n"

    def _tell_progress(self, done: int, total: int) -> None:
        """Say how far a long step is, if what was said before was taken."""
        with suppress(OSError):
            if not self._unsent:
                self._tell(progress=[done, total])
            self._send()

    def _go_on(self) -> None:
        """Begin once the line is whole; then a step at a time."""
        try:
            if self._steps is not None:
                self._step(self._steps)
            elif b"\n" in self._heard:
                self._steps = self._begin(self._heard, self._tell_progress)
                self._tell(begun=True)
        except ArchiverError as error:
            self._end(error=str(error), usage=isinstance(error, UsageError))
        except Exception as error:  # a bug in what was asked for must not end the watch
            log.exception("errand failed")
            self._end(error=f"{type(error).__name__}: {error}", usage=False)

    def _step(self, steps: Iterator[Any]) -> None:
        try:
            came = next(steps)
        except StopIteration:
            if not self._stopping():  # else it ended early, and the caller is not told that it is done
                self._end(done=True)
            return
        if isinstance(came, Expected):
            self._tell(expected=came.count)
        else:
            self._tell(value=plain(came))

    def _end(self, **news: object) -> None:
        self._tell(**news)
        self._over = True


class Line:
    """A daemon that is at work, to the program that has an errand for it."""

    def __init__(self, beat: Beat, path: Path) -> None:
        self.daemon = beat
        self.begun = False
        self._path = path

    def do(self, errand: Errand[T], *, progress: Progress = unheard, **said: object) -> Answer[T]:
        """Have it done next; see `errands.Worker`.

        Raises:
            ArchiverError, UsageError: what doing it raised there, or the daemon ended before it was done.
        """
        return Answer(self._ask(errand, said, progress))

    def _ask(self, errand: Errand[T], said: dict[str, object], progress: Progress) -> Iterator[Any]:
        self.begun = False
        asked = {"errand": errand.name, "version": __version__, "said": said}
        with suppress(ConnectionError), _connected(self._path) as connection:
            connection.sendall(json.dumps(asked).encode() + b"\n")
            for line in connection.makefile("rb"):
                told = json.loads(line)
                if "done" in told:
                    return
                if "error" in told:
                    raise (UsageError if told["usage"] else ArchiverError)(told["error"])
                self.begun = True
                if "expected" in told:
                    yield Expected(told["expected"])
                elif "progress" in told:
                    progress(*told["progress"])
                elif "value" in told:
                    yield revived(errand.gives, told["value"])
        raise DaemonGone(self.daemon.pid, begun=self.begun)


def call(database: Path) -> Line | None:
    """Return the line to the daemon that works on an archive, or None where none takes errands."""
    beat, path = last_beat(database), _socket_path(database)
    if beat is None:
        return None
    try:
        with _connected(path):
            return Line(beat, path)
    except OSError:
        return None


def _socket_path(database: Path) -> Path:
    return database.with_suffix(".sock")


@contextmanager
def _connected(path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as connection:
        with _reachable(path) as address:
            connection.connect(address)
        yield connection


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """Give a socket's address, which is bounded in length; on Linux a long one has a short form."""
    if len(os.fsencode(path)) <= LONGEST_ADDRESS:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
