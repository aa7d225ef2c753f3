"""What the seeds point at, and what they say of it: hints that pull a visit forward."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from archiver.model.article import Link
from archiver.model.urls import canonical_url, web_address
from archiver.store import rows
from archiver.store.opened import Opened
from archiver.store.watching import identity, parameters
from archiver.store.watching.articles import source_id

HINT_REST = timedelta(minutes=15)
"""After a visit, before a claimed time of change makes the article due again: some systems bump the
time at each comment. It is the interval at which seeds are read unless the home says otherwise."""

TOLD_REST = timedelta(minutes=1)
"""The same where a publisher pings or its hub pushes: that is meant, but an editor saves again and again."""

HEADLINES = 8
"""Headlines of a link that are remembered. Fronts show one story under several, in turn or on trial, and
one that was given lately is no news: each would call for a visit every time the front is read."""

STAMPING = 8
"""Links whose claimed times all moved together, at least, for a seed that stamps the time of its own
making on most entries: its times then say nothing. A front has two or three updates in 15 minutes."""


Plan = Callable[[Sequence[Link]], Sequence[datetime | None]]
"""When the articles of some links are visited for the first time; None: not before a seed says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCounts:
    """What became of the links of one reading of the seeds."""

    found: int = 0
    new: int = 0  # never found before
    watched: int = 0  # articles from now on
    hinted: int = 0  # the seed says that a watched article changed; it is due sooner
    renamed: int = 0  # the seed has a known entry at a new address
    refused: int = 0  # no address of a web page


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A link as read now, and what the same seed said of the address before."""

    link: Link
    spelt: str
    before: sqlite3.Row | None

    @property
    def retimed(self) -> bool:
        """Tell whether the seed claims another time of change than before."""
        said, says = self.before and self.before["modified_at"], self.link.modified_at
        return bool(said) and says is not None and said != rows.instant(says)

    @property
    def retitled(self) -> bool:
        """Tell whether the seed gives a headline that it did not give lately."""
        says, said = self.headline, self.headlines_before
        return bool(said) and says is not None and says not in said

    @property
    def headline(self) -> str | None:
        """The headline as read now."""
        return rows.maybe_clean(self.link.headline)

    @property
    def headlines_before(self) -> list[str]:
        """The headlines the seed gave lately, oldest first."""
        if self.before is None:
            return []
        kept: list[str] = json.loads(self.before["headlines"] or "[]")
        return kept or [said for said in (self.before["headline"],) if said]


class Links(Opened):
    """Doors for what the seeds say."""

    def record_links(
        self,
        links: Iterable[Link],
        source: str | None,
        now: datetime,
        *,
        watch: bool = False,
        plan: Plan | None = None,
        rest: timedelta = HINT_REST,
    ) -> LinkCounts:
        """Note what the seeds pointed at, and believe what they say of watched articles.

        An article is due now where a seed gives another headline than before, and soon where it
        claims a change later than the last visit; also one whose visits had stopped. An entry that
        a feed knows by the same id as before, at another address, is the same article.

        Args:
            links: as one or more seeds gave them.
            source: whose seeds.
            now: when.
            watch: make articles of those that lead to none.
            plan: when these are due; without it, at once. It is also asked for articles that another seed
                named before and nobody has visited yet, which are then due sooner if it says so.
            rest: after a visit, before a claimed time of change makes the article due again.

        Raises:
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        links = tuple(links)
        with self.writing() as db:
            number = source_id(db, source)
            found = _with_past(db, links)
            believed = not _stamps(found)
            here = frozenset(one.spelt for one in found)
            hinted = renamed = 0
            for one in found:
                renamed += one.before is None and _rename(db, one, here, now)
                _note_link(db, one, number)
                due = _due(db, one, now, believed=believed, rest=rest)
                hinted += due is not None and _hasten(db, one.spelt, due)
            watched = _watch(db, found, number, now, plan) if watch else 0
        return LinkCounts(
            found=len(links),
            new=sum(one.before is None for one in found),
            watched=watched,
            hinted=hinted,
            renamed=renamed,
            refused=len(links) - len(found),
        )

    def record_ping(self, urls: Iterable[str], source: str | None, now: datetime) -> int:
        """Take a publisher's word that addresses changed: watch what is new, make what is known due.

        Returns how many are due sooner than before, or are watched from now on. An article that a person
        wants no longer watched is left alone; one that was visited just now is due a little later.

        Args:
            urls: of web pages, in scope.
            source: whose.
            now: when.

        Raises:
            SchemeRefused, InvalidURL: one is no address of a web page.
            UnknownSource: no source of that name was synced.
            StoreError: this is a looker, the disk is full, or the database cannot be used.
        """
        spelt = [rows.clean(canonical_url(url)) for url in urls]
        with self.writing() as db:
            number, sooner = source_id(db, source), 0
            for url in spelt:
                article, new = identity.find_or_watch(db, url, source=number, due=now, now=now)
                row = db.execute("SELECT last_visit FROM articles WHERE id = ?", (article,)).fetchone()
                last_visit = rows.maybe_when(row["last_visit"])
                due = now if last_visit is None else max(now, last_visit + TOLD_REST)
                sooner += new or identity.hasten(db, article, due)
        return sooner


def _watch(
    db: sqlite3.Connection, found: Sequence[_Found], source: int | None, now: datetime, plan: Plan | None
) -> int:
    """Watch what is new, plan the first visits, and return how many articles there are more than before."""
    unseen = [one for one in found if _is_unseen(db, one)]
    dues = plan([one.link for one in unseen]) if plan else [now] * len(unseen)
    watched = 0
    for one, due in zip(unseen, dues, strict=True):
        number, new = identity.find_or_watch(db, one.spelt, source=source, due=due, now=now)
        watched += new
        if due is not None and not new:  # found under another spelling, it may have been visited
            db.execute(
                "UPDATE articles SET next_visit = ?1 WHERE id = ?2 AND last_visit IS NULL"
                " AND (next_visit IS NULL OR next_visit > ?1) AND unwatched_at IS NULL",
                (rows.instant(due), number),
            )
    return watched


def _is_unseen(db: sqlite3.Connection, found: _Found) -> bool:
    """Tell whether a link leads to no article yet, or is new and leads to one that was never visited."""
    article = identity.leads_to(db, found.spelt)
    if article is None:
        return True
    row = db.execute("SELECT last_visit FROM articles WHERE id = ?", (article,)).fetchone()
    return found.before is None and row["last_visit"] is None


def _with_past(db: sqlite3.Connection, links: Sequence[Link]) -> list[_Found]:
    found = []
    here = frozenset(filter(None, (web_address(link.url) for link in links)))
    quiet = {host: parameters.noise(db, host) for host in {urlsplit(spelt).netloc for spelt in here}}
    for link in links:
        spelt = web_address(link.url)
        if spelt is None:
            continue
        before = _past(db, link, spelt)
        known = None
        if before is None:
            known = _known_entry(db, link, spelt, here)
            known = known or parameters.known_address(db, link, spelt, quiet[urlsplit(spelt).netloc])
        if known is not None:
            spelt, before = known, _past(db, link, known)
        found.append(_Found(link=link, spelt=spelt, before=before))
    return found


def _past(db: sqlite3.Connection, link: Link, spelt: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        "SELECT headline, headlines, modified_at FROM links WHERE url = ? AND seed = ?", (spelt, link.seed)
    ).fetchone()
    return row


def _known_entry(db: sqlite3.Connection, link: Link, spelt: str, here: frozenset[str]) -> str | None:
    """Return the address under which a seed gave an entry before, where only its query is another now.

    Some systems put the id of a session into each link, under a name of their own. Headline and time of
    publication must be the same, and the address known before have left the seed.
    """
    path, mark, _ = spelt.partition("?")
    if not mark or link.headline is None or link.published_at is None:
        return None
    known = db.execute(
        "SELECT links.url FROM links JOIN articles ON articles.url = links.url"
        " WHERE links.url > ?1 || '?' AND links.url < ?1 || '@' AND seed = ?2 AND headline = ?3"
        " AND links.published_at = ?4 ORDER BY articles.id LIMIT 1",  # '@' comes next after '?'
        (path, link.seed, rows.maybe_clean(link.headline), rows.instant(link.published_at)),
    ).fetchone()
    return None if known is None or known["url"] in here else str(known["url"])


def _stamps(found: Sequence[_Found]) -> bool:
    """Tell whether the seed claims a new time for most of what it had before."""
    timed = [one.retimed for one in found if one.before is not None and one.before["modified_at"]]
    return sum(timed) >= STAMPING and sum(timed) * 2 > len(timed)


def _note_link(db: sqlite3.Connection, found: _Found, source: int | None) -> None:
    link, at = found.link, rows.instant(found.link.found_at)
    said = [headline for headline in found.headlines_before if headline != found.headline]
    said = [*said, *filter(None, [found.headline])][-HEADLINES:]
    db.execute(
        "INSERT INTO links"
        " (url, source, seed, first_found, last_found, headline, published_at, modified_at, guid,"
        " headlines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url, seed) DO UPDATE SET"
        " last_found = max(last_found, excluded.last_found),"
        " headline = coalesce(excluded.headline, headline),"
        " published_at = coalesce(excluded.published_at, published_at),"
        " modified_at = coalesce(excluded.modified_at, modified_at),"
        " guid = coalesce(excluded.guid, guid),"
        " headlines = excluded.headlines",
        (
            found.spelt,
            source,
            link.seed,
            at,
            at,
            found.headline,
            rows.maybe_instant(link.published_at),
            rows.maybe_instant(link.modified_at),
            rows.maybe_clean(link.guid),
            rows.packed(said) if said else None,
        ),
    )


def _due(
    db: sqlite3.Connection, found: _Found, now: datetime, *, believed: bool, rest: timedelta
) -> datetime | None:
    """Return when the article should be visited for what the seed says; None if it says nothing."""
    if found.retitled:
        return now
    claim = found.link.modified_at
    if claim is None or claim > now or not believed or (found.before is not None and not found.retimed):
        return None
    article = identity.leads_to(db, found.spelt)
    row = db.execute("SELECT added_at, last_visit FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        return None
    last_visit = rows.maybe_when(row["last_visit"])
    known = last_visit or rows.when(row["added_at"])
    bare_date = claim.time() == time() and claim.date() >= known.date()  # as sitemaps give it
    if claim <= known and not (bare_date and found.retimed):
        return None
    return now if last_visit is None else max(now, last_visit + rest)


def _hasten(db: sqlite3.Connection, spelt: str, due: datetime) -> bool:
    """Make the article of the address due then, if it is watched and not due sooner anyway."""
    article = identity.leads_to(db, spelt)
    return article is not None and identity.hasten(db, article, due)


def _rename(db: sqlite3.Connection, found: _Found, here: frozenset[str], now: datetime) -> bool:
    """Let an article move to the address at which its feed now has the entry of the same id.

    Ids alone are not believed, since some feeds number their entries anew each time: the old address
    must have left the feed, and the entry keep its headline or time of publication.
    """
    link = found.link
    if link.guid is None or identity.leads_to(db, found.spelt) is not None:
        return False
    known = db.execute(
        "SELECT url FROM links WHERE seed = ? AND guid = ? AND (headline = ? OR published_at = ?)"
        " ORDER BY last_found DESC LIMIT 1",
        (
            link.seed,
            rows.clean(link.guid),
            rows.maybe_clean(link.headline),
            rows.maybe_instant(link.published_at),
        ),
    ).fetchone()
    article = None if known is None or known["url"] in here else identity.leads_to(db, known["url"])
    if article is None or not identity.point(db, found.spelt, article, identity.FEED_ID, now):
        return False
    db.execute("UPDATE articles SET moved_to = ? WHERE id = ?", (found.spelt, article))
    return _hasten(db, found.spelt, now) or True
