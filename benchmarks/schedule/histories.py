"""Read recorded revision histories for `benchmarks.schedule`."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zstandard

WATCH = timedelta(days=30)
MAX_WINDOW = 2**27


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new version of an article."""

    at: float  # seconds since the epoch; when it was made, as far as is known
    shown: float  # when a capture first showed it
    claim: datetime | None  # the publisher's own time of change


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What happened to an article in its first 30 days."""

    article: str
    source: str
    first_seen: float
    last_seen: float  # then it left the page: nothing is known of it any more
    claim: datetime | None  # the publisher's time at first sight
    changes: tuple[Change, ...]
    half: int  # 0 or 1, by the hash of the address


def load(folder: Path, name: str) -> tuple[Record, ...]:
    """Return the histories of a file in the order of their first sight."""
    with (folder / f"{name}.jsonl.zst").open("rb") as file:
        stream = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW).stream_reader(file)
        lines = io.TextIOWrapper(stream, encoding="utf-8")
        found = [_record(json.loads(line)) for line in lines]
    return tuple(sorted(found, key=lambda record: record.first_seen))


def _record(document: dict) -> Record:  # type: ignore[type-arg]  # JSON of a data set
    article = str(document["article"])
    versions = document["versions"]
    first = _seconds(document.get("first_seen") or versions[0]["at"])
    last = (
        _seconds(document["last_seen"]) if document.get("last_seen") else first + 10 * WATCH.total_seconds()
    )
    chance = random.Random(article)
    changes = [_change(version, chance) for version in versions[1:]]
    kept = (change for change in changes if first < change.at <= first + WATCH.total_seconds())
    return Record(
        article=article,
        source=str(document.get("source", "")),
        first_seen=first,
        last_seen=last,
        claim=_claim(versions[0]),
        changes=tuple(sorted(kept, key=lambda change: change.at)),
        half=hashlib.sha256(article.encode()).digest()[0] % 2,
    )


def _change(version: dict, chance: random.Random) -> Change:  # type: ignore[type-arg]  # see above
    """Date a version: by the publisher where the captures bear it out, else anywhere between them."""
    shown = _seconds(version["at"])
    before = _seconds(version["prev"]) if version.get("prev") else shown
    claim = _claim(version)
    guess = before + chance.random() * (shown - before)
    borne_out = claim is not None and before < claim.timestamp() <= shown
    at = claim.timestamp() if claim is not None and borne_out else guess
    return Change(at=at, shown=shown, claim=claim)


def _claim(version: dict) -> datetime | None:  # type: ignore[type-arg]  # see above
    return _time(version["modified"]) if version.get("modified") else None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _seconds(text: str) -> float:
    return _time(text).timestamp()


def halves(records: tuple[Record, ...]) -> Iterator[tuple[Record, ...]]:
    """Yield both halves of the articles."""
    for half in (0, 1):
        yield tuple(record for record in records if record.half == half)
