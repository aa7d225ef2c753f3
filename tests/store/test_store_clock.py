"""A clock that was ahead: what it recorded is kept, and spoils neither spans nor intervals."""

from __future__ import annotations

from dataclasses import replace

from store_samples import ONE, TWO, First, Same, at, edited, see, see_edit, watch

from archiver.model.revision import Changed, Gone
from archiver.store import Store

YEARS = 3 * 365 * 24 * 60.0  # minutes


def test_an_edit_found_after_the_clock_was_ahead_lies_after_the_last_true_sight(store: Store) -> None:
    """Nobody has said that the clock was wrong: a time after the present one is not believed."""
    task = watch(store)
    see(store, task, ONE, First(), minutes=0)
    see(store, task, ONE, Same(), minutes=10)
    see(store, task, ONE, Same(), minutes=YEARS)
    see_edit(store, task, ONE, TWO, minutes=20)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (at(10), at(20))


def test_an_event_found_after_the_clock_was_ahead_lies_after_the_last_true_sight(store: Store) -> None:
    task = watch(store)
    see(store, task, ONE, First(), minutes=0)
    see(store, task, ONE, Same(), minutes=YEARS)
    see(store, task, None, Gone(status=410), minutes=20)
    (event,) = store.events()
    assert (event.not_before, event.not_after) == (at(0), at(20))


def test_doubted_visits_stay_and_span_nothing(store: Store) -> None:
    task = watch(store)
    see(store, task, ONE, First(), minutes=0)
    see(store, task, ONE, Same(), minutes=10)
    late = see(store, task, ONE, Same(), minutes=YEARS)
    assert store.newest_visit() == at(YEARS)

    assert store.doubt_later(at(20)) == 1

    (revision,) = store.revisions(task.article)
    assert (revision.seen_from, revision.seen_until) == (at(0), at(10))
    assert store.newest_visit() == at(10)
    assert store.doubtful_visits() == 1
    assert late in store.visits(task.article), "evidence is never changed"
    assert store.article(task.article).next_visit == at(20), "it is due"
    assert [run.kind for run in store.runs()] == ["clock"]

    see(store, task, ONE, Same(), minutes=25)
    (revision,) = store.revisions(task.article)
    assert revision.seen_until == at(25)


def test_a_revision_opened_while_the_clock_was_ahead_is_followed_by_true_intervals(store: Store) -> None:
    three = replace(TWO, headline="Bridge open again")
    task = watch(store)
    see(store, task, ONE, First(), minutes=0)
    see(store, task, ONE, Same(), minutes=10)
    see_edit(store, task, ONE, TWO, minutes=YEARS)
    store.doubt_later(at(20))
    see_edit(store, task, TWO, three, minutes=30)
    *_, edit = sorted(store.edits(), key=lambda one: one.new)
    assert (edit.not_before, edit.not_after) == (at(10), at(30)), "the last true sight of anything before"

    see(store, task, three, Same(), minutes=40)
    see_edit(store, task, three, ONE, minutes=50)
    *_, edit = sorted(store.edits(), key=lambda one: one.new)
    assert (edit.not_before, edit.not_after) == (at(40), at(50))


def test_an_edit_whose_first_look_was_ahead_is_dated_by_the_second(
    store: Store,
) -> None:

    task = watch(store)
    see(store, task, ONE, First(), minutes=0)
    see(store, task, TWO, Changed(), minutes=YEARS)
    store.doubt_later(at(20))
    see(store, task, TWO, edited(ONE, TWO), minutes=30)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (at(0), at(30))
