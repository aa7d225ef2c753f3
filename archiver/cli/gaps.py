"""What `status` says of when nobody looked, and of hosts that are left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from archiver.cli.render import console, put, when
from archiver.model.text import counted

if TYPE_CHECKING:
    from archiver.config import Config
    from archiver.model.hours import QuietHours
    from archiver.orchestration.pacing import Postponed
    from archiver.store import Gap, Outage


def show_gaps(
    gaps: Iterable[Gap], outages: Sequence[Outage], postponed: Iterable[Postponed], *, now: datetime
) -> None:
    """Print the longest blind spot of each source, what outages there were, and which hosts wait."""
    out = console()
    for host in postponed:
        articles = counted(host.articles, "article")
        said = f"postponed: {host.host}, {articles}, until {when(host.until)} UTC, {host.reason}"
        put([("", Text(said))], out)
    for gap in gaps:
        begun, ended = when(gap.seen_before), gap.seen_after and when(gap.seen_after)
        span = f"{begun} to {ended} UTC" if ended else f"since {begun} UTC"
        why = f"{counted(gap.failures, 'visit')} in vain" if gap.failures else "nobody looked"
        lasted = length((gap.seen_after or now) - gap.seen_before)
        said = (
            f"longest blind spot of {gap.source or 'articles without a source'}: {lasted},"
            f" {span}, {why}, {gap.url}"
        )
        put([("", Text(said, style="magenta" if gap.seen_after is None else ""))], out)
    if outages:
        longest = max(outages, key=lambda one: one.ended_at - one.began_at)
        said = (
            f"outages: {len(outages)} in 30 days, the longest {length(longest.ended_at - longest.began_at)},"
            f" {when(longest.began_at)} to {when(longest.ended_at)} UTC"
        )
        put([("", Text(said))], out)


def rules_in_force(config: Config) -> Iterator[tuple[str, str]]:
    """Yield name and wording of what the home declares of politeness and of the guard."""
    yield "politeness", _politeness(config)
    if config.guard.allow:
        allowed = ", ".join(f"{host}:{port}" for host, port in sorted(config.guard.allow))
        yield "guard", f"lets through {allowed}"
    if config.listen.address is not None:
        host, port = config.listen.address
        told = [*(["hubs"] if config.listen.public else []), *(["pings"] if config.listen.token_env else [])]
        yield "listen", f"to {' and '.join(told) or 'nobody'} at {host}:{port}, while a daemon works"
    if config.politeness.signature_agent is not None:
        yield (
            "identity",
            f"signs by the key of {config.politeness.signature_agent}, if it is in keys/",
        )


def _politeness(config: Config) -> str:
    """Return the limits of the home, and how many sources set their own."""
    usual = config.politeness
    parts = [
        f"{usual.delay.total_seconds():g} s a host",
        f"robots.txt {'obeyed' if usual.robots else 'IGNORED'}",
    ]
    parts += [f"quiet {_hours(hours)}" for hours in usual.quiet]
    if usual.budget is not None:
        parts.append(f"{usual.budget} requests a host in 24 h")
    ignoring = [source.name for source in config.sources if source.robots is False]
    if ignoring and usual.robots:
        parts.append(f"robots.txt IGNORED for {', '.join(ignoring)}")
    return ", ".join(parts)


def _hours(hours: QuietHours) -> str:
    return f"{hours.begin:%H:%M}-{hours.end:%H:%M} {hours.zone}"


def length(span: timedelta) -> str:
    """Return how long a time was, for people."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 48 else f"{hours // 24} d {hours % 24} h"
