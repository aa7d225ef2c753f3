from __future__ import annotations

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import CaptureError, InvalidURL, SchemeRefused
from archiver.model.urls import (
    canonical_domain,
    canonical_url,
    endpoint_of,
    host_of,
    is_tracker,
    require_web_address,
    split_web_url,
    web_address,
    within_domain,
)


@together(
    ("spelt", "canonical"),
    [
        pytest.param("HTTPS://Gazette.EXAMPLE/Story", "https://gazette.example/Story", id="host-case"),
        pytest.param("https://gazette.example", "https://gazette.example/", id="empty-path"),
        pytest.param("https://gazette.example:443/a", "https://gazette.example/a", id="default-port-https"),
        pytest.param("http://gazette.example:80/a", "http://gazette.example/a", id="default-port-http"),
        pytest.param("http://gazette.example:443/a", "http://gazette.example:443/a", id="other-port"),
        pytest.param("https://gazette.example:/a", "https://gazette.example/a", id="empty-port"),
        pytest.param("https://gazette.example./a", "https://gazette.example/a", id="root-dot"),
        pytest.param(
            "https://reader:secret@gazette.example/a", "https://gazette.example/a", id="credentials"
        ),
        pytest.param("  https://gazette.example/a\n", "https://gazette.example/a", id="white-space"),
        pytest.param("https://gazette.example/a#comments", "https://gazette.example/a", id="fragment"),
        pytest.param(
            "https://gazette.example/a#:~:text=storm", "https://gazette.example/a", id="text-fragment"
        ),
        pytest.param(
            "https://gazette.example/#!/story/7", "https://gazette.example/#!/story/7", id="hash-bang"
        ),
        pytest.param(
            "https://gazette.example/#/story/7", "https://gazette.example/#/story/7", id="hash-route"
        ),
        pytest.param("https://gazette.example/a/../b/./c", "https://gazette.example/b/c", id="dot-segments"),
        pytest.param("https://gazette.example/a/..", "https://gazette.example/", id="dots-at-the-end"),
        pytest.param(
            "https://gazette.example//index.php", "https://gazette.example//index.php", id="two-slashes"
        ),
        pytest.param("https://gazette.example/a/", "https://gazette.example/a/", id="trailing-slash-kept"),
        pytest.param(
            "https://gazette.example/%7eann/%c3%bc", "https://gazette.example/~ann/%C3%BC", id="escapes"
        ),
        pytest.param(
            "https://gazette.example/a%2fb", "https://gazette.example/a%2Fb", id="escaped-slash-stays"
        ),
        pytest.param("https://gazette.example/übung", "https://gazette.example/%C3%BCbung", id="iri-path"),
        pytest.param(
            "https://gazette.example/a.html;jsessionid=ED5D.live922?id=7",
            "https://gazette.example/a.html?id=7",
            id="session",
        ),
        pytest.param("https://gazette.example/a b", "https://gazette.example/a%20b", id="space"),
        pytest.param("https://Müller.example/", "https://xn--mller-kva.example/", id="idn"),
        pytest.param(
            "https://straße.example/", "https://xn--strae-oqa.example/", id="idn-sharp-s-as-browsers"
        ),
        pytest.param("https://gazette。example/", "https://gazette.example/", id="idn-full-stop"),
        pytest.param("https://xn--mller-kva.example/", "https://xn--mller-kva.example/", id="idn-encoded"),
        pytest.param("https://[2001:DB8::0001]:8080/", "https://[2001:db8::1]:8080/", id="ipv6"),
        pytest.param(
            "https://evil.example\\@good.example/", "https://evil.example/@good.example/", id="backslash"
        ),
    ],
)
def test_an_address_has_one_spelling(spelt: str, canonical: str) -> None:
    assert canonical_url(spelt) == canonical


@together(
    "query",
    [
        pytest.param("id=25008587", id="hacker-news"),
        pytest.param("p=2011983", id="wordpress"),
        pytest.param("article8532", id="spip-name-without-value"),
        pytest.param("open&ccm=000", id="domino"),
        pytest.param("ArtNr=335614", id="case-kept"),
        pytest.param("tx_ttnews%5Btt_news%5D=5793&cHash=36febeba", id="typo3"),
        pytest.param("scroll=%DCber", id="latin-1-escapes"),
        pytest.param("b=2&a=1", id="order"),
        pytest.param("a=1&a=2&", id="repeats-and-empty-ends"),
        pytest.param("pk_id=7&mc_no=3&at_page=2", id="only-looks-like-a-vendor"),
        pytest.param("ocid=ocds-213czf-000-00001", id="open-contracting"),
        pytest.param("smid=4711", id="short-name-of-another-site"),
        pytest.param("ref=7&source=wire&cmp=2&share_id=9", id="common-words"),
    ],
)
def test_a_query_that_may_select_the_article_is_kept_to_the_letter(query: str) -> None:
    assert canonical_url(f"https://gazette.example/a?{query}") == f"https://gazette.example/a?{query}"


@together(
    ("query", "left"),
    [
        pytest.param("utm_source=rss&utm_medium=feed", "", id="google"),
        pytest.param("fbclid=IwAR0", "", id="meta"),
        pytest.param("at_medium=RSS&at_campaign=KARANGA", "", id="bbc"),
        pytest.param("mc_cid=1&mc_eid=2", "", id="mailchimp"),
        pytest.param("UTM_Source=x", "", id="capitals"),
        pytest.param("id=7&amp;utm_source=rss", "?id=7", id="ampersand-escaped-twice"),
        pytest.param("utm_source=x&id=%DC&&b", "?id=%DC&b", id="others-keep-their-escapes"),
        pytest.param("%75tm_source=x", "", id="escaped-name"),
    ],
)
def test_parameters_that_tell_where_the_reader_came_from_are_dropped(query: str, left: str) -> None:
    assert canonical_url(f"https://gazette.example/a?{query}") == f"https://gazette.example/a{left}"


def test_a_name_may_be_a_tracker_on_one_site_only() -> None:
    assert canonical_url("https://www.bbc.co.uk/news/1?ocid=x") == "https://www.bbc.co.uk/news/1"
    assert canonical_url("https://notbbc.co.uk/1?ocid=x") == "https://notbbc.co.uk/1?ocid=x"
    assert not is_tracker("ocid")


@together(
    "url",
    [
        pytest.param("https:///story", id="no-host"),
        pytest.param("gazette.example/story", id="no-scheme"),
        pytest.param("https://gazette.example:99999/", id="port-too-large"),
        pytest.param("https://gazette.example:0/", id="port-zero"),
        pytest.param("https://gazette.example:8a/", id="port-no-number"),
        pytest.param("https://gaz ette.example/", id="space-in-host"),
        pytest.param("https://gazette..example/", id="empty-label"),
        pytest.param("https://" + "a" * 64 + ".example/", id="label-too-long"),
        pytest.param("https://[::g]/", id="no-ipv6"),
        pytest.param("https://[fe80::1%25eth0]/", id="zone"),
        pytest.param("https://gazette.example/\ud800", id="lone-surrogate"),
        pytest.param("https://gazette.example/" + "a" * 8_000, id="too-long"),
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidURL):
        canonical_url(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "ftp://a/b"]
)
def test_other_schemes_are_refused_by_name(url: str) -> None:
    with pytest.raises(SchemeRefused) as refused:
        split_web_url(url)
    assert refused.value.scheme == url.partition(":")[0]


@together(
    "said",
    [
        "http://a..b.example/",
        "http://*.x.example/",
        "http://a b.example/",
        "http://a%20b.example/",
        "http://[::1/",
        "http://x:99999/",
        f"http://{'a' * 64}.example/",
        "https://gazette.example/" + "é" * 3000,
        "https://gazette.example/\ud800",
    ],
)
def test_what_the_web_says_is_an_address_is_one_or_none(said: str) -> None:
    """A person who types this made a mistake; a page that says it gave data, which raises no usage error."""
    with pytest.raises(InvalidURL):
        canonical_url(said)
    assert web_address(said) is None
    with pytest.raises(CaptureError):
        require_web_address(said)


@together("said", [None, "", "mailto:a@b.example", "javascript:void(0)", "#top"])
def test_what_is_on_no_web_page_is_no_web_address(said: str | None) -> None:
    assert web_address(said) is None


def test_a_message_does_not_carry_a_megabyte_of_address() -> None:
    with pytest.raises(InvalidURL) as refused:
        canonical_url("https://gazette.example/" + "a" * 1_000_000)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("https://gazette.example/a", ("gazette.example", 443)),
        ("http://gazette.example/a", ("gazette.example", 80)),
        ("http://[::1]:8901/a", ("::1", 8901)),
        ("https://Müller.example:8443/", ("xn--mller-kva.example", 8443)),
    ],
)
def test_an_endpoint_is_what_a_connection_goes_to(url: str, endpoint: tuple[str, int]) -> None:
    assert endpoint_of(url) == endpoint


def test_the_unit_of_politeness_is_host_and_unusual_port() -> None:
    assert host_of("https://Gazette.example:443/a") == "gazette.example"
    assert host_of("http://gazette.example:8080/a") == "gazette.example:8080"


@together(
    ("host", "within"),
    [
        ("gazette.example", True),
        ("www.gazette.example", True),
        ("notgazette.example", False),
        ("gazette.example.evil.example", False),
        ("gazette.example:8080", False),
    ],
)
def test_a_domain_covers_its_subdomains_and_no_other_port(host: str, within: bool) -> None:
    assert within_domain(host, "gazette.example") is within


@pytest.mark.parametrize(
    ("declared", "canonical"),
    [
        ("Gazette.Example", "gazette.example"),
        ("127.0.0.1:8901", "127.0.0.1:8901"),
        ("müller.example", "xn--mller-kva.example"),
    ],
)
def test_a_domain_has_one_spelling(declared: str, canonical: str) -> None:
    assert canonical_domain(declared) == canonical


@together("declared", ["https://gazette.example", "gazette.example/news", "", "a b", "x@y.example"])
def test_a_domain_is_a_host_name_alone(declared: str) -> None:
    with pytest.raises(InvalidURL):
        canonical_domain(declared)


PIECES = st.text(
    alphabet=st.one_of(st.sampled_from("/.?#&=%;:@!~-_ []\\aZ09é漢ß{}|^`'\"<>\t"), st.characters()),
    max_size=30,
)


@given(
    st.sampled_from(["http", "HTTPS"]),
    st.sampled_from(["gazette.example", "Müller.example:8080", "straße.example", "[::1]:80", "a.b:443"]),
    PIECES,
    st.lists(st.sampled_from(["utm_source=x", "id=1", "", "&", "a=%dc", "fbclid"]), max_size=4),
    PIECES,
)
def test_a_canonical_address_is_its_own_canonical_address(
    scheme: str, host: str, path: str, query: list[str], rest: str
) -> None:
    try:
        once = canonical_url(f"{scheme}://{host}/{path}?{'&'.join(query)}{rest}")
    except InvalidURL:
        return
    assert canonical_url(once) == once
    assert once.isascii()


@given(PIECES)
def test_any_text_is_an_address_or_a_named_error(text: str) -> None:
    try:
        canonical_url(text)
        canonical_url(f"https://{text}")
    except (InvalidURL, SchemeRefused):
        pass
