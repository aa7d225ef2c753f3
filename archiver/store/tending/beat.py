"""What the program that writes the archive is doing just now, for those who look.

A small file beside the database, not a row: it changes every second, is worth nothing after a
crash, and a looker must be able to tell a daemon at work from one that was killed.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from archiver.access import no_room
from archiver.store.lock import holder_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A sign of life of the one writer."""

    pid: int = field(default_factory=os.getpid)
    job: str = "daemon"
    since: datetime  # UTC; when it started
    at: datetime  # UTC; of this sign
    doing: str
    misdeclared: str | None = None  # what is wrong with archiver.toml, so that an older one is in force


def note_beat(database: Path, beat: Beat) -> None:
    """Say what is being done; the file is replaced whole and is not synced.

    Raises:
        DiskFull, NotUsable: it cannot be written.
    """
    path = database.with_suffix(".beat")
    fresh = path.with_name(path.name + ".new")
    told = asdict(beat) | {"since": beat.since.isoformat(), "at": beat.at.isoformat()}
    with no_room(path):
        fresh.write_text(json.dumps(told), encoding="utf-8")
        fresh.replace(path)


def last_beat(database: Path) -> Beat | None:
    """Return the last sign of life of the program that writes the archive, or None if none does.

    Of one that gives none, as `run` does, it is that it has the lock.
    """
    holder = holder_of(database)
    if holder is None:
        return None
    beat = beat_left(database)
    if beat is not None and beat.pid == holder.pid:
        return beat
    since = holder.since
    return Beat(pid=holder.pid, job=holder.command, since=since, at=since, doing="writing")


def beat_left(database: Path) -> Beat | None:
    """Return the last sign of life that any writer left, dead or alive; None if there is none."""
    try:
        told = json.loads(database.with_suffix(".beat").read_text(encoding="utf-8"))
        since, at = (datetime.fromisoformat(told[name]) for name in ("since", "at"))
        return Beat(**(told | {"since": since, "at": at}))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none yet, or another program's writer that gives none
