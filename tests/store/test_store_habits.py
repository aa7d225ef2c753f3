from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import NOON, ONE, TWO, First, Same, at, see, see_edit

from archiver.model.article import Source
from archiver.model.capture import CaptureTask
from archiver.model.revision import QuietSpan, Rebased
from archiver.store import Store

MINUTE = timedelta(minutes=1)


@pytest.fixture
def watched(store: Store) -> CaptureTask:
    """Return a claim on an article of a source."""
    store.sync_sources([Source(name="gazette", domain="gazette.example")], NOON)
    article, _ = store.add_article("https://gazette.example/a", source="gazette", now=NOON, next_visit=NOON)
    return store.claim([article.id], NOON)[0]


def span(changed: float, begin: float, end: float, *, edited: bool) -> QuietSpan:
    return QuietSpan(changed_at=at(changed), watched_from=at(begin), watched_until=at(end), edited=edited)


def test_an_edit_ends_a_quiet_span_in_the_middle_of_its_interval(store: Store, watched: CaptureTask) -> None:
    see(store, watched, ONE, First(), minutes=0)
    see(store, watched, ONE, Same(), minutes=60)
    see_edit(store, watched, ONE, TWO, minutes=80)
    see(store, watched, TWO, Same(), minutes=100)
    assert store.quiet_spans(NOON) == {
        "gazette": (span(0, 0, 70, edited=True), span(80, 80, 100, edited=False))
    }


def test_an_article_is_as_old_as_its_publisher_says(store: Store, watched: CaptureTask) -> None:
    old = replace(ONE, published_at=at(-500), modified_at=at(-300))
    see(store, watched, old, First(), minutes=0)
    see(store, watched, old, Same(), minutes=60)
    assert store.quiet_spans(NOON) == {"gazette": (span(-300, 0, 60, edited=False),)}


def test_a_publishers_time_ahead_of_the_first_sight_is_not_believed(
    store: Store, watched: CaptureTask
) -> None:
    see(store, watched, replace(ONE, modified_at=at(5)), First(), minutes=0)
    assert store.quiet_spans(NOON) == {"gazette": (span(0, 0, 0, edited=False),)}


def test_our_own_new_reader_is_no_edit(store: Store, watched: CaptureTask) -> None:
    see(store, watched, ONE, First(), minutes=0)
    see(store, watched, replace(ONE, reader="generic/2"), Rebased(), minutes=60)
    assert store.quiet_spans(NOON) == {"gazette": (span(0, 0, 60, edited=False),)}


def test_only_what_was_watched_lately_counts(store: Store, watched: CaptureTask) -> None:
    see(store, watched, ONE, First(), minutes=0)
    see_edit(store, watched, ONE, TWO, minutes=80)
    see(store, watched, TWO, Same(), minutes=100)
    assert store.quiet_spans(at(90)) == {"gazette": (span(80, 80, 100, edited=False),)}
    assert store.quiet_spans(at(101)) == {}


def test_articles_without_a_source_teach_nothing(store: Store, task: CaptureTask) -> None:
    assert store.quiet_spans(NOON - MINUTE) == {}
