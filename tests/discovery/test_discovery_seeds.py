"""Seeds are asked politely: only for news, and less often while they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from newsstand import Newsstand, Page, moved

from archiver.archive.working import Archive
from archiver.frontier.first_visit import AT_ONCE
from archiver.home import Home
from archiver.model.article import Link
from archiver.model.urls import canonical_url
from archiver.orchestration.discovery import Discovery, domain_of
from archiver.sources import SeedReading, read_seed

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

Opening = Callable[[float], Archive]


def rss(*items: str) -> Page:
    body = "".join(f"<item>{item}</item>" for item in items)
    return Page(f'<rss version="2.0"><channel><title>G</title>{body}</channel></rss>'.encode(), "text/xml")


def item(url: str, title: str = "Storm nears", *, guid: str = "") -> str:
    return f"<title>{title}</title><link>{url}</link>" + (f"<guid>{guid}</guid>" if guid else "")


def sitemap(*entries: tuple[str, str]) -> Page:
    body = "".join(f"<url><loc>{url}</loc><lastmod>{time}</lastmod></url>" for url, time in entries)
    return Page(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</urlset>'.encode(), "text/xml"
    )


def declare(home: Home, stand: Newsstand, *paths: str, more: str = "") -> None:
    seeds = ", ".join(f'"{stand.url}{path}"' for path in paths)
    with home.declaration.open("a", encoding="utf-8") as file:
        file.write(f'[[source]]\nname = "gazette"\ndomain = "{stand.host}"\nseeds = [{seeds}]\n{more}')


def discover(opened: Opening, minutes: float, name: str | None = None) -> Discovery:
    with opened(minutes) as archive:
        (found,) = archive.discover(name)
    return found


def statuses(stand: Newsstand, path: str = "/feed.xml") -> list[int]:
    return [status for asked, status in stand.asked if asked == path]


# --- conditional requests ----------------------------------------------------------------------------


def test_a_seed_is_asked_only_for_news(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))

    first, second = discover(opened, 0), discover(opened, 15)
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"), item(f"{stand.url}/flood"))
    third = discover(opened, 30)

    assert statuses(stand) == [200, 304, 200]
    assert [(one.new, one.unchanged, one.kind) for one in (first, second, third)] == [
        (1, False, "rss"),
        (0, True, "rss"),
        (1, False, "rss"),
    ]


def test_a_sitemap_index_that_did_not_change_still_leads_to_sitemaps_that_did(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/index.xml")
    stand.pages["/index.xml"] = Page(
        f"<sitemapindex><sitemap><loc>{stand.url}/news.xml</loc></sitemap></sitemapindex>".encode(),
        "text/xml",
    )
    stand.pages["/news.xml"] = sitemap((f"{stand.url}/storm", "2026-11-24T09:00:00Z"))
    discover(opened, 0)
    stand.pages["/news.xml"] = sitemap(
        (f"{stand.url}/storm", "2026-11-24T09:00:00Z"), (f"{stand.url}/flood", "2026-11-24T10:00:00Z")
    )

    found = discover(opened, 15)

    assert statuses(stand, "/index.xml") == [200, 304]
    assert (found.new, found.unchanged) == (1, False)
    assert discover(opened, 30).unchanged


def test_a_sitemap_of_many_years_keeps_no_news_waiting(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/sitemap.xml")
    old = [(f"{stand.url}/old/{number}", "2019-05-01") for number in range(AT_ONCE)]
    news = [(f"{stand.url}/news/{hour}", f"2026-11-24T{hour:02}:00:00Z") for hour in range(12)]
    stand.pages["/sitemap.xml"] = sitemap(*old, *news)

    assert discover(opened, 0).new == AT_ONCE + 12

    with opened(0) as archive:
        due = [task.url for task in archive.store.claim_due(archive.now())]
        assert due[:12] == [f"{stand.url}/news/{hour}" for hour in reversed(range(12))]
        assert len(due) == AT_ONCE
    with opened(60 * 24 * 20) as archive:
        assert len(archive.store.claim_due(archive.now())) == AT_ONCE, "the others wait for a hint"
    stand.pages["/sitemap.xml"] = sitemap(*old[:-1], (old[-1][0], "2026-11-24T12:10:00Z"), *news)
    assert discover(opened, 15).hinted == 1


def test_a_long_list_without_dates_is_visited_at_leisure(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/sitemap.txt")
    lines = [f"{stand.url}/story/{number}" for number in range(AT_ONCE + 2)]
    stand.pages["/sitemap.txt"] = Page("\n".join(lines).encode(), "text/plain")
    discover(opened, 0)

    with opened(0) as archive:
        waiting = [article.next_visit for article in archive.store.articles()][AT_ONCE:]

    assert waiting == [NOON + timedelta(minutes=1), NOON + timedelta(minutes=2)]


def test_a_seed_is_read_in_full_again_when_the_rules_of_its_source_changed(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    before = home.declaration.read_text(encoding="utf-8")
    declare(home, stand, "/feed.xml", more='exclude = ["flood"]\n')
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/flood"))
    assert discover(opened, 0).new == 0
    home.declaration.write_text(before, encoding="utf-8")
    declare(home, stand, "/feed.xml")

    assert discover(opened, 15).new == 1


def test_a_dry_run_asks_for_everything_and_keeps_nothing(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))
    for _ in range(2):
        with opened(0) as archive:
            (found,) = archive.discover(dry_run=True)
        assert len(found.links) == 1

    assert discover(opened, 1).new == 1
    assert statuses(stand) == [200, 200, 200]


# --- seeds that fail ---------------------------------------------------------------------------------


def test_a_seed_that_fails_is_left_alone_longer_each_time_and_shown(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = Page(status=500)

    for minutes in range(0, 105, 15):
        discover(opened, minutes)

    assert statuses(stand) == [500, 500, 500]  # at 0, 15 and 45; due again at 105
    with opened(100) as archive:
        (failing,) = archive.health().failing_seeds
    assert (failing.failures, failing.next_ask) == (3, NOON + timedelta(minutes=105))
    assert "answered 500" in (failing.error or "")


def test_a_seed_that_brings_a_bug_to_light_ends_no_discovery(
    home: Home, stand: Newsstand, opened: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(home, stand, "/feed.xml", "/other.xml")
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))
    stand.pages["/other.xml"] = rss(item(f"{stand.url}/harbor"))

    def broken(url: str, *args: object, **kwargs: object) -> SeedReading:
        if url.endswith("/feed.xml"):
            raise RecursionError("a bug")
        return read_seed(url, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("archiver.orchestration.discovery.read_seed", broken)
    for minutes in (0, 15, 30):
        with opened(minutes) as archive:
            failed, read = archive.discover()
        assert read.error is None

    assert "this program failed on it" in (failed.error or "")
    assert statuses(stand) == [200, 200]  # at 0 and 15; due again at 45
    with opened(31) as archive:
        (failing,) = archive.health().failing_seeds
        assert len(archive.articles()) == 1
    assert (failing.url, failing.failures) == (f"{stand.url}/feed.xml", 2)
    assert "RecursionError" in (failing.error or "")


def test_a_seed_that_comes_back_is_no_longer_failing(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = Page(b"<p>Maintenance</p>", "application/rss+xml")
    assert discover(opened, 0).error
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))

    assert discover(opened, 15).new == 1

    with opened(16) as archive:
        assert archive.health().failing_seeds == ()


@pytest.mark.parametrize("status", [429, 503])
def test_a_seed_that_asks_for_time_is_given_it(
    home: Home, stand: Newsstand, opened: Opening, status: int
) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = Page(status=status, headers={"Retry-After": "7200"})

    for minutes in (0, 60, 119, 121):
        discover(opened, minutes)

    assert statuses(stand) == [status, status]


def test_a_seed_named_by_a_person_is_asked_at_once(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = Page(status=500)
    discover(opened, 0)
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))

    assert discover(opened, 1).error
    assert discover(opened, 1, "gazette").new == 1


def test_a_failing_sitemap_does_not_lose_the_others(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/index.xml")
    locs = "".join(f"<sitemap><loc>{stand.url}/{name}.xml</loc></sitemap>" for name in ("gone", "news"))
    stand.pages["/index.xml"] = Page(f"<sitemapindex>{locs}</sitemapindex>".encode(), "text/xml")
    stand.pages["/news.xml"] = sitemap((f"{stand.url}/storm", "2026-11-24"))

    found = discover(opened, 0)

    assert found.new == 1
    assert "gone.xml" in (found.error or "")


def test_a_seed_whose_links_all_lie_elsewhere_says_where(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = rss(item("https://www.gazette.example/storm"))

    assert "most on www.gazette.example" in (discover(opened, 0).error or "")


def test_a_seed_that_robots_txt_forbids_is_not_asked_for_unless_its_source_says_so(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /feed", "text/plain")
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm"))

    assert "robots.txt" in (discover(opened, 0).error or "")
    assert statuses(stand) == []
    with home.declaration.open("a", encoding="utf-8") as file:
        file.write("robots = false\n")
    assert discover(opened, 15).new == 1


def test_adding_a_seed_keeps_the_comments_of_the_declaration(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml", more="# mine\n")
    stand.pages["/sport.xml"] = rss(item(f"{stand.url}/storm"))

    with opened(0) as archive:
        assert archive.add(f"{stand.url}/sport.xml").source == "gazette"
        (source,) = archive.config.sources

    assert source.seeds == (f"{stand.url}/feed.xml", f"{stand.url}/sport.xml")
    assert "# mine" in home.declaration.read_text(encoding="utf-8")


# --- what seeds say ----------------------------------------------------------------------------------


def next_visits(opened: Opening, minutes: float) -> dict[str, float | None]:
    """Return when articles are due, in minutes after noon."""
    with opened(minutes) as archive:
        return {
            article.url.rpartition("/")[2]: article.next_visit
            and (article.next_visit - NOON) / timedelta(minutes=1)
            for article in archive.articles()
        }


def test_a_sitemap_that_claims_a_change_revives_an_article(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/news.xml")
    stand.pages["/news.xml"] = sitemap((f"{stand.url}/storm", "2026-11-24T09:00:00Z"))
    discover(opened, 0)
    with opened(1) as archive:
        archive.store.retire(archive.store.find_article(f"{stand.url}/storm").id)
    assert discover(opened, 5).hinted == 0
    stand.pages["/news.xml"] = sitemap((f"{stand.url}/storm", "2026-11-24T12:08:00Z"))

    assert discover(opened, 10).hinted == 1
    assert next_visits(opened, 11) == {"storm": 10}


def test_a_renamed_entry_is_the_article_it_was(home: Home, stand: Newsstand, opened: Opening) -> None:
    declare(home, stand, "/feed.xml")
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm", guid="7"))
    discover(opened, 0)
    stand.pages["/feed.xml"] = rss(item(f"{stand.url}/storm-over-harbour", guid="7"))

    assert discover(opened, 15).new == 0
    with opened(16) as archive:
        (alias,) = archive.aliases()
    assert (alias.why, alias.leads_to) == ("feed id", f"{stand.url}/storm")


# --- adding ------------------------------------------------------------------------------------------

PROSE = "<p>" + "The council voted on Tuesday to close two of the five branches. " * 8 + "</p>"


def article_page(head: str = "") -> Page:
    body = f"<article><h1>Council votes to close branches</h1>{PROSE * 3}</article>"
    return Page(
        f"<!doctype html><html><head><title>G</title>{head}</head><body>{body}</body></html>".encode()
    )


def test_adding_an_article_proposes_what_its_site_has(home: Home, stand: Newsstand, opened: Opening) -> None:
    path = "/2026/11/24/council-votes-to-close-branches"
    stand.pages[path] = article_page('<link rel="alternate" type="application/atom+xml" href="/atom.xml">')
    stand.pages["/robots.txt"] = Page(
        f"Sitemap: {stand.url}/all.xml\nSitemap: {stand.url}/news.xml\n".encode(), "text/plain"
    )

    with opened(0) as archive:
        added = archive.add(stand.url + path)

    assert (added.kind, added.known) == ("article", False)
    assert [one.removeprefix(stand.url) for one in added.proposed] == ["/atom.xml", "/news.xml", "/all.xml"]


def test_a_page_that_names_no_feed_is_helped_by_its_home_page(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    path = "/2026/11/24/council-votes-to-close-branches"
    stand.pages[path] = article_page()
    stand.pages["/"] = article_page('<link rel="alternate" type="application/rss+xml" href="/rss.xml">')

    with opened(0) as archive:
        assert archive.add(stand.url + path).proposed == (f"{stand.url}/rss.xml",)


def opml(feeds: Iterable[tuple[str, str]]) -> bytes:
    lines = "".join(
        f'<outline type="rss" text="x" xmlUrl="{feed}" htmlUrl="{site}"/>' for feed, site in feeds
    )
    head = '<?xml version="1.0"?><opml version="2.0"><head/><body><outline text="News">'
    return f"{head}{lines}</outline></body></opml>".encode()


def test_the_feeds_of_an_opml_file_become_sources(home: Home, opened: Opening) -> None:
    listed = home.root / "feeds.opml"
    listed.write_bytes(
        opml(
            [
                ("https://feeds.gazette.example/rss", "https://www.gazette.example/"),
                ("https://www.gazette.example/sport.xml", ""),
                ("https://courier.example/feed", ""),
            ]
        )
    )

    with opened(0) as archive:
        added = archive.add(str(listed))
        again = archive.add(str(listed))
        sources = {source.domain: source.seeds for source in archive.config.sources}

    assert (added.kind, added.links, added.known, again.known) == ("opml", 3, False, True)
    assert sources == {
        "gazette.example": ("https://feeds.gazette.example/rss", "https://www.gazette.example/sport.xml"),
        "courier.example": ("https://courier.example/feed",),
    }


def test_an_opml_address_is_a_list_of_feeds_too(home: Home, stand: Newsstand, opened: Opening) -> None:
    stand.pages["/list"] = Page(opml([("https://courier.example/feed", "")]), "text/x-opml")

    with opened(0) as archive:
        assert archive.add(f"{stand.url}/list").links == 1


@pytest.mark.parametrize(
    ("seed", "links", "domain"),
    [
        pytest.param("https://www.gazette.example/rss", [], "gazette.example", id="without-www"),
        pytest.param(
            "https://feeds.gazette.example/rss",
            ["https://www.gazette.example/1"],
            "gazette.example",
            id="feeds-host",
        ),
        pytest.param(
            "https://blog.host.example/rss", ["https://blog.host.example/1"], "blog.host.example", id="own"
        ),
        pytest.param(
            "https://proxy.example/rss",
            ["https://news.bbc.co.uk/1", "https://sport.bbc.co.uk/2"],
            "bbc.co.uk",
            id="several-hosts",
        ),
    ],
)
def test_a_seed_belongs_to_the_domain_its_articles_live_on(seed: str, links: list[str], domain: str) -> None:
    found = [Link(url=canonical_url(url), seed=seed, found_at=NOON) for url in links]
    assert domain_of(seed, found) == domain


# --- one article, one history, by way of a browser -----------------------------------------------------


def story(headline: str) -> Page:
    paragraphs = "".join(
        f"<p>{number}. The ferry to the outer islands will not sail on Tuesday, the harbor master said,"
        " because of a storm that is expected to bring waves of 18 feet.</p>"
        for number in range(6)
    )
    return Page(
        f"<!doctype html><html lang=en><head><title>{headline}</title></head><body><article>"
        f"<h1>{headline}</h1><p class=byline>By Ada Quill</p>{paragraphs}</article></body></html>".encode()
    )


def look(archive: Archive) -> None:
    list(archive.discover())
    list(archive.visit(archive.all_tasks(), sleep=lambda _: None))


def test_an_article_whose_slug_changes_keeps_one_history(home: Home, stand: Newsstand, clock: Any) -> None:
    declare(home, stand, "/feed.xml")
    old, new = f"{stand.url}/2026/storm-nears", f"{stand.url}/2026/storm-floods-harbor"
    stand.pages["/feed.xml"] = rss(item(old))
    stand.pages["/2026/storm-nears"] = story("Storm nears the harbor")
    with Archive.open(home, now=clock) as archive:
        look(archive)
        stand.pages["/2026/storm-nears"] = moved(new)
        stand.pages["/2026/storm-floods-harbor"] = story("Storm floods the harbor")
        stand.pages["/feed.xml"] = rss(item(new, "Storm floods the harbor"))
        for _ in range(2):
            clock.pass_(minutes=60)
            look(archive)
        (article,) = archive.articles()
        history = archive.history(new)
    assert (article.url, history.article.id) == (old, article.id)
    assert [event.kind for event in history.events] == ["moved"]
    assert [edit.headline for edit in history.edits] == ["Storm floods the harbor"]


@pytest.mark.parametrize("gone", [True, False], ids=["gone-without-a-redirect", "both-answer"])
def test_an_article_at_two_addresses_is_one(home: Home, stand: Newsstand, clock: Any, gone: bool) -> None:
    declare(home, stand, "/feed.xml")
    old, new = f"{stand.url}/2026/storm-nears", f"{stand.url}/2026/storm-floods-harbor"
    canonical = f'<link rel="canonical" href="{new}">'.encode()
    there = story("Storm nears the harbor")
    there = replace(there, content=there.content.replace(b"<title>", canonical + b"<title>"))
    stand.pages["/feed.xml"] = rss(item(old))
    stand.pages["/2026/storm-nears"] = story("Storm nears the harbor")
    with Archive.open(home, now=clock) as archive:
        look(archive)
        stand.pages["/2026/storm-nears"] = Page(status=404) if gone else there
        stand.pages["/2026/storm-floods-harbor"] = there
        stand.pages["/feed.xml"] = rss(item(new))
        for _ in range(2):
            clock.pass_(minutes=90)
            look(archive)
        assert [article.url for article in archive.articles()] == [old]
        history = archive.history(new)
    assert ("moved" in {event.kind for event in history.events}) == gone
    assert history.edits == ()


@pytest.mark.parametrize("name", ["PHPSESSID", "sid", "zsid", "u"])
def test_a_session_in_each_link_of_a_feed_makes_no_new_articles(
    home: Home, stand: Newsstand, opened: Opening, name: str
) -> None:
    declare(home, stand, "/feed.xml")
    date = "<pubDate>Tue, 24 Nov 2026 06:30:00 GMT</pubDate>"
    for look in range(3):
        links = (f"{stand.url}/2026/story-{number}?{name}=ab{look}{number}" for number in range(3))
        stand.pages["/feed.xml"] = rss(*(item(link, f"Story {at}") + date for at, link in enumerate(links)))
        discover(opened, look * 60)
    with opened(200) as archive:
        assert len(archive.articles()) == 3


def test_two_entries_that_only_their_query_tells_apart_stay_two(
    home: Home, stand: Newsstand, opened: Opening
) -> None:
    declare(home, stand, "/feed.xml")
    date = "<pubDate>Tue, 24 Nov 2026 06:30:00 GMT</pubDate>"
    for ids in ((1,), (1, 2)):
        stand.pages["/feed.xml"] = rss(
            *(item(f"{stand.url}/story?id={one}", "Weather") + date for one in ids)
        )
        discover(opened, 60 * len(ids))
    with opened(200) as archive:
        assert len(archive.articles()) == 2


@pytest.mark.parametrize("then", ["listing", "article"])
def test_a_feed_that_answers_with_a_page_is_a_seed_that_fails(
    home: Home, stand: Newsstand, opened: Opening, then: str
) -> None:
    declare(home, stand, "/feed/")
    stand.pages["/feed/"] = rss(item(f"{stand.url}/2026/storm-nears"))
    discover(opened, 0)
    links = "".join(
        f'<li><a href="/2026/11/{day}/an-old-story-about-the-town-hall">An old story about the town hall</a>'
        for day in (19, 20)
    )
    listing = Page(f"<title>The Gazette</title><h1>We will be back soon</h1><ul>{links}</ul>".encode())
    stand.pages["/feed/"] = listing if then == "listing" else story("We will be back soon")
    found = discover(opened, 60)
    assert found.error is not None
    assert "answers with a web page now" in found.error
    stand.pages["/feed/"] = rss(item(f"{stand.url}/2026/storm-nears"), item(f"{stand.url}/2026/floods"))
    assert discover(opened, 2000).new == 1
    with opened(2100) as archive:
        assert len(archive.articles()) == 2


def test_a_link_with_a_tracker_and_its_clean_canonical_are_one(
    home: Home, stand: Newsstand, clock: Any
) -> None:
    declare(home, stand, "/feed.xml")
    clean = f"{stand.url}/2026/storm-nears"
    stand.pages["/feed.xml"] = rss(item(f"{clean}?ref=rss"), item(clean))
    canonical = f'<link rel="canonical" href="{clean}"><title>'.encode()
    page = story("Storm nears the harbor")
    page = replace(page, content=page.content.replace(b"<title>", canonical))
    stand.pages["/2026/storm-nears?ref=rss"] = stand.pages["/2026/storm-nears"] = page
    with Archive.open(home, now=clock) as archive:
        look(archive)
        clock.pass_(minutes=60)
        look(archive)
        assert len(archive.articles()) == 1
