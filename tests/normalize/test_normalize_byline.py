"""Bylines name who wrote the article, and neither its publisher nor what stands around the names."""

from __future__ import annotations

import pytest
from cases import together
from pages import BODY, URL, article, meta, news

from archiver.model.reading import Choice, Reading
from archiver.normalize.fields.byline import split_names
from archiver.normalize.reader import read


def page(shown: str = "", *, head: str = "", below: str = "") -> Reading:
    return read(article(shown, head=head, below=below), URL)


def choice(reading: Reading) -> Choice:
    return next(each for each in reading.why if each.field == "bylines")


@together(
    ("text", "names"),
    [
        ("By Ada Quill", ["Ada Quill"]),
        ("Von Ada Quill und Bo Ferry", ["Ada Quill", "Bo Ferry"]),
        ("Ada Quill, Bo Ferry & Cy Dock", ["Ada Quill", "Bo Ferry", "Cy Dock"]),
        ("Ada Quill e Bo Ferry", ["Ada Quill", "Bo Ferry"]),
        ("Ada Quill, Chief Political Correspondent", ["Ada Quill"]),
        ("Hafenverein e.V.", ["Hafenverein e.V"]),
        ("https://gazette.example/ada", []),
        ("5 min read", []),
        ("Ada Quill, MD, PhD", ["Ada Quill"]),
        ("Words by Ada Quill, photographs by Bo Ferry", ["Ada Quill"]),
        ("By Ada Quill; editing by Bo Ferry", ["Ada Quill"]),
        ("Ada Quill @adaquill", ["Ada Quill"]),
        ("ada@gazette.example", []),
        ("ada_quill", []),
        ("Bo Ferry “Opening the bridge”", []),
    ],
)
def test_a_byline_is_split_into_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<p>By Ada Quill</p>", id="by"),
        pytest.param('<p><a href="/authors/ada-quill">Ada Quill</a></p>', id="link-to-the-author"),
    ],
)
def test_who_signs_the_article_is_believed_over_the_author_of_the_page(shown: str) -> None:
    reading = page(shown, head=meta("author", "Harbour Publishing House"))
    assert reading.bylines == ("Ada Quill",)
    assert ("meta author", "Harbour Publishing House") in choice(reading).rejected


def test_the_author_of_the_page_is_believed_where_nobody_signs() -> None:
    assert page(head=meta("author", "Ada Quill")).bylines == ("Ada Quill",)


def test_the_author_of_the_page_who_signs_with_others_keeps_what_the_page_says_of_both() -> None:
    reading = page("<p>By Ada Quill</p>", head=meta("author", "Ada Quill, Bo Ferry"))
    assert reading.bylines == ("Ada Quill", "Bo Ferry")


def test_json_ld_is_believed_over_a_line_that_names_somebody_else() -> None:
    reading = page("<p>By Cy Dock</p>", head=news(author={"@type": "Person", "name": "Ada Quill"}))
    assert reading.bylines == ("Ada Quill",)


def test_links_that_show_more_authors_than_are_claimed_are_believed() -> None:
    shown = '<p><a href="/authors/ada">Ada Quill</a> and <a href="/authors/bo">Bo Ferry</a></p>'
    reading = page(shown, head=news(author={"@type": "Person", "name": "Ada Quill"}))
    assert reading.bylines == ("Ada Quill", "Bo Ferry")


def test_the_name_of_the_site_is_no_byline_where_a_person_signs() -> None:
    reading = page("<p>By Ada Quill</p>", head=news(author={"@type": "Organization", "name": "Gazette"}))
    assert reading.bylines == ("Ada Quill",)


def test_a_line_below_the_body_signs_the_article_too() -> None:
    assert page(below="<p>By Ada Quill</p>").bylines == ("Ada Quill",)


def test_a_credit_beside_a_picture_signs_no_article() -> None:
    shown = "<figure><img src='/b.jpg'><figcaption>The bridge. By Ada Quill</figcaption></figure>"
    assert page(shown).bylines == ()


@together(
    "shown",
    [
        pytest.param("<p>By<span>Ada Quill</span></p>", id="no-gap-in-the-text"),
        pytest.param("<p>Interview: Ada Quill</p>", id="interview"),
        pytest.param("<p>24.11.2026, 09:05 Uhr · von Ada Quill</p>", id="after-day-and-clock"),
        pytest.param("<p>Posted on November 24, 2026 by Ada Quill</p>", id="after-a-labelled-day"),
        pytest.param("<p>24.11.2026 - Ada Quill</p>", id="after-a-day-and-a-dash"),
        pytest.param("<div>Ada Quill</div><div>am</div><div>24.11.2026</div>", id="a-word-between"),
        pytest.param('<p><a href="auteur/ada-quill">Ada Quill</a></p>', id="relative-link"),
        pytest.param('<p><a href="/?author=7">Ada Quill</a></p>', id="link-with-a-number"),
        pytest.param('<p><a href="/about/newsteam/ada-quill">Ada Quill</a></p>', id="link-to-the-team"),
    ],
)
def test_names_are_found_as_publishers_set_them(shown: str) -> None:
    assert page(shown).bylines == ("Ada Quill",)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<p>Byblos Harbour Works</p>", id="a-word-that-begins-like-by"),
        pytest.param("<p>Harbour Days</p><p>The bridge is open</p><p>24.11.2026</p>", id="a-line-between"),
        pytest.param("<p>Harbour Days</p><p>We met at the old bridge</p>", id="no-date"),
    ],
)
def test_other_words_near_the_headline_sign_nothing(shown: str) -> None:
    assert page(shown).bylines == ()


def test_the_menu_above_the_headline_signs_nothing() -> None:
    title = "<h1>Harbour bridge opens after nine years</h1><p>24.11.2026</p>"
    html = f"<ul><li>City News</li><li>More Sports</li></ul>{title}<div>{BODY}</div>"
    assert read(html, URL).bylines == ()


def test_a_word_like_one_before_a_date_stays_in_a_name() -> None:
    assert page("<p>Ada Le Quill | le 24 novembre 2026</p>").bylines == ("Ada Le Quill",)


@pytest.mark.parametrize(
    ("label", "names"),
    [("Written by", ("Ada Quill",)), ("Verfasst von", ("Ada Quill",)), ("Reading time", ())],
)
def test_the_card_labelled_as_the_authors_names_her(label: str, names: tuple[str, ...]) -> None:
    head = (
        f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="Ada Quill">'
        '<meta name="twitter:label2" content="Category"><meta name="twitter:data2" content="Harbour News">'
    )
    assert page(head=head).bylines == names


TEASERS = {
    "link above": '<ul><li><a href="/b">New bakery opens on Mill Lane</a><span>By Tom Stone</span></li></ul>',
    "short link above": '<div><a href="/b">Ferry fares up</a><div>By Tom Stone</div></div>',
    "title below": '<div><p>By Tom Stone</p><h3><a href="/b">New bakery opens on Mill Lane</a></h3></div>',
    "link to the author": (
        '<div><h3><a href="/b">New bakery opens on Mill Lane</a></h3>'
        '<a href="/authors/tom-stone">Tom Stone</a></div>'
    ),
    "element called author": '<div><i class="author">Tom Stone</i><a href="/b">Ferry fares up now</a></div>',
    "microdata": (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        '<h3 itemprop="headline">New bakery on Mill Lane</h3>'
        '<span itemprop="author">Tom Stone</span></div>'
    ),
}


@together("below", TEASERS.values())
def test_who_signs_another_article_below_does_not_sign_this_one(below: str) -> None:
    assert page(below=below).bylines == ()
    assert page("<p>By Ada Quill</p>", below=below).bylines == ("Ada Quill",)


@together(
    "name",
    [
        "Joe Friday",
        "Angela Holliday-Bell",
        "Ruby Tuesday",
        "April May",
        "Robin Freitag",
        "Max Mai",
        "Rosa Domingo",
    ],
)
def test_a_name_like_a_day_or_month_stays_whole(name: str) -> None:
    assert page(f"<p>By {name} | Tuesday 24 November 2026, 09:05</p>").bylines == (name,)
    assert page(f"<p>By {name}</p><p>24 November 2026</p>").bylines == (name,)


@together("login", ["ada-quill", "aquill", "ada.quill", "ada_quill", "admin", "AQuill", "Ada7"])
def test_a_users_name_is_not_believed_over_who_signs(login: str) -> None:
    for head in (meta("author", login), meta("article:author", login), news(author={"name": login})):
        assert page("<p>By Ada Quill</p>", head=head).bylines == ("Ada Quill",)


@together(
    ("shown", "names"),
    [
        ('<div class="byline"><span>Ada Quill</span><span>Bo Ferry</span></div>', ("Ada Quill", "Bo Ferry")),
        ('<div class="contributor">Ada Quill</div>', ("Ada Quill",)),
        ('<div class="writer-name">Ada Quill</div>', ("Ada Quill",)),
        ('<p class="autor">Ada Quill, Kelmouth</p>', ("Ada Quill",)),
        ("<p>Text: Ada Quill, Fotos: Bo Ferry</p>", ("Ada Quill",)),
        ("<p>By Ada Quill for the Harbour Gazette</p>", ("Ada Quill",)),
        ("<p>Door onze redacteur Ada Quill</p>", ("Ada Quill",)),
        ("<p>By Ludwig van der Quill</p>", ("Ludwig van der Quill",)),
        ("<p>By the numbers</p>", ()),
        ("<p>By Tuesday evening the wall will stand</p>", ()),
    ],
)
def test_names_are_read_without_what_stands_around_them(shown: str, names: tuple[str, ...]) -> None:
    assert page(shown).bylines == names


@together(
    ("shown", "names"),
    [
        ("<p>Ada Quill, staff writer</p>", ("Ada Quill",)),
        ("<p>Ada Quill and Bo Ferry, Transport Correspondents</p>", ("Ada Quill", "Bo Ferry")),
        ("<div>홍지수 기자 입력 2026.11.24 09:12</div>", ("홍지수",)),
        ("<p>Staff Writer, Merriford</p>", ()),
        ("<div>Buying Guides · By the Editorial Team</div>", ()),
        ("<div>Accounting Software for Freelancers</div>", ()),
        ("<p>Ada Quill, Executive Editor, Harbour Letters</p>", ("Ada Quill",)),
        ("<p>The harbour, its editors say, is the reporter</p>", ()),
        ("<div><span>By Joe Friday</span><span>November 24, 2026</span></div>", ("Joe Friday",)),
        ("<p>Texto: Ada Quill · Fotos: Bo Ferry</p>", ("Ada Quill",)),
    ],
)
def test_a_name_is_told_by_what_stands_behind_it(shown: str, names: tuple[str, ...]) -> None:
    assert page(shown).bylines == names


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<p>— Ada Quill</p>", ("Ada Quill",)),
        ("<p>박서연 기자 seoyeon@gazette.example</p>", ("박서연",)),
        ("<blockquote>The bridge will open.</blockquote><blockquote>— Ada Quill</blockquote>", ()),
        (
            '<div itemprop="comment"><b itemprop="author">Tow Path</b><p>A bridge is a bridge.</p></div>',
            (),
        ),
    ],
)
def test_who_signs_below_the_text_wrote_it(below: str, names: tuple[str, ...]) -> None:
    reading = read(article(text=BODY + below), URL)
    assert reading.bylines == names
    assert not any(name in reading.text for name in names)


def test_a_name_and_a_role_that_are_set_like_the_text_are_no_text() -> None:
    reading = read(article(text=f"<p>Ada Quill, Transport Correspondent</p>{BODY}"), URL)
    assert reading.bylines == ("Ada Quill",)
    assert "Correspondent" not in reading.text
    said = "Ada Quill, the editor, left the paper on Monday."
    assert said in read(article(text=f"<p>{said}</p>{BODY}"), URL).text
