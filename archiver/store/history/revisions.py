"""Opening, extending and closing revisions; the edits between them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from archiver.model.diff import ChangeKind
from archiver.model.reading import Reading
from archiver.model.revision import Changed, Edited
from archiver.store import rows
from archiver.store.history import feed, outbox
from archiver.store.history.excerpt import excerpts
from archiver.store.history.readings import keep_reading, mark_spans
from archiver.store.watching import identity, repeats
from archiver.store.words import text_index


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One sight on its way into the tables, with the rows it has already."""

    article: int
    visit: int
    snapshot: int | None  # None: no file of it stays
    seen_at: datetime
    reading: Reading | None
    fingerprint: str | None
    now: datetime

    def understood(self) -> tuple[Reading, str]:
        """Return the reading and its fingerprint.

        Raises:
            ValueError: there is none, but the verdict speaks of a text.
        """
        if self.reading is None or self.fingerprint is None:
            raise ValueError("this verdict needs a reading and its fingerprint")
        return self.reading, self.fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """Where a revision begins."""

    snapshot: int
    reading: int
    fingerprint: str
    seen_from: datetime
    sights: int = 1
    pending_visit: int | None = None


def current(db: sqlite3.Connection, article: int) -> sqlite3.Row | None:
    """Return the row of the article's current revision, if it has any."""
    row: sqlite3.Row | None = db.execute(
        "SELECT revisions.* FROM articles JOIN revisions ON revisions.id = articles.revision"
        " WHERE articles.id = ?",
        (article,),
    ).fetchone()
    return row


def open_first(db: sqlite3.Connection, incoming: Incoming) -> int:
    """Open the first revision of an article."""
    opening = _open_here(db, incoming)
    revision = _open_unedited(db, incoming, opening, "first")
    db.execute("UPDATE articles SET last_change = ? WHERE id = ?", (_text(opening), incoming.article))
    return revision


def open_rebased(db: sqlite3.Connection, incoming: Incoming) -> int:
    """Open the revision that our reader's change calls for; no edit, and the article did not change."""
    return _open_unedited(db, incoming, _open_here(db, incoming), "rebase")


def reread_current(db: sqlite3.Connection, incoming: Incoming) -> int:
    """Open the revision that rereading the current one's snapshot calls for; nobody saw it anew."""
    opening = replace(_open_here(db, incoming), sights=0)
    return _open_unedited(db, incoming, opening, "rebase")


def see_again(db: sqlite3.Connection, incoming: Incoming) -> None:
    """Extend the current revision to this sight; a change that was seen once and waits is dropped.

    Raises:
        ValueError: there is no current revision.
    """
    row = current(db, incoming.article)
    if row is None:
        raise ValueError(f"article {incoming.article} was never read, so nothing can be the same")
    seen = rows.instant(incoming.seen_at)
    db.execute(
        "UPDATE revisions SET seen_until = max(seen_until, ?), sights = sights + 1 WHERE id = ?",
        (seen, row["id"]),
    )
    db.execute("UPDATE visits SET revision = ? WHERE id = ?", (row["id"], incoming.visit))
    db.execute("DELETE FROM pending_changes WHERE article = ?", (incoming.article,))
    if incoming.snapshot is not None and incoming.reading is not None:
        reading, fingerprint = incoming.understood()
        _keep_reading(db, incoming, reading, fingerprint)


def await_further_looks(db: sqlite3.Connection, incoming: Incoming, changed: Changed) -> None:
    """Note a change that needs further looks: count one that agrees, else the newest is what waits."""
    reading, fingerprint = incoming.understood()
    if incoming.snapshot is not None:
        _keep_reading(db, incoming, reading, fingerprint)
    if changed.looks > 1:
        db.execute(
            "UPDATE pending_changes SET looks = ? WHERE article = ?", (changed.looks, incoming.article)
        )
        return
    db.execute("DELETE FROM pending_changes WHERE article = ?", (incoming.article,))
    rows.insert(
        db,
        "pending_changes",
        {
            "article": incoming.article,
            "fingerprint": fingerprint,
            "visit": incoming.visit,
            "snapshot": incoming.snapshot,
            "seen_at": rows.instant(incoming.seen_at),
        },
    )


def open_edit(db: sqlite3.Connection, incoming: Incoming, edited: Edited) -> int:
    """Open the revision an edit leads to, at the first of the looks that agree on it.

    Raises:
        ValueError: there is no current revision.
    """
    old = current(db, incoming.article)
    if old is None:
        raise ValueError(f"article {incoming.article} was never read, so nothing can be edited")
    opening = _open_here(db, incoming) if edited.opens_here else _open_at_first_look(db, incoming)
    not_after = _text(opening)
    not_before = _last_sight(db, old, not_after)
    if edited.not_before is not None:
        not_before = min(not_before, rows.instant(edited.not_before))
    revision = _open(
        db,
        incoming,
        opening,
        {
            "opened_by": "edit" if edited.reverts_to is None else "reversion",
            "follows": old["number"],
            "not_before": not_before,
            "reverts_to": edited.reverts_to,
            "block_counts": rows.packed([list(pair) for pair in edited.diff.counts().items()]),
            **rows.assessment_cells(edited.assessment),
        },
    )
    _note_fields(db, incoming, edited, revision=revision, interval=(not_before, not_after))
    db.execute("UPDATE articles SET last_change = ? WHERE id = ?", (not_after, incoming.article))
    if opening.pending_visit is not None:
        db.execute("UPDATE visits SET revision = ? WHERE id = ?", (revision, opening.pending_visit))
    if not identity.is_alone(db, incoming.article):
        repeats.note(db, identity.family(db, identity.living(db, incoming.article)))
    feed.enter(db, feed.EDIT, revision)
    text_index.enter(db, revision)
    if not identity.is_imported(db, incoming.article):  # what others saw long ago is no news
        outbox.write(db, feed.EDIT, revision, incoming.now)
    return revision


def _last_sight(db: sqlite3.Connection, old: sqlite3.Row, not_after: str) -> str:
    """Return the last sight of a revision that is not later than this instant: a later one had a wrong clock.

    Without one, of whatever was seen of the article last; without that, the instant itself.
    """
    if old["seen_until"] <= not_after:
        return str(old["seen_until"])
    row = db.execute(
        "SELECT max(iif(revision = ?1, started_at, NULL)) AS own, max(started_at) AS of_any FROM visits"
        " WHERE article = ?2 AND revision IS NOT NULL AND started_at < ?3 AND clock IS NULL",
        (old["id"], old["article"], not_after),
    ).fetchone()
    return row["own"] or row["of_any"] or not_after


def _open_here(db: sqlite3.Connection, incoming: Incoming) -> _Opening:
    reading, fingerprint = incoming.understood()
    number = _keep_reading(db, incoming, reading, fingerprint)
    assert incoming.snapshot is not None  # every verdict but an unchanged one has files
    return _Opening(
        snapshot=incoming.snapshot, reading=number, fingerprint=fingerprint, seen_from=incoming.seen_at
    )


def _open_at_first_look(db: sqlite3.Connection, incoming: Incoming) -> _Opening:
    """Return where the new text was first seen: at the look that waited, whose reading stands for both."""
    reading, _ = incoming.understood()
    row = db.execute(
        "SELECT pending_changes.*, readings.id AS reading FROM pending_changes"
        " JOIN readings ON readings.snapshot = pending_changes.snapshot AND readings.reader = ?"
        " WHERE pending_changes.article = ?",
        (reading.reader, incoming.article),
    ).fetchone()
    if row is None:  # the look that waited was read by another reader, or none waited
        return _open_here(db, incoming)
    pending = rows.pending(row)
    return _Opening(
        snapshot=pending.snapshot,
        reading=row["reading"],
        fingerprint=pending.fingerprint,
        seen_from=min(pending.seen_at, incoming.seen_at),
        sights=2,
        pending_visit=pending.visit,
    )


def _open_unedited(db: sqlite3.Connection, incoming: Incoming, opening: _Opening, opened_by: str) -> int:
    """Open a revision that no edit led to."""
    revision = _open(db, incoming, opening, {"opened_by": opened_by})
    text_index.enter(db, revision)
    return revision


def _open(db: sqlite3.Connection, incoming: Incoming, opening: _Opening, cells: dict[str, rows.Cell]) -> int:
    """Write the row of a new current revision and everything that follows from there being one."""
    article = incoming.article
    newest = db.execute("SELECT max(number) FROM revisions WHERE article = ?", (article,)).fetchone()[0]
    number = (newest or 0) + 1
    revision = rows.insert(
        db,
        "revisions",
        {
            "article": article,
            "number": number,
            "snapshot": opening.snapshot,
            "reading": opening.reading,
            "fingerprint": opening.fingerprint,
            "seen_from": _text(opening),
            "seen_until": rows.instant(max(opening.seen_from, incoming.seen_at)),
            "sights": opening.sights,
            **cells,
        },
    )
    mark_spans(db, article=article, reading=opening.reading, number=number)
    db.execute("UPDATE articles SET revision = ? WHERE id = ?", (revision, article))
    if opening.sights:
        db.execute("UPDATE visits SET revision = ? WHERE id = ?", (revision, incoming.visit))
    db.execute("DELETE FROM pending_changes WHERE article = ?", (article,))
    return revision


def _note_fields(
    db: sqlite3.Connection, incoming: Incoming, edited: Edited, *, revision: int, interval: tuple[str, str]
) -> None:
    """Write one row a changed field; the body is one of them."""
    changes = [(change.name, change.old, change.new) for change in edited.diff.fields]
    if any(block.kind is not ChangeKind.SAME for block in edited.diff.blocks):
        changes.append(("body", *excerpts(edited.diff)))
    weights = {name: weight.value for name, weight in edited.assessment.field_weights}
    db.executemany(
        "INSERT INTO edits (revision, article, field, old, new, not_before, not_after, weight)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                revision,
                incoming.article,
                name,
                rows.maybe_clean(old),
                rows.maybe_clean(new),
                *interval,
                weights.get(name, edited.assessment.weight.value),
            )
            for name, old, new in changes
        ],
    )


def _keep_reading(db: sqlite3.Connection, incoming: Incoming, reading: Reading, fingerprint: str) -> int:
    assert incoming.snapshot is not None
    return keep_reading(
        db,
        reading,
        article=incoming.article,
        snapshot=incoming.snapshot,
        fingerprint=fingerprint,
        now=incoming.now,
    )


def _text(opening: _Opening) -> str:
    return rows.instant(opening.seen_from)
