"""Notes in the room: shown and taken only where it was opened for that, on this machine."""

from __future__ import annotations

from getpass import getuser
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from archiver.browse.asking import Asker, Context
from archiver.model.note import name_of
from archiver.model.revision import Edit
from archiver.store.notebook import Notebook

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

LABELS = ("correction", "clarification", "update", "rewording", "new facts", "retreat", "error by us")
"""Offered in the form beside those that were used; any word will do."""

CODER = "archiver_coder"
"""The cookie that remembers who wrote the last note in this browser."""

_open: WeakKeyDictionary[Datasette, Notebook] = WeakKeyDictionary()


def open_for(datasette: Datasette, notebook: Notebook) -> None:
    """Let whoever reaches this room write into a notebook; only one on the loopback interface may be."""
    _open[datasette] = notebook


def notebook_of(datasette: Datasette) -> Notebook | None:
    """Return what this room writes into; None where it is only for reading."""
    return _open.get(datasette)


def beside(asker: Asker, edit: object) -> Context:
    """Return what the page of an edit shows of its notes; nothing in a room that is only for reading."""
    notebook = notebook_of(asker.datasette)
    if notebook is None or not isinstance(edit, Edit):
        return {"noting": None}
    counting = [one for one in notebook.notes() if one.removed_at is None]
    used = [one.label for one in counting if one.label]
    noting = {
        "notes": [one for one in counting if one.edit == name_of(edit)],
        "labels": tuple(dict.fromkeys((*used, *LABELS))),
        "coder": asker.request.cookies.get(CODER) or getuser(),
        "token": asker.request.scope["csrftoken"](),
    }
    return {"noting": noting}
