"""What the commands that check and restore evidence say in the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from archiver.cli.terminal import say
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.orchestration.copying import BackedUp
    from archiver.orchestration.restoring import Restored
    from archiver.store import Report, SetAside, Unknown


@contextmanager
def counting(doing: str) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that takes what is done, how much so far and how much there is.

    On a terminal it moves a bar on standard error.
    """
    from archiver.cli.progress import bar

    with bar(Console(stderr=True)) as moving:
        task = moving.add_task(doing, total=None)
        yield lambda what, done, total: moving.update(task, description=what, completed=done, total=total)


def show_fixity(report: Report) -> None:
    """Say what was checked and what is wrong."""
    for problem in report.damaged:
        say(f"damaged: {problem}", err=True)
    for name in report.orphans:
        say(f"{'left over' if name in report.leftovers else 'unknown'}: {name}")
    for done in report.repaired:
        say(done)
    unknown = len(report.orphans) - len(report.leftovers)
    say(
        f"{counted(report.checked, 'file')} checked, {len(report.damaged)} damaged,"
        f" {len(report.leftovers)} left over, {unknown} unknown to the database"
    )
    say(f"{report.texts} texts read again in the kept pages")
    for what in report.ledger:
        say(what)
    for what in report.bucket:
        say(what)
    for what in report.unchecked:
        say(f"not checked: {what}")
    if unknown:
        say("unknown files are kept; `archiver verify --set-aside` moves them to snapshots/aside/")


def show_unknown(unknown: Unknown | None) -> None:
    """Say how many files of evidence no row speaks of, if any."""
    if unknown is None or not unknown.count:
        return
    more = ", …" if unknown.count > len(unknown.names) else ""
    say(
        f"unknown to the database: {counted(unknown.count, 'file')} in snapshots/, all kept;"
        f" `archiver verify` names them: {', '.join(unknown.names)}{more}"
    )


def show_set_aside(moved: SetAside) -> None:
    """Say what was moved where."""
    for name in moved.names:
        say(f"set aside: {name}")
    if moved.names:
        say(f"{counted(len(moved.names), 'file')} moved to snapshots/{moved.folder}/")
    else:
        say("nothing to set aside")


def show_backup(done: BackedUp) -> None:
    """Say what a copy holds, and what of it does not hold."""
    copied = done.copied
    for problem in copied.damaged:
        say(f"damaged, here as well: {problem}", err=True)
    entries = counted(copied.entries, "entry", "entries")
    say(
        f"{done.folder}: {counted(copied.visits, 'visit')}, {entries} of the ledger,"
        f" {counted(copied.files, 'file')} of evidence, {copied.written} of them written now"
        f" ({copied.written_bytes / 1e6:.1f} MB)"
    )
    if not done.keys:
        say("without the keys that sign the ledger; keep those where you keep passwords (--keys copies them)")


def show_brought_back(done: BackedUp) -> None:
    """Say what was brought back, and what that means for the ledger."""
    copied = done.copied
    say(
        f"restored {counted(copied.visits, 'visit')} and {counted(copied.files, 'file')} of evidence in"
        f" {done.folder}; its ledger says so, as what was logged after the copy was made is not here"
    )
    if not done.keys:
        say("the copy had no keys: put yours into keys/ before the next visit, else another takes over")


def show_restored(restored: Restored) -> None:
    """Say what a database was made of, and what could not be restored."""
    for problem in restored.unreadable:
        say(f"not restored: {problem}", err=True)
    say(
        f"restored {counted(restored.articles, 'article')}, {counted(restored.revisions, 'revision')}"
        f" and {counted(restored.edits, 'edit')} from {counted(restored.captures, 'capture')}"
    )
    if restored.unjudged:
        captures = counted(restored.unjudged, "capture")
        say(f"in snapshots/incoming/ stay, as they were never judged: {captures}")
    say("not restored, because only the database knew it:")
    for lost in restored.lost:
        say(f"  - {lost}")
    say("`archiver verify` checks the archive now")
