"""Notes by people: made, removed, listed, compared, and kept apart from the evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from homes import empty_home
from store_samples import ONE, TWO, First, see, see_edit, watch

from archiver.home import Home
from archiver.model.note import agreements
from archiver.store import Notebook, Store

URL = "https://gazette.example/2026/storm-warning"


@pytest.fixture
def noted(tmp_path: Path) -> Home:
    """Return a home with an article that was edited twice."""
    home = empty_home(tmp_path / "home")
    with Store.open(home.database, home.snapshots) as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)
        see_edit(store, task, ONE, TWO, minutes=5)
        see_edit(store, task, TWO, ONE, minutes=10)
    return home


def test_a_note_is_made_listed_and_removed_and_no_line_of_it_ever_changes(archiver, noted: Home) -> None:
    def ask(*words: str) -> str:
        done = archiver("--home", noted.root, *words)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    ask("note", f"{URL}@2", "The name went.", "--label", "correction", "--coder", "Ada")
    first = noted.notes.read_bytes()
    ask("note", f"{URL}@3", "--label", "retreat", "--coder", "Ben")
    found = json.loads(ask("notes", "--json"))
    assert [(one["label"], one["coder"], one["new_revision"]) for one in found] == [
        ("correction", "Ada", 2),
        ("retreat", "Ben", 3),
    ]
    assert "The name went." in ask("notes", "--coder", "Ada")
    ask("notes", "--remove", found[0]["id"])
    assert [one["coder"] for one in json.loads(ask("notes", "--json"))] == ["Ben"]
    assert noted.notes.read_bytes().startswith(first)


def test_a_note_needs_an_edit_and_something_to_say(archiver, noted: Home) -> None:
    for words, said in (
        ((f"{URL}@1", "x"), "no edit opened revision 1"),
        ((URL, "x"), "say which edit"),
        ((f"{URL}@2",), "needs a label or a text"),
        ((f"{URL}@2", "--label", "a/b"), "is no label"),
    ):
        done = archiver("--home", noted.root, "note", *words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not noted.notes.exists()


def test_a_note_can_be_made_while_another_program_writes_the_archive(archiver, noted: Home) -> None:
    with Store.open(noted.database, noted.snapshots):
        assert archiver("--home", noted.root, "note", f"{URL}@2", "seen").returncode == 0


def test_notes_are_in_a_copy_of_the_home(archiver, noted: Home, tmp_path: Path) -> None:
    archiver("--home", noted.root, "note", f"{URL}@2", "seen")
    assert archiver("--home", noted.root, "backup", tmp_path / "copy").returncode == 0
    assert (tmp_path / "copy" / "notes.jsonl").read_bytes() == noted.notes.read_bytes()


def test_a_line_that_a_crash_cut_off_was_never_noted_and_spoils_no_other(archiver, noted: Home) -> None:
    archiver("--home", noted.root, "note", f"{URL}@2", "first")
    whole = noted.notes.read_bytes()
    for cut in (whole[:-1], whole[:20]):
        noted.notes.write_bytes(whole + cut)
        archiver("--home", noted.root, "note", f"{URL}@3", "after")
        texts = [one.text for one in Notebook(noted.notes).notes()]
        assert texts[0] == "first"
        assert texts[-1] == "after"


def test_two_coders_agree_as_far_as_kappa_says(archiver, noted: Home) -> None:
    """Of 50 edits 35 get the same label; by chance it would be half: kappa 0.4 (Cohen 1960)."""
    with Store.open(noted.database, noted.snapshots, readonly=True) as store:
        edit = next(iter(store.edits()))
    lines = []
    counts = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    pairs = [pair for pair, count in counts.items() for _ in range(count)]
    for number, pair in enumerate(pairs):
        for coder, label in zip(("Ada", "Ben"), pair, strict=True):
            told = {
                "note": f"{number}{coder}", "edit": f"urn:{number}", "url": edit.url, "old_revision": 1,
                "new_revision": 2, "label": label, "text": "", "coder": coder, "at": "2026-11-24T12:00:00Z",
            }  # fmt: skip
            lines.append(json.dumps(told))
    noted.notes.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = agreements(Notebook(noted.notes).notes())
    assert (found.coders, found.edits, found.agreed) == (("Ada", "Ben"), 50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    said = archiver("--home", noted.root, "notes", "--agreement").stdout
    assert said == "Ada, Ben: kappa 0.40, the same label on 70% of 50 edits\n"
