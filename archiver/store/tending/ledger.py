"""Does the ledger hold? Visits against their entries, entries against what was signed."""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from archiver.errors import NotANote, StoreError
from archiver.ledger.lines import BEGUN, KEY, RESTORED, key_text
from archiver.ledger.notes import Checkpoint, PublicKey, public_key, read_checkpoint, read_note
from archiver.ledger.tiles import LEVELS, WIDTH
from archiver.ledger.tree import Growing, leaf_hash
from archiver.model.ledger import Noted
from archiver.model.text import counted
from archiver.store.ledger import entries
from archiver.store.opened import Opened

PAGE = 5000
"""Entries checked in one read transaction: a longer one would make the writer's log grow."""

NOT_LOGGED = "SELECT id FROM visits WHERE id NOT IN (SELECT visit FROM ledger WHERE visit IS NOT NULL)"

NOT_KEPT = (
    "SELECT ledger.visit, entry FROM ledger JOIN visits ON visits.id = ledger.visit WHERE kept AND NOT EXISTS"
    " (SELECT 1 FROM snapshots WHERE snapshots.visit = visits.id AND snapshots.manifest = visits.capture)"
)


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was found so far."""

    damaged: list[str] = field(default_factory=list)  # sentences, as in a report
    told: list[str] = field(default_factory=list)  # what the ledger vouches for, and from when on


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A checkpoint that the entries are compared with."""

    name: str  # for people
    checkpoint: Checkpoint


def check_ledger(store: Opened, given: str | None = None, witnessed: Iterable[Noted] = ()) -> Findings:
    """Make the tree of all entries again and compare it with every checkpoint.

    Args:
        store: looker or writer.
        given: a checkpoint that was kept elsewhere.
        witnessed: checkpoints that somebody vouched for.

    Raises:
        NotANote: that is none.
        StoreError: the database cannot be used.
    """
    found = Findings()
    with store.reading() as db:
        size = entries.size_of(db)
        found.damaged += [f"visit {row['id']} is in no entry of the ledger" for row in db.execute(NOT_LOGGED)]
        if not size:
            visits, found.damaged = len(found.damaged), []
            if visits:
                found.told.append("no ledger yet: `archiver migrate`, or the next visit, begins it")
            if given is not None:
                found.damaged.append("a checkpoint was given, and there is no ledger: it was removed")
            return found
        found.damaged += [
            f"visit {row['visit']}: entry {row['entry']} of the ledger tells of files that are not there"
            for row in db.execute(NOT_KEPT)
        ]
        kept = list(entries.kept_lines(db))
        origin, keys = _origin(kept, found), _keys(kept, found)
        signed = [*map(_noted, db.execute("SELECT * FROM checkpoints ORDER BY size")), *witnessed]
        marks = [*_marks(signed, keys, found), *_given_mark(given, origin, keys, found)]
    marks = [mark for mark in marks if _is_of(mark, origin, size, found)]
    _check_tree(store, size, marks, found)
    _tell(kept, size, marks, found)
    return found


def _check_tree(store: Opened, size: int, marks: list[_Mark], found: Findings) -> None:
    """Compare entries with visits, hashes of tiles with entries, and roots with checkpoints."""
    wanted: dict[int, list[_Mark]] = {}
    for mark in marks:
        wanted.setdefault(mark.checkpoint.size, []).append(mark)
    tree, good, newest = Growing(), 0, 0
    for row in _rows(store, size):
        if row["entry"] != tree.size:
            found.damaged.append(f"entries {tree.size} to {row['entry'] - 1} of the ledger are not there")
            return
        found.damaged += _check_entry(row, newest)
        newest = max(newest, row["visit"] or 0)
        ended = tree.add(row["leaf"])
        if len(ended) > LEVELS and row["tile"] != ended[LEVELS]:
            found.damaged.append(f"tile {row['entry'] // WIDTH} of the ledger is not that of its entries")
        if signed := wanted.get(tree.size):
            wrong = [mark for mark in signed if mark.checkpoint.root != tree.root()]
            if wrong:  # no later one can hold, but each visit is still compared with its entry
                found.damaged += [_not_those(mark, good) for mark in wrong]
                wanted = {}
            good = tree.size
    if tree.size < size:
        found.damaged.append(f"entries {tree.size} to {size - 1} of the ledger are not there")


def _not_those(mark: _Mark, good: int) -> str:
    since = f"after entry {good - 1}, up to which they are," if good else "among them"
    return (
        f"{mark.name}: the first {counted(mark.checkpoint.size, 'entry', 'entries')} of the ledger are not"
        f" those that were signed; {since} something was changed, removed, inserted or reordered"
    )


def _rows(store: Opened, size: int) -> Iterator[sqlite3.Row]:
    query = (
        f"SELECT logged.*, root AS tile FROM ({entries.LOGGED} WHERE ledger.entry >= ?"  # noqa: S608
        f" AND ledger.entry < ? ORDER BY ledger.entry LIMIT {PAGE}) AS logged"
        f" LEFT JOIN ledger_tiles ON ledger_tiles.tile = entry / {WIDTH} AND entry % {WIDTH} = {WIDTH - 1}"
    )
    start = 0
    while start < size:
        with store.reading() as db:
            page = db.execute(query, (start, size)).fetchall()
        yield from page
        if not page:
            return
        start = page[-1]["entry"] + 1


def _check_entry(row: sqlite3.Row, newest: int) -> Iterator[str]:
    try:
        told = entries.line_of(row)
    except StoreError as error:
        yield str(error)
        return
    if leaf_hash(told) != row["leaf"]:
        what = "its own line" if row["visit"] is None else f"visit {row['visit']}"
        yield f"{what} is not what entry {row['entry']} of the ledger tells"
    elif row["visit"] is not None and row["visit"] < newest:
        yield f"entry {row['entry']} of the ledger: visit {row['visit']} comes after visit {newest}"


def _origin(kept: list[bytes], found: Findings) -> str:
    first = _told(kept[0]) if kept else {}
    if first.get("format") != BEGUN or sum(_told(line).get("format") == BEGUN for line in kept) != 1:
        found.damaged.append("the first entry of the ledger, which says when it began, is not there")
    return str(first.get("origin", ""))


def _keys(kept: list[bytes], found: Findings) -> tuple[PublicKey, ...]:
    """Return the keys that the ledger names; each must be signed by the one before."""
    keys: list[PublicKey] = []
    for line in kept:
        told = _told(line)
        if told.get("format") != KEY:
            continue
        try:
            key, logged, signature = public_key(told["key"]), told["logged"], told["signature"]
            if keys and signature is None:
                found.told.append(f"key {key.id.hex()} took over at {logged}: the one before was lost")
            elif keys and not keys[-1].holds(b64decode(signature), key_text(key=str(key), logged_at=logged)):
                found.damaged.append(
                    f"key {key.id.hex()} of the ledger was not put in place by the key before"
                )
            keys.append(key)
        except (NotANote, KeyError, TypeError, ValueError) as error:
            found.damaged.append(f"a key of the ledger cannot be read: {error}")
    return tuple(keys)


def _told(line: bytes) -> dict[str, Any]:
    """Return what a kept line tells; nothing if it was spoilt, which its hash tells elsewhere."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _noted(row: sqlite3.Row) -> Noted:
    return Noted(name=f"the checkpoint of {row['signed_at']}", note=row["note"], size=row["size"])


def _marks(signed: Iterable[Noted], keys: tuple[PublicKey, ...], found: Findings) -> Iterator[_Mark]:
    for one in signed:
        try:
            mark = _mark(one.name, one.note, keys)
        except NotANote as error:
            found.damaged.append(f"{one.name}: {error}")
            continue
        if mark.checkpoint.size != one.size:
            found.damaged.append(f"{one.name}: it is kept under another size than it tells")
        yield mark


def _given_mark(
    given: str | None, origin: str, keys: tuple[PublicKey, ...], found: Findings
) -> Iterator[_Mark]:
    """Yield the checkpoint that was given; one by a key that the ledger does not name is told as it is."""
    if given is None:
        return
    note = read_note(given)
    mark = _Mark(name="the checkpoint that was given", checkpoint=read_checkpoint(note.text))
    if mark.checkpoint.origin == origin and note.signer(keys) is None:
        found.damaged.append(f"{mark.name} is not signed by a key that the ledger names")
    yield mark


def _mark(name: str, text: str, keys: tuple[PublicKey, ...]) -> _Mark:
    note = read_note(text)
    if note.signer(keys) is None:
        raise NotANote("it is not signed by a key that the ledger names")
    return _Mark(name=name, checkpoint=read_checkpoint(note.text))


def _is_of(mark: _Mark, origin: str, size: int, found: Findings) -> bool:
    told = mark.checkpoint
    if told.origin != origin:
        found.damaged.append(
            f"{mark.name} is of the ledger {told.origin}, and this is {origin}: it is of another archive, or"
            " this one was made again from its evidence, or its ledger was removed"
        )
    elif told.size > size:
        found.damaged.append(
            f"{mark.name} vouches for {counted(told.size, 'entry', 'entries')}, and there are only {size}:"
            " the newest were removed"
        )
    return told.origin == origin and told.size <= size


def _tell(kept: list[bytes], size: int, marks: list[_Mark], found: Findings) -> None:
    begun = _told(kept[0]) if kept else {}
    before = begun.get("visits_before", 0)
    found.told.append(
        f"{counted(size, 'entry', 'entries')} of the ledger, which speaks since {begun.get('logged')}"
        + (f"; {counted(before, 'visit')} of before came in as they were then" if before else "")
    )
    for told in map(_told, kept):
        if told.get("format") == RESTORED:
            copied = counted(told.get("copied", 0), "entry", "entries")
            found.told.append(
                f"restored at {told.get('logged')} from a copy of {copied}; of what was logged after that"
                " copy was made, nothing is here"
            )
    signed = max((mark.checkpoint.size for mark in marks), default=0)
    if signed < size:
        found.told.append(f"not signed yet: the newest {counted(size - signed, 'entry', 'entries')}")
