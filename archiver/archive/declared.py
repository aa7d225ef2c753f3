"""The declaration in force: `archiver.toml` as it was last fit to be used, and what is made out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from archiver.config import Config, load_config
from archiver.errors import ConfigError
from archiver.home import Home

if TYPE_CHECKING:  # who only looks needs neither
    from archiver.archive.wiring import Wiring
    from archiver.orchestration.pacing import Pacing


class Declared:
    """A declaration that can be read again while it is worked by."""

    def __init__(
        self, home: Home, config: Config, *, now: Callable[[], datetime], fleet: str | None = None
    ) -> None:
        """Take the declaration of a home as it was just read; nothing is started yet. See `Wiring`."""
        self.config = config
        self.trouble: str | None = None  # what is wrong with the file, so that an older one is in force
        self._home, self._now, self._fleet = home, now, fleet
        self._signature = self._look()
        self._used_by = 0  # rounds and discoveries

    @cached_property
    def pacing(self) -> Pacing:
        """When each host may be asked next, and how often each source is visited."""
        from archiver.orchestration.pacing import Pacing

        return Pacing(lambda: self.config, self._now)

    @cached_property
    def wiring(self) -> Wiring:
        """What visits are made with."""
        return self._wire()

    def reload(self, *, at_once: bool = False) -> bool:
        """Take the file as it is now, all of it; tell whether anything is different.

        While visits are under way, a change of what they are made with waits; this may be called again
        and again, and costs a look at the file where that was not touched.

        Args:
            at_once: read the file also where it seems not to have been touched.

        Raises:
            ConfigError: it cannot be used; what was read before stays in force. Raised once for each time
                the file is touched.
        """
        signature = self._look()
        if signature == self._signature and not at_once:
            return False
        before = self.config
        try:
            fresh = load_config(self._home.declaration)
            if not self.wiring.fits(fresh):
                if self._used_by:
                    return False
                self._rewire(fresh)
        except ConfigError as error:
            self.trouble, self._signature = str(error), signature
            raise
        self.config, self.trouble, self._signature = fresh, None, signature
        self.pacing.declare()
        return fresh != before

    @contextmanager
    def in_use(self) -> Iterator[Wiring]:
        """Keep what visits are made with until they are done."""
        self._used_by += 1
        try:
            yield self.wiring
        finally:
            self._used_by -= 1

    def close(self) -> None:
        """End what was started."""
        if "wiring" in self.__dict__:
            self.wiring.close()

    def _wire(self) -> Wiring:
        from archiver.archive.wiring import Wiring

        return Wiring(
            lambda: self.config, home=self._home, pacing=self.pacing, now=self._now, fleet=self._fleet
        )

    def _rewire(self, config: Config) -> None:
        before, self.config = self.config, config
        wiring = self._wire()
        try:
            wiring.try_out()
        except ConfigError:
            self.config = before
            wiring.close()
            raise
        self.wiring.close()
        self.wiring = wiring

    def _look(self) -> tuple[int, int, int] | None:
        """Return what differs after the file was written or replaced; None where there is none."""
        try:
            found = self._home.declaration.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
