"""Carry files of evidence to a bucket, whenever it can be used; captures never wait for it."""

from __future__ import annotations

import logging
import time
from datetime import timedelta

from archiver.errors import BucketUnusable
from archiver.orchestration.beside import Beside
from archiver.store import Store

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
"""Between two looks at what waits: that reads 256 folders."""

AGAIN = timedelta(minutes=5)
"""Between two tries of a bucket that cannot be used."""


class Carriage:
    """The way to the bucket, in the caller's turn or in a thread of its own."""

    def __init__(self) -> None:
        self._not_before = 0.0  # on the monotonic clock
        self._told = frozenset[str]()
        self.beside = Beside("carrying", self._when_it_is_time)

    def carry(self, store: Store) -> None:
        """Carry all that waits; what cannot be carried stays where it is, and is told once."""
        try:
            moved = store.carry(stopping=lambda: self.beside.stopping)
        except BucketUnusable as error:
            self._not_before = time.monotonic() + AGAIN.total_seconds()
            self._tell(f"{error}; evidence stays in the home until it can be used")
            return
        self._not_before = time.monotonic() + EVERY.total_seconds()
        self._tell(*moved.stay)
        if moved.files:
            log.info("carried %d files, %d bytes", moved.files, moved.size_bytes)

    def _when_it_is_time(self, store: Store) -> None:
        if time.monotonic() >= self._not_before:
            self.carry(store)

    def _tell(self, *troubles: str) -> None:
        for trouble in troubles:
            if trouble not in self._told:
                log.warning("not carried: %s", trouble)
        self._told = frozenset(troubles)
