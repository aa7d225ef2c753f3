"""The manual page, made of the help of all commands.

Source:
    man-pages(7) for its sections, groff_man(7) for how it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from archiver.version import __version__

FILES = (
    ("archiver.toml", "what the home declares; docs/configuration.md has all keys"),
    ("db/archive.db", "what was understood and concluded, SQLite"),
    ("snapshots/", "what was seen, each file under its SHA-256"),
    ("keys/, sessions/", "keys of the ledger and sessions of sources, for their owner only"),
)

ENVIRONMENT = (
    ("ARCHIVER_HOME", "the home, where --home is not given"),
    ("ARCHIVER_BROWSER", "the path of a Chromium"),
    ("ARCHIVER_LOG", "json: what happens is told as JSON"),
)

EXITS = (
    ("0", "done"),
    ("1", "something failed"),
    ("2", "it was asked for wrongly"),
    ("3", "evidence is damaged"),
)


def manual(program: click.Context) -> str:
    """Return the page, to be read by man."""
    return "\n".join(_lines(program)) + "\n"


def _lines(program: click.Context) -> Iterator[str]:
    group = program.command
    assert isinstance(group, click.Group)
    yield f'.TH ARCHIVER 1 "" "Archiver {__version__}" "User Commands"'
    yield from (".SH NAME", f"archiver \\- {_roff(_first(group))}")
    yield from (".SH SYNOPSIS", ".B archiver", "[options] command [arguments]")
    yield from (".SH OPTIONS", *_options(group, program), ".SH COMMANDS")
    for name in group.list_commands(program):
        command = group.commands[name]
        with click.Context(command, info_name=name, parent=program) as inner:
            usage = " ".join(command.collect_usage_pieces(inner))
            yield from (f".SS archiver {_roff(name)} {_roff(usage)}", *_paragraphs(command.help or ""))
            yield from _options(command, inner)
            if command.epilog:
                yield from (".PP", "Example:", ".EX", *_example(command.epilog), ".EE")
    for title, entries in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES), ("EXIT STATUS", EXITS)):
        yield f".SH {title}"
        for name, what in entries:
            yield from (".TP", f".B {_roff(name)}", _roff(what))


def _options(command: click.Command, ctx: click.Context) -> Iterator[str]:
    for parameter in command.get_params(ctx):
        record = parameter.get_help_record(ctx)
        if record is not None and record[1]:  # what an argument is, the synopsis shows
            yield from (".TP", f".B {_roff(record[0])}", _roff(record[1]))


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.replace("\b", "").strip()):
        yield from (".PP", _roff(" ".join(paragraph.split())))


def _example(epilog: str) -> Iterator[str]:
    lines = epilog.replace("\b", "").strip().splitlines()
    return (_roff(line) for line in lines if line.strip() not in ("Example:", ""))


def _first(group: click.Group) -> str:
    return (group.help or "").strip().partition(".")[0]


def _roff(text: str) -> str:
    """Return text of which no sign is a command of roff."""
    told = text.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{told}" if told.startswith((".", "'")) else told
