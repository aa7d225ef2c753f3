"""Work beside the rounds, so that no visit waits for it: in a thread, on a connection of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing

from archiver.errors import StoreError
from archiver.store import Store

log = logging.getLogger(__name__)

TICK = 1.0
"""Seconds between two looks at what is to be done: news is told within that time."""

LONGEST_TICK = 60.0
"""Seconds, while the archive cannot be written: what was done and cannot be noted would be done again."""

FAREWELL = 3.0
"""Seconds that a stop waits for the answer to what is being asked just now."""


class Beside:
    """A thread that does the same again and again, until it is told to stop."""

    def __init__(self, name: str, work: Callable[[Store], None]) -> None:
        """Prepare; nothing begins before `start`.

        Args:
            name: of the thread.
            work: what it does; it looks at `stopping` where it takes long.
        """
        self._name, self._work = name, work
        self._stopping, self._ready = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def started(self) -> bool:
        """Tell whether it is at work; a fault in this program would have ended it."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def stopping(self) -> bool:
        """Tell whether it was told to stop."""
        return self._stopping.is_set()

    def start(self, store: Store) -> None:
        """Work from now on; its connection is open on return, so that it is to this home and no later one."""
        self._stopping.clear()
        self._ready.clear()
        self._thread = threading.Thread(target=self._run, args=(store,), name=self._name, daemon=True)
        self._thread.start()
        self._ready.wait(FAREWELL)

    def stop(self) -> None:
        """End. A thread that waits for an answer for long is left alone: it does the same again next time."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(FAREWELL)

    def _run(self, main: Store) -> None:
        try:
            own = main.beside()
        except StoreError as error:  # the home was moved just now: the rounds tell of it, too
            log.warning("%s: %s", self._name, error)
            return
        finally:
            self._ready.set()
        with closing(own) as store:
            pause = TICK
            while not self._stopping.wait(pause):
                try:
                    self._work(store)
                    pause = TICK
                except StoreError as error:  # busy, or the disk is full: the rounds tell of what lasts
                    log.warning("%s: %s", self._name, error)
                    pause = min(2 * pause, LONGEST_TICK)
