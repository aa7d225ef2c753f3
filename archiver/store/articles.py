"""What is watched: sources, articles and their other addresses, links, claims."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.errors import InvalidURL, SchemeRefused, UnknownArticle, UnknownSource
from archiver.model.article import Article, Link, Source
from archiver.model.capture import LEASE, CaptureTask, Depth, Purpose
from archiver.model.urls import canonical_url, host_of
from archiver.store import rows
from archiver.store.opened import Opened

ARTICLE = (
    "SELECT articles.*, sources.name AS source_name"
    " FROM articles LEFT JOIN sources ON sources.id = articles.source"
)

OF_ADDRESS = (
    "articles.id = coalesce((SELECT id FROM articles WHERE url = ?1),"
    " (SELECT article FROM aliases WHERE url = ?1))"
)
"""An article by its own address, else by one that leads to it."""

CLAIMED = (
    "SELECT articles.*, aliases.url AS moved_url, revisions.fingerprint,"
    " pending_changes.article IS NOT NULL AS waits"
    " FROM articles LEFT JOIN revisions ON revisions.id = articles.revision"
    " LEFT JOIN pending_changes ON pending_changes.article = articles.id"
    " LEFT JOIN aliases ON aliases.url = articles.moved_to AND aliases.article = articles.id"
)
"""What a task needs. `moved_url` is set only where the new address is not another article of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """What became of the links of one reading of the seeds."""

    found: int = 0
    new: int = 0  # never found before
    hinted: int = 0  # the seed says that a watched article changed; it is due now
    refused: int = 0  # no address of a web page


class Articles(Opened):
    """Doors for what is watched and when it is due."""

    def sync_sources(self, sources: Iterable[Source], now: datetime) -> None:
        """Make the table of sources say what the declaration says; none is forgotten.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute("UPDATE sources SET declared = 0 WHERE declared = 1")
            for source in sources:
                db.execute(
                    "INSERT INTO sources (name, domain, seeds, declared, added_at) VALUES (?, ?, ?, 1, ?)"
                    " ON CONFLICT (name) DO UPDATE SET domain = excluded.domain, seeds = excluded.seeds,"
                    " declared = 1",
                    (source.name, source.domain, rows.packed(list(source.seeds)), rows.instant(now)),
                )

    def add_article(
        self, url: str, *, source: str | None, now: datetime, next_visit: datetime | None
    ) -> tuple[Article, bool]:
        """Watch an address; return its article and whether it is new.

        An address that is known, in any spelling or as an alias, gives the article it has; nothing
        about that article changes.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.writing() as db:
            known = _lookup(db, spelt)
            if known is not None:
                return rows.article(known), False
            number = rows.insert(
                db,
                "articles",
                {
                    "url": spelt,
                    "host": host_of(spelt),
                    "source": _source_id(db, source),
                    "added_at": rows.instant(now),
                    "next_visit": rows.maybe_instant(next_visit),
                },
            )
            return rows.article(_row(db, number)), True

    def add_alias(self, article: int, url: str, why: str, now: datetime) -> bool:
        """Note that another address leads to the article; False where it already leads somewhere.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.writing() as db:
            _row(db, article)
            if _lookup(db, spelt) is not None:
                return False
            rows.insert(
                db,
                "aliases",
                {"url": spelt, "article": article, "why": why, "added_at": rows.instant(now)},
            )
            return True

    def find_article(self, url: str) -> Article:
        """Return the article of an address, in any spelling or as an alias.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownArticle: it is not watched; names the nearest that is.
            StoreError: the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.reading() as db:
            row = _lookup(db, spelt)
            if row is None:
                raise UnknownArticle(url, nearest=_nearest(db, spelt))
            return rows.article(row)

    def article(self, article: int) -> Article:
        """Return the article of an id.

        Raises:
            UnknownArticle: there is none.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return rows.article(_row(db, article))

    def articles(self, *, source: str | None = None) -> tuple[Article, ...]:
        """Return all articles, or those of one source, in the order they were added.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            if source is None:
                found = db.execute(f"{ARTICLE} ORDER BY articles.id")
            else:
                found = db.execute(
                    f"{ARTICLE} WHERE articles.source = ? ORDER BY articles.id", (_source_id(db, source),)
                )
            return tuple(rows.article(row) for row in found)

    def record_links(self, links: Iterable[Link], source: str | None, now: datetime) -> LinkCounts:
        """Note what the seeds pointed at; make a watched article due now if its link says it changed.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        found = new = hinted = refused = 0
        with self.writing() as db:
            number = _source_id(db, source)
            for link in links:
                found += 1
                try:
                    spelt = rows.clean(canonical_url(link.url))
                except (SchemeRefused, InvalidURL):
                    refused += 1
                    continue
                before = db.execute(
                    "SELECT headline, modified_at FROM links WHERE url = ? AND seed = ?", (spelt, link.seed)
                ).fetchone()
                new += before is None
                _note_link(db, link, spelt, number)
                if before is not None and _says_changed(before, link):
                    hinted += _hasten(db, spelt, now)
        return LinkCounts(found=found, new=new, hinted=hinted, refused=refused)

    def schedule(self, article: int, next_visit: datetime | None) -> None:
        """Say when the article is due; None retires it, which is then visited only when asked.

        Raises:
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            _row(db, article)
            db.execute(
                "UPDATE articles SET next_visit = ? WHERE id = ?", (rows.maybe_instant(next_visit), article)
            )

    def retire(self, article: int) -> None:
        """Visit the article only when asked from now on.

        Raises:
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        self.schedule(article, None)

    # --- claims ----------------------------------------------------------------------------------

    def claim_due(
        self, now: datetime, limit: int | None = None, *, horizon: datetime | None = None
    ) -> tuple[CaptureTask, ...]:
        """Claim at most `limit` articles that are due and unclaimed, longest overdue first.

        Args:
            now: what is due at this instant.
            limit: at most so many; None: all.
            horizon: a visit planned for later than this was planned under a wrong clock and is due.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        at = rows.instant(now)
        with self.writing() as db:
            found = db.execute(
                f"{CLAIMED} WHERE (articles.next_visit <= ?1 OR articles.next_visit > ?3)"
                " AND (articles.lease_until IS NULL OR articles.lease_until <= ?1)"
                " ORDER BY articles.next_visit, articles.id LIMIT ?2",
                (at, -1 if limit is None else limit, rows.maybe_instant(horizon)),
            ).fetchall()
            return _claim(db, found, now, purpose=Purpose.ROUTINE)

    def claim(
        self,
        article_ids: Iterable[int],
        now: datetime,
        purpose: Purpose = Purpose.ASKED,
        *,
        depth: Depth | None = None,
    ) -> tuple[CaptureTask, ...]:
        """Claim these articles, due or not, in the order given; ids that do not exist are left out.

        Args:
            article_ids: which.
            now: from when the lease runs.
            purpose: why.
            depth: how much to keep; None: everything where a revision may open, else the text.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            found = [
                row
                for number in dict.fromkeys(article_ids)
                for row in db.execute(f"{CLAIMED} WHERE articles.id = ?", (number,))
            ]
            return _claim(db, found, now, purpose=purpose, depth=depth)

    def confirmations(
        self, now: datetime, *, after: timedelta = timedelta(0), limit: int = 1000
    ) -> tuple[CaptureTask, ...]:
        """Claim the articles whose change waits for its second look, longest waiting first.

        Args:
            now: from when the lease runs.
            after: how long ago the first look must be.
            limit: how many at most.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            found = db.execute(
                f"{CLAIMED} WHERE pending_changes.seen_at <= ?"
                " AND (articles.lease_until IS NULL OR articles.lease_until <= ?)"
                " ORDER BY pending_changes.seen_at LIMIT ?",
                (rows.instant(now - after), rows.instant(now), limit),
            ).fetchall()
            return _claim(db, found, now, purpose=Purpose.CONFIRM)

    def release(self, task: CaptureTask) -> None:
        """Give a claim back without a visit.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute("UPDATE articles SET lease_until = NULL WHERE id = ?", (task.article,))

    def release_all(self) -> None:
        """Give all claims back; for a writer that has just begun, when their holder must be dead.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            db.execute("UPDATE articles SET lease_until = NULL WHERE lease_until IS NOT NULL")


def _claim(
    db: sqlite3.Connection,
    found: Iterable[sqlite3.Row],
    now: datetime,
    *,
    purpose: Purpose,
    depth: Depth | None = None,
) -> tuple[CaptureTask, ...]:
    lease_until = now + LEASE
    tasks = []
    for row in found:
        opens = row["revision"] is None or row["waits"]
        tasks.append(
            rows.task(
                row,
                purpose=Purpose.CONFIRM if row["waits"] and purpose is Purpose.ROUTINE else purpose,
                depth=depth or (Depth.FULL if opens else Depth.LIGHT),
                lease_until=lease_until,
            )
        )
    db.executemany(
        "UPDATE articles SET lease_until = ? WHERE id = ?",
        [(rows.instant(lease_until), task.article) for task in tasks],
    )
    return tuple(tasks)


def _lookup(db: sqlite3.Connection, spelt: str) -> sqlite3.Row | None:
    """Return the article of an address in canonical spelling, itself or by alias."""
    row: sqlite3.Row | None = db.execute(f"{ARTICLE} WHERE {OF_ADDRESS}", (spelt,)).fetchone()
    return row


def _row(db: sqlite3.Connection, article: int) -> sqlite3.Row:
    row: sqlite3.Row | None = db.execute(f"{ARTICLE} WHERE articles.id = ?", (article,)).fetchone()
    if row is None:
        raise UnknownArticle(str(article))
    return row


def _source_id(db: sqlite3.Connection, name: str | None) -> int | None:
    if name is None:
        return None
    row = db.execute("SELECT id FROM sources WHERE name = ?", (name,)).fetchone()
    if row is None:
        known = tuple(found[0] for found in db.execute("SELECT name FROM sources ORDER BY name"))
        raise UnknownSource(name, known=known)
    return int(row["id"])


def _nearest(db: sqlite3.Connection, spelt: str) -> str | None:
    """Return the watched address most like this one, of the same host if it has any."""
    found = db.execute(
        "SELECT url FROM articles ORDER BY host <> ?, id DESC LIMIT 2000", (host_of(spelt),)
    ).fetchall()
    near = difflib.get_close_matches(spelt, [row["url"] for row in found], n=1, cutoff=0.6)
    return near[0] if near else None


def _note_link(db: sqlite3.Connection, link: Link, spelt: str, source: int | None) -> None:
    at = rows.instant(link.found_at)
    db.execute(
        "INSERT INTO links (url, source, seed, first_found, last_found, headline, published_at, modified_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url, seed) DO UPDATE SET"
        " last_found = max(last_found, excluded.last_found),"
        " headline = coalesce(excluded.headline, headline),"
        " published_at = coalesce(excluded.published_at, published_at),"
        " modified_at = coalesce(excluded.modified_at, modified_at)",
        (
            spelt,
            source,
            link.seed,
            at,
            at,
            rows.maybe_clean(link.headline),
            rows.maybe_instant(link.published_at),
            rows.maybe_instant(link.modified_at),
        ),
    )


def _says_changed(before: sqlite3.Row, link: Link) -> bool:
    """Tell whether the seed now claims another headline or another time of change."""
    claims = ((before["headline"], rows.maybe_clean(link.headline)),)
    times = ((before["modified_at"], rows.maybe_instant(link.modified_at)),)
    return any(new is not None and old is not None and old != new for old, new in claims + times)


def _hasten(db: sqlite3.Connection, spelt: str, now: datetime) -> bool:
    """Make the article of the address due now, if it is watched and not due anyway."""
    row = _lookup(db, spelt)
    if row is None or (row["next_visit"] is not None and row["next_visit"] <= rows.instant(now)):
        return False
    db.execute("UPDATE articles SET next_visit = ? WHERE id = ?", (rows.instant(now), row["id"]))
    return True
