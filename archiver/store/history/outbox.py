"""What is to be told of edits and events, and to whom: written with them, kept until it is sent.

A row is one edit, or one event, for one channel. It is written in the transaction that records it, so that no
kill comes between the two; and for the channels that are declared at that time, so that a new one hears
of nothing old. The store knows channels by name only, not what they are, nor what they want to hear of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from archiver.model.delivery import ChannelState, Delivery, Lot
from archiver.model.revision import Edit
from archiver.store import rows
from archiver.store.history.feed import EDIT
from archiver.store.history.queries import edits_by_id, events_by_id
from archiver.store.opened import Opened
from archiver.store.watching.repeats import FIRST_TOLD

LOT = 50
"""Edits handed to a channel at once; chat services refuse messages of some hundred kilobytes."""

REMEMBERED = timedelta(days=30)
"""For how long `status` speaks of edits that were given up; the archive keeps them all."""

WAITING = (
    "outbox.sent_at IS NULL AND given_up_at IS NULL"
    f" AND (outbox.edit IS NULL OR {FIRST_TOLD.format('outbox.edit')})"
)
"""Rows that are to be sent; an edit that turned out to be told under another address is none."""


def write(db: sqlite3.Connection, what: str, number: int, now: datetime) -> None:
    """Write one row for every declared channel, in the transaction that records an edit or event."""
    edit, event = (number, None) if what == EDIT else (None, number)
    db.execute(
        "INSERT INTO outbox (delivery, channel, edit, event, written_at)"
        " SELECT lower(hex(randomblob(16))), id, ?, ?, ? FROM channels WHERE withdrawn_at IS NULL",
        (edit, event, rows.instant(now)),
    )


class Outbox(Opened):
    """Doors for sending what is recorded."""

    def declare_channels(self, names: Iterable[str], now: datetime, *, keep: datetime) -> None:
        """Take in which channels there are: these hear of edits from now on, the others no more.

        Args:
            names: of all that are declared.
            now: the time (UTC).
            keep: of what waits for a channel that was not declared so far, what was recorded before this
                time is given up.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        declared, at = rows.packed(sorted(names)), rows.instant(now)
        with self.writing() as db:
            db.execute(
                f"UPDATE outbox SET given_up_at = ? WHERE {WAITING} AND written_at < ?"  # noqa: S608
                " AND channel IN (SELECT id FROM channels WHERE withdrawn_at IS NOT NULL)",
                (at, rows.instant(keep)),
            )
            db.execute(
                "INSERT INTO channels (name, declared_at) SELECT value, ? FROM json_each(?) WHERE true"
                " ON CONFLICT (name) DO UPDATE SET withdrawn_at = NULL",
                (at, declared),
            )
            db.execute(
                "UPDATE channels SET withdrawn_at = ? WHERE withdrawn_at IS NULL"
                " AND name NOT IN (SELECT value FROM json_each(?))",
                (at, declared),
            )

    def waiting(self, channel: str, *, above: int = 0) -> tuple[Delivery, ...]:
        """Return what waits for a channel, oldest first: a few of those above a place.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT * FROM outbox WHERE channel = (SELECT id FROM channels WHERE name = ?)"  # noqa: S608
                f" AND {WAITING} AND id > ? ORDER BY id LIMIT ?",
                (channel, above, LOT),
            ).fetchall()
            return _deliveries(db, found)

    def spare(self, deliveries: Iterable[str]) -> None:
        """Take back that somebody is to be told of something, by the ids of the deliveries.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "DELETE FROM outbox WHERE sent_at IS NULL AND delivery IN (SELECT value FROM json_each(?))",
                (rows.packed(list(deliveries)),),
            )

    def changed_paragraphs(self, edit: Edit) -> tuple[str, ...]:
        """Return the paragraphs that an edit took out of the body or brought into it, each whole.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT DISTINCT text FROM blocks CROSS JOIN block_spans ON block_spans.block = blocks.id"
                " WHERE blocks.article = ? AND (from_revision = ? OR to_revision = ?)",
                (edit.article, edit.new, edit.new - 1),
            )
            return tuple(row["text"] for row in found)

    def next_lot(
        self, channel: str, now: datetime, *, horizon: datetime, recorded_by: datetime | None = None
    ) -> Lot:
        """Return what the channel is to be sent next; nothing while it rests.

        An edit that it refused before comes alone, after the others, so that it holds up none.

        Args:
            channel: its name.
            now: the time (UTC).
            horizon: no rest lasts longer; one that does was laid by a clock that was wrong.
            recorded_by: what was recorded later is not sent yet; None: everything is.

        Raises:
            StoreError: the database cannot be used.
        """
        due = "({0}.next_try IS NULL OR {0}.next_try <= ?2 OR {0}.next_try > ?3)".format
        with self.reading() as db:
            found = db.execute(
                "SELECT outbox.*, channels.failures FROM channels"  # noqa: S608
                " JOIN outbox ON outbox.channel = channels.id"
                f" WHERE name = ?1 AND withdrawn_at IS NULL AND {due('channels')}"
                f" AND {WAITING} AND {due('outbox')} AND (?5 IS NULL OR written_at <= ?5)"
                " ORDER BY outbox.tries > 0, outbox.id LIMIT ?4",
                (
                    channel,
                    rows.instant(now),
                    rows.instant(horizon),
                    LOT,
                    None if recorded_by is None else rows.instant(recorded_by),
                ),
            ).fetchall()
            lot = [row for row in found if not row["tries"]] or found[:1]
            deliveries = _deliveries(db, lot)
        return Lot(
            channel=channel,
            deliveries=deliveries,
            refusals=lot[0]["tries"] if lot else 0,
            failures=lot[0]["failures"] if lot else 0,
        )

    def note_sent(self, lot: Lot, now: datetime) -> None:
        """Note that the channel took these edits.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        at = rows.instant(now)
        with self.writing() as db:
            db.execute(
                "UPDATE outbox SET sent_at = ?, error = NULL"
                " WHERE delivery IN (SELECT value FROM json_each(?))",
                (at, _ids(lot)),
            )
            db.execute(
                "UPDATE channels SET failures = 0, error = NULL, failed_at = NULL, next_try = NULL,"
                " sent_at = ? WHERE name = ?",
                (at, lot.channel),
            )

    def note_refused(self, lot: Lot, why: str, *, next_try: datetime) -> None:
        """Note that the channel refused these edits, though it may take others.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "UPDATE outbox SET tries = tries + 1, error = ?, next_try = ?"
                " WHERE delivery IN (SELECT value FROM json_each(?))",
                (rows.clean(why), rows.instant(next_try), _ids(lot)),
            )

    def note_failed(self, lot: Lot, why: str, *, now: datetime, next_try: datetime) -> None:
        """Note that the channel took nothing.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute(
                "UPDATE channels SET failures = failures + 1, error = ?, failed_at = ?, next_try = ?"
                " WHERE name = ?",
                (rows.clean(why), rows.instant(now), rows.instant(next_try), lot.channel),
            )

    def give_up(self, channel: str, *, before: datetime, now: datetime) -> int:
        """Send the channel no more what was recorded before this time; return how many edits that were.

        Raises:
            StoreError: this is a looker, or the database cannot be used.
        """
        with self.writing() as db:
            return db.execute(
                "UPDATE outbox SET given_up_at = ? WHERE channel = (SELECT id FROM channels WHERE name = ?)"  # noqa: S608
                f" AND written_at < ? AND {WAITING}",
                (rows.instant(now), channel, rows.instant(before)),
            ).rowcount

    def channels(self, now: datetime) -> tuple[ChannelState, ...]:
        """Return how each channel fares: those declared, and others for which edits wait.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT channels.*,"  # noqa: S608  our conditions
                f" (SELECT count(*) FROM outbox WHERE channel = channels.id AND {WAITING}) AS waiting,"
                " (SELECT count(*) FROM outbox WHERE channel = channels.id AND tries > 0"
                f"  AND {WAITING}) AS refused,"
                f" (SELECT error FROM outbox WHERE channel = channels.id AND {WAITING}"
                "  AND error IS NOT NULL ORDER BY outbox.id DESC LIMIT 1) AS refusal,"
                " (SELECT min(next_try) FROM outbox WHERE channel = channels.id AND tries > 0"
                f"  AND {WAITING}) AS retried,"
                " (SELECT count(*) FROM outbox WHERE channel = channels.id AND given_up_at > ?) AS given_up"
                " FROM channels ORDER BY name",
                (rows.instant(now - REMEMBERED),),
            ).fetchall()
        return tuple(
            _state(row) for row in found if row["withdrawn_at"] is None or row["waiting"] or row["given_up"]
        )


def _deliveries(db: sqlite3.Connection, found: Sequence[sqlite3.Row]) -> tuple[Delivery, ...]:
    """Return what these rows of the outbox are about, in their order."""
    edits = edits_by_id(db, [row["edit"] for row in found if row["edit"] is not None])
    events = events_by_id(db, [row["event"] for row in found if row["event"] is not None])
    return tuple(
        Delivery(
            id=row["delivery"],
            place=row["id"],
            told=edits[row["edit"]] if row["edit"] is not None else events[row["event"]],
        )
        for row in found
    )


def _ids(lot: Lot) -> str:
    return rows.packed([one.id for one in lot.deliveries])


def _state(row: sqlite3.Row) -> ChannelState:
    return ChannelState(
        name=row["name"],
        waiting=row["waiting"],
        refused=row["refused"],
        given_up=row["given_up"],
        failures=row["failures"],
        error=row["error"] or row["refusal"],
        failed_at=rows.maybe_when(row["failed_at"]),
        next_try=rows.maybe_when(row["next_try"] or row["retried"]),
        sent_at=rows.maybe_when(row["sent_at"]),
        withdrawn_at=rows.maybe_when(row["withdrawn_at"]),
    )
