"""Commands that look at what is kept: status, log, show, diff, edits, browse, export."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from archiver.cli.complete import PARQUET, format_names, urls
from archiver.cli.context import (
    Address,
    Context,
    Exporter,
    FormatName,
    as_json,
    pass_context,
    print_json,
    print_json_stream,
    url_at,
)
from archiver.cli.filters import edit_filter
from archiver.cli.terminal import say
from archiver.model.plain import plain
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.archive.exporting import CaptureFilter
    from archiver.archive.working import Archive
    from archiver.model.filters import EditFilter


@click.command(epilog="\b\nExample:\n  archiver status")
@as_json
@pass_context
def status(context: Context, as_json: bool) -> None:
    """Show what is watched, what is due, what the daemon is doing, and what fails."""
    from archiver.cli.channels import show_channels
    from archiver.cli.clock import doubts
    from archiver.cli.doors import show_sessions
    from archiver.cli.fixity import show_unknown
    from archiver.cli.gaps import show_gaps
    from archiver.cli.ledgers import show_ledger
    from archiver.cli.outlook import show_bucket, show_outlook
    from archiver.cli.report import show_status
    from archiver.errors import UsageError

    with context.archive(readonly=True) as archive:
        health, beat = archive.health(), archive.beat_seen()
        gaps, outages, postponed = archive.gaps(), archive.outages(), archive.postponed()
        channels, unknown = archive.channels(), archive.unknown()
        clock, now, ledger = archive.clock(), archive.now(), archive.ledger()
        sessions, room, silent = archive.sessions(), archive.room(), archive.silent_sources()
        exposed, bucket = archive.unsandboxed(), archive.bucket()
    if as_json:
        missed = {"gaps": plain(gaps), "outages": plain(outages), "postponed": plain(postponed)}
        more = {"channels": plain(channels), "unknown_files": plain(unknown), "clock": plain(clock)}
        more |= {"sessions": plain(sessions), "room": plain(room), "silent_sources": plain(silent)}
        more |= {"unsandboxed": exposed, "bucket": plain(bucket)}
        more |= {"ledger": plain(ledger), "misdeclared": archive.misdeclared}
        print_json(plain(health) | {"writer": plain(beat)} | missed | more)
    else:
        show_status(health, None if archive.misdeclared else archive.config, beat)
        for line in doubts(clock):
            say(line)
        show_ledger(ledger, now=now)
        show_channels(channels)
        show_sessions(sessions)
        show_outlook(room, silent, exposed)
        show_bucket(bucket)
        show_gaps(gaps, outages, postponed, now=now)
        show_unknown(unknown)
    if archive.misdeclared:
        raise UsageError(archive.misdeclared)  # all that needs no declaration was shown


@click.command(epilog="\b\nExample:\n  archiver log https://www.example.org/storm-warning")
@click.argument("url", type=Address(), shell_complete=urls)
@as_json
@pass_context
def log(context: Context, url: str, as_json: bool) -> None:
    """List the revisions of an article, and what else happened to it."""
    from archiver.cli.report import show_history

    with context.archive(readonly=True) as archive:
        history = archive.history(url)
    print_json(plain(history)) if as_json else show_history(history)


@click.command(
    epilog="\b\nExample:\n  archiver show https://www.example.org/storm-warning@2\n"
    "  archiver show --why https://www.example.org/storm-warning"
)
@click.argument("url", type=Address(), metavar="URL[@N]", shell_complete=urls)
@click.option(
    "--why",
    is_flag=True,
    help="For each field, say which part of the page it comes from; list what was left out, and why.",
)
@as_json
@pass_context
def show(context: Context, url: str, why: bool, as_json: bool) -> None:
    """Print one revision of an article as text: the newest, unless you give a number."""
    from archiver.cli.report import show_reading, show_why

    address, number = url_at(url)
    with context.archive(readonly=True) as archive:
        revision = archive.revision(address, number)
        left_out = archive.left_out(revision) if why else None
    if as_json:
        told = [{"text": text, "why": reason} for text, reason in left_out or ()]
        print_json(plain(revision) | ({"left_out": told} if why else {}))
    elif why:
        show_why(revision, left_out)
    else:
        show_reading(revision)


@click.command(
    epilog="\b\nExample:\n  archiver diff https://www.example.org/storm-warning\n"
    "  archiver diff https://www.example.org/storm-warning 1..3"
)
@click.argument("url", type=Address(), shell_complete=urls)
@click.argument("revisions", required=False, metavar="[N[..M]]")
@click.option("--plain", "as_text", is_flag=True, help="Print unified text, also on a terminal.")
@as_json
@pass_context
def diff(context: Context, url: str, revisions: str | None, as_text: bool, as_json: bool) -> None:
    """Show what changed between two revisions; N alone compares it with the one before.

    In colour on a terminal, as unified text elsewhere.
    """
    from archiver.cli.render import show_diff

    with context.archive(readonly=True) as archive:
        newest = archive.revision(url).number
        comparison = archive.compare(url, *revision_range(revisions, newest=newest))
    if as_json:
        print_json(comparison.diff.as_dict())
    else:
        show_diff(comparison, colour=sys.stdout.isatty() and not as_text)


@click.command(
    epilog="\b\nExample:\n  archiver edits --since 24h --field headline\n  archiver edits --silent --json"
)
@edit_filter
@click.option(
    "--events", is_flag=True, help="Include variants, and articles that are gone, returned, moved or suspect."
)
@click.option("--full", is_flag=True, help="With --json: add the whole text before and after.")
@as_json
@pass_context
def edits(context: Context, which: EditFilter, events: bool, full: bool, as_json: bool) -> None:
    """List edits across the archive, oldest first."""
    from archiver.cli.render import show_edits

    with context.archive(readonly=True) as archive:
        if as_json:
            print_json_stream(archive.feed_as_dicts(events=events, full=full, **which))
        else:
            show_edits(archive.feed(events=events, **which), nothing=_nothing(archive, which))


@click.command(epilog="\b\nExample:\n  archiver browse --port 8001\n  archiver browse --write")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes any free port."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in your web browser.")
@click.option("--write", is_flag=True, help="Take notes on edits in a form; see `archiver note`.")
@pass_context
def browse(context: Context, port: int, open_browser: bool, write: bool) -> None:
    """Open the archive in Datasette, on this machine only."""
    from archiver.browse.serve import serve
    from archiver.store import Notebook

    home = context.home()
    notebook = Notebook(home.notes) if write else None
    serve(home.root, port=port, open_browser=open_browser, notebook=notebook)


@click.command(
    cls=Exporter,
    epilog="\b\nExample:\n  archiver export --source gazette --format csv -o edits.csv\n"
    "  archiver export --since 2026-11-01 --until 2026-12-01 -o november.jsonl\n"
    "  archiver export --format parquet -o edits.parquet\n"
    "  archiver export --source gazette --format wacz -o gazette.wacz",
)
@click.option(
    "--format",
    "name",
    type=FormatName(),
    default="jsonl",
    show_default=True,
    shell_complete=format_names,
    help="The output format.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
@edit_filter
@pass_context
def export(context: Context, name: str, output: Path | None, which: EditFilter) -> None:
    """Write edits, or captures, in another format.

    warc and wacz hold captures, as far as they were kept, for whoever wants to see the pages
    (docs/formats.md); these know --since, --until, --source and --url. All other formats hold edits.
    What is no text needs -o FILE.
    """
    from archiver.export import FORMATS

    with context.archive(readonly=True) as archive:
        if name in FORMATS or name == PARQUET:
            _export_edits(archive, name, output, which)
        else:
            _export_captures(archive, name, output, which)


def _export_edits(archive: Archive, name: str, output: Path | None, which: EditFilter) -> None:
    from archiver.cli.fixity import counting

    if output is None:
        if name == PARQUET:
            raise click.UsageError(f"{name} is no text; name its file with -o")
        with _output(None) as out:
            archive.export(name, out, **which)
        return
    with counting("exporting") as step:
        progress = partial(step, "exporting")
        if name == PARQUET:
            written = archive.export_parquet(output, progress=progress, **which)
        else:
            with _output(output) as out:
                written = archive.export(name, out, progress=progress, **which)
    say(f"wrote {counted(written, 'edit')} to {output}", err=True)


def _export_captures(archive: Archive, name: str, output: Path | None, which: EditFilter) -> None:
    from archiver.cli.fixity import counting

    if odd := sorted(which.keys() - {"since", "until", "source", "url"}):
        raise click.UsageError(f"--{odd[0]} is of edits, and {name} holds captures")
    if output is None:
        raise click.UsageError(f"{name} is no text; name its file with -o")
    chosen = cast("CaptureFilter", which)
    with counting("exporting") as step:
        done = archive.export_captures(name, output, progress=partial(step, "exporting"), **chosen)
    for problem in done.damaged:
        say(f"left out: {problem}", err=True)
    left = f", {counted(len(done.damaged), 'damaged one')} left out" if done.damaged else ""
    signed = f", signed by {done.signed_by}" if done.signed_by else ""
    say(f"wrote {counted(done.captures, 'capture')} to {output}{left}{signed}", err=True)


def _nothing(archive: Archive, which: EditFilter) -> str:
    """Return what there is to say where no edit is listed."""
    health = archive.health()
    if health.edits:
        asked = " ".join(f"--{name}" for name in which)
        are = f"{'is' if health.edits == 1 else 'are'} {counted(health.edits, 'edit')}"
        return f"no edit matches {asked}; there {are} in all, `archiver edits` lists them"
    if health.articles:
        return "no edits yet; `archiver run` visits what is due, `archiver daemon` keeps doing so"
    return "nothing is watched yet; `archiver add URL` adds an article or a feed"


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Give standard output, or a file that appears only when it is whole."""
    if path is None:
        yield sys.stdout
        return
    fresh = path.with_name(path.name + ".part")
    with fresh.open("w", encoding="utf-8", newline="") as out:
        yield out
    fresh.replace(path)


def revision_range(text: str | None, *, newest: int) -> tuple[int, int]:
    """Read `N..M`, or `N` for the step that led to it; nothing: the newest step."""
    match = re.fullmatch(r"(\d+)(?:\.\.(\d+))?", text or str(newest))
    if not match:
        raise click.BadParameter(f"{text!r} is neither N nor N..M", param_hint="N[..M]")
    if match[2]:
        return int(match[1]), int(match[2])
    number = int(match[1])
    if number < 2:
        raise click.UsageError("revision 1 is the first: there is nothing before it to compare with")
    return number - 1, number
