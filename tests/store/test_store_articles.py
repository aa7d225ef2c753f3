from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import NOON, URL, at, capture, edited, reading, see, watch

from archiver.errors import InvalidURL, SchemeRefused, UnknownArticle, UnknownSource
from archiver.model.article import Link, Source
from archiver.model.capture import LEASE, Depth, Purpose
from archiver.model.revision import Changed, First, Gone, Same
from archiver.store import Store

SEED = "https://gazette.example/feed.xml"
GAZETTE = Source(name="gazette", domain="gazette.example", seeds=(SEED,))


def add(store: Store, name: str, *, due: float | None = 0, source: str | None = None) -> int:
    next_visit = None if due is None else at(due)
    article, _ = store.add_article(
        f"https://gazette.example/{name}", source=source, now=NOON, next_visit=next_visit
    )
    return article.id


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param("https://gazette.example/2026/storm-warning?utm_source=feed", id="tracker"),
        pytest.param("HTTPS://Gazette.Example:443/2026/storm-warning#top", id="case-port-fragment"),
    ],
)
def test_one_article_has_many_spellings(store: Store, spelling: str) -> None:
    article, new = store.add_article(URL, source=None, now=NOON, next_visit=NOON)

    again, newly = store.add_article(spelling, source=None, now=at(5), next_visit=at(5))

    assert (new, newly) == (True, False)
    assert again == store.find_article(spelling) == store.article(article.id)
    assert again == replace(article, wanted_at=at(5))


def test_an_alias_leads_to_its_article(store: Store) -> None:
    number = add(store, "a")

    assert store.add_alias(number, "https://gazette.example/amp/a", "amp", NOON)

    assert store.find_article("https://gazette.example/amp/a").id == number
    assert store.add_article("https://gazette.example/amp/a", source=None, now=NOON, next_visit=None) == (
        store.article(number),
        False,
    )


def test_an_alias_never_takes_an_address_from_another_article(store: Store) -> None:
    number, other = add(store, "a"), add(store, "b")

    assert not store.add_alias(number, "https://gazette.example/b", "redirect", NOON)

    assert store.find_article("https://gazette.example/b").id == other


def test_an_unknown_address_names_the_nearest_that_is_watched(store: Store) -> None:
    watch(store)

    with pytest.raises(UnknownArticle, match=f"did you mean {re.escape(URL)}$"):
        store.find_article("https://gazette.example/2026/storm-warnings")


def test_an_unknown_address_of_an_empty_archive_says_how_to_watch_it(store: Store) -> None:
    with pytest.raises(UnknownArticle, match="archiver add"):
        store.find_article(URL)


@pytest.mark.parametrize(
    ("url", "error"),
    [("file:///etc/passwd", SchemeRefused), ("nonsense", InvalidURL), ("https://", InvalidURL)],
)
def test_what_is_no_web_address_is_not_watched(store: Store, url: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        store.add_article(url, source=None, now=NOON, next_visit=None)

    assert store.articles() == ()


# --- sources -------------------------------------------------------------------------------------


def test_articles_are_listed_by_source(store: Store) -> None:
    store.sync_sources([GAZETTE], NOON)
    add(store, "a", source="gazette")
    add(store, "b")

    assert [article.url for article in store.articles(source="gazette")] == ["https://gazette.example/a"]
    assert [article.source for article in store.articles()] == ["gazette", None]


def test_a_source_that_is_no_longer_declared_keeps_its_articles(store: Store) -> None:
    store.sync_sources([GAZETTE], NOON)
    add(store, "a", source="gazette")

    store.sync_sources([], at(1))

    assert store.db.execute("SELECT declared FROM sources").fetchone()[0] == 0
    assert len(store.articles(source="gazette")) == 1


def test_an_unknown_source_names_those_that_are_declared(store: Store) -> None:
    store.sync_sources([GAZETTE], NOON)

    with pytest.raises(UnknownSource, match="gazette"):
        add(store, "a", source="gazete")


# --- claims --------------------------------------------------------------------------------------


def test_what_is_due_is_claimed_longest_overdue_first(store: Store) -> None:
    add(store, "later", due=3), add(store, "first", due=1), add(store, "not-yet", due=9)
    add(store, "retired", due=None)

    tasks = store.claim_due(at(5))

    assert [task.url.rpartition("/")[2] for task in tasks] == ["first", "later"]
    assert {task.lease_until for task in tasks} == {at(5) + LEASE}


def test_a_claim_is_limited_and_nobody_gets_the_same_twice(store: Store) -> None:
    for number in range(5):
        add(store, str(number), due=number)

    first, second, third = store.claim_due(at(5), 2), store.claim_due(at(5), 2), store.claim_due(at(5), 2)

    assert [len(tasks) for tasks in (first, second, third)] == [2, 2, 1]
    assert len({task.article for task in first + second + third}) == 5


def test_a_lease_that_ran_out_can_be_claimed_again(store: Store) -> None:
    add(store, "a")
    store.claim_due(NOON)

    assert store.claim_due(NOON + LEASE - timedelta(seconds=1)) == ()
    assert len(store.claim_due(NOON + LEASE)) == 1


def test_a_claim_can_be_given_back(store: Store) -> None:
    add(store, "a")
    (task,) = store.claim_due(NOON)

    store.release(task)

    assert len(store.claim_due(NOON)) == 1


def test_a_new_writer_takes_over_what_a_dead_one_had_claimed(store: Store) -> None:
    add(store, "a")
    store.claim_due(NOON)
    database, snapshots = store.path, store.folder.root
    store.close()

    with Store.open(database, snapshots) as successor:
        assert len(successor.claim_due(NOON)) == 1


def test_recording_a_visit_releases_its_claim_and_says_when_it_is_due(store: Store) -> None:
    task = watch(store)

    see(store, task, reading("one"), First(), minutes=0)

    article = store.article(task.article)
    assert article.next_visit == at(60)
    assert store.claim_due(at(59)) == ()
    assert len(store.claim_due(at(60))) == 1


def test_articles_are_claimed_by_id_whatever_is_due(store: Store) -> None:
    retired, other = add(store, "retired", due=None), add(store, "other", due=99)

    tasks = store.claim([other, retired, 99, other], NOON)

    assert [(task.article, task.purpose) for task in tasks] == [
        (other, Purpose.ASKED),
        (retired, Purpose.ASKED),
    ]


def test_everything_is_kept_where_a_revision_may_open(store: Store) -> None:
    task = watch(store)
    assert task.depth is Depth.FULL  # never read before
    see(store, task, reading("one"), First(), minutes=0)
    assert store.claim([task.article], at(1))[0].depth is Depth.LIGHT

    see(store, task, reading("two"), Changed(), minutes=2)

    (again,) = store.claim_due(at(62))
    assert (again.depth, again.purpose) == (Depth.FULL, Purpose.CONFIRM)
    assert store.claim([task.article], at(3), depth=Depth.LIGHT)[0].depth is Depth.LIGHT


def test_a_task_knows_the_last_sight_of_the_current_revision(store: Store) -> None:
    one, two = reading("one"), reading("two")
    task = watch(store)
    see(store, task, one, First(), minutes=0)
    known = store.claim([task.article], at(1))[0].known
    see(store, task, two, Changed(), minutes=2)
    assert store.claim([task.article], at(3))[0].known == known  # an unconfirmed change is not known

    see(store, task, two, edited(one, two), minutes=4)

    row = store.db.execute("SELECT response_digest FROM visits ORDER BY id DESC").fetchone()
    assert known.etag is not None
    assert store.claim([task.article], at(5))[0].known.response_digest == row["response_digest"]


def test_a_task_knows_the_sight_of_an_article_that_returned(store: Store) -> None:
    one = reading("one")
    task = watch(store)
    see(store, task, one, First(), minutes=0)
    see(store, task, None, Gone(status=404), minutes=1)

    see(store, task, one, Same(), minutes=2, taken=capture("one", when=at(2), noise="longer"))

    digest = store.db.execute("SELECT response_digest FROM visits ORDER BY id DESC").fetchone()[0]
    assert store.claim([task.article], at(3))[0].known.response_digest == digest


def test_an_article_is_scheduled_and_retired(store: Store) -> None:
    number = add(store, "a")

    store.schedule(number, at(30))
    assert store.article(number).next_visit == at(30)
    store.retire(number)
    assert store.article(number).next_visit is None
    with pytest.raises(UnknownArticle):
        store.retire(99)


def test_finding_what_is_due_reads_the_index_and_not_the_table(store: Store) -> None:
    plan = store.db.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM articles WHERE next_visit <= ? ORDER BY next_visit, id LIMIT 9",
        ("x",),
    ).fetchall()

    assert "articles_next_visit" in plan[0]["detail"]
    assert not any("TEMP B-TREE" in row["detail"] for row in plan)


def test_a_visit_planned_under_a_wrong_clock_is_due(store: Store) -> None:
    store.add_article("https://a.example/1", source=None, now=NOON, next_visit=NOON + timedelta(days=4000))
    assert store.claim_due(NOON) == ()
    (task,) = store.claim_due(NOON, horizon=NOON + timedelta(days=40))
    assert task.url == "https://a.example/1"


# --- watched no longer ---------------------------------------------------------------------------


def test_neither_a_seed_nor_a_visit_under_way_makes_an_unwatched_article_due(store: Store) -> None:
    told = [Link(url=URL, seed=SEED, found_at=at(0), headline=headline) for headline in ("Storm", "Flood")]
    store.record_links(told[:1], None, NOON)
    task = watch(store)
    see(store, task, reading("It rained."), First(), minutes=0)
    task = store.claim([task.article], at(1))[0]

    store.unwatch(task.article, at(2))
    see(store, task, reading("It rained."), Same(), minutes=3)
    assert store.record_links(told[1:], None, at(4)).hinted == 0

    found = store.article(task.article)
    assert (found.next_visit, found.unwatched_at) == (None, at(2))
    assert store.claim_due(at(10_000)) == ()


def test_an_article_that_rests_is_due_again_when_it_is_added(store: Store) -> None:
    resting = add(store, "a", due=None)
    assert store.add_article("https://gazette.example/a", source=None, now=at(5), next_visit=at(5))[1]
    assert store.article(resting).next_visit == at(5)
