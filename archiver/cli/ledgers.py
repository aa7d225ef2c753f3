"""What `status` says of the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.gaps import length
from archiver.cli.render import console, when
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.model.ledger import LedgerState, WitnessState


def show_ledger(state: LedgerState, *, now: datetime) -> None:
    """Print how far the ledger goes, how far it was signed, and who vouches for it."""
    out = console()
    out.print(Text(ledger_line(state, now=now)), soft_wrap=True)
    for witness in state.witnesses:
        style = "red" if witness.failures else ""
        out.print(Text(witness_line(witness, state), style=style), soft_wrap=True)


def ledger_line(state: LedgerState, *, now: datetime) -> str:
    """Return how the ledger stands, in one line."""
    if not state.entries:
        return "ledger: not begun; the next visit begins it"
    told = f"ledger: {counted(state.entries, 'entry', 'entries')}"
    if state.signed_at is None:
        return f"{told}, not signed yet"
    age = length(max(now - state.signed_at, timedelta()))
    unsigned = state.entries - state.signed
    rest = f"; not signed yet: {counted(unsigned, 'entry', 'entries')}" if unsigned else ""
    return f"{told}, the newest checkpoint of {when(state.signed_at)} UTC, {age} ago{rest}"


def witness_line(witness: WitnessState, state: LedgerState) -> str:
    """Return how a witness fares, in one line."""
    did = "was given" if witness.promised else "vouched for"
    last = (
        f"{did} {counted(witness.size, 'entry', 'entries')} at {when(witness.attested_at)} UTC"
        if witness.attested_at
        else "has vouched for nothing yet"
    )
    missing = counted(state.signed - witness.size, "entry", "entries")
    waits = f"; signed since then: {missing}" if state.signed > witness.size and witness.size else ""
    if witness.promised:
        waits += f"; has yet to vouch for {counted(witness.promised, 'checkpoint')}"
    if not witness.failures:
        return f"witness: {witness.name!r} {last}{waits}"
    again = f", asked again at {when(witness.next_try)} UTC" if witness.next_try else ""
    times = f"{counted(witness.failures, 'time')} in a row"
    return f"failing: witness {witness.name!r}, {witness.error}, {times}{again}; it {last}{waits}"
