"""What the shell offers when Tab is pressed: addresses, sources, formats. It never says what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archiver.cli.context import Context

if TYPE_CHECKING:
    from archiver.archive.working import Archive


def urls(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the addresses of articles that hold what was typed, which may be any part of one."""
    return _looked_up(ctx, lambda archive: list(archive.addresses_with(incomplete)))


def source_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of sources."""
    return _looked_up(
        ctx, lambda archive: [one.name for one in archive.config.sources if one.name.startswith(incomplete)]
    )


def format_names(_ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of the formats of `export`."""
    return [name for name in formats() if name.startswith(incomplete)]


PARQUET = "parquet"
"""The format of edits that is no text, and needs an extra, so that it is in no registry."""

PARQUET_ABOUT = "Parquet, one changed field a row, with types: for pandas, DuckDB, R"


def formats() -> dict[str, str]:
    """Return by name what each format of `export` is good for: those of edits, then those of captures."""
    from archiver.export import FORMATS
    from archiver.export.archives import ARCHIVES

    edits, captures = ({name: form.about for name, form in all_.items()} for all_ in (FORMATS, ARCHIVES))
    return {**edits, PARQUET: PARQUET_ABOUT, **captures}


def artefact_names(_ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of what may be kept of a page."""
    names = ("response", "dom", "mhtml", "screenshot", "certificates", "manifest")
    return [name for name in names if name.startswith(incomplete)]


def command_names(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of the commands."""
    program = ctx.find_root().command
    names = program.list_commands(ctx) if isinstance(program, click.Group) else []
    return [name for name in names if name.startswith(incomplete)]


def _looked_up(ctx: click.Context, find: Callable[[Archive], list[str]]) -> list[str]:
    """Look into the archive of the home; without one, or if it cannot be read, there is nothing to offer."""
    from archiver.errors import ArchiverError

    home = ctx.find_root().params.get("home")
    context = Context()
    context.given = None if home is None else Path(home)
    try:
        with context.archive(readonly=True) as archive:
            return find(archive)
    except ArchiverError:
        return []
