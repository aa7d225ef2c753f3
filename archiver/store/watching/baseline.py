"""Take over what a publisher has out already: watched from now on, first seen at leisure, no news of ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching import identity
from archiver.store.watching.articles import source_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What became of addresses that were taken over."""

    new: int = 0  # articles that were not watched before
    planned: int = 0  # first visits that were planned
    waiting: int = 0  # articles without a plan, whose turn would come too late
    until: datetime | None = None  # UTC; the last first visit of the source, as planned


class Baseline(Opened):
    """Doors for what was out before anybody watched."""

    def take_over(
        self,
        urls: Iterable[str],
        source: str,
        now: datetime,
        *,
        between: timedelta,
        longest: timedelta,
    ) -> Planned:
        """Watch addresses and plan the first visit of each, one after the other, after those planned before.

        What was visited before is left as it is; so is what a person wants no longer watched. That an
        article is not found at its first visit is no event: nobody here ever saw it.

        Args:
            urls: in scope, in the order of their first visits.
            source: whose.
            now: when.
            between: two first visits of the source.
            longest: first visits further off than this are not planned; take over again later.

        Raises:
            SchemeRefused, InvalidURL: one is no address of a web page.
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = [rows.clean(canonical_url(url)) for url in urls]
        with self.writing() as db:
            number = source_id(db, source)
            row = db.execute(
                "SELECT max(next_visit) AS last FROM articles"
                " WHERE source = ? AND taken_over_at IS NOT NULL AND last_visit IS NULL",
                (number,),
            ).fetchone()
            last = max(rows.maybe_when(row["last"]) or now, now)
            new = planned = waiting = 0
            for url in spelt:
                article, is_new = identity.find_or_watch(db, url, source=number, due=None, now=now)
                new += is_new
                due = last + between
                fits = due <= now + longest
                done = db.execute(
                    "UPDATE articles SET taken_over_at = coalesce(taken_over_at, ?1),"
                    " next_visit = coalesce(next_visit, ?2) WHERE id = ?3 AND last_visit IS NULL"
                    " AND unwatched_at IS NULL AND collection IS NULL RETURNING next_visit = ?2 AS planned",
                    (rows.instant(now), rows.instant(due) if fits else None, article),
                ).fetchone()
                if done is None:
                    continue
                if done["planned"]:
                    last, planned = due, planned + 1
                waiting += done["planned"] is None and not fits
        return Planned(new=new, planned=planned, waiting=waiting, until=last if planned else None)
