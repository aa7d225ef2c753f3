"""Notes that people make on edits: a file of the home, `notes.jsonl`, to which lines are only ever added.

It stands apart from the database: no rebuilding touches it, and a note can be made while a daemon writes.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from archiver.access import no_room
from archiver.errors import UsageError
from archiver.model.as_json import as_line, iso
from archiver.model.note import Note, name_of, require_sayable
from archiver.model.revision import Edit


class Notebook:
    """The notes of a home; what a crash cut off at the end of its file was never noted."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def notes(self) -> tuple[Note, ...]:
        """Return all notes, oldest first, also those that were removed.

        Raises:
            NotUsable: the file cannot be read.
        """
        with no_room(self.path):
            whole = self.path.read_bytes().rpartition(b"\n")[0] if self.path.is_file() else b""
        found: dict[str, Note] = {}
        for line in whole.splitlines():
            told = _object(line)
            if "removes" in told and told["removes"] in found:
                removed = found[told["removes"]]
                found[removed.id] = replace(removed, removed_at=datetime.fromisoformat(told["at"]))
            elif "edit" in told:
                found[told["note"]] = _note(told)
        return tuple(found.values())

    def add(self, edit: Edit, *, label: str | None, text: str, coder: str, now: datetime) -> Note:
        """Note something on an edit.

        Args:
            edit: on which.
            label: a word for what it is.
            text: what there is to say.
            coder: who says so.
            now: the time (UTC).

        Raises:
            UsageError: it says nothing, or too much.
            DiskFull, NotUsable: it cannot be written.
        """
        require_sayable(label, text, coder)
        note = Note(
            id=secrets.token_hex(8),
            edit=name_of(edit),
            url=edit.url,
            old_revision=edit.old,
            new_revision=edit.new,
            label=label,
            text=text.strip(),
            coder=coder.strip(),
            at=now,
        )
        self._append(_as_dict(note))
        return note

    def remove(self, note: str, *, coder: str, now: datetime) -> Note:
        """Note that a note counts no longer; its line stays.

        Raises:
            UsageError: there is no such note, or it was removed.
            DiskFull, NotUsable: it cannot be written.
        """
        found = next((one for one in self.notes() if one.id == note and one.removed_at is None), None)
        if found is None:
            raise UsageError(f"there is no note {note!r}; `archiver notes` lists them")
        self._append({"note": secrets.token_hex(8), "removes": note, "coder": coder, "at": iso(now)})
        return replace(found, removed_at=now)

    def _append(self, told: dict[str, Any]) -> None:
        with no_room(self.path), self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            cut = end and file.read(1) != b"\n"
            file.write((b"\n" if cut else b"") + as_line(told).encode())
            file.flush()
            os.fsync(file.fileno())


def _as_dict(note: Note) -> dict[str, Any]:
    return {
        "note": note.id,
        "edit": note.edit,
        "url": note.url,
        "old_revision": note.old_revision,
        "new_revision": note.new_revision,
        "label": note.label,
        "text": note.text,
        "coder": note.coder,
        "at": iso(note.at),
    }


def _object(line: bytes) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}  # cut off by a crash, and closed by the next line
    return told if isinstance(told, dict) else {}


def _note(told: dict[str, Any]) -> Note:
    names: dict[str, Callable[[Any], Any]] = {"at": datetime.fromisoformat}
    kept = ("edit", "url", "old_revision", "new_revision", "label", "text", "coder", "at")
    return Note(id=told["note"], **{key: names.get(key, lambda value: value)(told[key]) for key in kept})
