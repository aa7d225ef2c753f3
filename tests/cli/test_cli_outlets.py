"""Outlets by the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from homes import empty_home
from store_samples import NOON, ONE, TWO, URL, First, see, see_edit

from archiver.cli import program
from archiver.errors import UnknownSource
from archiver.model.article import Source
from archiver.store import Store


def test_outlets_are_counted_as_json_and_told_in_words(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with Store.open(home.database, home.snapshots) as store:
        store.sync_sources([Source(name="gazette", domain="gazette.example")], NOON)
        article, _ = store.add_article(URL, source="gazette", now=NOON, next_visit=NOON)
        task = store.claim([article.id], NOON)[0]
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, TWO, minutes=30)

    def run(*words: str):
        return CliRunner().invoke(program, ["--home", str(home.root), "outlets", *words])

    (outlet,) = json.loads(run("--json").stdout)
    assert (outlet["source"], outlet["articles"]) == ("gazette", 1)
    assert outlet["figures"]["changed"] == {
        "value": 1.0, "low": outlet["figures"]["changed"]["low"], "high": 1.0, "cases": 1, "unknown": 0,
        "doubt": "too few to say: 1",
    }  # fmt: skip
    assert "gazette" in run().stdout
    assert "too few to say: 1" in run("gazette").stdout
    assert isinstance(run("gazete").exception, UnknownSource)
