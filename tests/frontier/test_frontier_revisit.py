from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.errors import (
    AddressRefused,
    CaptureError,
    ConnectionFailed,
    NavigationTimeout,
    RobotsRefused,
    TlsFailed,
)
from archiver.frontier.habits import BANDS, Habits, observed
from archiver.frontier.revisit import (
    FAILED_VISITS,
    FURTHEST,
    LONGEST_WAIT,
    SHORTEST_WAIT,
    Tempo,
    next_visit,
)
from archiver.model.article import Article
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Reading
from archiver.model.revision import (
    Changed,
    First,
    Gone,
    Memory,
    Moved,
    Pending,
    QuietSpan,
    Rebased,
    Revision,
    Same,
    Suspect,
    Variant,
    Verdict,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://gazette.example/storm"
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def memory(
    *,
    quiet: timedelta = HOUR,
    failures: int = 0,
    opened_by: str = "edit",
    seen: timedelta = HOUR,
    reading: Reading | None = None,
) -> Memory:
    """An article whose current revision was opened `quiet` ago and last seen `seen` ago."""
    article = Article(
        id=1,
        url=URL,
        source="gazette",
        added_at=NOON - max(quiet, DAY),
        next_visit=NOON,
        failures=failures,
    )
    current = Revision(
        id=1,
        article=1,
        number=2,
        snapshot=1,
        reading=reading or Reading(reader="generic/1", headline="Storm"),
        fingerprint="1:0",
        seen_from=NOON - quiet,
        seen_until=NOON - min(seen, quiet),
        opened_by=opened_by,
    )
    return Memory(article=article, current=current)


def suspect(kind: DoubtKind) -> Suspect:
    return Suspect(doubt=Doubt(kind=kind, detail="told to people alone"))


def wait_after(came: Verdict | CaptureError, past: Memory) -> timedelta | None:
    due = next_visit(came, past, NOON, jitter=0)
    return None if due is None else due - NOON


def minutes(wait: timedelta | None) -> int | None:
    return None if wait is None else round(wait / MINUTE)


@together(
    ("quiet", "wait"),
    [
        pytest.param(timedelta(0), 7, id="just-changed"),
        pytest.param(HOUR, 13, id="an-hour"),
        pytest.param(6 * HOUR, 52, id="six-hours"),
        pytest.param(DAY, 261, id="a-day"),
        pytest.param(10 * DAY, 3093, id="ten-days"),
        pytest.param(300 * DAY, 30 * 24 * 60, id="longest"),
        pytest.param(366 * DAY, None, id="retired"),
    ],
)
def test_the_longer_an_article_is_quiet_the_rarer_it_is_visited(quiet: timedelta, wait: int | None) -> None:
    assert minutes(wait_after(Same(), memory(quiet=quiet))) == wait


@pytest.mark.parametrize("came", [First(), Changed()])
def test_an_article_in_motion_is_visited_again_at_once(came: Verdict) -> None:
    assert minutes(wait_after(came, memory(quiet=100 * DAY))) == 7


def test_a_page_that_never_comes_to_rest_is_visited_as_one_that_does() -> None:
    quiet = memory(quiet=100 * DAY)
    usual = wait_after(Same(), quiet)
    waiting = Pending(fingerprint="5:a", visit=1, snapshot=1, seen_at=NOON)
    assert wait_after(Variant(reason="two wordings"), quiet) == usual
    assert wait_after(Changed(), replace(quiet, pending=waiting)) == usual
    assert minutes(wait_after(Changed(looks=2), replace(quiet, pending=waiting))) == 7


@pytest.mark.parametrize("came", [Same(), Rebased(), Variant(reason="two wordings")])
def test_an_article_that_is_back_is_visited_again_at_once(came: Verdict) -> None:
    quiet = memory(quiet=100 * DAY)
    back = replace(quiet, article=replace(quiet.article, gone_since=NOON - DAY))
    assert minutes(wait_after(came, back)) == 7


@pytest.mark.parametrize("kind", [DoubtKind.STALE, DoubtKind.MISREAD])
@pytest.mark.parametrize("quiet", [timedelta(0), 10 * DAY])
def test_an_article_that_answered_is_visited_as_ever_though_its_text_is_doubted(
    kind: DoubtKind, quiet: timedelta
) -> None:
    past = memory(quiet=quiet, failures=5)
    assert wait_after(suspect(kind), past) == wait_after(Same(), past)


@pytest.mark.parametrize("came", [Rebased(), Moved(to=URL + "-2")])
def test_what_is_no_change_of_the_text_does_not_quicken_visits(came: Verdict) -> None:
    assert wait_after(came, memory(quiet=10 * DAY)) == wait_after(Same(), memory(quiet=10 * DAY))


def test_an_old_article_found_late_is_not_taken_for_news() -> None:
    old = Reading(reader="generic/1", headline="Storm", published_at=date(2026, 11, 14))
    found_late = wait_after(Same(), memory(quiet=HOUR, opened_by="first", reading=old))
    assert minutes(found_late) == 226
    news = wait_after(Same(), memory(quiet=HOUR))
    quiet = wait_after(Same(), memory(quiet=10.5 * DAY))
    assert news is not None
    assert found_late is not None
    assert quiet is not None
    assert 10 * news < found_late < quiet


def test_the_publishers_time_of_change_counts() -> None:
    touched = Reading(
        reader="generic/1",
        headline="Storm",
        published_at=NOON - 90 * DAY,
        modified_at=NOON - 2 * HOUR,
    )
    claimed = memory(quiet=50 * DAY, opened_by="first", reading=touched)
    assert wait_after(Same(), claimed) == wait_after(Same(), memory(quiet=2 * HOUR))


def test_a_publishers_time_in_the_future_is_not_believed() -> None:
    odd = Reading(reader="generic/1", headline="Storm", modified_at=NOON + 300 * DAY)
    first = memory(quiet=10 * DAY, opened_by="first", reading=odd)
    assert wait_after(Same(), first) == wait_after(Same(), memory(quiet=10 * DAY))


def test_a_pace_of_two_halves_the_waits_but_not_below_the_shortest() -> None:
    past = memory(quiet=10 * DAY)
    usual, brisk = (next_visit(Same(), past, NOON, jitter=0, tempo=Tempo(pace=pace)) for pace in (1, 2))
    assert usual is not None
    assert brisk is not None
    assert abs((usual - NOON) / 2 - (brisk - NOON)) < MINUTE
    assert next_visit(First(), past, NOON, jitter=0, tempo=Tempo(pace=1000)) == NOON + SHORTEST_WAIT


@pytest.mark.parametrize("pace", [0.0, -1.0, float("nan"), float("inf")])
def test_a_pace_that_is_none_is_a_bug(pace: float) -> None:
    with pytest.raises(ValueError, match="not above 0"):
        Tempo(pace=pace)


def test_a_source_that_edits_old_articles_has_them_visited_more_often() -> None:
    spans = [
        QuietSpan(changed_at=NOON - 9 * DAY, watched_from=NOON - 9 * DAY, watched_until=NOON, edited=edited)
        for edited in (True, False)
        for _ in range(100)
    ]
    diligent, idle = observed(spans), observed(spans[100:])
    past = memory(quiet=8 * DAY)
    often = next_visit(Same(), past, NOON, jitter=0, tempo=Tempo(habits=diligent))
    usual = next_visit(Same(), past, NOON, jitter=0)
    seldom = next_visit(Same(), past, NOON, jitter=0, tempo=Tempo(habits=idle))
    assert often is not None
    assert usual is not None
    assert seldom is not None
    assert often < usual < seldom


def test_a_wait_runs_slower_while_the_source_sleeps() -> None:
    by_day = Habits(by_hour=(0,) * 8 + (100,) * 10 + (0,) * 6)
    past = memory(quiet=6 * HOUR)
    at_noon, at_night = NOON, NOON + 11 * HOUR
    day = next_visit(Same(), past, at_noon, jitter=0, tempo=Tempo(habits=by_day))
    past = memory(quiet=6 * HOUR - 11 * HOUR)  # as quiet at night as the other at noon
    night = next_visit(Same(), past, at_night, jitter=0, tempo=Tempo(habits=by_day))
    assert day is not None
    assert night is not None
    assert night - at_night > 1.5 * (day - at_noon)


def test_a_wait_of_whole_days_does_not_depend_on_the_hour() -> None:
    by_day = Habits(by_hour=(0,) * 8 + (100,) * 10 + (0,) * 6)
    due = next_visit(Same(), memory(quiet=300 * DAY), NOON, jitter=0, tempo=Tempo(habits=by_day))
    assert due == NOON + LONGEST_WAIT


def test_failures_that_may_pass_are_retried_soon_and_ever_more_patiently() -> None:
    error = NavigationTimeout(URL, seconds=60)
    waits = [wait_after(error, memory(failures=n)) for n in range(12)]
    assert waits[:3] == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE]
    assert waits[-1] == DAY


@together(
    ("came", "first", "longest"),
    [
        pytest.param(ConnectionFailed(URL, "reset"), 5 * MINUTE, DAY, id="connection"),
        pytest.param(TlsFailed(URL, "expired"), 6 * HOUR, 7 * DAY, id="certificate"),
        pytest.param(RobotsRefused(URL, user_agent="Archiver"), DAY, 30 * DAY, id="robots"),
        pytest.param(AddressRefused(URL, address="10.0.0.1", reason="private"), DAY, 30 * DAY, id="guard"),
        pytest.param(Gone(status=404), HOUR, 30 * DAY, id="gone"),
        pytest.param(suspect(DoubtKind.BOT_WALL), 6 * HOUR, 7 * DAY, id="bot-wall"),
        pytest.param(suspect(DoubtKind.CONSENT_WALL), 6 * HOUR, 7 * DAY, id="consent-wall"),
        pytest.param(suspect(DoubtKind.ANOTHER), 6 * HOUR, 7 * DAY, id="another-article"),
        pytest.param(suspect(DoubtKind.CUT), 5 * MINUTE, DAY, id="cut"),
        pytest.param(suspect(DoubtKind.SHELL), 5 * MINUTE, DAY, id="shell"),
        pytest.param(suspect(DoubtKind.ERROR_PAGE), 5 * MINUTE, DAY, id="error-page"),
    ],
)
def test_each_failure_has_its_own_patience(
    came: Verdict | CaptureError, first: timedelta, longest: timedelta
) -> None:
    assert wait_after(came, memory(failures=0)) == first
    assert wait_after(came, memory(failures=1_000_000)) == longest


def test_a_host_that_says_when_is_asked_then_and_not_sooner() -> None:
    busy = suspect(DoubtKind.ERROR_PAGE)
    for said, waits in [(2 * HOUR, 2 * HOUR), (MINUTE, 5 * MINUTE), (90 * DAY, LONGEST_WAIT)]:
        assert next_visit(busy, memory(), NOON, jitter=0, not_before=NOON + said) == NOON + waits


def test_a_wall_that_says_when_it_opens_is_not_left_alone_for_hours() -> None:
    wall = suspect(DoubtKind.BOT_WALL)
    due = next_visit(wall, memory(), NOON, jitter=0, not_before=NOON + 20 * MINUTE)
    assert due == NOON + 20 * MINUTE


def test_an_article_gone_for_a_year_is_retired() -> None:
    assert wait_after(Gone(status=410), memory(quiet=366 * DAY, failures=FAILED_VISITS)) is None


def test_an_article_never_read_is_retired_in_the_end() -> None:
    past = memory(quiet=366 * DAY, failures=FAILED_VISITS)
    assert wait_after(TlsFailed(URL, "expired"), replace(past, current=None)) is None


OLD = Reading(reader="generic/1", headline="Storm", published_at=date(2019, 3, 1))


def test_an_old_article_is_watched_for_a_year_from_when_it_is_added() -> None:
    past = memory(quiet=HOUR, opened_by="first", reading=OLD)
    assert wait_after(Same(), past) == LONGEST_WAIT
    added = replace(past.article, added_at=NOON - 364 * DAY)
    assert wait_after(Same(), replace(past, article=added)) == LONGEST_WAIT
    over = replace(past.article, added_at=NOON - 366 * DAY)
    assert wait_after(Same(), replace(past, article=over)) is None


def test_an_article_that_a_person_asks_for_again_is_watched_for_another_year() -> None:
    past = memory(quiet=800 * DAY)
    assert wait_after(Same(), past) is None
    wanted = replace(past, article=replace(past.article, wanted_at=NOON - 100 * DAY))
    assert wait_after(Same(), wanted) == LONGEST_WAIT
    assert wait_after(TlsFailed(URL, "expired"), wanted) is not None


def test_one_look_under_a_clock_that_jumped_ahead_retires_nothing() -> None:
    asleep = memory(quiet=800 * DAY, seen=799 * DAY)
    assert wait_after(Same(), asleep) == LONGEST_WAIT
    assert wait_after(ConnectionFailed(URL, "reset"), asleep) == 5 * MINUTE


def test_a_clock_set_back_makes_the_article_due_soon() -> None:
    assert minutes(wait_after(Same(), memory(quiet=-400 * DAY))) == 7


def test_jitter_spreads_visits_a_little() -> None:
    none, half, most = (next_visit(Same(), memory(quiet=300 * DAY), NOON, jitter=j) for j in (0, 0.5, 1))
    assert (none, half, most) == (NOON + 30 * DAY, NOON + 31.5 * DAY, NOON + 33 * DAY)


@pytest.mark.parametrize("jitter", [-0.1, 1.1, float("nan")])
def test_jitter_out_of_range_is_a_bug(jitter: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        next_visit(Same(), memory(), NOON, jitter=jitter)


TIMES = st.integers(-1_000_000, 1_000_000).map(lambda hours: NOON + hours * HOUR)
CAME = st.sampled_from(
    [
        First(),
        Same(),
        Gone(status=404),
        suspect(DoubtKind.BOT_WALL),
        ConnectionFailed(URL, "cut"),
        Moved(to=URL),
    ]
)


HABITS = st.builds(
    lambda edits, watched, by_hour: Habits(edits=edits, watched=watched, by_hour=by_hour),
    st.tuples(*[st.integers(0, 10_000)] * BANDS),
    st.tuples(*[st.floats(0, 1e7)] * BANDS),
    st.tuples(*[st.integers(0, 10_000)] * 24),
)
PACES = st.floats(0.001, 1000)


@given(CAME, st.tuples(TIMES, TIMES, TIMES), st.integers(0, 10_000), st.floats(0, 1), PACES, HABITS)
def test_the_next_visit_is_ahead_and_within_reach_whatever_the_clocks_said(
    came: Verdict | CaptureError,
    times: tuple[datetime, datetime, datetime],
    failures: int,
    jitter: float,
    pace: float,
    habits: Habits,
) -> None:
    now, seen_from, claim = times
    past = memory(failures=failures, reading=Reading(reader="r", headline="h", modified_at=claim))
    assert past.current is not None
    past = replace(
        past,
        article=replace(past.article, added_at=claim),
        current=replace(past.current, seen_from=seen_from, seen_until=seen_from),
    )
    due = next_visit(came, past, now, jitter=jitter, tempo=Tempo(pace=pace, habits=habits))
    assert due is None or now + SHORTEST_WAIT <= due <= now + FURTHEST


QUIET = st.integers(0, 365 * 24 * 60).map(lambda count: count * MINUTE)


@given(QUIET, QUIET, PACES, HABITS, st.integers(0, 23), st.sampled_from(["first", "edit"]))
def test_no_article_is_visited_sooner_for_having_been_quiet_longer(
    one: timedelta, other: timedelta, pace: float, habits: Habits, hour: int, opened_by: str
) -> None:
    now = NOON.replace(hour=hour)
    waits = []
    for quiet in sorted((one, other)):
        past = memory(quiet=quiet - (now - NOON), opened_by=opened_by)
        due = next_visit(Same(), past, now, jitter=0, tempo=Tempo(pace=pace, habits=habits))
        assert due is not None
        waits.append(due - now)
    assert waits[0] <= waits[1] + timedelta(milliseconds=1)


@given(QUIET, st.tuples(PACES, PACES), HABITS)
def test_a_brisker_pace_never_makes_a_wait_longer(
    quiet: timedelta, paces: tuple[float, float], habits: Habits
) -> None:
    past = memory(quiet=quiet)
    slow, brisk = (
        next_visit(Same(), past, NOON, jitter=0, tempo=Tempo(pace=pace, habits=habits))
        for pace in sorted(paces)
    )
    assert slow is not None
    assert brisk is not None
    assert brisk <= slow + timedelta(milliseconds=1)
