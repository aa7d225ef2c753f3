"""Articles of hardly any running text: galleries, video pages, briefs."""

from __future__ import annotations

import pages
import pytest
from cases import together

from archiver.model.reading import PageKind, Reading, Screening
from archiver.normalize.reader import observe
from archiver.normalize.screen import Answer, screen

URL = "https://gazette.example/bridge"
CAPTIONS = (
    "The old lifting bridge at dawn, with a boat below it.",
    "About 4,200 people cross the bridge every day.",
    "The bridge at its opening in 1931. Photo: City archive",
)
FIGURES = "".join(
    f"<figure><img src=/{n}.jpg><figcaption>{said}</figcaption></figure>" for n, said in enumerate(CAPTIONS)
)
VIDEO = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "VideoObject", "name":'
    ' "The bridge closes", "uploadDate": "2026-11-24T06:30:00Z"}</script>'
)
SENTENCE = "<p>The bridge closed at six on Monday evening.</p>"
BRIEF = "<p>A ferry collided with the north pier. Nobody was hurt.</p>"


def page(body: str, head: str = "", title: str = "The bridge closes - The Quay Post") -> str:
    return pages.page(f"<main>{body}</main>", title=title, head=head)


def seen(html: str) -> tuple[Reading, Screening]:
    found = observe(html, URL)
    answer = Answer(
        asked_url=URL, final_url=URL, status=200, html=html.encode(), reading=found.reading, seen=found
    )
    return found.reading, screen(answer)


def test_the_captions_of_a_gallery_are_its_text() -> None:
    time = "<p class=byline>By Ines Falk <time datetime=2026-11-24>24 November 2026</time></p>"

    reading, screening = seen(page(f"<article><h1>The bridge closes</h1>{time}{FIGURES}</article>"))

    assert screening.kind is PageKind.ARTICLE
    assert [block.text for block in reading.blocks] == list(CAPTIONS)
    assert reading.captions == ()


@pytest.mark.parametrize(
    "head", [VIDEO, '<meta property="og:type" content="video.other"><meta name="author" content="Ines Falk">']
)
def test_a_video_with_one_sentence_is_an_article(head) -> None:
    reading, screening = seen(page(f"<article><h1>The bridge closes</h1>{SENTENCE}</article>", head))

    assert screening.kind is PageKind.ARTICLE
    assert "at six on Monday" in reading.text


def test_a_brief_that_nobody_signed_is_an_article() -> None:
    reading, screening = seen(page(f"<h1>The bridge closes</h1><article>{BRIEF}</article>"))

    assert screening.kind is PageKind.ARTICLE
    assert "Nobody was hurt." in reading.text


@together(
    ("body", "title"),
    [
        (f"<article><h1>The bridge closes</h1>{SENTENCE}<div id=text></div></article>", "The bridge closes"),
        (f"<h1>The bridge closes</h1>{BRIEF}", "The bridge closes"),
        (f"<h1>Hello</h1><article>{BRIEF}</article>", "The Quay Post"),
        (f"<h1>The bridge closes</h1><article>{BRIEF}<form><input></form></article>", "The bridge closes"),
        (
            f"<article><h1>The bridge closes</h1>{FIGURES[: FIGURES.index('</figure>')]}</article>",
            "The bridge closes",
        ),
    ],
)
def test_what_may_be_a_frame_or_a_wall_is_none(body, title) -> None:
    assert seen(page(body, title=title))[1].kind is PageKind.SHELL


STATEMENT = "<h2>In the end this means that the old bridge stays shut until the ferry is paid for</h2>"
FORM = "<div class=side><p>Enter your name and address to be told of every new post of this paper.</p></div>"


def test_the_words_of_an_article_where_no_text_runs_are_read_and_doubted() -> None:
    links = "<p>Filed under <a href=/a>Bridges and ferries</a></p><h3>Share it</h3><p><a href=/b>Mail</a></p>"
    story = f"<article><h1>The bridge closes</h1>{STATEMENT}{links}</article>"

    reading, screening = seen(page(story + FORM))

    assert [block.text for block in reading.blocks] == [STATEMENT[4:-5]]
    assert screening.kind is PageKind.SHELL
    assert reading.signals.is_doubtful
