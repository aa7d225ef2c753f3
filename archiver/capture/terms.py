"""What holds for every visit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from archiver.capture.pictures import Glances
from archiver.config import Capturing
from archiver.model.manner import Manner

ARRIVAL_SHARE = 0.6  # of the deadline, for the document to arrive; the rest is for keeping it


Further = Callable[[str], Awaitable[str | None]]
"""Waits for the turn of a further address of a visit; says why that may not be asked for, None if it may."""

FURTHER_SHARE = 0.75  # of the deadline, after which no further page is asked for; the rest is for keeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for every visit."""

    config: Capturing
    proxy: str  # address of the guard
    manner: Manner
    now: Callable[[], datetime]
    leave: Callable[[str], float]  # of an address: 0.0 if its request may leave now, or seconds to wait
    answered: Callable[[str], None]  # told the address when the document begins to arrive
    further: Further
    glances: Glances = field(default_factory=Glances)

    @property
    def deadline(self) -> float:
        """Seconds a whole visit may take."""
        return self.config.deadline.total_seconds()

    @property
    def arrival(self) -> float:
        """Seconds of those in which the document has to arrive."""
        return self.deadline * ARRIVAL_SHARE
