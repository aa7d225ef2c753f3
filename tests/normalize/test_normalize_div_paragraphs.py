"""Paragraphs that a publisher sets in `div`s are read as those set in `p`."""

import re

import pytest
from pages import PARAGRAPHS, URL, article, news, paragraphs

from archiver.normalize.reader import read

TITLED = "".join(
    f'<p class="over">{title}</p>{paragraphs(text)}'
    for title, text in zip(("A vote at night", "A bridge of 1904"), PARAGRAPHS[1:], strict=True)
)
DECLARED = news(articleBody=" ".join(PARAGRAPHS))
BEHIND_A_WALL = f'<div style="display:none">{paragraphs(*PARAGRAPHS[1:])}</div>'


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param(paragraphs(PARAGRAPHS[0]) + TITLED, "", id="titles"),
        pytest.param(paragraphs(PARAGRAPHS[0]) + BEHIND_A_WALL, DECLARED, id="hidden-and-declared"),
    ],
)
def test_paragraphs_in_divs_read_as_paragraphs(text: str, head: str) -> None:
    plain = read(article(text=text, head=head), URL)
    boxes = read(article(text=re.sub(r"<(/?)p\b", r"<\1div", text), head=head), URL)
    assert [block.text for block in boxes.blocks] == [block.text for block in plain.blocks]
    assert {*PARAGRAPHS} <= {block.text for block in plain.blocks}
