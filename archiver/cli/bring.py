"""The command that takes in what others captured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli.complete import source_names
from archiver.cli.context import Address, Context, as_json, pass_context, print_json_stream
from archiver.cli.terminal import say
from archiver.model.imported import LeftOut, Why
from archiver.model.text import counted
from archiver.model.urls import as_typed

if TYPE_CHECKING:
    from archiver.model.revision import Visit
    from archiver.orchestration.adding import Added, NotAdded
    from archiver.orchestration.baseline import TakenOver

MOST_BROKEN = 20
"""Broken records that are named; a file that is no archive at all has any number of them."""


@click.command(
    "import",
    epilog="\b\nExample:\n  archiver import 2025.warc.gz 2026.wacz\n"
    "  archiver import crawl.wacz --source gazette --collection library\n"
    "  archiver import https://www.example.org/storm \\\n"
    "    --memento https://web.archive.org/web/timemap/link/",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL")
@click.option(
    "--memento",
    "timemap",
    metavar="TIMEMAP",
    help="Ask an archive on the web: the address of its TimeMap of URL, or what comes before URL in that;"
    " a CDX server will do as well.",
)
@click.option(
    "--resources",
    is_flag=True,
    help="With --memento: ask for pictures, styles, scripts and fonts of each capture as well, one request"
    " each.",
)
@click.option(
    "--collection",
    help="Name of the collection they come into; what one collection has of an article is one history."
    " Default: files, or the host of the archive.",
)
@click.option("--source", shell_complete=source_names, help="Only articles of this source.")
@click.option("--url", "urls", multiple=True, type=Address(), help="Only this article; may be repeated.")
@as_json
@pass_context
def import_(
    context: Context,
    files: tuple[str, ...],
    timemap: str | None,
    resources: bool,
    collection: str | None,
    source: str | None,
    urls: tuple[str, ...],
    as_json: bool,
) -> None:
    """Take in what others captured: files or folders, or what an archive on the web has of URL.

    WARC and WACZ files, folders and git histories of HTML files, databases of diffengine, folders of
    changedetection.io.

    Each article gets a history under its address and the name of the collection, as in
    https://www.example.org/storm#imported:files. It has the times that they tell, and is never mixed
    with what this program saw itself; `archiver log URL` shows both. Nobody is notified of its edits.

    Import again after an interruption: what was taken in is known. Of each article give the oldest files
    first, or all at once: a history only grows. What cannot be read costs itself alone and is counted.

    Archives on the web are asked as politely as newsrooms, one capture after the other.
    """
    from archiver.archive.errands import IMPORT
    from archiver.model.plain import plain

    if timemap is not None and (len(files) != 1 or source or urls):
        raise click.UsageError("--memento takes one URL, and neither --source nor --url")
    if resources and timemap is None:
        raise click.UsageError("--resources goes with --memento; files give what they have")
    paths = [as_typed(files[0])] if timemap else [str(Path(name).absolute()) for name in files]
    which: dict[str, Any] = {"resources": resources} if timemap else {"source": source, "urls": list(urls)}
    with context.work() as worker:
        taken = worker.do(IMPORT, paths=paths, timemap=timemap, collection=collection, **which)
        if as_json:
            print_json_stream(plain(one) for one in taken)
        else:
            _show(taken, taken.expected or 0)


def show_taken_over(taken: Iterable[Added | NotAdded | TakenOver]) -> None:
    """Move a bar over the sitemaps, name what cannot be read, and sum up."""
    from archiver.cli.fixity import counting
    from archiver.cli.render import when
    from archiver.cli.report import show_added
    from archiver.orchestration.baseline import TakenOver

    seen: list[TakenOver] = []
    with counting("sitemaps") as step:
        for one in taken:
            if not isinstance(one, TakenOver):
                show_added([one])
                continue
            seen.append(one)
            links = sum(each.links for each in seen)
            step(f"{links} addresses; sitemaps", one.read, one.read + one.left)
            if one.error:
                say(f"archiver: {one.error}", err=True)
    if not seen:
        return
    new, planned = sum(one.new for one in seen), sum(one.planned for one in seen)
    waiting, links = sum(one.waiting for one in seen), sum(one.links for one in seen)
    say(f"{counted(links, 'address', 'addresses')} in {counted(len(seen), 'file')}, {new} new")
    ends = [one.until for one in seen if one.until]
    if ends:
        say(f"{counted(planned, 'first visit')} planned, the last on {when(max(ends))} UTC; news goes before")
    if waiting:
        say(f"{waiting} more would have to wait for over 30 days; give this command again then")


def _show(taken: Iterable[Visit | LeftOut], expected: int) -> None:
    """Move a bar, name what is broken, and sum up."""
    from archiver.cli.fixity import counting
    from archiver.model.revision import Visit

    outcomes, left, articles, named = Counter[str](), Counter[Why](), set[str](), 0
    with counting("importing") as step:
        for done, one in enumerate(taken, start=1):
            step("importing", done, expected)
            if isinstance(one, Visit):
                outcomes[one.outcome.value] += 1
                articles.add(one.url)
                continue
            left[one.why] += 1
            if one.why is Why.BROKEN and (named := named + 1) <= MOST_BROKEN:
                say(f"broken: {one.archive}, {one.url or one.record}: {one.detail}", err=True)
    if named > MOST_BROKEN:
        say(f"broken: {named - MOST_BROKEN} more; --json lists them", err=True)
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    captures = counted(sum(outcomes.values()), "capture")
    say(f"{captures} of {counted(len(articles), 'article')}: {told or 'none'}")
    _show_left(left)
    if articles:
        say(f"next: archiver log '{min(articles)}'")


def _show_left(left: Counter[Why]) -> None:
    """Say how many were left out, and why."""
    words = {
        Why.KNOWN: "known already",
        Why.NO_ARTICLE: "no article",
        Why.OLDER: "older than what was imported before; another --collection takes them",
        Why.BROKEN: "broken",
    }
    for why, said in words.items():
        if left[why]:
            say(f"left out: {left[why]} {said}")
