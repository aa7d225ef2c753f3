"""Foresee what will be told to whom, without telling anybody: a dry run of `sending.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from archiver.config import Notifier
from archiver.model.delivery import Foreseen
from archiver.model.revision import Edit, Event
from archiver.orchestration.choosing import is_told, opens_at, recorded_by, told_at
from archiver.orchestration.sending import LONGEST_PAUSE
from archiver.store import Store


def waiting(notifier: Notifier, store: Store, now: datetime) -> Foreseen:
    """Return what waits in the outbox for a channel.

    Raises:
        StoreError: the database cannot be used.
    """
    due = store.next_lot(
        notifier.name, now, horizon=now + LONGEST_PAUSE, recorded_by=recorded_by(notifier, now)
    )
    states = (one for one in store.channels(now) if one.name == notifier.name)
    rests_until = max((one.next_try for one in states if one.next_try), default=now)
    at = opens_at(notifier, now) if due.deliveries else told_at(notifier, max(now, rests_until))
    return _foreseen(notifier, tuple(_waiting(notifier.name, store)), at, store)


def supposed(notifier: Notifier, found: Iterable[Edit | Event], store: Store, now: datetime) -> Foreseen:
    """Return what a channel would be told if these edits and events were found now.

    Raises:
        StoreError: the database cannot be used.
    """
    return _foreseen(notifier, tuple(found), told_at(notifier, now), store)


def _waiting(channel: str, store: Store) -> Iterator[Edit | Event]:
    above = 0
    while found := store.waiting(channel, above=above):
        yield from (one.told for one in found)
        above = found[-1].place


def _foreseen(notifier: Notifier, found: tuple[Edit | Event, ...], at: datetime, store: Store) -> Foreseen:
    return Foreseen(
        channel=notifier.name,
        kind=notifier.kind,
        at=at,
        told=tuple(one for one in found if is_told(notifier, one, store.changed_paragraphs)),
        looked_at=sum(isinstance(one, Edit) for one in found),
    )
