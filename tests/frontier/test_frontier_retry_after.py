from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.frontier.retry_after import LONGEST_REST, retry_at

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@together(
    ("header", "seconds"),
    [
        pytest.param("120", 120, id="seconds"),
        pytest.param(" 7 ", 7, id="blanks"),
        pytest.param("Tue, 24 Nov 2026 12:30:00 GMT", 1800, id="date"),
        pytest.param("Tue, 24 Nov 2026 12:30:00", 1800, id="date-without-zone"),
        pytest.param("99999999999999", LONGEST_REST.total_seconds(), id="seconds-without-end"),
        pytest.param("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_REST.total_seconds(), id="never"),
    ],
)
@together("status", [429, 503])
def test_the_time_a_host_asks_for_is_understood(header: str, seconds: float, status: int) -> None:
    assert retry_at(status, header, NOON) == NOON + timedelta(seconds=seconds)


@together(
    "header", [None, "", "soon", "-5", "1.5", "0", "²", "Mon, 23 Nov 2026 12:00:00 GMT", "Mon, 99 Foo 2026"]
)
def test_what_asks_for_nothing_is_not_heard(header: str | None) -> None:
    assert retry_at(429, header, NOON) is None


def test_a_page_that_answers_is_not_asked_to_wait() -> None:
    assert retry_at(200, "3600", NOON) is None


@given(st.text(max_size=40))
def test_no_header_is_a_bug(header: str) -> None:
    until = retry_at(503, header, NOON)
    assert until is None or NOON < until <= NOON + LONGEST_REST
