"""An old copy that a cache serves is no edit back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archiver.diff.fingerprint import fingerprint
from archiver.diff.stale import PATIENCE, stale
from archiver.model.article import Article
from archiver.model.reading import Reading
from archiver.model.revision import Memory, Revision

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

EARLIER = replace(
    Reading.from_text("Storm", "It rains.\n\nNobody was hurt."), modified_at=NOON - timedelta(days=1)
)
CURRENT = replace(Reading.from_text("Storm", "It rains.\n\nOne man was hurt."), modified_at=NOON - HOUR)
UNKNOWN = replace(Reading.from_text("Storm", "It rains.\n\nSome were hurt."), modified_at=NOON - 2 * HOUR)

MEMORY = Memory(
    article=Article(id=1, url="https://a.example/1", source=None, added_at=NOON, next_visit=NOON),
    current=Revision(
        id=2,
        article=1,
        number=2,
        snapshot=2,
        reading=CURRENT,
        fingerprint=fingerprint(CURRENT),
        seen_from=NOON,
        seen_until=NOON,
        opened_by="edit",
    ),
    fingerprints=((1, fingerprint(EARLIER)), (2, fingerprint(CURRENT))),
)


def is_stale(reading: Reading, *, age: timedelta | None = None, later: timedelta = HOUR) -> bool:
    at = NOON + later
    return stale(MEMORY, reading, seen_at=at, made_at=None if age is None else at - age) is not None


def test_an_answer_made_before_the_current_text_was_seen_is_old_whatever_it_says() -> None:
    assert is_stale(replace(UNKNOWN, modified_at=None), age=2 * HOUR)


def test_an_answer_made_since_then_may_be_an_edit() -> None:
    assert not is_stale(UNKNOWN, age=timedelta(minutes=20))


def test_the_current_text_is_never_old() -> None:
    assert not is_stale(CURRENT, age=2 * HOUR)


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
    assert not is_stale(EARLIER, age=2 * PATIENCE, later=PATIENCE)
