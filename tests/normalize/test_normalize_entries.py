"""The entries of a live blog are read from the first on, however few they are."""

from __future__ import annotations

import pages
import pytest
from cases import together
from pages import ld, paragraphs

from archiver.model.reading import BlockKind, Reading
from archiver.normalize.reader import read

SAID = "no ferry would sail to the outer islands in this storm, and the last boat had come back at noon."
INTRO = [f"The harbour master said on {day} that {SAID}" for day in ("Sunday", "Monday", "Tuesday")]
LIVE = ld({"@type": "LiveBlogPosting"})
SHAPES = {
    "article": "<article><time>{t}</time><h3>Call {n}</h3><p>{text}</p></article>",
    "box": "<div class=entry><span>{t}</span><div><p>{text}</p></div></div>",
    "header": "<article><header>{t}</header><p>{text}</p><p>{text} Nobody was hurt.</p></article>",
    "titled": "<article><header><time>{t}</time><h3>Call {n}</h3></header><p>{text}</p></article>",
    "list": "<ul><li><b>{t}</b><p>{text}</p><p>Stay at home.</p></li></ul>",
}


def entry(number: int) -> str:
    return f"In call number {number} the harbour master said that {SAID}"


def page(entries: int, shape: str, beside: str = "") -> Reading:
    told = "".join(
        shape.format(t=f"{9 + n // 4:02d}:{n * 13 % 60:02d}", n=n, text=entry(n))
        for n in reversed(range(entries))
    )
    text = f"<div class=text>{paragraphs(*INTRO)}</div><section>{told}</section>{beside}"
    html = pages.page(f"<main><h1>Storm live</h1>{text}</main>", title="Storm live", head=LIVE)
    return read(html, "https://courier.example/live")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_each_entry_is_read_when_it_is_written(shape: str) -> None:
    before: set[str] = set()
    for entries in range(1, 20):
        texts = [block.text for block in page(entries, shape).blocks]
        assert texts[:3] == INTRO
        assert [text for text in texts if text.startswith("In call") and not text.endswith("hurt.")] == [
            entry(n) for n in reversed(range(entries))
        ]
        assert before < set(texts)
        before = set(texts)


@together("shape", SHAPES.values())
def test_each_entry_begins_anew_where_its_time_is_a_mere_text(shape: str) -> None:
    begins = [block.text for block in page(4, shape).blocks if block.kind is BlockKind.LIVE_ENTRY]
    assert len(begins) == 4


def test_headings_and_short_paragraphs_of_entries_are_read() -> None:
    assert "Call 2" in [block.text for block in page(3, SHAPES["article"]).blocks]
    assert "Call 2" in [block.text for block in page(3, SHAPES["titled"]).blocks]
    assert "Stay at home." in [block.text for block in page(3, SHAPES["list"]).blocks]


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(
            '<div class=other><span>3 May 2026</span><a href="/b"><h3>Bridge closed since Sunday</h3></a>'
            f"<p>{INTRO[0][:-1]} either.</p></div>",
            id="teaser",
        ),
        pytest.param(
            f"<aside class=other><span>3 May 2026</span><p>{INTRO[0][:-1]} either.</p></aside>", id="aside"
        ),
        pytest.param(f"<div class=other><p>{INTRO[0][:-1]} either.</p></div>", id="no-time"),
        pytest.param(
            "<div class=other><span>9:00</span><p>Subscribe to our newsletter.</p></div>", id="appeal"
        ),
    ],
)
def test_what_stands_beside_the_entries_is_none(beside: str) -> None:
    assert page(3, SHAPES["box"], beside).blocks == page(3, SHAPES["box"]).blocks


def test_entries_of_a_blog_that_does_not_say_it_is_live_are_read_from_the_fourth_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three boxes with a time may as well be teasers."""
    monkeypatch.setattr(f"{__name__}.LIVE", "")
    for shape in (SHAPES["article"], SHAPES["box"], SHAPES["header"]):
        for entries in range(4, 20):
            texts = [block.text for block in page(entries, shape).blocks]
            assert all(entry(n) in texts for n in range(entries))


def test_how_long_ago_an_entry_was_written_is_none_of_its_heading() -> None:
    shape = (
        "<article><h3><time datetime='2026-11-24T{t}:00Z'>{n} min ago</time> Call</h3><p>{text}</p></article>"
    )
    headings = [block for block in page(4, shape).blocks if block.kind is BlockKind.LIVE_ENTRY]
    assert [block.text for block in headings] == ["Call"] * 4
