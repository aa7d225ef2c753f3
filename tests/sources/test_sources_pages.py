from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from cases import together

from archiver.errors import SeedError
from archiver.sources import SeedReading, read_seed
from archiver.sources.shape import address_points, headline_points

FOUND = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOST = "https://www.gazette.example"
FRONT = f"{HOST}/politics"
PROSE = "<p>" + "The council voted on Tuesday to close two of the five branches. " * 5 + "</p>"


def read(body: str, *, head: str = "", url: str = FRONT) -> SeedReading:
    page = f"<!doctype html><html><head><title>Gazette</title>{head}</head><body>{body}</body></html>"
    return read_seed(url, page.encode(), "text/html; charset=utf-8", found_at=FOUND)


def card(path: str, text: str) -> str:
    return f'<article><h3><a href="{path}">{text}</a></h3><p>Dek.</p></article>'


def found(body: str, **more: str) -> list[str]:
    return [link.url.removeprefix(HOST) for link in read(body + ANCHOR, **more).links][:-1]


ANCHOR = card("/2026/11/24/anchor-story-of-every-test", "A story that every page in these tests leads to")


@together(
    ("path", "headline"),
    [
        pytest.param("/2026/11/24/council-votes-to-close-branches/", "Council votes", id="date-and-slug"),
        pytest.param("/news/uk-56178792", "Apple buys a company every three weeks", id="number"),
        pytest.param("/news/articles/cxw0zwldjdxo", "Rebel Wilson announces birth", id="letters-and-digits"),
        pytest.param("/story/71-d62f898d-0b25-4f8f-b680-6c4821e2764b", "Attorney pleads guilty", id="uuid"),
        pytest.param("/?p=2011983", "AM radio law opposed by tech is close to passing", id="wordpress"),
        pytest.param("/news_lang.php?ArtNr=335614", "Landrat eröffnet neue Brücke", id="query"),
        pytest.param("/spip.php?article8532", "Les universités en grève depuis mardi", id="spip"),
        pytest.param(
            "/weather/the-fall-colors-of-new-york/71-990011", "The fall colors of New York", id="section"
        ),
        pytest.param(
            "/articles/AST153RPVT15DIFI005M.html", "日本郵便、下請けに違約金、買収計画を禁止", id="no-spaces"
        ),
        pytest.param("/sport/wahl-in-sachsen-und-thueringen", "", id="picture-alone-with-slug-and-heading"),
    ],
)
def test_links_that_look_like_articles_are_found(path: str, headline: str) -> None:
    assert found(card(path, headline)) == [path]


@together(
    ("path", "text"),
    [
        pytest.param("/", "Gazette: news from Port Alder and the islands", id="home"),
        pytest.param("/politics/local", "Local politics", id="section"),
        pytest.param("/tag/storm-damage", "Storm damage", id="tag"),
        pytest.param("/topics/russia-ukraine-war-news", "Russia-Ukraine war", id="topic"),
        pytest.param("/author/jane-smith-12345", "Jane Smith", id="author"),
        pytest.param("/privacy-policy", "How we use what you tell us", id="house"),
        pytest.param(
            "/login?redirect=/2026/11/24/a-story-with-a-slug", "Sign in to read the story", id="login"
        ),
        pytest.param(
            "/2026/11/24/storm-hits-the-coast/?share=whatsapp", "Share this on WhatsApp", id="share"
        ),
        pytest.param("/2026/11/24/storm-hits-the-coast.jpg", "Storm hits the coast at noon", id="picture"),
        pytest.param("/feeds/2026-all-the-news.xml", "All the news as a feed", id="feed"),
        pytest.param("mailto:desk@gazette.example", "Write to the desk about this story", id="mail"),
        pytest.param("javascript:void(0)", "Open the menu of this page", id="script"),
        pytest.param(
            "https://ads.example/2026/11/24/you-will-not-believe-this", "You will not believe it", id="other"
        ),
        pytest.param("#2026-11-24-storm-hits-the-coast", "Jump to the story of the day", id="fragment"),
    ],
)
def test_links_that_do_not_are_left_out(path: str, text: str) -> None:
    assert found(card(path, text)) == []


@together(
    "around",
    [
        pytest.param("<nav>{}</nav>", id="nav"),
        pytest.param("<footer><div>{}</div></footer>", id="footer"),
        pytest.param('<div role="navigation">{}</div>', id="role"),
        pytest.param('<ul class="main-menu">{}</ul>', id="class"),
        pytest.param('<div id="breadcrumbs">{}</div>', id="id"),
    ],
)
def test_furniture_leads_to_no_articles(around: str) -> None:
    link = '<a href="/guides/how-to-vote-here">How to vote in this town</a>'
    assert found(around.format(link)) == []
    assert found(link) == ["/guides/how-to-vote-here"]


def test_a_class_of_the_whole_page_does_not_make_it_furniture() -> None:
    page = f'<html><body class="has-menu nav-open">{ANCHOR}'
    assert len(read_seed(FRONT, page.encode(), "text/html", found_at=FOUND).links) == 1


def test_links_of_other_hosts_of_the_publisher_count() -> None:
    other = "https://live.gazette.example/2026/11/24/storm-hits-the-coast"
    assert found(card(other, "Storm hits the coast at noon")) == [other]


def test_hosts_under_a_public_suffix_are_not_one_publisher() -> None:
    page = (
        card("https://rival.co.uk/2026/11/24/storm-hits-the-coast", "Storm hits the coast at noon") + ANCHOR
    )
    assert len(read(page, url="https://gazette.co.uk/politics").links) == 1


def test_an_article_linked_twice_is_one_link_with_its_headline() -> None:
    path = "/2026/11/24/storm-hits-the-coast"
    page = (
        f'<a href="{path}"><img alt="Waves"></a><h2><a href="{path}#comments">Storm hits the coast</a></h2>'
    )
    (link,) = read(page).links
    assert link.headline == "Storm hits the coast"


def test_relative_addresses_are_resolved_against_the_base() -> None:
    page = card("24/storm-hits-the-coast", "Storm hits the coast at noon")
    (link,) = read(page, head='<base href="/2026/11/">').links
    assert link.url == f"{HOST}/2026/11/24/storm-hits-the-coast"


def test_hundreds_of_links_are_taken() -> None:
    cards = "".join(
        card(f"/2026/11/24/story-number-{n}-of-the-day", f"The story number {n} of the day")
        for n in range(600)
    )
    reading = read(cards)
    assert reading.kind == "listing"
    assert len(reading.links) == 600


def test_the_feeds_that_a_page_names_are_found_without_those_of_comments() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'
        '<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="/atom.xml">'
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">'
        '<link rel="alternate" hreflang="de" href="/de">'
    )
    assert read(ANCHOR, head=head).feeds == (f"{HOST}/feed", f"{HOST}/atom.xml")


NEWS = '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "x"}]}</script>'
LISTED = (
    '<script type="application/ld+json">'
    '{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle"}]}</script>'
)
OG = '<meta property="og:type" content="article">'
STORY = f"{HOST}/2026/11/24/council-votes-to-close-branches"
MANY = "".join(
    card(f"/2026/11/24/story-{n}-of-this-day", f"The story number {n} of the day") for n in range(30)
)


LABELS = "<div>" + "Council votes on Tuesday to close branches and more.<br><br>" * 20 + "</div>"
BARE = (
    "<div>" + ("The council voted on Tuesday to close two of five branches. " * 3 + "<br><br>") * 9 + "</div>"
)
BROKEN = '<script type="application/ld+json">{broken</script>'


@together(
    ("body", "head", "url", "kind"),
    [
        pytest.param(PROSE + MANY, NEWS, STORY, "article", id="says-so"),
        pytest.param(PROSE + MANY, OG, STORY, "article", id="open-graph"),
        pytest.param(PROSE + ANCHOR, BROKEN + OG, STORY, "article", id="broken-json"),
        pytest.param(PROSE * 3 + MANY, "", STORY, "article", id="prose-alone"),
        pytest.param(BARE, "", f"{HOST}/local/council-votes.html", "article", id="bare-text-with-breaks"),
        pytest.param(LABELS, "", f"{HOST}/local/council-votes.html", "listing", id="labels-are-no-prose"),
        pytest.param(MANY, LISTED, FRONT, "listing", id="lists-articles"),
        pytest.param(MANY, OG, f"{HOST}/local-news", "listing", id="front-that-calls-itself-article"),
        pytest.param(MANY, NEWS, f"{HOST}/", "listing", id="home"),
    ],
)
def test_an_article_is_told_from_a_list_of_articles(body: str, head: str, url: str, kind: str) -> None:
    assert read(body + ANCHOR, head=head, url=url).kind == kind


def test_an_article_leads_to_itself() -> None:
    (link,) = read("<h1>Council <em>votes</em></h1>" + PROSE + MANY, head=NEWS, url=STORY).links
    assert (link.url, link.headline) == (STORY, "Council votes")


@pytest.mark.parametrize("body", ["", "<p>Please enable JavaScript.</p>", "<div></div>"])
def test_a_page_that_leads_nowhere_is_refused(body: str) -> None:
    with pytest.raises(SeedError, match="neither is an article nor links"):
        read(body)


def test_a_page_served_as_a_feed_is_refused() -> None:
    page = f"<!doctype html><html><body>{ANCHOR}</body></html>".encode()
    with pytest.raises(SeedError, match="declared as a feed"):
        read_seed(FRONT, page, "application/rss+xml", found_at=FOUND)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<div>" * 500_000 + ANCHOR, id="deep"),
        pytest.param("<span><a href=/2026/a-b-c-d>x</a>" * 10_000, id="unclosed"),
        pytest.param(
            "<a " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x</a>" + ANCHOR, id="attributes"
        ),
        pytest.param("<" * 1_000_000 + ANCHOR, id="brackets"),
        pytest.param(ANCHOR * 12_000, id="the-same-link"),
        pytest.param(
            "".join(card(f"/2026/a-b-c-{n}", "Some words of a headline") for n in range(8_000)), id="links"
        ),
        pytest.param("<p>" + "<b>" * 100_000 + "x", id="formatting"),
        pytest.param(
            '<script type="application/ld+json">' + "[" * 1_000_000 + "</script>" + ANCHOR, id="json"
        ),
        pytest.param("\0" * 100_000 + ANCHOR, id="zeroes"),
        pytest.param("<div class='" + "menu-" * 1_000 + "'>" + ANCHOR, id="class"),
    ],
)
def test_hostile_pages_cost_little(body: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(SeedError):
        read(body)
    assert time.process_time() - begun < 5


@together(
    ("words", "points"),
    [
        ("", 0),
        ("Politics", -1),
        ("More from us", 0),
        ("Storm hits the coast", 2),
        ("A b c d e f", 3),
        ("新しい法律が成立した", 2),
    ],
)
def test_a_headline_has_words(words: str, points: int) -> None:
    assert headline_points(words) == points


def test_an_address_without_a_path_is_no_article() -> None:
    assert address_points(urlsplit("https://gazette.example/")) is None
