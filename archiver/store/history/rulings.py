"""What people said of captures: a suspect one is the article, or a revision is none.

A ruling is a row that is never changed; the newest on a snapshot counts. The evidence stays as it is, and so
do revisions and visits. A revision that is ruled out is no longer told as an edit, and neither is the step
that left it; the history goes on from the revision before it.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from archiver.errors import UsageError
from archiver.model.revision import Edited, First, Same
from archiver.model.ruling import Ruling
from archiver.model.sight import Sight
from archiver.store import rows
from archiver.store.history.revisions import Incoming, current
from archiver.store.history.verdicts import conclude
from archiver.store.opened import Opened

RULED = """
SELECT rulings.*, (SELECT max(number) FROM revisions WHERE snapshot = rulings.snapshot) AS revision
FROM rulings WHERE article = ? ORDER BY id
"""

NEWEST_LEFT = """
SELECT * FROM revisions WHERE article = ? AND snapshot NOT IN (
  SELECT snapshot FROM rulings AS said WHERE is_article = 0
  AND id = (SELECT max(id) FROM rulings WHERE snapshot = said.snapshot)
) ORDER BY number DESC LIMIT 1
"""
"""The newest revision of an article that nobody ruled out."""

WITHDRAW = """
INSERT OR IGNORE INTO withdrawals (revision, ruling)
SELECT revisions.id, said.id FROM rulings AS said
JOIN revisions AS out ON out.snapshot = said.snapshot
JOIN revisions ON revisions.article = out.article
  AND out.number IN (revisions.number, coalesce(revisions.follows, revisions.number - 1))
WHERE said.article = ? AND said.is_article = 0
  AND said.id = (SELECT max(id) FROM rulings WHERE snapshot = said.snapshot)
"""
"""Of a revision that is ruled out, the edit that led to it and the one that led away from it."""


class Rulings(Opened):
    """Doors for what people said of captures."""

    def rulings(self, article: int) -> tuple[Ruling, ...]:
        """Return what was said of an article's captures, oldest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return tuple(_ruling(row) for row in db.execute(RULED, (article,)))

    def accept(
        self,
        snapshot: int,
        sight: Sight,
        verdict: First | Same | Edited | None,
        *,
        by: str,
        why: str,
        now: datetime,
    ) -> Ruling:
        """Note that a snapshot shows the article, and conclude from it.

        Args:
            snapshot: which.
            sight: what today's reader sees in it.
            verdict: what the sight means; None: it is older than what is known, so that nothing follows.
            by: who says so.
            why: their reason.
            now: when they say so.

        Raises:
            UsageError: there is no snapshot of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            row = _snapshot(db, snapshot)
            ruling = _note(db, row, is_article=True, by=by, why=why, now=now)
            if verdict is not None:
                incoming = Incoming(
                    article=row["article"],
                    visit=row["visit"],
                    snapshot=snapshot,
                    seen_at=rows.when(row["captured_at"]),
                    reading=sight.reading,
                    fingerprint=sight.fingerprint,
                    now=now,
                )
                conclude(db, incoming, verdict)
            return _ruled(db, row["article"], ruling)

    def rule_on(self, revision: int, *, is_article: bool, by: str, why: str, now: datetime) -> Ruling:
        """Note that a revision, given by its id, is no article, or that it is one after all.

        Raises:
            UsageError: there is no revision of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            found = db.execute("SELECT * FROM revisions WHERE id = ?", (revision,)).fetchone()
            if found is None:
                raise UsageError(f"no revision of id {revision} in this archive")
            article = found["article"]
            row = _snapshot(db, found["snapshot"])
            ruling = _note(db, row, is_article=is_article, by=by, why=why, now=now)
            _withdraw(db, article)
            _go_on_from_newest(db, article)
            return _ruled(db, article, ruling)


def vouched_kinds(db: sqlite3.Connection, article: int) -> frozenset[str]:
    """Return the kinds of page that the screening takes for no article, and a person for this one."""
    found = db.execute(
        "SELECT visits.page_kind, is_article FROM rulings JOIN snapshots ON snapshots.id = rulings.snapshot"
        " JOIN visits ON visits.id = snapshots.visit WHERE rulings.article = ? ORDER BY rulings.id",
        (article,),
    )
    newest = {row["page_kind"]: row["is_article"] for row in found}
    return frozenset(kind for kind, is_article in newest.items() if is_article)


def ruled_out(db: sqlite3.Connection, article: int) -> frozenset[str]:
    """Return the fingerprints of what a person said is not this article."""
    found = db.execute(
        "SELECT readings.fingerprint, is_article FROM rulings"
        " JOIN readings ON readings.snapshot = rulings.snapshot WHERE rulings.article = ?"
        " ORDER BY rulings.id",
        (article,),
    )
    newest = {row["fingerprint"]: row["is_article"] for row in found}
    return frozenset(print_ for print_, is_article in newest.items() if not is_article)


def _withdraw(db: sqlite3.Connection, article: int) -> None:
    """Make the edits that are told no longer follow from what was said last."""
    db.execute(
        "DELETE FROM withdrawals WHERE revision IN (SELECT id FROM revisions WHERE article = ?)", (article,)
    )
    db.execute(WITHDRAW, (article,))


def _go_on_from_newest(db: sqlite3.Connection, article: int) -> None:
    """Let the history go on from the newest revision that nobody ruled out; no change waits any longer."""
    before, left = current(db, article), db.execute(NEWEST_LEFT, (article,)).fetchone()
    goes_on = left and left["id"]
    if goes_on == (before and before["id"]):
        return
    db.execute("UPDATE articles SET revision = ? WHERE id = ?", (goes_on, article))
    db.execute("DELETE FROM pending_changes WHERE article = ?", (article,))
    _move_spans(db, article, before, left)


def _move_spans(
    db: sqlite3.Connection, article: int, before: sqlite3.Row | None, left: sqlite3.Row | None
) -> None:
    """Close the spans of blocks that only the revision before had, and open those of the one that is left."""
    last = max(before["number"] if before else 0, left["number"] - 1 if left else 0)
    db.execute(
        "UPDATE block_spans SET to_revision = ? WHERE to_revision IS NULL"
        " AND block IN (SELECT id FROM blocks WHERE article = ?)",
        (last, article),
    )
    if left is not None:
        db.execute(
            "UPDATE block_spans SET to_revision = NULL WHERE from_revision <= ?1 AND to_revision >= ?1"
            " AND block IN (SELECT value FROM readings, json_each(readings.blocks) WHERE readings.id = ?2)",
            (left["number"], left["reading"]),
        )


def _snapshot(db: sqlite3.Connection, snapshot: int) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute("SELECT * FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
    if row is None:
        raise UsageError(f"no snapshot {snapshot} in this archive")
    return row


def _note(
    db: sqlite3.Connection, snapshot: sqlite3.Row, *, is_article: bool, by: str, why: str, now: datetime
) -> int:
    return rows.insert(
        db,
        "rulings",
        {
            "article": snapshot["article"],
            "snapshot": snapshot["id"],
            "is_article": int(is_article),
            "by": rows.clean(by),
            "why": rows.clean(why),
            "ruled_at": rows.instant(now),
        },
    )


def _ruled(db: sqlite3.Connection, article: int, ruling: int) -> Ruling:
    return next(_ruling(row) for row in db.execute(RULED, (article,)) if row["id"] == ruling)


def _ruling(row: sqlite3.Row) -> Ruling:
    return Ruling(
        id=row["id"],
        article=row["article"],
        snapshot=row["snapshot"],
        revision=row["revision"],
        is_article=bool(row["is_article"]),
        by=row["by"],
        why=row["why"],
        ruled_at=rows.when(row["ruled_at"]),
    )
