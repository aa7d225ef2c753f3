"""Sign what the ledger is: a checkpoint, by the key of the home, which is made and renewed here."""

from __future__ import annotations

from datetime import datetime

from archiver.keys import Keys
from archiver.store import Store


def sign(store: Store, keys: Keys, now: datetime) -> str:
    """Return the newest checkpoint of the ledger, signed now if anything came since the one before.

    The ledger is begun, and a key made, where there is none.

    Raises:
        NotUsable: the key cannot be read or written.
        NotANote: its file holds none.
        StoreError: the archive cannot be used, or was opened for looking.
    """
    state = store.ledger_state()
    note = store.newest_checkpoint()
    if note is not None and state.signed == state.entries:
        return note  # without a look at the key, which takes a second to load on a small machine
    origin = store.begin_ledger(now)
    named = store.ledger_keys()
    key = keys.find(origin, named[-1] if named else None)
    if key is None:
        key = keys.make(origin)
    if not named or named[-1] != key.public:
        store.log_key(key.public, None, now)  # the first, or the one before is lost, which the entry tells
    return store.sign_ledger(key, now)


def renew(store: Store, keys: Keys, now: datetime) -> str:
    """Let a new key take over, which the old one signs; return a checkpoint by the new key.

    Raises:
        As `sign`.
    """
    sign(store, keys, now)
    origin, named = store.begin_ledger(now), store.ledger_keys()
    old = keys.find(origin, named[-1])
    coming = keys.prepare(origin)
    store.log_key(coming.public, old, now)
    return sign(store, keys, now)
