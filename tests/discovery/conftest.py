"""A newsstand, an archive home that may ask it, and a clock to set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from homes import empty_home
from newsstand import Newsstand

from archiver.archive.working import Archive
from archiver.home import Home

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

CONFIG = """
[guard]
allow = ["{host}"]
[politeness]
delay = "1ms"
[schedule]
confirm = "10ms"
[capture]
dwell = "300ms"
"""

Opening = Callable[[float], Archive]


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand() as running:
        yield running


@pytest.fixture
def home(stand: Newsstand, tmp_path: Path) -> Home:
    made = empty_home(tmp_path / "home")
    made.declaration.write_text(CONFIG.format(host=stand.host), encoding="utf-8")
    return made


@pytest.fixture
def opened(home: Home) -> Opening:
    """Return a function that opens the archive at so many minutes after noon."""

    def at(minutes: float) -> Archive:
        return Archive.open(home, now=lambda: NOON + timedelta(minutes=minutes))

    return at
