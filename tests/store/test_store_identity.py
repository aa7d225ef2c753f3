"""One article, one history, whatever its addresses; and two where there are two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOON, URL, at, capture, prose, reading, see, see_edit, watch

from archiver.browse import shelf
from archiver.errors import UnknownAlias, UnknownArticle
from archiver.model.article import Link
from archiver.model.capture import CaptureTask
from archiver.model.reading import Reading
from archiver.model.revision import First, Gone, Moved, Same
from archiver.store import Store

SEED = "https://gazette.example/feed.xml"
RENAMED = "https://gazette.example/2026/storm-floods-harbour"
STORM = reading(*(prose(seed) for seed in range(3)))
STORM_REWRITTEN = reading(*(prose(seed) for seed in (0, 1, 7, 8, 9)), headline="Storm floods harbour")
OTHER_STORY = reading(*(prose(seed) for seed in (20, 21, 22)), headline="Council votes")


def discover(store: Store, url: str = RENAMED, *, minutes: float = 1) -> CaptureTask:
    """Watch an article as discovery does and claim it."""
    article, _ = store.add_article(url, source=None, now=at(minutes), next_visit=at(minutes))
    return store.claim([article.id], at(minutes))[0]


def canonical(read: Reading, url: str) -> Reading:
    return replace(read, canonical=url)


@pytest.fixture
def old(store: Store) -> CaptureTask:
    """Return a claim on an article that was read once, at noon."""
    task = watch(store)
    see(store, task, STORM, First(), minutes=0)
    return task


def histories(store: Store) -> list[str]:
    return [article.url for article in store.articles()]


# --- a new address that discovery found first ------------------------------------------------------


def test_an_article_that_moved_to_where_discovery_was_first_keeps_its_one_history(
    store: Store, old: CaptureTask
) -> None:
    young = discover(store)

    see(store, old, None, Moved(to=RENAMED), minutes=5)

    assert histories(store) == [URL]
    assert store.find_article(RENAMED).id == old.article
    assert store.claim([old.article, young.article], at(6))[0].url == RENAMED
    assert [(event.kind, event.detail) for event in store.events()] == [("moved", RENAMED)]


def test_one_that_was_read_under_both_addresses_is_merged_by_its_text(store: Store, old: CaptureTask) -> None:
    young = discover(store)
    see(store, young, STORM_REWRITTEN, First(), minutes=2)

    see(store, old, None, Moved(to=RENAMED), minutes=5)

    assert histories(store) == [URL]
    assert store.claim_due(at(9999)) != ()
    assert all(task.article == old.article for task in store.claim_due(at(99999)))


def test_nothing_of_the_article_that_retires_is_lost(store: Store, old: CaptureTask) -> None:
    young = discover(store)
    see(
        store,
        young,
        STORM_REWRITTEN,
        First(),
        minutes=2,
        taken=capture("young", when=at(2), full=True, url=RENAMED),
    )
    (snapshot,) = store.snapshots(young.article)

    see(store, old, None, Moved(to=RENAMED), minutes=5)

    assert b"young" in store.artefact(snapshot.id, "dom")
    assert [visit.outcome.value for visit in store.visits(young.article)] == ["first"]
    (revision,) = store.revisions(young.article)
    assert revision.reading == STORM_REWRITTEN
    (alias,) = store.aliases(URL)
    assert (alias.url, alias.leads_to, alias.retired, alias.why) == (RENAMED, URL, young.article, "moved")


def test_the_edits_of_the_article_that_retired_are_found_under_the_one_that_stays(
    store: Store, old: CaptureTask
) -> None:
    young = discover(store)
    longer = reading(*(block.text for block in STORM.blocks), headline="Storm")
    other = reading(*(block.text for block in STORM.blocks), headline="Storm over harbour")
    see(store, young, longer, First(), minutes=2)
    see_edit(store, young, longer, other, minutes=3)

    see(store, old, None, Moved(to=RENAMED), minutes=5)

    assert [edit.article for edit in store.edits(url=URL)] == [young.article]
    assert [edit.article for edit in store.edits(url=RENAMED)] == [young.article]


def test_two_articles_that_were_read_and_differ_stay_two(store: Store, old: CaptureTask) -> None:
    other = discover(store)
    see(store, other, OTHER_STORY, First(), minutes=2)

    see(store, old, None, Moved(to=RENAMED), minutes=5)

    assert histories(store) == [URL, RENAMED]
    assert store.find_article(RENAMED).id == other.article
    assert store.claim([old.article], at(6))[0].url == URL


def test_a_notice_alone_does_not_make_two_articles_one(store: Store) -> None:
    notice = prose(50, words=8)
    one, other = watch(store), discover(store)
    see(store, one, reading(notice, "Short."), First(), minutes=2)
    see(store, other, reading(notice, "Brief."), First(), minutes=3)

    see(store, one, None, Moved(to=RENAMED), minutes=5)

    assert histories(store) == [URL, RENAMED]


def test_a_visit_under_way_when_its_article_retires_is_kept_and_not_repeated(
    store: Store, old: CaptureTask
) -> None:
    young = discover(store)
    see(store, old, None, Moved(to=RENAMED), minutes=5)

    visit = see(store, young, STORM, First(), minutes=6)

    assert visit.snapshot is not None
    assert store.article(young.article).next_visit is None
    assert store.claim([young.article], at(99)) == ()
    assert histories(store) == [URL]


def test_an_article_may_move_twice_and_back(store: Store, old: CaptureTask) -> None:
    third = "https://gazette.example/2026/storm-over"
    discover(store), discover(store, third, minutes=2)

    see(store, old, None, Moved(to=RENAMED), minutes=5)
    see(store, old, None, Moved(to=third), minutes=6)
    assert store.claim([old.article], at(7))[0].url == third
    see(store, old, None, Moved(to=URL), minutes=8)

    assert histories(store) == [URL]
    assert store.claim([old.article], at(9))[0].url == URL
    assert [event.detail for event in store.events()] == [RENAMED, third, URL]


def test_an_article_follows_one_that_retired_into_it_to_where_that_had_moved(
    store: Store, old: CaptureTask
) -> None:
    third = "https://gazette.example/2026/storm-over"
    young = discover(store)
    see(store, young, None, Moved(to=third), minutes=2)

    see(store, old, None, Moved(to=third), minutes=5)

    assert store.claim([old.article], at(6))[0].url == third
    assert store.find_article(third).id == old.article


# --- the other order: discovery finds an address of an article we have ------------------------------


def test_an_address_that_redirects_to_a_watched_article_is_no_article(store: Store, old: CaptureTask) -> None:
    young = discover(store)

    see(store, young, None, Moved(to=URL), minutes=2)

    assert histories(store) == [URL]
    assert store.find_article(RENAMED).id == old.article
    assert list(store.events()) == []  # it was never elsewhere


def test_a_page_that_calls_a_watched_article_canonical_is_that_article_if_the_text_agrees(
    store: Store, old: CaptureTask
) -> None:
    young = discover(store)

    see(store, young, canonical(STORM_REWRITTEN, URL), First(), minutes=2)

    assert histories(store) == [URL]
    assert store.article(old.article).next_visit == at(2)  # it may have changed


def test_a_page_that_calls_an_article_canonical_before_that_was_read_waits_for_its_text(
    store: Store, old: CaptureTask
) -> None:
    young, other = discover(store), discover(store, RENAMED + "-again")
    see(store, old, canonical(STORM, RENAMED), Same(), minutes=2)
    see(store, old, canonical(STORM, RENAMED + "-again"), Same(), minutes=3)
    assert len(histories(store)) == 3

    see(store, young, STORM_REWRITTEN, First(), minutes=4)
    see(store, other, OTHER_STORY, First(), minutes=5)

    assert histories(store) == [URL, RENAMED + "-again"]


def test_a_page_that_calls_another_articles_text_canonical_is_not_believed(
    store: Store, old: CaptureTask
) -> None:
    other = discover(store)

    see(store, other, canonical(OTHER_STORY, URL), First(), minutes=2)

    assert histories(store) == [URL, RENAMED]
    assert store.find_article(RENAMED).id == other.article


def test_a_page_that_calls_a_new_address_canonical_answers_to_it(store: Store, old: CaptureTask) -> None:
    see(store, old, canonical(STORM, RENAMED), Same(), minutes=5)

    article, new = store.add_article(RENAMED, source=None, now=at(6), next_visit=at(6))

    assert (article.id, new) == (old.article, False)
    assert [alias.why for alias in store.aliases()] == ["canonical"]


@pytest.mark.parametrize(
    "front",
    ["https://gazette.example/", "https://gazette.example/2026", "https://other.example/storm-floods"],
)
def test_a_front_or_another_site_is_never_taken_for_the_article(
    store: Store, old: CaptureTask, front: str
) -> None:
    see(store, old, canonical(STORM, front), Same(), minutes=5)

    assert store.aliases() == ()


def test_where_a_sight_of_the_article_ended_is_an_address_of_it(store: Store, old: CaptureTask) -> None:
    ended = replace(capture("x", when=at(5)), final_url="https://www.gazette.example/2026/storm-warning?id=7")
    see(store, old, STORM, Same(), minutes=5, taken=ended)

    assert store.find_article(ended.final_url).id == old.article


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param("http://gazette.example/2026/storm-warning", id="http"),
        pytest.param("https://www.gazette.example/2026/storm-warning", id="www"),
        pytest.param("https://gazette.example/2026/storm-warning/", id="slash"),
        pytest.param("https://gazette.example/2026/storm-warning/amp/", id="amp-path"),
        pytest.param("https://gazette.example/2026/storm-warning?outputType=amp", id="amp-query"),
        pytest.param("https://amp.gazette.example/2026/storm-warning", id="amp-host"),
        pytest.param("https://gazette.example/2026/storm-warning?print=1", id="print"),
        pytest.param("https://m.gazette.example/2026/storm-warning?utm_source=x", id="mobile-and-tracker"),
    ],
)
def test_another_spelling_of_a_watched_address_is_no_new_article(
    store: Store, old: CaptureTask, spelling: str
) -> None:
    article, new = store.add_article(spelling, source=None, now=at(5), next_visit=at(5))

    assert (article.id, new) == (old.article, False)
    assert store.find_article(spelling).id == old.article


def test_a_query_that_selects_another_article_is_another_article(store: Store) -> None:
    for number in (7, 8):
        store.add_article(
            f"https://gazette.example/story?id={number}", source=None, now=NOON, next_visit=None
        )

    assert len(histories(store)) == 2


# --- ids of feeds ----------------------------------------------------------------------------------


def entry(url: str, *, guid: str | None = "tag:gazette,17", headline: str = "Storm", hour: int = 9) -> Link:
    published = NOON.replace(hour=hour)
    return Link(url=url, seed=SEED, found_at=NOON, headline=headline, published_at=published, guid=guid)


def test_an_entry_that_keeps_its_id_at_a_new_address_is_the_same_article(
    store: Store, old: CaptureTask
) -> None:
    store.record_links([entry(URL)], None, NOON)

    counts = store.record_links([entry(RENAMED, headline="Storm floods harbour")], None, at(5))

    article, new = store.add_article(RENAMED, source=None, now=at(5), next_visit=at(5))
    assert (counts.renamed, article.id, new) == (1, old.article, False)
    (task,) = store.claim_due(at(5))
    assert task.url == RENAMED
    see(store, task, STORM, Same(), minutes=6)
    see(store, task, STORM, Same(), minutes=7)
    (event,) = store.events()
    assert (event.kind, event.detail, event.not_before, event.not_after) == ("moved", RENAMED, NOON, at(6))


@pytest.mark.parametrize(
    "now",
    [
        pytest.param([entry(RENAMED, headline="Council votes", hour=11)], id="ids-numbered-anew"),
        pytest.param([entry(RENAMED), entry(URL, guid="tag:gazette,18")], id="old-address-still-there"),
        pytest.param([entry(RENAMED, guid="tag:gazette,99")], id="another-id"),
        pytest.param([entry(RENAMED, guid=None)], id="no-id"),
    ],
)
def test_an_id_alone_makes_no_two_entries_one(store: Store, old: CaptureTask, now: list[Link]) -> None:
    store.record_links([entry(URL)], None, NOON)

    assert store.record_links(now, None, at(5)).renamed == 0

    assert store.add_article(RENAMED, source=None, now=at(5), next_visit=None)[1]


# --- a new address without a redirect ------------------------------------------------------------------


def test_an_article_that_is_gone_where_its_text_lives_on_has_moved(store: Store, old: CaptureTask) -> None:
    see(store, discover(store), STORM, First(), minutes=2)

    see(store, old, None, Gone(status=404), minutes=5)

    assert histories(store) == [URL]
    assert [(event.kind, event.detail) for event in store.events()] == [("moved", RENAMED)]
    assert store.claim([old.article], at(6))[0].url == RENAMED


def test_an_article_that_was_gone_before_its_text_was_found_elsewhere_returns_there(
    store: Store, old: CaptureTask
) -> None:
    see(store, old, None, Gone(status=410), minutes=5)

    see(store, discover(store, minutes=6), STORM, First(), minutes=7)

    assert histories(store) == [URL]
    (task,) = store.claim_due(at(7))
    assert task.url == RENAMED
    see(store, task, STORM, Same(), minutes=8)
    assert [event.kind for event in store.events()] == ["gone", "returned", "moved"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(OTHER_STORY, 1, id="another-text"),
        pytest.param(STORM_REWRITTEN, 1, id="some-of-the-text-as-in-a-second-day"),
        pytest.param(STORM, -5, id="found-before-it-was-last-seen"),
    ],
)
def test_an_article_that_is_gone_is_gone_where_nothing_has_its_text(
    store: Store, old: CaptureTask, text: Reading, found: float
) -> None:
    see(store, discover(store, minutes=found), text, First(), minutes=2)

    see(store, old, None, Gone(status=404), minutes=5)

    assert [event.kind for event in store.events()] == ["gone"]
    assert len(histories(store)) == 2


# --- an edit that both addresses showed ---------------------------------------------------------------


STORM_OVER = replace(STORM, headline="Storm over harbour")


@pytest.fixture
def young(store: Store, old: CaptureTask) -> CaptureTask:
    """Return a claim on an article of the same text, at another address."""
    task = discover(store)
    see(store, task, STORM, First(), minutes=2)
    return task


def told(store: Store) -> list[int]:
    """Return the articles of the edits that are told, by door and by view."""
    edits = [edit.article for edit in store.edits()]
    for view in ("edit_feed", "headline_changes", "silent_edits"):
        shown = store.db.execute(f"SELECT article FROM {view} ORDER BY edit").fetchall()
        assert [row["article"] for row in shown] == edits
    lines = [entry.line for entry in shelf.feed(store.db, shelf.Selection(), None).entries]
    assert [line.edit.article for line in reversed(lines) if line.edit] == edits
    assert store.health(NOON).edits == len(edits)
    return edits


def test_an_edit_that_both_addresses_showed_is_told_once_while_they_are_one(
    store: Store, old: CaptureTask, young: CaptureTask
) -> None:
    see_edit(store, young, STORM, STORM_OVER, minutes=5)
    see_edit(store, old, STORM, STORM_OVER, minutes=7)
    assert told(store) == [young.article, old.article]

    see(store, old, canonical(STORM_OVER, RENAMED), Same(), minutes=10)
    assert told(store) == [young.article], "the one that was recorded first"
    assert [edit.article for edit in store.edits(url=URL)] == [young.article]

    store.separate(RENAMED, at(20))
    assert told(store) == [young.article, old.article]


def test_an_edit_told_under_the_address_that_retired_is_not_told_again_under_the_other(
    store: Store, old: CaptureTask, young: CaptureTask
) -> None:
    store.declare_channels(["desk"], at(0), keep=at(0))
    see_edit(store, young, STORM, STORM_OVER, minutes=5)
    see(store, young, canonical(STORM_OVER, URL), Same(), minutes=7)
    assert histories(store) == [URL]

    see_edit(store, old, STORM, STORM_OVER, minutes=8)

    assert len(store.revisions(old.article)) == 2
    assert told(store) == [young.article]
    lot = store.next_lot("desk", at(9), horizon=at(9)).deliveries
    assert [one.told.article for one in lot] == [young.article], "nor sent"


def test_an_edit_that_sums_up_two_told_ones_tells_nothing_new(
    store: Store, old: CaptureTask, young: CaptureTask
) -> None:
    last = replace(STORM, headline="Storm leaves harbour")
    see_edit(store, young, STORM, STORM_OVER, minutes=5)
    see_edit(store, young, STORM_OVER, last, minutes=7)
    see(store, young, canonical(last, URL), Same(), minutes=9)

    see_edit(store, old, STORM, last, minutes=10)

    assert told(store) == [young.article] * 2


def test_an_edit_that_is_made_once_more_is_told_once_more(
    store: Store, old: CaptureTask, young: CaptureTask
) -> None:
    see_edit(store, young, STORM, STORM_OVER, minutes=5)
    see(store, young, canonical(STORM_OVER, URL), Same(), minutes=7)
    see_edit(store, old, STORM, STORM_OVER, minutes=8)

    see_edit(store, old, STORM_OVER, STORM, minutes=20)
    see_edit(store, old, STORM, STORM_OVER, minutes=30)

    assert told(store) == [young.article, old.article, old.article]


# --- undoing ----------------------------------------------------------------------------------------


def test_a_merge_can_be_undone_for_good(store: Store, old: CaptureTask) -> None:
    young = discover(store)
    see(store, young, STORM_REWRITTEN, First(), minutes=2)
    see(store, old, None, Moved(to=RENAMED), minutes=5)

    back = store.separate(RENAMED, at(10))

    assert (back.id, back.next_visit) == (young.article, at(10))
    assert store.find_article(RENAMED).id == young.article
    see(store, old, None, Moved(to=RENAMED), minutes=15)
    see(store, young, canonical(STORM, URL), Same(), minutes=16)
    assert histories(store) == [URL, RENAMED]
    assert store.claim([old.article], at(17))[0].url == URL


def test_an_alias_that_was_no_article_becomes_one_when_it_is_undone(store: Store, old: CaptureTask) -> None:
    see(store, old, canonical(STORM, RENAMED), Same(), minutes=5)

    own = store.separate(RENAMED, at(6))

    assert own.id != old.article
    assert [task.article for task in store.claim_due(at(6))] == [own.id]
    see(store, old, canonical(STORM, RENAMED), Same(), minutes=7)
    assert store.aliases() == ()


def test_what_is_no_alias_cannot_be_undone(store: Store, old: CaptureTask) -> None:
    for url in (URL, "https://gazette.example/unknown"):
        with pytest.raises(UnknownAlias, match="archiver aliases"):
            store.separate(url, NOON)
    with pytest.raises(UnknownArticle):
        store.aliases("https://gazette.example/unknown")


def test_a_separated_address_is_not_taken_for_another_spelling(store: Store, old: CaptureTask) -> None:
    amp = URL + "/amp"
    store.add_article(amp, source=None, now=NOON, next_visit=None)

    own = store.separate(amp, NOON)

    assert store.find_article(amp).id == own.id != old.article


def test_a_merged_article_that_is_gone_is_gone_once(store: Store, old: CaptureTask) -> None:
    discover(store)
    see(store, old, None, Moved(to=RENAMED), minutes=5)

    see(store, store.claim([old.article], at(6))[0], None, Gone(status=404), minutes=6)

    assert [event.kind for event in store.events(url=RENAMED)] == ["moved", "gone"]
