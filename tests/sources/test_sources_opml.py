from __future__ import annotations

from datetime import UTC, datetime

import pytest
from cases import together

from archiver.errors import SeedError
from archiver.sources import read_seed
from archiver.sources.seed import Subscription

FOUND = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://reader.example/lists/mine.opml"
FEED = "https://gazette.example/rss"


def subscriptions(body: str, head: str = "") -> tuple[Subscription, ...]:
    text = f'<?xml version="1.0"?>{head}<opml version="2.0"><head/><body>{body}</body></opml>'
    reading = read_seed(URL, text.encode(), "application/xml", found_at=FOUND)
    assert (reading.kind, reading.links) == ("opml", ())
    return reading.subscriptions


@together(
    ("body", "found"),
    [
        pytest.param(f'<outline type="rss" xmlUrl="{FEED}"/>', [FEED], id="flat"),
        pytest.param(f'<outline text="News"><outline xmlUrl="{FEED}"/></outline>', [FEED], id="in-a-folder"),
        pytest.param(f'<outline xmlurl="{FEED}"/>', [FEED], id="lower-case"),
        pytest.param(f'<outline xmlUrl="{FEED}"/><outline xmlUrl="{FEED}"/>', [FEED], id="twice"),
        pytest.param('<outline xmlUrl="/rss"/>', ["https://reader.example/rss"], id="relative"),
        pytest.param(
            '<outline xmlUrl="https://gazette.example/?a=1&b=2"/>',
            ["https://gazette.example/?a=1&b=2"],
            id="bare-and",
        ),
        pytest.param(
            f'<outline text="x"/><outline xmlUrl="mailto:a@b"/><outline xmlUrl="{FEED}"/>',
            [FEED],
            id="odd-ones",
        ),
    ],
)
def test_feeds_are_found_wherever_they_stand(body: str, found: list[str]) -> None:
    assert [one.feed for one in subscriptions(body)] == found


def test_the_site_of_a_feed_is_told_where_it_is() -> None:
    body = f'<outline xmlUrl="{FEED}" htmlUrl="https://www.gazette.example/"/>'
    body_without = f'<outline xmlUrl="{FEED}2" htmlUrl=""/>'
    assert [one.home for one in subscriptions(body + body_without)] == ["https://www.gazette.example/", None]


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "https://evil.example/rss">]>'
    with pytest.raises(SeedError, match="names no feed"):
        subscriptions('<outline text="&a;"/>', bomb)


def test_a_list_without_feeds_says_so() -> None:
    with pytest.raises(SeedError, match="names no feed"):
        subscriptions("")
