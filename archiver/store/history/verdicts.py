"""What each verdict means for the tables."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import assert_never

from archiver.model.doubt import DoubtKind
from archiver.model.revision import (
    Changed,
    Edited,
    Failed,
    First,
    Gone,
    Moved,
    Outcome,
    Pending,
    Rebased,
    Same,
    Suspect,
    Unseen,
    Variant,
    Verdict,
)
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.history import feed, outbox
from archiver.store.history.revisions import (
    Incoming,
    await_further_looks,
    current,
    open_edit,
    open_first,
    open_rebased,
    see_again,
)
from archiver.store.watching import identity

KEPT_LOOKS = 2
"""Looks that agree of which all files stay; those after them only count."""

ALIVE = ("first", "same", "changed", "edited", "variant", "rebased", "returned")
"""Outcomes of visits that saw the article itself."""


BESIDE = "something else on the page changed"
"""What a visit says where the article stayed, and text beside it that was left out did not."""


SAME_TEXT = "with the text it had"

BACK_WITH = {
    Outcome.CHANGED: "perhaps with another text, which is to be confirmed",
    Outcome.EDITED: "with another text",
    Outcome.FIRST: "read for the first time",
}
"""How an article that was gone is seen again, by the outcome of the visit; else it has the text it had."""


def outcome_of(verdict: Verdict) -> Outcome:
    """Return the outcome a visit with this verdict has, but where the article is back."""
    return Outcome(type(verdict).__name__.lower())


def is_back(db: sqlite3.Connection, article: int, verdict: Verdict) -> bool:
    """Tell whether an article that was gone is seen again, whatever its text says."""
    if isinstance(verdict, Unseen):
        return False
    row = db.execute("SELECT gone_since FROM articles WHERE id = ?", (article,)).fetchone()
    return row["gone_since"] is not None


def reason_of(verdict: Verdict) -> str | None:
    """Return what the verdict says in words, if it says anything."""
    match verdict:
        case Suspect(doubt=doubt):
            return str(doubt)
        case Variant(reason=reason) | Failed(reason=reason):
            return reason
        case Moved(to=to):
            return f"now at {to}"
        case Gone(status=status):
            return f"status {status}"
        case Edited(assessment=assessment):
            return assessment.summary
        case Changed(said=said):
            return said or None
        case Same(beside=True):
            return BESIDE
        case _:
            return None


def conclude(db: sqlite3.Connection, incoming: Incoming, verdict: Verdict) -> None:
    """Write what the verdict means: revisions, edits, events, the article's state.

    Raises:
        ValueError: the verdict does not fit what the archive knows of the article.
    """
    match verdict:
        case Failed():
            return
        case Suspect() | Moved() | Gone():
            _away(db, incoming, verdict)
            return
        case _:
            if is_back(db, incoming.article, verdict):
                how = BACK_WITH.get(outcome_of(verdict), SAME_TEXT)
                _note_event(db, incoming, "returned", before=("gone",), detail=how)
            _understand(db, incoming, verdict)
    db.execute("UPDATE articles SET state = 'article', gone_since = NULL WHERE id = ?", (incoming.article,))


def _understand(
    db: sqlite3.Connection, incoming: Incoming, verdict: First | Same | Changed | Edited | Variant | Rebased
) -> None:
    _note_arrival(db, incoming)
    match verdict:
        case First():
            open_first(db, incoming)
        case Same():
            see_again(db, incoming)
        case Changed():
            await_further_looks(db, incoming, verdict)
        case Edited():
            open_edit(db, incoming, verdict)
        case Rebased():
            open_rebased(db, incoming)
        case Variant():
            _note_variant(db, incoming, verdict)
        case _:
            assert_never(verdict)


def _away(db: sqlite3.Connection, incoming: Incoming, verdict: Suspect | Moved | Gone) -> None:
    """Note that the article itself was not seen. Consecutive sights of one state are one event."""
    row = db.execute(
        "SELECT state, gone_since, moved_to, revision FROM articles WHERE id = ?", (incoming.article,)
    ).fetchone()
    match verdict:
        case Suspect(doubt=doubt):
            if row["state"] != "suspect":
                _note_event(db, incoming, "suspect", before=(*ALIVE, "gone", "moved"), detail=str(doubt))
            db.execute("UPDATE articles SET state = 'suspect' WHERE id = ?", (incoming.article,))
            if doubt.kind in (DoubtKind.ANOTHER, DoubtKind.MOVED):
                _turn_back(db, incoming.article)
        case Gone(status=status):
            heir = None if row["gone_since"] else identity.heir(db, incoming.article, incoming.now)
            if heir is not None:
                _note_event(db, incoming, "moved", before=ALIVE, detail=heir)
                db.execute("UPDATE articles SET state = 'moved' WHERE id = ?", (incoming.article,))
                return
            if row["gone_since"] is None:
                _note_event(db, incoming, "gone", before=ALIVE, detail=f"status {status}")
            db.execute(
                "UPDATE articles SET state = 'gone', gone_since = coalesce(gone_since, ?) WHERE id = ?",
                (rows.instant(incoming.seen_at), incoming.article),
            )
            _turn_back(db, incoming.article)
        case Moved(to=address):
            to = rows.clean(canonical_url(address))
            was_here = row["revision"] is not None and not identity.was_always_at(db, incoming.article, to)
            if row["moved_to"] != to and was_here:
                _note_event(db, incoming, "moved", before=ALIVE, detail=to)
            _follow(db, incoming, to)
        case _:
            assert_never(verdict)


def _follow(db: sqlite3.Connection, incoming: Incoming, to: str) -> None:
    """Visit the article at its new address from now on, unless that is another article of ours."""
    db.execute("UPDATE articles SET state = 'moved', moved_to = ? WHERE id = ?", (to, incoming.article))
    identity.follow(db, incoming.article, to, incoming.now)


def _turn_back(db: sqlite3.Connection, article: int) -> None:
    """Ask for the article at its own address again: it is no longer where it had moved."""
    db.execute("UPDATE articles SET moved_to = NULL WHERE id = ?", (article,))


def _note_arrival(db: sqlite3.Connection, incoming: Incoming) -> None:
    """Note a move without a redirect: the first sight of the article at its new address."""
    row = db.execute(
        "SELECT aliases.url FROM articles JOIN aliases ON aliases.url = articles.moved_to"
        " AND aliases.article = articles.id WHERE articles.id = ? AND aliases.why IN (?, ?)"
        " AND articles.revision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events"
        " WHERE events.article = articles.id AND events.kind = 'moved' AND events.detail = aliases.url)",
        (incoming.article, identity.FEED_ID, identity.SAME_TEXT),
    ).fetchone()
    if row is not None:
        _note_event(db, incoming, "moved", before=ALIVE, detail=row["url"])


def changes_nothing(verdict: Verdict) -> bool:
    """Tell whether a sight shows a wording that is known, so that no file of it needs to stay."""
    return shows_current(verdict) or (isinstance(verdict, Changed) and verdict.looks > KEPT_LOOKS)


def shows_current(verdict: Verdict) -> bool:
    """Tell whether a sight shows the current revision.

    A second look that finds the current wording again makes what waited for it a variant.
    """
    return isinstance(verdict, Same | Variant)


def waiting_of(db: sqlite3.Connection, article: int) -> Pending | None:
    """Return the change of an article that waits for further looks, without its reading."""
    row = db.execute("SELECT * FROM pending_changes WHERE article = ?", (article,)).fetchone()
    return None if row is None else rows.pending(row)


def _note_variant(db: sqlite3.Connection, incoming: Incoming, verdict: Variant) -> None:
    """Note that the current revision is served beside the wording that waited for this look."""
    revision, waiting = current(db, incoming.article), waiting_of(db, incoming.article)
    see_again(db, incoming)
    if verdict.is_news:
        seen_at = incoming.seen_at if waiting is None else waiting.seen_at
        before = None if revision is None else min(rows.when(revision["seen_until"]), seen_at)
        _write_event(db, incoming, "variant", not_before=before, not_after=seen_at, detail=verdict.reason)


def _note_event(
    db: sqlite3.Connection, incoming: Incoming, kind: str, *, before: tuple[str, ...], detail: str
) -> None:
    """Write an event that began after the last visit with one of the outcomes `before`.

    A visit of a later time than this one had a wrong clock. Of what was out before anybody watched, and was
    never seen, nothing is told.
    """
    if _is_unseen(db, incoming.article):
        return
    row = db.execute(
        "SELECT max(started_at) AS at FROM visits WHERE article = ? AND id <> ? AND started_at <= ?"
        " AND clock IS NULL AND outcome IN (SELECT value FROM json_each(?))",
        (incoming.article, incoming.visit, rows.instant(incoming.seen_at), rows.packed(list(before))),
    ).fetchone()
    not_before = rows.maybe_when(row["at"])
    _write_event(db, incoming, kind, not_before=not_before, not_after=incoming.seen_at, detail=detail)


def _is_unseen(db: sqlite3.Connection, article: int) -> bool:
    """Tell whether an article was taken over with all that its publisher had out, and was never read here."""
    row = db.execute("SELECT taken_over_at, revision FROM articles WHERE id = ?", (article,)).fetchone()
    return row["taken_over_at"] is not None and row["revision"] is None


def _write_event(
    db: sqlite3.Connection,
    incoming: Incoming,
    kind: str,
    *,
    not_before: datetime | None,
    not_after: datetime,
    detail: str,
) -> None:
    event = rows.insert(
        db,
        "events",
        {
            "article": incoming.article,
            "visit": incoming.visit,
            "kind": kind,
            "not_before": rows.maybe_instant(not_before),
            "not_after": rows.instant(not_after),
            "detail": rows.clean(detail),
        },
    )
    feed.enter(db, feed.EVENT, event)
    if not identity.is_imported(db, incoming.article):  # what others saw long ago is no news
        outbox.write(db, feed.EVENT, event, incoming.now)
