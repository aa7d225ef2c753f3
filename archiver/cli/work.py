"""Commands that bring articles home: init, add, discover, capture, run, daemon."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archiver.cli.complete import source_names, urls
from archiver.cli.context import (
    Address,
    Context,
    as_json,
    frozen,
    now_option,
    pass_context,
    print_json,
    print_json_stream,
    running,
)
from archiver.cli.fleet import fleet_option
from archiver.cli.terminal import say

if TYPE_CHECKING:
    from archiver.archive.errands import Errand


@click.command(
    epilog="\b\nExample:\n  archiver init ~/news\n  archiver init ~/news --identity https://archive.example"
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option(
    "--identity",
    metavar="ORIGIN",
    help="Also make the key that requests are signed with; its public half is to be published at this site.",
)
def init(folder: Path, identity: str | None) -> None:
    """Create an archive home: archiver.toml, db/, snapshots/ and keys/.

    With --identity, which also works for a home that is there already, the bot can prove who it is (Web
    Bot Auth): the key comes into keys/, and identity/ has what you publish: the directory of keys, and a
    page about the bot, whose address its user agent gives.
    """
    from archiver.archive.working import Archive
    from archiver.home import create_home, find_home

    if identity is None or not (folder.expanduser() / "archiver.toml").exists():
        home = create_home(folder)
        with Archive.open(home) as archive:
            archive.sign()  # makes the database, the ledger and its key
        say(f"made an archive home in {home.root}")
    else:
        home = find_home(folder, environ={}, start=folder)
    if identity is not None:
        from archiver.orchestration.identifying import identify

        made = identify(home, identity)
        say(f"the key is {made.key}; whoever has it can speak for you")
        say(f"publish {made.directory} at {made.directory_url}, as {made.media_type}")
        say(f"put your address into {made.page} and publish it at {made.page_url}")
    say("next: archiver add URL, an article or a feed; then archiver discover; then archiver run")


@click.command(
    epilog="\b\nExample:\n  archiver add https://www.example.org/feed.xml\n"
    "  archiver add https://www.example.org/2026/11/24/storm-warning\n"
    "  archiver add feeds.opml\n"
    "  archiver add urls.txt\n"
    "  archiver add --baseline https://www.example.org/sitemap.xml\n"
    "  grep -o 'https://[^ ]*' notes.md | archiver add -"
)
@click.argument("whats", nargs=-1, required=True, metavar="URL|FILE|-...")
@click.option(
    "--baseline",
    is_flag=True,
    help="Watch also all that is out already: everything that a seed and the sitemaps below it name.",
)
@now_option
@as_json
@pass_context
def add(
    context: Context, whats: tuple[str, ...], baseline: bool, now: datetime | None, as_json: bool
) -> None:
    """Add an article or a seed; its kind is detected.

    A feed, sitemap or section front becomes a seed in archiver.toml; `archiver discover` reads it. An OPML
    list, given as an address or a file, adds all of its feeds. For a page, the command also names the feeds
    and sitemaps of its site.

    Any other file holds addresses, one a line; # begins a comment, and - means standard input. Each address
    is reported. If one cannot be added, the others still are, and the exit code is 1.

    With --baseline nothing is visited yet: each article gets a first visit, one after the other and so far
    apart that the host has most of its turns for the news. What is gone by then, or no article, is no event.
    Give the command again after an interruption.
    """
    from archiver.archive.errands import ADD, TAKE_OVER
    from archiver.cli.bring import show_taken_over
    from archiver.cli.report import show_added
    from archiver.model.plain import plain
    from archiver.orchestration.adding import NotAdded, addresses

    failed = 0

    def counted(results: Iterable[Any]) -> Iterator[Any]:
        nonlocal failed
        for one in results:
            failed += isinstance(one, NotAdded)
            yield one

    with context.work(now=frozen(now)) as worker:
        whole = map(_whole, addresses(whats, sys.stdin))
        errand: Errand[Any] = TAKE_OVER if baseline else ADD
        added = counted(one for what in whole for one in worker.do(errand, what=what))
        if as_json:
            print_json_stream(plain(one) for one in added)
        elif baseline:
            show_taken_over(added)
        else:
            show_added(added, worker.daemon)
    if failed:
        raise SystemExit(1)


@click.command(epilog="\b\nExample:\n  archiver unwatch https://www.example.org/2026/11/24/storm-warning")
@click.argument("url", type=Address(), shell_complete=urls)
@as_json
@pass_context
def unwatch(context: Context, url: str, as_json: bool) -> None:
    """Stop watching an article, whatever its seeds say; its evidence stays.

    `archiver add` and `archiver capture` watch it again.
    """
    from archiver.archive.errands import UNWATCH
    from archiver.model.plain import plain

    with context.work() as worker:
        (article,) = worker.do(UNWATCH, url=url)
    if as_json:
        print_json(plain(article))
    else:
        say(f"no longer watched: {article.url}; its evidence stays, `archiver add` watches it again")


@click.command(epilog="\b\nExample:\n  archiver discover --dry-run gazette")
@click.argument("source", required=False, shell_complete=source_names)
@click.option("--dry-run", is_flag=True, help="Show what would be watched; change nothing.")
@now_option
@as_json
@pass_context
def discover(
    context: Context, source: str | None, dry_run: bool, now: datetime | None, as_json: bool
) -> None:
    """Read the seeds of one source, or of all, and watch the articles they link to.

    A seed that failed recently is skipped, unless you name its source.
    """
    from archiver.archive.errands import DISCOVER
    from archiver.cli.report import show_discoveries
    from archiver.model.plain import plain

    with context.work(now=frozen(now), dry_run=dry_run) as worker:
        found = worker.do(DISCOVER, name=source, dry_run=dry_run)
        if as_json:
            print_json([plain(one) for one in found])
        else:
            show_discoveries(found, dry_run=dry_run)


@click.command(epilog="\b\nExample:\n  archiver capture https://www.example.org/storm-warning")
@click.argument("url", type=Address(), shell_complete=urls)
@click.option("--show", is_flag=True, help="Visit it in a window, to see why it is read so; record nothing.")
@now_option
@as_json
@pass_context
def capture(context: Context, url: str, show: bool, now: datetime | None, as_json: bool) -> None:
    """Visit one article now, keep everything, and watch it from then on."""
    from archiver.archive.errands import CAPTURE
    from archiver.cli.doors import show_sight
    from archiver.cli.report import show_visit
    from archiver.model.plain import plain
    from archiver.model.revision import Outcome

    if show:
        with context.archive(now=frozen(now)) as archive:
            archive.show(url, seen=show_sight)
        return
    with context.work(now=frozen(now)) as worker:
        (visit,) = worker.do(CAPTURE, url=url)
    print_json(plain(visit)) if as_json else show_visit(visit)
    if visit.outcome in (Outcome.FAILED, Outcome.REFUSED):
        raise SystemExit(1)


@click.command(epilog="\b\nExample:\n  archiver run --limit 100\n  archiver run --all")
@click.option("--limit", type=click.IntRange(min=1), help="Make at most this many visits.")
@click.option("--all", "everything", is_flag=True, help="Visit every watched article, due or not.")
@fleet_option
@now_option
@as_json
@pass_context
def run(
    context: Context,
    limit: int | None,
    everything: bool,
    fleet: str | None,
    now: datetime | None,
    as_json: bool,
) -> None:
    """Visit the articles that are due, once."""
    from archiver.archive.errands import RUN
    from archiver.cli.report import show_round
    from archiver.model.plain import plain

    with context.work(now=frozen(now), fleet=fleet) as worker:
        visits = worker.do(RUN, limit=limit, everything=everything)
        if as_json:
            print_json([plain(visit) for visit in visits])
        else:
            show_round(visits, expected=visits.expected or 0, everything=everything)


@click.command(epilog="\b\nExample:\n  archiver --home ~/news daemon")
@fleet_option
@now_option
@pass_context
def daemon(context: Context, fleet: str | None, now: datetime | None) -> None:
    """Discover, visit and verify on a schedule until stopped (Ctrl-C or SIGTERM)."""
    from archiver.cli.report import follow, follow_json
    from archiver.daemon.loop import serve

    with context.archive(now=running(now), fleet=fleet) as archive:
        serve(archive, report=partial(follow_json if context.logs_json else follow, archive.now))


def _whole(what: str) -> str:
    """Return an address as it is, and a file with its folder: another program may read it."""
    return str(Path(what).absolute()) if "://" not in what and Path(what).is_file() else what
