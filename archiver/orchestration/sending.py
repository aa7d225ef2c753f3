"""Send what waits in the outbox: which edits, to whom, and when again after a failure.

Recording an edit writes it into the outbox (`store/outbox.py`) in the same transaction; a channel
(`notify/`) sends what it is given. This file stands between the two and decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from archiver.config import Notifier
from archiver.errors import ConfigError, MessageRefused, NotifyError
from archiver.model.delivery import Delivery, Lot
from archiver.notify import Channel
from archiver.orchestration.beside import Beside
from archiver.orchestration.choosing import is_told, opens_at, recorded_by
from archiver.store import Store

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(minutes=1)
"""After a first failure; each further one in a row doubles it. A receiver that restarts is back by then."""

LONGEST_PAUSE = timedelta(hours=6)
"""However often it failed: a receiver mended overnight hears of everything in the morning."""

GIVE_UP_AFTER = timedelta(days=7)
"""An edit that waits for longer is given up at the next failure. A receiver nobody mends within a week is
not read, and edits a week old are looked up in the archive."""

Open = Callable[[Notifier], Channel]


def rest(failures: int) -> timedelta:
    """Return how long to wait after that many failures in a row."""
    doublings = min(max(failures, 1) - 1, 16)  # 16 are beyond the longest by far
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


class Sending:
    """The way out of the outbox, in the caller's turn or in a thread of its own."""

    def __init__(
        self, *, notifiers: Callable[[], tuple[Notifier, ...]], open_: Open, now: Callable[[], datetime]
    ) -> None:
        """Prepare; nothing is sent before `deliver`, or before `beside` is started.

        Args:
            notifiers: what is declared at the time.
            open_: opens one of these.
            now: the clock (UTC).
        """
        self._notifiers = notifiers
        self._open = open_
        self._now = now
        self._chosen: dict[Notifier, int] = {}  # up to which place in the outbox it was decided who is told
        self.beside = Beside("sending", self.deliver)

    def declare(self, store: Store) -> None:
        """Have edits from now on written down for the channels that are declared, and for no others."""
        now = self._now()
        names = [notifier.name for notifier in self._notifiers()]
        store.declare_channels(names, now, keep=now - GIVE_UP_AFTER)

    def deliver(self, store: Store) -> None:
        """Send all that is due; a channel that fails is left for later, and keeps nothing else waiting."""
        for notifier in self._notifiers():
            self._choose(notifier, store)
            while not self.beside.stopping and self._send_lot(notifier, store):
                pass

    def _choose(self, notifier: Notifier, store: Store) -> None:
        """Take out of the outbox what the rules of a channel do not let through, also while it rests."""
        while not self.beside.stopping:
            waiting = store.waiting(notifier.name, above=self._chosen.get(notifier, 0))
            if not waiting:
                return
            self._spare(notifier, waiting, store)
            self._chosen[notifier] = waiting[-1].place

    def _spare(self, notifier: Notifier, waiting: Iterable[Delivery], store: Store) -> bool:
        """Take out of the outbox those that the channel is not told of; tell whether there were any."""
        spared = [one.id for one in waiting if not is_told(notifier, one.told, store.changed_paragraphs)]
        if spared:
            store.spare(spared)
        return bool(spared)

    def _send_lot(self, notifier: Notifier, store: Store) -> bool:
        """Send a channel its next edits; tell whether more may follow at once.

        `except Exception` stands here because a channel is the one part that others write: whatever it
        does, the edits wait. What it raises that is no error of ours came of these edits, for all we know.
        """
        now = self._now()
        if opens_at(notifier, now) > now:
            return False
        lot = store.next_lot(
            notifier.name, now, horizon=now + LONGEST_PAUSE, recorded_by=recorded_by(notifier, now)
        )
        if not lot.deliveries:
            return False
        if self._spare(notifier, lot.deliveries, store):
            return True  # a ruling, or rules of before, had kept them from being chosen
        try:
            told = self._open(notifier).send(lot.deliveries)
        except MessageRefused as error:
            return self._refused(lot, error.detail, store)
        except NotifyError as error:
            return self._failed(lot, error.detail, store)
        except ConfigError as error:
            return self._failed(lot, str(error), store)
        except Exception as error:
            log.debug("channel %s raised", notifier.name, exc_info=True)
            return self._refused(lot, f"{type(error).__name__}: {error}", store)
        store.note_sent(replace(lot, deliveries=lot.deliveries[:told]), self._now())
        return True

    def _refused(self, lot: Lot, why: str, store: Store) -> bool:
        now = self._now()
        next_try = now + rest(lot.refusals + 1)
        store.note_refused(lot, why, next_try=next_try)
        self._tell(lot, why, store, now, next_try)
        return True

    def _failed(self, lot: Lot, why: str, store: Store) -> bool:
        if self.beside.stopping:  # the way out was closed under it, which says nothing of the channel
            return False
        now = self._now()
        next_try = now + rest(lot.failures + 1)
        store.note_failed(lot, why, now=now, next_try=next_try)
        self._tell(lot, why, store, now, next_try)
        return False

    def _tell(self, lot: Lot, why: str, store: Store, now: datetime, next_try: datetime) -> None:
        log.warning(
            "not sent to %s: %s; tried again after %s UTC", lot.channel, why, f"{next_try:%Y-%m-%d %H:%M}"
        )
        given_up = store.give_up(lot.channel, before=now - GIVE_UP_AFTER, now=now)
        if given_up:
            log.warning(
                "given up for %s: edits that waited for %d days, %d",
                lot.channel,
                GIVE_UP_AFTER.days,
                given_up,
            )
