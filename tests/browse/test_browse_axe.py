"""No page of the room keeps anybody out: axe-core finds nothing, in light, in dark and in forced colours.

Everything is asked once, and in each setting what colours decide. Of parts that are made alike three are
looked at: what takes long is to find the colours behind each piece of text.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page
from worlds import BLOG, HOSTILE_EDIT, LIFE, LONG, Worlds

OTHER_COLOURS = (
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe-core that look at colours. Source: its rule descriptions, version 4."""

OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
THREE_ALIKE = """() => {
  const seen = new Map();
  const made = one => one.tagName + '.' + one.className + '(' + [...one.children].map(made).join() + ')';
  for (const part of document.querySelectorAll('main :is(li, tr, p, div)')) {
    const how = made(part.parentElement.cloneNode()) + made(part);
    seen.set(how, (seen.get(how) ?? 0) + 1);
    if (seen.get(how) > 3) part.remove();
  }
}"""
"""Leaves three of each kind of part, by tags and classes of all that is in it."""


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


def found(page: Page, **asked: object) -> list[tuple[str, str]]:
    """Return the rules that are broken, each with where and how."""
    violations = page.evaluate(
        "asked => axe.run(asked).then(found => found.violations)", {"resultTypes": ["violations"], **asked}
    )
    return [
        (one["id"], f"{node['html'][:150]} ({node['failureSummary'][:200]})")
        for one in violations
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("name", list(pages(Worlds(root=None, articles=dict.fromkeys(
    (LIFE, BLOG, LONG, "arabic", HOSTILE_EDIT), 0)))))  # fmt: skip
def test_no_page_of_the_room_keeps_anybody_out(window: Page, far, worlds, name) -> None:
    window.goto(far + pages(worlds)[name])
    window.evaluate(OPEN)
    window.evaluate(THREE_ALIKE)
    window.evaluate(AXE_SCRIPT)
    window.emulate_media(color_scheme="light", forced_colors="none")
    assert found(window) == []
    for colours in OTHER_COLOURS:
        window.emulate_media(**colours)
        assert found(window, **OF_COLOURS) == [], colours
