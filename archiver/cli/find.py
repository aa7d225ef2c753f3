"""Commands that list and find: articles, sources, search, evidence, help."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli.complete import artefact_names, command_names, source_names, urls
from archiver.cli.context import (
    Address,
    Context,
    Instant,
    as_json,
    pass_context,
    print_json,
    print_json_stream,
    url_at,
)
from archiver.cli.terminal import say
from archiver.model.as_json import outlet_as_dict
from archiver.model.plain import plain

if TYPE_CHECKING:
    from archiver.archive.working import Archive
    from archiver.model.listing import KeptSnapshot


@click.command(epilog="\b\nExample:\n  archiver articles --source gazette\n  archiver articles --all --json")
@click.option("--source", shell_complete=source_names, help="Only articles of this source.")
@click.option(
    "--all", "resting", is_flag=True, help="Include articles that rest: they are visited only when you ask."
)
@as_json
@pass_context
def articles(context: Context, source: str | None, resting: bool, as_json: bool) -> None:
    """List the watched articles in the order they were added."""
    from archiver.cli.listing import show_listings

    with context.archive(readonly=True) as archive:
        found = archive.listings(source, resting=resting)
        print_json_stream(plain(one) for one in found) if as_json else show_listings(found)


@click.command(epilog="\b\nExample:\n  archiver sources")
@as_json
@pass_context
def sources(context: Context, as_json: bool) -> None:
    """List the sources of archiver.toml, their seeds, and how many articles they have."""
    from archiver.cli.listing import show_sources

    with context.archive(readonly=True) as archive:
        found = archive.sources()
    print_json([plain(one) for one in found]) if as_json else show_sources(found)


@click.command(epilog="\b\nExample:\n  archiver outlets\n  archiver outlets gazette --json")
@click.argument("source", required=False, shell_complete=source_names)
@as_json
@pass_context
def outlets(context: Context, source: str | None, as_json: bool) -> None:
    """Count what each outlet changes after publication, and whether it says so.

    Each figure comes with its interval of 95 % confidence, the number of its cases, and what others found
    elsewhere. What we watched too rarely to know is said. docs/outlets.md tells how each is counted.
    """
    from archiver.cli.figures import show_outlet, show_outlets

    with context.archive(readonly=True) as archive:
        found = archive.outlets(source)
    if as_json:
        print_json([outlet_as_dict(one) for one in found])
    elif source is None:
        show_outlets(found)
    else:
        for one in found:
            show_outlet(one)
        if not found:
            say(f"no article of {source} was read yet")


@click.command(
    epilog='\b\nExample:\n  archiver search bridge toll*\n  archiver search --deleted "could not be reached"'
)
@click.argument("words", nargs=-1, required=True)
@click.option("--deleted", is_flag=True, help="Find the edits that took the words out instead.")
@click.option("--source", shell_complete=source_names, help="Only articles of this source.")
@click.option("--since", type=Instant(), help="Only if first seen at or after this time; 24h: in 24 hours.")
@click.option("--until", type=Instant(), help="Only if first seen before this time.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Show at most this many articles, the newest.",
)
@as_json
@pass_context
def search(context: Context, /, words: tuple[str, ...], as_json: bool, limit: int, **narrowed: Any) -> None:
    """Find words in the texts of all revisions, and how long they stood there.

    Headlines, standfirsts, bylines, bodies, captions and notices are searched, newest first. Words in
    quotation marks must follow each other; toll* finds tolls and tolled. Case and accents do not matter.
    """
    from archiver.cli.listing import show_hits

    with context.archive(readonly=True) as archive:
        found = archive.search(*words, limit=limit, **narrowed)
    print_json([plain(one) for one in found]) if as_json else show_hits(found, limit=limit)


@click.command(
    epilog="\b\nExample:\n  archiver evidence https://www.example.org/storm-warning\n"
    "  archiver evidence https://www.example.org/storm-warning@2\n"
    "  archiver evidence www.example.org/storm-warning@2 screenshot -o storm.jpg\n"
    "  archiver evidence www.example.org/storm-warning --snapshot 17 dom > 17.html"
)
@click.argument("url", type=Address(), metavar="URL[@N]", shell_complete=urls)
@click.argument("name", required=False, metavar="[NAME]", shell_complete=artefact_names)
@click.option(
    "--snapshot", type=int, help="Take this snapshot of the article, whether or not it shows a revision."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
@as_json
@pass_context
def evidence(
    context: Context,
    url: str,
    name: str | None,
    snapshot: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """List the evidence of an article, or write one artefact of it.

    URL alone lists the snapshots. URL@N lists the artefacts of the snapshots that show revision N, with sizes
    and SHA-256 digests. NAME (response, dom, mhtml, screenshot, certificates or manifest) writes the bytes of
    that artefact unchanged; if several snapshots show the revision, it comes from the first one that has it.
    """
    from archiver.cli.listing import show_files, show_snapshots

    address, number = url_at(url)
    with context.archive(readonly=True) as archive:
        kept = _chosen(archive, address, number, snapshot)
        if name is not None:
            _write(*_artefact(archive, kept, name), output)
        elif number is None and snapshot is None:
            print_json([plain(one) for one in kept]) if as_json else show_snapshots(address, kept)
        else:
            files = archive.kept_files(*(one.id for one in kept))
            print_json([plain(one) for one in files]) if as_json else show_files(files)


def _chosen(
    archive: Archive, address: str, number: int | None, snapshot: int | None
) -> tuple[KeptSnapshot, ...]:
    """Return the snapshots that are meant; the one that a revision stands on before others that show it."""
    kept = archive.kept_snapshots(address)
    if number is not None and snapshot is not None:
        raise click.UsageError("URL@N and --snapshot each name snapshots; give only one of them")
    if snapshot is not None:
        kept = tuple(one for one in kept if one.id == snapshot)
        if not kept:
            said = f"{address} has no snapshot {snapshot}; `archiver evidence {address}` lists them"
            raise click.UsageError(said)
    if number is not None:
        of = archive.revision(address, number)
        kept = tuple(
            one
            for one in kept
            if one.id == of.snapshot or (one.article, one.revision) == (of.article, number)
        )
        kept = tuple(sorted(kept, key=lambda one: one.id != of.snapshot))
    return kept


def _artefact(archive: Archive, kept: Sequence[KeptSnapshot], name: str) -> tuple[int, bytes]:
    """Return the snapshot that has an artefact of this name, and the artefact."""
    files = archive.kept_files(*(one.id for one in kept))
    having = [one.snapshot for one in files if one.name == name and one.digest is not None]
    missing = [one.missing for one in files if one.name == name and one.missing is not None]
    if not having:
        names = ", ".join(sorted({one.name for one in files if one.digest is not None}))
        why = f" ({missing[0]})" if missing else ""
        raise click.UsageError(f"no {name!r} was kept{why}; kept: {names or 'nothing'}")
    return having[0], archive.artefact(having[0], name)


def _write(snapshot: int, content: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(content)
        say(f"wrote {len(content)} bytes of snapshot {snapshot} to {output}", err=True)
        return
    if sys.stdout.isatty():
        raise click.UsageError(
            "a page may be hostile, so its bytes are not written to a terminal; use -o FILE"
        )
    sys.stdout.buffer.write(content)


@click.command("help", epilog="\b\nExample:\n  archiver help diff\n  archiver help --man > archiver.1")
@click.argument("command", required=False, shell_complete=command_names)
@click.option("--man", is_flag=True, help="Write all of it as a manual page.")
@click.pass_context
def help_(ctx: click.Context, command: str | None, man: bool) -> None:
    """Explain a command, or list all commands."""
    from archiver.cli.manual import manual

    program = ctx.find_root()
    if man:
        say(manual(program), nl=False)
        return
    if command is None:
        say(program.get_help())
        return
    assert isinstance(program.command, click.Group)
    name, found, _ = program.command.resolve_command(program, [command])
    assert found is not None  # else it was refused
    with click.Context(found, info_name=name, parent=program) as inner:
        say(found.get_help(inner))
