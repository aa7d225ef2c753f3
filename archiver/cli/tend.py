"""Commands that tend an archive: aliases, reread, verify, migrate, doctor, demo."""

from __future__ import annotations

from functools import partial
from getpass import getuser
from pathlib import Path
from typing import TextIO

import click

from archiver.cli.complete import source_names, urls
from archiver.cli.context import Address, Context, as_json, pass_context, print_json, url_at
from archiver.model.plain import plain


@click.command(
    epilog="\b\nExample:\n  archiver aliases https://www.example.org/storm-warning\n"
    "  archiver aliases --undo https://www.example.org/2026/storm-floods-harbour"
)
@click.argument("url", type=Address(), required=False, shell_complete=urls)
@click.option("--undo", is_flag=True, help="Make this address an article of its own again, for good.")
@as_json
@pass_context
def aliases(context: Context, url: str | None, undo: bool, as_json: bool) -> None:
    """List the other addresses of an article, or of all; or undo one.

    If two articles turn out to be one, the younger retires into the older, and its address leads there.
    Nothing is lost: undoing the alias brings the article back.
    """
    from archiver.archive.errands import SEPARATE
    from archiver.cli.report import show_added, show_aliases

    if undo and url is None:
        raise click.UsageError("--undo needs the address to undo")
    if undo:
        with context.work() as worker:
            (own,) = worker.do(SEPARATE, url=url)
        print_json(plain(own)) if as_json else show_added([own])
        return
    with context.archive(readonly=True) as archive:
        found = archive.aliases(url)
        print_json([plain(one) for one in found]) if as_json else show_aliases(found)


@click.command(
    epilog="\b\nExample:\n"
    '  archiver judge example.org/a --snapshot 17 --article --why "read in full"\n'
    '  archiver judge example.org/a@3 --not-article --why "a test" --by "A. Doe"'
)
@click.argument("url", type=Address(), metavar="URL[@N]", shell_complete=urls)
@click.option("--article/--not-article", "is_article", required=True, help="Whether it is the article.")
@click.option(
    "--snapshot", type=int, help="A snapshot that shows no revision; `archiver evidence URL` lists them."
)
@click.option("--why", required=True, help="The reason, for those who come after you.")
@click.option("--by", default=getuser, show_default="your user name", help="Who rules.")
@as_json
@pass_context
def judge(
    context: Context, url: str, is_article: bool, snapshot: int | None, why: str, by: str, as_json: bool
) -> None:
    """Rule that a doubted capture is the article, or that a revision is not.

    If you accept a capture, it opens a revision, provided that it is newer than the last sight of the current
    one. Later pages of the same kind that hold most of the text are then accepted too. If you reject a
    revision, it stays as evidence, but edits to it and from it are no longer told, and the history goes on
    from the revision before. Each ruling is kept with who, when and why; the newest one counts.
    """
    from archiver.archive.errands import RULE
    from archiver.cli.render import put
    from archiver.cli.report import ruling_line

    address, number = url_at(url)
    with context.work() as worker:
        (ruling,) = worker.do(
            RULE, url=address, number=number, is_article=is_article, by=by, why=why, snapshot=snapshot
        )
    print_json(plain(ruling)) if as_json else put([ruling_line(ruling)])


@click.command(epilog="\b\nExample:\n  archiver reread --source gazette")
@click.option("--source", shell_complete=source_names, help="Only articles of this source.")
@click.option("--dry-run", is_flag=True, help="Only report what differs; change nothing.")
@as_json
@pass_context
def reread(context: Context, source: str | None, dry_run: bool, as_json: bool) -> None:
    """Read the kept snapshots again with today's reader, and report what differs.

    This never makes an edit: old readings stay, and a revision that reads differently is rebased.
    """
    from archiver.archive.errands import REREAD
    from archiver.cli.reread import show_reread

    with context.work(dry_run=dry_run) as worker:
        done = worker.do(REREAD, source=source, dry_run=dry_run)
        print_json([one.as_dict() for one in done]) if as_json else show_reread(done)


@click.command(
    epilog="\b\nExample:\n  archiver verify\n  archiver verify --checkpoint ~/kept/2026-11-30.txt\n"
    "  archiver verify --set-aside"
)
@click.option(
    "--repair",
    is_flag=True,
    help="Remove files that are provably no evidence, and repair the full-text index.",
)
@click.option(
    "--set-aside", is_flag=True, help="First move files that the database does not know to snapshots/aside/."
)
@click.option(
    "--checkpoint",
    type=click.File(encoding="utf-8"),
    help="Also compare the ledger with a checkpoint that you kept elsewhere; - is standard input.",
)
@as_json
@pass_context
def verify(context: Context, repair: bool, set_aside: bool, checkpoint: TextIO | None, as_json: bool) -> None:
    """Check every kept file and all that is derived from it; exit 3 if anything is damaged or missing.

    Files are compared with their digests, rows with manifests and with each other, and texts with what
    today's reader finds in the kept pages. Visits are compared with their entries in the ledger, and all
    entries with its signed checkpoints.

    Evidence is never deleted. Files that the database does not know are kept and named. A kill leaves a few
    of them; a database that was lost or replaced by an old copy leaves many.
    """
    from archiver.archive.errands import VERIFY
    from archiver.archive.maintaining import set_aside as move_aside
    from archiver.cli.fixity import counting, show_fixity, show_set_aside
    from archiver.clocks import wall_clock

    given = checkpoint.read() if checkpoint else None
    moved = move_aside(context.home(), wall_clock()) if set_aside else None
    if moved and not as_json:
        show_set_aside(moved)
    with context.work(dry_run=not repair) as worker, counting("checking") as step:
        (report,) = worker.do(VERIFY, progress=partial(step, "checking"), repair=repair, checkpoint=given)
    print_json(plain(report) | {"set_aside": plain(moved)}) if as_json else show_fixity(report)
    if report.damaged or report.out_of_reach:
        raise SystemExit(3 if report.damaged else 1)


@click.command(epilog="\b\nExample:\n  archiver migrate --list")
@click.option("--list", "only_list", is_flag=True, help="Show what would be done; change nothing.")
@as_json
@pass_context
def migrate(context: Context, only_list: bool, as_json: bool) -> None:
    """Bring the database's schema up to date, after keeping a copy beside it; begin its ledger."""
    from archiver.archive.maintaining import migrate as bring_up_to_date
    from archiver.cli.fixity import counting
    from archiver.cli.report import show_migration
    from archiver.clocks import wall_clock

    with counting("migrating") as step:
        steps = bring_up_to_date(context.home(), wall_clock(), dry_run=only_list, progress=step)
    print_json(list(steps)) if as_json else show_migration(steps, done=not only_list)


@click.command(epilog="\b\nExample:\n  archiver clock\n  archiver clock --accept")
@click.option("--accept", is_flag=True, help="Trust the clock, and doubt the visits of a later time.")
@as_json
@pass_context
def clock(context: Context, accept: bool, as_json: bool) -> None:
    """Compare the clock with the time of the newest visit.

    While the clock shows a time before the newest visit, nothing is recorded. If the clock is right now and
    was wrong before, accept it: visits of a later time are kept and marked, but no span rests on them any
    more.
    """
    from archiver.cli.clock import show_clock

    with context.archive(readonly=not accept) as archive:
        if accept:
            archive.accept_clock()
        state = archive.clock()
    print_json(plain(state)) if as_json else show_clock(state, accepted=accept)


@click.command(epilog="\b\nExample:\n  archiver doctor --fix")
@click.option(
    "--fix", is_flag=True, help="Install what is missing: a browser, from Playwright or the system."
)
@click.option("--brief", is_flag=True, help="Report only problems and what was done.")
@as_json
@pass_context
def doctor(context: Context, fix: bool, brief: bool, as_json: bool) -> None:
    """Check the installation: browser, SQLite features, disk, clock, home, notifiers."""
    from archiver.cli.report import show_checks
    from archiver.clocks import wall_clock
    from archiver.doctor import examine

    say = partial(click.echo, err=as_json)
    checks = list(examine(context.home_or_none(), now=wall_clock(), fix=fix, say=say))
    if as_json:
        print_json([plain(check) for check in checks])
    else:
        show_checks(checks, brief=brief)
    if not all(check.ok for check in checks):
        raise SystemExit(1)


@click.command(epilog="\b\nExample:\n  archiver demo\n  archiver demo --fleet")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--fleet", is_flag=True, help="Have two workers make the visits, as on other machines.")
def demo(folder: Path | None, fleet: bool) -> None:
    """Create a home and watch a small news site that edits itself: everything in one go."""
    from archiver.cli.demo import perform

    perform(folder, with_fleet=fleet)
