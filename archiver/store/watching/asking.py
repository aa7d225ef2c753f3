"""Which article an address means that somebody asks for."""

from __future__ import annotations

import sqlite3

from archiver.model.imported import collection_of, imported_address, original_of
from archiver.model.urls import canonical_url
from archiver.store import rows
from archiver.store.watching import identity


def asked_for(db: sqlite3.Connection, url: str) -> tuple[int | None, str]:
    """Return the article that an address means, if there is one, and the address in canonical spelling.

    That of an imported history means this history.
    """
    if collection_of(url) is None:
        spelt = rows.clean(canonical_url(url))
        return identity.known_as(db, spelt), spelt
    spelt = imported_address(rows.clean(canonical_url(original_of(url))), str(collection_of(url)))
    row = db.execute("SELECT id FROM articles WHERE url = ?", (spelt,)).fetchone()
    return None if row is None else row["id"], spelt
