"""What the figures of outlets look like in the terminal: each with its interval and its number of cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from archiver.cli.render import FAINT, console, when
from archiver.cli.terminal import say
from archiver.model.outlet import BaseRate, Estimate, Figure, Measure, Outlet, interval, told
from archiver.model.text import counted

BRIEF = (
    ("changed", "changed"),
    ("edits", "edits each"),
    ("noted", "announced"),
    ("headline", "headline changed"),
    ("first_edit", "first edit"),
)
"""Figures in the list of outlets, and what their column is called."""

BAR = 20
"""Characters of the bar that shows a share and its interval."""


def show_outlets(found: Sequence[Outlet]) -> None:
    """Print a line for each outlet, with the figures that are asked for first."""
    if not found:
        say("no article was read yet; `archiver run` makes the visits that are due")
        return
    table = Table(box=None, pad_edge=False, header_style=FAINT)
    table.add_column("outlet")
    table.add_column("articles", justify="right")
    for _, title in BRIEF:
        table.add_column(title, justify="right")
    for outlet in found:
        cells = [_brief(outlet, name) for name, _ in BRIEF]
        table.add_row(Text(outlet.source, "bold"), Text(f"{outlet.articles:,}"), *cells)
    console().print(table)
    say("\u2013 too few, or watched too rarely, to say; `archiver outlets NAME` has intervals and reasons")


def _brief(outlet: Outlet, name: str) -> Text:
    figure, one = outlet.of(name)
    return Text("\u2013", FAINT) if one.value is None or one.doubt else Text(told(figure, one.value))


def show_outlet(outlet: Outlet) -> None:
    """Print all figures of one outlet, each with what others found and what has to be known to read it."""
    out = console()
    head = f"  {outlet.domain}, {counted(outlet.articles, 'article')} read by {when(outlet.counted_at)} UTC"
    out.print(Text.assemble((outlet.source, "bold"), head))
    for group, figures in groupby(outlet.figures, key=lambda told: told[0].group or told[0].title):
        lines = tuple(figures)
        out.print(Text.assemble("\n", (group, "bold")))
        for figure, one in lines:
            out.print(_line(figure, one))
        for base in (base for figure, _ in lines for base in figure.bases):
            out.print(Text(f"  {_elsewhere(lines[0][0], base)}", FAINT), soft_wrap=True)
        out.print(Text(f"  {lines[0][0].note}", FAINT))


def _elsewhere(figure: Figure, base: BaseRate) -> str:
    return f"elsewhere {told(figure, base.value)} {base.said} ({base.source}, {base.url})"


def _line(figure: Figure, one: Estimate) -> Text:
    within = f"  {figure.title.lower():<13}" if figure.group else "  "
    if one.value is None or one.doubt is not None:
        return Text.assemble(within, (f"{one.doubt}", "yellow"))
    cases = f"  of {one.cases:,}" + (f", {one.unknown:,} not known" if one.unknown else "")
    bar = f"  {_bar(one)}" if figure.measure is Measure.SHARE else ""
    return Text.assemble(
        within,
        (told(figure, one.value), "green"),
        f"  {interval(figure, one)}",
        (cases, FAINT),
        (bar, "cyan"),
    )


def _bar(one: Estimate) -> str:
    """Draw the interval of a share on a line from 0 to 100 %, and the share in it."""
    assert one.low is not None and one.value is not None and one.high is not None  # noqa: PT018  of one kind
    low, at, high = (round(share * (BAR - 1)) for share in (one.low, one.value, one.high))
    return "".join("\u25cf" if i == at else "\u2501" if low <= i <= high else "\u2500" for i in range(BAR))
