"""The list of what is told, entry by entry, as feeds and other programs want it: nothing is folded."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields

from archiver.browse import shelf
from archiver.browse.asking import Asker
from archiver.model.as_json import edit_as_dict, event_as_dict
from archiver.store.history.feed import Key, newest

TOLD = 100
"""Entries of an answer, as of other lists: a feed that is read every few hours misses none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Some entries, newest first."""

    lines: tuple[shelf.FeedLine, ...]
    older: Key | None  # of the last of them, if there are more


def asked(asker: Asker) -> tuple[shelf.Selection, Key | None]:
    """Return what the address of a request narrows the list to, and below which key it begins."""
    chosen = {one.name: asker.asked(one.name) for one in fields(shelf.Selection)}
    return shelf.Selection(**chosen), Key.parse(asker.asked("below"))


def told(db: sqlite3.Connection, selection: shelf.Selection, below: Key | None) -> Told:
    """Return edits and events below a key, newest first."""
    source = shelf.source_number(db, selection.source)
    if selection.source and source is None:
        return Told(lines=(), older=None)
    keys = newest(db, selection.wanted(source), below=below, limit=TOLD + 1)
    lines = shelf.lines(db, keys[:TOLD])
    return Told(
        lines=tuple(lines[key] for key in keys[:TOLD]),
        older=keys[TOLD - 1] if len(keys) > TOLD else None,
    )


def as_dict(line: shelf.FeedLine) -> dict[str, object]:
    """Return an entry in the documented form; see docs/json.md."""
    if line.edit is not None:
        return edit_as_dict(line.edit)
    assert line.event is not None
    return event_as_dict(line.event) | {"headline": line.headline}


def path_of(line: shelf.FeedLine) -> str:
    """Return the path of the page that shows an entry."""
    if line.edit is not None:
        return f"/articles/{line.edit.article}/{line.edit.old}..{line.edit.new}"
    assert line.event is not None
    return f"/articles/{line.event.article}"
