"""What lists say in the terminal: articles, sources, evidence, where words were found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from archiver.cli.render import FAINT, console, when
from archiver.cli.terminal import say
from archiver.model.listing import KeptFile, KeptSnapshot, Listing, SourceListing
from archiver.model.search import Hit, Stay
from archiver.model.text import counted

MOVED = {
    ("came", "first"): "there at the first sight,",
    ("came", "edit"): "brought in by an edit",
    ("came", "reversion"): "brought back with an earlier text",
    ("came", "rebase"): "read for the first time when our reader changed,",
    ("went", "edit"): "taken out by an edit",
    ("went", "reversion"): "gone as an earlier text came back",
}
"""How words came into a text, or went out of it."""


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
    """Print where words came in or went out, and how long they stood."""
    out = console()
    for hit in found:
        of = f"  {hit.source}" if hit.source else ""
        out.print(Text.assemble((hit.headline, "bold"), (of, FAINT)), soft_wrap=True)
        out.print(Text(f"  {MOVED[hit.moved, hit.kind]} {_when(hit)}", style=FAINT), soft_wrap=True)
        out.print(Text(f"  {hit.url}@{hit.new_revision}", style=FAINT), soft_wrap=True)
        words = (Text(text, style="bold yellow" if kind == "match" else "") for kind, text in hit.excerpt)
        field = "" if hit.field == "body" else f"{hit.field}: "
        out.print(Text.assemble(f"  {field}", *words), soft_wrap=True)
        for stay in hit.stays:
            out.print(Text(f"  {_stay(stay)}", style=FAINT), soft_wrap=True)
        if hit.further:
            earlier = ", ".join(map(str, reversed(hit.further)))
            out.print(Text(f"  also with revision {earlier}", style=FAINT), soft_wrap=True)
        out.print()
    if not found:
        say("not found in any revision")
    elif len(found) == limit:
        say(f"there may be more than these {limit}; --limit shows them")


def _when(hit: Hit) -> str:
    if hit.not_before is None:
        return f"{when(hit.not_after)} UTC"
    return f"between {when(hit.not_before)} and {when(hit.not_after)} UTC"


def _stay(stay: Stay) -> str:
    one = stay.from_revision == stay.to_revision
    span = (
        f"revision {stay.from_revision}" if one else f"revisions {stay.from_revision} to {stay.to_revision}"
    )
    seen = f"seen {when(stay.seen_from)} to {when(stay.seen_until)} UTC"
    if stay.left_at is None:
        return f"stands in {span}, {seen}"
    why = ", where our reader changed" if stay.left_by == "rebase" else ""
    return f"stood in {span}, {seen}; no longer in {stay.left_at}{why}"


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
