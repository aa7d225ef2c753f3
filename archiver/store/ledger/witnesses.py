"""How those fare who vouch for checkpoints. What they said is kept in files, not here."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.ledger.tree import consistency
from archiver.model.ledger import WitnessState
from archiver.store import rows
from archiver.store.ledger import entries
from archiver.store.opened import Opened


class Witnesses(Opened):
    """Doors for asking witnesses."""

    def witness_states(self) -> dict[str, WitnessState]:
        """Return how each fares that was ever asked, by name.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return {row["name"]: _state(row) for row in db.execute("SELECT * FROM witnesses ORDER BY name")}

    def note_attested(self, witness: str, size: int, now: datetime, *, kept: bool = True) -> None:
        """Note that a witness vouched for the checkpoint of so many entries.

        Args:
            witness: its name.
            size: how many.
            now: when (UTC).
            kept: what it said is kept in files.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "INSERT INTO witnesses (name, size, attested_at, kept) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET size = excluded.size, attested_at = excluded.attested_at,"
                " kept = excluded.kept,"
                " failures = 0, error = NULL, failed_at = NULL, next_try = NULL",
                (witness, size, rows.instant(now), kept),
            )

    def note_promised(self, witness: str, next_try: datetime) -> None:
        """Note that a witness has yet to say the rest, and from when on it may be asked for it (UTC).

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "UPDATE witnesses SET failures = 0, error = NULL, failed_at = NULL, next_try = ?"
                " WHERE name = ?",
                (rows.instant(next_try), witness),
            )

    def note_unattested(self, witness: str, why: str, *, now: datetime, next_try: datetime) -> None:
        """Note that a witness did not vouch for what it was asked for.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "INSERT INTO witnesses (name, failures, error, failed_at, next_try) VALUES (?, 1, ?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET failures = failures + 1, error = excluded.error,"
                " failed_at = excluded.failed_at, next_try = excluded.next_try",
                (witness, rows.clean(why), rows.instant(now), rows.instant(next_try)),
            )

    def ledger_goes_on(self, old: int, new: int) -> tuple[bytes, ...]:
        """Return the proof that the first `new` entries begin with the first `old`.

        Raises:
            StoreError: the database cannot be used, or entries are missing.
        """
        with self.reading() as db:
            return consistency(old, new, entries.Hashes(db))


def _state(row: sqlite3.Row) -> WitnessState:
    return WitnessState(
        name=row["name"],
        size=row["size"],
        attested_at=rows.maybe_when(row["attested_at"]),
        failures=row["failures"],
        error=row["error"],
        failed_at=rows.maybe_when(row["failed_at"]),
        kept=bool(row["kept"]),
        next_try=rows.maybe_when(row["next_try"]),
    )
