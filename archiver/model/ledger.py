"""How the ledger stands, for those who look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A checkpoint that is kept."""

    name: str  # what it is called, for people
    note: str  # C2SP signed note
    size: int  # entries that it is kept under


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessState:
    """How somebody fares who is asked to vouch for checkpoints."""

    name: str
    size: int = 0  # entries of the newest checkpoint it vouched for
    attested_at: datetime | None = None  # UTC; when it did so
    failures: int = 0  # in a row
    error: str | None = None  # why the last try failed; None: it did not
    failed_at: datetime | None = None  # UTC; of that try
    next_try: datetime | None = None  # UTC; None: when there is something new
    kept: bool = False  # what it said last is kept in files
    promised: int = 0  # checkpoints that it promised to vouch for, and has yet to


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """How far the ledger goes, and how far it was signed."""

    origin: str | None  # its name; None: it is not begun
    entries: int
    signed: int  # entries that the newest checkpoint stands for
    signed_at: datetime | None  # UTC; None: nothing was signed yet
    key: str | None  # that signs now, in the form of C2SP signed notes
    witnesses: tuple[WitnessState, ...] = ()  # those that are declared, and others that vouched once
