"""No page of the room keeps anybody out: axe-core finds nothing, in light, in dark and in forced colours."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from worlds import BLOG, HOSTILE_EDIT, LIFE, LONG, Worlds

SETTINGS = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)

OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def pages(worlds: Worlds) -> dict[str, str]:
    return {
        "edits": "/edits",
        "articles": "/articles",
        "nothing found": "/articles?q=nothing-of-the-kind",
        "no edits": "/edits?source=Nobody",
        "search": "/search?q=bridge",
        "outlets": "/outlets",
        "article": worlds.path(LIFE),
        "live blog": worlds.path(BLOG),
        "diff": worlds.path(LONG, "/1..2"),
        "side by side": worlds.path(LONG, "/1..2?view=side"),
        "right to left": worlds.path("arabic", "/1..2"),
        "hostile": worlds.path(HOSTILE_EDIT, "/1..7"),
        "revision": worlds.path(LONG, "/2"),
        "snapshot": "/snapshots/1",
        "missing": "/articles/999",
        "Datasette": "/",
        "database": "/archive",
        "view": "/archive/edit_feed",
        "table with facets": "/archive/articles?_facet=source&source=1",
        "row": "/archive/articles/1",
        "SQL": "/archive?sql=select+*+from+articles+where+id+%3D+%3Anumber&number=1",
        "no table": "/archive/nothing",
    }


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Page:
    page = browser.new_page()
    yield page
    page.close()


def found(page: Page) -> list[tuple[str, str]]:
    """Return the rules that are broken, each with where and how."""
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        (one["id"], f"{node['html'][:150]} ({node['failureSummary'][:200]})")
        for one in result.response["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("name", list(pages(Worlds(root=None, articles=dict.fromkeys(
    (LIFE, BLOG, LONG, "arabic", HOSTILE_EDIT), 0)))))  # fmt: skip
def test_no_page_of_the_room_keeps_anybody_out(reader: Page, far, worlds, name) -> None:
    reader.goto(far + pages(worlds)[name])
    reader.evaluate(OPEN)
    for setting in SETTINGS:
        reader.emulate_media(**setting)
        assert found(reader) == [], setting
