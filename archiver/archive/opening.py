"""Opening a home: its declaration, its database, and what is started on demand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from archiver.archive.carding import Carding
from archiver.archive.carrying import Carrying
from archiver.archive.declared import Declared
from archiver.archive.exporting import Exporting
from archiver.archive.noting import Noting
from archiver.clocks import refuse_early, wall_clock
from archiver.config import Config, Notifier, load_config
from archiver.errors import ConfigError, NotANote, StoreError
from archiver.home import Home, find_home
from archiver.keys import Keys
from archiver.store import Store
from archiver.witnessed import Witnessed

if TYPE_CHECKING:  # the steps that work are imported where they begin: who only looks needs none of them
    from archiver.fetch import Fetcher
    from archiver.notify import Channel
    from archiver.orchestration.carrying import Carriage
    from archiver.orchestration.pacing import Pacing
    from archiver.orchestration.sending import Sending
    from archiver.orchestration.witnessing import Witnessing

log = logging.getLogger(__name__)


class Opened(Exporting, Carding, Carrying, Noting):
    """A home and its declaration; what they need starts when it is first asked for."""

    def __init__(
        self,
        home: Home,
        config: Config,
        *,
        now: Callable[[], datetime],
        readonly: bool = False,
        fleet: str | None = None,
    ) -> None:
        self.home = home
        self.now = now
        self._declared = Declared(home, config, now=now, fleet=fleet)
        self._readonly = readonly
        self._stack = ExitStack()
        self._since: datetime | None = None
        self._clock_accepted = False

    @classmethod
    def open(
        cls,
        home: str | PathLike[str] | Home,
        *,
        now: Callable[[], datetime] = wall_clock,
        readonly: bool = False,
        fleet: str | None = None,
    ) -> Self:
        """Open the archive of a home.

        Args:
            home: its directory.
            now: the clock; replays pass a simulated one.
            readonly: only look; works while another program writes.
            fleet: address of the scheduler whose workers make the visits; None: browsers of this machine do.

        Raises:
            HomeNotFound: there is no `archiver.toml`.
            ConfigError: it cannot be used. For looking it is not needed.
        """
        if not isinstance(home, Home):
            home = find_home(Path(home), environ={}, start=Path(home))
        try:
            return cls(home, load_config(home.declaration), now=now, readonly=readonly, fleet=fleet)
        except ConfigError as error:
            if not readonly:
                raise
            archive = cls(home, Config(), now=now, readonly=True)
            archive._declared.trouble = str(error)  # which keeps nobody from looking
            return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the browser, the proxy and the database connection."""
        with self._stack, closing(self._declared):
            if "store" in self.__dict__ and not self.store.readonly:
                self.pacing.keep(self.store)

    # --- the wiring ---

    @cached_property
    def store(self) -> Store:
        """The database and its files, with the right to write them until the archive is closed.

        Raises:
            ArchiveBusy: another program has that right.
            ClockBehind: it has visits of a later time than the clock shows.
            StoreError: it is of another age than this program.
        """
        store = self._open_store(readonly=self._readonly)
        if not self._readonly:
            self.pacing.recall(store)
            if not self._clock_accepted:
                refuse_early(self.now(), store.newest_visit())
            self._declare(store)
        return store

    @property
    def looker(self) -> Store:
        """The database and its files, to look at; works while another program writes.

        Raises:
            StoreError: it is of another age than this program.
        """
        return self.store if self._readonly or "store" in self.__dict__ else self._looker

    @cached_property
    def _looker(self) -> Store:
        return self._open_store(readonly=True)

    def _open_store(self, *, readonly: bool) -> Store:
        return self._stack.enter_context(
            Store.open(
                self.home.database,
                self.home.snapshots,
                self.config.storage,
                readonly=readonly,
                keep_unchanged=self.config.capture.everything,
            )
        )

    @property
    def config(self) -> Config:
        """The declaration in force."""
        return self._declared.config

    @property
    def misdeclared(self) -> str | None:
        """What is wrong with `archiver.toml`, so that an older one, or none, is in force."""
        return self._declared.trouble

    @property
    def pacing(self) -> Pacing:
        """When each host may be asked next, and how often each source is visited."""
        return self._declared.pacing

    @property
    def fetcher(self) -> Fetcher:
        """Plain HTTP, guarded and paced."""
        return self._declared.wiring.fetcher

    @cached_property
    def sending(self) -> Sending:
        """What tells of edits."""
        from archiver.orchestration.sending import Sending

        return Sending(notifiers=lambda: self.config.notifiers, open_=self._channel, now=self.now)

    def _channel(self, notifier: Notifier) -> Channel:
        return self._declared.wiring.channel(notifier)

    @cached_property
    def carriage(self) -> Carriage:
        """What carries files of evidence to the bucket."""
        from archiver.orchestration.carrying import Carriage

        return Carriage()

    @cached_property
    def witnessing(self) -> Witnessing:
        """What has checkpoints vouched for."""
        from archiver.orchestration.witnessing import Witnessing

        return Witnessing(
            witnesses=lambda: self.config.witnesses,
            open_=lambda declared: self._declared.wiring.witness(declared),
            kept=Witnessed(self.home.witnessed),
            now=self.now,
        )

    def reload(self, *, at_once: bool = False) -> bool:
        """Take `archiver.toml` as it is now; tell whether anything is different. See `Declared.reload`.

        Raises:
            ConfigError: it cannot be used; what was read before stays in force.
        """
        before = self.config.storage
        changed = self._declared.reload(at_once=at_once)
        if before != self.config.storage:
            log.warning("[storage] has changed; it counts when the program is started again")
        if changed and "store" in self.__dict__ and not self.store.readonly:
            self.store.keep_unchanged = self.config.capture.everything
            self._declare(self.store)
        return changed

    def sign(self) -> None:
        """Sign what the ledger is now; no visit is lost or waits because of trouble with the key."""
        from archiver.orchestration.signing import sign

        try:
            sign(self.store, Keys(self.home.keys), self.now())
        except (StoreError, NotANote) as error:
            log.warning("no checkpoint was signed", extra={"why": str(error)})

    def _declare(self, store: Store) -> None:
        store.sync_sources(self.config.sources, self.now())
        self.sending.declare(store)
