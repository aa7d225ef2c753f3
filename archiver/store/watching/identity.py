"""One article, one history: which addresses lead to which article, and when two articles are one.

An alias wins over an article of the same address: an article whose own address is an alias has
retired into another. Its visits, snapshots and revisions stay as they are, and undoing the alias
brings it back. Only the younger of two articles retires, so that aliases never lead in a circle.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from archiver.model.spellings import may_be_canonical, may_be_one, other_spellings
from archiver.model.urls import host_of, web_address
from archiver.store import reading_rows, rows
from archiver.store.watching import repeats

SHARED = 0.5
"""Part of the shorter text that two articles must have in common to be one. Articles of one publisher
share a notice or a biography; one that was renamed while it was rewritten keeps most of the shorter."""

SHARED_CHARS = 100
"""Characters in common below which it may be a notice alone."""

FEED_ID = "feed id"
"""Why an address is an alias that a feed gave for an entry whose id it kept."""

REDIRECT = "redirect"
"""Why an address is an alias at which the article was seen though another was asked for."""

SAME_TEXT = "same text"
"""Why an address is an alias that has the text of an article that went from its own, without a redirect."""

TWIN = 0.8
"""Part of the shorter text in common where nothing but the text says that two articles are one: the second
day of a live blog repeats some of the first."""

CANDIDATES = 50
"""Articles of a source whose texts are compared, the newest first."""

IMPORTED = "imported"
"""Why the address of an imported history is an alias of its article: the two are told together, but only the
article is visited, and what others captured teaches nothing of where it is."""

RETIRED = "EXISTS (SELECT 1 FROM aliases AS led WHERE led.url = articles.url)"
"""Condition on a row of `articles`: it has retired into another."""


def leads_to(db: sqlite3.Connection, spelt: str) -> int | None:
    """Return the article an address in canonical spelling leads to, or None."""
    row = db.execute(
        "SELECT coalesce((SELECT article FROM aliases WHERE url = ?1),"
        " (SELECT id FROM articles WHERE url = ?1)) AS article",
        (spelt,),
    ).fetchone()
    return None if row["article"] is None else living(db, row["article"])


def living(db: sqlite3.Connection, article: int) -> int:
    """Return the article that an article has retired into, or itself."""
    while True:
        row = db.execute(
            "SELECT aliases.article FROM articles JOIN aliases ON aliases.url = articles.url"
            " WHERE articles.id = ?",
            (article,),
        ).fetchone()
        if row is None:
            return article
        article = row["article"]


def known_as(db: sqlite3.Connection, spelt: str) -> int | None:
    """Return the article of an address or of another spelling of it: http, `www.`, AMP, print, slash."""
    found = leads_to(db, spelt)
    if found is not None or _is_separated(db, spelt):
        return found
    row = db.execute(
        "WITH others AS (SELECT value AS url FROM json_each(?))"
        " SELECT aliases.article AS id FROM others JOIN aliases ON aliases.url = others.url"
        " UNION ALL SELECT articles.id FROM others JOIN articles ON articles.url = others.url LIMIT 1",
        (json.dumps(other_spellings(spelt)),),
    ).fetchone()
    return None if row is None else living(db, row["id"])


def is_imported(db: sqlite3.Connection, article: int) -> bool:
    """Tell whether others captured what is kept under this article."""
    row = db.execute("SELECT collection FROM articles WHERE id = ?", (article,)).fetchone()
    return row["collection"] is not None


def hasten(db: sqlite3.Connection, article: int, due: datetime) -> bool:
    """Make an article due then, if it is not due sooner anyway; tell whether it was not.

    One that a person wants no longer watched is left alone.
    """
    done = db.execute(
        "UPDATE articles SET next_visit = ?1 WHERE id = ?2 AND (next_visit IS NULL OR next_visit > ?1)"
        " AND unwatched_at IS NULL",
        (rows.instant(due), article),
    )
    return done.rowcount > 0


def is_alone(db: sqlite3.Connection, article: int) -> bool:
    """Tell whether an article has no other address, so that none retired into it, nor it into another."""
    found = db.execute(
        "SELECT 1 FROM aliases WHERE article = ?1"
        " UNION ALL SELECT 1 FROM articles JOIN aliases USING (url) WHERE articles.id = ?1 LIMIT 1",
        (article,),
    )
    return found.fetchone() is None


def family(db: sqlite3.Connection, article: int) -> tuple[int, ...]:
    """Return an article and all that retired into it, however indirectly."""
    found = db.execute(
        "WITH RECURSIVE members(id) AS (SELECT ?1 UNION SELECT articles.id FROM members"
        " JOIN aliases ON aliases.article = members.id JOIN articles ON articles.url = aliases.url)"
        " SELECT id FROM members ORDER BY id",
        (article,),
    )
    return tuple(row["id"] for row in found)


def point(db: sqlite3.Connection, spelt: str, article: int, why: str, now: datetime) -> bool:
    """Make an address lead to an article; False where it already leads somewhere or was separated."""
    if leads_to(db, spelt) is not None or _is_separated(db, spelt):
        return False
    _note_alias(db, spelt, article, why, now)
    return True


def was_always_at(db: sqlite3.Connection, article: int, spelt: str) -> bool:
    """Tell whether an article was seen at an address before it was ever said to have moved there."""
    row = db.execute("SELECT why FROM aliases WHERE url = ? AND article = ?", (spelt, article)).fetchone()
    return row is not None and row["why"] == REDIRECT


def follow(db: sqlite3.Connection, article: int, to: str, now: datetime) -> None:
    """Take in that an article's address redirects to another one, in canonical spelling.

    An article that was never read, or that has the same text, is one with the article redirected
    to; two that were both read and differ stay two.
    """
    if is_imported(db, article):
        return
    article = living(db, article)
    other = leads_to(db, to)
    if other is None:
        point(db, to, article, "moved", now)
    elif other != article:
        young, old = by_age(db, article, other)
        if not _was_read(db, young) or share_text(db, young, old):
            merge(db, young, old, "moved", now)


def learn(
    db: sqlite3.Connection, article: int, addresses: Iterable[tuple[str | None, str]], now: datetime
) -> None:
    """Take in the addresses that a sight of an article bore: where it ended, what it calls canonical.

    A page is believed only within its site, never that it is a front, and that it is another
    article of ours only if the texts say so too.

    Args:
        db: in a write transaction.
        article: which was seen.
        addresses: each with the reason it is an address of the article; None: the sight had none.
        now: when it is recorded.
    """
    article = living(db, article)
    own = db.execute("SELECT url FROM articles WHERE id = ?", (article,)).fetchone()["url"]
    for address, why in addresses:
        spelt = web_address(address)
        if spelt in (None, own) or not may_be_one(spelt, own):
            continue
        other = leads_to(db, spelt)
        if other is None:
            if may_be_canonical(spelt, own):
                point(db, spelt, article, why, now)
        elif other != article:
            article = _judge_claim(db, article, other, why, now)


def heir(db: sqlite3.Connection, article: int, now: datetime) -> str | None:
    """Return the address at which an article that is gone from its own lives on, or None.

    That is where an article with its text was found since it was last seen; it retires into this one.
    """
    if is_imported(db, article):
        return None
    found = db.execute(
        "SELECT heirs.id, heirs.url FROM articles AS old JOIN revisions ON revisions.id = old.revision"
        " JOIN articles AS heirs ON heirs.source IS old.source AND heirs.added_at >= revisions.seen_until"
        " AND heirs.added_at > old.added_at WHERE old.id = ? AND heirs.revision IS NOT NULL"
        " AND heirs.gone_since IS NULL ORDER BY heirs.added_at DESC LIMIT ?",
        (article, CANDIDATES),
    ).fetchall()
    for row in found:
        if living(db, row["id"]) == row["id"] and _inherit(db, row["id"], article, now):
            return str(row["url"])
    return None


def succeed(db: sqlite3.Connection, article: int, now: datetime) -> None:
    """Let an article that was just read for the first time be one we have, if it has its text.

    That is one whose page called this address its own, or one that is gone.
    """
    claim = db.execute(
        "SELECT claims.article, claims.why FROM articles JOIN claims ON claims.url = articles.url"
        " WHERE articles.id = ?",
        (article,),
    ).fetchone()
    if claim is not None and living(db, claim["article"]) != article:
        article = _judge_claim(db, article, living(db, claim["article"]), claim["why"], now)
    found = db.execute(
        "SELECT old.id FROM articles JOIN articles AS old ON old.source IS articles.source"
        " AND old.added_at < articles.added_at AND old.collection IS NULL"
        " JOIN revisions ON revisions.id = old.revision"
        " AND revisions.seen_until <= articles.added_at"
        " WHERE articles.id = ? AND old.gone_since IS NOT NULL ORDER BY old.gone_since DESC LIMIT ?",
        (article, CANDIDATES),
    ).fetchall()
    any(_inherit(db, article, row["id"], now) for row in found)


def share_text(db: sqlite3.Connection, one: int, other: int, *, part: float = SHARED) -> bool:
    """Tell whether two articles that were both read have so much of the shorter text in common."""
    mine, theirs = _current_texts(db, one), _current_texts(db, other)
    common = sum(map(len, mine & _texts_ever(db, other)))
    return common >= SHARED_CHARS and common >= part * min(sum(map(len, mine)), sum(map(len, theirs)))


def separate(db: sqlite3.Connection, spelt: str, now: datetime) -> int:
    """Undo an alias for good and return the article its address is from now on; due at once.

    Raises:
        LookupError: it is no alias.
    """
    row = db.execute(
        "SELECT aliases.*, articles.source FROM aliases JOIN articles ON articles.id = aliases.article"
        " WHERE aliases.url = ?",
        (spelt,),
    ).fetchone()
    if row is None:
        raise LookupError(spelt)
    together = family(db, living(db, row["article"]))
    db.execute("DELETE FROM aliases WHERE url = ?", (spelt,))
    db.execute(
        "INSERT OR REPLACE INTO separations (url, article, why, separated_at) VALUES (?, ?, ?, ?)",
        (spelt, row["article"], row["why"], rows.instant(now)),
    )
    known = db.execute("SELECT id FROM articles WHERE url = ?", (spelt,)).fetchone()
    repeats.forget(db, together)
    for one in together:
        repeats.note(db, family(db, living(db, one)))
    if known is None:
        return _insert(db, spelt, source=row["source"], due=now, now=now)
    db.execute(
        "UPDATE articles SET next_visit = ?, unwatched_at = NULL WHERE id = ?",
        (rows.instant(now), known["id"]),
    )
    return int(known["id"])


def find_or_watch(
    db: sqlite3.Connection, spelt: str, *, source: int | None, due: datetime | None, now: datetime
) -> tuple[int, bool]:
    """Return the article of an address, watched from now on if there was none, and whether it is new."""
    known = known_as(db, spelt)
    if known is None:
        return _insert(db, spelt, source=source, due=due, now=now), True
    point(db, spelt, known, "spelling", now)
    return known, False


def begin_imported(db: sqlite3.Connection, own: int, address: str, collection: str, now: datetime) -> int:
    """Begin a history that others captured, which is told with that of the article and never visited."""
    source = db.execute("SELECT source FROM articles WHERE id = ?", (own,)).fetchone()["source"]
    history = _insert(db, address, source=source, due=None, now=now)
    db.execute("UPDATE articles SET collection = ? WHERE id = ?", (collection, history))
    _note_alias(db, address, own, IMPORTED, now)
    return history


def _insert(
    db: sqlite3.Connection, spelt: str, *, source: int | None, due: datetime | None, now: datetime
) -> int:
    return rows.insert(
        db,
        "articles",
        {
            "url": spelt,
            "host": host_of(spelt),
            "source": source,
            "added_at": rows.instant(now),
            "next_visit": rows.maybe_instant(due),
        },
    )


def _judge_claim(db: sqlite3.Connection, article: int, other: int, why: str, now: datetime) -> int:
    """Merge two articles, one of whose pages calls the other's address its own, if the texts agree.

    Where one was not read yet the claim waits for that. Returns the article that the first is now.
    """
    young, old = by_age(db, article, other)
    if share_text(db, young, old):
        return old if merge(db, young, old, why, now) else article
    if not _was_read(db, other):
        db.execute(
            "INSERT OR REPLACE INTO claims (url, article, why, claimed_at)"
            " SELECT url, ?, ?, ? FROM articles WHERE id = ?",
            (article, why, rows.instant(now), other),
        )
    return article


def _inherit(db: sqlite3.Connection, young: int, old: int, now: datetime) -> bool:
    """Merge an article with a younger one of the same text, at whose address it lives on."""
    if not share_text(db, young, old, part=TWIN) or not merge(db, young, old, SAME_TEXT, now):
        return False
    db.execute(
        "UPDATE articles SET moved_to = (SELECT url FROM articles WHERE id = ?) WHERE id = ?", (young, old)
    )
    return True


def merge(db: sqlite3.Connection, young: int, old: int, why: str, now: datetime) -> bool:
    """Retire an article into an older one, which is due now, unless a person took the two apart."""
    url = db.execute("SELECT url FROM articles WHERE id = ?", (young,)).fetchone()["url"]
    if _is_separated(db, url):
        return False
    _note_alias(db, url, old, why, now)
    db.execute("DELETE FROM pending_changes WHERE article = ?", (young,))
    db.execute("UPDATE articles SET next_visit = NULL WHERE id = ?", (young,))
    hasten(db, old, now)
    repeats.note(db, family(db, old))
    return True


def _note_alias(db: sqlite3.Connection, spelt: str, article: int, why: str, now: datetime) -> None:
    cells: dict[str, rows.Cell] = {
        "url": spelt,
        "article": article,
        "why": why,
        "added_at": rows.instant(now),
    }
    rows.insert(db, "aliases", cells)


def by_age(db: sqlite3.Connection, one: int, other: int) -> tuple[int, int]:
    """Return two articles, the younger first."""
    found = db.execute(
        "SELECT id FROM articles WHERE id IN (?, ?) ORDER BY added_at DESC, id DESC", (one, other)
    ).fetchall()
    return int(found[0]["id"]), int(found[1]["id"])


def _was_read(db: sqlite3.Connection, article: int) -> bool:
    row = db.execute("SELECT revision FROM articles WHERE id = ?", (article,)).fetchone()
    return row["revision"] is not None


def _is_separated(db: sqlite3.Connection, spelt: str) -> bool:
    return db.execute("SELECT 1 FROM separations WHERE url = ?", (spelt,)).fetchone() is not None


def _current_texts(db: sqlite3.Connection, article: int) -> set[str]:
    row = db.execute(
        "SELECT readings.blocks FROM articles JOIN revisions ON revisions.id = articles.revision"
        " JOIN readings ON readings.id = revisions.reading WHERE articles.id = ?",
        (article,),
    ).fetchone()
    numbers = [] if row is None else reading_rows.id_list(row["blocks"])
    found = db.execute(
        "SELECT text FROM blocks WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(numbers),)
    )
    return {row["text"] for row in found}


def _texts_ever(db: sqlite3.Connection, article: int) -> set[str]:
    return {row["text"] for row in db.execute("SELECT text FROM blocks WHERE article = ?", (article,))}
