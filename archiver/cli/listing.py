"""What lists say in the terminal: articles, sources, evidence, where words were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from archiver.cli.render import FAINT, console, when
from archiver.cli.terminal import say
from archiver.model.listing import Hit, KeptFile, KeptSnapshot, Listing, SourceListing
from archiver.model.text import counted


def show_listings(found: Iterable[Listing]) -> None:
    """Print the articles, one a line, so that they can be counted and searched."""
    out, shown = console(), 0
    for one in found:
        shown += 1
        line = Text.assemble((_due(one), FAINT), f"  {one.article.url}")
        if one.headline:
            line.append(f"  {one.headline}", "bold")
        out.print(line, soft_wrap=True)
    if not shown:
        say(
            "no articles are watched; `archiver discover` finds those that seeds point at, `archiver add URL`"
            " watches one, `archiver articles --all` has those that rest"
        )


def _due(one: Listing) -> str:
    due = "rests" if one.article.next_visit is None else f"due {when(one.article.next_visit)} UTC"
    if one.article.unwatched_at:
        due = "no longer watched"
    state = "" if one.state == "article" else f", {one.state}"
    return f"{counted(one.revisions, 'revision')}, {due}{state}"


def show_sources(found: Sequence[SourceListing]) -> None:
    """Print the sources with their seeds."""
    out = console()
    for one in found:
        said = "" if one.declared else ", no longer in archiver.toml"
        head = f"  {one.domain}, {counted(one.articles, 'article')}, {one.watched} watched{said}"
        out.print(Text.assemble((one.name, "bold"), head), soft_wrap=True)
        for seed in one.seeds:
            read = f"{seed.kind}, read {when(seed.read_at)} UTC" if seed.read_at else "not read yet"
            failed = f", failed {counted(seed.failures, 'time')}: {seed.error}" if seed.failures else ""
            line = Text.assemble(f"  {seed.url}  ", (read, FAINT), (failed, "red"))
            out.print(line, soft_wrap=True)
    if not found:
        say("no sources; `archiver add URL` takes a feed, sitemap or section front")


def show_hits(found: Sequence[Hit], *, limit: int) -> None:
    """Print the paragraphs in which words were found."""
    out = console()
    for hit in found:
        last = "" if hit.to_revision is None else f" to {hit.to_revision}, no longer there"
        span = f"revision {hit.from_revision}{last or ' and later'}"
        out.print(Text.assemble((hit.headline, "bold"), (f"  {span}", FAINT)), soft_wrap=True)
        out.print(Text(f"  {hit.url}@{hit.from_revision}", style=FAINT), soft_wrap=True)
        seen = f"  seen {when(hit.seen_from)} to {when(hit.seen_until)} UTC"
        out.print(Text(seen, style=FAINT), soft_wrap=True)
        words = (Text(text, style="bold yellow" if kind == "match" else "") for kind, text in hit.excerpt)
        out.print(Text.assemble("  ", *words, "\n"), soft_wrap=True)
    if not found:
        say("not found in the text of any revision; headlines are not searched")
    elif len(found) == limit:
        say(f"there may be more than these {limit}; --limit shows them")


def show_snapshots(url: str, kept: Sequence[KeptSnapshot]) -> None:
    """Print what was kept of an article, a line a snapshot."""
    out = console()
    for one in kept:
        shows = "" if one.revision is None else f", revision {one.revision}{' opens' if one.opens else ''}"
        line = Text.assemble(
            (f"snapshot {one.id}", "bold"),
            f"  {when(one.captured_at)} UTC  {one.outcome.value}{shows}",
            (f"  {one.reason}" if one.reason else "", FAINT),
        )
        out.print(line, soft_wrap=True)
    if kept:
        say(f"`archiver evidence {url} --snapshot {kept[-1].id}` lists what there is of one")
    else:
        say("nothing was kept yet; `archiver capture URL` visits it now")


def show_files(files: Sequence[KeptFile]) -> None:
    """Print the artefacts of snapshots with their digests and sizes."""
    out, snapshot = console(), None
    for one in files:
        if one.snapshot != snapshot:
            snapshot = one.snapshot
            out.print(Text(f"snapshot {snapshot}", style="bold"))
        if one.digest is None:
            told = Text(f"not kept: {one.missing}", style="magenta")
        else:
            partial = ", cut" if one.partial else ""
            told = Text(f"sha256 {one.digest}  {one.size_bytes} bytes  {one.media_type}{partial}")
        out.print(Text(f"{one.name:<11}").append_text(told), soft_wrap=True)
