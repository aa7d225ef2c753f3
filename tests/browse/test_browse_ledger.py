"""The ledger is served where programs for transparency logs look for it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from browse_room import Get, getter
from homes import empty_home
from other_tree import mth
from store_samples import ONE, First, see, watch

from archiver.archive.working import Archive
from archiver.browse.serve import datasette_of
from archiver.ledger.notes import read_checkpoint, read_note


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """Return a function that asks for a page of an archive whose ledger is signed."""
    home = empty_home(tmp_path_factory.mktemp("ledger") / "home")
    with Archive.open(home, now=lambda: datetime(2026, 11, 24, 13, tzinfo=UTC)) as archive:
        see(archive.store, watch(archive.store), ONE, First(), minutes=0)
        archive.sign()
    return getter(datasette_of(home.root))


def test_a_stranger_can_follow_the_ledger_from_its_checkpoint(ask: Get) -> None:
    answer = ask("/checkpoint")
    checkpoint = read_checkpoint(read_note(answer.text).text)
    bundle = ask(f"/tile/entries/000.p/{checkpoint.size}").content

    lines = []
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        lines.append(bundle[2:end])
        bundle = bundle[end:]

    assert mth(lines) == checkpoint.root
    assert [json.loads(line)["format"] for line in lines] == [
        "archiver-begun/1",
        "archiver-visit/1",
        "archiver-key/1",
    ]
    assert len(ask(f"/tile/0/000.p/{checkpoint.size}").content) == 32 * checkpoint.size


def test_what_is_served_says_how_long_it_holds(ask: Get) -> None:
    assert ask("/checkpoint").headers["content-type"] == "text/plain; charset=utf-8"
    assert ask("/checkpoint").headers["cache-control"] == "no-store"
    tile = ask("/tile/0/000.p/2")
    assert tile.headers["content-type"] == "application/octet-stream"
    assert "immutable" in tile.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/tile/0/000", "/tile/0/000.p/4", "/tile/1/000.p/1", "/tile/0/1", "/tile/x/000"]
)
def test_what_the_ledger_has_not_is_not_there(ask: Get, path: str) -> None:
    assert ask(path).status_code == 404


def test_a_ledger_that_nobody_signed_has_no_checkpoint(library: Path) -> None:
    answer = getter(datasette_of(library))("/checkpoint")
    assert (answer.status_code, "Nothing of the ledger was signed yet" in answer.text) == (404, True)
