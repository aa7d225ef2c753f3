from __future__ import annotations

from datetime import timedelta

from store_samples import NOON, at, watch

from archiver.store import Store

HOST = "gazette.example"


def test_requests_are_counted_by_the_hour_and_add_up(store: Store) -> None:
    store.note_requests({HOST: (at(1), at(5)), "other.example": (at(2),)}, {}, at(5))
    store.note_requests({HOST: (at(3), at(61))}, {}, at(61))
    assert store.requests(NOON) == {HOST: (at(5), at(5), at(5), at(61)), "other.example": (at(2),)}
    assert store.requests(at(6)) == {HOST: (at(61),)}


def test_yesterdays_requests_are_forgotten(store: Store) -> None:
    store.note_requests({HOST: (NOON,)}, {}, NOON)
    tomorrow = NOON + timedelta(hours=27)
    store.note_requests({HOST: (tomorrow,)}, {}, tomorrow)
    assert store.requests(NOON) == {HOST: (tomorrow,)}


def test_a_host_is_left_alone_as_long_as_it_said_last(store: Store) -> None:
    store.note_requests({}, {HOST: at(60)}, NOON)
    store.note_requests({}, {HOST: at(90)}, NOON)
    assert store.rests(at(61)) == {HOST: at(90)}
    assert store.rests(at(90)) == {}


def test_due_articles_are_counted_by_host(store: Store) -> None:
    watch(store, "https://gazette.example/a")
    watch(store, "https://gazette.example/b")
    watch(store, "https://other.example/a")
    late, _ = store.add_article("https://other.example/b", source=None, now=NOON, next_visit=at(60))
    assert store.due_by_host(NOON) == {HOST: 2, "other.example": 1}
    store.schedule(late.id, NOON)
    assert store.due_by_host(NOON) == {HOST: 2, "other.example": 2}


def test_what_is_not_admitted_stays_due(store: Store) -> None:
    for name in ("a", "b", "c"):
        store.add_article(f"https://gazette.example/{name}", source=None, now=NOON, next_visit=NOON)
    store.add_article("https://other.example/a", source=None, now=NOON, next_visit=at(-1))
    left = {HOST: 2, "other.example": 0}

    def admits(host: str) -> bool:
        left[host] -= 1
        return left[host] >= 0

    claimed = store.claim_due(NOON, admits=admits)
    assert [task.url for task in claimed] == ["https://gazette.example/a", "https://gazette.example/b"]
    rest = store.claim_due(NOON)
    assert [task.url for task in rest] == ["https://other.example/a", "https://gazette.example/c"]
