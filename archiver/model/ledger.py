"""How the ledger stands, for those who look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerState:
    """How far the ledger goes, and how far it was signed."""

    origin: str | None  # its name; None: it is not begun
    entries: int
    signed: int  # entries that the newest checkpoint stands for
    signed_at: datetime | None  # UTC; None: nothing was signed yet
    key: str | None  # that signs now, in the form of C2SP signed notes
