"""The program, run as users run it: a process of its own, with its own streams, folder and exit code.

A start of Python with its imports costs a second of processor time, a fork of what has them a hundredth.
So this file is also a program: it imports what commands need, then forks a child for each line of its input,
and the child is `archiver`. Where the start itself is in question, tests start Python.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import archiver
from archiver.cli import main


def command(home: Path, *words: str) -> list[str]:
    """Return what starts a command on a home; its output is not buffered."""
    return [sys.executable, "-u", "-m", "archiver", "--home", str(home), *words]


class Programs:
    """Runs commands, one at a time."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
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
            told = [words, str(cwd), dict(environ), [str(path) for path in streams], code]
            assert self._parent.stdin is not None
            assert self._parent.stdout is not None
            print(json.dumps(told), file=self._parent.stdin, flush=True)
            ended = int(self._parent.stdout.readline())
            out, err = (path.read_text(encoding="utf-8") for path in streams[1:])
            return subprocess.CompletedProcess(words, ended, out, err)

    def close(self) -> None:
        """End the process that forks."""
        self._parent.communicate()


def _fork_for_each_line() -> str | None:
    """Return in each child the code it is to run, or None, where it is to be `archiver`; exit at the end."""
    for line in sys.stdin:
        words, cwd, environ, streams, code = json.loads(line)
        if not (child := os.fork()):
            sys.argv = words
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(environ)
            os.dup2(os.open(streams[0], os.O_RDONLY), 0)
            for number, path in enumerate(streams[1:], start=1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
            return None if code is None else str(code)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    raise SystemExit


def _import_all() -> None:
    """Import what a command imports late; a child then has it at once."""
    for module in pkgutil.walk_packages(archiver.__path__, "archiver."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in ("httpx", "psutil", "rich.console", "rich.table", "sqlite_utils", "tomlkit"):
        importlib.import_module(name)
    gc.freeze()


if __name__ == "__main__":
    _import_all()
    code = _fork_for_each_line()
    if code is None:
        main()
    else:
        exec(code)
