"""What `status` says of those who are told of edits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.render import console, when

if TYPE_CHECKING:
    from archiver.model.delivery import ChannelState


def show_channels(channels: Iterable[ChannelState]) -> None:
    """Print a line for each channel: what waits for it, and why."""
    out = console()
    for channel in channels:
        troubled = channel.error or channel.withdrawn_at
        out.print(Text(channel_line(channel), style="red" if troubled else ""), soft_wrap=True)
        if channel.given_up:
            said = f"given up: {_edits(channel.given_up)} for {channel.name!r}; `archiver edits` lists them"
            out.print(Text(said, style="red"), soft_wrap=True)


def channel_line(channel: ChannelState) -> str:
    """Return how a channel fares, in one line."""
    name, waits = repr(channel.name), f"{_edits(channel.waiting)} waiting"
    if channel.withdrawn_at is not None:
        since = when(channel.withdrawn_at)
        return f"notify: {name} is no longer declared, since {since} UTC; {waits}, kept for 7 days"
    if channel.failures:
        again = f", tried again at {when(channel.next_try)} UTC" if channel.next_try else ""
        times = f"{channel.failures} time{'s' * (channel.failures > 1)} in a row"
        return f"failing: notify {name}, {channel.error}, {times}; {waits}{again}"
    if channel.refused:
        again = f", tried again at {when(channel.next_try)} UTC" if channel.next_try else ""
        return f"failing: notify {name} refused {_edits(channel.refused)}, {channel.error}{again}; {waits}"
    last = f", last sent at {when(channel.sent_at)} UTC" if channel.sent_at else ""
    return f"notify: {name}, {waits}{last}"


def _edits(count: int) -> str:
    return f"{count} edit{'s' * (count != 1)}"
