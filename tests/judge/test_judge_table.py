"""What a sight means: each row of the table, and which of two that can both answer comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from cases import together
from judge_cases import NOON, after_looks, case, knowing, looked, waiting_for

from archiver.judge.case import Case
from archiver.judge.table import TABLE, judge
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import PageKind, Reading, Screening, Signals
from archiver.model.revision import (
    Changed,
    Edited,
    First,
    Gone,
    LastingDoubt,
    Memory,
    Moved,
    Rebased,
    Revision,
    Same,
    Suspect,
    Variant,
    Verdict,
)

OLD = Reading.from_text("Storm", "It rains.\n\nNobody at the old mill was hurt in the flood.")
NEW = Reading.from_text("Storm", "It rains.\n\nOne man at the old mill was hurt in the flood.")
OTHER = Reading.from_text("Storm", "It rains.\n\nSix people at the old mill were hurt in the flood.")

UNREAD = replace(knowing(OLD), current=None, fingerprints=())
SEEN = knowing(OLD)
PENDING = replace(SEEN, pending=waiting_for(NEW))


def wall(kind: PageKind = PageKind.BOT_WALL, reason: str = "status 403") -> Screening:
    return Screening(kind=kind, reason=reason)


def doubt(kind: DoubtKind) -> Suspect:
    return Suspect(doubt=Doubt(kind=kind, detail=""))


# --- one row each ---------------------------------------------------------------------------------


def test_what_is_not_the_article_is_suspect_and_never_an_edit() -> None:
    for kind in set(PageKind) - {PageKind.ARTICLE, PageKind.GONE, PageKind.MOVED}:
        verdict = judge(case(PENDING, NEW, screening=wall(kind, "why"), confirming=True))
        assert verdict == doubt(DoubtKind(kind.value))
        assert isinstance(verdict, Suspect)
        assert str(verdict.doubt) == f"{kind.value}: why"


def test_an_article_that_is_gone_keeps_the_status() -> None:
    assert judge(case(SEEN, None, screening=wall(PageKind.GONE), status=410)) == Gone(status=410)


def test_an_article_that_never_was_one_cannot_be_gone() -> None:
    verdict = judge(case(UNREAD, None, screening=wall(PageKind.GONE, "")))
    assert verdict == doubt(DoubtKind.GONE)
    assert isinstance(verdict, Suspect)
    assert verdict.doubt.detail == "not the article"


MOVED = Screening(kind=PageKind.MOVED, moved_to="https://a.example/2")
VISITING = replace(MOVED, moved_to=None)


@pytest.mark.parametrize("shown", [OLD, NEW], ids=["as-it-was", "edited"])
def test_an_article_that_moved_names_its_new_address(shown: Reading) -> None:
    assert judge(case(SEEN, shown, screening=MOVED)) == Moved(to="https://a.example/2")


@pytest.mark.parametrize("screening", [MOVED, VISITING], ids=["for-good", "for-now"])
def test_no_article_moves_to_another_text(screening: Screening) -> None:
    appeal = Reading.from_text("Why we ask", "We ask our readers to give what they can this winter.")
    assert judge(case(SEEN, appeal, screening=screening)) == doubt(DoubtKind.MOVED)


def test_an_article_that_another_address_shows_for_now_is_read_there() -> None:
    assert judge(case(SEEN, OLD, screening=VISITING)) == Same()
    assert judge(case(SEEN, NEW, screening=VISITING)) == Changed()


@pytest.mark.parametrize("screening", [MOVED, VISITING], ids=["for-good", "for-now"])
def test_what_was_never_read_is_read_where_it_is(screening: Screening) -> None:
    assert judge(case(UNREAD, OLD, screening=screening)) == First()


def test_the_first_reading_opens_the_first_revision() -> None:
    assert judge(case(UNREAD, OLD)) == First()


def test_readings_of_two_readers_are_never_compared() -> None:
    assert judge(case(SEEN, replace(NEW, reader="generic/2"))) == Rebased()


def test_a_second_look_that_shows_the_old_wording_makes_a_variant() -> None:
    assert judge(case(PENDING, OLD, confirming=True)) == Variant(reason="another text")


def test_a_variant_says_what_is_worded_otherwise() -> None:
    waits = replace(SEEN, pending=waiting_for(TRIED, read=True))
    assert judge(case(waits, OLD, confirming=True)) == Variant(reason="headline “Storm: what we know”")


def test_the_same_wording_is_the_same() -> None:
    assert judge(case(SEEN, OLD)) == Same()


def test_a_moved_modification_time_alone_is_the_same() -> None:
    assert judge(case(SEEN, replace(OLD, modified_at=NOON))) == Same()


def test_a_routine_look_that_shows_the_old_wording_is_the_same() -> None:
    assert judge(case(PENDING, OLD)) == Same()


def test_a_fingerprint_by_older_rules_is_made_anew_before_it_is_compared() -> None:
    current: Revision | None = SEEN.current
    assert current is not None
    assert judge(case(replace(SEEN, current=replace(current, fingerprint="0:abc")), OLD)) == Same()


def test_an_old_copy_is_suspect() -> None:
    assert judge(case(PENDING, NEW, age=timedelta(hours=1))) == doubt(DoubtKind.STALE)


def test_a_text_that_our_reader_misses_is_suspect() -> None:
    assert judge(case(WHOLE_SEEN, CUT, page_text=WHOLE.text)) == doubt(DoubtKind.MISREAD)


def test_a_cut_copy_is_suspect_however_often_it_is_seen_unless_it_is_an_earlier_revision() -> None:
    waits = replace(WHOLE_SEEN, pending=waiting_for(CUT))
    earlier = replace(knowing(WHOLE, CUT), pending=waiting_for(CUT, looks=6))

    assert judge(case(WHOLE_SEEN, CUT)) == doubt(DoubtKind.CUT)
    assert judge(case(waits, CUT, confirming=True)) == doubt(DoubtKind.CUT)
    assert isinstance(judge(case(earlier, CUT, confirming=True)), Edited)


@pytest.mark.parametrize(
    ("kind", "looks", "hours", "verdict"),
    [
        pytest.param(DoubtKind.CUT, 6, 6, Changed(), id="enough"),
        pytest.param(DoubtKind.CUT, 5, 6, doubt(DoubtKind.CUT), id="too-few-looks"),
        pytest.param(DoubtKind.CUT, 6, 5, doubt(DoubtKind.CUT), id="too-short-a-time"),
        pytest.param(DoubtKind.SHELL, 6, 6, doubt(DoubtKind.CUT), id="another-doubt"),
    ],
)
def test_a_cut_is_believed_when_enough_looks_in_a_row_had_that_doubt(
    kind: DoubtKind, looks: int, hours: int, verdict: Verdict
) -> None:
    doubted = replace(WHOLE_SEEN, doubt=LastingDoubt(kind=kind, since=NOON, looks=looks))
    assert judge(case(doubted, CUT, after=timedelta(hours=hours))) == verdict


@pytest.mark.parametrize("hours", [1, 47])
def test_no_edit_is_told_on_the_ground_of_a_doubtful_reading(hours: int) -> None:
    after = timedelta(hours=hours)
    unsure = replace(NEW, signals=UNSURE)

    assert judge(case(PENDING, unsure, confirming=True, after=after)) == doubt(DoubtKind.DOUBTFUL)


def test_the_history_goes_on_as_soon_as_a_reading_is_sure_again() -> None:
    was_unsure = knowing(replace(OLD, signals=UNSURE))

    assert judge(case(was_unsure, NEW)) == Rebased()
    assert judge(case(was_unsure, OLD)) == Same()
    assert after_looks(knowing(NEW), OTHER, OTHER) == ["Changed", "Edited"], "edits are told from then on"


LEFT = Signals(left="the article goes on at https://a.example/1?page=2, not read: it did not answer")
FIRST_PAGE = replace(Reading.from_text("Storm", "It rains."), signals=LEFT)
FIRST_PAGE_EDITED = replace(Reading.from_text("Storm", "It pours."), signals=LEFT)


def test_pages_that_come_and_go_are_no_edit() -> None:
    """What could not be had is missing in the reading, not in the article."""
    assert judge(case(SEEN, FIRST_PAGE)) == doubt(DoubtKind.DOUBTFUL)
    assert judge(case(knowing(FIRST_PAGE), OLD)) == Rebased()


def test_an_edit_of_the_part_that_is_always_had_is_told() -> None:
    assert after_looks(knowing(FIRST_PAGE), FIRST_PAGE_EDITED, FIRST_PAGE_EDITED) == ["Changed", "Edited"]
    with_the_end = replace(NEW, signals=LEFT)
    assert after_looks(knowing(replace(OLD, signals=LEFT)), with_the_end, with_the_end)[-1] == "Edited"


def test_a_doubtful_reading_that_lasts_is_where_the_history_goes_on() -> None:
    unsure = replace(NEW, signals=UNSURE)
    assert judge(case(PENDING, unsure, after=timedelta(hours=48))) == Rebased()


def test_a_doubtful_reading_is_a_first_revision_and_is_seen_again() -> None:
    unsure = replace(OLD, signals=UNSURE)
    assert judge(case(UNREAD, unsure)) == First()
    assert judge(case(knowing(unsure), unsure)) == Same()


def test_a_first_look_at_another_wording_waits_for_a_second() -> None:
    assert judge(case(SEEN, NEW)) == Changed()


def test_a_second_look_that_shows_a_third_wording_waits_again() -> None:
    assert judge(case(PENDING, OTHER, confirming=True)) == Changed()


def test_a_sight_older_than_the_change_does_not_confirm_it() -> None:
    assert judge(case(PENDING, NEW, confirming=True, after=timedelta(minutes=-1))) == Changed()


@pytest.mark.parametrize("gone_since", [None, NOON], ids=["all-along", "back-after-it-was-gone"])
def test_a_new_layout_is_no_edit(gone_since: object) -> None:
    memory = replace(PENDING, article=replace(PENDING.article, gone_since=gone_since))
    assert judge(case(memory, NEW, relaid=True)) == Rebased()


@pytest.mark.parametrize("confirming", [True, False])
def test_a_second_look_that_agrees_makes_an_edit(confirming: bool) -> None:
    verdict = judge(case(PENDING, NEW, confirming=confirming))
    assert isinstance(verdict, Edited)
    assert verdict.diff.counts() == {"same": 1, "edited": 1}
    assert verdict.assessment.summary
    assert verdict.reverts_to is None


def test_an_edit_back_to_an_earlier_wording_names_that_revision() -> None:
    verdict = judge(
        case(replace(knowing(OTHER, NEW, OLD), pending=waiting_for(NEW, looks=6)), NEW, confirming=True)
    )
    assert isinstance(verdict, Edited)
    assert verdict.reverts_to == 1


def test_an_article_without_a_reading_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a reading"):
        case(SEEN, None)


# --- two rows that can both answer ----------------------------------------------------------------

WHOLE = Reading.from_text(
    "Storm", "\n\n".join(f"Street number {n} was under water at noon." for n in range(9))
)
CUT = replace(WHOLE, blocks=WHOLE.blocks[:2])
WHOLE_SEEN = knowing(WHOLE)
OLD_COPY = timedelta(hours=1)
MISSED = replace(CUT, reader="generic/2")
UNSURE = Signals(confidence=0.1, doubts=("0% of the headline's words are in the text",))

BOTH = {
    "absent, first": case(UNREAD, OLD, screening=wall()),
    "absent, variant, same, waiting": case(PENDING, OLD, screening=wall(), confirming=True),
    "absent, variant, same, doubtful, waiting": case(
        PENDING, replace(OLD, signals=UNSURE), screening=wall(), confirming=True
    ),
    "other_reader, stale, misread, shrunk, doubtful, waiting, relaid": case(
        WHOLE_SEEN, replace(MISSED, signals=UNSURE), page_text=WHOLE.text, age=OLD_COPY, relaid=True
    ),
    "doubtful, waiting": case(SEEN, replace(NEW, signals=UNSURE)),
    "absent, other_reader, misread, shrunk, waiting": case(
        WHOLE_SEEN, MISSED, screening=wall(), page_text=WHOLE.text
    ),
    "absent, stale, relaid": case(PENDING, NEW, screening=wall(), age=OLD_COPY, relaid=True),
    "other_reader, variant, same, waiting": case(PENDING, replace(OLD, reader="generic/2"), confirming=True),
    "other_reader, stale, misread, shrunk, waiting, relaid": case(
        WHOLE_SEEN, MISSED, page_text=WHOLE.text, age=OLD_COPY, relaid=True
    ),
    "variant, same, stale, waiting, relaid": case(PENDING, OLD, confirming=True, age=OLD_COPY, relaid=True),
    "stale, misread, shrunk, waiting, relaid": case(
        WHOLE_SEEN, CUT, page_text=WHOLE.text, age=OLD_COPY, relaid=True
    ),
    "misread, shrunk, waiting": case(WHOLE_SEEN, CUT, page_text=WHOLE.text),
    "shrunk, waiting": case(WHOLE_SEEN, CUT),
    "waiting, relaid": case(SEEN, NEW, relaid=True),
}
"""Cases by the rows that have an answer to them, beside `edited`, which has one to every change."""

READ_BEFORE = {rule.__name__ for rule in TABLE[2:-1]}
NEVER_BOTH = {("first", row) for row in READ_BEFORE} | {
    (known, doubted) for known in ("variant", "same") for doubted in ("misread", "shrunk")
}
"""What was never read has no current revision; a text that is known is not called cut or misread."""


def answering(one: Case) -> list[str]:
    """Return the names of the rows that have an answer, `edited` aside, whatever stands above them."""
    if one.memory.current is None:
        return [rule.__name__ for rule in TABLE[:2] if rule(one) is not None]
    return [rule.__name__ for rule in TABLE[:-1] if rule(one) is not None]


@together("rows", BOTH)
def test_of_the_rows_that_can_answer_the_first_does(rows: str) -> None:
    one = BOTH[rows]
    assert ", ".join(answering(one)) == rows
    (winner,) = (rule for rule in TABLE if rule.__name__ == rows.split(",")[0])
    assert judge(one) == winner(one)


def test_each_pair_of_rows_that_can_both_answer_stands_in_a_case_above() -> None:
    names = [rule.__name__ for rule in TABLE[:-1]]
    shown = {pair for rows in BOTH for pair in combinations(rows.split(", "), 2)}
    assert set(combinations(names, 2)) - shown == NEVER_BOTH


def test_the_last_row_answers_what_no_other_does() -> None:
    one = case(PENDING, NEW)
    assert answering(one) == []
    assert isinstance(judge(one), Edited)


# --- headline trials ---

TRIED = replace(OLD, headline="Storm: what we know", social_headline="Storm: what we know")
TRIED_NEW = replace(NEW, headline=TRIED.headline, social_headline=TRIED.social_headline)


@pytest.fixture
def on_trial() -> Memory:
    """Return what is known of an article whose headline was seen in two wordings."""
    return looked(SEEN, TRIED, OLD)[1]


def test_a_new_headline_takes_seven_looks_that_agree() -> None:
    assert after_looks(SEEN, *[TRIED] * 7) == ["Changed"] * 6 + ["Edited"]


def test_a_headline_that_gives_way_to_the_old_one_is_a_variant() -> None:
    assert after_looks(SEEN, TRIED, TRIED, TRIED, OLD) == ["Changed", "Changed", "Changed", "Variant"]


def test_a_known_variant_takes_twice_the_looks_to_win(on_trial: Memory) -> None:
    assert after_looks(on_trial, *[TRIED] * 14) == ["Same", *["Changed"] * 12, "Edited"]


@pytest.mark.parametrize(
    "looks", [(NEW, NEW), (NEW, TRIED_NEW), (TRIED_NEW, NEW), (TRIED_NEW, TRIED_NEW, NEW)]
)
def test_an_edit_of_the_text_is_found_while_a_headline_is_on_trial(
    on_trial: Memory, looks: tuple[Reading, ...]
) -> None:
    assert after_looks(on_trial, *looks) == ["Changed"] * (len(looks) - 1) + ["Edited"]


@pytest.mark.parametrize("looks", [(TRIED_NEW, NEW), (NEW, TRIED_NEW), (TRIED_NEW, TRIED_NEW, NEW)])
def test_an_edit_of_the_text_is_found_where_its_looks_are_the_first_to_see_a_trial(
    looks: tuple[Reading, ...],
) -> None:
    assert after_looks(SEEN, *looks) == ["Changed"] * (len(looks) - 1) + ["Edited"]


def test_looks_that_differ_in_headline_and_text_agree_on_nothing() -> None:
    other = replace(OTHER, headline=TRIED.headline)
    assert after_looks(SEEN, other, NEW) == ["Changed", "Changed"]


def test_an_edit_of_the_text_is_never_opened_with_the_headline_on_trial(on_trial: Memory) -> None:
    assert after_looks(on_trial, *[TRIED_NEW] * 7) == ["Changed"] * 7


def test_another_headline_beside_a_trial_is_no_trial(on_trial: Memory) -> None:
    third = replace(OLD, headline="Two hurt as storm hits mill")
    assert after_looks(on_trial, *[third] * 7) == ["Changed"] * 6 + ["Edited"]
