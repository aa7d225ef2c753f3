"""The pages in a real browser: nothing hostile runs, and people can use them without a mouse or a script."""

import re
import sqlite3
from itertools import pairwise

import pytest
from cases import together
from playwright.sync_api import Browser, Page, expect

PAGES = {
    "feed": "/edits",
    "articles": "/articles",
    "article": "/articles/3",
    "search": "/search?q=bridge",
    "deleted": "/search?q=nine+weeks&deleted=1",
    "inline": "/articles/3/1..3",
    "side": "/articles/3/1..3?view=side",
    "revision": "/articles/3/2",
    "snapshot": "/snapshots/3",
    "missing": "/articles/999",
}
HOSTILE = {
    "feed": "/edits?source=%22%3E%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D1%3E",
    "search": "/search?q=%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E",
    "article": "/articles/15",
    "revision": "/articles/15/1",
    "diff": "/articles/15/1..1",
    "side": "/articles/15/1..1?view=side",
    "snapshot": "/snapshots/{snapshot}",
    "dom": "/snapshots/{snapshot}/dom?as=text",
    "table": "/archive/readings",
    "view": "/archive/article_history",
    "row": "/archive/articles/15",
}

CONTRASTS = """() => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.className || element.tagName}`);
  }
  return found;
}"""
"""Texts whose contrast is below 4.5. Source: WCAG 2.2, success criterion 1.4.3 and its formula."""


def test_nothing_a_page_left_behind_runs_in_ours(browser: Browser, room, library) -> None:
    said: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, path in HOSTILE.items():
        answer = page.goto(room + path.format(snapshot=_hostile_snapshot(library)))
        assert answer.status == 200, name
        page.mouse.move(200, 300)  # over whatever waits for it
        assert page.evaluate("window.pwned") is None, name
        assert said == [], name
    page.close()


def test_links_of_a_hostile_text_lead_nowhere(page: Page, room) -> None:
    page.goto(f"{room}/articles/15/1")
    page.get_by_text("Links in the text").click()
    schemes = page.eval_on_selector_all("a", "links => links.map(link => link.protocol)")
    assert set(schemes) <= {"http:", "https:"}


def test_evidence_opened_as_an_address_is_saved_and_not_shown(page: Page, room, library) -> None:
    page.goto(f"{room}/snapshots/{_hostile_snapshot(library)}")
    with page.expect_download() as saving:
        page.locator("tr", has_text="DOM after rendering").get_by_role("link", name="save").click()
    assert saving.value.suggested_filename.endswith("-dom.html.txt")


def _hostile_snapshot(library) -> int:
    with sqlite3.connect(library / "db/archive.db") as db:
        return db.execute("SELECT snapshot FROM revisions WHERE article = 15").fetchone()[0]


# --- for everybody -------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=PAGES.values(), ids=PAGES.keys())
def shown(window: Page, room, request) -> Page:
    """Show one page after another; all that is asked of it is asked of the one that was opened."""
    window.set_viewport_size({"width": 1280, "height": 720})
    window.goto(room + request.param)
    return window


def test_a_page_is_built_for_screen_readers(shown: Page) -> None:
    page = shown
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.evaluate("document.documentElement.lang") == "en"
    levels = page.eval_on_selector_all("h1, h2, h3", "found => found.map(h => Number(h.tagName[1]))")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = page.eval_on_selector_all("[id]", "found => found.map(element => element.id)")
    assert len(ids) == len(set(ids))
    unnamed = page.eval_on_selector_all(
        "input, select", "found => found.filter(e => !e.labels.length && !e.ariaLabel).length"
    )
    assert unnamed == 0
    assert page.locator("img:not([alt])").count() == 0
    nameless = page.eval_on_selector_all(
        "a, button", "found => found.filter(e => !e.textContent.trim()).length"
    )
    assert nameless <= page.locator("a:has(img[alt])").count()


@together("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(shown: Page, scheme) -> None:
    shown.emulate_media(color_scheme=scheme)
    assert shown.evaluate(CONTRASTS) == []


def test_a_page_fits_a_phone(shown: Page) -> None:
    shown.set_viewport_size({"width": 360, "height": 740})
    assert shown.evaluate("document.documentElement.scrollWidth") <= 360


def test_changes_are_told_without_colour(page: Page, room) -> None:
    page.goto(f"{room}/articles/3/1..2")
    removed, added = page.locator(".comparison del").first, page.locator(".comparison ins").first
    expect(removed).to_have_css("text-decoration-line", "line-through")
    expect(added).to_have_css("text-decoration-line", "underline")
    assert "removed" in removed.text_content()
    assert "added" in added.text_content()


def test_the_first_key_press_leads_past_the_navigation(page: Page, room) -> None:
    page.goto(f"{room}/edits")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the text")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_room_works_without_javascript(browser: Browser, room) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room}/edits")
    page.get_by_label("only silent ones").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Silent edits")
    page.get_by_role("link", name=re.compile("^Harbor Bridge")).first.click()
    expect(page.locator(".comparison")).to_contain_text("$6.2 million")
    page.get_by_role("link", name="Side by side").click()
    expect(page.get_by_text("New: revision 2")).to_be_visible()
    page.get_by_role("link", name="Whole history").click()
    page.get_by_label("Compare revision").select_option("1")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/articles/3/1\.\.3$"))
    page.get_by_role("searchbox", name="Search all versions").fill("otters")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^Otters are back"))).to_be_visible()
    context.close()
