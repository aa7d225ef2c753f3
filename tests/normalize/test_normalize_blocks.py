"""Lines become blocks of the right kind, with the links behind their words."""

import pytest
from cases import together
from pages import PARAGRAPHS, amid, article

from archiver.model.reading import Anchor, BlockKind
from archiver.normalize.body.blocks import dateline_of
from archiver.normalize.reader import read


@together(
    ("box", "kind", "text"),
    [
        ("<h2>Where the money goes</h2>", BlockKind.HEADING, "Where the money goes"),
        (
            "<ul><li>Police and fire: $121 million</li></ul>",
            BlockKind.LIST_ITEM,
            "Police and fire: $121 million",
        ),
        ("<blockquote><p>It was a long night.</p></blockquote>", BlockKind.QUOTE, "It was a long night."),
        ("<table><tr><td>Police</td><td>121</td></tr></table>", BlockKind.TABLE_ROW, "Police | 121"),
        (
            "<blockquote><p>Six votes to seven. Shame.</p>— Ann Lee (@annlee) "
            '<a href="https://x.com/annlee/status/1">May 1, 2026</a></blockquote>',
            BlockKind.EMBED,
            "Six votes to seven. Shame. — Ann Lee (@annlee) May 1, 2026",
        ),
    ],
)
def test_a_block_has_the_kind_its_element_gives_it(box: str, kind: BlockKind, text: str) -> None:
    reading = read(article(text=amid(box)), "https://courier.example/news/budget")
    assert (kind, text) in [(block.kind, block.text) for block in reading.blocks]
    assert [block.text for block in reading.blocks if block.kind is BlockKind.PARAGRAPH] == list(PARAGRAPHS)


def test_links_are_absolute_and_keep_their_words() -> None:
    box = '<p>She read from the <a href="../budget.pdf">budget</a>, and <a href="mailto:a@b.c">so on</a>.</p>'
    reading = read(article(text=amid(box)), "https://courier.example/news/today/cuts")
    assert reading.blocks[1].anchors == (
        Anchor(text="budget", url="https://courier.example/news/budget.pdf"),
    )


def test_words_of_a_link_do_not_depend_on_how_the_source_breaks_its_lines() -> None:
    box = '<p>She read from the <a href="/b">budget of\n      the city</a> until the lights went out.</p>'
    reading = read(article(text=amid(box)), "https://courier.example/cuts")
    assert reading.blocks[1].anchors[0].text == "budget of the city"


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("PORT ALDER — Six of the nine libraries will close.", "PORT ALDER"),
        ("BERLIN (dpa) - Der Rat hat beschlossen.", "BERLIN (dpa)"),
        ("New York (AP) — The court ruled on Monday.", "New York (AP)"),
        ("Libraries will close on Mondays - and on Sundays.", None),
    ],
)
def test_the_place_that_opens_a_report_is_its_dateline(text: str, dateline: str | None) -> None:
    assert dateline_of(text) == dateline
