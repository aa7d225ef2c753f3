"""Text that the page has and our reader misses was not deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from judge_cases import case, knowing

from archiver.judge.loss import DOUBTED_FOR
from archiver.judge.misread import DOUBT, is_unread, misread
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import Memory, Rebased, Suspect

FLOOD = Reading.from_text(
    "Storm", "\n\n".join(f"Street number {n} was under water at noon, said Ann." for n in range(9))
)
FIRST_TWO = replace(FLOOD, blocks=FLOOD.blocks[:2])
PAGE = "Menu Storm " + " ".join(f"\n{block.text.replace(' ', '  ')}" for block in FLOOD.blocks)
KNOWN = knowing(FLOOD)


def look_at_page(
    page: str, *, memory: Memory = KNOWN, after: timedelta = timedelta(hours=1)
) -> Suspect | Rebased | None:
    return misread(case(memory, FIRST_TWO, after=after, page_text=page))


def test_text_that_the_page_still_has_was_not_deleted() -> None:
    assert look_at_page(PAGE) == Suspect(doubt=DOUBT)
    assert look_at_page("Menu Storm " + FIRST_TWO.text) is None


def test_when_that_has_lasted_the_history_goes_on() -> None:
    assert look_at_page(PAGE, after=DOUBTED_FOR) == Rebased()
    assert look_at_page("Menu Storm " + FIRST_TWO.text, after=DOUBTED_FOR) is None


def test_under_a_wall_it_stays_a_doubt_however_long_that_lasts() -> None:
    walled = Screening(kind=PageKind.ARTICLE, doubts=("asks to subscribe",))
    one = case(KNOWN, FIRST_TWO, screening=walled, after=2 * DOUBTED_FOR, page_text=PAGE)
    assert misread(one) == Suspect(doubt=DOUBT)


def test_it_lasts_as_long_where_the_article_was_gone_meanwhile() -> None:
    back = replace(KNOWN, article=replace(KNOWN.article, gone_since=KNOWN.article.added_at))
    assert look_at_page(PAGE, memory=back, after=DOUBTED_FOR) == Rebased()


def test_a_wording_known_before_is_not_misread() -> None:
    assert look_at_page(PAGE, memory=knowing(FLOOD, FIRST_TWO)) is None


def test_a_page_is_not_searched_where_little_is_missing() -> None:
    def never() -> str:
        raise AssertionError("asked")

    assert not is_unread(FLOOD, replace(FLOOD, blocks=FLOOD.blocks[:7]), never)
