"""What the commands that work say in the terminal: progress, listings, findings."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from archiver.cli.gaps import rules_in_force
from archiver.cli.render import FAINT, OUTCOME_STYLES, console, feed_entry, when
from archiver.model.article import Alias
from archiver.model.revision import Edit, Event, History, Outcome, Revision, Visit

if TYPE_CHECKING:
    from archiver.adding import Added, NotAdded
    from archiver.config import Config
    from archiver.discovery import Discovery
    from archiver.doctor import Finding
    from archiver.store import Beat, Health


def show_added(added: Iterable[Added | NotAdded], writer: Beat | None = None) -> None:
    """Say what each address turned out to be, as soon as it is known, and when a daemon sees a seed."""
    from archiver.adding import NotAdded  # late: `status` needs no reader of feeds

    for one in added:
        if isinstance(one, NotAdded):
            click.echo(f"archiver: {one.error}", err=True)
            continue
        if one.kind == "article":
            click.echo(f"{'already watched' if one.known else 'watching'}: {one.url}")
        elif one.kind == "opml":
            said = "all declared before" if one.known else "declared in archiver.toml"
            click.echo(f"opml list of {one.links} feeds, {said}: {one.url}")
        else:
            said = "already declared" if one.known else "declared in archiver.toml"
            click.echo(f"{one.kind} with {one.links} links, source {one.source!r}, {said}: {one.url}")
        if writer is not None and one.kind != "article" and not one.known:
            click.echo(f"  the {writer.job} (pid {writer.pid}) reads it as soon as it is done with its round")
        for address in one.proposed:
            click.echo(f"  its site has more: archiver add {address}")


def show_aliases(found: Iterable[Alias]) -> None:
    """Print where each address leads, and why."""
    empty = True
    for one in found:
        empty = False
        merged = f", merged; article {one.retired} before" if one.retired else ""
        click.echo(f"{one.url}\n  leads to {one.leads_to} ({one.why}{merged}, {when(one.added_at)} UTC)")
    if empty:
        click.echo("no aliases")


def show_discoveries(found: Iterable[Discovery], *, dry_run: bool) -> None:
    """Say what each seed gave; in a dry run, every link."""
    seen = False
    for one in found:
        seen = True
        if one.error:
            click.echo(f"{one.source}: {one.error}", err=True)
            if not one.links:
                continue
        if one.unchanged:
            click.echo(f"{one.source}: {one.seed} ({one.kind}): nothing new since it was read last")
            continue
        verb = "would be watched" if dry_run else f"new of {len(one.links)} in scope"
        number = len(one.links) if dry_run else one.new
        click.echo(f"{one.source}: {one.seed} ({one.kind}, {one.found} links): {number} {verb}")
        if dry_run:
            for link in one.links:
                click.echo(f"  {link.url}" + (f"  {link.headline}" if link.headline else ""))
    if not seen:
        click.echo("no sources declared; `archiver add URL` takes a feed, sitemap or section front")


def visit_line(visit: Visit) -> Text:
    """Return one visit as one line."""
    line = Text.assemble(
        (f"{visit.outcome.value:<9}", OUTCOME_STYLES.get(visit.outcome, FAINT)),
        f" {visit.url}",
        (f"  {visit.took.total_seconds():.1f} s", FAINT),
    )
    if visit.reason:
        line.append(f"  {visit.reason}", "magenta" if visit.outcome is Outcome.SUSPECT else FAINT)
    return line


def show_visit(visit: Visit) -> None:
    """Print one visit."""
    console().print(visit_line(visit), soft_wrap=True)


def show_round(visits: Iterable[Visit], *, expected: int) -> None:
    """Print the visits as they are recorded, with a progress bar on a terminal, and a summary."""
    if not expected:
        click.echo("nothing is due; `archiver run --all` visits every article all the same")
        return
    outcomes: Counter[Outcome] = Counter()
    with _progress(expected) as step:
        for visit in visits:
            outcomes[visit.outcome] += 1
            step(visit)
    click.echo(", ".join(f"{count} {outcome.value}" for outcome, count in sorted(outcomes.items())))


@contextmanager
def _progress(expected: int) -> Iterator[Callable[[Visit], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from archiver.pipeline import FOLLOW_UPS

    out = console()
    if not sys.stdout.isatty():
        yield lambda visit: out.print(visit_line(visit), soft_wrap=True)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True) as bar:
        job = bar.add_task("visiting", total=expected)

        def step(visit: Visit) -> None:
            nonlocal expected
            if visit.outcome is not Outcome.SAME:
                bar.console.print(visit_line(visit), soft_wrap=True)
            expected += visit.outcome in FOLLOW_UPS
            bar.update(job, advance=1, total=expected)

        yield step


def follow(said: str, visit: Visit | None) -> None:
    """Print what the daemon does, a line each."""
    if visit is None:
        click.echo(said)
    elif visit.outcome is not Outcome.SAME:
        show_visit(visit)


def show_history(history: History) -> None:
    """Print the revisions of an article and what else happened to it."""
    out = console()
    article = history.article
    out.print(Text(article.url, style="bold"))
    due = f"next visit {when(article.next_visit)} UTC" if article.next_visit else "retired"
    if article.unwatched_at:
        due = f"no longer watched since {when(article.unwatched_at)} UTC"
    out.print(
        Text(f"watched since {when(article.added_at)} UTC, {history.visits} visits, {due}", style=FAINT)
    )
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("revision", "first seen (UTC)", "last seen (UTC)", "opened by", "headline"):
        table.add_column(title)
    for one in history.revisions:
        table.add_row(
            str(one.number), when(one.seen_from), when(one.seen_until), one.opened_by, one.reading.headline
        )
    out.print(table)
    entries: list[Edit | Event] = [*history.edits, *history.events]
    for entry in sorted(entries, key=lambda entry: entry.not_after):
        out.print(feed_entry(entry))


def show_reading(revision: Revision) -> None:
    """Print one revision as text."""
    click.echo(revision.reading.as_text())


def show_why(revision: Revision) -> None:
    """Print for each field which part of the page was believed, and what was not."""
    out = console()
    out.print(Text(f"read by {revision.reading.reader} from snapshot {revision.snapshot}", style=FAINT))
    for choice in revision.reading.why:
        out.print(
            Text.assemble((f"{choice.field:<16}", "bold"), choice.source, (f"  {choice.reason}", FAINT))
        )
        for source, value in choice.rejected:
            out.print(Text(f"{'':<16}not {source}: {value}", style=FAINT))
    for doubt in revision.reading.signals.doubts:
        out.print(Text(f"{'doubt':<16}{doubt}", style="magenta"))


def show_migration(steps: Sequence[str], *, done: bool) -> None:
    """Say which migrations were made, or would be."""
    for step in steps:
        click.echo(f"{'applied' if done else 'pending'}: {step}")
    if not steps:
        click.echo("the schema is up to date")


def show_writer(beat: Beat | None) -> None:
    """Say who works here, at what, and by which declaration if not by the one that is there."""
    out = console()
    if beat is None:
        out.print(Text("no daemon is at work here; `archiver daemon` starts one", style="yellow"))
    else:
        out.print(
            Text.assemble(
                (f"{beat.job} ", "bold green"), f"{beat.doing}, at work since {when(beat.since)} UTC"
            )
        )
    if beat is not None and beat.misdeclared:
        goes_on = f"{beat.misdeclared}; the {beat.job} goes on with what it read before"
        out.print(Text(goes_on, style="red"), soft_wrap=True)


def show_status(health: Health, config: Config | None, beat: Beat | None) -> None:
    """Say what is watched, what is being done, and what is failing; of a declaration only if there is one."""
    out = console()
    show_writer(beat)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column()
    next_due = f", the next at {when(health.next_due)} UTC" if health.next_due else ""
    table.add_row("articles", f"{health.articles} watched, {health.retired} retired, {health.gone} gone")
    table.add_row("due", f"{health.due} now{next_due}; {health.waiting} wait for a second look")
    table.add_row("kept", f"{health.visits} visits, {health.revisions} revisions, {health.edits} edits")
    table.add_row("evidence", f"{health.snapshots} snapshots")
    if health.unchanged:
        share = health.unchanged_plain / health.unchanged
        table.add_row(
            "no browser", f"for {share:.0%} of the last {health.unchanged} visits that found nothing new"
        )
    for run in health.runs:
        table.add_row(f"last {run.kind}", f"{when(run.ended_at)} UTC, {run.detail}")
    for name, said in rules_in_force(config) if config else ():
        table.add_row(name, said)
    out.print(table)
    for host in health.failing:
        out.print(Text(f"failing: {host.host}, {host.articles} articles, {host.reason}", style="red"))
    for seed in health.failing_seeds:
        again = f", asked again at {when(seed.next_ask)} UTC" if seed.next_ask else ""
        out.print(Text(f"failing: {seed.error}, {seed.failures} times{again}", style="red"))
    for spot in health.blind_spots:
        seen = f"not seen since {when(spot.last_seen)} UTC" if spot.last_seen else "never seen"
        out.print(Text(f"blind: {spot.url}, {seen}", style="magenta"))
    for source in health.badly_read:
        out.print(Text(f"badly read: {source.source}, {'; '.join(source.troubles)}", style="red"))


def show_findings(findings: Iterable[Finding], *, brief: bool) -> None:
    """Print what `doctor` found, a line each."""
    out = console()
    for one in findings:
        if brief and one.ok and not one.done:
            continue
        mark = ("✓", "green") if one.ok else ("✗", "bold red")
        out.print(Text.assemble(mark, f" {one.name:<9}", one.detail), soft_wrap=True)
