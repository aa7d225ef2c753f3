"""Times are intervals in UTC, links lead to the web only."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from cases import together
from markupsafe import Markup

from archiver.browse import intervals, words

TEN = datetime(2026, 3, 17, 10, tzinfo=UTC)


def text(markup: Markup) -> str:
    return markup.striptags()


@together(
    ("not_before", "not_after", "said"),
    [
        pytest.param(
            TEN, TEN + timedelta(minutes=15), "17 March 2026, between 10:00 and 10:15 UTC", id="a-day"
        ),
        pytest.param(
            TEN, TEN + timedelta(seconds=9), "17 March 2026, between 10:00:00 and 10:00:09 UTC", id="a-minute"
        ),
        pytest.param(
            TEN - timedelta(hours=11), TEN,
            "between 16 March 2026, 23:00 and 17 March 2026, 10:00 UTC", id="over-midnight",
        ),
        pytest.param(None, TEN, "by 17 March 2026, 10:00 UTC", id="open"),
        pytest.param(
            TEN.astimezone(timezone(timedelta(hours=9))), TEN + timedelta(hours=1),
            "17 March 2026, between 10:00 and 11:00 UTC", id="another-zone",
        ),
    ],
)  # fmt: skip
def test_an_edit_happened_in_an_interval(not_before, not_after, said) -> None:
    assert text(intervals.between(not_before, not_after)) == said


def test_a_revision_is_seen_over_a_span() -> None:
    assert text(intervals.span(TEN, TEN)) == "17 March 2026, 10:00 UTC"
    assert text(intervals.span(TEN, TEN + timedelta(hours=2))) == "17 March 2026, 10:00 to 12:00 UTC"
    assert text(intervals.span(TEN, TEN + timedelta(days=1))) == (
        "17 March 2026, 10:00 to 18 March 2026, 10:00 UTC"
    )


def test_a_bare_day_stays_a_bare_day() -> None:
    assert intervals.moment(date(2026, 3, 1)) == '<time datetime="2026-03-01">1 March 2026</time>'


def test_times_are_there_for_machines_too() -> None:
    assert '<time datetime="2026-03-17T10:00:00Z">10:00</time>' in intervals.moment(TEN)


@together(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "http://[",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(url) -> None:
    assert "href" not in words.web_link(url, "words")


def test_a_web_address_is_a_link_that_tells_nobody() -> None:
    link = words.web_link("https://a.example/?q=<b>\"'", "<i>")
    assert "noreferrer" in link
    assert "&lt;b&gt;" in link
    assert "<b>" not in link
    assert "<i>" not in link


def test_a_new_time_of_change_is_told_only_where_nothing_else_is() -> None:
    stamp = ("modified_at", "2026-03-17T10:00:00Z", "2026-03-17T11:00:00Z")
    dek = ("dek", "Old", "New")
    assert words.telling([stamp, dek]) == (dek,)
    assert words.telling([stamp, ("headline", "Old", "New")]) == ()  # told in the entry's own headline
    alone = words.telling([stamp])
    assert alone[0][1:] == ("17 March 2026, 10:00 UTC", "17 March 2026, 11:00 UTC")
    assert "&lt;" not in words.wording(*alone[0][1:])
    assert words.telling([("body", None, None)]) == ()


@pytest.mark.parametrize(
    ("size_bytes", "said"), [(None, ""), (999, "999 bytes"), (1000, "1.0 KB"), (2_500_000, "2.5 MB")]
)
def test_sizes_are_decimal(size_bytes, said) -> None:
    assert words.size(size_bytes) == said
