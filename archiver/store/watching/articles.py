"""What is watched: sources, articles and their other addresses, claims."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from archiver.errors import UnknownAlias, UnknownArticle, UnknownSource
from archiver.model.article import Alias, Article, Source
from archiver.model.capture import LEASE, CaptureTask, Depth, Purpose
from archiver.model.urls import canonical_url, host_of
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.asking import asked_for

ARTICLE = (
    "SELECT articles.*, sources.name AS source_name"
    " FROM articles LEFT JOIN sources ON sources.id = articles.source"
)

CLAIMED = (
    "SELECT articles.*, aliases.url AS moved_url, revisions.fingerprint,"
    " pending_changes.article IS NOT NULL AS waits"
    " FROM articles LEFT JOIN revisions ON revisions.id = articles.revision"
    " LEFT JOIN pending_changes ON pending_changes.article = articles.id"
    " LEFT JOIN aliases ON aliases.url = articles.moved_to AND (aliases.article = articles.id"
    " OR (SELECT led.article FROM articles AS other JOIN aliases AS led ON led.url = other.url"
    " WHERE other.id = aliases.article) = articles.id)"
)
"""What a task needs. `moved_url` is set only where the new address leads to the article: by an alias of
its own, or of an article that retired into it."""


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
        """Watch an address; return its article and whether it is watched only from now on.

        An address that is known, in any spelling or as an alias, gives the article it has. So does one
        that differs from a known one only in http and https, `www.`, a slash at the end, or as an AMP or
        print version; it is noted as an alias. An article that rests is due again at `next_visit`; one that
        is due stays so. Either is wanted from now on: a person asks.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.writing() as db:
            number, new = identity.find_or_watch(
                db, spelt, source=source_id(db, source), due=next_visit, now=now
            )
            db.execute("UPDATE articles SET wanted_at = ? WHERE id = ?", (rows.instant(now), number))
            revived = db.execute(
                "UPDATE articles SET next_visit = ?1, unwatched_at = NULL"
                " WHERE id = ?2 AND next_visit IS NULL AND ?1 IS NOT NULL",
                (rows.maybe_instant(next_visit), number),
            )
            return rows.article(article_row(db, number)), new or revived.rowcount > 0

    def add_alias(self, article: int, url: str, why: str, now: datetime) -> bool:
        """Note that another address leads to the article; False where it already leads somewhere.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = rows.clean(canonical_url(url))
        with self.writing() as db:
            article_row(db, article)
            return identity.point(db, spelt, article, why, now)

    def aliases(self, url: str | None = None) -> tuple[Alias, ...]:
        """Return the addresses that lead to the article of an address, or to any article; oldest first.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownArticle: it is not watched.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            members = None if url is None else rows.packed(identity.family(db, _known(db, url)))
            found = db.execute(
                "SELECT aliases.*, articles.url AS leads_to, retired.id AS retired FROM aliases"
                " JOIN articles ON articles.id = aliases.article"
                " LEFT JOIN articles AS retired ON retired.url = aliases.url"
                " WHERE aliases.why <> ?2 AND"
                " (?1 IS NULL OR aliases.article IN (SELECT value FROM json_each(?1)))"
                " ORDER BY aliases.added_at, aliases.url",
                (members, identity.IMPORTED),
            )
            return tuple(
                Alias(
                    url=row["url"],
                    article=row["article"],
                    leads_to=row["leads_to"],
                    why=row["why"],
                    added_at=rows.when(row["added_at"]),
                    retired=row["retired"],
                )
                for row in found
            )

    def separate(self, url: str, now: datetime) -> Article:
        """Undo an alias for good: its address is an article of its own from now on, due at once.

        An article that had retired under the address comes back with all it had.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownAlias: it is no alias.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            try:
                number = identity.separate(db, rows.clean(canonical_url(url)), now)
            except LookupError as error:
                raise UnknownAlias(url) from error
            return rows.article(article_row(db, number))

    def find_article(self, url: str) -> Article:
        """Return the article of an address, in any spelling or as an alias.

        Raises:
            SchemeRefused, InvalidURL: it is no address of a web page.
            UnknownArticle: it is not watched; names the nearest that is.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return rows.article(article_row(db, _known(db, url)))

    def article(self, article: int) -> Article:
        """Return the article of an id.

        Raises:
            UnknownArticle: there is none.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            return rows.article(article_row(db, article))

    def articles(self, *, source: str | None = None) -> tuple[Article, ...]:
        """Return all articles, or those of one source, in the order they were added.

        Those that have retired into another are not among them.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: the database cannot be used.
        """
        with self.reading() as db:
            if source is None:
                found = db.execute(f"{ARTICLE} WHERE NOT {identity.RETIRED} ORDER BY articles.id")
            else:
                found = db.execute(
                    f"{ARTICLE} WHERE NOT {identity.RETIRED} AND articles.source = ? ORDER BY articles.id",
                    (source_id(db, source),),
                )
            return tuple(rows.article(row) for row in found)

    def schedule(self, article: int, next_visit: datetime | None) -> None:
        """Say when the article is due; None retires it, which is then visited only when asked.

        Raises:
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            article_row(db, article)
            db.execute(
                "UPDATE articles SET next_visit = ? WHERE id = ?", (rows.maybe_instant(next_visit), article)
            )

    def unwatch(self, article: int, now: datetime) -> None:
        """Watch the article no longer: nothing but `add_article` and `separate` makes it due again.

        All that was kept of it stays.

        Raises:
            UnknownArticle: there is no article of that id.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            article_row(db, article)
            db.execute(
                "UPDATE articles SET next_visit = NULL, due_since = NULL,"
                " unwatched_at = coalesce(unwatched_at, ?) WHERE id = ?",
                (rows.instant(now), article),
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
        self,
        now: datetime,
        limit: int | None = None,
        *,
        horizon: datetime | None = None,
        admits: Callable[[str], bool] = lambda _: True,
        among: Iterable[str] | None = None,
    ) -> tuple[CaptureTask, ...]:
        """Claim at most `limit` articles that are due and unclaimed, longest overdue first.

        Args:
            now: what is due at this instant.
            limit: at most so many; None: all.
            horizon: a visit planned for later than this was planned under a wrong clock and is due.
            admits: asked with the host of each that is due, longest overdue first; what it does not
                admit stays due and is not claimed.
            among: only articles of these addresses, in canonical spelling; None: of all.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        at = rows.instant(now)
        with self.writing() as db:
            told = None if among is None else {identity.leads_to(db, rows.clean(url)) for url in among}
            found = db.execute(
                f"{CLAIMED} WHERE (articles.next_visit <= ?1 OR articles.next_visit > ?2)"
                " AND (articles.lease_until IS NULL OR articles.lease_until <= ?1)"
                " ORDER BY articles.next_visit, articles.id",
                (at, rows.maybe_instant(horizon)),
            )
            wanted = (row for row in found if told is None or row["id"] in told)
            admitted = islice((row for row in wanted if admits(row["host"])), limit)
            return _claim(db, tuple(admitted), now, purpose=Purpose.ROUTINE)

    def claim(
        self,
        article_ids: Iterable[int],
        now: datetime,
        purpose: Purpose = Purpose.ASKED,
        *,
        depth: Depth | None = None,
        due: bool = False,
    ) -> tuple[CaptureTask, ...]:
        """Claim these articles, due or not, in the order given.

        Ids that do not exist, or of articles that have retired into another, are left out.

        Args:
            article_ids: which.
            now: from when the lease runs.
            purpose: why.
            depth: how much to keep; None: everything where a revision may open, else the text.
            due: they are due from now on, so that a visit that never ends in a record is made again.

        Raises:
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        with self.writing() as db:
            found = [
                row
                for number in dict.fromkeys(article_ids)
                for row in db.execute(
                    f"{CLAIMED} WHERE articles.id = ? AND NOT {identity.RETIRED}", (number,)
                )
            ]
            if due:
                for row in found:
                    identity.hasten(db, row["id"], now)
            return _claim(db, found, now, purpose=purpose, depth=depth)

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


def _known(db: sqlite3.Connection, url: str) -> int:
    """Return the article of an address.

    Raises:
        UnknownArticle: it is not watched.
    """
    number, spelt = asked_for(db, url)
    if number is None:
        raise UnknownArticle(url, nearest=_nearest(db, spelt))
    return number


def article_row(db: sqlite3.Connection, article: int) -> sqlite3.Row:
    """Return the row of an article.

    Raises:
        UnknownArticle: there is none of that id.
    """
    row: sqlite3.Row | None = db.execute(f"{ARTICLE} WHERE articles.id = ?", (article,)).fetchone()
    if row is None:
        raise UnknownArticle(str(article))
    return row


def source_id(db: sqlite3.Connection, name: str | None) -> int | None:
    """Return the id of a source, None for none.

    Raises:
        UnknownSource: no source of that name was synced.
    """
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
