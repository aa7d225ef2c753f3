"""Keep snapshots, readings, revisions and visits in SQLite beside content-addressed files.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from archiver.store.database import features, schema_state
from archiver.store.evidence.captures import Kept
from archiver.store.evidence.journal import Line
from archiver.store.evidence.salvage import Remains
from archiver.store.history.readings import are_kept_alike
from archiver.store.history.reread import KeptReading
from archiver.store.rebuilding import Rebuilding
from archiver.store.store import Store
from archiver.store.tending.beat import Beat, beat_left, last_beat, note_beat
from archiver.store.tending.fixity import Report, to_check, verify
from archiver.store.tending.health import Health
from archiver.store.tending.unknown import SetAside, Unknown
from archiver.store.watching.gaps import OUTAGE, Gap, Outage

__all__ = [
    "OUTAGE",
    "Beat",
    "Gap",
    "Health",
    "Kept",
    "KeptReading",
    "Line",
    "Outage",
    "Rebuilding",
    "Remains",
    "Report",
    "SetAside",
    "Store",
    "Unknown",
    "are_kept_alike",
    "beat_left",
    "features",
    "last_beat",
    "note_beat",
    "schema_state",
    "to_check",
    "verify",
]
