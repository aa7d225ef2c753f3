"""How the archive fares: what is due, what fails, what ran, what was not seen for long."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archiver.model.article import Article, SeedState
from archiver.model.capture import Depth
from archiver.model.reading import DOUBTFUL
from archiver.model.revision import Outcome
from archiver.model.told import Subscription
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.tending.badly_read import BadlyRead, badly_read
from archiver.store.watching import identity
from archiver.store.watching.articles import ARTICLE
from archiver.store.watching.seeds import failing_seeds
from archiver.store.watching.subscriptions import failing_hubs

LATELY = 10_000
"""Newest visits that tell how many are answered without a browser, and revisions asked for doubts."""

SHOWN = 10
"""Failing hosts, blind spots and moved articles listed."""


RESTLESS_LOOKS = 9
"""Looks in a row that agreed with no other, from which an article is said never to rest: three rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingHost:
    """A host whose articles could not be seen lately."""

    host: str
    articles: int  # of this host that failed at their last visit
    failures: int  # most in a row of one of them
    since: datetime | None  # UTC; last visit among them
    reason: str | None  # of the newest failure


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """A watched article that was not seen for long."""

    article: int
    url: str
    last_seen: datetime | None  # UTC; None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A watched article whose history goes on at another address."""

    article: int
    url: str
    visited_at: str  # the address that is asked for
    since: datetime | None  # UTC; when the move was seen; None: no redirect told it


@dataclass(frozen=True, slots=True, kw_only=True)
class Restless:
    """An article whose page never comes to rest: no two looks agree."""

    article: int
    url: str
    since: datetime | None  # UTC; the last look that agreed with another


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfullyRead:
    """A watched article whose reading may be of something else on its page: no edit is told of it."""

    article: int
    url: str
    confidence: float  # of the current revision's reading
    reason: str | None  # the first of its doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenInPart:
    """A watched article of which a part could not be had: edits there are not seen."""

    article: int
    url: str
    left: str  # what could not be had


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a job: a round, a discovery, a verification, a heartbeat."""

    kind: str
    started_at: datetime  # UTC
    ended_at: datetime  # UTC
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The state of an archive at one instant."""

    articles: int
    due: int
    claimed: int
    waiting: int  # for the second look at a change
    retired: int
    gone: int
    next_due: datetime | None  # UTC; of what is not due yet
    visits: int
    snapshots: int
    revisions: int
    edits: int
    unchanged: int  # of the last `LATELY` visits, those that found nothing new
    unchanged_plain: int  # of these, answered by a plain request without a browser
    failing: tuple[FailingHost, ...]
    failing_hubs: tuple[Subscription, ...]  # that could not be asked, or have not confirmed, the last time
    failing_seeds: tuple[SeedState, ...]  # feeds, sitemaps, fronts that could not be read the last time
    blind_spots: tuple[BlindSpot, ...]  # longest first
    elsewhere: tuple[Elsewhere, ...]  # the last to move first
    resting: tuple[Article, ...]  # that were visited and are so only when asked, the last to rest first
    badly_read: tuple[BadlyRead, ...]  # sources whose reading went bad
    runs: tuple[Run, ...]  # the last of each kind, newest first
    restless: tuple[Restless, ...] = ()  # articles of which edits may be missed, the longest so first
    doubtful: tuple[DoubtfullyRead, ...] = ()  # articles of which no edits are told, the last read first
    in_part: tuple[SeenInPart, ...] = ()  # articles whose current reading lacks a part, the last read first


class Tending(Opened):
    """Doors for those who tend the archive."""

    def record_run(self, kind: str, started: datetime, ended: datetime, detail: str) -> None:
        """Note that a job ran.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            rows.insert(
                db,
                "runs",
                {
                    "kind": kind,
                    "started_at": rows.instant(started),
                    "ended_at": rows.instant(ended),
                    "detail": rows.clean(detail),
                },
            )

    def runs(self, *, kind: str | None = None, limit: int = 20) -> tuple[Run, ...]:
        """Return the newest runs, newest first.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            found = db.execute(
                "SELECT * FROM runs WHERE ?1 IS NULL OR kind = ?1 ORDER BY started_at DESC, id DESC LIMIT ?2",
                (kind, limit),
            )
            return tuple(_run(row) for row in found)

    def health(self, now: datetime) -> Health:
        """Return how the archive fares.

        Raises:
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            counts, totals, lately = _counts(db, now), _totals(db), _lately(db)
            last = db.execute(
                "SELECT * FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY kind) ORDER BY id DESC"
            )
            return Health(
                articles=counts["articles"],
                due=counts["due"],
                claimed=counts["claimed"],
                waiting=totals["waiting"],
                retired=counts["retired"],
                gone=counts["gone"],
                next_due=rows.maybe_when(counts["next_due"]),
                visits=totals["visits"],
                snapshots=totals["snapshots"],
                revisions=totals["revisions"],
                edits=totals["edits"],
                unchanged=lately["unchanged"],
                unchanged_plain=lately["plain"],
                failing=_failing(db),
                failing_hubs=failing_hubs(db, limit=SHOWN),
                failing_seeds=failing_seeds(db, limit=SHOWN),
                blind_spots=_blind_spots(db),
                elsewhere=_elsewhere(db),
                resting=_resting(db),
                badly_read=badly_read(db),
                runs=tuple(_run(row) for row in last),
                restless=_restless(db),
                doubtful=_doubtful(db),
                in_part=_in_part(db),
            )


def _counts(db: sqlite3.Connection, now: datetime) -> rows.Row:
    found: rows.Row = db.execute(
        "SELECT count(*) AS articles,"  # noqa: S608  the condition is ours
        " coalesce(sum(next_visit <= ?1), 0) AS due,"
        " coalesce(sum(lease_until > ?1), 0) AS claimed,"
        " coalesce(sum(next_visit IS NULL), 0) AS retired,"
        " coalesce(sum(gone_since IS NOT NULL), 0) AS gone,"
        " min(CASE WHEN next_visit > ?1 THEN next_visit END) AS next_due FROM articles"
        f" WHERE NOT {identity.RETIRED}",
        (rows.instant(now),),
    ).fetchone()
    return found


def _restless(db: sqlite3.Connection) -> tuple[Restless, ...]:
    """Return the articles of which many looks in a row agreed with none."""
    found = db.execute(
        "SELECT articles.id, articles.url, settled.started_at AS at FROM pending_changes"
        " JOIN articles ON articles.id = pending_changes.article"
        " JOIN visits AS settled ON settled.id = (SELECT max(id) FROM visits WHERE article = articles.id"
        " AND outcome IN ('first', 'same', 'edited', 'variant', 'rebased', 'returned'))"
        " WHERE pending_changes.looks = 1 AND (SELECT count(*) FROM visits WHERE visits.article = articles.id"
        " AND visits.id > settled.id AND outcome = 'changed') >= ? ORDER BY at LIMIT ?",
        (RESTLESS_LOOKS, SHOWN),
    )
    return tuple(
        Restless(article=row["id"], url=row["url"], since=rows.maybe_when(row["at"])) for row in found
    )


def _doubtful(db: sqlite3.Connection) -> tuple[DoubtfullyRead, ...]:
    """Return the watched articles whose current reading is doubtful."""
    found = _read(db, "json_extract(signals, '$.confidence') < ?", DOUBTFUL)
    return tuple(
        DoubtfullyRead(
            article=row["id"],
            url=row["url"],
            confidence=signals["confidence"],
            reason=next(iter(signals["doubts"]), None),
        )
        for row, signals in found
    )


def _in_part(db: sqlite3.Connection) -> tuple[SeenInPart, ...]:
    """Return the watched articles of whose current reading a part is missing."""
    found = _read(db, "json_extract(signals, '$.left') IS NOT ?", None)
    return tuple(
        SeenInPart(article=row["id"], url=row["url"], left=signals["left"]) for row, signals in found
    )


def _read(
    db: sqlite3.Connection, condition: str, value: float | None
) -> Iterator[tuple[sqlite3.Row, dict[str, Any]]]:
    """Give watched articles whose current reading has such signals, of those with the newest revisions."""
    found = db.execute(
        "SELECT articles.id, articles.url, signals FROM revisions"  # noqa: S608  the condition is ours
        " CROSS JOIN articles ON articles.id = revisions.article AND articles.revision = revisions.id"
        " JOIN readings ON readings.id = revisions.reading"  # CROSS: the newest are walked, not all
        f" WHERE revisions.id > (SELECT max(id) FROM revisions) - ? AND {condition}"
        f" AND articles.next_visit IS NOT NULL AND NOT {identity.RETIRED}"
        " ORDER BY revisions.id DESC LIMIT ?",
        (LATELY, value, SHOWN),
    )
    return ((row, json.loads(row["signals"])) for row in found)


def _totals(db: sqlite3.Connection) -> rows.Row:
    found: rows.Row = db.execute(
        "SELECT (SELECT count(*) FROM pending_changes) AS waiting,"
        " (SELECT coalesce(max(id), 0) FROM visits) AS visits,"  # counting would read them all
        " (SELECT coalesce(max(id), 0) FROM snapshots) AS snapshots,"
        " (SELECT count(*) FROM revisions) AS revisions,"
        " (SELECT count(*) FROM revisions INDEXED BY revisions_edits WHERE not_before IS NOT NULL)"
        " - (SELECT count(*) FROM revisions WHERE not_before IS NOT NULL AND id IN"
        " (SELECT edit FROM repeats UNION SELECT revision FROM withdrawals)) AS edits"
    ).fetchone()
    return found


def _lately(db: sqlite3.Connection) -> rows.Row:
    found: rows.Row = db.execute(
        "SELECT count(*) AS unchanged, coalesce(sum(depth = ?), 0) AS plain FROM visits"
        " WHERE id > (SELECT max(id) FROM visits) - ? AND outcome = ?",
        (Depth.PROBE.value, LATELY, Outcome.SAME.value),
    ).fetchone()
    return found


def _failing(db: sqlite3.Connection) -> tuple[FailingHost, ...]:
    found = db.execute(
        "SELECT host, count(*) AS articles, max(failures) AS failures, max(last_visit) AS since,"
        " (SELECT reason FROM visits WHERE article = (SELECT id FROM articles WHERE failures > 0"
        " AND host = failed.host ORDER BY last_visit DESC LIMIT 1) ORDER BY id DESC LIMIT 1) AS reason"
        " FROM articles AS failed WHERE failures > 0"
        " GROUP BY host ORDER BY articles DESC, host LIMIT ?",
        (SHOWN,),
    )
    return tuple(
        FailingHost(
            host=row["host"],
            articles=row["articles"],
            failures=row["failures"],
            since=rows.maybe_when(row["since"]),
            reason=row["reason"],
        )
        for row in found
    )


def _blind_spots(db: sqlite3.Connection) -> tuple[BlindSpot, ...]:
    """Return the articles that are watched, visited before, not gone, and longest unseen."""
    found = db.execute(
        "SELECT articles.id, articles.url, revisions.seen_until AS last_seen"
        " FROM articles LEFT JOIN revisions ON revisions.id = articles.revision"
        " WHERE articles.next_visit IS NOT NULL AND articles.gone_since IS NULL"
        " AND articles.last_visit IS NOT NULL"
        " AND (revisions.seen_until IS NULL OR revisions.seen_until < articles.last_visit)"
        " AND articles.failures > 0"
        " ORDER BY coalesce(revisions.seen_until, articles.added_at) LIMIT ?",
        (SHOWN,),
    )
    return tuple(
        BlindSpot(article=row["id"], url=row["url"], last_seen=rows.maybe_when(row["last_seen"]))
        for row in found
    )


def _elsewhere(db: sqlite3.Connection) -> tuple[Elsewhere, ...]:
    found = db.execute(
        "SELECT articles.id, articles.url, aliases.url AS visited_at, (SELECT max(not_after) FROM events"  # noqa: S608
        " WHERE article = articles.id AND kind = 'moved' AND detail = articles.moved_to) AS since"
        " FROM aliases CROSS JOIN articles"  # most articles have no other address
        " ON articles.id = aliases.article AND articles.moved_to = aliases.url"
        f" WHERE articles.next_visit IS NOT NULL AND NOT {identity.RETIRED}"
        " ORDER BY since DESC, articles.id LIMIT ?",
        (SHOWN,),
    )
    return tuple(
        Elsewhere(
            article=row["id"],
            url=row["url"],
            visited_at=row["visited_at"],
            since=rows.maybe_when(row["since"]),
        )
        for row in found
    )


def _resting(db: sqlite3.Connection) -> tuple[Article, ...]:
    found = db.execute(
        f"{ARTICLE} WHERE next_visit IS NULL AND last_visit IS NOT NULL AND unwatched_at IS NULL"
        f" AND NOT {identity.RETIRED} ORDER BY last_visit DESC, articles.id LIMIT ?",
        (SHOWN,),
    )
    return tuple(rows.article(row) for row in found)


def _run(row: sqlite3.Row) -> Run:
    return Run(
        kind=row["kind"],
        started_at=rows.when(row["started_at"]),
        ended_at=rows.when(row["ended_at"]),
        detail=row["detail"],
    )
