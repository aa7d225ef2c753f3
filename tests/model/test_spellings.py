from __future__ import annotations

import pytest
from cases import together

from archiver.model.spellings import may_be_canonical, other_spellings, site_of
from archiver.model.urls import canonical_url

STORY = "https://gazette.example/2026/storm"


@together(
    ("url", "article"),
    [
        pytest.param("http://gazette.example/2026/storm", STORY, id="http"),
        pytest.param("https://www.gazette.example/2026/storm", STORY, id="www"),
        pytest.param("https://m.gazette.example/2026/storm", STORY, id="mobile-host"),
        pytest.param("https://amp.gazette.example/2026/storm", STORY, id="amp-host"),
        pytest.param("https://gazette.example/2026/storm/", STORY, id="slash"),
        pytest.param("https://gazette.example/2026/storm/amp/", STORY, id="amp-below"),
        pytest.param("https://gazette.example/amp/2026/storm", STORY, id="amp-above"),
        pytest.param("https://gazette.example/2026/storm.amp.html", STORY + ".html", id="amp-in-the-name"),
        pytest.param(
            "https://gazette.example/2026/storm-print.html", STORY + ".html", id="print-in-the-name"
        ),
        pytest.param("https://gazette.example/2026/storm/print", STORY, id="print-below"),
        pytest.param("https://gazette.example/2026/storm?amp", STORY, id="amp-name-alone"),
        pytest.param("https://gazette.example/2026/storm?outputType=amp", STORY, id="arc"),
        pytest.param(
            "https://gazette.example/s?id=7&view=print", "https://gazette.example/s?id=7", id="print"
        ),
        pytest.param("https://www.google.com/amp/s/gazette.example/2026/storm", STORY, id="amp-viewer"),
        pytest.param(
            "https://gazette-example.cdn.ampproject.org/c/s/gazette.example/2026/storm", STORY, id="amp-cache"
        ),
        pytest.param(
            "https://www.google.com/amp/s/[x", "http://www.google.com/amp/s/[x", id="amp-of-nothing"
        ),
        pytest.param("http://www.gazette.example:8080/a", "http://gazette.example:8080/a", id="port-kept"),
    ],
)
def test_an_article_is_found_behind_its_other_spellings(url: str, article: str) -> None:
    assert article in other_spellings(url)


@together(
    ("url", "other"),
    [
        pytest.param("https://gazette.example/s?id=7", "https://gazette.example/s", id="selecting-query"),
        pytest.param("https://gazette.example/s?page=2", "https://gazette.example/s", id="page"),
        pytest.param("https://gazette.example/s?view=full", "https://gazette.example/s", id="other-view"),
        pytest.param("https://gazette.example/a/ampere", "https://gazette.example/a", id="word-with-amp"),
        pytest.param("https://gazette.example/printing", "https://gazette.example/ing", id="word-with-print"),
        pytest.param("https://sport.gazette.example/a", "https://gazette.example/a", id="subdomain"),
    ],
)
def test_an_address_that_may_be_another_article_is_no_spelling(url: str, other: str) -> None:
    assert other not in other_spellings(url)


@pytest.mark.parametrize("url", [STORY, "https://gazette.example/", "https://gazette.example/a/amp?id=7&amp"])
def test_every_spelling_is_canonical_and_none_is_the_address_itself(url: str) -> None:
    found = other_spellings(url)

    assert url not in found
    assert [canonical_url(one) for one in found] == list(found)


@together(
    ("claimed", "believed"),
    [
        pytest.param("https://gazette.example/2026/storm-over-harbour", True, id="other-slug"),
        pytest.param("https://www.gazette.example/2026/storm", True, id="www"),
        pytest.param("https://gazette.example/2026/storm?id=7", True, id="longer-query"),
        pytest.param("https://news.gazette.example/2026/storm", True, id="subdomain-of-the-site"),
        pytest.param("https://gazette.example/", False, id="home"),
        pytest.param("https://gazette.example/index.html", False, id="index"),
        pytest.param("https://gazette.example/en/", False, id="home-of-a-language"),
        pytest.param("https://gazette.example/2026", False, id="section"),
        pytest.param("https://gazette.example/2026/", False, id="section-with-slash"),
        pytest.param("https://wire.example/2026/storm", False, id="another-site"),
    ],
)
def test_a_canonical_claim_is_believed_where_it_is_plausible(claimed: str, believed: bool) -> None:
    assert may_be_canonical(claimed, STORY) is believed


@together(
    ("own", "claimed", "believed"),
    [
        pytest.param(STORY + "/amp", STORY, True, id="amp-to-article"),
        pytest.param(STORY + "?amp=1", STORY, True, id="amp-query-to-article"),
        pytest.param("https://gazette.example/s?id=7", "https://gazette.example/s", False, id="list"),
        pytest.param(
            "https://gazette.example/s?id=7", "https://gazette.example/s?id=7&x=1", True, id="query-to-query"
        ),
        pytest.param("https://gazette.example/?p=7", "https://gazette.example/2026/storm", True, id="short"),
    ],
)
def test_a_canonical_claim_keeps_what_selects_the_article(own: str, claimed: str, believed: bool) -> None:
    assert may_be_canonical(claimed, own) is believed


@together(
    ("host", "site"),
    [
        ("www.gazette.example", "gazette.example"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("127.0.0.1:8901", "127.0.0.1:8901"),
        ("[::1]:80", "[::1]:80"),
        ("gazette.example:8080", "gazette.example:8080"),
    ],
)
def test_hosts_of_one_publisher_share_a_site(host: str, site: str) -> None:
    assert site_of(host) == site
