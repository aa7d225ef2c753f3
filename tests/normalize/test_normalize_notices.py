"""Corrections and other notices are read wherever publishers print them, and never as body."""

import pages
import pytest
from cases import together
from pages import BODY, HEADLINE, PARAGRAPHS

from archiver.model.reading import NoticeKind
from archiver.normalize.reader import read

WRONG = "An earlier version of this article misstated the year in which the bridge was built. It was 1904."
TOLD = f"Correction: {WRONG}"

LETTER = "I wrote to the mayor about it, and nobody has ever written back to me."
THREAD = (
    "<div><h3>Comments</h3><ul>"
    + f"<li><b>Una</b> <span>2 hours ago</span><p>{LETTER}</p><a href=#r>Reply</a></li>" * 4
    + "</ul></div>"
)


def page(*, over: str = "", above: str = "", inside: str = "", below: str = "") -> str:
    return pages.page(
        f"<main>{over}<article><h1>{HEADLINE}</h1><p class=by>By Ann Lee</p>{above}"
        f"<div class=text>{BODY}{inside}</div>{below}</article>"
        "<aside><h3>More</h3><a href=/ferry>Ferry to run at night from May on</a></aside></main>"
    )


@together(
    "places",
    [
        pytest.param({"inside": f"<p><em>{TOLD}</em></p>"}, id="last-paragraph"),
        pytest.param({"inside": f"<div class=box><p>{TOLD}</p></div>"}, id="box-in-the-text"),
        pytest.param({"below": f"<div class=note><p>{TOLD}</p></div>"}, id="box-below"),
        pytest.param({"below": f"<div><span>{TOLD}</span></div>"}, id="span-below"),
        pytest.param({"below": f"<aside><p>{TOLD}</p></aside>"}, id="aside"),
        pytest.param({"below": f"<footer><p>{TOLD}</p></footer>"}, id="footer-of-the-article"),
        pytest.param({"above": f"<div class=note><p>{TOLD}</p></div>"}, id="box-above"),
        pytest.param({"above": f"<p>{TOLD}</p>"}, id="paragraph-above"),
        pytest.param({"over": f"<aside>{TOLD}</aside>"}, id="over-the-headline"),
        pytest.param({"below": f"<div><h3>Correction</h3><p>{WRONG}</p></div>"}, id="heading-over-it"),
        pytest.param({"below": f"<div><b>Correction:</b></div><div>{WRONG}</div>"}, id="label-beside-it"),
        pytest.param(
            {"below": f"<ul><li><a href=#>Share</a></li></ul><p>Filed under bridges</p><p>{TOLD}</p>"},
            id="past-share-bar-and-tags",
        ),
        pytest.param({"below": f"{THREAD}<p>{TOLD}</p>"}, id="past-comments"),
    ],
)
def test_a_correction_is_read_wherever_it_stands(places: dict[str, str]) -> None:
    reading = read(page(**places), "https://courier.example/bridge")
    assert [(notice.kind, notice.text) for notice in reading.notices] == [(NoticeKind.CORRECTION, TOLD)]
    assert tuple(block.text for block in reading.blocks) == PARAGRAPHS
    assert reading.dek is None


@together(
    ("text", "kind"),
    [
        ("Clarification: The cost given is that of the first year only.", NoticeKind.CLARIFICATION),
        ("Editor’s note: The author sits on the board of the ferry.", NoticeKind.EDITORS_NOTE),
        ("UPDATE: This story now has a comment by the mayor.", NoticeKind.UPDATE),
        ("This article has been retracted because its source withdrew.", NoticeKind.RETRACTION),
        ("In einer früheren Version hieß es, die Brücke sei von 1940.", NoticeKind.CORRECTION),
        ("Fe de errores: el puente se construyó en 1904 y no en 1940.", NoticeKind.CORRECTION),
        ("Una versión anterior de este artículo databa el puente en 1940.", NoticeKind.CORRECTION),
        ("Correção: a ponte foi construída em 1904 e não em 1940.", NoticeKind.CORRECTION),
        ("Correzione: il ponte è stato costruito nel 1904, non nel 1940.", NoticeKind.CORRECTION),
        ("Rechtzetting: de brug werd in 1904 gebouwd, niet in 1940.", NoticeKind.CORRECTION),
        ("Поправка: мост построен в 1904 году, а не в 1940-м.", NoticeKind.CORRECTION),
        ("【訂正】橋の完成を1940年としていましたが、正しくは1904年でした。", NoticeKind.CORRECTION),
    ],
)
def test_a_notice_has_its_kind(text: str, kind: NoticeKind) -> None:
    reading = read(page(below=f"<div><p>{text}</p></div>"), "https://courier.example/bridge")
    assert [(notice.kind, notice.text) for notice in reading.notices] == [(kind, text)]


def test_a_label_with_its_day_is_kept_with_all_that_stands_under_it() -> None:
    box = f"<section><h4>Correction, May 3, 2026</h4><p>{WRONG}</p><p>We regret the error.</p></section>"
    (notice,) = read(page(below=box), "https://courier.example/bridge").notices
    assert notice.text == f"Correction, May 3, 2026: {WRONG} We regret the error."


def test_a_notice_printed_at_both_ends_is_one_notice() -> None:
    reading = read(page(above=f"<p>{TOLD}</p>", below=f"<p>{TOLD}</p>"), "https://courier.example/bridge")
    assert [notice.text for notice in reading.notices] == [TOLD]


@together(
    "box",
    [
        pytest.param("<p>Updated Nov 19, 6:55 AM; posted Nov 19, 6:51 AM</p>", id="time-of-the-update"),
        pytest.param(
            "<p>Corrections: If you find an error in this story, please write to us at once.</p>",
            id="standing-invitation",
        ),
        pytest.param(
            '<p><a href="/x">Correction: The ferry runs at nine and not at eight, as we said</a></p>',
            id="notice-of-another-article",
        ),
        pytest.param(
            f"<h3>12 comments</h3><div><p>Correction: {WRONG} says somebody who was there.</p></div>",
            id="reader's-comment",
        ),
        pytest.param(f"<nav><p>{TOLD}</p></nav>", id="navigation"),
    ],
)
def test_what_only_sounds_like_a_notice_is_none(box: str) -> None:
    assert read(page(below=box), "https://courier.example/bridge").notices == ()


def test_a_heading_that_speaks_of_corrections_is_a_heading() -> None:
    more = "<p>They walked out on Monday after the town had cut their pay by a tenth, the union said.</p>"
    inside = (
        f"<h2>Corrections officers strike</h2>{more}<h2>Update on the ferry</h2>{more.replace('They', 'All')}"
    )
    reading = read(page(inside=inside), "https://courier.example/bridge")
    assert reading.notices == ()
    assert [block.text for block in reading.blocks if block.kind == "heading"] == [
        "Corrections officers strike",
        "Update on the ferry",
    ]
