"""What `status` says of what is coming: a disk that fills up, a source that has fallen silent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.gaps import length
from archiver.cli.render import console, when

if TYPE_CHECKING:
    from archiver.store import Room, Silent


def show_outlook(room: Room, silent: Iterable[Silent], unsandboxed: str | None) -> None:
    """Print a line for each thing that a person should see to, and none where all is well."""
    out = console()
    if room.is_scarce:
        fills = f", full in {length(room.full_in)} at the pace of the last week" if room.full_in else ""
        said = (
            f"disk: {room.free_bytes / 1e9:.1f} GB free{fills}; `archiver backup` copies the home elsewhere"
        )
        out.print(Text(said, style="red"), soft_wrap=True)
    for one in silent:
        pause = f"its longest pause before was {length(one.longest_pause)}"
        said = f"silent: {one.source}, no new article since {when(one.since)} UTC; {pause}"
        out.print(Text(said, style="magenta"), soft_wrap=True)
    if unsandboxed:
        said = f"sandbox off: pages are opened without the browser's sandbox, since {unsandboxed}"
        out.print(Text(said, style="yellow"), soft_wrap=True)
