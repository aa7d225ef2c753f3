"""`verify` names what was changed behind the program's back, and nothing in an archive untouched."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
import zstandard
from histories import FERRY, ROAD, live, open_store, visit
from homes import empty_home
from rounds import NOON, page

from archiver.archive.working import Archive
from archiver.home import Home
from archiver.store.evidence.blobs import pack

FERRY_IS = f"(SELECT id FROM articles WHERE url = '{FERRY}')"
EDIT_IS = f"(SELECT id FROM revisions WHERE article = {FERRY_IS} AND number = 2)"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of an archive with a history and a last sight; never changed."""
    home = empty_home(tmp_path_factory.mktemp("lived") / "home")
    with open_store(home) as store:
        live(store)
        visit(store, FERRY, 300, page())
    return home.root


@pytest.fixture
def home(lived: Path, tmp_path: Path) -> Home:
    """Return a copy of it."""
    return Home(root=Path(shutil.copytree(lived, tmp_path / "home")))


def damage(home: Home, *, texts: bool = True) -> str:
    with Archive.open(home, now=lambda: NOON, readonly=True) as archive:
        return "\n".join(archive.verify(texts=texts).damaged)


def change(home: Home, *statements: str) -> None:
    """Change rows as somebody does who has SQLite and knows the schema."""
    db = sqlite3.connect(home.database)
    for statement in statements:
        assert db.execute(statement).rowcount, "nothing was changed"
    db.commit()
    db.close()


def test_nothing_is_said_of_an_archive_that_nobody_touched(home: Home) -> None:
    with Archive.open(home, now=lambda: NOON, readonly=True) as archive:
        report = archive.verify()
    assert (report.damaged, report.orphans, report.unchecked) == ((), (), ())
    assert report.texts >= 8


ROWS = {
    "articles.url": ("UPDATE articles SET url = url || 'x' WHERE url = '{FERRY}'", "its url is not"),
    "articles.added_at": (
        "UPDATE articles SET added_at = '2020-01-01T00:00:00.000000Z'",
        "its added_at is not",
    ),
    "articles.revision": ("UPDATE articles SET revision = {EDIT} WHERE id = {FERRY_ID}", "newest revision"),
    "articles.last_change": (
        "UPDATE articles SET last_change = '2020-01-01T00:00:00.000000Z'",
        "changed last at",
    ),
    "visits.started_at": (
        "UPDATE visits SET started_at = '2020-01-01T00:00:00.000000Z' WHERE revision = {EDIT}",
        "its started_at is not",
    ),
    "visits.capture": (
        "UPDATE visits SET capture = hex(randomblob(32)) WHERE outcome = 'first'",
        "snapshot",
    ),
    "visits.outcome": ("UPDATE visits SET outcome = 'same' WHERE outcome = 'edited'", "its outcome is not"),
    "visits.reason": ("UPDATE visits SET reason = 'x' WHERE outcome = 'suspect'", "its reason is not"),
    "visits.status": ("UPDATE visits SET status = 200 WHERE outcome = 'gone'", "its status is not"),
    "visits.response_digest": (
        "UPDATE visits SET response_digest = hex(randomblob(32)) WHERE outcome = 'first'",
        "its response_digest is not",
    ),
    "visits.dom_bytes": ("UPDATE visits SET dom_bytes = 1 WHERE outcome = 'first'", "its dom_bytes is not"),
    "visits.purpose": ("UPDATE visits SET purpose = 'asked' WHERE outcome = 'edited'", "its purpose is not"),
    "visits.took_ms": ("UPDATE visits SET took_ms = 1 WHERE outcome = 'edited'", "its took_ms is not"),
    "visits.revision": ("UPDATE visits SET revision = NULL WHERE outcome = 'first'", "was seen from"),
    "visits.snapshot": (
        "UPDATE visits SET snapshot = NULL WHERE outcome = 'edited'",
        "not the one of its visit",
    ),
    "a visit removed": (
        "DELETE FROM visits WHERE outcome = 'changed' AND snapshot IS NULL",
        "rows of visits",
    ),
    "snapshots.captured_at": (
        "UPDATE snapshots SET captured_at = '2020-01-01T00:00:00.000000Z'",
        "captured_at",
    ),
    "snapshots.url": ("UPDATE snapshots SET url = 'https://other.example/'", "its url is not"),
    "snapshots.final_url": (
        "UPDATE snapshots SET final_url = 'https://other.example/'",
        "its final_url is not",
    ),
    "snapshots.status": ("UPDATE snapshots SET status = 500", "its status is not"),
    "snapshots.browser": ("UPDATE snapshots SET browser = 'Netscape/4'", "its browser is not"),
    "snapshots.article": ("UPDATE snapshots SET article = 3 - article", "another article"),
    "snapshots.resources": ("UPDATE snapshots SET resources = 7", "its resources is not"),
    "snapshot_files.file": (
        "UPDATE snapshot_files SET file = (SELECT max(id) FROM files) WHERE snapshot = 1 AND name = 'dom'",
        "its dom is not",
    ),
    "snapshot_files.partial": ("UPDATE snapshot_files SET partial = 1 WHERE snapshot = 1", "is not that of"),
    "a snapshot file removed": (
        "DELETE FROM snapshot_files WHERE snapshot = 1 AND name = 'dom'",
        "its dom is not",
    ),
    "files.size_bytes": ("UPDATE files SET size_bytes = 1 WHERE base IS NULL", "its row tells otherwise"),
    "files.stored_bytes": (
        "UPDATE files SET stored_bytes = 1 WHERE stored_bytes > 1",
        "its row tells otherwise",
    ),
    "last_sights.digest": (
        "UPDATE last_sights SET digest = (SELECT digest FROM files LIMIT 1) WHERE name = 'manifest'",
        "last sight of",
    ),
    "last_sights removed": ("DELETE FROM last_sights", "is not kept"),
    "last_sights.size_bytes": ("UPDATE last_sights SET size_bytes = 1", "its row tells otherwise"),
    "readings.headline": ("UPDATE readings SET headline = 'Ferry sails'", "fingerprint than its text"),
    "readings.language": ("UPDATE readings SET language = 'xx'", "not what today's reader reads"),
    "readings.why": ("UPDATE readings SET why = '[]'", "not what today's reader reads"),
    "readings.blocks": ("UPDATE readings SET blocks = '[1]'", "fingerprint than its text"),
    "readings.fingerprint": ("UPDATE readings SET fingerprint = '4:0'", "another fingerprint"),
    "blocks.text": ("UPDATE blocks SET text = replace(text, '70', '71')", "another digest than its words"),
    "a block removed": ("DELETE FROM blocks WHERE id = 1", "blocks that are not there"),
    "choices.reason": ("UPDATE choices SET reason = 'x' WHERE id = 1", "another digest than its words"),
    "block_spans.from_revision": (
        "UPDATE block_spans SET from_revision = 9 WHERE block = (SELECT max(block) FROM block_spans)",
        "spans of blocks",
    ),
    "block_spans removed": ("DELETE FROM block_spans WHERE block = 1", "spans of blocks"),
    "the index": (
        "INSERT INTO text_index (text_index, rowid, facets, came, went)"
        " SELECT 'delete', key, facets, 'ferry', '' FROM text_entries WHERE revision = 1",
        "full-text index",
    ),
    "revisions.seen_from": (
        "UPDATE revisions SET seen_from = '2020-01-01T00:00:00.000000Z' WHERE id = {EDIT}",
        "was seen from",
    ),
    "revisions.seen_until": (
        "UPDATE revisions SET seen_until = '2031-01-01T00:00:00.000000Z' WHERE id = {EDIT}",
        "was seen until",
    ),
    "revisions.sights": ("UPDATE revisions SET sights = 99 WHERE id = {EDIT}", "claims 99 sights"),
    "revisions.not_before": (
        "UPDATE revisions SET not_before = '2020-01-01T00:00:00.000000Z' WHERE id = {EDIT}",
        "begins after",
    ),
    "revisions.number": ("UPDATE revisions SET number = number + 10 WHERE id = {EDIT}", "has number"),
    "revisions.fingerprint": (
        "UPDATE revisions SET fingerprint = '4:0' WHERE id = {EDIT}",
        "another fingerprint",
    ),
    "revisions.opened_by": (
        "UPDATE revisions SET opened_by = 'rebase' WHERE id = {EDIT}",
        "cannot have been",
    ),
    "revisions.reading": (
        "UPDATE revisions SET reading = 1 WHERE id = {EDIT}",
        "its snapshot or its reading",
    ),
    "revisions.snapshot": (
        "UPDATE revisions SET snapshot = 1 WHERE id = {EDIT}",
        "its snapshot or its reading",
    ),
    "edits.not_after": (
        "UPDATE edits SET not_after = '2020-01-01T00:00:00.000000Z'",
        "does not agree with revision",
    ),
    "edits.new": (
        "UPDATE edits SET new = 'Ferry sails' WHERE field = 'headline'",
        "tells another new headline",
    ),
    "edits.old": (
        "UPDATE edits SET old = 'Ferry sails' WHERE field = 'headline'",
        "tells another old headline",
    ),
    "an edit removed": ("DELETE FROM edits WHERE revision = {EDIT}", "of which no field is told"),
    "refusals.host": (
        "INSERT INTO refusals (visit, host, port, reason, times, first_at) VALUES"
        " (1, 'x.example', 80, 'x', 1, '2020-01-01T00:00:00.000000Z')",
        "its refusals are not",
    ),
    "pending_changes": (
        "INSERT INTO pending_changes (article, fingerprint, visit, snapshot, seen_at) VALUES"
        " (1, 'x', 1, 1, '2020-01-01T00:00:00.000000Z')",
        "that waits does not agree",
    ),
    "events.not_after": (
        "UPDATE events SET not_after = '2031-01-01T00:00:00.000000Z' WHERE kind = 'gone'",
        "does not agree with its visit",
    ),
    "events.kind": (
        "UPDATE events SET kind = 'gone' WHERE kind = 'suspect'",
        "does not agree with its visit",
    ),
    "events.detail": (
        "UPDATE events SET detail = 'x' WHERE kind = 'suspect'",
        "does not agree with its visit",
    ),
    "an event removed": ("DELETE FROM events WHERE id = 1", "rows of events"),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_changed_row_is_named(home: Home, case: str) -> None:
    statement, sentence = ROWS[case]
    change(
        home, statement.replace("{FERRY}", FERRY).replace("{FERRY_ID}", FERRY_IS).replace("{EDIT}", EDIT_IS)
    )

    assert sentence in damage(home, texts=case.startswith("readings"))


def test_an_article_removed_with_all_its_rows_and_files_is_told_by_the_journal(home: Home) -> None:
    road = f"(SELECT id FROM articles WHERE url = '{ROAD}')"
    with open_store(home) as store:
        digests = [row[0] for row in store.db.execute(f"SELECT digest FROM files WHERE article = {road}")]
    tables = (
        "edits",
        "events",
        "volatile",
        "pending_changes",
        "last_sights",
        "readings",
        "blocks",
        "choices",
    )
    db = sqlite3.connect(home.database)
    for table in (*tables, "snapshots", "revisions", "visits"):
        db.execute(f"DELETE FROM {table} WHERE article = {road}")
    db.execute(f"DELETE FROM articles WHERE url = '{ROAD}'")
    db.commit()
    db.close()
    for digest in digests:
        (home.snapshots / digest[:2] / f"{digest}.zst").unlink()

    assert f"of {ROAD}, which is not there" in damage(home, texts=False)


FILES = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "other bytes": lambda path: path.write_bytes(pack(b"something else").data),
    "the same bytes, compressed otherwise": lambda path: path.write_bytes(
        zstandard.ZstdCompressor(level=1).compress(zstandard.ZstdDecompressor().decompress(path.read_bytes()))
    ),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("case", FILES)
def test_a_changed_file_is_named(home: Home, case: str) -> None:
    with open_store(home) as store:
        (digest,) = store.db.execute("SELECT digest FROM files WHERE series = 'dom' LIMIT 1").fetchone()
    FILES[case](home.snapshots / digest[:2] / f"{digest}.zst")

    assert digest in damage(home, texts=False)
