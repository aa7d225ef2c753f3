"""Parquet: one changed field a row, with types, for pandas, DuckDB, R; docs/formats.md lists the columns.

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
COUNTS = {f"blocks_{kind.value}": kind.value for kind in ChangeKind}
TYPED = pa.struct([(name, pa.string()) for name in ("kind", "field", "old", "new", "detail")])

SCHEMA = pa.schema(
    [
        pa.field("edit", pa.int64(), nullable=False),
        pa.field("article", pa.int64(), nullable=False),
        pa.field("url", pa.string(), nullable=False),
        pa.field("source", pa.string()),
        pa.field("collection", pa.string()),
        pa.field("headline", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("old_revision", pa.int32(), nullable=False),
        pa.field("new_revision", pa.int32(), nullable=False),
        pa.field("not_before", INSTANT, nullable=False),
        pa.field("not_after", INSTANT, nullable=False),
        pa.field("field", pa.string(), nullable=False),
        pa.field("old", pa.string()),
        pa.field("new", pa.string()),
        *(pa.field(name, pa.int32()) for name in COUNTS),
        pa.field("substantive", pa.bool_()),
        pa.field("disclosure", pa.string()),
        pa.field("reasons", pa.list_(pa.string()), nullable=False),
        pa.field("summary", pa.string(), nullable=False),
        pa.field("signed_in", pa.bool_(), nullable=False),
        pa.field("changes", pa.list_(TYPED)),
    ]
)
"""The columns; a new one comes last."""

RENAMED = {"id": "edit"}
"""Keys of the JSON of an edit that have another name here, where rows are no edits."""


def write(edits: Iterable[Mapping[str, Any]], target: Path) -> None:
    """Write edits as they come, a row group at a time; never all in memory.

    Args:
        edits: as `model.as_json` has them, oldest first.
        target: the file; it is whole when this returns.
    """
    rows = (row for edit in edits for row in _rows(edit))
    with parquet.ParquetWriter(target, SCHEMA, compression="zstd") as out:
        while group := list(islice(rows, GROUP_ROWS)):
            out.write_table(pa.Table.from_pylist(group, SCHEMA), row_group_size=GROUP_ROWS)


def _rows(edit: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each changed field; the one of the body has the counts of blocks."""
    own = {RENAMED.get(key, key): value for key, value in edit.items()}
    own |= {key: datetime.fromisoformat(own[key]) for key in ("not_before", "not_after")}
    for field, change in edit["fields"].items():
        yield own | {"field": field, **change}
    if edit["body"] is not None or not edit["fields"]:
        counted = {name: edit["blocks"].get(kind, 0) for name, kind in COUNTS.items()}
        yield own | counted | {"field": "body", **(edit["body"] or {})}
