"""Keep snapshots, readings, revisions and visits in SQLite beside content-addressed files.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from archiver.model.manifest import Watched
from archiver.store.database import features, schema_state
from archiver.store.evidence.bucket import introduce
from archiver.store.evidence.captures import Kept
from archiver.store.evidence.journal import Line
from archiver.store.evidence.salvage import Remains
from archiver.store.history.feed import CAME, WENT
from archiver.store.history.readings import are_kept_alike
from archiver.store.history.reread import KeptReading
from archiver.store.ledger.proving import Showing
from archiver.store.notebook import Notebook
from archiver.store.rebuilding import Rebuilding, move_away, require_empty
from archiver.store.store import Store
from archiver.store.tending.beat import Beat, beat_left, last_beat, note_beat
from archiver.store.tending.carrying import BucketState, Moved
from archiver.store.tending.copying import Copied, copy_archive, write_file
from archiver.store.tending.fixity import Report, to_check, verify
from archiver.store.tending.health import Health
from archiver.store.tending.ledger import check_ledger
from archiver.store.tending.outlook import Room, Silent
from archiver.store.tending.unknown import SetAside, Unknown
from archiver.store.watching.gaps import OUTAGE, Gap, Outage
from archiver.store.watching.links import HINT_REST, TOLD_REST
from archiver.store.words.terms import Sought

__all__ = [
    "CAME",
    "HINT_REST",
    "OUTAGE",
    "TOLD_REST",
    "WENT",
    "Beat",
    "BucketState",
    "Copied",
    "Gap",
    "Health",
    "Kept",
    "KeptReading",
    "Line",
    "Moved",
    "Notebook",
    "Outage",
    "Rebuilding",
    "Remains",
    "Report",
    "Room",
    "SetAside",
    "Showing",
    "Silent",
    "Sought",
    "Store",
    "Unknown",
    "Watched",
    "are_kept_alike",
    "beat_left",
    "check_ledger",
    "copy_archive",
    "features",
    "introduce",
    "last_beat",
    "move_away",
    "note_beat",
    "require_empty",
    "schema_state",
    "to_check",
    "verify",
    "write_file",
]
