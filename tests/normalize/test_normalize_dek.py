"""The dek is the sentence set apart between headline and body."""

from __future__ import annotations

import pytest
from pages import BODY, PARAGRAPHS, URL, article, meta, paragraphs
from pages import news as claims_news

from archiver.model.reading import Reading
from archiver.normalize.reader import read

DEK = "It was to cost forty million; in the end the city paid a hundred and ten."


def page(shown: str, *, description: str = "", body: str = BODY, news: bool = False) -> Reading:
    head = meta("description", description) if description else ""
    return read(article(shown, text=body, head=head + (claims_news() if news else "")), URL)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param(f"<h2>{DEK}</h2>", id="heading"),
        pytest.param(f'<div class="lead">{DEK}</div>', id="box"),
    ],
)
def test_a_sentence_set_apart_below_the_headline_is_the_dek(shown: str) -> None:
    reading = page(shown)
    assert reading.dek == DEK
    assert DEK not in [block.text for block in reading.blocks]


def test_the_line_that_says_the_description_is_the_dek() -> None:
    other = "The opening was watched by thousands of people on both of the shores."
    reading = page(f"<h3>{other}</h3><p>Photo gallery</p><section>{DEK}</section>", description=DEK)
    assert reading.dek == DEK


def test_a_description_that_repeats_the_first_paragraph_is_no_dek() -> None:
    reading = page("", description=PARAGRAPHS[0])
    assert reading.dek is None
    assert reading.blocks[0].text == PARAGRAPHS[0]


def test_a_page_that_comes_to_describe_itself_by_its_first_paragraph_reads_as_before() -> None:
    people = "".join(
        f"<div><div><p>{name}</p><p>{each}</p></div></div>"
        for name, each in zip("AB", PARAGRAPHS, strict=False)
    )
    body = f"<div class=text><p>{DEK}</p><div class=all>{people}{BODY}</div></div>"
    plain, described = page("", body=body), page("", body=body, description=DEK)
    assert (plain.dek, plain.blocks) == (described.dek, described.blocks)
    assert plain.blocks[0].text == DEK


def test_a_description_that_nothing_shows_is_no_dek() -> None:
    assert page("", description="Read all about the bridge, the harbour and the mayor here.").dek is None


@pytest.mark.parametrize("element", ["p", "div"])
def test_news_may_set_its_dek_in_a_box_of_its_own(element: str) -> None:
    body = "".join(f"<{element}>{each}</{element}>" for each in PARAGRAPHS)
    opening = f"<section><{element}>{DEK}</{element}></section>"
    assert page(opening, body=f"<div class=text>{body}</div>", news=True).dek == DEK


def test_news_may_set_its_dek_as_a_bold_first_paragraph() -> None:
    reading = page("", body=f"<p><b>{DEK}</b></p>{BODY}", news=True)
    assert reading.dek == DEK


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<h2>By Ada Quill, our correspondent in the harbour district</h2>", id="byline"),
        pytest.param(f"<aside><h2>{DEK}</h2></aside>", id="aside"),
        pytest.param(f"<nav><h2>{DEK}</h2></nav>", id="navigation"),
        pytest.param("<h2>Harbour bridge, to close</h2>", id="headline-again"),
    ],
)
def test_what_is_something_else_is_no_dek(shown: str) -> None:
    assert page(shown).dek is None


AFTERMATH = (
    " The mayor called it a lesson, the council called it a disgrace, and the auditors have yet to say."
)
LEAD = DEK + AFTERMATH
LONG_BODY = paragraphs(*(PARAGRAPHS[0].replace("Monday", f"the {n}th of May") for n in range(4, 14)))
LONG_LEAD = LEAD + AFTERMATH.replace("yet", "long") + AFTERMATH.replace("mayor", "governor")


@pytest.mark.parametrize(
    ("shown", "news"),
    [
        pytest.param(f'<div class="lead">{LONG_LEAD}</div>', True, id="as-long-as-a-paragraph"),
        pytest.param(f'<div class="lead">{LEAD}</div>', False, id="plain-on-a-page-that-is-no-news"),
    ],
)
def test_what_is_set_like_a_dek_may_be_the_beginning_of_the_text(shown: str, news: bool) -> None:
    reading = page(shown, body=LONG_BODY, news=news)
    assert reading.dek is None
    assert reading.blocks[0].text in shown
    assert len(reading.blocks) == 11


@pytest.mark.parametrize(
    ("shown", "news"),
    [
        pytest.param(f'<div class="lead">{LEAD}</div>', True, id="news"),
        pytest.param(f"<h2>{LEAD}</h2>", False, id="heading"),
        pytest.param(f"<header>{LEAD}</header>", False, id="header"),
    ],
)
def test_a_dek_of_two_sentences_is_one_where_news_or_a_heading_is_declared(shown: str, news: bool) -> None:
    reading = page(shown, body=LONG_BODY, news=news)
    assert (reading.dek, len(reading.blocks)) == (LEAD, 10)


@pytest.mark.parametrize(
    ("opening", "description"),
    [
        pytest.param(f"<p><b>{LEAD}</b></p>", "", id="bold"),
        pytest.param(f'<p class="intro">{LONG_LEAD}</p>', LONG_LEAD, id="described-and-long"),
        pytest.param(f"<section><p>{LONG_LEAD}</p></section>", LONG_LEAD, id="described-in-a-box-of-its-own"),
    ],
)
def test_what_is_bold_or_described_is_a_dek_on_any_page(opening: str, description: str) -> None:
    reading = page(opening, body=LONG_BODY, description=description)
    assert reading.dek
    assert reading.dek in opening
    assert len(reading.blocks) == 10


@pytest.mark.parametrize(("news", "described"), [(False, False), (True, False), (False, True)])
def test_what_opens_the_box_of_the_text_is_text_where_nobody_calls_it_a_dek(
    news: bool, described: bool
) -> None:
    reading = page("", body=f"<h2>{DEK}</h2>{BODY}", description=DEK if described else "", news=news)
    said = [block.text for block in reading.blocks]
    assert (reading.dek, said[0]) == ((DEK, PARAGRAPHS[0]) if news or described else (None, DEK))
