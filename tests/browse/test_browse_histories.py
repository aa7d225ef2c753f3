"""The page of an article: its headlines, its life as a picture, whom it quotes, and all its revisions."""

import re
from datetime import timedelta

import pytest
from browse_room import getter
from cases import together
from playwright.sync_api import Page, expect
from worlds import BEGIN, BLOG, LIFE, LONG

from archiver.browse import timeline
from archiver.browse.serve import datasette_of
from archiver.browse.timeline import Happening


@pytest.fixture(scope="module")
def ask(worlds):
    return getter(datasette_of(worlds.root))


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def section(html: str, name: str) -> str:
    return re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, re.DOTALL)[0]


def test_headlines_are_told_at_a_glance_newest_first(ask, worlds) -> None:
    html = section(ask(worlds.path(LIFE)).text, "headlines")
    assert html.count("<li>") == 2
    assert "<del>" in html
    assert html.index("Gannet Lines") < html.index("first seen")


def test_the_picture_tells_all_that_happened_in_words_too(ask, worlds) -> None:
    html = section(ask(worlds.path(LIFE)).text, "life")
    told = plain(re.search(r"<desc.*?</desc>", html, re.DOTALL)[0])
    for lane in ("Edits: 2", "Walls and doubts: 1", "Two wordings: 1", "Gone: 1"):
        assert lane in told
    assert re.search(r"Gone from 4 March 2026, 21:00:00 UTC to 5 March 2026, 11:00:00 UTC", html)
    assert len(re.findall(r'<a href="/articles/\d+/\d+\.\.\d+" tabindex="-1"', html)) == 2
    rows = re.findall(r"<tr>.*?</tr>", html, re.DOTALL)
    assert len(rows) == 1 + 5  # the head, and a row a day


def test_a_bar_is_taller_the_more_changed() -> None:
    small, large = (
        Happening(lane="Edits", start=BEGIN, end=BEGIN, style="silent", told="", size=size)
        for size in (1, 20)
    )
    picture = timeline.draw(("Edits",), [small, large], BEGIN, BEGIN + timedelta(days=1))
    bars = picture.lanes[0].bars
    assert bars[0].height < bars[1].height


@together("hours", [0, 1, 7, 24, 100, 2_000, 90_000])
def test_the_axis_has_few_words_that_lie_inside(hours) -> None:
    picture = timeline.draw(("Edits",), [], BEGIN, BEGIN + timedelta(hours=hours))
    assert len(picture.ticks) <= timeline.MOST_TICKS + 1
    assert all(0 <= tick.x <= 100 for tick in picture.ticks)


def test_who_vanished_is_told_with_the_edit_that_took_them_out(ask, worlds) -> None:
    html = section(ask(worlds.path(LIFE)).text, "quoted")
    kell = next(row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "Astrid Kell" in row)
    assert 'class="vanished"' in kell
    assert f"{worlds.path(LIFE)}/2..3" in kell
    aldous = next(row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "Piet Aldous" in row)
    assert "still quoted" in aldous


def test_who_is_quoted_throughout_is_told_in_a_line(ask, worlds) -> None:
    html = section(ask(worlds.path(LONG)).text, "quoted")
    assert "In all revisions: Mayor Joan Ballard." in plain(html)
    assert "Tom Dunnage" in html


def test_a_long_history_is_folded_by_day_and_stays_short(page: Page, far, worlds) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(far + worlds.path(BLOG))
    assert page.evaluate("document.documentElement.scrollHeight") < 4_000
    days = page.locator("details.of-day")
    expect(days.first.locator("summary")).to_contain_text("5 March 2026")
    days.first.locator("summary").click()
    expect(page.locator("#revision-130")).to_be_visible()
    page.get_by_role("link", name="Earlier revisions").click()
    expect(page.locator("#revision-1")).to_be_attached()


def test_the_first_and_the_last_of_130_are_compared_in_a_few_tab_stops(page: Page, far, worlds) -> None:
    page.goto(far + worlds.path(BLOG))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the text
    stops = 0
    while page.evaluate("document.activeElement.id") != "choose-old":
        page.keyboard.press("Tab")
        stops += 1
    page.keyboard.press("End")  # the oldest
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    stops += 2
    expect(page.locator(":focus")).to_have_text("Compare")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/1\.\.130(#main)?$"))
    assert stops <= 5
