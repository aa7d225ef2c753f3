"""Keep snapshots, readings, revisions and visits in SQLite beside content-addressed files."""

from __future__ import annotations

from archiver.store.database import features, schema_state
from archiver.store.evidence import Kept
from archiver.store.fixity import Report, verify
from archiver.store.store import Store

__all__ = ["Kept", "Report", "Store", "features", "schema_state", "verify"]
