"""What docs/python.md promises: its examples run, its imports exist, and nothing else is public."""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest
from store_samples import ONE, TWO, First, see, see_edit, watch

import archiver
from archiver.home import create_home
from archiver.store import Store

TEXT = (Path(__file__).parents[2] / "docs" / "python.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
PROMISED = re.findall(r"^\| (`archiver\..*?) \| ", TEXT, re.MULTILINE)
WITH_PANDAS = re.compile(r"\bpd\.|\bedits\[")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have `~/news` be a home with one article and one edit of text and headline."""
    monkeypatch.setenv("HOME", str(tmp_path))
    news = create_home(tmp_path / "news")
    with Store.open(news.database, news.snapshots) as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, TWO, minutes=10)


def test_every_example_runs(home: None, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in BLOCKS:
        code = compile(block, "docs/python.md", "exec")
        if not WITH_PANDAS.search(block):
            exec(code, names)
    said = capsys.readouterr().out
    assert "12:00 UTC  1\n" in said
    assert "1 → 2: The text changed." in said
    assert re.search(r"^response [0-9a-f]{64}$", said, re.MULTILINE)
    assert "<ins" in str(names["shown"])
    assert "Bridge shut ('Ann Example',)" in said


def test_the_columns_that_examples_with_pandas_name_exist(home: None) -> None:
    with archiver.open_archive("~/news") as archive:
        (edit,) = archive.feed_as_dicts()
    columns = {"fields.headline.new", "America/New_York", "ISO8601", *edit}
    assert edit["fields"]["headline"]["new"] == TWO.headline
    named = {
        told.value
        for block in BLOCKS
        if WITH_PANDAS.search(block)
        for told in ast.walk(ast.parse(block))
        if isinstance(told, ast.Constant) and isinstance(told.value, str)
    }
    assert {"not_after", "headline", "disclosure"} <= named <= columns


def test_every_promised_import_exists() -> None:
    modules = {"archiver"}
    for row in PROMISED:
        first, *others = re.findall(r"`([\w.]+)`", row)
        module = first.rpartition(".")[0]
        if first == "archiver.errors":
            importlib.import_module(first)
            continue
        modules.add(module)
        for name in (first.rpartition(".")[2], *(other.lstrip(".") for other in others)):
            assert hasattr(importlib.import_module(module), name), f"{module}.{name}"
    assert len(modules) > 5


def test_all_that_the_package_exports_is_promised() -> None:
    promised = {row.strip("`").split(".")[1] for row in PROMISED if row.count(".") == 1}
    assert promised - {"errors"} == set(archiver.__all__)


def test_examples_import_only_what_is_promised() -> None:
    promised = {name for row in PROMISED for name in re.findall(r"`(archiver[\w.]*)`", row)}
    modules = {name.rpartition(".")[0] for name in promised} | {"archiver.errors"}
    imported = {
        told.module
        for block in BLOCKS
        for told in ast.walk(ast.parse(block))
        if isinstance(told, ast.ImportFrom) and told.module and told.module.startswith("archiver")
    }
    assert imported
    assert imported <= modules
