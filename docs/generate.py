"""Regenerate the documents that are made from the program: `make docs`; `--check` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archiver.cli import program

ROOT = Path(__file__).parent.parent


def command_pages() -> Iterator[str]:
    """Yield docs/cli.md part by part: every command's own help."""
    yield "# Command line\n\nMade by `make docs` from the program's own help; do not edit.\n"
    context = click.Context(program, info_name="archiver", terminal_width=100)
    yield f"```text\n{program.get_help(context)}\n```\n"
    for name in program.list_commands(context):
        command = program.commands[name]
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100)
        yield f"## {name}\n\n```text\n{command.get_help(inner)}\n```\n"


def documents() -> dict[Path, str]:
    """Return every generated file and what it should hold."""
    from archiver.store.document import schema_page, schema_sql

    return {
        ROOT / "docs" / "cli.md": "\n".join(command_pages()),
        ROOT / "docs" / "schema.md": schema_page(),
        ROOT / "db" / "schema.sql": schema_sql(),
    }


def main() -> int:
    """Write the files, or say which are out of date."""
    stale = 0
    for path, text in documents().items():
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        name = path.relative_to(ROOT)
        if "--check" in sys.argv:
            print(f"{name} is out of date; run `make docs`")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
