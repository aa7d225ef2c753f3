"""Have the newest checkpoint vouched for: by whom, when, and when again after a failure.

A witness (`witness/`) says something; `witnessed.py` keeps it. This file stands between the two and decides.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from archiver.config import Witness as Declared
from archiver.errors import ArchiverError, StoreError, WitnessError
from archiver.ledger.notes import Checkpoint, checkpoint_of
from archiver.model.ledger import WitnessState
from archiver.orchestration.beside import Beside
from archiver.orchestration.sending import LONGEST_PAUSE, rest
from archiver.store import Store
from archiver.witness import LATER, Asked, Witness
from archiver.witnessed import Witnessed

log = logging.getLogger(__name__)

Open = Callable[[Declared], Witness]

LATER_AGAIN = timedelta(hours=1)
"""Between two times that the rest of what was promised is asked for. Chosen: a block takes some hours."""


def is_due(state: WitnessState, size: int, every: timedelta, now: datetime) -> bool:
    """Tell whether a witness is to be asked now.

    Args:
        state: how it fares.
        size: entries of the newest checkpoint.
        every: least time between two that it vouches for.
        now: the time (UTC); a rest that is longer than any was laid by a clock that was wrong.
    """
    if size <= state.size or is_resting(state, now):
        return False
    return state.attested_at is None or not timedelta() <= now - state.attested_at < every


def is_resting(state: WitnessState, now: datetime) -> bool:
    """Tell whether a witness is to be left alone for now; arguments as for `is_due`."""
    return state.next_try is not None and now < state.next_try <= now + LONGEST_PAUSE


class Witnessing:
    """The way from the newest checkpoint to those who vouch for it."""

    def __init__(
        self,
        *,
        witnesses: Callable[[], tuple[Declared, ...]],
        open_: Open,
        kept: Witnessed,
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nobody is asked before `attest`, or before `beside` is started.

        Args:
            witnesses: who is declared at the time.
            open_: opens one of these.
            kept: where it is kept what they say.
            now: the clock (UTC).
        """
        self._witnesses, self._open, self._kept, self._now = witnesses, open_, kept, now
        self._settled = set[str]()  # witnesses that have kept all that they promised
        self.beside = Beside("witnessing", self.attest)

    def attest(self, store: Store) -> None:
        """Ask all that are due; one that fails is left for later, and keeps nobody else waiting.

        Raises:
            StoreError: the archive cannot be used, or there is no room for what they say.
        """
        declared = self._witnesses()
        note = store.newest_checkpoint() if declared else None
        if note is None:
            return
        checkpoint, states = checkpoint_of(note), store.witness_states()
        for one in declared:
            state, now = states.get(one.name) or WitnessState(name=one.name), self._now()
            if self.beside.stopping:
                return
            if is_due(state, checkpoint.size, one.every, now):
                self._asking(state, partial(self._ask, one, state, note, checkpoint, store), store)
            elif one.kind in LATER and one.name not in self._settled and not is_resting(state, now):
                self._asking(state, partial(self._ask_for_the_rest, one, checkpoint, store), store)

    def _asking(self, state: WitnessState, ask: Callable[[], None], store: Store) -> None:
        """Ask one, and note where it fails.

        `except Exception` stands here because an answer is a stranger's: a bug that it brings to light must
        not end the thread.
        """
        try:
            ask()
        except StoreError:
            raise
        except ArchiverError as error:
            self._failed(state, getattr(error, "detail", str(error)), store)
        except Exception as error:
            log.debug("witness %s raised", state.name, exc_info=True)
            self._failed(state, f"{type(error).__name__}: {error}", store)

    def _ask(
        self, declared: Declared, state: WitnessState, note: str, checkpoint: Checkpoint, store: Store
    ) -> None:
        """Ask one for a checkpoint, and keep and note what comes of it."""
        asked = Asked(
            note=note,
            size=checkpoint.size,
            seen=state.size,
            proof=partial(store.ledger_goes_on, new=checkpoint.size),
        )
        files = self._open(declared).attest(asked)
        if files:
            self._kept.keep(note, declared.name, files)
        store.note_attested(declared.name, checkpoint.size, self._now(), kept=bool(files))
        if declared.kind in LATER:
            self._settled.discard(declared.name)
            store.note_promised(declared.name, self._now() + LATER_AGAIN)

    def _ask_for_the_rest(self, declared: Declared, checkpoint: Checkpoint, store: Store) -> None:
        """Ask one for the rest of all that it promised."""
        promised = tuple(self._kept.promises_of(checkpoint.origin, declared.name))
        if not promised:
            self._settled.add(declared.name)
            return
        witness, failed = self._open(declared), None
        for one in promised:
            if self.beside.stopping:
                return
            try:
                self._kept.keep(one.note, one.witness, witness.complete(one.note, one.files))
            except WitnessError as error:
                failed = error  # the others may be answered for
        if failed is not None:
            raise failed
        store.note_promised(declared.name, self._now() + LATER_AGAIN)

    def _failed(self, state: WitnessState, why: str, store: Store) -> None:
        if self.beside.stopping:  # the way out was closed under it, which says nothing of the witness
            return
        now = self._now()
        next_try = now + rest(state.failures + 1)
        store.note_unattested(state.name, why, now=now, next_try=next_try)
        again = f"{next_try:%Y-%m-%d %H:%M}"
        log.warning("not witnessed by %s: %s; tried again after %s UTC", state.name, why, again)
