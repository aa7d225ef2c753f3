"""Questions in SQL, as docs/research.md asks them, and tables that other programs read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browse_archive import build
from click.testing import CliRunner
from pyarrow import parquet as files
from test_export_formats import EDIT

from archiver import open_archive
from archiver.archive.working import Archive
from archiver.cli import program
from archiver.export import parquet
from archiver.model.as_json import edit_as_dict

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "research.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"^## ([^\n]+\?)\n.*?^```sql\n(.*?)^```\n+(.*?)\n\n", re.DOTALL | re.MULTILINE)
QUESTIONS = QUESTION.findall(DOCUMENT)
NAMES = [name for name, _, _ in QUESTIONS]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("research") / "home")


@pytest.fixture(scope="module")
def archive(home: Path) -> Iterator[Archive]:
    with open_archive(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def table(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the edits as Parquet, written by the command line."""
    target = tmp_path_factory.mktemp("table") / "edits.parquet"
    words = ["--home", str(home), "export", "--format", "parquet", "-o", str(target)]
    done = CliRunner().invoke(program, words)
    assert done.exit_code == 0, done.output
    return target


@pytest.mark.parametrize(("sql", "answer"), [case[1:] for case in QUESTIONS], ids=NAMES)
def test_a_question_has_the_answer_that_is_printed_below_it(home: Path, sql: str, answer: str) -> None:
    with sqlite3.connect(f"file:{home}/db/archive.db?mode=ro", uri=True) as db:
        found = db.execute(sql)
        heading = [column[0] for column in found.description]
        told = [heading, ["---"] * len(heading), *([str(cell) for cell in row] for row in found)]
    assert ["| " + " | ".join(row) + " |" for row in told] == answer.splitlines()


def test_five_questions_are_answered() -> None:
    assert len(QUESTIONS) == 5


def test_parquet_has_a_row_for_each_changed_field_with_types(archive: Archive, table: Path) -> None:
    rows = files.read_table(table).to_pylist()
    edits = {one["id"]: one for one in archive.told()}

    assert {row["edit"] for row in rows} == edits.keys()
    for row in rows:
        edit = edits[row["edit"]]
        change = edit["body"] if row["field"] == "body" else edit["fields"][row["field"]]
        assert {"old": row["old"], "new": row["new"]} == change
        assert row["not_after"] == datetime.fromisoformat(edit["not_after"]).astimezone(UTC)
        assert (row["substantive"], row["reasons"]) == (edit["substantive"], edit["reasons"])
        assert (row["blocks_edited"] is not None) == (row["field"] == "body")


def test_parquet_is_written_a_group_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP_ROWS", 4)
    asked = []

    def one_by_one() -> Iterator[dict[str, object]]:
        for number in range(5):  # three rows each
            asked.append(number)
            yield edit_as_dict(replace(EDIT, id=number))

    parquet.write(one_by_one(), tmp_path / "edits.parquet")

    written = files.ParquetFile(tmp_path / "edits.parquet")
    assert [written.metadata.row_group(one).num_rows for one in range(written.num_row_groups)] == [4, 4, 4, 3]


def test_a_table_of_nothing_has_its_columns(tmp_path: Path) -> None:
    parquet.write(iter(()), tmp_path / "none.parquet")
    assert files.read_table(tmp_path / "none.parquet").schema.names == parquet.SCHEMA.names


def test_every_column_is_documented_with_its_type() -> None:
    told = {
        name: kind
        for names, kind in re.findall(r"^\| ((?:`\w+` ?)+) \| ([^|]+) \|", DOCUMENT, re.MULTILINE)
        for name in re.findall(r"\w+", names)
    }
    spelt = {"list<item: string>": "list of string", "list<element: string>": "list of string"}
    spelt["timestamp[us, tz=UTC]"] = "timestamp[us, UTC]"
    spelt[str(parquet.SCHEMA.field("changes").type)] = "list of struct"
    assert list(told) == parquet.SCHEMA.names
    assert told == {one.name: spelt.get(str(one.type), str(one.type)) for one in parquet.SCHEMA}


def test_pandas_reads_it(table: Path) -> None:
    pandas = pytest.importorskip("pandas")
    edits = pandas.read_parquet(table)
    assert str(edits["not_after"].dtype) == "datetime64[us, UTC]"
    assert (edits["not_before"] < edits["not_after"]).all()
    assert edits[edits["field"] == "headline"]["new"].str.len().min() > 0


def test_duckdb_reads_it(table: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    asked = f"SELECT count(DISTINCT edit), min(year(not_after)) FROM '{table}' WHERE field = 'headline'"
    assert duckdb.connect().execute(asked).fetchone() == (5, 2026)


def test_parquet_needs_a_file(home: Path) -> None:
    done = CliRunner().invoke(program, ["--home", str(home), "export", "--format", "parquet"])
    assert done.exit_code == 2
    assert "name its file with -o" in done.output
