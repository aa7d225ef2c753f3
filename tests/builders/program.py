"""The program, run as users run it: a process of its own, with its own streams, folder and exit code.

A start of Python with its imports costs a second of processor time, a fork of what has them a hundredth.
So this file is also a program: it imports what commands need, then forks a child for each line of its input,
and the child is `archiver`. Where the start itself is in question, or a terminal, tests start Python.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

from waiting import wait_until

import archiver
from archiver.cli import main


def command(home: Path, *words: str) -> list[str]:
    """Return what starts a command on a home; its output is not buffered."""
    return [sys.executable, "-u", "-m", "archiver", "--home", str(home), *words]


class Programs:
    """Runs commands, one at a time, and starts some that go on."""

    def __init__(self, *wrapper: str) -> None:
        """Start what forks them, by a wrapper that says what it may do."""
        self._parent = subprocess.Popen(
            [*wrapper, sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, words: Sequence[str | Path], *, cwd: Path, environ: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run `archiver` with these words to its end."""
        return self._fork(["archiver", *map(str, words)], cwd, environ, code=None, given=b"")

    def python(self, code: str, given: bytes) -> subprocess.CompletedProcess[str]:
        """Run a program in Python, to which something is given on its standard input, to its end."""
        return self._fork(["-c"], Path.cwd(), os.environ, code=code, given=given)

    def _fork(
        self, words: list[str], cwd: Path, environ: Mapping[str, str], *, code: str | None, given: bytes
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as folder:
            streams = [Path(folder) / name for name in ("in", "out", "err")]
            streams[0].write_bytes(given)
            ended = self.ask(self.begin(words, cwd, environ, streams, code=code), wait=True)
            out, err = (path.read_text(encoding="utf-8") for path in streams[1:])
            return subprocess.CompletedProcess(words, ended or 0, out, err)

    def begin(
        self,
        words: Sequence[str],
        cwd: Path,
        environ: Mapping[str, str],
        streams: Sequence[Path],
        *,
        code: str | None = None,
    ) -> int:
        """Fork a program with these files for its input, output and errors; return its process id."""
        return int(self._told([words, str(cwd), dict(environ), [str(path) for path in streams], code]))

    def ask(self, pid: int, *, wait: bool) -> int | None:
        """Return with which code a program ended, or None while it works."""
        ended: int | None = self._told([pid, wait])
        return ended

    def _told(self, line: list[object]) -> Any:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps(line), file=self._parent.stdin, flush=True)
        return json.loads(self._parent.stdout.readline())

    def close(self) -> None:
        """End the process that forks."""
        self._parent.communicate()


class Started:
    """A command at work, with what tests ask of a `subprocess.Popen`; it was forked, not started."""

    def __init__(self, programs: Programs, home: Path, *words: str, merged: bool) -> None:
        """Start it; `merged`: what it says of errors is part of its output."""
        self.returncode: int | None = None
        self._programs = programs
        with tempfile.TemporaryDirectory() as folder:
            pipes = [Path(folder) / name for name in ("out", *([] if merged else ["err"]))]
            for pipe in pipes:
                os.mkfifo(pipe)
            streams = [Path(os.devnull), pipes[0], pipes[-1]]
            said = ["archiver", "--home", str(home), *words]
            self.pid = programs.begin(said, Path.cwd(), os.environ, streams)
            self.stdout, *others = [pipe.open(encoding="utf-8") for pipe in pipes]
        self.stderr = others[0] if others else None

    def poll(self) -> int | None:
        """Return with which code it ended, or None while it works."""
        if self.returncode is None:
            self.returncode = self._programs.ask(self.pid, wait=False)
        return self.returncode

    def wait(self) -> int:
        """Return with which code it ended, once it has."""
        wait_until(lambda: self.poll() is not None)
        return self.returncode or 0

    def communicate(self) -> tuple[str, str]:
        """Return what it said to its end, and of errors."""
        with ThreadPoolExecutor(2) as threads:
            said = [threads.submit(stream.read) for stream in (self.stdout, self.stderr) if stream]
            self.wait()
            out, *errors = (each.result() for each in said)
        return out, errors[0] if errors else ""

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it works."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


def _fork_for_each_line() -> str | None:
    """Return in each child the code it is to run, or None, where it is to be `archiver`; exit at the end.

    A line says what to begin, which is answered with the process id, or asks how a program ended.
    """
    for line in sys.stdin:
        said = json.loads(line)
        if len(said) == 2:
            pid, ended = os.waitpid(said[0], 0 if said[1] else os.WNOHANG)
            print(json.dumps(os.waitstatus_to_exitcode(ended) if pid else None), flush=True)
            continue
        words, cwd, environ, streams, code = said
        if not (child := os.fork()):
            sys.argv = words
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(environ)
            os.dup2(os.open(streams[0], os.O_RDONLY), 0)
            for number, path in enumerate(streams[1:], start=1):
                same = number == 2 and path == streams[1]  # a pipe, which may be gone by its name
                os.dup2(1 if same else os.open(path, os.O_WRONLY | os.O_CREAT), number)
            sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
            return None if code is None else str(code)
        print(child, flush=True)
    raise SystemExit


PAGE = """<article><h1>Storm closes the harbor</h1><p>The harbor was closed on Monday, the mayor said.</p>
<p>Correction: An earlier version of this article misstated the day.</p></article>"""
"""What is read once, so that all patterns that reading needs are compiled before anything is forked."""


def _import_all() -> None:
    """Import what a command imports late; a child then has it at once. Dask takes a second; few need it."""
    for module in pkgutil.walk_packages(archiver.__path__, "archiver."):
        if not module.name.endswith("__main__") and not module.name.startswith("archiver.fleet"):
            importlib.import_module(module.name)
    for name in ("httpx", "psutil", "rich.console", "rich.table", "sqlite_utils", "tomlkit"):
        importlib.import_module(name)
    archiver.normalize(PAGE, "https://gazette.example/storm")
    gc.freeze()


def _end(code: object) -> NoReturn:
    """End as `sys.exit(code)` does, but take no module apart: that costs more than most commands."""
    if isinstance(code, str):
        print(code, file=sys.stderr)
    threading._shutdown()  # type: ignore[attr-defined]  # waits for threads, as Python does when it ends
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


if __name__ == "__main__":
    _import_all()
    code = _fork_for_each_line()
    try:
        main() if code is None else exec(code)
    except SystemExit as ended:
        _end(ended.code)
    except BaseException:  # noqa: BLE001 - it is told as Python tells it
        sys.excepthook(*sys.exc_info())
        _end(1)
    _end(0)
