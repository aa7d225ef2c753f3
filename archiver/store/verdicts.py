"""What each verdict means for the tables."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import assert_never

from archiver.model.revision import (
    Changed,
    Edited,
    First,
    Gone,
    Moved,
    Outcome,
    Rebased,
    Returned,
    Same,
    Suspect,
    Variant,
    Verdict,
)
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.readings import keep_reading
from archiver.store.revisions import (
    Sight,
    await_second_look,
    current,
    open_edit,
    open_first,
    open_rebased,
    see_again,
)

ALIVE = ("first", "same", "changed", "edited", "variant", "rebased", "returned")
"""Outcomes of visits that saw the article itself."""


def outcome_of(verdict: Verdict) -> Outcome:
    """Return the outcome a visit with this verdict has."""
    return Outcome(type(verdict).__name__.lower())


def reason_of(verdict: Verdict) -> str | None:
    """Return what the verdict says in words, if it says anything."""
    match verdict:
        case Suspect(reason=reason) | Variant(reason=reason):
            return reason
        case Moved(to=to):
            return f"now at {to}"
        case Gone(status=status):
            return f"status {status}"
        case Edited(assessment=assessment):
            return assessment.summary
        case Returned(then=then):
            return reason_of(then)
        case _:
            return None


def conclude(db: sqlite3.Connection, sight: Sight, verdict: Verdict) -> None:
    """Write what the verdict means: revisions, edits, events, the article's state.

    Raises:
        ValueError: the verdict does not fit what the archive knows of the article.
    """
    match verdict:
        case Suspect() | Moved() | Gone():
            _away(db, sight, verdict)
            return
        case Returned(then=then):
            _note_event(db, sight, "returned", before=("gone",), detail=f"then {outcome_of(then).value}")
            _understand(db, sight, then)
        case _:
            _understand(db, sight, verdict)
    db.execute("UPDATE articles SET state = 'article', gone_since = NULL WHERE id = ?", (sight.article,))


def _understand(
    db: sqlite3.Connection, sight: Sight, verdict: First | Same | Changed | Edited | Variant | Rebased
) -> None:
    match verdict:
        case First():
            open_first(db, sight)
        case Same():
            see_again(db, sight)
        case Changed():
            await_second_look(db, sight)
        case Edited():
            open_edit(db, sight, verdict)
        case Rebased():
            open_rebased(db, sight)
        case Variant(reason=reason):
            _note_variant(db, sight, reason)
        case _:
            assert_never(verdict)


def _away(db: sqlite3.Connection, sight: Sight, verdict: Suspect | Moved | Gone) -> None:
    """Note that the article itself was not seen. Consecutive sights of one state are one event."""
    row = db.execute(
        "SELECT state, gone_since, moved_to FROM articles WHERE id = ?", (sight.article,)
    ).fetchone()
    match verdict:
        case Suspect(reason=reason):
            if row["state"] != "suspect":
                _note_event(db, sight, "suspect", before=(*ALIVE, "gone", "moved"), detail=reason)
            db.execute("UPDATE articles SET state = 'suspect' WHERE id = ?", (sight.article,))
        case Gone(status=status):
            if row["gone_since"] is None:
                _note_event(db, sight, "gone", before=ALIVE, detail=f"status {status}")
            db.execute(
                "UPDATE articles SET state = 'gone', gone_since = coalesce(gone_since, ?) WHERE id = ?",
                (rows.instant(sight.seen_at), sight.article),
            )
        case Moved(to=address):
            to = rows.clean(canonical_url(address))
            if row["moved_to"] != to:
                _note_event(db, sight, "moved", before=ALIVE, detail=to)
            _follow(db, sight, to)
        case _:
            assert_never(verdict)


def _follow(db: sqlite3.Connection, sight: Sight, to: str) -> None:
    """Visit the article at its new address from now on, unless that is another article of ours."""
    db.execute("UPDATE articles SET state = 'moved', moved_to = ? WHERE id = ?", (to, sight.article))
    db.execute(
        "INSERT INTO aliases (url, article, why, added_at)"
        " SELECT ?1, ?2, 'moved', ?3 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE url = ?1)"
        " ON CONFLICT (url) DO NOTHING",
        (to, sight.article, rows.instant(sight.now)),
    )


def is_known_variant(db: sqlite3.Connection, article: int, fingerprint: str | None) -> bool:
    """Tell whether the article was served in this other wording before."""
    row = db.execute(
        "SELECT 1 FROM variants WHERE article = ? AND fingerprint = ?", (article, fingerprint)
    ).fetchone()
    return row is not None


def _note_variant(db: sqlite3.Connection, sight: Sight, reason: str) -> None:
    """Note another wording; seen before, it is counted only."""
    reading, fingerprint = sight.understood()
    seen = rows.instant(sight.seen_at)
    db.execute("DELETE FROM pending_changes WHERE article = ?", (sight.article,))
    known = db.execute(
        "UPDATE variants SET last_seen = max(last_seen, ?), sights = sights + 1"
        " WHERE article = ? AND fingerprint = ?",
        (seen, sight.article, fingerprint),
    )
    if known.rowcount:
        return
    assert sight.snapshot is not None
    keep_reading(
        db,
        reading,
        article=sight.article,
        snapshot=sight.snapshot,
        fingerprint=fingerprint,
        now=sight.now,
    )
    rows.insert(
        db,
        "variants",
        {
            "article": sight.article,
            "fingerprint": fingerprint,
            "snapshot": sight.snapshot,
            "reason": rows.clean(reason),
            "first_seen": seen,
            "last_seen": seen,
        },
    )
    row = current(db, sight.article)
    not_before = rows.when(row["seen_until"]) if row is not None else None
    _write_event(db, sight, "variant", not_before=not_before, detail=reason)


def _note_event(
    db: sqlite3.Connection, sight: Sight, kind: str, *, before: tuple[str, ...], detail: str
) -> None:
    """Write an event that began after the last visit with one of the outcomes `before`."""
    row = db.execute(
        "SELECT max(started_at) AS at FROM visits WHERE article = ? AND id <> ?"
        " AND outcome IN (SELECT value FROM json_each(?))",
        (sight.article, sight.visit, rows.packed(list(before))),
    ).fetchone()
    _write_event(db, sight, kind, not_before=rows.maybe_when(row["at"]), detail=detail)


def _write_event(
    db: sqlite3.Connection, sight: Sight, kind: str, *, not_before: datetime | None, detail: str
) -> None:
    rows.insert(
        db,
        "events",
        {
            "article": sight.article,
            "visit": sight.visit,
            "kind": kind,
            "not_before": rows.maybe_instant(min(not_before, sight.seen_at) if not_before else None),
            "not_after": rows.instant(sight.seen_at),
            "detail": rows.clean(detail),
        },
    )
