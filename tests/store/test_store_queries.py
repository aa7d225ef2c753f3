from __future__ import annotations

import re
import sqlite3
from dataclasses import replace

import pytest
from store_samples import NOON, URL, at, edited, reading, see, see_edit, suspect, watch

from archiver.errors import ConnectionFailed, InvalidURL, UnknownArticle, UnknownRevision
from archiver.model.article import Source
from archiver.model.as_json import edit_as_dict
from archiver.model.revision import Changed, First, Gone, Variant
from archiver.model.typed import ChangeType, TypedChange
from archiver.store import Store
from archiver.store.history import queries

ONE, TWO = reading("one", "a"), reading("two", "a")
THREE = reading("two", "a", headline="Another")

CHANGES = (
    TypedChange(kind=ChangeType.NUMBER, field="body", old="12", new="17", detail="people"),
    TypedChange(kind=ChangeType.NUMBER, field="body", old="\ud800 9", new=None),
)


@pytest.fixture
def told(store: Store) -> Store:
    """Return an archive with three edits of two articles, the last one of them announced."""
    store.sync_sources([Source(name="gazette", domain="gazette.example")], NOON)
    store.add_article("https://gazette.example/b", source="gazette", now=NOON, next_visit=NOON)
    first, second = watch(store), store.claim([1], NOON)[0]
    see(store, first, ONE, First(), minutes=0)
    see(store, second, ONE, First(), minutes=1)
    see_edit(store, first, ONE, replace(TWO, language="x article=1 silent=0"), minutes=10)
    see_edit(store, second, ONE, replace(TWO, language="pt-BR"), minutes=20)
    see(store, first, THREE, Changed(), minutes=30)
    told = edited(TWO, THREE, silent=False)
    see(store, first, THREE, replace(told, assessment=replace(told.assessment, changes=CHANGES)), minutes=31)
    return store


def times(store: Store, **narrowed: object) -> list[float]:
    return [(edit.not_after - NOON).total_seconds() / 60 for edit in store.edits(**narrowed)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        pytest.param({}, [10, 20, 30], id="all-oldest-first"),
        pytest.param({"since": at(20)}, [20, 30], id="since-is-inclusive"),
        pytest.param({"until": at(20)}, [10], id="until-is-exclusive"),
        pytest.param({"field": "headline"}, [30], id="headline"),
        pytest.param({"field": "body"}, [10, 20], id="body"),
        pytest.param({"source": "gazette"}, [20], id="source"),
        pytest.param({"source": "nobody"}, [], id="unknown-source"),
        pytest.param({"url": URL + "?utm_medium=x"}, [10, 30], id="url"),
        pytest.param({"silent": True}, [10, 20], id="silent"),
        pytest.param({"silent": False}, [30], id="not-silent"),
        pytest.param({"disclosure": "none"}, [10, 20], id="not-disclosed"),
        pytest.param({"disclosure": "correction"}, [30], id="disclosed"),
        pytest.param({"weight": "substantive"}, [10, 20, 30], id="weight"),
        pytest.param({"weight": "cosmetic"}, [], id="another-weight"),
        pytest.param({"change": "number"}, [30], id="what-a-change-is-about"),
        pytest.param({"change": "name_added"}, [], id="another-matter"),
        pytest.param({"language": "PT"}, [20], id="language-without-its-region"),
        pytest.param({"language": "pt", "silent": True, "field": "body"}, [20], id="three-at-once"),
        pytest.param({"language": "x silent=0"}, [], id="nobody-smuggles-a-facet-in"),
        pytest.param({"since": at(19.99999), "until": at(20.00001)}, [20], id="parts-of-a-second"),
        pytest.param({"since": at(20.00001)}, [30], id="since-a-part-of-a-second"),
        pytest.param({"until": at(19.99999)}, [10], id="until-a-part-of-a-second"),
        pytest.param({"limit": 2}, [20, 30], id="newest-two-oldest-first"),
        pytest.param({"limit": 9}, [10, 20, 30], id="fewer-than-the-limit"),
        pytest.param({"limit": 0}, [], id="none"),
        pytest.param({"limit": 1, "url": URL, "since": at(5)}, [30], id="together"),
    ],
)
def test_edits_are_narrowed(told: Store, narrowed: dict[str, object], expected: list[float]) -> None:
    assert times(told, **narrowed) == expected


def test_what_changes_are_about_comes_back_as_it_was_recorded(told: Store) -> None:
    """Nobody looked at the first two edits; half a character of a page, which no file holds, is replaced."""
    *before, last = told.edits()
    assert [edit.assessment.changes for edit in before] == [None, None]
    assert last.assessment.changes is not None
    assert last.assessment.changes[0] == CHANGES[0]
    assert last.assessment.changes[1].old == "\ufffd 9"


def test_edits_are_told_as_json_in_the_one_form_there_is(told: Store) -> None:
    found = [edit_as_dict(edit) for edit in told.edits()]

    assert found
    assert list(told.told()) == found
    assert [list(one) for one in told.told()] == [list(one) for one in found]


def test_edits_are_all_there_over_many_pages(told: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FETCHED", 1)

    assert times(told) == [10, 20, 30]


def test_edits_recorded_while_reading_do_not_disturb(told: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "FETCHED", 1)
    edits = told.edits()
    next(edits)

    see_edit(told, told.claim([2], NOON)[0], THREE, ONE, minutes=40)

    assert len(list(edits)) == 3


def test_an_address_that_is_none_is_refused_before_the_first_edit(store: Store) -> None:
    with pytest.raises(InvalidURL):
        store.edits(url="nonsense")


def test_events_are_narrowed_in_the_same_way(told: Store) -> None:
    task = told.claim([2], NOON)[0]
    see(told, task, None, Gone(status=404), minutes=50)
    see(told, told.claim([1], NOON)[0], ONE, Variant(reason="flapping"), minutes=55)

    assert [event.kind for event in told.events()] == ["gone", "variant"]
    assert [event.kind for event in told.events(kind="gone")] == ["gone"]
    assert [event.kind for event in told.events(source="gazette")] == ["variant"]
    assert [event.kind for event in told.events(since=at(51))] == ["variant"]
    assert [event.kind for event in told.events(limit=1)] == ["variant"]


def test_a_revision_that_is_not_there_says_which_are(told: Store) -> None:
    article = told.find_article(URL)

    assert told.revision(article.id, 3).reading == THREE
    with pytest.raises(UnknownRevision, match="it has 1 to 3"):
        told.revision(article.id, 4)
    with pytest.raises(UnknownArticle):
        told.revision(99, 1)
    with pytest.raises(UnknownArticle):
        told.memory(99)


def test_memory_has_the_current_revision_and_all_fingerprints(told: Store) -> None:
    memory = told.memory(told.find_article(URL).id)

    assert memory.current is not None
    assert (memory.current.number, memory.current.reading) == (3, THREE)
    assert [number for number, _ in memory.fingerprints] == [1, 2, 3]
    assert memory.pending is None


def test_memory_of_an_article_never_seen_is_empty(store: Store) -> None:
    memory = store.memory(watch(store).article)

    assert (memory.current, memory.fingerprints, memory.pending) == (None, (), None)


def test_visits_are_newest_first(told: Store) -> None:
    found = told.visits(told.find_article(URL).id, limit=2)

    assert [visit.outcome.value for visit in found] == ["edited", "changed"]
    assert told.count_visits(told.find_article(URL).id) == 5


def test_health_says_what_is_due_failing_and_unseen(told: Store) -> None:
    task = told.claim([1], NOON)[0]
    told.record_failure(task, ConnectionFailed(task.url, "reset"), now=at(90), next_visit=at(95))
    see(told, task, None, suspect("bot_wall", "challenge"), minutes=96)
    told.record_run("round", at(1), at(2), "2 visits")
    told.record_run("round", at(3), at(4), "1 visit")
    told.record_run("verify", at(5), at(6), "ok")

    health = told.health(at(100))

    assert (health.articles, health.due, health.revisions, health.edits) == (2, 1, 5, 3)
    assert health.next_due == at(156)
    (host,) = health.failing
    assert (host.host, host.articles, host.failures) == ("gazette.example", 1, 2)
    assert host.reason == "bot_wall: challenge"
    assert [(spot.article, spot.last_seen) for spot in health.blind_spots] == [(1, at(21))]
    assert [(run.kind, run.detail) for run in health.runs] == [("verify", "ok"), ("round", "1 visit")]
    assert [run.detail for run in told.runs(kind="round")] == ["1 visit", "2 visits"]


@pytest.mark.parametrize(
    ("view", "count"),
    [("edit_feed", 3), ("headline_changes", 1), ("silent_edits", 2), ("article_history", 5)],
)
def test_the_views_show_what_the_doors_show(told: Store, view: str, count: int) -> None:
    assert told.db.execute(f"SELECT count(*) FROM {view}").fetchone()[0] == count


@pytest.mark.parametrize(
    ("query", "index"),
    [
        pytest.param("edit_feed ORDER BY not_after DESC LIMIT 50", "edits_not_after", id="feed"),
        pytest.param("headline_changes ORDER BY not_after DESC LIMIT 50", "edits_field", id="headlines"),
        pytest.param("silent_edits ORDER BY not_after DESC LIMIT 50", "revisions_silent", id="silent"),
        pytest.param("article_history ORDER BY seen_from DESC LIMIT 50", "revisions_seen_from", id="history"),
        pytest.param("article_history WHERE url = 'x'", "sqlite_autoindex_articles_1", id="history-of-one"),
    ],
)
def test_views_are_read_by_index_without_sorting(told: Store, query: str, index: str) -> None:
    plan = _plan(told.db, f"SELECT * FROM {query}")

    assert index in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("view", ["edit_feed", "headline_changes", "silent_edits", "article_history"])
def test_counting_a_view_joins_one_table_only(told: Store, view: str) -> None:
    plan = _plan(told.db, f"SELECT count(*) FROM {view}").splitlines()
    plan = [step for step in plan if not re.search("TABLE (repeats|withdrawals)", step)]  # next to no rows

    assert len(plan) <= 2  # the rows, and their articles at most
    assert "SCAN edits" not in plan[0] or "COVERING INDEX" in plan[0]


def _plan(db: sqlite3.Connection, query: str) -> str:
    return "\n".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))
