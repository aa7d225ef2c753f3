"""Captions are read apart from the text, and their credits apart from the captions."""

import pytest
from cases import together
from pages import BODY, PARAGRAPHS, amid, article

from archiver.normalize.fields.pictures import is_captioned, split_credit
from archiver.normalize.reader import read

CAPTION = "An otter eats a trout below the weir."


def page(figure: str) -> str:
    return article(text=amid(figure))


@pytest.mark.parametrize(
    ("figure", "credit"),
    [
        pytest.param(
            f'<figure><img src="/o.jpg"><figcaption>{CAPTION} <span>Ann Lee</span></figcaption></figure>',
            "Ann Lee",
            id="credit-in-an-element",
        ),
        pytest.param(
            f'<figure><img src="/o.jpg"><figcaption>{CAPTION} (Photo: Ann Lee/Courier)</figcaption></figure>',
            "Ann Lee/Courier",
            id="credit-in-brackets",
        ),
        pytest.param(
            f'<div><img src="/o.jpg"><div>{CAPTION}</div></div>', None, id="box-with-a-picture-and-no-figure"
        ),
        pytest.param(
            f'<div class=i><img src="/o.jpg"></div><p>{CAPTION} Photo: Ann Lee/Courier</p>',
            "Ann Lee/Courier",
            id="paragraph-signed-as-a-picture",
        ),
    ],
)
def test_a_caption_is_no_body_wherever_it_stands(figure: str, credit: str | None) -> None:
    reading = read(page(figure), "https://courier.example/otters")
    assert tuple(block.text for block in reading.blocks) == PARAGRAPHS
    assert [(caption.text, caption.credit) for caption in reading.captions] == [(CAPTION, credit)]


@together(
    "text",
    [
        "Photograph by Ann Lee, River Trust",
        "Titelbild: Ann Lee/picture-alliance",
        "Fotos: Ann Lee und Tom Ray",
        "Image credit: Ann Lee",
        "The otters eat trout and eel. (annlee / iStock.com)",
    ],
)
def test_a_line_that_credits_a_picture_is_no_text(text: str) -> None:
    reading = read(page(f"<p>{text}</p>"), "https://courier.example/otters")
    assert tuple(block.text for block in reading.blocks) == PARAGRAPHS


@together(
    "text",
    [
        "She hung the last photo: a picture of her father, who had never seen the sea.",
        "He showed the council a photo by Ann Lee and said that it had been taken before the flood.",
        "The museum has bought the picture, and nobody will say for how much.",
        "Pictures are what she misses most: the wall of her kitchen has been bare since the day of the fire.",
        "Images of the flood: who owns them?",
        "Bilder von Anwohnern zeigen, wie das Wasser über die Mauer tritt.",
        "The harbour reopened on Monday, the governor's office said. (Reuters/Ann Lee)",
        "The harbour reopened on Monday, the governor's office said. (dpa/al)",
    ],
)
def test_a_paragraph_that_speaks_of_a_picture_is_no_caption(text: str) -> None:
    assert not is_captioned(text)


def test_a_very_long_word_behind_a_picture_word_is_judged_at_once() -> None:
    assert not is_captioned(f"A caption, said the photo: {'x' * 340}(")


def test_only_a_figure_of_the_article_has_its_caption_below_the_text() -> None:
    own = "<figure><img src=/f.jpg><figcaption>The ferry on its first day.</figcaption></figure>"
    other = "<div class=card><img src=/b.jpg><p>The baker who opens at three in the morning</p></div>"
    between = "<div><span>Share</span><ul><li><a href=/p>Post</a></li></ul></div>"
    for end in (own, between * 3 + own, own + other, f"{own}<aside>{own.replace('ferry', 'baker')}</aside>"):
        reading = read(article(text=BODY + end), "https://a.example/x")
        assert [caption.text for caption in reading.captions] == ["The ferry on its first day."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{CAPTION} © dpa", (CAPTION, "dpa")),
        (f"{CAPTION} (Reuters/Ann Lee)", (CAPTION, "Reuters/Ann Lee")),
        (f"{CAPTION} ANN LEE / AFP", (CAPTION, "ANN LEE / AFP")),
        (CAPTION, (CAPTION, None)),
    ],
)
def test_credits_are_told_from_captions(text: str, parts: tuple[str, str | None]) -> None:
    assert split_credit(text) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Archive picture: The old bridge at Port Alder in May", ("", "The old bridge at Port Alder in May")),
        ("Photo: Ann Lee/Courier", ("Ann Lee/Courier", "")),
        ("The old bridge at Port Alder. Photo: Ann Lee", ("Ann Lee", "The old bridge at Port Alder.")),
    ],
)
def test_what_a_label_introduces_is_a_caption_and_no_name(text: str, expected: tuple[str, str]) -> None:
    said, credit = split_credit(text)
    name, words = expected
    assert (credit or "", words in said) == (name, True)
