from __future__ import annotations

import time
from datetime import timedelta

import pytest
from cases import together

from archiver.frontier.robots import BELIEVED, RETRY, Answer, Robots, product_token, robots_url

AGENT = "Archiver/0.1 (news archive; +https://archiver.example/)"
STORY = "https://gazette.example/2026/storm"


def rules(text: str) -> Robots:
    return Robots.parse(text.encode(), 200)


@together(
    ("text", "allowed"),
    [
        pytest.param("", True, id="empty"),
        pytest.param("User-agent: *\nDisallow: /", False, id="everybody-out"),
        pytest.param("User-agent: *\nDisallow: /2026/", False, id="this-path"),
        pytest.param("User-agent: *\nDisallow: /2025/", True, id="another-path"),
        pytest.param("User-agent: *\nDisallow: /2026/\nAllow: /2026/storm", True, id="longest-match-wins"),
        pytest.param("User-agent: *\nDisallow: /*storm$", False, id="wildcard-and-end"),
        pytest.param("User-agent: archiver\nDisallow:\n\nUser-agent: *\nDisallow: /", True, id="our-group"),
        pytest.param("User-agent: ia_archiver\nDisallow: /", True, id="another-archiver"),
        pytest.param("User-agent: Archiver Bot\nDisallow: /", False, id="our-name-and-more"),
        pytest.param('User-agent: "Archiver"\nDisallow: /', False, id="our-name-in-quotes"),
        pytest.param("User-agent: Archiver/2.0 # all\nDisallow: /", False, id="another-version-of-ours"),
        pytest.param("User-agent: Arch\nDisallow: /", True, id="a-name-that-begins-ours"),
        pytest.param("User-agent: Gazette Archiver\nDisallow: /", True, id="our-name-in-anothers"),
        pytest.param("User-agent: news\nDisallow: /", True, id="a-word-of-our-comment"),
        pytest.param("\ufeffUser-agent: *\nDisallow: /", False, id="byte-order-mark"),
        pytest.param("user-agent:*\r\nDISALLOW:/", False, id="spelling"),
        pytest.param("<!doctype html><title>Home</title><p>User of news", True, id="a-page-instead"),
        pytest.param("User-agent: *\nDisallow: /%32026/", False, id="escapes"),
    ],
)
def test_the_rules_of_the_file_are_obeyed(text: str, allowed: bool) -> None:
    assert rules(text).allows(STORY, AGENT) is allowed


@together("status", [400, 401, 403, 404, 410, 302])
def test_where_there_is_no_file_everything_is_allowed(status: int) -> None:
    robots = Robots.parse(b"User-agent: *\nDisallow: /", status)
    assert robots.answer is Answer.UNAVAILABLE
    assert robots.allows(STORY, AGENT)
    assert robots.keep_for == BELIEVED


@together("status", [429, 500, 502, 503, 504])
def test_while_a_host_is_in_trouble_nothing_is_allowed_and_it_is_asked_again_soon(status: int) -> None:
    robots = Robots.parse(b"", status)
    assert robots.answer is Answer.UNREACHABLE
    assert not robots.allows(STORY, AGENT)
    assert robots.keep_for == RETRY


def test_rules_known_from_before_hold_while_the_host_does_not_answer() -> None:
    robots = Robots.parse(b"", 503, previous=rules("User-agent: *\nDisallow: /private/"))
    assert robots.allows(STORY, AGENT)
    assert not robots.allows("https://gazette.example/private/1", AGENT)
    assert robots.keep_for == RETRY


def test_two_failures_in_a_row_do_not_open_the_host() -> None:
    assert not Robots.unreachable(Robots.unreachable()).allows(STORY, AGENT)


@together(
    ("text", "delay"),
    [
        pytest.param("User-agent: *\nCrawl-delay: 10", timedelta(seconds=10), id="seconds"),
        pytest.param("User-agent: *\nCrawl-delay: 0.5", timedelta(seconds=0.5), id="fraction"),
        pytest.param("User-agent: *\nCrawl-delay: 1e300", timedelta(days=1), id="beyond-all-measure"),
        pytest.param("User-agent: *\nCrawl-delay: soon", None, id="no-number"),
        pytest.param("User-agent: bingbot\nCrawl-delay: 10", None, id="somebody-else"),
        pytest.param("User-agent: *\nDisallow:", None, id="none"),
    ],
)
def test_a_crawl_delay_is_read(text: str, delay: timedelta | None) -> None:
    assert rules(text).crawl_delay(AGENT) == delay


def test_the_sitemaps_it_names_are_found() -> None:
    text = "Sitemap: https://gazette.example/a.xml\nUser-agent: *\nDisallow:\nSitemap: /b.xml"
    assert rules(text).sitemaps == ("https://gazette.example/a.xml", "/b.xml")


def test_groups_that_multiply_do_not_fill_the_memory() -> None:
    text = "".join(f"User-agent: a{n}\n" for n in range(10_000)) + "Disallow: /b\n" * 20_000
    begun = time.process_time()
    robots = rules("User-agent: *\nDisallow: /2026/\n" + text)
    assert not robots.allows(STORY, AGENT)
    assert time.process_time() - begun < 5


def test_bytes_that_are_no_text_are_no_rules() -> None:
    assert Robots.parse(bytes(range(256)) * 4_000, 200).allows(STORY, AGENT)


@together(
    ("agent", "token"),
    [
        (AGENT, "Archiver"),
        ("Mozilla/5.0 (compatible; GazetteBot/2.1; +https://x.example)", "GazetteBot"),
        ("my_bot", "my_bot"),
        (
            "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0 Gazer/1",
            "Gazer",
        ),
        (
            "Mozilla/5.0 (X11) AppleWebKit/605.1 (KHTML, like Gecko) Version/17 Safari/605.1 (Gazer/0.1)",
            "Gazer",
        ),
        (
            "Mozilla/5.0 (KHTML, like Gecko; compatible; gazer/2.0; +https://x.example) Chrome/1 Safari/1",
            "gazer",
        ),
        ("Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/130.0", "Mozilla"),
    ],
)
def test_the_name_in_a_user_agent_is_found(agent: str, token: str) -> None:
    assert product_token(agent) == token


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_read(encoding: str) -> None:
    assert not Robots.parse("User-agent: *\nDisallow: /2026/".encode(encoding), 200).allows(STORY, AGENT)


def test_the_file_of_a_host_lies_at_its_root() -> None:
    assert robots_url("https://gazette.example:8443/a?b=1") == "https://gazette.example:8443/robots.txt"
