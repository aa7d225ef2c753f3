"""What a file of records holds: the records lie in a temporary file until it is known which are wanted."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from warcio.recordloader import ArcWarcRecord

from archiver.imports.found import NotReadable
from archiver.imports.record import parsed

MOST_ANSWERS = 200_000
"""Of one file, beside pages, of which it is known where they lie; each takes some 600 bytes of memory."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record lies in the temporary file."""

    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A record of what a server answered, without its bytes."""

    id: str
    url: str
    at: datetime  # UTC
    spot: Spot
    again: tuple[str, ...] = ()  # of a revisit: what the record that has the body may be known by


def _temporary() -> IO[bytes]:
    """Return a file that is gone when nothing can load from it any more."""
    return tempfile.TemporaryFile()


@dataclass(slots=True)
class Seen:
    """What a file holds."""

    made_by: str | None = None
    pages: list[Answer] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)  # pages and all others, by id
    places: dict[str, list[Answer]] = field(default_factory=dict)  # those that are no pages, by address
    bodies: dict[str, Spot] = field(default_factory=dict)  # by id, by address and time, by digest
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id of the page's record
    views: dict[str, dict[str, Spot]] = field(default_factory=dict)  # by id of the page's record, by name
    _file: IO[bytes] = field(default_factory=_temporary)

    def put(self, content: bytes) -> Spot:
        """Lay a record down."""
        start = self._file.seek(0, 2)
        self._file.write(content)
        return Spot(start, len(content))

    def get(self, spot: Spot) -> bytes:
        """Return a record that was laid down."""
        self._file.seek(spot.start)
        return self._file.read(spot.length)

    def records(self, answer: Answer) -> tuple[ArcWarcRecord, ArcWarcRecord]:
        """Return the record of an answer, and the one that has its body; of most they are the same.

        Raises:
            NotReadable: it cannot be taken apart, or its body is not in this file.
        """
        record = parsed(self.get(answer.spot))
        if not answer.again:
            return record, record
        spot = next((self.bodies[key] for key in answer.again if key in self.bodies), None)
        if spot is None:
            raise NotReadable("it refers to a record that is not in this file")
        return record, parsed(self.get(spot))
