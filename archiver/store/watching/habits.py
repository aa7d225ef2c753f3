"""What the archive knows of its sources' habits: when their articles lay quiet, and for how long."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import groupby

from archiver.model.revision import QuietSpan
from archiver.store import rows
from archiver.store.opened import Opened

REVISIONS = (
    "SELECT sources.name, revisions.article, revisions.opened_by, revisions.seen_from, revisions.seen_until,"
    " revisions.not_before, readings.published_at, readings.modified_at"
    " FROM articles JOIN sources ON sources.id = articles.source"
    " JOIN revisions ON revisions.article = articles.id JOIN readings ON readings.id = revisions.reading"
    " WHERE articles.last_visit >= ? AND articles.collection IS NULL"
    " ORDER BY revisions.article, revisions.number"
)
"""Without the texts: those would make it slow."""


class Watching(Opened):
    """Doors for what was learnt by watching."""

    def quiet_spans(self, since: datetime) -> dict[str, tuple[QuietSpan, ...]]:
        """Return, by source, over which times its articles were watched and did not change.

        Args:
            since: leave out articles that were not visited since, and whatever came before.

        Raises:
            StoreError: the database cannot be used.
        """
        found: defaultdict[str, list[QuietSpan]] = defaultdict(list)
        with self.reading() as db:
            seen = db.execute(REVISIONS, (rows.instant(since),))
            for (source, _), states in groupby(seen, key=lambda row: (row["name"], row["article"])):
                found[source] += (span for span in _spans(states) if span.watched_until >= since)
        return {source: tuple(spans) for source, spans in found.items()}


def _spans(states: Iterator[sqlite3.Row]) -> Iterator[QuietSpan]:
    """Return the spans of one article, given its revisions in order."""
    changed_at = watched_from = watched_until = None
    for state in states:
        seen_from, seen_until = rows.when(state["seen_from"]), rows.when(state["seen_until"])
        if changed_at is None or watched_from is None or watched_until is None:
            changed_at, watched_from = _claimed(state, seen_from), seen_from
        elif state["opened_by"] in ("edit", "reversion"):
            before = rows.maybe_when(state["not_before"]) or watched_until
            middle = before + (seen_from - before) / 2
            yield _span(changed_at, watched_from, middle, edited=True)
            changed_at = watched_from = seen_from
        watched_until = seen_until  # a rebase goes on with the span: only our reading changed
    if changed_at and watched_from and watched_until:
        yield _span(changed_at, watched_from, watched_until, edited=False)


def _span(changed_at: datetime, watched_from: datetime, until: datetime, *, edited: bool) -> QuietSpan:
    return QuietSpan(changed_at=changed_at, watched_from=watched_from, watched_until=until, edited=edited)


def _claimed(state: sqlite3.Row, seen_from: datetime) -> datetime:
    """Return the latest change that the publisher claims for the first sight, if it was before that."""
    claims = (rows.maybe_moment(state["published_at"]), rows.maybe_moment(state["modified_at"]))
    known = [
        claim if isinstance(claim, datetime) else datetime.combine(claim, time(), tzinfo=UTC)
        for claim in claims
        if claim is not None
    ]
    return max((claim for claim in known if claim <= seen_from), default=seen_from)
