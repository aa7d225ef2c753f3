"""Waiting for what another thread or process does; never for a time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds; only a test that fails waits for so long, also where eight others want the processor."""


def wait_until(claim: Callable[[], object]) -> None:
    """Return once a claim holds; it fails after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)
