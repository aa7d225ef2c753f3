from __future__ import annotations

import pytest
from cases import together

from archiver.errors import InvalidURL
from archiver.frontier.scope import in_scope, out_of_scope
from archiver.model.article import Source

GAZETTE = Source(name="gazette", domain="gazette.example")


@together(
    ("url", "within"),
    [
        pytest.param("https://gazette.example/a", True, id="domain"),
        pytest.param("http://gazette.example/a", True, id="other-scheme"),
        pytest.param("https://www.gazette.example/a", True, id="subdomain"),
        pytest.param("https://GAZETTE.example/a", True, id="capitals"),
        pytest.param("https://notgazette.example/a", False, id="same-ending"),
        pytest.param("https://gazette.example.evil.example/a", False, id="same-beginning"),
        pytest.param("https://evil.example/gazette.example", False, id="in-the-path"),
        pytest.param("https://gazette.example@evil.example/a", False, id="as-user-name"),
        pytest.param("https://evil.example\\@gazette.example/a", False, id="backslash"),
        pytest.param("https://gazette.example:8443/a", False, id="other-port"),
    ],
)
def test_articles_live_on_the_domain_and_its_subdomains(url: str, within: bool) -> None:
    assert in_scope(url, GAZETTE) is within


def test_a_domain_may_carry_a_port() -> None:
    demo = Source(name="demo", domain="127.0.0.1:8901")
    assert in_scope("http://127.0.0.1:8901/a", demo)
    assert not in_scope("http://127.0.0.1:8902/a", demo)
    assert not in_scope("http://127.0.0.1/a", demo)


def test_include_patterns_narrow_the_scope() -> None:
    source = Source(name="g", domain="gazette.example", include=(r"/20\d\d/", r"[?&]id=\d"))
    assert in_scope("https://gazette.example/2026/storm", source)
    assert in_scope("https://gazette.example/read?id=7", source)
    assert not in_scope("https://gazette.example/about", source)


def test_exclude_wins_over_include() -> None:
    source = Source(name="g", domain="gazette.example", include=("/2026/",), exclude=("/video/",))
    assert not in_scope("https://gazette.example/2026/video/storm", source)


def test_the_reason_names_the_pattern() -> None:
    source = Source(name="g", domain="gazette.example", exclude=("/video/",))
    assert out_of_scope("https://gazette.example/video/1", source) == "excluded by '/video/'"


def test_what_is_no_address_is_an_error_not_an_answer() -> None:
    with pytest.raises(InvalidURL):
        in_scope("/2026/storm", GAZETTE)
