"""Parameters of addresses that do not change the text: sessions, tags of a feed; learnt host by host.

Where an article was read under two addresses of one page that differ by their parameters alone, the texts
tell whether those select the article. What they told is kept, address by address, for good.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from archiver.model.article import Link
from archiver.model.spellings import parameters_apart, without_parameters
from archiver.store import rows
from archiver.store.watching import identity

ADDRESSES = 2
"""Addresses at which a parameter did not change the text, before it is noise on all of the host; our choice.
One may be a list that shows its newest entry where none is asked for."""

PARAMETER = "parameter"
"""Why an address is an alias that differs from the article's by parameters alone, and has its text."""

COMPARED = 50
"""Articles of one page whose texts are compared, the newest first."""

OF_PAGE = 1_000
"""Addresses of one page that are looked at, the newest first; all of a site may differ by a number alone."""


def noise(db: sqlite3.Connection, host: str) -> frozenset[str]:
    """Return the parameters that, by all that was seen, never change the text on a host."""
    found = db.execute(
        "SELECT name FROM parameters WHERE host = ? GROUP BY name HAVING min(alike) AND count(*) >= ?",
        (host, ADDRESSES),
    )
    return frozenset(row["name"] for row in found)


def known_address(db: sqlite3.Connection, link: Link, spelt: str, quiet: frozenset[str]) -> str | None:
    """Return the address of an article, read before, from which a link differs by noise alone; or None.

    Not where the seed gave another headline with it: parameters begin to select when a site is rebuilt.

    Args:
        db: to read from.
        link: as the seed gave it.
        spelt: its address, in canonical spelling.
        quiet: parameters that are noise on its host.
    """
    if not quiet or identity.leads_to(db, spelt) is not None:
        return None
    for url in _of_page(db, spelt):
        apart = parameters_apart(url, spelt)
        if apart is not None and apart <= quiet and _may_be(db, url, link):
            return url
    return None


def join(db: sqlite3.Connection, article: int, now: datetime) -> None:
    """Compare an article that was just read with others of its page, and make those with one text one.

    Args:
        db: in a write transaction.
        article: of which a revision was opened.
        now: when.
    """
    url = _url(db, article)
    host = urlsplit(url).netloc
    quiet, selecting = noise(db, host), _selecting(db, host)
    others = ((other, parameters_apart(other, url)) for other in _of_page(db, url) if other != url)
    pairs = [(other, apart) for other, apart in others if apart is not None and not apart & selecting]
    unclear = []
    for other, apart in pairs[:COMPARED]:
        number = _number(db, other)
        alike = _are_alike(db, article, number)
        is_one = _is_one(db, article, number)
        if alike and (is_one or _merge(db, article, number, now)):
            _note(db, host, apart, without_parameters(url, apart), alike=True, now=now)
        elif alike is False and not is_one and len(apart - quiet or apart) == 1:
            _note(db, host, apart - quiet or apart, without_parameters(url, apart), alike=False, now=now)
        elif alike is None and not is_one:
            unclear.append(number)
    for number in unclear[:1]:  # it may have been edited since it was seen
        identity.hasten(db, identity.living(db, number), now)


def _is_one(db: sqlite3.Connection, one: int, other: int) -> bool:
    return identity.living(db, one) == identity.living(db, other)


def _merge(db: sqlite3.Connection, one: int, other: int, now: datetime) -> bool:
    young, old = identity.by_age(db, identity.living(db, one), identity.living(db, other))
    return identity.merge(db, young, old, PARAMETER, now)


def _are_alike(db: sqlite3.Connection, one: int, other: int) -> bool | None:
    """Tell whether two articles have one headline and text, or neither in common; None: something between."""
    same_headline = _headline(db, one) == _headline(db, other)
    if same_headline and identity.share_text(db, one, other, part=identity.TWIN):
        return True
    return None if same_headline or identity.share_text(db, one, other) else False


def _note(
    db: sqlite3.Connection, host: str, names: Iterable[str], address: str, *, alike: bool, now: datetime
) -> None:
    db.executemany(
        "INSERT INTO parameters (host, name, address, alike, times, first_seen, last_seen)"
        " VALUES (?, ?, ?, ?, 1, ?5, ?5) ON CONFLICT (host, name, address) DO UPDATE SET"
        " alike = min(alike, excluded.alike), times = times + 1, last_seen = excluded.last_seen",
        [(host, rows.clean(name), address, int(alike), rows.instant(now)) for name in names],
    )


def _selecting(db: sqlite3.Connection, host: str) -> frozenset[str]:
    """Return the parameters that were seen to select the article on a host, and never not to."""
    found = db.execute(
        "SELECT name FROM parameters WHERE host = ? GROUP BY name HAVING NOT max(alike)", (host,)
    )
    return frozenset(row["name"] for row in found)


def _of_page(db: sqlite3.Connection, url: str) -> Sequence[str]:
    """Return the addresses of a page under which articles were read, the newest first."""
    path = url.partition("#")[0].partition("?")[0]
    found = db.execute(
        "SELECT url FROM articles WHERE (url = ?1 OR (url > ?1 || '?' AND url < ?1 || '@'))"
        " AND revision IS NOT NULL AND collection IS NULL"  # '@' comes next after '?'
        " ORDER BY id DESC LIMIT ?2",
        (path, OF_PAGE),
    )
    return [row["url"] for row in found]


def _may_be(db: sqlite3.Connection, url: str, link: Link) -> bool:
    """Tell whether a seed's headline is no other than those that are known of an address."""
    found = db.execute("SELECT headline, headlines FROM links WHERE url = ?", (url,)).fetchall()
    said = {row["headline"] for row in found}.union(*(json.loads(row["headlines"] or "[]") for row in found))
    said -= {None}
    return link.headline is None or not said or rows.maybe_clean(link.headline) in said


def _url(db: sqlite3.Connection, article: int) -> str:
    return str(db.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone()["url"])


def _number(db: sqlite3.Connection, url: str) -> int:
    return int(db.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()["id"])


def _headline(db: sqlite3.Connection, article: int) -> str:
    row = db.execute(
        "SELECT headline FROM articles JOIN revisions ON revisions.id = articles.revision"
        " JOIN readings ON readings.id = revisions.reading WHERE articles.id = ?",
        (article,),
    ).fetchone()
    return str(row["headline"])
