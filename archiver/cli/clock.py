"""What is said of the clock, and of visits whose time is in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archiver.cli.render import when
from archiver.cli.terminal import say
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.clocks import ClockState


def show_clock(state: ClockState, *, accepted: bool) -> None:
    """Print what the clock shows beside the newest visit."""
    if accepted:
        say(f"accepted: {when(state.now)} UTC")
    else:
        say(f"the clock says {when(state.now)} UTC")
    seen = f"at {when(state.newest_visit)} UTC" if state.newest_visit else "never"
    say(f"the newest visit that is not in doubt was made {seen}")
    for line in doubts(state):
        say(line)


def doubts(state: ClockState) -> tuple[str, ...]:
    """Return what is wrong with the clock or was, a line each."""
    found = []
    if state.behind:
        found.append(
            "behind: the clock shows a time before the newest visit, so nothing is recorded; set it, best by"
            " NTP, or, if it is right, run `archiver clock --accept`"
        )
    if state.doubtful:
        visits = counted(state.doubtful, "visit")
        found.append(f"in doubt: the time of {visits}, and of what was found then: the clock was ahead")
    return tuple(found)
