from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cases import together

from archiver.errors import SeedError
from archiver.model.article import Link
from archiver.sources import SeedReading, read_seed

FOUND = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEED = "https://gazette.example/feed"
STORM = "https://gazette.example/2026/storm"


def read(
    content: str | bytes, content_type: str | None = "application/rss+xml", url: str = SEED
) -> SeedReading:
    raw = content.encode() if isinstance(content, str) else content
    return read_seed(url, raw, content_type, found_at=FOUND)


def only(reading: SeedReading) -> Link:
    (link,) = reading.links
    return link


def rss(item: str, *, prolog: str = '<?xml version="1.0"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>G</title><item>{item}</item></channel></rss>'


ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>G</title>
<entry><title type="html">Storm &lt;b&gt;hits&lt;/b&gt; &amp;amp; stays</title>
<link rel="self" href="https://gazette.example/api/7"/><link rel="alternate" href="{STORM}"/>
<id>tag:gazette.example,2026:7</id>
<published>2026-11-24T09:00:00+01:00</published><updated>2026-11-24T10:30:00Z</updated></entry></feed>"""

RDF = f"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://gazette.example/"><title>G</title></channel>
<item rdf:about="{STORM}"><title>Storm hits</title><link>{STORM}</link>
<dc:date>2026-11-24T08:00:00Z</dc:date></item></rdf:RDF>"""


def test_rss_gives_address_headline_and_time() -> None:
    reading = read(
        rss(
            f"<title>Storm hits</title><link>{STORM}</link><pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate>"
        )
    )
    assert reading.kind == "rss"
    assert only(reading) == Link(
        url=STORM,
        seed=SEED,
        found_at=FOUND,
        headline="Storm hits",
        published_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    )


def test_atom_gives_both_times_and_the_link_for_people() -> None:
    reading = read(ATOM, "application/atom+xml")
    assert reading.kind == "atom"
    assert only(reading) == Link(
        url=STORM,
        seed=SEED,
        found_at=FOUND,
        headline="Storm hits & stays",
        published_at=datetime(2026, 11, 24, 8, tzinfo=UTC),
        modified_at=datetime(2026, 11, 24, 10, 30, tzinfo=UTC),
        guid="tag:gazette.example,2026:7",
    )


@together(
    ("seed", "guid"),
    [
        pytest.param(rss(f"<link>{STORM}</link><guid isPermaLink='false'>7</guid>"), "7", id="rss"),
        pytest.param(rss(f"<guid>{STORM}</guid>"), STORM, id="rss-permalink"),
        pytest.param(rss(f"<link>{STORM}</link>"), None, id="none"),
        pytest.param(rss(f"<link>{STORM}</link><guid>{'x' * 501}</guid>"), None, id="a-text-instead"),
        pytest.param(
            json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", "url": STORM}]}),
            "7",
            id="json-feed",
        ),
    ],
)
def test_the_id_a_feed_gives_an_entry_is_kept(seed: str, guid: str | None) -> None:
    assert only(read(seed)).guid == guid


def test_rss_1_with_its_items_beside_the_channel_is_read() -> None:
    link = only(read(RDF))
    assert (link.url, link.headline) == (STORM, "Storm hits")


def test_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "G",
        "items": [
            {"id": "7", "url": STORM, "title": "Storm hits", "date_published": "2026-11-24T09:00:00+01:00"},
            {"id": "8", "url": "mailto:desk@gazette.example"},
            "not an item",
        ],
    }
    reading = read(json.dumps(feed), "application/feed+json")
    assert reading.kind == "json feed"
    assert only(reading).published_at == datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "content_type", ["text/html; charset=utf-8", "text/plain", "application/octet-stream", None]
)
def test_a_mislabelled_feed_is_read_all_the_same(content_type: str | None) -> None:
    assert only(read(rss(f"<link>{STORM}</link>"), content_type)).url == STORM


@together(
    ("item", "url"),
    [
        pytest.param("<link>/2026/storm</link>", STORM, id="relative"),
        pytest.param(f"<guid>{STORM}</guid>", STORM, id="guid-only"),
        pytest.param(f"<link>\n  {STORM}\n </link>", STORM, id="white-space"),
        pytest.param(f"<link><![CDATA[{STORM}?a=1&b=2]]></link>", f"{STORM}?a=1&b=2", id="cdata"),
        pytest.param(f"<link>{STORM}?a=1&b=2</link>", f"{STORM}?a=1&b=2", id="bare-ampersand"),
        pytest.param(f"<link>{STORM}?a=1&amp;b=2</link>", f"{STORM}?a=1&b=2", id="escaped-ampersand"),
        pytest.param(
            "<link>https://feeds.example/~r/7</link>"
            f'<f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">{STORM}</f:origLink>',
            STORM,
            id="feedburner",
        ),
    ],
)
def test_the_address_of_an_item_is_found_however_it_is_written(item: str, url: str) -> None:
    assert only(read(rss(item))).url == url


@together(
    "link",
    ["mailto:desk@gazette.example", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[", ""],
)
def test_items_without_a_web_address_are_left_out(link: str) -> None:
    assert read(rss(f"<link>{link}</link>")).links == ()


@together(
    ("title", "headline"),
    [
        pytest.param("Storm&nbsp;hits&hellip;", "Storm hits…", id="html-names"),
        pytest.param("<![CDATA[Storm &amp; <i>hail</i>]]>", "Storm & hail", id="markup-in-cdata"),
        pytest.param("Rain &lt; snow", "Rain < snow", id="less-than"),
        pytest.param("Tom &#X26; Ann", "Tom & Ann", id="upper-case-hexadecimal"),
        pytest.param(
            "Rain &lt;script type='a'&gt;b = 1 &lt; 2;&lt;/script&gt; falls", "Rain falls", id="script"
        ),
        pytest.param("Rain &lt;!-- 3 --&gt;falls", "Rain falls", id="comment"),
        pytest.param("Locks &amp;amp; barges", "Locks & barges", id="escaped-twice"),
        pytest.param("The &lt;foo&gt; of it", "The <foo> of it", id="no-html"),
        pytest.param("Storm\n   hits", "Storm hits", id="white-space"),
        pytest.param("Storm\x0b\x01 hits", "Storm hits", id="control-characters"),
        pytest.param("", None, id="empty"),
        pytest.param("x" * 100_000, "x" * 500, id="endless"),
    ],
)
def test_headlines_are_plain_text(title: str, headline: str | None) -> None:
    assert only(read(rss(f"<title>{title}</title><link>{STORM}</link>"))).headline == headline


@together(
    ("encoding", "declared", "content_type"),
    [
        pytest.param("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1", id="utf-8-declared-latin"),
        pytest.param("iso-8859-1", "iso-8859-1", "text/xml", id="latin-by-prolog"),
        pytest.param("cp1252", "utf-8", "text/xml; charset=windows-1252", id="by-header"),
        pytest.param("utf-16", "utf-16", "text/xml", id="utf-16"),
        pytest.param("utf-16-le", "utf-16", "text/xml", id="utf-16-without-mark"),
        pytest.param("utf-16-be", "utf-8", "text/xml; charset=utf-8", id="utf-16-called-utf-8"),
        pytest.param("utf-8", "utf-16", "text/xml; charset=utf-16", id="utf-8-called-utf-16"),
        pytest.param("iso8859-15", "iso885915", None, id="a-rare-label"),
        pytest.param("utf-8-sig", "utf-8", None, id="byte-order-mark"),
        pytest.param("cp1252", "klingon", "text/xml; charset=idna", id="unknown-names"),
    ],
)
def test_feeds_are_decoded_whatever_they_declare(
    encoding: str, declared: str, content_type: str | None
) -> None:
    feed = rss(
        f"<title>Überfälle</title><link>{STORM}</link>", prolog=f'<?xml version="1.0" encoding="{declared}"?>'
    )
    assert only(read(feed.encode(encoding), content_type)).headline == "Überfälle"


def test_each_article_is_named_once() -> None:
    items = f"<link>{STORM}?utm_source=rss</link></item><item><link>{STORM}#top</link>"
    assert only(read(rss(items))).url == f"{STORM}?utm_source=rss"


def test_an_empty_feed_is_a_feed() -> None:
    assert read('<rss version="2.0"><channel><title>G</title></channel></rss>').links == ()


def test_a_feed_cut_in_the_middle_gives_what_came() -> None:
    whole = rss(f"<link>{STORM}</link></item><item><link>{STORM}-2</link>")
    assert STORM in [link.url for link in read(whole[: whole.index("-2")]).links]


@together(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"  \n ", "empty", id="blank"),
        pytest.param(b"<!doctype html><title>Not found</title><p>Sorry", "begins with <title>", id="html"),
        pytest.param(b"no feed here", "neither a feed", id="text"),
        pytest.param(b'{"error": 404}', "not a JSON Feed", id="json"),
        pytest.param(b'{"version": ', "is not", id="broken-json"),
        pytest.param(b"[" * 100_000, "is not", id="deep-json"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "binary", id="picture"),
        pytest.param(b"\x1f\x8b\x08\x00damaged", "gzip", id="damaged-gzip"),
        pytest.param(b"<rss></rss>", "no entries and no channel", id="hollow"),
        pytest.param(b"<?xml version='1.0'?><smil><body/></smil>", "<smil>", id="other-xml"),
    ],
)
def test_what_is_no_feed_is_refused_in_one_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(SeedError, match=reason) as refused:
        read(content)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250


def test_bytes_that_spell_a_path_open_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(rss(f"<link>{STORM}</link>"))
    with pytest.raises(SeedError):
        read(str(secret))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>'
            + rss(f"<title>&l9;</title><link>{STORM}</link>", prolog=""),
            id="billion-laughs",
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            + rss(f"<title>&x;</title><link>{STORM}</link>", prolog=""),
            id="external-entity",
        ),
        pytest.param(
            f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
            + rss(f"<title>{'&a;' * 20_000}</title><link>{STORM}</link>", prolog=""),
            id="quadratic-entity",
        ),
    ],
)
def test_entities_are_not_expanded(content: str) -> None:
    begun = time.process_time()
    headline = only(read(content)).headline or ""
    assert headline.startswith("&")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<rss><channel>" + "<a>" * 400_000, id="deep"),
        pytest.param(
            "<rss " + " ".join(f"a{n}='1'" for n in range(100_000)) + "><channel/></rss>", id="attributes"
        ),
        pytest.param(
            "<rss " + " ".join(f"xmlns:a{n}='u'" for n in range(50_000)) + "><channel/></rss>", id="names"
        ),
        pytest.param("<rss><channel>" + "<a <b " * 100_000, id="broken-tags"),
        pytest.param("<!--" * 300_000 + "<rss><channel/></rss>", id="comments"),
        pytest.param("<rss><channel>" + "<![CDATA[" * 200_000, id="cdata"),
        pytest.param("<rss><channel>" + "&" * 1_000_000, id="ampersands"),
        pytest.param("<!DOCTYPE [" * 200_000, id="document-types"),
        pytest.param("<rss><channel>" + "<item><title>" * 100_000, id="nested-items"),
        pytest.param(
            "<rss><channel>" + f"<item><link>{STORM}</link></item>" * 50_000 + "</channel></rss>", id="many"
        ),
    ],
)
def test_hostile_feeds_cost_little(content: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(SeedError):
        read(content)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("permanent", ["", ' isPermaLink="false"', ' isPermaLink="true"'])
def test_an_id_that_is_a_whole_address_is_one_where_the_entry_has_no_link(permanent: str) -> None:
    (link,) = links_of(
        f"<item><title>Storm</title><guid{permanent}>https://gazette.example/storm</guid></item>"
    )
    assert link == "https://gazette.example/storm"


def test_an_id_that_is_no_address_is_none() -> None:
    assert links_of('<item><title>Storm</title><guid isPermaLink="false">tag:gazette:7</guid></item>') == []


@pytest.mark.parametrize(
    ("channel", "found"),
    [
        ("<link>https://gazette.example/site/</link>", "https://gazette.example/site/posts/storm"),
        ("<link>/site/</link>", "https://feeds.example/site/posts/storm"),
        ("<link>mailto:desk@gazette.example</link>", "https://feeds.example/all/posts/storm"),
        ("", "https://feeds.example/all/posts/storm"),
    ],
)
def test_relative_links_of_a_channel_are_resolved_against_its_own_link(channel: str, found: str) -> None:
    assert links_of("<item><title>Storm</title><link>posts/storm</link></item>", channel) == [found]


def links_of(items: str, channel: str = "") -> list[str]:
    text = f'<rss version="2.0"><channel><title>G</title>{channel}{items}</channel></rss>'
    read = read_seed("https://feeds.example/all/rss.xml", text.encode(), "text/xml", found_at=FOUND)
    return [link.url for link in read.links]
