from __future__ import annotations

from datetime import UTC, datetime, timedelta

from archiver.frontier.first_visit import AT_ONCE, first_visits, newest_first
from archiver.frontier.revisit import LONGEST_WAIT, RETIRED_AFTER
from archiver.model.article import Link

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
OLD = NOON - RETIRED_AFTER - DAY


def links(count: int, *, published: datetime | None = None, modified: datetime | None = None) -> list[Link]:
    return [
        Link(
            url=f"https://gazette.example/{number}",
            seed="https://gazette.example/sitemap.xml",
            found_at=NOON,
            published_at=published,
            modified_at=modified,
        )
        for number in range(count)
    ]


def planned(found: list[Link], *, undated: datetime = NOON, between: timedelta = MINUTE) -> list[object]:
    return list(first_visits(found, NOON, undated=undated, between=between))


def test_what_a_seed_usually_names_is_visited_at_once_whatever_its_age() -> None:
    assert planned(links(AT_ONCE, published=OLD)) == [NOON] * AT_ONCE


def test_of_a_long_list_the_rest_is_visited_one_after_the_other() -> None:
    dues = planned(links(AT_ONCE + 3, published=NOON - 30 * DAY))

    assert dues[:AT_ONCE] == [NOON] * AT_ONCE
    assert dues[AT_ONCE:] == [NOON + MINUTE, NOON + 2 * MINUTE, NOON + 3 * MINUTE]


def test_of_a_long_list_what_is_older_than_articles_are_watched_waits_for_a_hint() -> None:
    assert planned(links(AT_ONCE + 2, published=OLD))[AT_ONCE:] == [None, None]


def test_an_old_article_that_was_changed_lately_is_visited() -> None:
    assert None not in planned(links(AT_ONCE + 2, published=OLD, modified=NOON - DAY))


def test_no_visit_is_planned_further_ahead_than_any_other() -> None:
    dues = planned(links(AT_ONCE + 4), between=LONGEST_WAIT / 2)

    assert dues[AT_ONCE:] == [NOON + LONGEST_WAIT / 2, NOON + LONGEST_WAIT, None, None]


def test_the_newest_come_first_and_those_without_a_date_where_they_are_told_to() -> None:
    new, old = links(1, published=NOON), links(1, published=NOON - 9 * DAY)
    edited = links(1, published=NOON - 9 * DAY, modified=NOON - DAY)
    bare = links(1)

    assert newest_first([*bare, *old, *edited, *new], undated=OLD) == [*new, *edited, *old, *bare]
    assert newest_first([*old, *bare], undated=NOON) == [*bare, *old]
