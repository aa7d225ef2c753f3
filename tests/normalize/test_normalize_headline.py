"""The headline is the one a reader sees, without the names of sites and sections around it."""

from __future__ import annotations

import pages
import pytest
from pages import BODY, URL, meta, news

from archiver.model.reading import Choice, Reading
from archiver.normalize.reader import read


def page(shown: str, *, title: str = "", og: str = "", ld: str = "", body: str = BODY) -> Reading:
    head = (meta("og:title", og) if og else "") + (news(headline=ld) if ld else "")
    return read(pages.page(shown + body, title=title, head=head), URL)


def choice(reading: Reading) -> Choice:
    return next(each for each in reading.why if each.field == "headline")


def test_the_h1_is_believed_over_what_is_written_for_networks_and_engines() -> None:
    reading = page(
        "<h1>Harbour bridge opens after nine years of work</h1>",
        title="Harbour bridge: everything about the opening",
        og="The bridge nobody believed in opens after nine years",
        ld="Harbour bridge opens after nine years of work",
    )
    assert reading.headline == "Harbour bridge opens after nine years of work"
    assert reading.social_headline == "The bridge nobody believed in opens after nine years"
    assert ("og:title", reading.social_headline) in choice(reading).rejected


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<h1><span>Traffic</span> Harbour bridge opens at last</h1>", id="kicker-in-an-element"),
        pytest.param(
            "<h1><span>Traffic</span><span>Harbour bridge opens at last</span></h1>", id="both-in-elements"
        ),
        pytest.param(
            "<h1>Harbour bridge opens at last <small>Mayor cuts a ribbon</small></h1>", id="line-below"
        ),
        pytest.param("<h1>Harbour bridge opens at last | THE PORTAL</h1>", id="name-of-the-site"),
    ],
)
def test_what_the_claims_leave_out_of_the_h1_is_no_headline(shown: str) -> None:
    reading = page(shown, title="Harbour bridge opens at last", og="Harbour bridge opens at last")
    assert reading.headline == "Harbour bridge opens at last"


def test_one_claim_that_is_cut_short_does_not_cut_the_h1() -> None:
    reading = page(
        "<h1>Harbour bridge opens – and nobody comes</h1>",
        title="Harbour bridge opens – and nobody comes",
        og="Harbour bridge opens",
    )
    assert reading.headline == "Harbour bridge opens – and nobody comes"


def test_an_h1_with_the_name_of_the_site_gives_way_to_the_heading_that_begins_the_title() -> None:
    reading = page(
        "<h1>Notes from the quay</h1><h2>Harbour bridge opens at last</h2>",
        title="Harbour bridge opens at last | Notes from the quay",
    )
    assert reading.headline == "Harbour bridge opens at last"


def test_of_two_h1_the_one_that_begins_the_title_is_the_headline() -> None:
    reading = page(
        "<header><h1>Notes from the quay</h1></header><h1>Harbour bridge opens at last</h1>",
        title="Harbour bridge opens at last – Notes from the quay",
    )
    assert reading.headline == "Harbour bridge opens at last"


def test_an_h1_with_the_name_of_the_section_gives_way_to_what_is_claimed_for_the_article() -> None:
    reading = page(
        "<h1>Press releases</h1><h1>Harbour bridge opens at last</h1>",
        title="Press releases",
        og="Harbour bridge opens at last",
    )
    assert reading.headline == "Harbour bridge opens at last"


def test_a_heading_that_only_ends_like_the_beginning_of_the_title_is_none() -> None:
    reading = page(
        "<h1>Who may cross it?</h1><h2>What it takes to open the harbour bridge</h2>",
        title="Open the harbour bridge - who may cross it",
    )
    assert reading.headline == "Who may cross it?"


def test_microdata_of_a_part_of_the_page_does_not_overrule_an_h1_that_is_claimed() -> None:
    reading = page(
        '<h1>Harbour bridge opens at last</h1><h2 itemprop="headline">Mayor cuts a very long ribbon</h2>',
        og="Harbour bridge opens at last",
    )
    assert reading.headline == "Harbour bridge opens at last"


def test_a_line_that_is_no_heading_shows_the_headline_without_the_site() -> None:
    reading = page(
        '<div class="t">Harbour bridge opens at last</div>', title="Harbour bridge opens at last - The Quay"
    )
    assert reading.headline == "Harbour bridge opens at last"


def test_a_link_in_a_menu_shows_no_headline() -> None:
    reading = page(
        '<ul><li><a href="/t">Traffic and streets</a></li></ul>', title="Traffic and streets - City of Quay"
    )
    assert reading.headline == "Traffic and streets - City of Quay"


def test_where_nothing_names_a_headline_it_is_the_heading_above_the_body() -> None:
    reading = page("<h3>Events</h3><p>More</p><h2>Harbour bridge opens at last</h2>", title="Gazette")
    assert reading.headline == "Harbour bridge opens at last"


@pytest.mark.parametrize(
    "title",
    [
        "Harbour bridge opens",
        "Harbour bridge opens - The Daily Gazette",
        "Harbour bridge opens | News | The Daily Gazette",
        "Harbour bridge opens – The Daily Gazette",
    ],
)
def test_a_search_headline_has_no_name_of_a_site_behind_it(title: str) -> None:
    assert page("<h1>Harbour bridge opens</h1>", title=title).search_headline == "Harbour bridge opens"


def test_words_that_link_to_the_front_page_name_the_site() -> None:
    logo = '<header><a href="https://gazette.example/">The Daily Gazette</a></header>'
    reading = page(f"{logo}<h1>Harbour bridge opens</h1>", title="All about the bridge - The Daily Gazette")
    assert reading.search_headline == "All about the bridge"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Bridge opens after repairs | Harbour Gazette Daily", "Bridge opens after repairs"),
        ("Bridge opens after repairs | Twice", "Bridge opens after repairs | Twice"),
    ],
)
def test_a_claim_that_no_heading_shows_stands_without_a_name_like_the_sites(
    title: str, headline: str
) -> None:
    html = pages.page(BODY, title=title)
    assert read(html, "https://harbourgazette.example/news/bridge").headline == headline


@pytest.mark.parametrize("tail", ["-新华网", "_科技_腾讯网"])
def test_names_behind_a_hyphen_between_chinese_letters_are_no_headline(tail: str) -> None:
    shown = "港口大桥关闭 渡船恢复航行"
    assert page(f'<div class="h-title">{shown}</div>', title=shown + tail).headline == shown
