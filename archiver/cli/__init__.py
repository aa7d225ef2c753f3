"""The command line: parse, call one method of `Archive`, render.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from pathlib import Path

import click

from archiver.cli.bring import import_
from archiver.cli.card import card
from archiver.cli.context import Context, Group, pass_context
from archiver.cli.copying import backup, carry, restore
from archiver.cli.doors import login, logout
from archiver.cli.ending import end_with
from archiver.cli.find import articles, evidence, help_, outlets, search, sources
from archiver.cli.fleet import worker
from archiver.cli.ledger import bundle, checkpoint, publish
from archiver.cli.look import browse, diff, edits, export, log, show, status
from archiver.cli.machine import completion, metrics
from archiver.cli.note import note, notes
from archiver.cli.notify import notify
from archiver.cli.tend import aliases, clock, demo, doctor, judge, migrate, reread, verify
from archiver.cli.work import add, capture, daemon, discover, init, run, unwatch
from archiver.version import __version__

__all__ = ["main", "program"]

EXAMPLE = """
\b
Example:
  archiver init ~/news && cd ~/news
  archiver add https://www.example.org/feed.xml
  archiver discover && archiver run
  archiver edits
"""


@click.group(cls=Group, epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="archiver")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False, readable=False),
    help="The archive home. Default: $ARCHIVER_HOME, else the nearest parent folder with archiver.toml.",
)
@click.option("-v", "--verbose", count=True, help="Say what is done and why; -vv explains every decision.")
@click.option(
    "--log",
    type=click.Choice(["text", "json"]),
    default="text",
    envvar="ARCHIVER_LOG",
    help="How what happens is told: as lines to read, or as JSON, one object a line. Default: $ARCHIVER_LOG.",
)
@pass_context
def program(context: Context, home: Path | None, verbose: int, log: str) -> None:
    """Visit news articles with a real browser, keep what was seen, and record every edit."""
    context.configure(home, verbose, as_json=log == "json")


WORK = (init, add, unwatch, login, logout, discover, capture, run, daemon, worker, notify, import_)
LOOK = (
    status,
    articles,
    sources,
    outlets,
    log,
    show,
    diff,
    edits,
    search,
    evidence,
    bundle,
    card,
    browse,
    export,
)
SAY = (note, notes)
TEND = (
    aliases,
    judge,
    reread,
    verify,
    checkpoint,
    publish,
    backup,
    restore,
    carry,
    migrate,
    doctor,
    metrics,
    completion,
    clock,
    demo,
    help_,
)

for command in (*WORK, *LOOK, *SAY, *TEND):
    program.add_command(command)


def main() -> None:
    """Run the program and exit; see `archiver.cli.ending` for the codes."""
    end_with(program)
