"""Write docs/cli.md from the program's own help; see `make docs`.

`--check` writes nothing and exits with 1 if it is not what it would write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from archiver.cli import program

CLI_MD = Path(__file__).resolve().parent / "cli.md"
WIDTH = 100


def cli_md() -> str:
    """Return the page: the program's help, then that of every command."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield "# Command line\n\nMade by docs/generate_cli.py from the program's own help; do not edit.\n"
    settings = {"terminal_width": WIDTH, "max_content_width": WIDTH, **program.context_settings}
    context = click.Context(program, info_name="archiver", **settings)
    yield f"```text\n{program.get_help(context)}\n```\n"
    for name in program.list_commands(context):
        command = program.commands[name]
        inner = click.Context(command, info_name=name, parent=context, **settings)
        yield f"## {name}\n\n```text\n{command.get_help(inner)}\n```\n"


def main() -> int:
    """Write the page, or say that it is out of date."""
    text = cli_md()
    if CLI_MD.is_file() and CLI_MD.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv:
        print("docs/cli.md is out of date; run `make docs`")
        return 1
    CLI_MD.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
