from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime

import pytest
from cases import together

from archiver.errors import SeedError
from archiver.sources import SeedReading, read_seed, sitemap

FOUND = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEED = "https://gazette.example/sitemap.xml"
HOST = "https://gazette.example"


def read(content: str | bytes, url: str = SEED) -> SeedReading:
    raw = content.encode() if isinstance(content, str) else content
    return read_seed(url, raw, "application/xml", found_at=FOUND)


def urlset(*entries: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        + "".join(f"<url>{entry}</url>" for entry in entries)
        + "</urlset>"
    )


def test_a_news_sitemap_gives_title_and_times() -> None:
    (link,) = read(
        urlset(
            f"<loc>{HOST}/storm</loc><lastmod>2026-11-24T11:00:00+01:00</lastmod><news:news>"
            "<news:publication><news:name>G</news:name></news:publication>"
            "<news:publication_date>2026-11-24</news:publication_date>"
            "<news:title>Storm &amp; hail</news:title></news:news>"
            f"<image:image><image:loc>{HOST}/storm.jpg</image:loc></image:image>"
        )
    ).links
    assert link.url == f"{HOST}/storm"
    assert link.headline == "Storm & hail"
    assert link.published_at == datetime(2026, 11, 24, tzinfo=UTC)
    assert link.modified_at == datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_links_come_newest_first_and_those_without_a_time_last() -> None:
    reading = read(
        urlset(
            f"<loc>{HOST}/none</loc>",
            f"<loc>{HOST}/old</loc><lastmod>2026-01-01</lastmod>",
            f"<loc>{HOST}/new</loc><lastmod>2026-11-24</lastmod>",
        )
    )
    assert reading.kind == "sitemap"
    assert [link.url.rpartition("/")[2] for link in reading.links] == ["new", "old", "none"]


@together("lastmod", ["", "yesterday", "2026", "2026-13-40", "0000-00-00", "9999-12-31T23:59:59-12:00"])
def test_a_time_that_is_none_is_left_out(lastmod: str) -> None:
    (link,) = read(urlset(f"<loc>{HOST}/storm</loc><lastmod>{lastmod}</lastmod>")).links
    assert link.modified_at is None


def test_an_index_gives_its_sitemaps_newest_first() -> None:
    reading = read(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{HOST}/2025.xml</loc><lastmod>2025-12-31</lastmod></sitemap>"
        f"<sitemap><loc>{HOST}/2026.xml.gz</loc><lastmod>2026-11-24</lastmod></sitemap>"
        f"<sitemap><loc>{SEED}</loc></sitemap><sitemap><loc>ftp://x.example/a</loc></sitemap>"
        "</sitemapindex>"
    )
    assert reading.kind == "sitemap index"
    assert reading.children == (f"{HOST}/2026.xml.gz", f"{HOST}/2025.xml")
    assert reading.links == ()


def test_a_compressed_sitemap_is_read() -> None:
    packed = gzip.compress(urlset(f"<loc>{HOST}/storm</loc>").encode())
    assert len(read(packed, f"{SEED}.gz").links) == 1


def test_a_compression_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b" " * 60_000_000, compresslevel=1)
    begun = time.process_time()
    with pytest.raises(SeedError, match="more than 50 MB"):
        read(bomb)
    assert time.process_time() - begun < 3


def test_a_list_of_addresses_is_a_sitemap() -> None:
    reading = read(f"{HOST}/a\n# a note\n{HOST}/b\n\nNo address at all\n", f"{HOST}/sitemap.txt")
    assert reading.kind == "sitemap"
    assert [link.url for link in reading.links] == [f"{HOST}/a", f"{HOST}/b"]


@pytest.mark.parametrize("cut", ["<url><loc>{}/2026/11/may", "<url><loc>{}/2026/11/mayor</lo", "<url><lo"])
def test_half_an_address_of_a_cut_off_file_is_none(cut: str) -> None:
    text = f"<urlset><url><loc>{HOST}/2026/11/bridge-opens</loc></url>" + cut.format(HOST)
    assert [link.url for link in read(text).links] == [f"{HOST}/2026/11/bridge-opens"]


def test_what_stands_in_angle_brackets_and_is_no_html_belongs_to_the_title() -> None:
    news = "<news:news><news:title>Why &lt;em&gt;I&lt;/em&gt; left &lt;foo&gt;</news:title></news:news>"
    text = f'<urlset xmlns:news="http://n.example"><url><loc>{HOST}/x</loc>{news}</url></urlset>'
    assert [link.headline for link in read(text).links] == ["Why I left <foo>"]


def test_entities_of_a_sitemap_are_not_expanded() -> None:
    text = (
        '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        + urlset(f"<loc>{HOST}/&x;</loc>")[38:]
    )
    (link,) = read(text).links
    assert link.url == f"{HOST}/&x;"


def test_a_page_where_a_sitemap_should_be_is_refused() -> None:
    with pytest.raises(SeedError, match="declared as a feed or sitemap"):
        read("<!doctype html><html><body><p>Not found</p></body></html>")


def test_no_more_links_are_taken_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sitemap.MAX_LINKS == 50_000
    monkeypatch.setattr(sitemap, "MAX_LINKS", 500)  # a hundredth proves the same
    assert len(read(urlset(*(f"<loc>{HOST}/{n}</loc>" for n in range(501)))).links) == 500
