"""Commands for those who run this on machines: metrics, completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from archiver.cli.context import Context, pass_context
from archiver.cli.terminal import say

if TYPE_CHECKING:
    from archiver.archive.working import Archive

SHELLS = ("bash", "zsh", "fish")

PORT = 9464
"""Where exporters of metrics are looked for: OpenTelemetry's default for Prometheus."""


@click.command(epilog="\b\nExample:\n  archiver metrics\n  archiver metrics --once > archiver.prom")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any free one."
)
@click.option("--once", is_flag=True, help="Print the metrics and end.")
@click.option("--health", is_flag=True, help="Say whether a daemon is at work; exit with 1 if not.")
@pass_context
def metrics(context: Context, host: str, port: int, once: bool, health: bool) -> None:
    """Serve how the archive fares: /metrics for Prometheus, /health for others.

    It only looks, beside the daemon or without one: /health answers 200 while a daemon gives signs of life,
    else 503 with the reason. On another address than this machine's own, whoever reaches the port reads the
    names of your sources and hosts.
    """
    from archiver.errors import UsageError

    try:
        from archiver.metrics.collecting import trouble
        from archiver.metrics.serving import exposition, serve
    except ModuleNotFoundError as error:
        raise UsageError("metrics need prometheus-client: pip install 'article-archiver[metrics]'") from error

    def look() -> Archive:
        return context.archive(readonly=True)

    if health:
        with look() as archive:
            wrong = trouble(archive)
        say(wrong or "ok")
        raise SystemExit(0 if wrong is None else 1)
    if once:
        with look() as archive:
            say(exposition(archive).decode(), nl=False)
        return
    with look() as archive:
        _ = archive.health()  # what is wrong with the archive is said at once, and not at the first scrape
    serve(look, host=host, port=port, ready=lambda url: say(f"metrics are at {url} (Ctrl-C ends)"))


@click.command(epilog="\b\nExample:\n  archiver completion bash > completions/archiver")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Write what lets a shell complete commands, addresses and sources.

    For bash, put it into ~/.local/share/bash-completion/completions/archiver; for zsh, into a file _archiver
    in a folder of $fpath; for fish, into ~/.config/fish/completions/archiver.fish.
    """
    found = get_completion_class(shell)
    assert found is not None  # one of those that may be asked for
    root = ctx.find_root()
    say(found(root.command, {}, "archiver", "_ARCHIVER_COMPLETE").source(), nl=False)
