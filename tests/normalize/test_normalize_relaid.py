"""A page laid out anew reads otherwise though nobody edited the article."""

from __future__ import annotations

from cases import together
from pages import page, paragraphs

from archiver.normalize.reader import Observed, observe
from archiver.normalize.relaid import is_relaid

URL = "https://gazette.example/2026/storm-warning"
HEADLINE = "Ferry cancelled"
DEK = "Both lines stay closed until the wind drops, the harbor master said, and nobody can tell when."
TEXT = (
    "The ferry to the outer islands will not sail on Tuesday because of a storm that is expected to bring"
    " winds of 70 miles an hour and waves of 18 feet.",
    "“We have not closed the line for two days in a row since 1993,” said Ines Calder, who has run the"
    " harbor for eleven years. “I would rather apologize to 400 people than search for four.”",
    "Schools on the islands will stay closed as well. The council has opened the town hall to anyone whose"
    " house lies less than six feet above the tide line.",
    "The operator expects to catch up with the mail within three days once the wind has dropped, it said.",
)


def plain(*text: str, dek: str = DEK, byline: str = "Ada Quill") -> Observed:
    """Return a page on which the standfirst is the first paragraph."""
    body = paragraphs(dek, *(text or TEXT))
    story = f"<h1>{HEADLINE}</h1><p class=byline>By {byline}</p><div class=text>{body}</div>"
    return observe(page(f"<article class=story>{story}</article>", title=HEADLINE), URL)


def restyled(*text: str, dek: str = DEK, byline: str = "Ada Quill") -> Observed:
    """Return a page on which it is marked as one, in other boxes of other classes."""
    body = "".join(f"<div class=_b2><p class=_x9>{paragraph}</p></div>" for paragraph in text or TEXT)
    above = f"<h1>{HEADLINE}</h1><p class='standfirst'>{dek}</p><div class=byline>By {byline}</div>"
    return observe(
        page(f"<main class=_a1>{above}<section class=_c3>{body}</section></main>", title=HEADLINE), URL
    )


def test_a_standfirst_that_a_new_layout_marks_is_no_edit() -> None:
    before, after = plain(), restyled()
    assert before.reading.dek != after.reading.dek, "else there is nothing to tell"
    assert is_relaid(before, after)


@together(
    "after",
    [
        restyled(TEXT[0].replace("70", "90"), *TEXT[1:]),
        restyled(TEXT[0].replace("storm that", "storm, that"), *TEXT[1:]),
        restyled(*TEXT[:-1]),
        restyled(TEXT[0], TEXT[2], TEXT[1], TEXT[3]),
        restyled(*TEXT, "A second ferry was called in from the mainland on Wednesday, the council said."),
        restyled(dek=DEK.replace("nobody", "everybody")),
        restyled(byline="Ada Quill and Tom Reyes"),
    ],
)
def test_an_edit_made_with_the_new_layout_is_one(after: Observed) -> None:
    assert not is_relaid(plain(), after)


def pictured(page: Observed, figure: str) -> Observed:
    """Return the page with a picture above its text."""
    markup = str(page.page.root).replace("</h1>", f"</h1>{figure}", 1)
    return observe(markup, URL)


def test_labels_of_captions_belong_to_the_layout() -> None:
    said = "The ferry in the harbor of Alder last week"
    before = pictured(
        plain(),
        f"<figure><img src=a.jpg><figcaption><span>Image source, </span>Jo Marsh / AP"
        f"<span> Image caption, </span>{said}</figcaption></figure>",
    )
    after = pictured(
        restyled(), f"<figure><img src=b.jpg><figcaption>{said}<em>Jo Marsh/AP</em></figcaption></figure>"
    )
    assert before.reading.captions != after.reading.captions, "else there is nothing to tell"
    assert is_relaid(before, after)
    other = said.replace("last week", "70 last week")
    after = pictured(restyled(), f"<figure><img src=b.jpg><figcaption>{other}</figcaption></figure>")
    assert not is_relaid(before, after)


def test_a_text_that_changes_places_within_one_layout_is_edited() -> None:
    before = plain(TEXT[0], TEXT[1], TEXT[2])
    after = plain(TEXT[1], TEXT[2], dek=TEXT[0])
    assert not is_relaid(before, after)
