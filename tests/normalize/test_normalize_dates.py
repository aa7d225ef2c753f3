"""Publishers write times in many ways; each is read as it was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from archiver.normalize.dates import parse_moment
from archiver.normalize.reader import read

CET, CEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
URL = "https://gazette.example/story"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T09:05:00Z", datetime(2026, 11, 24, 9, 5, tzinfo=UTC)),
        ("2026-11-24T09:05:00.123456789+01:00", datetime(2026, 11, 24, 9, 5, tzinfo=CET)),
        ("2026-11-24 09:05:07 +0100", datetime(2026, 11, 24, 9, 5, 7, tzinfo=CET)),
        ("2026-11-24", date(2026, 11, 24)),
        ("20261124T0905Z", datetime(2026, 11, 24, 9, 5, tzinfo=UTC)),
        ("1762513252000", datetime(2025, 11, 7, 11, 0, 52, tzinfo=UTC)),
        ("Fri Apr 28 19:20:36 CEST 2023", datetime(2023, 4, 28, 19, 20, 36, tzinfo=CEST)),
        ("24. November 2026, 09:05 Uhr MEZ", datetime(2026, 11, 24, 9, 5, tzinfo=CET)),
        ("24.11.2026", date(2026, 11, 24)),
        ("Nov 24, 2026", date(2026, 11, 24)),
        ("November 24th, 2026 at 9:05 pm GMT", datetime(2026, 11, 24, 21, 5, tzinfo=UTC)),
        ("24 de noviembre de 2026", date(2026, 11, 24)),
        ("24 ноября 2026 г.", date(2026, 11, 24)),
        ("2026年11月24日", date(2026, 11, 24)),
        ("yesterday", None),
        ("31.02.2026", None),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_a_written_time_is_read(text: str, moment: datetime | date | None) -> None:
    assert parse_moment(text) == moment


def page(*claims: str, head: str = "") -> str:
    meta = "".join(claims)
    return (
        f"<html><head>{meta}{head}</head><body><h1>Harbour bridge to close</h1>"
        "<p>The council voted on Monday to close the harbour bridge until the spring.</p></body></html>"
    )


def published(content: str, *, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{content}">'


def ld(value: str) -> str:
    return (
        '<script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "Harbour bridge", "datePublished": "{value}"}}</script>'
    )


def test_an_offset_is_turned_into_utc() -> None:
    assert read(page(published("2026-11-24T09:05:00+01:00")), URL).published_at == datetime(
        2026, 11, 24, 8, 5, tzinfo=UTC
    )


def test_a_day_stays_a_day() -> None:
    assert read(page(published("2026-11-24")), URL).published_at == date(2026, 11, 24)


def test_the_time_of_day_is_taken_from_whoever_tells_it() -> None:
    reading = read(page(ld("2026-11-24"), published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def test_a_clock_without_offset_borrows_the_one_of_another_source() -> None:
    reading = read(page(ld("2026-11-24 09:05:00.0"), published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def test_local_time_called_utc_is_recognised_by_another_source() -> None:
    reading = read(page(ld("2026-11-24T09:05:00Z"), published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
    assert "offset" in next(c for c in reading.why if c.field == "published_at").reason


def test_the_address_dates_an_article_that_nothing_else_dates() -> None:
    reading = read(page(), "https://gazette.example/2026/11/24/bridge")
    assert reading.published_at == date(2026, 11, 24)
