"""Values to rows and back; the only place that knows both."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from archiver.model.article import Article
from archiver.model.capture import CaptureTask, Depth, Digest, Known, Purpose, Snapshot
from archiver.model.diff import Assessment, Disclosure, Weight
from archiver.model.reading import (
    Anchor,
    Block,
    BlockKind,
    Caption,
    Choice,
    Moment,
    Notice,
    NoticeKind,
    Reading,
    Signals,
)
from archiver.model.revision import Edit, Event, Outcome, Pending, Revision, Visit

Cell = str | int | float | bytes | None
Row = sqlite3.Row

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as JSON escapes can spell it; UTF-8, and so SQLite, cannot hold one."""


# --- cells ---------------------------------------------------------------------------------------


def instant(value: datetime) -> str:
    """Return the text of an aware instant: UTC, microseconds, one width, so that texts sort.

    Raises:
        ValueError: it has no time zone.
    """
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


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


def block_cells(block: Block) -> dict[str, str | None]:
    """Return the columns of a block; its digest is over all the others."""
    cells: dict[str, str | None] = {
        "kind": block.kind.value,
        "text": clean(block.text),
        "anchors": packed([[a.text, a.url] for a in block.anchors]) if block.anchors else None,
        "at": moment(block.at),
    }
    return {"digest": _short_digest(cells), **cells}


def block(row: Row) -> Block:
    """Return the block of a row."""
    return Block(
        text=row["text"],
        kind=BlockKind(row["kind"]),
        anchors=tuple(Anchor(text=text, url=url) for text, url in json.loads(row["anchors"] or "[]")),
        at=maybe_moment(row["at"]),
    )


def choice_cells(choice: Choice) -> dict[str, str | None]:
    """Return the columns of a choice; its digest is over all the others."""
    cells: dict[str, str | None] = {
        "field": clean(choice.field),
        "source": clean(choice.source),
        "reason": clean(choice.reason),
        "rejected": packed([list(pair) for pair in choice.rejected]) if choice.rejected else None,
    }
    return {"digest": _short_digest(cells), **cells}


def choice(row: Row) -> Choice:
    """Return the choice of a row."""
    return Choice(
        field=row["field"],
        source=row["source"],
        reason=row["reason"],
        rejected=tuple((source, value) for source, value in json.loads(row["rejected"] or "[]")),
    )


def _short_digest(cells: Mapping[str, str | None]) -> str:
    """Return 128 bits in hexadecimal: equal by chance never, by design only after 2^64 tries.

    Every cell goes in with its length before it, "-" for none, so that no two rows read alike.
    """
    from hashlib import sha256  # late, as in `digest_of`

    parts: list[bytes] = []
    for cell in cells.values():
        encoded = b"" if cell is None else cell.encode()
        parts += (b"-" if cell is None else b"%d:" % len(encoded), encoded)
    return sha256(b"".join(parts)).hexdigest()[:32]


def reading_cells(
    reading: Reading, *, block_ids: Sequence[int], choice_ids: Sequence[int]
) -> dict[str, Cell]:
    """Return the columns of a reading whose blocks and choices have rows already."""
    signals = reading.signals
    return {
        "reader": reading.reader,
        "headline": clean(reading.headline),
        "social_headline": maybe_clean(reading.social_headline),
        "search_headline": maybe_clean(reading.search_headline),
        "dek": maybe_clean(reading.dek),
        "bylines": packed(list(reading.bylines)),
        "dateline": maybe_clean(reading.dateline),
        "published_at": moment(reading.published_at),
        "published_on": moment(reading.published_on),
        "modified_at": moment(reading.modified_at),
        "blocks": packed(list(block_ids)),
        "captions": packed([[c.text, c.credit] for c in reading.captions]),
        "notices": packed([[n.kind.value, n.text] for n in reading.notices]),
        "language": maybe_clean(reading.language),
        "section": maybe_clean(reading.section),
        "rights": maybe_clean(reading.rights),
        "canonical": maybe_clean(reading.canonical),
        "other_urls": packed(list(reading.other_urls)),
        "why": packed(list(choice_ids)),
        "signals": packed(
            {
                "structured": signals.structured,
                "body_chars": signals.body_chars,
                "page_chars": signals.page_chars,
                "doubts": list(signals.doubts),
            }
        ),
    }


def id_list(cell: str) -> list[int]:
    """Return the ids a JSON cell lists, in order."""
    ids: list[int] = json.loads(cell)
    return ids


def reading(row: Row, blocks: Mapping[int, Block], choices: Mapping[int, Choice]) -> Reading:
    """Return the reading of a row of `readings`, given its blocks and choices by id."""
    signals: dict[str, Any] = json.loads(row["signals"])
    return Reading(
        reader=row["reader"],
        headline=row["headline"],
        social_headline=row["social_headline"],
        search_headline=row["search_headline"],
        dek=row["dek"],
        bylines=tuple(json.loads(row["bylines"])),
        dateline=row["dateline"],
        published_at=maybe_moment(row["published_at"]),
        published_on=maybe_day(row["published_on"]),
        modified_at=maybe_moment(row["modified_at"]),
        blocks=tuple(blocks[number] for number in id_list(row["blocks"])),
        captions=tuple(Caption(text=text, credit=credit) for text, credit in json.loads(row["captions"])),
        notices=tuple(Notice(kind=NoticeKind(kind), text=text) for kind, text in json.loads(row["notices"])),
        language=row["language"],
        section=row["section"],
        rights=row["rights"],
        canonical=row["canonical"],
        other_urls=tuple(json.loads(row["other_urls"])),
        why=tuple(choices[number] for number in id_list(row["why"])),
        signals=Signals(
            structured=signals["structured"],
            body_chars=signals["body_chars"],
            page_chars=signals["page_chars"],
            doubts=tuple(signals["doubts"]),
        ),
    )


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
    }


def assessment(row: Row) -> Assessment:
    """Return what an edit amounts to, from a row of `revisions`."""
    return Assessment(
        weight=Weight(row["weight"]),
        disclosure=Disclosure(kind=row["disclosure"], text=row["disclosure_text"]),
        reasons=tuple(json.loads(row["reasons"])),
        summary=row["summary"],
        field_weights=tuple((name, Weight(weight)) for name, weight in json.loads(row["field_weights"])),
    )


def edit(row: Row, fields: Sequence[Row]) -> Edit:
    """Return the edit of a row of `revisions` joined with its article, and its rows of `edits`."""
    texts = {field["field"]: (field["old"], field["new"]) for field in fields}
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
        blocks=tuple((kind, count) for kind, count in json.loads(row["block_counts"])),
        assessment=assessment(row),
        reverts_to=row["reverts_to"],
    )


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
