"""Values to rows and back; `reading_rows.py` does the same for readings, blocks and choices."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any

from archiver.model import as_json
from archiver.model.article import Article
from archiver.model.as_json import instant as instant
from archiver.model.capture import CaptureTask, Depth, Digest, Known, Purpose, Snapshot
from archiver.model.diff import Assessment, Disclosure, Weight
from archiver.model.reading import Moment, Reading
from archiver.model.revision import Edit, Event, Outcome, Pending, Revision, Visit
from archiver.model.typed import ChangeType, TypedChange

Cell = str | int | float | bytes | None
Row = sqlite3.Row

CELLS = 1000
"""Different cells of a kind that are kept as read: few lists of reasons and counts are told of many edits."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as JSON escapes can spell it; UTF-8, and so SQLite, cannot hold one."""


# --- cells ---------------------------------------------------------------------------------------


def maybe_instant(value: datetime | None) -> str | None:
    """Return the text of an instant, or None for none."""
    return None if value is None else instant(value)


def when(cell: str) -> datetime:
    """Return the instant a text stands for."""
    return datetime.fromisoformat(cell)


def maybe_when(cell: str | None) -> datetime | None:
    """Return the instant a text stands for, or None for none."""
    return None if cell is None else when(cell)


def moment(value: Moment | None) -> str | None:
    """Return the text of a publisher's time: a bare date stays a bare date."""
    if value is None:
        return None
    return instant(value) if isinstance(value, datetime) else value.isoformat()


def maybe_moment(cell: str | None) -> Moment | None:
    """Return the publisher's time a text stands for."""
    if cell is None:
        return None
    return date.fromisoformat(cell) if len(cell) == len("2026-11-24") else when(cell)


def maybe_day(cell: str | None) -> date | None:
    """Return the day a text stands for."""
    return None if cell is None else date.fromisoformat(cell)


def clean(value: str) -> str:
    """Replace halves of characters, which no database can hold, by U+FFFD."""
    return value if value.isascii() else LONE_SURROGATE.sub("\ufffd", value)


def maybe_clean(value: str | None) -> str | None:
    """Replace halves of characters, if there is a text at all."""
    return None if value is None else clean(value)


def packed(value: object) -> str:
    """Return the value as compact JSON."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def insert(db: sqlite3.Connection, table: str, values: Mapping[str, Cell]) -> int:
    """Insert one row and return its row id; table and columns are names from this package."""
    cursor = db.execute(_insertion(table, tuple(values)), tuple(values.values()))
    return cursor.lastrowid or 0


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  names are ours


# --- watched -------------------------------------------------------------------------------------


def article(row: Row) -> Article:
    """Return the article of a row of `articles` with `source_name` joined in."""
    return Article(
        id=row["id"],
        url=row["url"],
        source=row["source_name"],
        added_at=when(row["added_at"]),
        next_visit=maybe_when(row["next_visit"]),
        failures=row["failures"],
        gone_since=maybe_when(row["gone_since"]),
        unwatched_at=maybe_when(row["unwatched_at"]),
        wanted_at=maybe_when(row["wanted_at"]),
        last_visit=maybe_when(row["last_visit"]),
    )


def task(row: Row, *, purpose: Purpose, depth: Depth, lease_until: datetime) -> CaptureTask:
    """Return the visit to be made, from a row of `articles` with the current `fingerprint`."""
    return CaptureTask(
        article=row["id"],
        url=row["moved_url"] or row["url"],
        depth=depth,
        purpose=purpose,
        attempt=row["failures"] + 1,
        lease_until=lease_until,
        known=Known(
            etag=row["etag"],
            last_modified=row["last_modified"],
            response_digest=row["response_digest"],
            dom_digest=row["dom_digest"],
            fingerprint=row["fingerprint"],
        ),
    )


# --- evidence ------------------------------------------------------------------------------------


def visit(row: Row) -> Visit:
    """Return the visit of a row of `visits` with the article's `url` joined in."""
    return Visit(
        id=row["id"],
        article=row["article"],
        url=row["url"],
        started_at=when(row["started_at"]),
        outcome=Outcome(row["outcome"]),
        snapshot=row["snapshot"],
        reason=row["reason"],
        took=timedelta(milliseconds=row["took_ms"]),
    )


def snapshot(
    row: Row, *, headers: tuple[tuple[str, str], ...], digests: Sequence[tuple[str, Digest]]
) -> Snapshot:
    """Return the snapshot of a row of `snapshots`; its headers are in the manifest."""
    return Snapshot(
        id=row["id"],
        article=row["article"],
        visit=row["visit"],
        captured_at=when(row["captured_at"]),
        url=row["url"],
        final_url=row["final_url"],
        status=row["status"],
        headers=headers,
        digests=tuple(digests),
        browser=row["browser"],
        depth=Depth(row["depth"]),
    )


# --- interpretation ------------------------------------------------------------------------------


def revision(row: Row, read: Reading) -> Revision:
    """Return the revision of a row of `revisions`."""
    return Revision(
        id=row["id"],
        article=row["article"],
        number=row["number"],
        snapshot=row["snapshot"],
        reading=read,
        fingerprint=row["fingerprint"],
        seen_from=when(row["seen_from"]),
        seen_until=when(row["seen_until"]),
        opened_by=row["opened_by"],
    )


def assessment_cells(assessment: Assessment) -> dict[str, Cell]:
    """Return the columns of `revisions` that say what the edit amounts to."""
    disclosure = assessment.disclosure
    return {
        "weight": assessment.weight.value,
        "summary": clean(assessment.summary),
        "disclosure": disclosure.kind,
        "disclosure_text": maybe_clean(disclosure.text),
        "silent": int(assessment.substantive and disclosure.silent),
        "reasons": packed(list(assessment.reasons)),
        "field_weights": packed([[name, weight.value] for name, weight in assessment.field_weights]),
        **typed_cells(assessment.changes),
    }


def assessment(row: Row) -> Assessment:
    """Return what an edit amounts to, from a row of `revisions`."""
    return Assessment(
        weight=Weight(row["weight"]),
        disclosure=Disclosure(kind=row["disclosure"], text=row["disclosure_text"]),
        reasons=_words(row["reasons"]),
        summary=row["summary"],
        field_weights=_field_weights(row["field_weights"]),
        changes=None if row["changes"] is None else _typed(row["changes"]),
    )


@lru_cache(maxsize=CELLS)
def _words(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


@lru_cache(maxsize=CELLS)
def _field_weights(cell: str) -> tuple[tuple[str, Weight], ...]:
    return tuple((name, Weight(weight)) for name, weight in json.loads(cell))


def typed_cells(changes: tuple[TypedChange, ...] | None) -> dict[str, Cell]:
    """Return the columns of `revisions` that say what single changes are about; empty where nobody looked."""
    if changes is None:
        return {"changes": None, "change_kinds": None}
    told = [{name: maybe_clean(value) for name, value in one.as_dict().items()} for one in changes]
    return {"changes": packed(told), "change_kinds": " ".join(dict.fromkeys(one.kind for one in changes))}


@lru_cache(maxsize=CELLS)
def _typed(cell: str) -> tuple[TypedChange, ...]:
    return tuple(TypedChange(**{**told, "kind": ChangeType(told["kind"])}) for told in json.loads(cell))


@lru_cache(maxsize=CELLS)
def _typed_as_json(cell: str) -> list[dict[str, Any]]:
    """Return the JSON of single changes, which nobody alters; of most edits there are none."""
    told: list[dict[str, Any]] = json.loads(cell)
    return told


@lru_cache(maxsize=CELLS)
def _counts(cell: str) -> tuple[tuple[str, int], ...]:
    return tuple((kind, count) for kind, count in json.loads(cell))


def edit(row: Row, fields: Sequence[tuple[str, str | None, str | None]]) -> Edit:
    """Return the edit of a row of `revisions` joined with its article, and its changes: field, old, new."""
    texts = {field: (old, new) for field, old, new in fields}
    return Edit(
        id=row["id"],
        article=row["article"],
        url=row["url"],
        headline=row["headline"],
        source=row["source_name"],
        old=row["follows"] or row["number"] - 1,
        new=row["number"],
        not_before=when(row["not_before"]),
        not_after=when(row["seen_from"]),
        body=texts.pop("body", None),
        fields=tuple((name, *both) for name, both in texts.items()),
        blocks=_counts(row["block_counts"]),
        assessment=assessment(row),
        reverts_to=row["reverts_to"],
        signed_in=bool(row["signed_in"]),
    )


TOLD_COLUMNS = (
    "revisions.id, revisions.article, articles.url, sources.name, readings.headline, reverts_to,"
    " coalesce(follows, number - 1), number, not_before, seen_from, block_counts, weight, disclosure,"
    " reasons, summary, revisions.changes"
)
"""What `told` is made of, in its order; the last is whether somebody was signed in."""


def told(row: Iterable[Any], changes: Sequence[tuple[str, str | None, str | None]]) -> dict[str, Any]:
    """Return the JSON of an edit, from its `TOLD_COLUMNS` and its changes: field, old, new."""
    *named, begin, end, counts, weight, disclosure, reasons, summary, typed, signed_in = row
    about = None if typed is None else _typed_as_json(typed)
    said = (weight, disclosure, _words(reasons), summary, about, bool(signed_in))
    parts: list[Any] = [*named, _whole(begin), _whole(end), changes, _counts(counts), *said]
    return as_json.told(*parts)


def _whole(cell: str) -> str:
    """Return an instant as `as_json.iso` writes it: with fractions of a second only where there are some."""
    return cell.replace(".000000Z", "Z")


def event(row: Row) -> Event:
    """Return the event of a row of `events` joined with its article."""
    return Event(
        id=row["id"],
        article=row["article"],
        url=row["url"],
        source=row["source_name"],
        kind=row["kind"],
        not_before=maybe_when(row["not_before"]),
        not_after=when(row["not_after"]),
        detail=row["detail"],
    )


def pending(row: Row, reading: Reading | None = None) -> Pending:
    """Return the change that waits, from a row of `pending_changes` and the reading of its snapshot."""
    return Pending(
        fingerprint=row["fingerprint"],
        visit=row["visit"],
        snapshot=row["snapshot"],
        seen_at=when(row["seen_at"]),
        looks=row["looks"],
        reading=reading,
    )
