"""Tables that later migrations make, where they are long; never edited, see `migrations.py`."""

from __future__ import annotations

LOOKS = """
ALTER TABLE pending_changes ADD COLUMN looks INTEGER NOT NULL DEFAULT 1;
ALTER TABLE variants ADD COLUMN ended_at TEXT;
ALTER TABLE visits ADD COLUMN plain INTEGER;
"""

PROMISES = """
CREATE TABLE host_requests (
  host TEXT NOT NULL,
  hour TEXT NOT NULL,
  times INTEGER NOT NULL,
  last_at TEXT NOT NULL,
  PRIMARY KEY (host, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE host_rests (
  host TEXT PRIMARY KEY,
  until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE gaps (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  seen_before TEXT NOT NULL,
  due_at TEXT NOT NULL,
  seen_after TEXT NOT NULL,
  failures INTEGER NOT NULL
) STRICT;
CREATE INDEX gaps_article ON gaps(article);
CREATE INDEX gaps_seen_after ON gaps(seen_after);
ALTER TABLE articles ADD COLUMN due_since TEXT;
"""

IDENTITY = """
CREATE TABLE separations (
  url TEXT PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  why TEXT NOT NULL,
  separated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE seeds (
  url TEXT PRIMARY KEY,
  source INTEGER REFERENCES sources(id),
  kind TEXT,
  children TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  asked_at TEXT NOT NULL,
  read_at TEXT,
  failures INTEGER NOT NULL,
  error TEXT,
  next_ask TEXT
) STRICT, WITHOUT ROWID;
ALTER TABLE links ADD COLUMN guid TEXT;
CREATE INDEX links_guid ON links(seed, guid) WHERE guid IS NOT NULL;
"""

OUTBOX = """
CREATE TABLE channels (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  declared_at TEXT NOT NULL,
  withdrawn_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  failed_at TEXT,
  next_try TEXT,
  sent_at TEXT
) STRICT;
CREATE TABLE outbox (
  delivery TEXT PRIMARY KEY,
  channel INTEGER NOT NULL REFERENCES channels(id),
  edit INTEGER NOT NULL REFERENCES revisions(id),
  written_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try TEXT,
  error TEXT,
  sent_at TEXT,
  given_up_at TEXT,
  UNIQUE (channel, edit)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox(channel, edit) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_given_up ON outbox(channel, given_up_at) WHERE given_up_at IS NOT NULL;
"""

LEDGER = """
CREATE TABLE ledger (
  entry INTEGER PRIMARY KEY,
  visit INTEGER UNIQUE REFERENCES visits(id),
  kept INTEGER NOT NULL,
  logged_at TEXT NOT NULL,
  leaf BLOB NOT NULL,
  line TEXT,
  CHECK ((visit IS NULL) = (line IS NOT NULL))
) STRICT;
CREATE TABLE ledger_tiles (
  tile INTEGER PRIMARY KEY,
  root BLOB NOT NULL
) STRICT;
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY,
  signed_at TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
"""

IMPORTS = """
ALTER TABLE articles ADD COLUMN collection TEXT;
CREATE TABLE imports (
  visit INTEGER PRIMARY KEY REFERENCES visits(id),
  archive TEXT NOT NULL, record TEXT NOT NULL, made_by TEXT, imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX imports_record ON imports(record);
"""

OUTLETS = """
CREATE TABLE outlet_figures (
  source INTEGER NOT NULL REFERENCES sources(id),
  figure TEXT NOT NULL,
  value REAL,
  low REAL,
  high REAL,
  cases INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  counted_at TEXT NOT NULL,
  PRIMARY KEY (source, figure)
) STRICT, WITHOUT ROWID
"""

PARAMETERS = (
    "CREATE TABLE parameters (host TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,"
    " alike INTEGER NOT NULL, times INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,"
    " PRIMARY KEY (host, name, address)) STRICT, WITHOUT ROWID"
)

WITNESSES = (
    "CREATE TABLE witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL DEFAULT 0, attested_at TEXT,"
    " kept INTEGER NOT NULL DEFAULT 0,"
    " failures INTEGER NOT NULL DEFAULT 0, error TEXT, failed_at TEXT, next_try TEXT) STRICT"
)

SUBSCRIPTIONS = """
CREATE TABLE subscriptions (
  seed TEXT NOT NULL,
  hub TEXT NOT NULL,
  topic TEXT NOT NULL,
  wanted INTEGER NOT NULL,
  callback TEXT,
  asked_at TEXT,
  leased_until TEXT,
  heard_at TEXT,
  failures INTEGER NOT NULL,
  error TEXT,
  next_ask TEXT,
  PRIMARY KEY (seed, hub, topic)
) STRICT, WITHOUT ROWID
"""

OUTBOX_OF_ALL = """
CREATE TABLE outbox_of_all (
  id INTEGER PRIMARY KEY,
  delivery TEXT NOT NULL UNIQUE,
  channel INTEGER NOT NULL REFERENCES channels(id),
  edit INTEGER REFERENCES revisions(id),
  event INTEGER REFERENCES events(id),
  written_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try TEXT,
  error TEXT,
  sent_at TEXT,
  given_up_at TEXT,
  UNIQUE (channel, edit),
  UNIQUE (channel, event),
  CHECK ((edit IS NULL) <> (event IS NULL))
) STRICT;
INSERT INTO outbox_of_all
  (delivery, channel, edit, written_at, tries, next_try, error, sent_at, given_up_at)
SELECT delivery, channel, edit, written_at, tries, next_try, error, sent_at, given_up_at
FROM outbox ORDER BY edit, channel;
DROP TABLE outbox;
ALTER TABLE outbox_of_all RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox(channel, id) WHERE sent_at IS NULL AND given_up_at IS NULL;
CREATE INDEX outbox_given_up ON outbox(channel, given_up_at) WHERE given_up_at IS NOT NULL;
"""
"""Events are told as well. Rows are in the order of recording, as edits and events are numbered apart."""
