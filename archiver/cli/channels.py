"""What `status` says of those who are told of edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.render import console, when
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.model.delivery import ChannelState


def show_channels(channels: Iterable[ChannelState]) -> None:
    """Print a line for each channel: what waits for it, and why."""
    out = console()
    for channel in channels:
        troubled = channel.error or channel.withdrawn_at
        out.print(Text(channel_line(channel), style="red" if troubled else ""), soft_wrap=True)
        if channel.given_up:
            edits = counted(channel.given_up, "edit")
            said = f"given up: {edits} for {channel.name!r}; `archiver edits` lists them"
            out.print(Text(said, style="red"), soft_wrap=True)


def channel_line(channel: ChannelState) -> str:
    """Return how a channel fares, in one line."""
    name, waits = repr(channel.name), f"{counted(channel.waiting, 'edit')} waiting"
    if channel.withdrawn_at is not None:
        since = when(channel.withdrawn_at)
        return f"notify: {name} is no longer declared, since {since} UTC; {waits}, kept for 7 days"
    if channel.failures:
        again = f", tried again at {when(channel.next_try)} UTC" if channel.next_try else ""
        times = f"{counted(channel.failures, 'time')} in a row"
        return f"failing: notify {name}, {channel.error}, {times}; {waits}{again}"
    if channel.refused:
        again = f", tried again at {when(channel.next_try)} UTC" if channel.next_try else ""
        edits = counted(channel.refused, "edit")
        return f"failing: notify {name} refused {edits}, {channel.error}{again}; {waits}"
    last = f", last sent at {when(channel.sent_at)} UTC" if channel.sent_at else ""
    return f"notify: {name}, {waits}{last}"
