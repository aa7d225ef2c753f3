"""What others show of a comparison: it unfolds, can be framed, and keeps strangers out."""

from __future__ import annotations

import re
import sqlite3
import struct
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browse_room import PAYLOAD, Get, getter

from archiver import open_archive
from archiver.browse.serve import datasette_of

DIFF = "/articles/1/1..2"


@pytest.fixture(scope="module")
def hostile_article(library: Path) -> int:
    with sqlite3.connect(library / "db/archive.db") as db:
        found = db.execute("SELECT id FROM articles WHERE url LIKE 'https://evil.example/%'").fetchone()
    return int(found[0])


class Tags(HTMLParser):
    """Collects the tags of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def meta(html: str) -> dict[str, str | None]:
    return {
        told["property"] or "": told["content"]
        for tag, told in Tags(html).found
        if tag == "meta" and "property" in told
    }


def test_the_address_of_a_comparison_unfolds_with_both_headlines(get: Get) -> None:
    told = meta(get(DIFF).text)
    assert re.fullmatch(r"“.+” became “.+”|What changed in “.+”", told["og:title"] or "")
    assert told["og:url"] == f"http://localhost{DIFF}"
    assert "The Alder Courier" in (told["og:description"] or "")


def test_oembed_is_found_on_the_page_and_frames_it(get: Get) -> None:
    links = [told for tag, told in Tags(get(DIFF).text).found if tag == "link"]
    (link,) = [one for one in links if one.get("type") == "application/json+oembed"]
    answer = get((link["href"] or "").removeprefix("http://localhost") + "&maxwidth=400&maxheight=1").json()
    assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 400, 200)
    ((tag, told),) = Tags(answer["html"]).found
    assert (tag, told["src"], told["title"]) == ("iframe", f"http://localhost{DIFF}/embed", answer["title"])
    page = get(f"{DIFF}/embed")
    assert page.status_code == 200
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "script" not in page.headers["content-security-policy"].replace("scripts", "")
    assert "<script" not in page.text
    assert "<form" not in page.text
    assert "<ins" in page.text


def test_only_that_page_may_be_framed(get: Get) -> None:
    for path in (DIFF, "/edits", "/articles/1", "/oembed?url=" + DIFF):
        assert "frame-ancestors 'none'" in get(path).headers["content-security-policy"]


def test_a_headline_cannot_leave_the_frame_that_is_copied(get: Get, hostile_article: int) -> None:
    page = get(f"/articles/{hostile_article}/1..1").text
    copied = re.search(r'<textarea id="embedded"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert copied
    ((tag, told),) = Tags(unescape(copied[1])).found
    assert tag == "iframe"
    assert PAYLOAD in (told["title"] or "")
    assert set(told) == {"src", "width", "height", "title", "loading", "sandbox"}
    answer = get(f"/oembed?url=/articles/{hostile_article}/1..1").json()
    assert [tag for tag, _ in Tags(answer["html"]).found] == ["iframe"]


def test_a_card_is_shown_once_it_was_drawn(own_library: Path) -> None:
    ask = getter(datasette_of(own_library))
    assert "og:image" not in meta(ask(DIFF).text)
    assert ask(f"{DIFF}/card.png").status_code == 404
    with open_archive(own_library) as archive:
        (edit,) = archive.edits(limit=1)
        (drawn,) = archive.cards(limit=1)
        assert archive.cards(limit=1) == ()
    path = f"/articles/{edit.article}/{edit.old}..{edit.new}"
    told = meta(ask(path).text)
    assert told["og:image"] == f"http://localhost{path}/card.png"
    assert told["og:image:alt"] == drawn.told
    picture = ask(f"{path}/card.png")
    assert picture.content == Path(drawn.file).read_bytes()
    assert picture.content[16:24] == struct.pack(">II", 1200, 630)  # IHDR of a PNG
    assert picture.headers["content-type"] == "image/png"


def test_what_is_no_comparison_is_not_embedded(get: Get) -> None:
    assert get("/oembed?url=https://elsewhere.example/").status_code == 404
    assert get(f"/oembed?url={DIFF}&format=xml").status_code == 501
    assert get("/oembed").status_code == 404
    assert get("/articles/1/1..99/embed").status_code == 404
