"""The command that tells of edits, or shows what would be told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from archiver.cli.context import Context, Instant, as_json, pass_context, print_json

if TYPE_CHECKING:
    from archiver.model.delivery import Foreseen

TRIED = 30
"""Edits on which rules are tried out, unless more are asked for: about what one reads through."""


@click.command(
    epilog="\b\nExample:\n  archiver notify --dry-run\n  archiver notify --dry-run --since 7d --limit 100"
)
@click.option("--dry-run", is_flag=True, help="Show what would be sent, where and when; send nothing.")
@click.option(
    "--since",
    type=Instant(),
    help="With --dry-run: try the rules on edits since then, as if they were found now.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=TRIED,
    show_default=True,
    help="With --since: on at most this many, the newest.",
)
@as_json
@pass_context
def notify(context: Context, dry_run: bool, since: datetime | None, limit: int, as_json: bool) -> None:
    """Send the edits that wait to those who are told of them, as `archiver.toml` says.

    `archiver run` and the daemon do so by themselves.
    """
    from archiver.archive.errands import NOTIFY
    from archiver.cli.channels import NOBODY, show_channels, show_foreseen
    from archiver.model.plain import plain

    if dry_run:
        with context.archive(readonly=True) as archive:
            foreseen, now = archive.foresee(since=since, limit=limit), archive.now()
        print_json([_as_dict(one) for one in foreseen]) if as_json else show_foreseen(foreseen, now)
        return
    if since is not None:
        raise click.UsageError("--since needs --dry-run: what was told is not told again")
    with context.work() as worker:
        channels = list(worker.do(NOTIFY))
    print_json([plain(one) for one in channels]) if as_json else show_channels(channels, nobody=NOBODY)


def _as_dict(foreseen: Foreseen) -> dict[str, object]:
    from archiver.model.as_json import iso, told_as_dict

    return {
        "channel": foreseen.channel,
        "kind": foreseen.kind,
        "at": iso(foreseen.at),
        "looked_at": foreseen.looked_at,
        "edits": [told_as_dict(one) for one in foreseen.told],
    }
