"""Keep snapshots, readings, revisions and visits in SQLite beside content-addressed files."""

from __future__ import annotations

from archiver.store.beat import Beat, beat_left, last_beat, note_beat
from archiver.store.database import features, schema_state
from archiver.store.evidence import Kept
from archiver.store.fixity import Report, to_check, verify
from archiver.store.gaps import OUTAGE, Gap, Outage
from archiver.store.health import Health
from archiver.store.journal import Line
from archiver.store.readings import are_kept_alike
from archiver.store.rebuilding import Rebuilding
from archiver.store.reread import KeptReading
from archiver.store.salvage import Remains
from archiver.store.store import Store
from archiver.store.unknown import SetAside, Unknown

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
