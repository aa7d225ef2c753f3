"""Readings to rows and back: their blocks and choices have rows of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from archiver.model.reading import (
    Anchor,
    Block,
    BlockKind,
    Caption,
    Choice,
    Notice,
    NoticeKind,
    Picture,
    Reading,
    Signals,
)
from archiver.store import rows


def block_cells(block: Block) -> dict[str, str | None]:
    """Return the columns of a block; its digest is over all the others."""
    cells: dict[str, str | None] = {
        "kind": block.kind.value,
        "text": rows.clean(block.text),
        "anchors": rows.packed([[a.text, a.url] for a in block.anchors]) if block.anchors else None,
        "at": rows.moment(block.at),
    }
    return {"digest": _short_digest(cells), **cells}


def block(row: rows.Row) -> Block:
    """Return the block of a row."""
    return Block(
        text=row["text"],
        kind=BlockKind(row["kind"]),
        anchors=tuple(Anchor(text=text, url=url) for text, url in json.loads(row["anchors"] or "[]")),
        at=rows.maybe_moment(row["at"]),
    )


def choice_cells(choice: Choice) -> dict[str, str | None]:
    """Return the columns of a choice; its digest is over all the others."""
    cells: dict[str, str | None] = {
        "field": rows.clean(choice.field),
        "source": rows.clean(choice.source),
        "reason": rows.clean(choice.reason),
        "rejected": rows.packed([list(pair) for pair in choice.rejected]) if choice.rejected else None,
    }
    return {"digest": _short_digest(cells), **cells}


def choice(row: rows.Row) -> Choice:
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
) -> dict[str, rows.Cell]:
    """Return the columns of a reading whose blocks and choices have rows already."""
    signals = reading.signals
    return {
        "reader": reading.reader,
        "headline": rows.clean(reading.headline),
        "social_headline": rows.maybe_clean(reading.social_headline),
        "search_headline": rows.maybe_clean(reading.search_headline),
        "dek": rows.maybe_clean(reading.dek),
        "bylines": rows.packed(list(reading.bylines)),
        "contributors": rows.packed([rows.clean(line) for line in reading.contributors]),
        "dateline": rows.maybe_clean(reading.dateline),
        "label": rows.maybe_clean(reading.label),
        "published_at": rows.moment(reading.published_at),
        "published_on": rows.moment(reading.published_on),
        "modified_at": rows.moment(reading.modified_at),
        "blocks": rows.packed(list(block_ids)),
        "captions": rows.packed([[c.text, c.credit] for c in reading.captions]),
        "pictures": rows.packed([_picture_cell(one) for one in reading.pictures]),
        "notices": rows.packed([[n.kind.value, n.text] for n in reading.notices]),
        "language": rows.maybe_clean(reading.language),
        "section": rows.maybe_clean(reading.section),
        "rights": rows.maybe_clean(reading.rights),
        "canonical": rows.maybe_clean(reading.canonical),
        "other_urls": rows.packed(list(reading.other_urls)),
        "why": rows.packed(list(choice_ids)),
        "signals": rows.packed(
            {
                "structured": signals.structured,
                "body_chars": signals.body_chars,
                "page_chars": signals.page_chars,
                "doubts": list(signals.doubts),
                "confidence": signals.confidence,
                "beside": signals.beside,
                "left": signals.left,
            }
        ),
    }


def _picture_cell(picture: Picture) -> list[object]:
    size = None if picture.size is None else list(picture.size)
    return [rows.clean(picture.url), rows.clean(picture.words), picture.digest, picture.glance, size]


def _picture(
    url: str, words: str, digest: str | None, glance: str | None, size: tuple[int, int] | None
) -> Picture:
    seen = None if size is None else (size[0], size[1])
    return Picture(url=url, words=words, digest=digest, glance=glance, size=seen)


def id_list(cell: str) -> list[int]:
    """Return the ids a JSON cell lists, in order."""
    ids: list[int] = json.loads(cell)
    return ids


def reading(row: rows.Row, blocks: Mapping[int, Block], choices: Mapping[int, Choice]) -> Reading:
    """Return the reading of a row of `readings`, given its blocks and choices by id."""
    signals: dict[str, Any] = json.loads(row["signals"])
    return Reading(
        reader=row["reader"],
        headline=row["headline"],
        social_headline=row["social_headline"],
        search_headline=row["search_headline"],
        dek=row["dek"],
        bylines=tuple(json.loads(row["bylines"])),
        contributors=tuple(json.loads(row["contributors"])),
        dateline=row["dateline"],
        label=row["label"],
        published_at=rows.maybe_moment(row["published_at"]),
        published_on=rows.maybe_day(row["published_on"]),
        modified_at=rows.maybe_moment(row["modified_at"]),
        blocks=tuple(blocks[number] for number in id_list(row["blocks"])),
        captions=tuple(Caption(text=text, credit=credit) for text, credit in json.loads(row["captions"])),
        pictures=tuple(_picture(*cell) for cell in json.loads(row["pictures"])),
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
            confidence=signals.get("confidence", 1.0),
            beside=signals.get("beside"),
            left=signals.get("left"),
        ),
    )
