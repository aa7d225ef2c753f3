"""What holds for every visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from archiver.config import Capturing

ARRIVAL_SHARE = 0.6  # of the deadline, for the document to arrive; the rest is for keeping it


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for every visit."""

    config: Capturing
    proxy: str  # address of the guard
    user_agent: str
    now: Callable[[], datetime]
    leave: Callable[[str], float]  # of an address: 0.0 if its request may leave now, or seconds to wait
    answered: Callable[[str], None]  # told the address when the document begins to arrive

    @property
    def deadline(self) -> float:
        """Seconds a whole visit may take."""
        return self.config.deadline.total_seconds()

    @property
    def arrival(self) -> float:
        """Seconds of those in which the document has to arrive."""
        return self.deadline * ARRIVAL_SHARE
