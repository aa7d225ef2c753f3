"""What describes the archive is current, and standard tools take it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from datasette.app import DEFAULT_SETTINGS, Datasette
from sqlite_utils import Database
from store_samples import reading, see, see_edit, watch

from archiver.model.revision import First
from archiver.store import Store

ROOT = Path(__file__).parents[2]
METADATA = yaml.safe_load((ROOT / "db" / "metadata.yaml").read_text())
SETTINGS = json.loads((ROOT / "db" / "settings.json").read_text())
TABLES = METADATA["databases"]["archive"]["tables"]
VIEWS = ("edit_feed", "headline_changes", "silent_edits", "article_history", "artefacts")


def test_schema_sql_and_schema_md_are_what_the_migrations_make() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate_schema.py"), "--check"]

    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_schema_for_reading_makes_the_same_archive(store: Store) -> None:
    copy = Database(memory=True)
    copy.executescript((ROOT / "db" / "schema.sql").read_text())

    assert copy.schema == Database(store.db).schema


def test_every_table_view_and_column_is_described(store: Store) -> None:
    db = Database(store.db)
    indexes = ("text_index", "feed_index")
    names = [name for name in db.table_names() + db.view_names() if not name.startswith(indexes)]

    assert sorted(names) == sorted(TABLES)
    for name in names:
        described = TABLES[name]
        columns = {column.name for column in db[name].columns}
        assert described["title"]
        assert described["description"]
        missing = columns - set(described["columns"])
        assert not missing, f"{name}: {missing}"
        if name not in VIEWS:
            assert set(described["columns"]) == columns


def test_what_is_sorted_and_faceted_exists(store: Store) -> None:
    for name, described in TABLES.items():
        columns = {column.name for column in Database(store.db)[name].columns}
        wanted = {described.get("sort_desc"), described.get("label_column"), *described.get("facets", ())}
        assert wanted - {None} <= columns, name


def test_views_have_no_order_of_their_own_but_one_is_declared(store: Store) -> None:
    for name in VIEWS:
        assert "order by" not in Database(store.db)[name].schema.lower()
        assert TABLES[name]["sort_desc"]


def test_sqlite_utils_migrates_without_this_program(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    subprocess.run(
        [sys.executable, "-m", "sqlite_utils", "migrate", str(path), str(ROOT / "db")],
        check=True,
        capture_output=True,
    )

    with Store.open(path, tmp_path / "snapshots") as opened:
        assert opened.articles() == ()


@pytest.fixture
def pages(store: Store, in_a_loop: Callable[..., Any]) -> list[tuple[str, httpx.Response]]:
    """Return what Datasette answers for every table, view and some rows."""
    one, two = reading("the river rose", "a"), reading("the river fell", "a", headline="Fell")
    task = watch(store)
    see(store, task, one, First(), minutes=0)
    see_edit(store, task, one, two, minutes=10)

    async def fetch() -> list[tuple[str, httpx.Response]]:
        datasette = Datasette([str(store.path)], metadata=METADATA, settings=SETTINGS)
        await datasette.invoke_startup()
        names = [*TABLES, "articles/1", "revisions/2", "text_entries?_search=%22river+rose%22"]
        return [(name, await datasette.client.get(f"/archive/{name}")) for name in names]

    return in_a_loop(fetch())


def test_datasette_serves_every_table_and_view(pages: list[tuple[str, Any]]) -> None:
    answers = {name: page.status_code for name, page in pages}
    texts = {name: page.text for name, page in pages}

    assert set(answers.values()) == {200}, answers
    assert "2 rows" in texts["text_entries?_search=%22river+rose%22"]
    assert "the river rose" in texts["edit_feed"]
    assert TABLES["edits"]["columns"]["weight"] in texts["edits"]


def test_every_setting_is_one_datasette_knows() -> None:
    assert set(SETTINGS) <= DEFAULT_SETTINGS.keys()
