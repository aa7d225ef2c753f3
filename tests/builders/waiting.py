"""Waiting for what another thread or process does; never for a time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds; only a test that fails waits for so long, also where eight others want the processor."""


OFTEN = 0.02
"""Seconds at least between two questions."""

SHARE = 0.1
"""Of one processor, at most taken by asking: what is waited for needs it, and some questions are dear."""


def wait_until(claim: Callable[[], object]) -> None:
    """Return once a claim holds; it fails after `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while True:
        before = time.thread_time()
        if claim():
            return
        assert time.monotonic() < end, "it never came true"
        time.sleep(max(OFTEN, (time.thread_time() - before) / SHARE))
