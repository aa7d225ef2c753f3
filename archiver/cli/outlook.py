"""What `status` says of what is coming: a disk that fills up, a source that has fallen silent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.gaps import length
from archiver.cli.render import put, when
from archiver.cli.terminal import say
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.store import BucketState, Moved, Room, Silent


def show_outlook(room: Room, silent: Iterable[Silent], unsandboxed: str | None) -> None:
    """Print a line for each thing that a person should see to, and none where all is well."""
    if room.is_scarce:
        fills = f", full in {length(room.full_in)} at the pace of the last week" if room.full_in else ""
        said = f"{room.free_bytes / 1e9:.1f} GB free{fills}; `archiver backup` copies the home elsewhere"
        put([("disk: ", Text(said, style="red"))])
    for one in silent:
        pause = f"its longest pause before was {length(one.longest_pause)}"
        said = f"{one.source}, no new article since {when(one.since)} UTC; {pause}"
        put([("silent: ", Text(said, style="magenta"))])
    if unsandboxed:
        said = f"pages are opened without the browser's sandbox, since {unsandboxed}"
        put([("sandbox off: ", Text(said, style="yellow"))])


def show_bucket(state: BucketState | None) -> None:
    """Print how it stands with the bucket, if there is one."""
    if state is None:
        return
    waits = f"{counted(state.waiting, 'file')} ({state.waiting_bytes / 1e6:.1f} MB)"
    if state.trouble is not None:
        kept = f"captures go on, and what they keep stays here, {waits} so far"
        put([("bucket: ", Text(f"{state.bucket} {state.trouble}; {kept}", style="red"))])
    elif state.waiting:
        put([("bucket: ", Text(f"{state.bucket}, {waits} still to be carried there"))])
    else:
        put([("bucket: ", Text(f"{state.bucket} holds all evidence"))])


def show_moved(moved: Moved, bucket: str) -> None:
    """Print what was carried to the bucket."""
    for trouble in moved.stay:
        say(f"stays here: {trouble}", err=True)
    say(f"{counted(moved.files, 'file')} carried to {bucket} ({moved.size_bytes / 1e6:.1f} MB)")
