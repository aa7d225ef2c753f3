"""Write db/schema.sql and docs/schema.md from the migrations and db/metadata.yaml; see `make docs`.

`--check` writes nothing and exits with 1 if they are not what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from sqlite_utils import Database

from archiver.store.schema.migrations import migrations

ROOT = Path(__file__).resolve().parent.parent
METADATA = ROOT / "db" / "metadata.yaml"
SCHEMA_SQL = ROOT / "db" / "schema.sql"
SCHEMA_MD = ROOT / "docs" / "schema.md"

OBJECTS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    " AND name NOT LIKE 'text_index_%' AND name NOT LIKE 'feed_index_%' AND name NOT LIKE 'sqlite_%'"
    " ORDER BY rowid"
)
"""All that the migrations make, without the tables SQLite makes for itself."""


def migrated() -> Database:
    """Return an empty archive in memory."""
    db = Database(memory=True)
    migrations.apply(db)
    return db


def schema_sql(db: Database) -> str:
    """Return the schema as SQL that makes it."""
    head = "-- The archive's schema, for reading. Made by docs/generate_schema.py; do not edit.\n"
    return head + "".join(f"\n{sql};\n" for _, _, _, sql in db.execute(OBJECTS))


def schema_md(db: Database, metadata: dict[str, Any]) -> str:
    """Return the schema as a page for people."""
    described = metadata["databases"]["archive"]["tables"]
    return "\n".join(_page(db, described)) + "\n"


def _page(db: Database, described: dict[str, Any]) -> Iterator[str]:
    yield "# The archive's tables"
    yield ""
    yield "Made by docs/generate_schema.py from the migrations and db/metadata.yaml; do not edit."
    yield ""
    yield "Instants are text such as `2026-11-24T09:30:00.000000Z`: always UTC, always of this width, so"
    yield "that they sort. A publisher's time may be a bare date. Lists are JSON."
    for name, about in described.items():
        if about.get("hidden"):
            continue
        yield ""
        yield f"## {name}"
        yield ""
        yield about["description"].strip()
        yield ""
        yield "| column | type | what it holds |"
        yield "| --- | --- | --- |"
        for column in db[name].columns:
            refers = _reference(db, name, column.name)
            kind = f"{column.type.lower()}{refers}" if column.type else ""
            yield f"| {column.name} | {kind} | {about['columns'][column.name].strip()} |"
        for (index,) in db.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", [name]
        ):
            yield ""
            yield f"`{index}`"


def _reference(db: Database, table: str, column: str) -> str:
    if table in db.view_names():
        return ""
    found = [key for key in db[table].foreign_keys if key.column == column]
    return f" → [{found[0].other_table}](#{found[0].other_table})" if found else ""


def main() -> int:
    """Write the two files, or check them."""
    db = migrated()
    metadata = yaml.safe_load(METADATA.read_text(encoding="utf-8"))
    wanted = {SCHEMA_SQL: schema_sql(db), SCHEMA_MD: schema_md(db, metadata)}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current; run `make docs`\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
