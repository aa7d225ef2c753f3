"""What `status` says of the ledger."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.gaps import length
from archiver.cli.render import console, when
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.model.ledger import LedgerState


def show_ledger(state: LedgerState, *, now: datetime) -> None:
    """Print how far the ledger goes, and how far it was signed."""
    console().print(Text(ledger_line(state, now=now)), soft_wrap=True)


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
