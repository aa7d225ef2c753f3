"""Commands that let visits in where not everybody is: login, logout; and a look at a visit in a window."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.complete import source_names
from archiver.cli.context import Address, Context, as_json, pass_context, print_json
from archiver.cli.terminal import say

if TYPE_CHECKING:
    from archiver.archive.admitting import SessionState
    from archiver.model.sight import Sight

EXAMPLES = (
    "\b\nExample:\n  archiver login gazette\n"
    "  archiver login gazette --cookies cookies.txt\n"
    "  archiver login gazette --state state.json"
)


@click.command(epilog=EXAMPLES)
@click.argument("source", shell_complete=source_names)
@click.option("--url", type=Address(), help="Where to sign in. Default: the front page of the source.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the session from a storage state of Playwright.",
)
@click.option(
    "--cookies",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take the session from a cookies.txt, as browsers' extensions write it.",
)
@as_json
@pass_context
def login(
    context: Context, source: str, url: str | None, state: Path | None, cookies: Path | None, as_json: bool
) -> None:
    """Sign in to a source; its articles are visited with that session.

    A browser window opens. Sign in as you are used to, then close the window, or press Enter here. The
    session is kept in sessions/ of the home, for its owner only to read. It is sent to the source's own
    servers and stands in no evidence, log, export, bundle or backup. Use an account that your contract
    lets you use in this way.
    """
    from archiver.model.plain import plain
    from archiver.sessions import state_of, state_of_cookies

    if sum(one is not None for one in (url, state, cookies)) > 1:
        raise click.UsageError("give one of --url, --state and --cookies")
    with context.archive() as archive:
        if state is not None or cookies is not None:
            taken = state_of(state) if state is not None else state_of_cookies(cookies or Path())
            kept = archive.keep_session(source, taken)
        else:
            kept = archive.sign_in(source, url, done=_entered())
    if as_json:
        print_json(plain(kept))
    else:
        say(f"signed in to {source}: its articles are visited with this session, and edits say so")


@click.command(epilog="\b\nExample:\n  archiver logout gazette")
@click.argument("source", shell_complete=source_names)
@pass_context
def logout(context: Context, source: str) -> None:
    """Forget the session of a source; its articles are visited as everybody sees them."""
    with context.archive() as archive:
        there = archive.forget_session(source)
    say(f"the session of {source} is forgotten" if there else f"there is no session of {source}")


def show_sessions(sessions: Iterable[SessionState]) -> None:
    """Print a line for each session: since when it is kept, and whether it still opens the door."""
    from rich.text import Text

    from archiver.cli.render import console

    for one in sessions:
        troubled = one.kept_at is None or one.ran_out_at is not None
        console().print(Text(_session_line(one), style="red" if troubled else ""), soft_wrap=True)


def _session_line(one: SessionState) -> str:
    from archiver.cli.render import when

    renews = f"its articles wait for `archiver login {one.source}`"
    if one.kept_at is None:
        return f"session unusable: {one.source}, {one.why}; {renews}"
    if one.ran_out_at is not None:
        return f"session ran out: {one.source}, {when(one.ran_out_at)} UTC, {one.why}; {renews}"
    return f"session: {one.source}, signed in at {when(one.kept_at)} UTC"


def show_sight(sight: Sight) -> None:
    """Print what was read of a page that is shown in a window."""
    say(f"status {sight.status}, taken for: {sight.screening.kind.value}")
    if sight.screening.reason:
        say(sight.screening.reason)
    if sight.reading is not None:
        say(sight.reading.as_text())
    say("close the window to go on; nothing of this visit is recorded", err=True)


def _entered() -> Callable[[], bool]:
    """Return what tells whether Enter was pressed; the end of the input is no Enter."""
    pressed = threading.Event()

    def wait() -> None:
        if sys.stdin.readline():
            pressed.set()

    say("sign in in the window; then close it, or press Enter here", err=True)
    threading.Thread(target=wait, daemon=True).start()
    return pressed.is_set
