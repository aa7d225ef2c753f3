"""The scheduler that the tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "capture")]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """A scheduler in this process."""
    from stage import staged

    with staged() as stage:
        yield stage


@pytest.fixture
def stage(scheduler: Any) -> Iterator[Any]:
    """The scheduler, without workers at the beginning of each test."""
    yield scheduler
    scheduler.clear()
