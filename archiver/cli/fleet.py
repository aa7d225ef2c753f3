"""A fleet: the option that sends visits to one, and the command that is a worker of it."""

from __future__ import annotations

import os
from typing import Any

import click

from archiver.cli.terminal import say

MISSING = "a fleet needs dask: pip install 'article-archiver[fleet]'"


def _scheduler(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the address of a scheduler, if a fleet may be there."""
    del ctx, param
    if value is None:
        return None
    from archiver.errors import UsageError

    try:
        from archiver.fleet.addresses import checked
    except ModuleNotFoundError as error:
        raise UsageError(MISSING) from error
    return checked(value)


fleet_option = click.option(
    "--fleet",
    metavar="ADDRESS",
    callback=_scheduler,
    help="Let the workers at this scheduler make the visits (docs/fleet.md).",
)


def _host_and_port(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> Any:
    del ctx, param
    from archiver.config import exact_hosts

    try:
        return exact_hosts(list(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command(
    epilog="\b\nExample:\n  archiver worker tls://archive.example.org:8786\n"
    "  archiver worker 127.0.0.1:8786 --concurrency 4"
)
@click.argument("scheduler", metavar="ADDRESS", callback=_scheduler)
@click.option("--name", help="What the archive calls this worker. Default: its address.")
@click.option(
    "--concurrency",
    type=click.IntRange(min=1),
    help="Visits side by side. Default: twice the cores, at most 8.",
)
@click.option("--browser", type=click.Path(), help="The Chromium to use. Default: as `archiver doctor` says.")
@click.option("--no-sandbox", is_flag=True, help="Accept hostile pages without the browser's sandbox.")
@click.option(
    "--allow",
    metavar="HOST:PORT",
    multiple=True,
    callback=_host_and_port,
    help="What may be visited though it is not on the public internet.",
)
def worker(
    scheduler: str,
    name: str | None,
    concurrency: int | None,
    browser: str | None,
    no_sandbox: bool,
    allow: frozenset[tuple[str, int]],
) -> None:
    """Make visits for an archive elsewhere, as a worker of its fleet.

    It has browsers and a guard of its own and keeps nothing: what it sees goes to the archive, which decides,
    records, and asks each host no more often than alone. It needs no home and no archiver.toml. The scheduler
    is that of dask (`dask scheduler`); over a network, it must use TLS.
    """
    from archiver.capture.pool import usual_concurrency
    from archiver.fleet.joining import join
    from archiver.fleet.place import Own

    own = Own(
        allow=allow,
        browser=browser,
        sandbox=False if no_sandbox else None,
        side_by_side=concurrency or usual_concurrency(),
    )
    join(scheduler, own, name=name or os.environ.get("ARCHIVER_WORKER"), say=say)
