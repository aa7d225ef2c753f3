"""What looking does not load, which is what makes it quick; `benchmarks/start.py` has the seconds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from homes import empty_home
from store_samples import ONE, URL, reading, see, see_edit, watch

from archiver.model.revision import First
from archiver.store import Store

HEAVY = {
    "asyncio", "bs4", "datasette", "feedparser", "httpx", "jinja2", "lxml", "pandas", "playwright", "protego",
    "psutil", "rapidfuzz", "regex", "schedule", "sqlite_utils", "ssl", "tarfile", "tomlkit",
    "urllib.request", "uvicorn",
}  # fmt: skip

LOADED = """
import json, os, sys
from archiver.cli import main
home, *commands = sys.argv[1:]
for number, words in enumerate(commands):
    if not os.fork():
        os.dup2(os.open(f"{home}/said-{number}", os.O_WRONLY | os.O_CREAT), 1)
        sys.argv[1:] = ["--home", home, *words.split()]
        try:
            main()
        finally:
            with open(f"{home}/loaded-{number}", "w") as file:
                json.dump([*sys.modules, *(name.partition(".")[0] for name in sys.modules)], file)
    assert os.wait()[1] == 0, words
"""
"""Each command in a process of its own, but forked from one that has no more than the program's entry."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with one article whose text was edited."""
    root = empty_home(tmp_path / "home").root
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, reading("The bridge is shut.", "It rained."), minutes=10)
    return root


LOOKING = [
    ("status",), ("edits",), ("edits", "--json"), ("log", URL), ("articles",), ("search", "bridge"),
    ("evidence", URL), ("--help",),
]  # fmt: skip


SIGNS = """
import sys
from archiver.archive.working import Archive
with Archive.open(sys.argv[1]) as archive:
    archive.sign()
print("cryptography" in sys.modules)
"""


def test_only_what_is_new_is_signed(home: Path) -> None:
    signing = [sys.executable, "-c", SIGNS, home]
    loaded = [subprocess.run(signing, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert loaded == ["True\n", "False\n"]


def test_looking_loads_nothing_that_works(home: Path) -> None:
    commands = [" ".join(words) for words in LOOKING]
    subprocess.run([sys.executable, "-c", LOADED, home, *commands], check=True)
    for number, words in enumerate(LOOKING):
        said = (home / f"said-{number}").read_text()
        assert URL in said or words[0] in ("status", "--help")
        loaded = set(json.loads((home / f"loaded-{number}").read_text()))
        assert loaded & HEAVY == set(), words
        if words[0] == "--help":
            assert not loaded & {"rich", "sqlite3", "archive"}
