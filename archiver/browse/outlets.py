"""The pages of outlets: what each changes after publication, beside what others found."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from archiver.browse.asking import Context, asker_of
from archiver.model.outlet import Estimate, Figure, Measure, Outlet
from archiver.store.history import outlets as counted

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette

BRIEF = (
    ("changed", "Changed"),
    ("edits", "Edits each"),
    ("noted", "Announced"),
    ("explicit", "Explicit note"),
    ("headline", "Headline changed"),
    ("first_edit", "First edit"),
    ("unread", "Not read"),
)
"""Figures in the list of outlets, and how their columns are called."""

WIDE, HIGH = 200, 18
"""Pixels of the picture of a share and its interval: half a per cent a pixel."""


async def outlets(datasette: Datasette, request: Request) -> Response:
    """List the outlets with the figures that are asked for first."""
    asker = await asker_of(datasette, request)
    found = await asker.read(counted.kept)
    columns = tuple(title for _, title in BRIEF)
    lines = tuple((one, tuple(_cell(one, name) for name, _ in BRIEF)) for one in found)
    return asker.page("outlets.html", {"columns": columns, "lines": lines})


async def outlet(datasette: Datasette, request: Request) -> Response:
    """Show all figures of one outlet."""
    asker = await asker_of(datasette, request)
    name = unquote(request.url_vars["source"])

    def work(db: sqlite3.Connection) -> Outlet | None:
        return next((one for one in counted.kept(db) if one.source == name), None)

    found = await asker.read(work)
    if found is None:
        raise NotFound(f"no figures of {name!r}")
    tables = asker.datasette.urls.database(asker.database.name)
    groups = tuple(
        (title, tuple(_line(figure, one, tables, name) for figure, one in figures))
        for title, figures in groupby(found.figures, key=lambda told: told[0].group or told[0].title)
    )
    return asker.page("outlet.html", {"outlet": found, "groups": groups})


def _line(figure: Figure, one: Estimate, tables: str, source: str) -> Context:
    """Return a figure as its page shows it: the cases are those of a query that Datasette makes."""
    return {
        "figure": figure,
        "one": one,
        "picture": _picture(figure, one) if _is_told(one) and figure.measure is Measure.SHARE else "",
        "cases": f"{tables}?{urlencode({'sql': figure.sql, 'source': source})}",
    }


def _is_told(one: Estimate) -> bool:
    return one.value is not None and one.doubt is None


def _cell(outlet: Outlet, name: str) -> tuple[Figure, Estimate, str]:
    """Return a figure, and in a word why it is not told."""
    figure, one = outlet.of(name)
    return figure, one, "" if _is_told(one) else "not known" if one.unknown > one.cases else "too few"


def _picture(figure: Figure, one: Estimate) -> Markup:
    """Draw a share with its interval on a line from 0 to 100 %, and marks where others found theirs.

    The words beside it say the same, so that it is hidden from screen readers.
    """
    assert one.value is not None and one.low is not None and one.high is not None  # noqa: PT018  of one kind
    line = Markup('<line class="scale" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(WIDE, HIGH // 2)
    marks = Markup("").join(
        Markup('<line class="base" x1="{0:.1f}" x2="{0:.1f}" y1="1" y2="{1}"/>').format(
            base.value * WIDE, HIGH - 1
        )
        for base in figure.bases
    )
    span = Markup('<line class="interval" x1="{:.1f}" x2="{:.1f}" y1="{}" y2="{}"/>').format(
        one.low * WIDE, one.high * WIDE, HIGH // 2, HIGH // 2
    )
    dot = Markup('<circle class="value" cx="{:.1f}" cy="{}" r="4"/>').format(one.value * WIDE, HIGH // 2)
    return Markup('<svg class="share" viewBox="-5 0 {} {}" aria-hidden="true">{}</svg>').format(
        WIDE + 10, HIGH, line + marks + span + dot
    )
