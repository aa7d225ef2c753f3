"""Running commands on a home."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from archiver.home import Home

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(archiver) -> Run:  # type: ignore[no-untyped-def]
    """Return a function that runs a command on a home to its end, which is this exit code."""

    def run(home: Home, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done: subprocess.CompletedProcess[str] = archiver("--home", home.root, *words)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run
