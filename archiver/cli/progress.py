"""The one look of progress bars; imported where there is work, as only looking needs none."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


def bar(out: Console) -> Progress:
    """Return a bar that is gone in the end, and nothing where there is no terminal.

    A warning is printed above it on a terminal, and stays in the file where it goes to one.
    """
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=out,
        transient=True,
        disable=not out.is_terminal,
        redirect_stderr=sys.stderr.isatty(),
    )
