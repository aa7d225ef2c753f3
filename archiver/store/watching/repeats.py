"""Edits that were told before, under another address of the same article.

Addresses that turn out to be one article's (`identity.py`) may both have recorded an edit; and one that was
found under the address that retires is found again under the one that stays. Of these, lists and feeds tell
the one that was recorded first. Nothing is deleted, and parting the two brings all back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from archiver.store import rows

FIRST_TOLD = "{0} NOT IN (SELECT edit FROM repeats) AND {0} NOT IN (SELECT revision FROM withdrawals)"
"""Condition on the id of the revision that an edit opened: it is not told under another address, nor did a
person rule that there is none (`rulings.py`)."""

NOTE = """
INSERT OR IGNORE INTO repeats (edit, told)
SELECT edits.id, min(told.id) FROM revisions AS edits
JOIN revisions AS before ON before.article = edits.article AND before.number = edits.number - 1
JOIN revisions AS told ON told.article IN (SELECT value FROM json_each(?1))
  AND told.article <> edits.article AND told.id < edits.id AND told.not_before IS NOT NULL
  AND told.fingerprint = edits.fingerprint AND told.seen_until >= edits.not_before
JOIN revisions AS known ON known.article = told.article AND known.number < told.number
  AND known.fingerprint = before.fingerprint AND known.seen_from <= edits.seen_from
WHERE edits.article IN (SELECT value FROM json_each(?1)) AND edits.not_before IS NOT NULL
GROUP BY edits.id
"""
"""Both wordings, in this order, were recorded before under another address, while the edit was made here."""


def note(db: sqlite3.Connection, members: Iterable[int]) -> None:
    """Note which edits of these articles, which are one, were told under another of its addresses.

    What others captured is told beside what we saw, as it is their word.
    """
    found = db.execute(
        "SELECT id FROM articles WHERE collection IS NULL AND id IN (SELECT value FROM json_each(?))",
        (rows.packed(tuple(members)),),
    )
    articles = tuple(row["id"] for row in found)
    if len(articles) > 1:
        db.execute(NOTE, (rows.packed(articles),))


def forget(db: sqlite3.Connection, members: Iterable[int]) -> None:
    """Tell all edits of these articles again."""
    db.execute(
        "DELETE FROM repeats WHERE edit IN (SELECT revisions.id FROM revisions"
        " WHERE article IN (SELECT value FROM json_each(?)))",
        (rows.packed(tuple(members)),),
    )
