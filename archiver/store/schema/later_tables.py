"""Tables that later migrations make, where they are long; never edited, see `migrations.py`."""

from __future__ import annotations

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
