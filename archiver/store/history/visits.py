"""From a capture to rows: evidence first, then one transaction for what the verdict means."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from archiver.access import no_room
from archiver.errors import AddressRefused, CaptureError, RobotsRefused, SchemeRefused, Unreadable
from archiver.model.capture import Capture, CaptureTask, Digest
from archiver.model.revision import (
    Edited,
    Failed,
    First,
    Gone,
    Moved,
    Outcome,
    Rebased,
    Same,
    Suspect,
    Unseen,
    Variant,
    Verdict,
    Visit,
)
from archiver.model.sight import Finding
from archiver.store import rows
from archiver.store.evidence import journal
from archiver.store.evidence import last_sights as sights
from archiver.store.evidence.captures import (
    Kept,
    Placing,
    note_files,
    note_snapshot,
    place_capture,
    refusals_of,
    stage,
)
from archiver.store.history import volatile
from archiver.store.history.queries import VISIT
from archiver.store.history.revisions import Incoming
from archiver.store.history.verdicts import (
    changes_nothing,
    conclude,
    is_back,
    outcome_of,
    reason_of,
    shows_current,
    waiting_of,
)
from archiver.store.ledger import entries as ledger
from archiver.store.opened import Opened
from archiver.store.watching import collections, gaps, identity, parameters

log = logging.getLogger(__name__)

REFUSED = (SchemeRefused, AddressRefused, RobotsRefused)
"""Errors of visits that were not made at all."""

NOT_MODIFIED = 304
"""Status of an answer without content: the page is as it was, and there is nothing new to keep of it."""

DUE = f"CASE WHEN {identity.RETIRED} OR unwatched_at IS NOT NULL THEN NULL ELSE ? END"
"""When an article is due again: never, if it retired into another, or was unwatched, while it was visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What a verdict needs on the disk before its rows are written."""

    files: Mapping[Digest, Placing]
    snapshot: bool  # does this capture become one; an unchanged visit does not
    rolls: bool  # does it take the place of the last sight
    repeats: int | None  # an earlier snapshot of the very same bytes, where there is no article
    closing: sights.LastSight | None  # last sight of the state that this verdict ends


class Visits(Opened):
    """Doors through which visits come in."""

    def keep(self, task: CaptureTask, capture: Capture) -> Kept:
        """Put the capture on the disk, synced, before anything interprets it.

        It waits in `snapshots/incoming/` until `record` says what it means.

        Raises:
            DiskFull: there is no room; nothing was kept and nothing lost.
            StoreError: this is a looker, or the database cannot be used.
        """
        self.require_writer()
        with self.reading() as db, no_room(self.folder.root):
            return stage(db, self.folder, task, capture)

    def drop(self, kept: Kept) -> None:
        """Remove a staged capture that is recorded, or that nothing is to be concluded from."""
        if kept.staged is not None:
            kept.staged.unlink(missing_ok=True)

    def record(self, kept: Kept, finding: Finding, *, next_visit: datetime | None, now: datetime) -> Visit:
        """Record what became of a capture, its files in place before its rows.

        Recording the same capture again changes nothing and returns the visit as it is. An article that was
        gone and is seen again has returned: that is the outcome and an event, beside what its text says.

        Args:
            kept: from `keep`.
            finding: what the capture showed, and what it means.
            next_visit: when the article is due again; None retires it.
            now: when this is recorded. The time of the sight is the capture's own.

        Raises:
            ValueError: the verdict speaks of a text, and the sight has no reading.
            DiskFull: there is no room; the archive is as it was.
            StoreError: this is a looker, or the database cannot be used.
        """
        self.require_writer()
        visit = self._recorded(kept) or self._record(kept, finding, next_visit=next_visit, now=now)
        self.drop(kept)
        return visit

    def record_failure(
        self, task: CaptureTask, error: CaptureError, *, now: datetime, next_visit: datetime | None
    ) -> Visit:
        """Record a visit that brought nothing home; the same failure again changes nothing.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        outcome = Outcome.REFUSED if isinstance(error, REFUSED) else Outcome.FAILED
        with self.writing() as db:
            row = db.execute(
                "SELECT id FROM visits WHERE article = ? AND capture IS NULL AND started_at = ?"
                " AND attempt = ?",
                (task.article, rows.instant(now), task.attempt),
            ).fetchone()
            if row is not None:
                return _visit(db, row["id"])
            number = rows.insert(
                db,
                "visits",
                {
                    "article": task.article,
                    "started_at": rows.instant(now),
                    "outcome": outcome.value,
                    "reason": rows.clean(str(error)),
                    "purpose": task.purpose.value,
                    "depth": task.depth.value,
                    "attempt": task.attempt,
                    "took_ms": 0,
                },
            )
            ledger.log_visit(db, number, now)
            gaps.note_missed(db, task.article)
            db.execute(
                f"UPDATE articles SET failures = failures + 1, last_visit = ?, next_visit = {DUE},"  # noqa: S608
                " lease_until = NULL WHERE id = ?",
                (rows.instant(now), rows.maybe_instant(next_visit), task.article),
            )
            return _visit(db, number)

    def _recorded(self, kept: Kept) -> Visit | None:
        with self.reading() as db:
            row = db.execute(
                f"{VISIT} WHERE capture = ? AND article = ?", (kept.key, kept.task.article)
            ).fetchone()
            return None if row is None else rows.visit(row)

    def _record(self, kept: Kept, finding: Finding, *, next_visit: datetime | None, now: datetime) -> Visit:
        with self.reading() as db:
            plan = self._plan(db, kept, finding, now)
        with no_room(self.folder.root):
            self.folder.write(placing.piece for placing in plan.files.values())
        with self.writing() as db:
            number = _note_visit(db, kept, finding)
            incoming = Incoming(
                article=kept.task.article,
                visit=number,
                snapshot=_note_evidence(db, kept, plan, visit=number, now=now),
                seen_at=kept.capture.captured_at,
                reading=finding.sight.reading,
                fingerprint=finding.sight.fingerprint,
                now=now,
            )
            conclude(db, incoming, finding.verdict)
            volatile.keep(db, kept.task.article, finding.volatile)
            _learn_addresses(db, kept, finding, now)
            if plan.rolls:
                sights.roll(db, kept, visit=number)
            if kept.capture.origin is not None:
                collections.note_import(db, number, kept.capture.origin, now)
            elif isinstance(finding.verdict, Suspect | Failed):
                gaps.note_missed(db, kept.task.article)
            else:
                gaps.note_seen(db, kept.task.article, number, kept.capture.captured_at)
            _move_on(db, kept, finding.verdict, next_visit=next_visit, now=now)
            ledger.log_visit(db, number, now)
            visit = _visit(db, number)
            waits = 0 if (waiting := waiting_of(db, kept.task.article)) is None else waiting.looks
        if plan.files or isinstance(finding.verdict, Variant):
            self._note_in_journal(kept, finding, visit, waits)
        return replace(visit, waits=waits)

    def _note_in_journal(self, kept: Kept, finding: Finding, visit: Visit, waits: int) -> None:
        line = journal.Line(
            visit=visit.id,
            capture=kept.key,
            article=visit.url,
            at=kept.capture.captured_at,
            purpose=kept.task.purpose.value,
            attempt=kept.task.attempt,
            outcome=outcome_of(finding.verdict).value,
            waits=waits,
            reason=rows.maybe_clean(visit.reason),
        )
        with no_room(self.folder.root):
            journal.note(self.folder, line)

    def _plan(self, db: sqlite3.Connection, kept: Kept, finding: Finding, now: datetime) -> _Plan:
        """Decide which files a verdict needs; as there is one writer, it stays true until they are rows."""
        article, verdict = kept.task.article, finding.verdict
        back = is_back(db, article, verdict)  # which is news, whatever the text says
        unchanged = changes_nothing(verdict) and not back
        aside = isinstance(verdict, Unseen)
        repeats = _same_bytes(db, kept, verdict) if aside else None
        everything = self.keep_unchanged or kept.capture.origin is not None  # nobody can make it again
        snapshot = everything or not (unchanged or repeats)
        closing = self._closing(db, article) if _closes(verdict) else None
        files: dict[Digest, Placing] = dict(closing.placings) if closing else {}
        if snapshot:
            files |= place_capture(db, self.folder, kept, aside=aside, now=now)
        return _Plan(
            files=files,
            snapshot=snapshot,
            rolls=not snapshot and kept.capture.status != NOT_MODIFIED and shows_current(verdict),
            repeats=None if snapshot else repeats,
            closing=closing,
        )

    def _closing(self, db: sqlite3.Connection, article: int) -> sights.LastSight | None:
        try:
            return sights.last_sight(db, self.folder, article)
        except Unreadable as error:
            # A new edit must not wait for old evidence to be mended: `verify` reports the damage.
            log.warning("last sight cannot be kept", extra={"article": article, "why": str(error)})
            return None


def _closes(verdict: Verdict) -> bool:
    """Tell whether the state seen so far ends here, so that its last sight is evidence for good."""
    return isinstance(verdict, Edited | Rebased | Gone | Moved)


def _same_bytes(db: sqlite3.Connection, kept: Kept, verdict: Verdict) -> int | None:
    """Return the article's last snapshot with this outcome, if status, response and DOM equal these."""
    row = db.execute(
        "SELECT snapshot, status, response_digest, dom_digest FROM visits"
        " WHERE article = ? AND outcome = ? AND snapshot IS NOT NULL ORDER BY id DESC LIMIT 1",
        (kept.task.article, outcome_of(verdict).value),
    ).fetchone()
    if row is None:
        return None
    same = (kept.capture.status, kept.digest("response"), kept.digest("dom"))
    return int(row["snapshot"]) if tuple(row)[1:] == same else None


def _note_evidence(
    db: sqlite3.Connection, kept: Kept, plan: _Plan, *, visit: int, now: datetime
) -> int | None:
    """Write the rows of the files that are in place; return the id of the capture's snapshot, if any."""
    article = kept.task.article
    note_files(db, plan.files, article=article, now=now)
    if plan.closing is not None:
        sights.keep_for_good(db, plan.closing)
    if plan.repeats is not None:
        db.execute("UPDATE visits SET snapshot = ? WHERE id = ?", (plan.repeats, visit))
    if not plan.snapshot:
        return None
    return note_snapshot(db, kept.outline, article=article, visit=visit)


def _note_visit(db: sqlite3.Connection, kept: Kept, finding: Finding) -> int:
    capture, task = kept.capture, kept.task
    sight, verdict = finding.sight, finding.verdict
    outcome = Outcome.RETURNED if is_back(db, task.article, verdict) else outcome_of(verdict)
    number = rows.insert(
        db,
        "visits",
        {
            "article": task.article,
            "capture": kept.key,
            "started_at": rows.instant(capture.captured_at),
            "outcome": outcome.value,
            "reason": rows.maybe_clean(reason_of(verdict) or sight.said),
            "doubt": verdict.doubt.kind.value if isinstance(verdict, Suspect) else None,
            "purpose": task.purpose.value,
            "depth": capture.depth.value,
            "attempt": task.attempt,
            "status": capture.status,
            "page_kind": sight.screening.kind.value,
            "plain": None if sight.plain is None else int(sight.plain),
            "took_ms": round(capture.took.total_seconds() * 1000),
            "response_digest": kept.digest("response"),
            "response_bytes": kept.size_bytes("response"),
            "dom_digest": kept.digest("dom"),
            "dom_bytes": kept.size_bytes("dom"),
        },
    )
    _note_refusals(db, capture, visit=number)
    return number


def _note_refusals(db: sqlite3.Connection, capture: Capture, *, visit: int) -> None:
    db.executemany(
        "INSERT INTO refusals (visit, host, port, reason, times, first_at) VALUES (?, ?, ?, ?, ?, ?)",
        [(visit, *cells) for cells in refusals_of(capture)],
    )


def _learn_addresses(db: sqlite3.Connection, kept: Kept, finding: Finding, now: datetime) -> None:
    """Take in under which addresses an article was seen, not where others saw it."""
    if kept.capture.origin is not None:
        return
    reading, verdict = finding.sight.reading, finding.verdict
    if reading is not None and not isinstance(verdict, Unseen):
        addresses = ((kept.capture.final_url, identity.REDIRECT), (reading.canonical, "canonical"))
        identity.learn(db, kept.task.article, addresses, now)
    if isinstance(verdict, First):
        identity.succeed(db, kept.task.article, now)
    if isinstance(verdict, First | Edited | Rebased):
        parameters.join(db, kept.task.article, now)


def _move_on(
    db: sqlite3.Connection, kept: Kept, verdict: Verdict, *, next_visit: datetime | None, now: datetime
) -> None:
    """Release the claim, say when the article is due, and remember what a probe may compare with."""
    doubted = isinstance(verdict, Suspect) and not verdict.doubt.article_answered
    missed = (doubted or isinstance(verdict, Failed)) and kept.capture.origin is None
    failures = "failures + 1" if missed else "0"
    db.execute(
        f"UPDATE articles SET failures = {failures}, last_visit = ?, next_visit = {DUE}, lease_until = NULL"  # noqa: S608
        " WHERE id = ?",
        (rows.instant(now), rows.maybe_instant(next_visit), kept.task.article),
    )
    if isinstance(verdict, First | Same | Edited | Rebased) and kept.capture.status != NOT_MODIFIED:
        header = kept.capture.header
        db.execute(
            "UPDATE articles SET etag = ?, last_modified = ?, response_digest = ?,"
            " dom_digest = coalesce(?, dom_digest) WHERE id = ?",
            (
                rows.maybe_clean(header("etag")),
                rows.maybe_clean(header("last-modified")),
                kept.digest("response"),
                kept.digest("dom"),
                kept.task.article,
            ),
        )


def _visit(db: sqlite3.Connection, number: int) -> Visit:
    return rows.visit(db.execute(f"{VISIT} WHERE visits.id = ?", (number,)).fetchone())
