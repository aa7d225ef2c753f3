"""The full-text index and the views for people, as the first migration makes them."""

from __future__ import annotations

# The one insert trigger is written by hand: triggers of `enable_fts(create_triggers=True)` also
# fire on every UPDATE and would index the text again. Blocks are never updated nor deleted.
FULL_TEXT = """
CREATE VIRTUAL TABLE blocks_fts USING fts5(
  text, content="blocks", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER blocks_indexed AFTER INSERT ON blocks BEGIN
  INSERT INTO blocks_fts (rowid, text) VALUES (new.id, new.text);
END;
"""

# Datasette counts a view at every page. SQLite drops a scalar subquery that the count does not need,
# but never a join of an aggregate: at a million edits four LEFT JOINs cost 516 ms a count, one costs
# 43. The one that stays is on articles, so that filters by url and source use their indexes. An
# ORDER BY inside would sort the whole view first (HTTP 400 from Datasette, its time limit passed);
# the order is `sort_desc` in db/metadata.yaml instead, on a column that has an index.
VIEWS = """
CREATE VIEW edit_feed AS
SELECT
  edits.not_after AS not_after,
  edits.not_before AS not_before,
  (SELECT name FROM sources WHERE id = articles.source) AS source,
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
  articles.url AS url,
  edits.article AS article,
  (SELECT number FROM revisions WHERE id = edits.revision) AS number,
  edits.revision AS edit
FROM edits
LEFT JOIN articles ON articles.id = edits.article;
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
CREATE VIEW headline_changes AS
SELECT
  edits.not_after AS not_after,
  edits.not_before AS not_before,
  (SELECT name FROM sources WHERE id = articles.source) AS source,
  edits.old AS old,
  edits.new AS new,
  edits.weight AS weight,
  (SELECT disclosure FROM revisions WHERE id = edits.revision) AS disclosure,
  articles.url AS url,
  edits.article AS article,
  (SELECT number FROM revisions WHERE id = edits.revision) AS number,
  edits.revision AS edit
FROM edits
LEFT JOIN articles ON articles.id = edits.article
WHERE edits.field = 'headline';
CREATE VIEW silent_edits AS
SELECT
  revisions.seen_from AS not_after,
  revisions.not_before AS not_before,
  (SELECT name FROM sources WHERE id = articles.source) AS source,
  (SELECT headline FROM readings WHERE id = revisions.reading) AS headline,
  revisions.opened_by AS kind,
  revisions.summary AS summary,
  revisions.reasons AS reasons,
  articles.url AS url,
  revisions.article AS article,
  revisions.number AS number,
  revisions.id AS edit
FROM revisions
LEFT JOIN articles ON articles.id = revisions.article
WHERE revisions.silent = 1;
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
"""

FEED = """
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
    WHERE revision = revisions.id), '') AS facets
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
CREATE VIRTUAL TABLE feed_index USING fts5(
  facets, content="feed_entries", content_rowid="key", columnsize=0, detail="none",
  tokenize="ascii tokenchars '=_-.'"
);
INSERT INTO feed_index (feed_index) VALUES ('rebuild');
"""
"""What is told, by its facets, and the index of them; made by a later migration."""

TEXTS = """
DROP TRIGGER blocks_indexed;
DROP TABLE blocks_fts;
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
"""
"""What came into the text with each revision and what went, by words; made by a later migration."""

TYPED = """
ALTER TABLE revisions ADD COLUMN changes TEXT;
ALTER TABLE revisions ADD COLUMN change_kinds TEXT;
DROP VIEW feed_entries;
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
"""
"""What single changes are about, and facets of it. Nobody knows it yet of the edits that are there.

The kinds stand in a column of their own: the index cannot be made anew of a view that takes JSON apart (FTS5
allows no virtual table in what it reads its content from, and `json_each` is one).
"""
