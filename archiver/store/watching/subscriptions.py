"""What hubs were asked to tell of seeds, and what they granted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archiver.model.told import Hub, Subscription
from archiver.store import rows
from archiver.store.opened import Opened


class Subscriptions(Opened):
    """Doors for what was agreed with hubs."""

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Return all, also those that are no longer wanted and not yet ended, by seed.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return tuple(map(_subscription, db.execute("SELECT * FROM subscriptions ORDER BY seed, hub")))

    def name_hub(self, seed: str, hub: Hub | None) -> None:
        """Note which hub a seed names now; any other is no longer wanted for it.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        if self._named(seed) == hub:
            return
        with self.writing() as db:
            db.execute("UPDATE subscriptions SET wanted = 0 WHERE seed = ?", (rows.clean(seed),))
            if hub is not None:
                db.execute(
                    "INSERT INTO subscriptions (seed, hub, topic, wanted, failures) VALUES (?, ?, ?, 1, 0)"
                    " ON CONFLICT (seed, hub, topic) DO UPDATE SET wanted = 1",
                    (rows.clean(seed), rows.clean(hub.url), rows.clean(hub.topic)),
                )

    def _named(self, seed: str) -> Hub | None:
        with self.reading() as db:
            row = db.execute(
                "SELECT hub, topic FROM subscriptions WHERE seed = ? AND wanted", (rows.clean(seed),)
            ).fetchone()
            return None if row is None else Hub(url=row["hub"], topic=row["topic"])

    def keep_subscriptions(self, kept: Iterable[Subscription], *, ended: Iterable[Subscription] = ()) -> None:
        """Note how subscriptions are now, and forget those that have ended.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            for one in (*kept, *ended):
                db.execute(
                    "DELETE FROM subscriptions WHERE seed = ? AND hub = ? AND topic = ?",
                    (rows.clean(one.seed), rows.clean(one.hub.url), rows.clean(one.hub.topic)),
                )
            for one in kept:
                rows.insert(db, "subscriptions", _cells(one))


def failing_hubs(db: sqlite3.Connection, *, limit: int) -> tuple[Subscription, ...]:
    """Return the subscriptions that are wanted and failed the last time, longest failing first."""
    found = db.execute(
        "SELECT * FROM subscriptions WHERE wanted AND failures > 0 ORDER BY failures DESC, seed LIMIT ?",
        (limit,),
    ).fetchall()
    return tuple(map(_subscription, found))


def _cells(one: Subscription) -> dict[str, rows.Cell]:
    return {
        "seed": rows.clean(one.seed),
        "hub": rows.clean(one.hub.url),
        "topic": rows.clean(one.hub.topic),
        "wanted": int(one.wanted),
        "callback": one.callback,
        "asked_at": rows.maybe_instant(one.asked_at),
        "leased_until": rows.maybe_instant(one.leased_until),
        "heard_at": rows.maybe_instant(one.heard_at),
        "failures": one.failures,
        "error": rows.maybe_clean(one.error),
        "next_ask": rows.maybe_instant(one.next_ask),
    }


def _subscription(row: sqlite3.Row) -> Subscription:
    return Subscription(
        seed=row["seed"],
        hub=Hub(url=row["hub"], topic=row["topic"]),
        wanted=bool(row["wanted"]),
        callback=row["callback"],
        asked_at=rows.maybe_when(row["asked_at"]),
        leased_until=rows.maybe_when(row["leased_until"]),
        heard_at=rows.maybe_when(row["heard_at"]),
        failures=row["failures"],
        error=row["error"],
        next_ask=rows.maybe_when(row["next_ask"]),
    )
