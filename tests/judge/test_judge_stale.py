"""An old copy that a cache serves is no edit back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from judge_cases import NOON, case, knowing

from archiver.judge.stale import COPIES_LIVE, stale
from archiver.model.reading import Reading

HOUR = timedelta(hours=1)

EARLIER = replace(
    Reading.from_text("Storm", "It rains.\n\nNobody was hurt."), modified_at=NOON - timedelta(days=1)
)
CURRENT = replace(Reading.from_text("Storm", "It rains.\n\nOne man was hurt."), modified_at=NOON - HOUR)
UNKNOWN = replace(Reading.from_text("Storm", "It rains.\n\nSome were hurt."), modified_at=NOON - 2 * HOUR)

MEMORY = knowing(CURRENT, EARLIER)


def is_stale(reading: Reading, *, age: timedelta | None = None, later: timedelta = HOUR) -> bool:
    return stale(case(MEMORY, reading, after=later, age=age)) is not None


def test_an_answer_made_before_the_current_text_was_seen_is_old_whatever_it_says() -> None:
    assert is_stale(replace(UNKNOWN, modified_at=None), age=2 * HOUR)


def test_an_answer_made_since_then_may_be_an_edit() -> None:
    assert not is_stale(UNKNOWN, age=timedelta(minutes=20))


def test_an_earlier_text_with_its_earlier_time_is_old() -> None:
    assert is_stale(EARLIER)


@pytest.mark.parametrize(
    "modified", [NOON + timedelta(minutes=30), CURRENT.modified_at, None], ids=["later", "equal", "untold"]
)
def test_an_earlier_text_without_an_earlier_time_is_an_edit_undone(modified: datetime | None) -> None:
    assert not is_stale(replace(EARLIER, modified_at=modified))


def test_a_text_never_seen_may_be_an_edit_though_its_time_went_back() -> None:
    assert not is_stale(UNKNOWN)


def test_what_is_shown_long_enough_is_believed() -> None:
    assert not is_stale(EARLIER, age=2 * COPIES_LIVE, later=COPIES_LIVE)
