"""What is out already is taken over in one command: all of it, paced, resumable, and no news of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from newsstand import Newsstand, Page
from store_samples import ONE, First, see, suspect

from archiver.archive.working import Archive
from archiver.frontier.gate import SHORTEST_LEISURE
from archiver.home import Home
from archiver.model.revision import Gone
from archiver.orchestration.adding import Added
from archiver.orchestration.baseline import TakenOver
from archiver.orchestration.discovery import CHILDREN

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
Opening = Callable[[float], Archive]
SITEMAPS, EACH = CHILDREN + 10, 4


def index(stand: Newsstand, *, sitemaps: int = SITEMAPS, each: int = EACH) -> str:
    """Put out sitemaps of old articles, and an index of them; return its address."""
    for number in range(sitemaps):
        urls = "".join(
            f"<url><loc>{stand.url}/{number}/{story}</loc><lastmod>2019-01-01</lastmod></url>"
            for story in range(each)
        )
        stand.pages[f"/sitemap-{number}.xml"] = Page(f"<urlset>{urls}</urlset>".encode(), "text/xml")
    found = "".join(
        f"<sitemap><loc>{stand.url}/sitemap-{number}.xml</loc></sitemap>" for number in range(sitemaps)
    )
    stand.pages["/index.xml"] = Page(f"<sitemapindex>{found}</sitemapindex>".encode(), "text/xml")
    return f"{stand.url}/index.xml"


def take_over(archive: Archive, seed: str) -> list[TakenOver]:
    added, *taken = archive.take_over(seed)
    assert isinstance(added, Added)
    return taken  # type: ignore[return-value]


def test_all_that_is_out_gets_a_first_visit_one_after_the_other(stand: Newsstand, opened: Opening) -> None:
    with opened(0) as archive:
        taken = take_over(archive, index(stand))
        articles = archive.articles()
        assert (taken[-1].read, taken[-1].left) == (SITEMAPS + 1, 0)
        assert sum(one.planned for one in taken) == len(articles) == SITEMAPS * EACH
        visits = sorted(article.next_visit or NOON for article in articles)
        assert visits == [NOON + SHORTEST_LEISURE * number for number in range(1, len(articles) + 1)]
        assert archive.due() == (), "the news goes first"


def test_done_again_it_goes_on_where_it_was_interrupted(stand: Newsstand, opened: Opening) -> None:
    seed = index(stand, sitemaps=3)
    with opened(0) as archive:
        interrupted = archive.take_over(seed)
        for _ in range(3):  # what was added, the index, the first sitemap
            next(interrupted)
        interrupted.close()
        before = {article.url: article.next_visit for article in archive.articles()}
    with opened(1) as archive:
        taken = take_over(archive, seed)
        after = {article.url: article.next_visit for article in archive.articles()}
    assert len(before) == EACH
    assert sum(one.planned for one in taken) == 2 * EACH
    assert {url: after[url] for url in before} == before
    assert sorted(after.values())[EACH] == max(before.values()) + SHORTEST_LEISURE  # type: ignore[type-var,operator]


def test_a_sitemap_that_cannot_be_read_costs_itself_alone(stand: Newsstand, opened: Opening) -> None:
    seed = index(stand, sitemaps=3)
    stand.pages["/sitemap-1.xml"] = Page(status=500)
    with opened(0) as archive:
        taken = take_over(archive, seed)
        assert [one.error is None for one in taken] == [True, True, False, True]
        assert len(archive.articles()) == 2 * EACH


def test_discovery_makes_nothing_due_of_what_was_taken_over(stand: Newsstand, opened: Opening) -> None:
    seed = index(stand, sitemaps=3)
    with opened(0) as archive:
        take_over(archive, seed)
        planned = {article.url: article.next_visit for article in archive.articles()}
        assert list(archive.discover(only_new=True)) == []
        list(archive.discover())
        assert {article.url: article.next_visit for article in archive.articles()} == planned


@pytest.mark.parametrize("verdict", [Gone(status=404), suspect("front_page", "a home page")])
def test_what_is_gone_at_its_first_visit_is_no_event_and_later_it_is(
    stand: Newsstand, opened: Opening, verdict
) -> None:  # type: ignore[no-untyped-def]
    with opened(0) as archive:
        take_over(archive, index(stand, sitemaps=1, each=2))
        store = archive.store
        gone, seen = store.claim([article.id for article in archive.articles()], NOON)
        see(store, gone, None, verdict, minutes=1)
        assert list(archive.feed(events=True)) == []
        see(store, seen, ONE, First(), minutes=1)
        see(store, seen, None, verdict, minutes=3)
        assert len(list(archive.feed(events=True))) == 1


def test_a_visit_too_far_off_is_not_planned_and_said(stand: Newsstand, opened: Opening, home: Home) -> None:
    text = home.declaration.read_text().replace('delay = "1ms"', 'delay = "1ms"\nbudget = 12')
    home.declaration.write_text(text)  # a turn every two hours, of which a twelfth is for what can wait
    with opened(0) as archive:
        seed = index(stand, sitemaps=1, each=40)
        taken = take_over(archive, seed)
        assert taken[-1].planned == 30
        assert taken[-1].waiting == 10
        assert taken[-1].until == NOON + timedelta(days=30)
