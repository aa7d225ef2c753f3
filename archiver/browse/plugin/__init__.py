"""The Datasette plugin: where the reading room's pages are, and how the tables lead to them.

A package, not a module: Datasette looks for `templates/` inside whatever the entry point names. It is loaded
wherever Datasette runs beside this program, so each hook keeps quiet about databases that are no archive.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup
from pluggy import HookimplMarker

from archiver.browse import (
    answers,
    api,
    comparing,
    embedding,
    histories,
    mementos,
    outlets,
    pages,
    search,
    taking,
)
from archiver.browse.asking import archive_of
from archiver.browse.mending import Mended

if TYPE_CHECKING:  # Datasette loads its plugins while it is itself only half imported
    from datasette.app import Datasette
    from jinja2 import Environment

hookimpl = HookimplMarker("datasette")  # the same as Datasette's own, with types

View = Callable[["Datasette", Request], Awaitable[Response]]

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
"""How the store writes instants."""

FOR_PROGRAMS = (".json", ".atom", ".txt")
"""Ends of addresses that programs ask, which read no page."""

ROUTES: tuple[tuple[str, View], ...] = (
    *api.ROUTES,
    (r"/edits$", pages.edits),
    (r"/articles$", pages.articles),
    (r"/search$", search.search),
    (r"/articles/(?P<article>\d+)$", histories.article),
    (r"/articles/(?P<article>\d+)/(?P<number>\d+)$", pages.revision),
    (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)$", comparing.diff),
    (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)\.txt$", comparing.diff_text),
    (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)/embed$", embedding.embed),
    (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)/card\.png$", embedding.card),
    (r"/oembed$", embedding.oembed),
    (r"/outlets$", outlets.outlets),
    (r"/outlets/(?P<source>.+)$", outlets.outlet),
    (r"/snapshots/(?P<snapshot>\d+)$", pages.snapshot),
    (r"/snapshots/(?P<snapshot>\d+)/(?P<name>[a-z]+)$", pages.artefact),
    (r"/timegate/(?P<url>.+)$", mementos.timegate),
    (r"/timemap/(?P<form>link|json)/(?P<url>.+)$", mementos.timemap),
    (r"/memento/(?P<stamp>\d{14})(?P<raw>id_)?/(?P<url>.+)$", mementos.memento),
    (r"/checkpoint$", pages.checkpoint),
    (r"/(?P<path>tile/[0-9a-z./]+)$", pages.tile),
    (r"/snapshots/(?P<snapshot>\d+)/resources/(?P<place>\d+)$", pages.resource),
)


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., object]]]:
    """Give the pages their addresses, which may be those of other people's databases."""
    if archive_of(datasette) is None:
        return []
    pages_of_ours: list[tuple[str, Callable[..., object]]] = [(route, _told(view)) for route, view in ROUTES]
    return [
        *pages_of_ours,
        (r"/openapi\.json$", api.description),
        (r"/articles/(?P<article>\d+)/(?P<old>\d+)\.\.(?P<new>\d+)/notes$", _told(taking.note)),
        (r"/-/archiver/(?P<name>[a-z.]+)$", pages.static),
    ]


def _told(view: View) -> Callable[..., Awaitable[Response]]:
    """Say on a page of our own what is not there, or took too long."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        try:
            return await view(datasette, request)
        except NotFound as error:
            return _error(datasette, request, 404, "Not here", str(error).capitalize() + ".")
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            advice = "Choose fewer filters, or raise sql_time_limit_ms in db/settings.json."
            return _error(datasette, request, 503, "This took too long", advice)

    return answer


def _error(datasette: Datasette, request: Request, status: int, title: str, detail: str) -> Response:
    if request.path.endswith(FOR_PROGRAMS):
        return answers.error(status, f"{title}: {detail}")
    root = datasette.urls.path("/")
    told = {"root": root, "tables": root, "title": title, "detail": detail}
    return answers.page("error.html", told, status=status)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Let Datasette's own pages keep nobody out, where they show an archive."""
    if archive_of(datasette) is not None:
        env.add_extension(Mended)


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """Lead from Datasette's own pages to ours."""
    if archive_of(datasette) is None:
        return []
    return [
        {"href": datasette.urls.path("/edits"), "label": "Edits"},
        {"href": datasette.urls.path("/articles"), "label": "Articles"},
        {"href": datasette.urls.path("/outlets"), "label": "Outlets"},
        {"href": datasette.urls.path("/search"), "label": "Search"},
    ]


@hookimpl
def extra_css_urls(datasette: Datasette, database: str | None) -> list[str]:
    """Let the tables be read: wide texts wrap, times do not."""
    if not _is_ours(datasette, database):
        return []
    return [datasette.urls.path("/-/archiver/tables.css")]


@hookimpl
def extra_template_vars(datasette: Datasette, view_name: str | None) -> dict[str, object]:
    """Tell Datasette's front page whether there is an archive to read."""
    if view_name != "index":
        return {}
    return {"archive": archive_of(datasette) is not None}


@hookimpl
def render_cell(
    row: sqlite3.Row, value: object, column: str, database: str | None, datasette: Datasette
) -> Markup | None:
    """Let articles, revisions and snapshots in the tables lead to their pages, and shorten times."""
    if not _is_ours(datasette, database):
        return None
    if isinstance(value, str) and INSTANT.fullmatch(value):
        return Markup('<time datetime="{}">{} {}</time>').format(value, value[:10], value[11:16])
    number = label = value
    if isinstance(value, dict):  # a reference, with the label of the row it refers to
        number, label = value.get("value"), value.get("label")
    path = _path(row, number, column) if isinstance(number, int) else None
    if path is None:
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), label)


def _is_ours(datasette: Datasette, database: str | None) -> bool:
    """Tell whether a page is one of the archive's tables, or Datasette's own beside an archive."""
    archive = archive_of(datasette)
    return archive is not None and database in (None, archive.name)


def _path(row: sqlite3.Row, number: int, column: str) -> str | None:
    columns = row.keys()
    if column == "article":
        return f"/articles/{number}"
    if column in ("snapshot", "last_snapshot"):
        return f"/snapshots/{number}"
    if "article" not in columns or "number" not in columns:
        return None
    if column == "number":
        return f"/articles/{row['article']}/{number}"
    if column == "edit" and isinstance(row["number"], int) and row["number"] > 1:
        return f"/articles/{row['article']}/{row['number'] - 1}..{row['number']}"
    return None
