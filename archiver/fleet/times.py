"""When a capture was made, by the clock of the archive: workers' clocks may be wrong, spans must not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from archiver.fleet.orders import Brought
from archiver.model.capture import Capture

TOLD_LAG = timedelta(seconds=1)
"""By which a worker's clock must differ before that is told; what travels takes a part of it."""


def at_home(capture: Capture, brought: Brought, *, given_at: datetime, came_at: datetime) -> Capture:
    """Return a capture whose time agrees with the archive's clock.

    It was made between the order and its arrival, and as long after the one and before the other as the
    worker's clock says, however wrong that is. Within these bounds the worker's time stands. An archive's
    clock that stands still, as in replays, is the time itself.
    """
    earliest = given_at + max(capture.captured_at - brought.began_at, timedelta())
    latest = came_at - max(brought.ended_at - capture.captured_at, timedelta())
    moment = came_at if latest < earliest else min(max(capture.captured_at, earliest), latest)
    off = capture.captured_at - moment
    if abs(off) < TOLD_LAG or latest < earliest:
        return replace(capture, captured_at=moment)
    side = "ahead" if off > timedelta() else "behind"
    said = f"the worker's clock was {abs(off).total_seconds():.0f} s {side}; the time is by the archive's"
    return replace(capture, captured_at=moment, notes=(*capture.notes, said))
