"""A cut or emptied copy of an article is told from an edit of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cases import together
from readings import reading

from archiver.judge.loss import DOUBTED_FOR
from archiver.judge.shrunk import doubt_of
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Block, Choice, Notice, NoticeKind, Reading

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PARAGRAPHS = (
    "The council voted on Monday evening to close the harbour bridge to all cars for nine weeks.",
    "Inspectors had found cracks in four girders, the engineer in charge told a crowded meeting.",
    "Shop owners on the eastern quay said that they feared for the trade of the weeks before Easter.",
    "A ferry will carry people on foot and on bicycles every ten minutes from six until midnight.",
    "The repairs cost four million dollars, of which the state has promised to pay a little under half.",
    "Work is to begin on the first of March and must end before the summer traffic starts in June.",
)
OLD = reading(
    *PARAGRAPHS,
    headline="Harbour bridge to close for nine weeks",
    bylines=("Ann Smith",),
    published_at=NOON,
    canonical="https://gazette.example/2026/bridge",
)
ASKS = ("asks to subscribe: 'Subscribe to keep reading'",)
STATEMENT = (
    "The Gazette has withdrawn this article because a source did not say what it was quoted with.",
    "We apologise to the engineer and to our readers, and we are looking into how this happened.",
)
OTHER = (
    "Volunteers counted forty otters between the weir and the harbour on the first Sunday of the month.",
    "The count has been made every spring for nine years, and there have never been so many, they said.",
)


def cut(*texts: str, **fields: object) -> Reading:
    return replace(OLD, blocks=tuple(Block(text=text) for text in texts), **fields)  # type: ignore[arg-type]


def doubt(
    new: Reading, *, doubts: tuple[str, ...] = (), unseen: timedelta = timedelta(hours=2)
) -> Doubt | None:
    return doubt_of(OLD, new, doubts=doubts, unseen=unseen)


@together(
    "new",
    [
        pytest.param(cut(*PARAGRAPHS[:2]), id="first-paragraphs"),
        pytest.param(cut(PARAGRAPHS[0], PARAGRAPHS[1][:40] + "…"), id="faded-out"),
        pytest.param(cut(), id="emptied"),
        pytest.param(replace(OLD, headline=""), id="no-headline"),
        pytest.param(cut(*PARAGRAPHS[:2], headline="Gazette"), id="titled-as-the-site"),
        pytest.param(
            cut(*OTHER, headline="Otters counted in the river", canonical="https://gazette.example/otters"),
            id="another-article",
        ),
        pytest.param(
            cut(*OTHER, headline="We will be back soon", bylines=(), published_at=None, canonical=None),
            id="another-page",
        ),
        pytest.param(
            cut(*OTHER, headline="Otters counted", bylines=("Bo Lind",), canonical=None),
            id="another-author",
        ),
        pytest.param(
            cut(*OTHER, headline="Otters counted", published_at=NOON - timedelta(days=9)),
            id="another-day",
        ),
    ],
)
def test_a_cut_or_emptied_copy_is_doubted(new: Reading) -> None:
    assert doubt(new)


LONG = replace(
    OLD,
    dek="Engineers found cracks in four girders, and nobody may drive across before the summer.",
    modified_at=NOON,
    blocks=tuple(
        Block(text=f"{text} That was item {n} on the list of the evening.")
        for n in range(3)
        for text in PARAGRAPHS
    ),
)


def left(*texts: str, **fields: object) -> Reading:
    return replace(LONG, dek=None, blocks=tuple(Block(text=text) for text in texts), **fields)  # type: ignore[arg-type]


CAPTION = "The harbour bridge on Monday, seen from the eastern quay. Photo: Bo Lind for the Gazette"


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(left(LONG.dek or ""), id="only-the-standfirst"),
        pytest.param(left(LONG.dek or "", modified_at=None), id="only-the-standfirst-and-no-data"),
        pytest.param(left(CAPTION), id="only-a-caption"),
        pytest.param(left(CAPTION, modified_at=NOON - timedelta(days=1)), id="by-an-earlier-time"),
    ],
)
def test_a_long_text_that_gives_way_to_one_line_is_doubted_for_a_while(new: Reading) -> None:
    assert doubt_of(LONG, new, doubts=(), unseen=timedelta(hours=2))
    assert doubt_of(LONG, new, doubts=(), unseen=DOUBTED_FOR) is None


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(left(STATEMENT[0], headline="A statement about our article"), id="own-headline"),
        pytest.param(left(STATEMENT[0], modified_at=NOON + timedelta(hours=1)), id="later-time"),
        pytest.param(
            left(STATEMENT[0], notices=(Notice(text="Withdrawn.", kind=NoticeKind.RETRACTION),)), id="notice"
        ),
        pytest.param(left(*STATEMENT, *STATEMENT, *STATEMENT), id="of-some-length"),
    ],
)
def test_a_statement_in_place_of_a_long_text_is_not_doubted(new: Reading) -> None:
    assert doubt_of(LONG, new, doubts=(), unseen=timedelta(hours=2)) is None


@together(
    "new",
    [
        pytest.param(OLD, id="the-same"),
        pytest.param(cut(*PARAGRAPHS[:2], *PARAGRAPHS[4:]), id="two-paragraphs-deleted"),
        pytest.param(cut(*PARAGRAPHS, *STATEMENT), id="grown"),
        pytest.param(cut(*reversed(PARAGRAPHS)), id="turned-round"),
        pytest.param(cut(*STATEMENT), id="replaced-by-a-statement"),
        pytest.param(
            cut(*STATEMENT, headline="A statement about our article"), id="statement-with-a-headline"
        ),
        pytest.param(
            cut(PARAGRAPHS[0], notices=(Notice(text="Correction: cut.", kind=NoticeKind.CORRECTION),)),
            id="cut-with-a-notice",
        ),
    ],
)
def test_a_large_edit_is_not_doubted(new: Reading) -> None:
    assert doubt(new) is None


@pytest.mark.parametrize(
    "modified_at",
    [pytest.param(None, id="silent"), pytest.param(NOON + timedelta(hours=1), id="marked-as-modified")],
)
def test_a_clean_cut_is_believed_when_the_whole_was_not_seen_for_long(modified_at: datetime | None) -> None:
    """A stub that is served after an edit bears the time of that, too."""
    new = cut(*PARAGRAPHS[:2], modified_at=modified_at)

    assert doubt(new)
    assert doubt(new, unseen=DOUBTED_FOR) is None


@pytest.mark.parametrize(
    ("texts", "believed"),
    [pytest.param(PARAGRAPHS[:2], True, id="cut"), pytest.param((), False, id="emptied")],
)
def test_a_clean_cut_alone_is_believed_when_enough_looks_found_it(
    texts: tuple[str, ...], believed: bool
) -> None:
    reason = doubt_of(OLD, cut(*texts), doubts=(), unseen=timedelta(), cut_stands=True)

    assert (reason is None) == believed


def test_a_cut_that_takes_a_correction_note_with_it_is_doubted_longer() -> None:
    noted = replace(OLD, notices=(Notice(text="Correction: nine weeks.", kind=NoticeKind.CORRECTION),))

    assert doubt_of(noted, cut(*PARAGRAPHS[:2]), doubts=(), unseen=timedelta(), cut_stands=True)


@pytest.mark.parametrize(
    ("new", "doubts"),
    [
        pytest.param(
            cut(*PARAGRAPHS[:2], modified_at=NOON + timedelta(hours=1)), ASKS, id="asks-to-subscribe"
        ),
        pytest.param(cut(PARAGRAPHS[0], PARAGRAPHS[1][:40] + "…"), (), id="ends-within-a-paragraph"),
        pytest.param(cut(), (), id="emptied"),
    ],
)
def test_what_no_editor_does_is_doubted_for_good(new: Reading, doubts: tuple[str, ...]) -> None:
    assert doubt(new, doubts=doubts, unseen=timedelta(days=90))


def test_a_whole_text_on_a_page_that_asks_to_subscribe_is_not_doubted() -> None:
    assert doubt(cut(*PARAGRAPHS[:4], "A sixth girder is cracked, too."), doubts=ASKS) is None


IN_ADDRESS = (Choice(field="published_at", source="address"),)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(
            cut(*OTHER, headline="Morning briefing", published_at=NOON + timedelta(days=1)),
            id="of-the-next-day",
        ),
        pytest.param(
            cut(*OTHER, headline=OLD.headline, published_at=NOON + timedelta(days=1)),
            id="under-the-same-headline",
        ),
        pytest.param(
            cut(*OTHER, headline="Hello, European reader", bylines=(), canonical=None, why=IN_ADDRESS),
            id="a-wall-at-a-dated-address",
        ),
        pytest.param(
            cut(*OTHER, headline="We check your browser", bylines=(), canonical=None, published_at=None),
            id="a-wall",
        ),
    ],
)
def test_another_article_or_page_is_doubted_however_long_it_is_there(new: Reading) -> None:
    found = doubt(new, unseen=timedelta(days=90))
    assert found is not None
    assert found.kind is DoubtKind.ANOTHER


def test_a_wall_over_an_article_that_neither_day_nor_author_tells_is_doubted() -> None:
    bare = replace(OLD, bylines=(), published_at=None, canonical=None)
    wall = replace(bare, headline="We check your browser", blocks=tuple(Block(text=text) for text in OTHER))
    found = doubt_of(bare, wall, doubts=(), unseen=timedelta(days=90))
    assert found is not None
    assert found.kind is DoubtKind.ANOTHER


@together(
    ("new", "doubts", "kind"),
    [
        pytest.param(cut(*PARAGRAPHS[:2]), (), DoubtKind.CUT, id="between-paragraphs"),
        pytest.param(
            cut(PARAGRAPHS[0], PARAGRAPHS[1][:40] + "…"), (), DoubtKind.PAYWALL_STUB, id="faded-out"
        ),
        pytest.param(cut(*PARAGRAPHS[:2]), ASKS, DoubtKind.PAYWALL_STUB, id="asks-to-subscribe"),
        pytest.param(cut(), (), DoubtKind.SHELL, id="emptied"),
        pytest.param(replace(OLD, headline=""), (), DoubtKind.SHELL, id="no-headline"),
        pytest.param(
            cut(*OTHER, headline="Otters counted", bylines=("Bo Lind",), canonical=None),
            (),
            DoubtKind.ANOTHER,
            id="another-author",
        ),
    ],
)
def test_a_doubt_says_what_kind_it_is(new: Reading, doubts: tuple[str, ...], kind: DoubtKind) -> None:
    found = doubt(new, doubts=doubts)
    assert found is not None
    assert found.kind is kind


WITHDRAWN = (Notice(text="This article has been withdrawn.", kind=NoticeKind.RETRACTION),)


@pytest.mark.parametrize(
    "new",
    [
        pytest.param(cut(notices=WITHDRAWN), id="nothing-else-is-left"),
        pytest.param(cut(*PARAGRAPHS[:1], notices=WITHDRAWN), id="the-beginning-is-left"),
        pytest.param(cut(notices=WITHDRAWN, headline="Statement of the editors"), id="new-headline"),
        pytest.param(cut(*STATEMENT), id="said-in-the-text"),
    ],
)
def test_a_withdrawn_text_is_no_doubt(new: Reading) -> None:
    assert doubt(new) is None


def test_a_notice_of_long_ago_withdraws_nothing_today() -> None:
    assert doubt_of(replace(OLD, notices=WITHDRAWN), cut(notices=WITHDRAWN), doubts=(), unseen=timedelta())
