"""Commands that hand out what the ledger vouches for: bundle, checkpoint, publish."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from archiver.cli.complete import urls
from archiver.cli.context import Address, Context, as_json, pass_context, print_json
from archiver.cli.terminal import say
from archiver.model.plain import plain


@click.command(
    epilog="\b\nExample:\n  archiver bundle https://www.example.org/storm-warning\n"
    "  archiver bundle https://www.example.org/storm-warning 1..3 -o storm.zip"
)
@click.argument("url", type=Address(), shell_complete=urls)
@click.argument("revisions", required=False, metavar="[N[..M]]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file; else one in this folder, named after the article.",
)
@click.option(
    "--checkpoint",
    type=click.File(encoding="utf-8"),
    help="Also prove that the ledger goes on from this checkpoint, which the reader has.",
)
@as_json
@pass_context
def bundle(
    context: Context,
    url: str,
    revisions: str | None,
    output: Path | None,
    checkpoint: TextIO | None,
    as_json: bool,
) -> None:
    """Write one zip about an edit, which a stranger can read and check.

    It holds the captures on both sides, both texts, what changed as a page to print, the proofs of the
    ledger, and a program that checks all of it without this one. N alone means the step that led to it;
    nothing means the newest.
    """
    from archiver.cli.look import revision_range

    given = checkpoint.read() if checkpoint else None
    with context.archive(readonly=True) as archive:
        newest = archive.revision(url).number
        done = archive.bundle(url, *revision_range(revisions, newest=newest), output, checkpoint=given)
    if as_json:
        print_json(plain(done))
    else:
        say(f"wrote {done.file}, {len(done.files)} files; its verify.py checks them")


@click.command(
    epilog="\b\nExample:\n  archiver checkpoint > ~/kept/2026-11-30.txt\n"
    "  archiver verify --checkpoint ~/kept/2026-11-30.txt"
)
@click.option("--new-key", is_flag=True, help="First let a new key take over; the old one signs that.")
@as_json
@pass_context
def checkpoint(context: Context, new_key: bool, as_json: bool) -> None:
    """Print the newest signed checkpoint of the ledger.

    It stands for every visit up to then. Keep it, or give it to somebody, where you cannot change it later:
    by mail, on paper, in another archive. `archiver verify --checkpoint` then finds whatever was changed
    since.
    """
    from archiver.archive.errands import RENEW

    if new_key:
        with context.work() as worker:
            (signed,) = worker.do(RENEW)
    else:
        with context.archive(readonly=True) as archive:
            signed = archive.checkpoint()
    print_json(plain(signed)) if as_json else say(signed.note, nl=False)


@click.command(epilog="\b\nExample:\n  archiver publish /var/www/ledger")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@as_json
@pass_context
def publish(context: Context, folder: Path, as_json: bool) -> None:
    """Write the ledger as static files, for any web server.

    They are the tiles and entries of C2SP tlog-tiles, so that programs that watch such logs can watch this
    one. Entries hold addresses, times and digests, and no word of a page. Run it again to add what is new.
    """
    from archiver.cli.fixity import counting
    from archiver.model.text import counted

    with context.archive(readonly=True) as archive, counting("publishing") as step:
        done = archive.publish(folder, progress=lambda files: step("publishing", files, files))
    if as_json:
        print_json(plain(done))
    else:
        entries = counted(done.entries, "entry", "entries")
        say(f"{entries} of {done.origin} in {done.folder}, {counted(done.written, 'file')} written")
