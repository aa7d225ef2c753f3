from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import (
    NOON,
    ONE,
    TWO,
    URL,
    WALL,
    at,
    capture,
    edited,
    files,
    reading,
    see,
    see_edit,
    suspect,
    watch,
)

from archiver.model.capture import CaptureTask
from archiver.model.reading import Reading
from archiver.model.revision import (
    Changed,
    First,
    Gone,
    Moved,
    Outcome,
    Rebased,
    Same,
    Variant,
    Verdict,
)
from archiver.model.volatile import Place, PlaceKind, Volatile
from archiver.store import Store

# --- away: suspect, gone, moved, returned --------------------------------------------------------


def test_doubt_is_not_news(store: Store, task: CaptureTask) -> None:
    visit = see(store, task, None, suspect("bot_wall", "challenge"), minutes=5, screening=WALL)

    (revision,) = store.revisions(task.article)
    assert revision.seen_until == NOON
    assert list(store.edits()) == []
    assert visit.snapshot is not None  # kept as evidence
    assert store.find_article(URL).failures == 1


def test_suspects_in_a_row_are_one_event(store: Store, task: CaptureTask) -> None:
    for minutes in (5, 6, 7):
        see(store, task, None, suspect("bot_wall", "challenge"), minutes=minutes, screening=WALL)
    see(store, task, ONE, Same(), minutes=8)
    see(store, task, None, suspect("login", "form"), minutes=9)

    found = [(event.kind, event.not_before, event.not_after, event.detail) for event in store.events()]

    assert found == [
        ("suspect", NOON, at(5), "bot_wall: challenge"),
        ("suspect", at(8), at(9), "login: form"),
    ]


def test_the_same_wall_twice_makes_no_new_file(store: Store, task: CaptureTask) -> None:
    wall = suspect("bot_wall", "challenge")
    first = see(store, task, None, wall, minutes=5, taken=capture("wall", when=at(5)))
    before = files(store)

    second = see(store, task, None, wall, minutes=6, taken=capture("wall", when=at(6)))

    assert files(store) == before
    assert second.snapshot == first.snapshot


def test_a_wall_does_not_push_the_articles_keyframe_out(store: Store, task: CaptureTask) -> None:
    wall = replace(capture("x", when=at(5)), response=capture().response, dom=None)
    wall = replace(wall, response=replace(wall.response, content=bytes(range(256)) * 40))
    see(store, task, None, suspect("bot_wall", "challenge"), minutes=5, taken=wall)

    see_edit(store, task, ONE, TWO, minutes=10)

    keyframes = store.db.execute("SELECT count(*) FROM files WHERE series = 'response' AND base IS NULL")
    assert keyframes.fetchone()[0] == 1


def test_gone_is_an_event_from_the_last_sight_alive(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=4)
    see(store, task, None, suspect("error_page", "503"), minutes=5)
    for minutes in (6, 7):
        see(store, task, None, Gone(status=404), minutes=minutes)

    *_, gone = store.events()

    assert (gone.kind, gone.not_before, gone.not_after) == ("gone", at(4), at(6))
    assert [event.kind for event in store.events()] == ["suspect", "gone"]
    assert store.find_article(URL).gone_since == at(6)
    kept = store.db.execute("SELECT last_snapshot FROM revisions").fetchone()[0]
    assert store.snapshot(kept).captured_at == at(4)


def test_an_article_that_returns_edited_has_both_an_event_and_an_edit(
    store: Store, task: CaptureTask
) -> None:
    see(store, task, None, Gone(status=410), minutes=5)
    see(store, task, None, Gone(status=410), minutes=6)

    visit = see(store, task, TWO, edited(ONE, TWO), minutes=9)

    *_, returned = store.events()
    assert visit.outcome is Outcome.RETURNED
    assert (returned.kind, returned.not_before, returned.not_after) == ("returned", at(6), at(9))
    assert [(edit.not_before, edit.not_after) for edit in store.edits()] == [(NOON, at(9))]
    assert store.find_article(URL).gone_since is None


def test_a_moved_article_is_visited_at_its_new_address(store: Store, task: CaptureTask) -> None:
    to = "https://gazette.example/2026/storm?utm_source=x"
    see(store, task, None, Moved(to=to), minutes=5)
    see(store, task, None, Moved(to=to), minutes=6)

    (again,) = store.claim([task.article], at(7))

    assert again.url == "https://gazette.example/2026/storm"
    assert [(event.kind, event.detail) for event in store.events()] == [("moved", again.url)]
    assert store.find_article(again.url) == store.find_article(URL)


def test_an_article_that_moved_onto_another_of_ours_is_still_visited_where_it_was(
    store: Store, task: CaptureTask
) -> None:
    other = "https://gazette.example/other"
    see(store, watch(store, other), reading("Something else altogether."), First(), minutes=1)

    see(store, task, None, Moved(to=other), minutes=5)

    assert store.claim([task.article], at(7))[0].url == URL
    assert store.find_article(other).id != task.article


# --- variants ------------------------------------------------------------------------------------


def test_a_second_look_at_the_old_text_makes_the_change_a_variant(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=3)
    changed = see(store, task, TWO, Changed(), minutes=5)
    before = files(store)

    see(store, task, ONE, Variant(reason="another text"), minutes=6)

    assert files(store) == before
    assert list(store.edits()) == []
    found = [(event.kind, event.not_before, event.not_after) for event in store.events()]
    assert found == [("variant", at(3), at(5))]
    assert changed.snapshot in {snapshot.id for snapshot in store.snapshots(task.article)}
    memory = store.memory(task.article)
    assert memory.pending is None
    assert memory.current is not None
    assert memory.current.seen_until == at(6)
    assert store.db.execute("SELECT visit FROM last_sights").fetchone()[0] == 4


def test_a_variant_that_comes_back_is_no_second_event(store: Store, task: CaptureTask) -> None:
    for minutes, is_news in ((5, True), (15, False)):
        see(store, task, TWO, Changed(), minutes=minutes)
        see(store, task, ONE, Variant(reason="another text", is_news=is_news), minutes=minutes + 1)

    (event,) = store.events()
    assert event.not_after == at(5)


def test_what_is_known_of_a_place_is_kept_until_an_edit_settles_it(store: Store, task: CaptureTask) -> None:
    place = Place(part="headline", kind=PlaceKind.WORDS, before="\n", after="\n")
    seen = Volatile(
        place=place, own="a", values=("a", "b"), value="b", own_seen=NOON, first_seen=at(5), last_seen=at(6)
    )
    other = replace(seen, place=replace(place, before="“ ", after=" ”"))
    see(store, task, ONE, Same(), minutes=5, volatile=(seen, other))
    assert store.memory(task.article).volatile == (seen, other)
    later = replace(seen, value="a", returns=1, last_seen=at(7))
    see(store, task, ONE, Same(), minutes=7, volatile=(later, replace(other, ended_at=at(7))))
    assert store.memory(task.article).volatile == (later,)


@pytest.mark.parametrize(
    ("read", "verdict", "how"),
    [
        pytest.param(ONE, Same(), "with the text it had", id="as-it-was"),
        pytest.param(
            TWO, Changed(), "perhaps with another text, which is to be confirmed", id="with-another-wording"
        ),
        pytest.param(TWO, Rebased(), "with the text it had", id="in-a-new-layout"),
    ],
)
def test_an_article_that_was_gone_has_returned_whatever_its_text_says(
    store: Store, task: CaptureTask, read: Reading, verdict: Verdict, how: str
) -> None:
    see(store, task, None, Gone(status=410), minutes=5)
    see(store, task, None, suspect("bot_wall", "challenge"), minutes=6, screening=WALL)
    visit = see(store, task, read, verdict, minutes=9)
    assert visit.outcome is Outcome.RETURNED
    assert visit.snapshot is not None, "the evidence that it is back"
    assert [(event.kind, event.detail) for event in store.events()][-1] == ("returned", how)
    assert store.article(task.article).gone_since is None
    assert see(store, task, read, verdict, minutes=10).outcome is not Outcome.RETURNED
