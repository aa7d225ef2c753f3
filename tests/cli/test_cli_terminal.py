"""Text of pages, printed: nothing in it is obeyed by the terminal."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from homes import empty_home
from store_samples import ONE, URL, First, capture, reading, see, see_edit, suspect, watch

import archiver.cli
from archiver.cli import program
from archiver.store import Store

EVIL = "\x1b[2J \x1b]0;owned\x07 \x9b31m \u202eesrever\u202c \x08\x08"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

FIRST = replace(
    reading(f"The harbour is closed {EVIL} until Friday.", headline=f"Storm {EVIL}"), dek=f"Dek {EVIL}"
)
SECOND = replace(FIRST, headline=f"Storm passes {EVIL}", bylines=(f"Ada {EVIL} Moss",))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home") / "news"
    empty_home(home)
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        task = watch(store)
        see(store, task, FIRST, First(), minutes=0, taken=capture(ONE.text, full=True))
        see_edit(store, task, FIRST, SECOND, minutes=10)
        see(store, task, None, suspect("bot_wall", f"titled {EVIL}"), minutes=20)
    return home


LOOKS = (
    "status", "articles", f"log {URL}", f"show {URL}", f"show --why {URL}", f"diff {URL}",
    f"diff --plain {URL}", "edits", "edits --events", "search harbour", f"evidence {URL}", "reread --dry-run",
)  # fmt: skip


@pytest.mark.parametrize("words", LOOKS)
@pytest.mark.parametrize("colour", [False, True])
def test_nothing_that_a_page_says_is_obeyed_by_a_terminal(
    home: Path, words: str, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if colour:
        monkeypatch.setenv("FORCE_COLOR", "1")
    done = CliRunner().invoke(program, ["--home", str(home), *words.split()], color=colour)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", done.output) if colour else done.output
    assert "Storm" in ours or words.split()[0] not in ("articles", "log", "diff", "edits", "search")
    assert not OBEYED.findall(ours)
    assert "\x1b[2J" not in done.output


@pytest.mark.parametrize(
    "words", [f"log {URL}", f"show {URL}", f"diff {URL}", "edits --full", "search harbour", "articles"]
)
def test_json_escapes_it_and_says_all_of_it(home: Path, words: str) -> None:
    done = CliRunner().invoke(program, ["--home", str(home), *words.split(), "--json"])
    assert not OBEYED.findall(done.output)
    assert "\x1b[2J" in str(json.loads(done.stdout)) or "\\x1b[2J" in str(json.loads(done.stdout))


def test_commands_print_by_the_one_function_that_makes_text_harmless() -> None:
    elsewhere = {
        f"{path.name}:{node.lineno}"
        for path in Path(archiver.cli.__file__).parent.glob("*.py")
        if path.name != "terminal.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "click.echo", "click.secho"}
    }
    assert elsewhere == set()
