"""Those who are told of edits: what `status` says of them, and `archiver notify`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.render import FAINT, Line, console, put, when
from archiver.cli.terminal import say
from archiver.model.revision import Edit
from archiver.model.said import said
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.model.delivery import ChannelState, Foreseen

NOBODY = "nobody is told of edits: archiver.toml has no [[notify]]"


def show_foreseen(foreseen: Sequence[Foreseen], now: datetime) -> None:
    """Print what each channel would be told, and when."""
    put(line for one in foreseen for line in _foreseen_lines(one, now))
    if not foreseen:
        say(NOBODY)


def _foreseen_lines(foreseen: Foreseen, now: datetime) -> Iterator[Line]:
    at = f"at {when(foreseen.at)} UTC" if foreseen.at > now else "at once"
    edits = sum(isinstance(one, Edit) for one in foreseen.told)
    counts = ((edits, "edit"), (len(foreseen.told) - edits, "event"))
    count = " and ".join(counted(number, name) for number, name in counts if number)
    others = foreseen.looked_at - edits
    yield (
        "",
        Text.assemble(
            (foreseen.channel, "bold"),
            f" ({foreseen.kind})" if foreseen.kind != foreseen.channel else "",
            f": {count}, {at}" if count else ": nothing",
            (f"; {others} fit no rule" if others else "", FAINT),
        ),
    )
    for one in foreseen.told:
        headline, *more = said(one).splitlines()
        yield "  ", Text(headline, style="bold")
        yield from (("  ", Text(line)) for line in more)
        yield "  ", Text(one.url, style=FAINT)
        yield "", Text()


def show_channels(channels: Iterable[ChannelState], *, nobody: str = "") -> None:
    """Print a line for each channel: what waits for it, and why; `nobody` where there is none."""
    out, channels = console(), tuple(channels)
    if nobody and not channels:
        say(nobody)
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
