"""Running the program as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def archiver(tmp_path: Path) -> Run:
    """Return a function that runs `archiver` in an empty directory, with no setting of this machine."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("ARCHIVER_")}

    def run(*words: str | Path, cwd: Path = tmp_path, **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "archiver", *map(str, words)],
            cwd=cwd,
            env=environ | extra,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
