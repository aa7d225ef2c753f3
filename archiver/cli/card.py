"""The command that draws share cards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from archiver.cli.complete import source_names, urls
from archiver.cli.context import Address, Context, Instant, as_json, pass_context, print_json
from archiver.cli.terminal import say
from archiver.model.plain import plain


@click.command(
    epilog="\b\nExample:\n  archiver card https://www.example.org/storm-warning -o storm.png\n"
    "  archiver card --since 24h"
)
@click.argument("url", type=Address(), required=False, shell_complete=urls)
@click.argument("revisions", required=False, metavar="[N[..M]]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; else one in the home, from where the reading room shows it.",
)
@click.option("--since", type=Instant(), help="Instead: of all edits since then that have none yet.")
@click.option("--source", shell_complete=source_names, help="With --since: only edits of this source.")
@as_json
@pass_context
def card(
    context: Context,
    url: str | None,
    revisions: str | None,
    output: Path | None,
    since: datetime | None,
    source: str | None,
    as_json: bool,
) -> None:
    """Draw an edit as a picture, to be shown where a link to it is shared.

    It shows the headline before and after, or the first passage that changed, and is a PNG of 1200 by 630
    pixels. What is printed beside its name is the text for those who do not see it. N alone means the step
    that led to it; nothing means the newest.
    """
    from archiver.cli.look import revision_range

    if (url is None) == (since is None) or (since is not None and output is not None):
        raise click.UsageError("name an article, or say --since; -o is for one card")
    with context.archive(readonly=True) as archive:
        if url is None:
            drawn = archive.cards(since=since, source=source)
        else:
            newest = archive.revision(url).number
            drawn = (archive.card(url, *revision_range(revisions, newest=newest), output),)
    if as_json:
        print_json(plain(drawn))
    for one in () if as_json else drawn:
        say(f"{one.file}\n  {one.told}")
    if not drawn and not as_json:
        say("no edit is without its card")
