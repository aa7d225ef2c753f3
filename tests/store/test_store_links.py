"""What seeds say, and how far it is believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import NOON, URL, at, reading, see, watch

from archiver.model.article import Link
from archiver.model.capture import CaptureTask
from archiver.model.revision import First
from archiver.store import Store
from archiver.store.watching.links import HINT_REST, STAMPING

SEED = "https://gazette.example/feed.xml"


def link(
    url: str = URL, *, minutes: float = 0, headline: str | None = None, modified: float | None = None
) -> Link:
    return Link(
        url=url,
        seed=SEED,
        found_at=at(minutes),
        headline=headline,
        modified_at=None if modified is None else at(modified),
    )


# --- links ---------------------------------------------------------------------------------------


def test_links_are_counted_and_odd_ones_left_out(store: Store) -> None:
    links = [link(), link("https://gazette.example/b"), link("mailto:a@example.org"), link("nonsense")]

    counts = store.record_links(links, None, NOON)

    assert (counts.found, counts.new, counts.hinted, counts.refused) == (4, 2, 0, 2)
    assert store.record_links(links, None, at(1)).new == 0


@pytest.mark.parametrize(
    ("before", "now", "due"),
    [
        pytest.param(link(headline="A"), link(headline="B"), True, id="other-headline"),
        pytest.param(link(modified=0), link(modified=9), True, id="other-time-of-change"),
        pytest.param(link(headline="A", modified=0), link(headline="A", modified=0), False, id="same"),
        pytest.param(link(headline="A"), link(), False, id="says-nothing"),
        pytest.param(link(), link(headline="B"), False, id="said-nothing-before"),
    ],
)
def test_a_seed_that_says_an_article_changed_makes_it_due(
    store: Store, before: Link, now: Link, due: bool
) -> None:
    watched, _ = store.add_article(URL, source=None, now=NOON, next_visit=at(600))
    store.record_links([before], None, NOON)

    counts = store.record_links([now], None, at(10))

    assert counts.hinted == due
    assert store.article(watched.id).next_visit == (at(10) if due else at(600))


def test_a_hint_never_makes_an_article_later(store: Store) -> None:
    watched, _ = store.add_article(URL, source=None, now=NOON, next_visit=at(5))
    store.record_links([link(headline="A")], None, NOON)

    assert store.record_links([link(headline="B")], None, at(10)).hinted == 0
    assert store.article(watched.id).next_visit == at(5)


def test_a_hint_brings_a_retired_article_back(store: Store) -> None:
    watched, _ = store.add_article(URL, source=None, now=NOON, next_visit=None)
    store.record_links([link(headline="A")], None, NOON)

    store.record_links([link(headline="B")], None, at(10))

    assert store.article(watched.id).next_visit == at(10)


def test_headlines_that_take_turns_are_a_hint_once_each(store: Store) -> None:
    watched, _ = store.add_article(URL, source=None, now=NOON, next_visit=None)
    hints = []
    for minutes, headline in enumerate(["A", "B", "A", "B", "C", "A", "C"]):
        hints.append(store.record_links([link(headline=headline)], None, at(minutes)).hinted)
        store.retire(watched.id)

    assert hints == [0, 1, 0, 0, 1, 0, 0]


# --- claimed times of change ---------------------------------------------------------------------------


@pytest.fixture
def visited(store: Store) -> CaptureTask:
    """Return an article that was read at noon and is due ten hours later."""
    task = watch(store)
    see(store, task, reading("one"), First(), minutes=0)
    store.schedule(task.article, at(600))
    return task


@pytest.mark.parametrize(
    ("claim", "found", "due"),
    [
        pytest.param(30, 40, 40, id="changed-since-the-last-visit"),
        pytest.param(-30, 40, 600, id="changed-before-the-last-visit"),
        pytest.param(50, 40, 600, id="in-the-future"),
        pytest.param(1, 2, 15, id="just-after-a-visit"),
    ],
)
def test_a_claimed_change_since_the_last_visit_pulls_the_next_forward(
    store: Store, visited: CaptureTask, claim: float, found: float, due: float
) -> None:
    store.record_links([link(modified=claim)], None, at(found))

    assert store.article(visited.article).next_visit == at(due)


def test_a_claimed_change_revives_an_article_whose_visits_had_stopped(
    store: Store, visited: CaptureTask
) -> None:
    store.retire(visited.article)

    store.record_links([link(modified=30)], None, at(40))

    assert store.article(visited.article).next_visit == at(40)


def test_a_claim_is_believed_once(store: Store, visited: CaptureTask) -> None:
    store.record_links([link(modified=30)], None, at(40))
    store.schedule(visited.article, at(600))

    assert store.record_links([link(modified=30)], None, at(50)).hinted == 0


def test_a_bare_date_of_today_that_is_new_is_a_hint(store: Store, visited: CaptureTask) -> None:
    yesterday, today = -36 * 60, -12 * 60  # midnights, in minutes from noon
    store.record_links([link(modified=yesterday)], None, at(20))
    assert store.article(visited.article).next_visit == at(600)

    store.record_links([link(modified=today)], None, at(40))

    assert store.article(visited.article).next_visit == at(40)


def test_an_article_whose_time_is_always_new_is_visited_at_most_once_a_rest(
    store: Store, visited: CaptureTask
) -> None:
    visits = []
    for minutes in range(1, 121):
        store.record_links([link(modified=minutes)], None, at(minutes))
        for task in store.claim_due(at(minutes)):
            see(store, task, reading(str(minutes)), First(), minutes=minutes)
            store.schedule(task.article, at(6000))
            visits.append(minutes)

    assert len(visits) == timedelta(hours=2) / HINT_REST


def test_a_seed_that_stamps_the_time_of_its_making_on_everything_says_nothing(store: Store) -> None:
    urls = [f"https://gazette.example/{number}" for number in range(STAMPING + 3)]
    for url in urls:
        store.add_article(url, source=None, now=NOON, next_visit=at(600))
    store.record_links([link(url, modified=-9) for url in urls], None, NOON)

    assert store.record_links([link(url, modified=9) for url in urls], None, at(10)).hinted == 0
    some = [link(url, modified=19 if number < 3 else 9) for number, url in enumerate(urls)]
    assert store.record_links(some, None, at(20)).hinted == 3


def test_links_become_articles_where_they_are_to_be_watched(store: Store) -> None:
    links = [link(), link(URL + "/"), link("https://gazette.example/b")]

    assert store.record_links(links, None, NOON).watched == 0
    assert store.record_links(links, None, at(1), watch=True).watched == 2
    assert [article.next_visit for article in store.articles()] == [at(1), at(1)]


# --- first visits ------------------------------------------------------------------------------------


def test_new_articles_are_due_as_planned_and_a_hint_brings_those_that_are_not(store: Store) -> None:
    links = [link(), link("https://gazette.example/b", modified=-99)]
    store.record_links(links, None, NOON, watch=True, plan=lambda new: [at(60), None])
    assert [article.next_visit for article in store.articles()] == [at(60), None]

    store.record_links(
        [link("https://gazette.example/b", modified=9)], None, at(10), watch=True, plan=lambda new: []
    )

    assert [article.next_visit for article in store.articles()] == [at(60), at(10)]


def test_an_article_that_another_seed_names_too_is_visited_sooner_and_never_later(store: Store) -> None:
    store.record_links([link()], None, NOON, watch=True, plan=lambda new: [None])
    other = replace(link(), seed="https://gazette.example/")

    for minutes, due in ((20, at(20)), (30, at(20))):
        store.record_links([other], None, at(minutes), watch=True)
        assert store.find_article(URL).next_visit == due
    store.record_links([replace(other, seed=f"{SEED}.gz")], None, at(40), watch=True, plan=lambda new: [None])
    assert store.find_article(URL).next_visit == at(20)


def test_an_article_that_was_visited_is_not_due_again_because_another_seed_names_it(
    store: Store, visited: CaptureTask
) -> None:
    other_spelling = link(URL.replace("https:", "http:"))

    store.record_links([link(), other_spelling], None, at(20), watch=True)

    assert store.article(visited.article).next_visit == at(600)
