"""Parquet: one changed field a row, with types, for pandas, DuckDB, R; docs/research.md lists the columns.

Apart from `export.FORMATS`, which are text, since this needs pyarrow, an extra of this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it ships no stubs
from pyarrow import parquet

from archiver.model.diff import ChangeKind

GROUP_ROWS = 50_000
"""Rows of a row group: about 50 MB in memory. Parquet's own advice is 512 MB on disk, for clusters."""

INSTANT = pa.timestamp("us", tz="UTC")
TYPED = pa.struct([(name, pa.string()) for name in ("kind", "field", "old", "new", "detail")])

FIRST = (
    pa.field("edit", pa.int64(), nullable=False),
    pa.field("article", pa.int64(), nullable=False),
    pa.field("url", pa.string(), nullable=False),
    pa.field("source", pa.string()),
    pa.field("collection", pa.string()),
    pa.field("headline", pa.string(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
    pa.field("old_revision", pa.int32(), nullable=False),
    pa.field("new_revision", pa.int32(), nullable=False),
)
INTERVAL = (
    pa.field("not_before", INSTANT, nullable=False),
    pa.field("not_after", INSTANT, nullable=False),
)
OF_CHANGE = (
    pa.field("field", pa.string(), nullable=False),
    pa.field("old", pa.string()),
    pa.field("new", pa.string()),
    *(pa.field(f"blocks_{kind.value}", pa.int32()) for kind in ChangeKind),
)
LAST = (
    pa.field("substantive", pa.bool_()),
    pa.field("disclosure", pa.string()),
    pa.field("reasons", pa.list_(pa.string()), nullable=False),
    pa.field("summary", pa.string(), nullable=False),
    pa.field("signed_in", pa.bool_(), nullable=False),
    pa.field("changes", pa.list_(TYPED)),
)
SCHEMA = pa.schema([*FIRST, *INTERVAL, *OF_CHANGE, *LAST])
"""The columns; a new one comes last. All but those of a change are named as in the JSON of an edit,
whose `id` is `edit` here: rows are no edits."""

FIRST_KEYS = ("id", *(field.name for field in FIRST[1:]))
INTERVAL_KEYS = tuple(field.name for field in INTERVAL)
LAST_KEYS = tuple(field.name for field in LAST)

KINDS = tuple(kind.value for kind in ChangeKind)
UNCOUNTED = (None,) * len(KINDS)
"""The counts of blocks where the field is not the body."""

Row = tuple[Any, ...]


def write(edits: Iterable[Mapping[str, Any]], target: Path) -> None:
    """Write edits as they come, a row group at a time; never all in memory.

    Args:
        edits: as `model.as_json` has them, oldest first.
        target: the file; it is whole when this returns.
    """
    rows = (row for edit in edits for row in _rows(edit))
    with parquet.ParquetWriter(target, SCHEMA, compression="zstd") as out:
        while group := list(islice(rows, GROUP_ROWS)):
            columns = zip(zip(*group, strict=True), SCHEMA, strict=True)
            arrays = [pa.array(cells, field.type) for cells, field in columns]
            out.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA), row_group_size=GROUP_ROWS)


def _rows(edit: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each changed field; the one of the body has the counts of blocks."""
    first = (
        *(edit[key] for key in FIRST_KEYS),
        *(datetime.fromisoformat(edit[key]) for key in INTERVAL_KEYS),
    )
    last = tuple(edit[key] for key in LAST_KEYS)
    for field, change in edit["fields"].items():
        yield (*first, field, change["old"], change["new"], *UNCOUNTED, *last)
    if edit["body"] is not None or not edit["fields"]:
        body, counts = edit["body"] or {}, edit["blocks"]
        counted = (counts.get(kind, 0) for kind in KINDS)
        yield (*first, "body", body.get("old"), body.get("new"), *counted, *last)
