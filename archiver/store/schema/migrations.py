"""The schema of the archive, as migrations that are applied once each and never edited.

A change is a new function at the end, `db/schema.sql` and `docs/schema.md` regenerated (`make
docs`) and `db/metadata.yaml` completed; a test holds the three together. `sqlite-utils migrate
db/archive.db db` applies the same migrations without this program.

Instants are text, `2026-11-24T09:30:00.000000Z`, always UTC and of one width, so that they sort.
Lists are JSON. Tables are STRICT: a value of the wrong type is refused, not converted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archiver.store.schema.first_schema import EVIDENCE, INTERPRETATION, WATCHED
from archiver.store.schema.later_tables import (
    IDENTITY,
    IMPORTS,
    LEDGER,
    LOOKS,
    OUTBOX,
    OUTBOX_OF_ALL,
    OUTLETS,
    PARAMETERS,
    PROMISES,
    SUBSCRIPTIONS,
    WITNESSES,
)
from archiver.store.schema.steps import Steps
from archiver.store.schema.views import FEED, FULL_TEXT, TEXTS, TYPED, VIEWS
from archiver.store.words.text_index import fill

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Steps("archiver")


def _each(db: Database, script: str) -> None:
    """Execute statements one by one, each of which ends with its line; the last may lack its sign.

    `executescript` of SQLite would end the migration's transaction, that of sqlite-utils is slow.
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement.strip())
            statement = ""
    if statement.strip():
        db.execute(statement)


@migrations()
def m001_the_archive(db: Database) -> None:
    """Create every table, index and view."""
    for script in (WATCHED, EVIDENCE, INTERPRETATION, FULL_TEXT, VIEWS):
        _each(db, script)


@migrations()
def m002_identity(db: Database) -> None:
    """Remember separated addresses, what seeds answered, and the ids that feeds give their entries."""
    _each(db, IDENTITY)


@migrations()
def m003_looks(db: Database) -> None:
    """Count looks that agree, date the end of variants, note where plain HTTP shows the same article."""
    _each(db, LOOKS)


@migrations()
def m004_promises_and_gaps(db: Database) -> None:
    """Remember what hosts were asked and asked for, and when an article was not seen though it was due."""
    _each(db, PROMISES)


@migrations()
def m005_scope(db: Database) -> None:
    """Note under which rules a seed was read: with others, its links must be looked at anew."""
    db.execute("ALTER TABLE seeds ADD COLUMN scope TEXT")


@migrations()
def m006_headlines(db: Database) -> None:
    """Remember which headlines a seed gave a link: one that is given again is no hint."""
    db.execute("ALTER TABLE links ADD COLUMN headlines TEXT")


@migrations()
def m007_claims(db: Database) -> None:
    """Remember which pages call the address of an article that was not read yet their own."""
    db.execute(
        "CREATE TABLE claims (url TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id),"
        " why TEXT NOT NULL, claimed_at TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )


REPEATS = """
CREATE TABLE repeats (
  edit INTEGER PRIMARY KEY REFERENCES revisions(id),
  told INTEGER NOT NULL REFERENCES revisions(id)
) STRICT;
DROP INDEX edits_article;
CREATE INDEX edits_article ON edits(article, revision);
DROP INDEX edits_field;
CREATE INDEX edits_field ON edits(field, not_after, article, revision);
"""
"""With the revision in an index, the rows of `edits` need not be read to count those that are told: of
900,000 in 113 ms instead of 277."""

TELLING = {
    "edit_feed": "WHERE edits.revision",
    "headline_changes": "AND edits.revision",
    "silent_edits": "AND revisions.id",
}
"""How the views that tell of edits go on: where the condition is put, and on what."""


@migrations()
def m008_repeats(db: Database) -> None:
    """Remember which edits were told before under another address; the views leave them out."""
    _each(db, REPEATS)
    for view, condition in TELLING.items():
        made = db[view].schema
        db.execute(f"DROP VIEW {view}")
        db.execute(f"{made}\n{condition} NOT IN (SELECT edit FROM repeats)")  # noqa: S608  texts above


@migrations()
def m009_publishers_day(db: Database) -> None:
    """Keep the day of publication by the publisher's clock; readings made before tell none."""
    db.execute("ALTER TABLE readings ADD COLUMN published_on TEXT")


DOUBTS = {
    "other: an old copy%": "stale",
    "other: the page has the text%": "misread",
    "shell: only % of the text is there, and no notice%": "cut",
    "other: an article of another day": "another_article",
    "other: another article%": "another_article",
    "other: a page without a date": "another_article",
}
"""What was told from the text alone, by the sentences that stood for it. Else the kind was the first word."""


@migrations()
def m010_doubts(db: Database) -> None:
    """Keep the kind of a visit's doubt beside the sentence for people."""
    db.execute("ALTER TABLE visits ADD COLUMN doubt TEXT")
    db.execute(
        "UPDATE visits SET doubt = substr(reason, 1, instr(reason, ':') - 1)"
        " WHERE outcome = 'suspect' AND instr(reason, ':') > 1"
    )
    for told, kind in DOUBTS.items():
        db.execute("UPDATE visits SET doubt = ? WHERE doubt IS NOT NULL AND reason LIKE ?", (kind, told))


@migrations()
def m011_unwatched(db: Database) -> None:
    """Remember which articles a person wants no longer watched: no seed, move or visit makes them due."""
    db.execute("ALTER TABLE articles ADD COLUMN unwatched_at TEXT")


@migrations()
def m012_outbox(db: Database) -> None:
    """Keep what is to be told of an edit, and to whom, until it is sent."""
    _each(db, OUTBOX)


@migrations()
def m013_clock(db: Database) -> None:
    """Mark visits that were made by a clock which was ahead."""
    db.execute("ALTER TABLE visits ADD COLUMN clock TEXT")
    db.execute("CREATE INDEX visits_clock ON visits(clock) WHERE clock IS NOT NULL")


RULINGS = """
CREATE TABLE rulings (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  is_article INTEGER NOT NULL,
  by TEXT NOT NULL,
  why TEXT NOT NULL,
  ruled_at TEXT NOT NULL
) STRICT;
CREATE INDEX rulings_article ON rulings(article);
CREATE INDEX rulings_snapshot ON rulings(snapshot);
ALTER TABLE revisions ADD COLUMN follows INTEGER;
CREATE TABLE withdrawals (
  revision INTEGER PRIMARY KEY REFERENCES revisions(id),
  ruling INTEGER NOT NULL REFERENCES rulings(id)
) STRICT;
"""


@migrations()
def m014_rulings(db: Database) -> None:
    """Remember what people say of captures, and which edits are told no longer; the views leave these out."""
    _each(db, RULINGS)
    for view, condition in TELLING.items():
        made, told = db[view].schema, condition.split()[-1]
        db.execute(f"DROP VIEW {view}")
        db.execute(f"{made}\nAND {told} NOT IN (SELECT revision FROM withdrawals)")  # noqa: S608  texts above


@migrations()
def m015_wanted(db: Database) -> None:
    """Remember when a person last asked to watch an article: it is watched for a year from then on."""
    db.execute("ALTER TABLE articles ADD COLUMN wanted_at TEXT")


@migrations()
def m016_label(db: Database) -> None:
    """Keep what an article is called at its headline: opinion, paid content."""
    db.execute("ALTER TABLE readings ADD COLUMN label TEXT")


VOLATILE = """
CREATE TABLE volatile (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  part TEXT NOT NULL,
  kind TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  own TEXT NOT NULL,
  own_seen TEXT NOT NULL,
  seen TEXT NOT NULL,
  value TEXT NOT NULL,
  looks INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  told INTEGER NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  ended_at TEXT,
  UNIQUE (article, part, kind, before, after)
) STRICT;
"""

TAKEN_OVER = """
INSERT OR IGNORE INTO volatile (article, part, kind, before, after, own, own_seen, seen, value, looks,
  returns, told, first_seen, last_seen)
SELECT variants.article, '{field}', 'words', char(10), char(10), own.{field}, revisions.seen_until,
  json_array(own.{field}, tried.{field}), own.{field}, 0, 1, 1,
  min(variants.first_seen), max(variants.last_seen)
FROM variants
JOIN articles ON articles.id = variants.article
JOIN revisions ON revisions.id = articles.revision
JOIN readings AS own ON own.id = revisions.reading
JOIN readings AS tried ON tried.snapshot = variants.snapshot
WHERE variants.ended_at IS NULL AND own.{field} <> tried.{field}
GROUP BY variants.article
"""


@migrations()
def m017_volatile(db: Database) -> None:
    """Remember places that differ from look to look; variants are what is shown there.

    Of the variants before, the headlines are taken over; each was told as an event, which stays.
    """
    db.execute(VOLATILE)
    for field in ("headline", "social_headline", "search_headline", "dek"):
        db.execute(TAKEN_OVER.format(field=field))
    db.execute("DROP TABLE variants")


@migrations()
def m018_pictures(db: Database) -> None:
    """Keep which pictures an article shows, and what was seen of them."""
    db.execute("ALTER TABLE readings ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]'")


@migrations()
def m019_ledger(db: Database) -> None:
    """Make room for the ledger; it begins when the archive is next written, and says so."""
    _each(db, LEDGER)


@migrations()
def m020_contributors(db: Database) -> None:
    """Keep what is printed on who else worked on an article."""
    db.execute("ALTER TABLE readings ADD COLUMN contributors TEXT NOT NULL DEFAULT '[]'")


@migrations()
def m021_parameters(db: Database) -> None:
    """Remember which parameters of a host's addresses change the text, and which do not."""
    db.execute(PARAMETERS)


@migrations()
def m022_feed(db: Database) -> None:
    """Index what is told by its facets, in the order of time, so that lists are fast with any filter."""
    _each(db, FEED)


@migrations()
def m023_witnesses(db: Database) -> None:
    """Remember how those fare who vouch for checkpoints."""
    db.execute(WITNESSES)


@migrations()
def m024_imports(db: Database) -> None:
    """Tell captures of others from our own: the collection of a history, and where each capture was found."""
    _each(db, IMPORTS)


@migrations()
def m025_texts(db: Database) -> None:
    """Make room for an index of what came into texts and what went, in place of one of bodies."""
    _each(db, TEXTS)


@migrations.piecewise()
def m026_texts_indexed(db: Database) -> Iterator[tuple[int, int]]:
    """Index the texts of all revisions; goes on where it was interrupted."""
    yield from fill(db.conn)


@migrations()
def m027_signed_in(db: Database) -> None:
    """Remember which snapshots somebody made who was signed in."""
    db.execute("ALTER TABLE snapshots ADD COLUMN signed_in INTEGER NOT NULL DEFAULT 0")


@migrations()
def m028_outlets(db: Database) -> None:
    """Make room for what is counted of each outlet, which the reading room shows and never counts itself."""
    db.execute(OUTLETS)


@migrations()
def m029_signed_in_by_article(db: Database) -> None:
    """Tell of an edit at once that nobody was signed in, as of nearly all."""
    db.execute("CREATE INDEX snapshots_signed_in ON snapshots(article) WHERE signed_in")


@migrations()
def m030_typed(db: Database) -> None:
    """Keep what single changes of an edit are about, and let lists be narrowed to it."""
    _each(db, TYPED)


@migrations()
def m031_subscriptions(db: Database) -> None:
    """Remember what hubs were asked to tell, and for how long they granted it."""
    db.execute(SUBSCRIPTIONS)


@migrations()
def m032_taken_over(db: Database) -> None:
    """Remember which articles were out before anybody watched, so that what is gone of them is no event."""
    db.execute("ALTER TABLE articles ADD COLUMN taken_over_at TEXT")


@migrations()
def m033_outbox_of_all(db: Database) -> None:
    """Let events be told as edits are."""
    _each(db, OUTBOX_OF_ALL)


VIEWED = {"edit_feed": "edits", "headline_changes": "edits", "silent_edits": "revisions"}
"""Views that tell of edits, and the table that each reads."""


@migrations()
def m034_views_counted(db: Database) -> None:
    """Look articles up for the rows that are shown alone: who counts a view needs none of them."""
    for view, table in VIEWED.items():
        article = f"FROM articles WHERE id = {table}.article)"
        made = db[view].schema.replace(f"LEFT JOIN articles ON articles.id = {table}.article\n", "")
        made = made.replace("WHERE id = articles.source)", f"WHERE id = (SELECT source {article})")
        db.execute(f"DROP VIEW {view}")
        db.execute(made.replace("articles.url AS url", f"(SELECT url {article} AS url"))
