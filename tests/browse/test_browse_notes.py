"""Notes in the room: taken from a form of ours on this machine, and from nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browse_room import Get, getter, run
from datasette.app import Datasette

from archiver.browse.noting import open_for
from archiver.browse.serve import datasette_of
from archiver.store import Notebook

EDIT = "/articles/1/1..2"


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    return Notebook(tmp_path / "notes.jsonl")


@pytest.fixture
def desk(library: Path, notebook: Notebook) -> Datasette:
    """Return a room that takes notes."""
    room = datasette_of(library)
    open_for(room, notebook)
    return room


def token_of(ask: Get) -> tuple[str, dict[str, str]]:
    """Return the token of the form on a page, and the cookie it has to come with."""
    page = ask(EDIT)
    found = re.search(r'name="csrftoken" value="([^"]+)"', page.text)
    assert found
    return found[1], dict(page.cookies)


def send(room: Datasette, cookies: dict[str, str], **form: str) -> int:
    return run(room.client.post(f"{EDIT}/notes", data=form, cookies=cookies)).status_code


def test_a_note_is_taken_from_the_form_shown_and_removed(desk: Datasette, notebook: Notebook) -> None:
    ask = getter(desk)
    token, cookies = token_of(ask)
    given = {"csrftoken": token, "coder": "Ada", "label": "retreat", "text": "The tie is <b>gone</b>."}
    assert send(desk, cookies, **given) == 303
    (note,) = notebook.notes()
    assert (note.label, note.text, note.coder, note.new_revision) == ("retreat", given["text"], "Ada", 2)
    page = ask(EDIT).text
    assert "The tie is &lt;b&gt;gone&lt;/b&gt;." in page
    assert send(desk, cookies, csrftoken=token, coder="Ada", remove=note.id) == 303
    assert "The tie is" not in ask(EDIT).text
    assert notebook.notes()[0].removed_at is not None
    assert send(desk, cookies, csrftoken=token, coder="Ada", label="no/label") == 400


def test_what_no_form_of_ours_sent_is_refused(desk: Datasette, notebook: Notebook) -> None:
    token, cookies = token_of(getter(desk))
    assert send(desk, cookies, coder="Mallory", label="fine") == 403
    assert send(desk, {}, coder="Mallory", label="fine") == 403, "as of a page elsewhere: no cookie is sent"
    assert send(desk, {}, csrftoken=token, coder="Mallory", label="fine") == 403
    assert send(desk, {"ds_csrftoken": "x"}, csrftoken="x", coder="Mallory", label="fine") == 403
    assert notebook.notes() == ()


def test_a_room_for_reading_shows_no_form_and_takes_nothing(library: Path, get: Get) -> None:
    assert "<form method" not in get(EDIT).text
    room = datasette_of(library)
    cookies: dict[str, str] = {}
    assert send(room, cookies, coder="Ada", label="retreat") in (403, 404)
    assert not (library / "notes.jsonl").exists()


def test_a_page_of_no_edit_has_no_form(desk: Datasette) -> None:
    assert 'id="note-text"' not in getter(desk)("/articles/5/1..3").text
