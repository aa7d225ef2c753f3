-- The archive's schema, for reading. Made by docs/generate_schema.py; do not edit.

CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);

CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");

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
, due_since TEXT, unwatched_at TEXT, wanted_at TEXT, collection TEXT, taken_over_at TEXT) STRICT;

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
  modified_at TEXT, guid TEXT, headlines TEXT,
  UNIQUE (url, seed)
) STRICT;

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
, plain INTEGER, doubt TEXT, clock TEXT) STRICT;

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
, signed_in INTEGER NOT NULL DEFAULT 0) STRICT;

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
  read_at TEXT NOT NULL, published_on TEXT, label TEXT, pictures TEXT NOT NULL DEFAULT '[]', contributors TEXT NOT NULL DEFAULT '[]',
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
  block_counts TEXT, follows INTEGER, changes TEXT, change_kinds TEXT,
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

CREATE INDEX edits_revision ON edits(revision);

CREATE TABLE pending_changes (
  article INTEGER PRIMARY KEY REFERENCES articles(id),
  fingerprint TEXT NOT NULL,
  visit INTEGER NOT NULL REFERENCES visits(id),
  snapshot INTEGER NOT NULL REFERENCES snapshots(id),
  seen_at TEXT NOT NULL
, looks INTEGER NOT NULL DEFAULT 1) STRICT;

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

CREATE VIEW artefacts AS
SELECT
  snapshot_files.snapshot AS snapshot,
  snapshot_files.name AS name,
  files.digest AS digest,
  snapshot_files.media_type AS media_type,
  files.size_bytes AS size_bytes,
  snapshot_files.missing AS missing,
  snapshot_files.partial AS partial
FROM snapshot_files
LEFT JOIN files ON files.id = snapshot_files.file;

CREATE VIEW article_history AS
SELECT
  articles.url AS url,
  revisions.number AS number,
  revisions.seen_from AS seen_from,
  revisions.seen_until AS seen_until,
  revisions.sights AS sights,
  revisions.opened_by AS opened_by,
  (SELECT headline FROM readings WHERE id = revisions.reading) AS headline,
  revisions.summary AS summary,
  revisions.weight AS weight,
  revisions.disclosure AS disclosure,
  revisions.not_before AS not_before,
  revisions.article AS article,
  revisions.snapshot AS snapshot,
  revisions.id AS revision
FROM revisions
LEFT JOIN articles ON articles.id = revisions.article;

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
, scope TEXT) STRICT, WITHOUT ROWID;

CREATE INDEX links_guid ON links(seed, guid) WHERE guid IS NOT NULL;

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

CREATE TABLE claims (url TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles(id), why TEXT NOT NULL, claimed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE repeats (
  edit INTEGER PRIMARY KEY REFERENCES revisions(id),
  told INTEGER NOT NULL REFERENCES revisions(id)
) STRICT;

CREATE INDEX edits_article ON edits(article, revision);

CREATE INDEX edits_field ON edits(field, not_after, article, revision);

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

CREATE INDEX visits_clock ON visits(clock) WHERE clock IS NOT NULL;

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

CREATE TABLE withdrawals (
  revision INTEGER PRIMARY KEY REFERENCES revisions(id),
  ruling INTEGER NOT NULL REFERENCES rulings(id)
) STRICT;

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

CREATE TABLE parameters (host TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, alike INTEGER NOT NULL, times INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, PRIMARY KEY (host, name, address)) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE feed_index USING fts5(
  facets, content="feed_entries", content_rowid="key", columnsize=0, detail="none",
  tokenize="ascii tokenchars '=_-.'"
);

CREATE TABLE witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL DEFAULT 0, attested_at TEXT, kept INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, error TEXT, failed_at TEXT, next_try TEXT) STRICT;

CREATE TABLE imports (
  visit INTEGER PRIMARY KEY REFERENCES visits(id),
  archive TEXT NOT NULL, record TEXT NOT NULL, made_by TEXT, imported_at TEXT NOT NULL
) STRICT;

CREATE INDEX imports_record ON imports(record);

CREATE VIEW text_entries AS
SELECT
  (CAST(strftime('%s', revisions.seen_from) AS INTEGER) << 30) + revisions.id * 2 AS key,
  revisions.article AS article,
  revisions.number AS number,
  revisions.seen_from AS seen_from,
  revisions.id AS revision,
  revisions.reading AS reading,
  (SELECT reading FROM revisions AS before WHERE before.article = revisions.article
    AND before.number = coalesce(revisions.follows, revisions.number - 1)) AS reading_before,
  coalesce((SELECT facets FROM feed_entries WHERE what = 'edit' AND id = revisions.id),
    revisions.opened_by || ' kind=' || revisions.opened_by || ' article=' || revisions.article
    || ' source=' || coalesce((SELECT source FROM articles WHERE id = revisions.article), 0)) AS facets
FROM revisions;

CREATE VIRTUAL TABLE text_index USING fts5(
  facets, came, went, content="", tokenize="ascii tokenchars '=_-.'"
);

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
;

CREATE INDEX snapshots_signed_in ON snapshots(article) WHERE signed_in;

CREATE VIEW feed_entries AS
SELECT
  (CAST(strftime('%s', revisions.seen_from) AS INTEGER) << 30) + revisions.id * 2 AS key,
  'edit' AS what,
  revisions.id AS id,
  'edit kind=' || revisions.opened_by || ' article=' || revisions.article
  || ' source=' || coalesce((SELECT source FROM articles WHERE id = revisions.article), 0)
  || ' silent=' || coalesce(revisions.silent, 0)
  || ' weight=' || coalesce(revisions.weight, '') || ' disclosure=' || coalesce(revisions.disclosure, 'none')
  || ' language=' || coalesce((SELECT lower(substr(language, 1, instr(language || '-', '-') - 1))
    FROM readings WHERE id = revisions.reading
    AND substr(language, 1, instr(language || '-', '-') - 1) NOT GLOB '*[^A-Za-z]*'), '')
  || coalesce((SELECT ' field=' || group_concat(field, ' field=') FROM edits
    WHERE revision = revisions.id), '')
  || CASE WHEN revisions.change_kinds <> ''
    THEN ' change=' || replace(revisions.change_kinds, ' ', ' change=') ELSE '' END AS facets
FROM revisions
WHERE revisions.not_before IS NOT NULL
UNION ALL
SELECT
  (CAST(strftime('%s', events.not_after) AS INTEGER) << 30) + events.id * 2 + 1,
  'event',
  events.id,
  'event kind=' || events.kind || ' article=' || events.article
  || ' source=' || coalesce((SELECT source FROM articles WHERE id = events.article), 0)
FROM events;

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
;

CREATE TABLE "outbox" (
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

CREATE INDEX outbox_waiting ON outbox(channel, id) WHERE sent_at IS NULL AND given_up_at IS NULL;

CREATE INDEX outbox_given_up ON outbox(channel, given_up_at) WHERE given_up_at IS NOT NULL;

CREATE VIEW edit_feed AS
SELECT
  edits.not_after AS not_after,
  edits.not_before AS not_before,
  (SELECT name FROM sources WHERE id = (SELECT source FROM articles WHERE id = edits.article)) AS source,
  (SELECT headline FROM readings WHERE id =
    (SELECT reading FROM revisions WHERE id = edits.revision)) AS headline,
  edits.field AS field,
  edits.old AS old,
  edits.new AS new,
  edits.weight AS weight,
  (SELECT opened_by FROM revisions WHERE id = edits.revision) AS kind,
  (SELECT silent FROM revisions WHERE id = edits.revision) AS silent,
  (SELECT disclosure FROM revisions WHERE id = edits.revision) AS disclosure,
  (SELECT summary FROM revisions WHERE id = edits.revision) AS summary,
  (SELECT url FROM articles WHERE id = edits.article) AS url,
  edits.article AS article,
  (SELECT number FROM revisions WHERE id = edits.revision) AS number,
  edits.revision AS edit
FROM edits
WHERE edits.revision NOT IN (SELECT edit FROM repeats)
AND edits.revision NOT IN (SELECT revision FROM withdrawals);

CREATE VIEW headline_changes AS
SELECT
  edits.not_after AS not_after,
  edits.not_before AS not_before,
  (SELECT name FROM sources WHERE id = (SELECT source FROM articles WHERE id = edits.article)) AS source,
  edits.old AS old,
  edits.new AS new,
  edits.weight AS weight,
  (SELECT disclosure FROM revisions WHERE id = edits.revision) AS disclosure,
  (SELECT url FROM articles WHERE id = edits.article) AS url,
  edits.article AS article,
  (SELECT number FROM revisions WHERE id = edits.revision) AS number,
  edits.revision AS edit
FROM edits
WHERE edits.field = 'headline'
AND edits.revision NOT IN (SELECT edit FROM repeats)
AND edits.revision NOT IN (SELECT revision FROM withdrawals);

CREATE VIEW silent_edits AS
SELECT
  revisions.seen_from AS not_after,
  revisions.not_before AS not_before,
  (SELECT name FROM sources WHERE id = (SELECT source FROM articles WHERE id = revisions.article)) AS source,
  (SELECT headline FROM readings WHERE id = revisions.reading) AS headline,
  revisions.opened_by AS kind,
  revisions.summary AS summary,
  revisions.reasons AS reasons,
  (SELECT url FROM articles WHERE id = revisions.article) AS url,
  revisions.article AS article,
  revisions.number AS number,
  revisions.id AS edit
FROM revisions
WHERE revisions.silent = 1
AND revisions.id NOT IN (SELECT edit FROM repeats)
AND revisions.id NOT IN (SELECT revision FROM withdrawals);
