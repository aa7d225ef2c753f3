"""Commands that copy a home and bring it back."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from archiver.cli.context import Context, as_json, pass_context, print_json
from archiver.errors import HomeNotFound, UsageError
from archiver.home import Home
from archiver.model.plain import plain


@click.command(
    epilog="\b\nExample:\n  archiver backup /mnt/disk/news\n  archiver --home /mnt/disk/news verify"
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keys", is_flag=True, help="Also copy the keys: whoever has the copy can then sign.")
@as_json
@pass_context
def backup(context: Context, folder: Path, keys: bool, as_json: bool) -> None:
    """Copy the archive to a folder, or bring the copy there up to date; exit 3 if evidence is damaged.

    It may be at work meanwhile: the copy shows it as it was at one moment. Each new file of evidence is
    compared with its digest; what is there already is left. The copy is a home itself, to look into and to
    verify; do not work in it.
    """
    from archiver.cli.fixity import counting, show_backup
    from archiver.config import load_config
    from archiver.orchestration.copying import back_up

    home = context.home()
    with counting("copying") as step:
        done = back_up(home, folder, load_config(home.declaration), keys=keys, progress=step)
    print_json(plain(done)) if as_json else show_backup(done)
    if done.copied.damaged:
        raise SystemExit(3)


@click.command(epilog="\b\nExample:\n  archiver carry")
@as_json
@pass_context
def carry(context: Context, as_json: bool) -> None:
    """Carry the files of evidence that wait to the bucket that [storage] declares; exit 3 if some cannot be.

    The daemon does it by itself, and so does `run` at its end. A file is let go in the home only after all
    its bytes were read back out of the bucket, where nothing is ever changed or removed.
    """
    from archiver.cli.fixity import counting
    from archiver.cli.outlook import show_moved

    with context.archive(readonly=True) as archive, counting("carrying") as step:
        moved = archive.carry(progress=partial(step, "carrying"))
    print_json(plain(moved)) if as_json else show_moved(moved, archive.config.storage.bucket or "")
    if moved.stay:
        raise SystemExit(3)


@click.command(
    epilog="\b\nExample:\n  archiver --home ~/news restore /mnt/disk/news\n  archiver restore --from-evidence"
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--from-evidence", is_flag=True, help="In place of a copy, from the captures in snapshots/.")
@as_json
@pass_context
def restore(context: Context, folder: Path | None, from_evidence: bool, as_json: bool) -> None:
    """Bring an archive back from a copy, or a lost database from the evidence; exit 3 if anything is damaged.

    FOLDER is what `archiver backup` made. It is copied into the home, or into a new one where --home says,
    and all of it is verified there. With --from-evidence every capture in the home is read and judged again,
    without network or notifications. A database that has content is never replaced: move it away first.
    """
    if from_evidence == (folder is not None):
        raise click.UsageError("say what to restore from: a folder that `backup` made, or --from-evidence")
    if folder is None:
        _from_evidence(context, as_json=as_json)
    else:
        _from_copy(context, folder, as_json=as_json)


def _from_evidence(context: Context, *, as_json: bool) -> None:
    from archiver.cli.fixity import counting, show_restored
    from archiver.clocks import wall_clock
    from archiver.config import load_config
    from archiver.orchestration.restoring import restore as make_again

    home = context.home()
    with counting("searching") as step:
        restored = make_again(home, load_config(home.declaration), wall_clock(), step)
    print_json(plain(restored)) if as_json else show_restored(restored)
    if restored.unreadable:
        raise SystemExit(3)


def _from_copy(context: Context, folder: Path, *, as_json: bool) -> None:
    from archiver.archive.working import Archive
    from archiver.cli.fixity import counting, show_brought_back, show_fixity
    from archiver.clocks import wall_clock
    from archiver.config import load_config
    from archiver.orchestration.copying import bring_back

    declaration = Home(root=folder.absolute()).declaration
    if not declaration.is_file():
        raise UsageError(f"{folder} is no copy of a home: there is no {declaration}")
    home = _home_to_be(context)
    with counting("copying") as step:
        done = bring_back(folder, home, load_config(declaration), wall_clock(), progress=step)
        with Archive.open(home, readonly=True) as archive:
            total = archive.to_check(texts=False)
            report = archive.verify(texts=False, progress=lambda checked: step("checking", checked, total))
    if as_json:
        print_json(plain(done) | {"report": plain(report)})
    else:
        show_brought_back(done)
        show_fixity(report)
    if report.damaged:
        raise SystemExit(3)


def _home_to_be(context: Context) -> Home:
    """Return the home, which need not be there yet where it is named."""
    try:
        return context.home()
    except HomeNotFound:
        named = context.given or os.environ.get("ARCHIVER_HOME")
        if not named:
            raise
        return Home(root=Path(named).expanduser().absolute())
