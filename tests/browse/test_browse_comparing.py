"""The page of a diff: folds, keys, slider, paper, a small screen, and the same as text."""

import re

import pytest
from browse_room import getter
from playwright.sync_api import Browser, Page, expect
from worlds import LONG, SCRIPTS, UNBROKEN

from archiver.browse.marks import BAR_LENGTH, marks
from archiver.browse.serve import datasette_of
from archiver.diff.engine import compare
from archiver.diff.layout import lay_out

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def diff(page: Page, far, worlds) -> Page:
    page.set_viewport_size(DESK)
    page.goto(far + worlds.path(LONG, "/1..2"))
    return page


@pytest.fixture(scope="module")
def ask(worlds):
    return getter(datasette_of(worlds.root))


def height(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def test_sixty_paragraphs_fold_to_a_third_and_open_without_a_script(browser: Browser, far, worlds) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(far + worlds.path(LONG, "/1..2"))
    body = page.locator("body").bounding_box()
    assert body["height"] <= 3_464  # what the terminal's diff of sixty paragraphs takes when shown as a page
    fold = page.locator(".diff-fold").first
    expect(fold.locator("p").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("p").first).to_be_visible()
    page.locator(".diff-steps a").first.click()
    expect(page).to_have_url(re.compile("#change-2$"))
    page.get_by_label("old", exact=True).check()
    expect(page.locator(".comparison ins").first).to_be_hidden()
    context.close()


def test_single_changes_are_told_and_lead_to_their_place(diff: Page) -> None:
    told = diff.locator(".heading .about li")
    expect(told.filter(has_text="$4.2 million → $6.2 million")).to_be_visible()
    told.get_by_role("link", name="number").click()
    expect(diff.locator(".diff-hunk:target")).to_contain_text("6.2 million")


def test_keys_lead_from_change_to_change(diff: Page) -> None:
    for key, change in (("n", 1), ("j", 2), ("n", 3), ("p", 2), ("k", 1), ("k", 1)):
        diff.keyboard.press(key)
        expect(diff.locator(":focus")).to_have_attribute("id", f"change-{change}")
    expect(diff.locator("#walk-count")).to_have_text("1 of 6")
    diff.locator("#walk-on").click()
    expect(diff.locator("#walk-count")).to_have_text("2 of 6")


def test_one_key_flips_between_the_two_texts(diff: Page) -> None:
    text = diff.locator(".comparison")
    old, new = text.get_by_text("$4.2 million").first, text.get_by_text("$6.2 million").first
    diff.keyboard.press("f")
    expect(old).to_be_visible()
    expect(new).to_be_hidden()
    expect(diff.locator("#move-1")).to_be_hidden()
    expect(diff.locator("#trace-1 .diff-was").first).to_be_visible()
    diff.keyboard.press("f")
    expect(new).to_be_visible()
    expect(old).to_be_hidden()
    diff.keyboard.press("b")
    expect(old).to_be_visible()


def test_keys_can_be_switched_off_and_stay_so(diff: Page) -> None:
    diff.locator("#keys summary").click()
    diff.get_by_label("Listen to these keys").uncheck()
    diff.reload()
    diff.keyboard.press("n")
    expect(diff).not_to_have_url(re.compile("#"))


def test_keys_are_left_alone_where_one_writes(diff: Page) -> None:
    diff.get_by_role("searchbox").press("n")
    expect(diff.get_by_role("searchbox")).to_have_value("n")
    expect(diff).not_to_have_url(re.compile("#"))


def test_the_bar_leads_to_each_change(diff: Page) -> None:
    bar = diff.get_by_role("navigation", name="Where the changes lie")
    assert bar.get_by_role("link").count() == 6
    bar.get_by_role("link", name="Change 4: paragraph edited").click()
    expect(diff).to_have_url(re.compile("#change-4$"))
    expect(diff.locator("#change-4")).to_be_in_viewport()


def test_marks_lie_where_their_text_does(worlds) -> None:
    from worlds import long_article

    old, new = long_article()
    found = marks(lay_out(compare(old, new)), new)
    assert [mark.kind for mark in found] == ["edited", "moved", "moved", "edited", "removed", "edited"]
    assert [mark.top for mark in found] == sorted(mark.top for mark in found)
    assert all(0 <= mark.top <= mark.top + mark.height <= BAR_LENGTH for mark in found)
    middle = found[3]  # the thirtieth of sixty paragraphs
    assert 0.4 * BAR_LENGTH < middle.top < 0.6 * BAR_LENGTH
    assert found[1].told == "2 paragraphs moved away"


def test_the_slider_uncovers_one_screenshot_over_the_other(diff: Page) -> None:
    diff.get_by_role("heading", name="How the page looked").click()
    slider = diff.get_by_role("slider")
    slider.focus()
    shown = diff.locator(".shot-new img")
    for key, clip in (("End", "inset(0px 0px 0px 0%)"), ("Home", "inset(0px 0px 0px 100%)")):
        diff.keyboard.press(key)
        expect(shown).to_have_css("clip-path", clip)
    assert diff.locator(".shot-old img").bounding_box()["x"] == shown.bounding_box()["x"]


def test_without_a_script_both_screenshots_stand_beside_each_other(browser: Browser, far, worlds) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(far + worlds.path(LONG, "/1..2"))
    page.get_by_role("heading", name="How the page looked").click()
    expect(page.get_by_role("slider")).to_have_count(0)
    old, new = (
        page.get_by_alt_text(f"Screenshot of the page with the {side} text") for side in ("old", "new")
    )
    assert old.bounding_box()["x"] < new.bounding_box()["x"]
    context.close()


def test_the_reasons_of_the_verdict_are_told_in_words(diff: Page) -> None:
    diff.get_by_role("heading", name="Why it is judged so").click()
    why = diff.locator("details.part").first
    for words in (
        "Substantive",
        "number changed",
        "Not at all",
        "Rule “edited”",
        "Nothing was found to doubt",
    ):
        expect(why).to_contain_text(words)


def test_paper_has_address_times_full_digests_and_no_folds(diff: Page) -> None:
    diff.emulate_media(media="print")
    shown = diff.evaluate("document.body.innerText")
    assert "https://courier.example/long" in shown
    assert "2 March 2026, 11:00:00 UTC" in shown
    assert re.search(r"\b[0-9a-f]{64}\b", shown)
    assert "archiver bundle https://courier.example/long 1..2" in shown
    expect(diff.locator(".diff-fold p").first).to_be_visible()
    expect(diff.locator(".bar")).to_be_hidden()
    expect(diff.locator("header.top")).to_be_hidden()


@pytest.mark.parametrize("view", ["", "?view=side"])
def test_a_diff_fits_a_phone(page: Page, far, worlds, view) -> None:
    page.set_viewport_size(PHONE)
    page.goto(far + worlds.path(LONG, f"/1..2{view}"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    narrow = page.locator(".comparison p:visible").evaluate_all(
        "found => found.filter(p => p.innerText.trim() && p.clientWidth < 200 && !p.className).length"
    )
    assert narrow == 0


def test_the_same_comes_as_text(ask, worlds) -> None:
    answer = ask(worlds.path(LONG, "/1..2.txt"))
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert "[-$4.2-]" in answer.text or "[-$4.2 million-]{+$6.2 million+}" in answer.text
    assert "https://courier.example/long" in answer.text
    assert re.search(r"response [0-9a-f]{64}", answer.text)
    assert ask(worlds.path(LONG, "/1..9.txt")).status_code == 404


def test_the_text_can_be_copied_without_a_script(ask, worlds) -> None:
    html = ask(worlds.path(LONG, "/1..2")).text
    copied = re.search(r'<textarea id="copied"[^>]*>(.*?)</textarea>', html, re.DOTALL)[1]
    assert "{+" in copied
    assert "[-" in copied


def test_two_revisions_that_are_no_neighbours_say_so(ask, worlds) -> None:
    html = ask(worlds.path("blog", "/1..130")).text
    assert "no visit judged this step" in html


# --- for everybody -------------------------------------------------------------------------------


@pytest.mark.parametrize("script", SCRIPTS)
def test_text_runs_in_its_own_direction_and_ours_in_ours(page: Page, far, worlds, script) -> None:
    wanted = "rtl" if script in ("arabic", "hebrew") else "ltr"
    for view in ("", "?view=side"):
        page.goto(far + worlds.path(script, f"/1..2{view}"))
        for shown in (
            page.locator("h1"),
            page.locator(".diff-edited").first,
            page.locator(".diff-field").first,
        ):
            texts = shown.locator("xpath=descendant-or-self::*[@dir='auto']").first
            expect(texts).to_have_css("direction", wanted)
        expect(page.locator(".when")).to_have_css("direction", "ltr")
        expect(page.locator(".diff-sr").first).to_have_css("direction", "ltr")
        marked = page.locator(".comparison del, .comparison ins").all_inner_texts()
        assert any("4.2" in text for text in marked)
        assert any("6.2" in text for text in marked)


def test_the_name_of_an_arabic_source_stands_apart_from_what_is_beside_it(page: Page, far, worlds) -> None:
    page.goto(far + worlds.path("arabic"))
    expect(page.locator(".over bdi")).to_have_css("direction", "rtl")
    expect(page.locator(".over bdi")).to_have_css("unicode-bidi", "isolate")


@pytest.mark.parametrize("rest", ["", "/2", "/1..2", "/1..2?view=side"])
def test_words_that_never_end_widen_no_page(page: Page, far, worlds, rest) -> None:
    page.set_viewport_size(PHONE)
    page.goto(far + worlds.path(UNBROKEN, rest))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_in_forced_colours_only_what_changed_looks_changed(browser: Browser, far, worlds) -> None:
    context = browser.new_context(forced_colors="active", viewport=DESK)
    page = context.new_page()
    page.goto(far + worlds.path(LONG, "/1..2"))
    colours = """found => found.map(p => {
      const style = getComputedStyle(p);
      return style.borderInlineStartWidth === "0px" ? "none" : style.borderInlineStartColor;
    })"""
    same = set(page.locator(".diff-same").evaluate_all(colours))
    changed = set(page.locator(":is(.diff-edited, .diff-added, .diff-removed)").evaluate_all(colours))
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert same <= {"none", ground}
    assert not changed & {"none", ground}
    context.close()
