"""The tables and indexes that the first migration makes; never edited, see `migrations.py`.

`db/schema.sql` is no second source: it is generated, for reading, from what all migrations make.
"""

from __future__ import annotations

WATCHED = """
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  domain TEXT NOT NULL,
  seeds TEXT NOT NULL,
  declared INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  source INTEGER REFERENCES sources(id),
  added_at TEXT NOT NULL,
  next_visit TEXT,
  lease_until TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  last_visit TEXT,
  last_change TEXT,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'article', 'suspect', 'gone', 'moved')),
  gone_since TEXT,
  moved_to TEXT,
  revision INTEGER REFERENCES revisions(id),
  etag TEXT,
  last_modified TEXT,
  response_digest TEXT,
  dom_digest TEXT
) STRICT;
CREATE INDEX articles_next_visit ON articles(next_visit);
CREATE INDEX articles_last_change ON articles(last_change);
CREATE INDEX articles_source ON articles(source);
CREATE INDEX articles_failing ON articles(failures) WHERE failures > 0;
CREATE TABLE aliases (
  url TEXT PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  why TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_article ON aliases(article);
CREATE TABLE links (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  source INTEGER REFERENCES sources(id),
  seed TEXT NOT NULL,
  first_found TEXT NOT NULL,
  last_found TEXT NOT NULL,
  headline TEXT,
  published_at TEXT,
  modified_at TEXT,
  UNIQUE (url, seed)
) STRICT;
"""

EVIDENCE = """
CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  capture TEXT,
  started_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT,
  snapshot INTEGER REFERENCES snapshots(id),
  revision INTEGER REFERENCES revisions(id),
  purpose TEXT NOT NULL,
  depth TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  status INTEGER,
  page_kind TEXT,
  took_ms INTEGER NOT NULL,
  response_digest TEXT,
  response_bytes INTEGER,
  dom_digest TEXT,
  dom_bytes INTEGER
) STRICT;
CREATE INDEX visits_article ON visits(article);
CREATE UNIQUE INDEX visits_capture ON visits(capture, article) WHERE capture IS NOT NULL;
CREATE INDEX visits_snapshot ON visits(snapshot) WHERE snapshot IS NOT NULL;
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  visit INTEGER NOT NULL UNIQUE REFERENCES visits(id),
  captured_at TEXT NOT NULL,
  url TEXT NOT NULL,
  final_url TEXT NOT NULL,
  status INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  manifest TEXT NOT NULL REFERENCES files(digest),
  depth TEXT NOT NULL,
  browser TEXT NOT NULL,
  settled TEXT NOT NULL,
  resources INTEGER NOT NULL,
  resources_missing INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshots_article ON snapshots(article);
CREATE TABLE snapshot_files (
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  name TEXT NOT NULL,
  file INTEGER REFERENCES files(id),
  media_type TEXT NOT NULL,
  missing TEXT,
  partial INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (snapshot, name),
  CHECK ((file IS NULL) <> (missing IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  base INTEGER REFERENCES files(id),
  article INTEGER REFERENCES articles(id),
  series TEXT,
  size_bytes INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;
CREATE INDEX files_keyframes ON files(article, series, kept_at) WHERE base IS NULL AND series IS NOT NULL;
CREATE INDEX files_base ON files(base) WHERE base IS NOT NULL;
CREATE TABLE refusals (
  id INTEGER PRIMARY KEY,
  visit INTEGER NOT NULL REFERENCES visits(id),
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  reason TEXT NOT NULL,
  times INTEGER NOT NULL,
  first_at TEXT NOT NULL
) STRICT;
CREATE INDEX refusals_visit ON refusals(visit);
CREATE TABLE last_sights (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  name TEXT NOT NULL,
  visit INTEGER NOT NULL REFERENCES visits(id),
  digest TEXT NOT NULL,
  base TEXT REFERENCES files(digest),
  size_bytes INTEGER NOT NULL,
  content BLOB,
  UNIQUE (article, name)
) STRICT;
"""

INTERPRETATION = """
CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  reader TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  headline TEXT NOT NULL,
  social_headline TEXT,
  search_headline TEXT,
  dek TEXT,
  bylines TEXT NOT NULL,
  dateline TEXT,
  published_at TEXT,
  modified_at TEXT,
  blocks TEXT NOT NULL,
  captions TEXT NOT NULL,
  notices TEXT NOT NULL,
  language TEXT,
  section TEXT,
  rights TEXT,
  canonical TEXT,
  other_urls TEXT NOT NULL,
  why TEXT NOT NULL,
  signals TEXT NOT NULL,
  read_at TEXT NOT NULL,
  UNIQUE (snapshot, reader)
) STRICT;
CREATE INDEX readings_article ON readings(article);
CREATE TABLE blocks (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  digest TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  anchors TEXT,
  at TEXT,
  UNIQUE (article, digest)
) STRICT;
CREATE TABLE choices (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  digest TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  rejected TEXT,
  UNIQUE (article, digest)
) STRICT;
CREATE TABLE block_spans (
  block INTEGER NOT NULL REFERENCES blocks(id),
  from_revision INTEGER NOT NULL,
  to_revision INTEGER,
  PRIMARY KEY (block, from_revision)
) STRICT, WITHOUT ROWID;
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  last_snapshot INTEGER REFERENCES snapshots(id),
  reading INTEGER NOT NULL REFERENCES readings(id),
  fingerprint TEXT NOT NULL,
  seen_from TEXT NOT NULL,
  seen_until TEXT NOT NULL,
  sights INTEGER NOT NULL DEFAULT 1,
  opened_by TEXT NOT NULL CHECK (opened_by IN ('first', 'edit', 'reversion', 'rebase')),
  not_before TEXT,
  reverts_to INTEGER,
  weight TEXT,
  summary TEXT,
  disclosure TEXT,
  disclosure_text TEXT,
  silent INTEGER,
  reasons TEXT,
  field_weights TEXT,
  block_counts TEXT,
  UNIQUE (article, number)
) STRICT;
CREATE INDEX revisions_seen_from ON revisions(seen_from);
CREATE INDEX revisions_edits ON revisions(seen_from) WHERE not_before IS NOT NULL;
CREATE INDEX revisions_silent ON revisions(seen_from, article) WHERE silent = 1;
CREATE TABLE edits (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revisions(id),
  article INTEGER NOT NULL REFERENCES articles(id),
  field TEXT NOT NULL,
  old TEXT,
  new TEXT,
  not_before TEXT NOT NULL,
  not_after TEXT NOT NULL,
  weight TEXT NOT NULL
) STRICT;
CREATE INDEX edits_not_after ON edits(not_after);
CREATE INDEX edits_field ON edits(field, not_after, article);
CREATE INDEX edits_article ON edits(article);
CREATE INDEX edits_revision ON edits(revision);
CREATE TABLE pending_changes (
  article INTEGER PRIMARY KEY REFERENCES articles(id),
  fingerprint TEXT NOT NULL,
  visit INTEGER NOT NULL REFERENCES visits(id),
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  seen_at TEXT NOT NULL
) STRICT;
CREATE TABLE variants (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  fingerprint TEXT NOT NULL,
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  reason TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  sights INTEGER NOT NULL DEFAULT 1,
  UNIQUE (article, fingerprint)
) STRICT;
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES articles(id),
  visit INTEGER NOT NULL REFERENCES visits(id),
  kind TEXT NOT NULL CHECK (kind IN ('variant', 'gone', 'returned', 'moved', 'suspect')),
  not_before TEXT,
  not_after TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_not_after ON events(not_after);
CREATE INDEX events_article ON events(article);
CREATE INDEX events_kind ON events(kind, not_after);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX runs_kind ON runs(kind, started_at);
"""
