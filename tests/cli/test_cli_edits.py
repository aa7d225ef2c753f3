"""Telling of edits by the command line: one form in all, the same filters in all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from homes import empty_home
from store_samples import NOON, ONE, TWO, First, reading, see, see_edit, watch

from archiver.cli import program
from archiver.model.article import Source
from archiver.store import Store

THREE = reading("The bridge is open.", "It rained.", headline="Bridge open")
GAZETTE = Source(name="gazette", domain="gazette.example", seeds=("https://gazette.example/",))
OTHER = "https://gazette.example/2026/council"


@pytest.fixture
def edited(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs a command on an archive with three edits, at 12:10, 12:20 and 12:30."""
    home = tmp_path / "news"
    empty_home(home)
    (home / "archiver.toml").write_text(
        f'[[source]]\nname = "{GAZETTE.name}"\ndomain = "{GAZETTE.domain}"\nseeds = ["{GAZETTE.seeds[0]}"]\n'
    )
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, TWO, minutes=10)
        see_edit(store, task, TWO, THREE, minutes=20)
        store.sync_sources([GAZETTE], NOON)
        store.add_article(OTHER, source="gazette", now=NOON, next_visit=NOON)
        other = watch(store, OTHER)
        see(store, other, ONE, First(), minutes=0)
        see_edit(store, other, ONE, reading("The bridge is open.", "It poured."), minutes=30)

    def run(*words: str) -> str:
        done = CliRunner().invoke(program, ["--home", str(home), *words], catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return run


def test_every_way_tells_an_edit_with_its_revisions_its_headline_and_the_words_of_the_body(edited) -> None:
    first = json.loads(edited("edits", "--json"))[0]

    assert (first["old_revision"], first["new_revision"], first["article"]) == (1, 2, 1)
    assert first["headline"] == "Bridge closed"
    assert first["body"] == {"old": "The bridge is open.", "new": "The bridge is closed."}
    assert json.loads(edited("export").splitlines()[0]) == first
    body = list(csv.DictReader(io.StringIO(edited("export", "--format", "csv"))))[1]
    assert [body[name] for name in ("field", "old", "new")] == ["body", *first["body"].values()]
    assert [body[name] for name in ("headline", "article", "new_revision")] == ["Bridge closed", "1", "2"]


@pytest.mark.parametrize(
    ("filters", "minutes"),
    [
        pytest.param((), [10, 20, 30], id="none"),
        pytest.param(("--until", "2026-11-24T12:20"), [10], id="until"),
        pytest.param(("--since", "2026-11-24T12:20", "--until", "2026-11-24T12:30"), [20], id="between"),
        pytest.param(("--field", "headline"), [10, 20], id="field"),
        pytest.param(("--url", OTHER), [30], id="url"),
        pytest.param(("--source", "gazette"), [30], id="source"),
        pytest.param(("--silent",), [10, 20, 30], id="silent"),
        pytest.param(("--limit", "2"), [20, 30], id="limit"),
    ],
)
def test_edits_and_export_take_the_same_filters(edited, filters: tuple[str, ...], minutes: list[int]) -> None:
    told = json.loads(edited("edits", "--json", *filters))
    assert [edit["not_after"] for edit in told] == [f"2026-11-24T12:{minute}:00Z" for minute in minutes]
    assert [json.loads(line) for line in edited("export", *filters).splitlines()] == told
