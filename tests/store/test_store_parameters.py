"""Parameters of addresses that do not change the text are learnt, host by host; those that select are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from store_samples import NOON, at, prose, reading, see, see_edit

from archiver.model.article import Link
from archiver.model.reading import Reading
from archiver.model.revision import First
from archiver.store import Store

HOST = "https://gazette.example"
FEED = f"{HOST}/feed.xml"
STORIES = ("storm", "council", "bridge")
ROUNDS = 3
"""Discoveries: in the first all is new, in the second the tags differ, then what was learnt must hold."""

Spelling = Callable[[int, int], str]
"""How a feed spells the address of a story (by its number) in a round."""


def text_of(story: int) -> Reading:
    return reading(*(prose(10 * story + n) for n in range(3)), headline=f"Story {STORIES[story]}")


def read_feed(store: Store, spelling: Spelling, number: int, *, titled: bool = True) -> int:
    """Discover what the feed says, visit what was not seen yet, and return how many visits that took."""
    now = at(60 * number)
    links = [
        Link(
            url=spelling(story, number),
            seed=FEED,
            found_at=now,
            headline=f"Story {STORIES[story]}" if titled else None,
        )
        for story in range(len(STORIES))
    ]
    store.record_links(links, None, now, watch=True)
    visits = 0
    own = {urlsplit(link.url).netloc for link in links}
    for task in store.claim_due(now):
        if urlsplit(task.url).netloc not in own:
            continue
        visits += not store.visits(task.article)
        story = next(
            n
            for n, name in enumerate(STORIES)
            if name in task.url or f"id={n + 1}" in task.url.replace("sid", "")
        )
        if not store.visits(task.article):
            see(store, task, text_of(story), First(), minutes=60 * number + visits)
    return visits


def addresses(store: Store) -> list[str]:
    return [article.url for article in store.articles()]


TAGGED: dict[str, Spelling] = {
    "session": lambda story, n: f"{HOST}/{STORIES[story]}?s={n}{story}af",
    "session-of-java": lambda story, n: f"{HOST}/{STORIES[story]};jsessionid=0A{n}.node{n}",
    "session-of-asp": lambda story, n: f"{HOST}/(S(qx{n}rt{story}55ab))/{STORIES[story]}",
    "session-of-php": lambda story, n: f"{HOST}/{STORIES[story]}?PHPSESSID=8{n}bc{story}",
    "two-sessions": lambda story, n: f"{HOST}/{STORIES[story]}?visit={n}{story}&from=feed{n}",
    "session-first-then-the-story": lambda story, n: f"{HOST}/read?sid={n}x&id={story + 1}",
    "session-after-the-story": lambda story, n: f"{HOST}/read?id={story + 1}&sid={n}x{story}",
    "date": lambda story, n: f"{HOST}/{STORIES[story]}?d=2026112{n}",
    "tag-that-comes-and-goes": lambda story, n: f"{HOST}/{STORIES[story]}{'?ref=rss' if n % 2 else ''}",
    "tag-that-goes-and-comes": lambda story, n: f"{HOST}/{STORIES[story]}{'' if n % 2 else '?rss=1'}",
    "flag-without-a-value": lambda story, n: f"{HOST}/{STORIES[story]}{f'?feed{n}' if n else ''}",
    "source": lambda story, n: f"{HOST}/{STORIES[story]}?source={('rss', 'home', 'mail', 'app')[n]}",
    "campaign": lambda story, n: f"{HOST}/{STORIES[story]}?cmp=rss-{n}&partner=p{n}",
    "utm": lambda story, n: f"{HOST}/{STORIES[story]}?utm_source=feed{n}&utm_medium=rss",
    "clicks": lambda story, n: f"{HOST}/{STORIES[story]}?fbclid=Iw{n}&_ga=2.{n}",
    "of-a-vendor": lambda story, n: f"{HOST}/{STORIES[story]}?at_medium=RSS&at_campaign=r{n}",
    "anchor": lambda story, n: f"{HOST}/{STORIES[story]}#xtor=RSS-{n}",
    "escaped-twice": lambda story, n: f"{HOST}/{STORIES[story]}?utm_source=a&amp;utm_medium=b{n}",
    "position": lambda story, n: f"{HOST}/{STORIES[story]}?pos={(story + n) % 3}",
    "order-of-two": lambda story, n: f"{HOST}/{STORIES[story]}?" + ("a=1&b=2" if n % 2 else "b=2&a=1"),
}  # fmt: skip


def at_host(way: str, spelling: Spelling) -> Spelling:
    """Give each way a host of its own, so that one archive does for all."""
    return lambda story, n: spelling(story, n).replace("gazette.example", f"{way}.example")


def test_a_tag_in_a_link_makes_no_article_more(store: Store) -> None:
    visits = {
        way: [read_feed(store, at_host(way, spelling), n, titled=place % 2 == 0) for n in range(ROUNDS)]
        for place, (way, spelling) in enumerate(TAGGED.items())
    }
    found = Counter(urlsplit(url).hostname for url in addresses(store))

    assert found == {f"{way}.example": len(STORIES) for way in TAGGED}
    assert visits.pop("flag-without-a-value")[-1] == len(STORIES), "each is another parameter"
    late = {way: counts for way, counts in visits.items() if counts[-1]}
    assert not late, "what two addresses showed holds for all of the host"


SELECTING: dict[str, Spelling] = {
    "number": lambda story, _: f"{HOST}/read?id={story + 1}",
    "name": lambda story, _: f"{HOST}/?story={STORIES[story]}",
    "number-and-session": lambda story, n: f"{HOST}/read?id={story + 1}&sid={n}{story}",
    "two-that-select": lambda story, _: f"{HOST}/read?topic={story % 2}&name={STORIES[story]}",
}


@pytest.mark.parametrize("way", SELECTING)
def test_a_parameter_that_selects_the_article_is_never_taken_for_noise(store: Store, way: str) -> None:
    for number in range(ROUNDS):
        read_feed(store, SELECTING[way], number)
    assert len(addresses(store)) == len(STORIES)

    fresh = f"{HOST}/{'' if way == 'name' else 'read'}?id=77&story=x77&topic=9&name=x77&sid=9"
    store.record_links([Link(url=fresh, seed=FEED, found_at=at(900))], None, at(900), watch=True)

    assert fresh in addresses(store)


def test_what_was_learnt_holds_in_a_new_program_and_at_no_other_host(store: Store, root: Path) -> None:
    for number in range(2):
        read_feed(store, TAGGED["session"], number)
    store.close()

    with Store.open(root / "db" / "archive.db", root / "snapshots") as again:
        assert read_feed(again, TAGGED["session"], 2) == 0
        elsewhere = [
            Link(url=f"https://mirror.example/storm?s={n}", seed=FEED, found_at=NOON) for n in (1, 2)
        ]
        assert again.record_links(elsewhere, None, at(200), watch=True).watched == 2


def test_one_address_alone_teaches_nothing(store: Store) -> None:
    """A list may show its newest entry where the number is left out: `/read` is `/read?id=1`."""
    for number, url in enumerate((f"{HOST}/read?part=storm", f"{HOST}/read?part=storm&id=1")):
        store.record_links([Link(url=url, seed=FEED, found_at=NOON)], None, at(number), watch=True)
        (task,) = (one for one in store.claim_due(at(number)) if not store.visits(one.article))
        see(store, task, text_of(0), First(), minutes=number)
    assert len(addresses(store)) == 1

    other = Link(url=f"{HOST}/read?part=storm&id=2", seed=FEED, found_at=NOON)
    assert store.record_links([other], None, at(5), watch=True).watched == 1


def test_noise_that_shows_another_text_is_unlearnt(store: Store) -> None:
    for number in range(2):
        read_feed(store, TAGGED["session"], number)
    other = Link(url=f"{HOST}/storm?s=2", seed=FEED, found_at=at(200), headline="Another story altogether")

    store.record_links([other], None, at(200), watch=True)
    (task,) = (one for one in store.claim_due(at(200)) if not store.visits(one.article))
    see(store, task, reading(*map(prose, (70, 71, 72)), headline="Another story"), First(), minutes=201)

    assert len(addresses(store)) == len(STORIES) + 1
    assert read_feed(store, TAGGED["session"], 5) == len(STORIES), "each address is looked at again"
    assert len(addresses(store)) == len(STORIES) + 1


def test_two_addresses_of_one_story_are_one_though_it_was_edited_between_the_visits(store: Store) -> None:
    before, after = text_of(0), reading(*map(prose, (0, 1, 99)), headline="Storm floods town")
    tasks = []
    for number, read in enumerate((before, after)):
        link = Link(url=f"{HOST}/storm?s={number}", seed=FEED, found_at=NOON)
        store.record_links([link], None, at(number), watch=True)
        tasks += [one for one in store.claim_due(at(number)) if not store.visits(one.article)]
        see(store, tasks[-1], read, First(), minutes=number)
    assert len(addresses(store)) == 2, "the texts differ, so far"

    see_edit(store, tasks[0], before, after, minutes=10)

    assert len(addresses(store)) == 1
