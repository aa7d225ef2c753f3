"""From a recorded edit to those who are told of it: once each, whatever fails."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rounds import EDITED, NOON, PARAGRAPHS, Visiting, capture, outcomes, page
from waiting import PATIENCE, wait_until

from archiver.config import Notifier, Rule
from archiver.errors import MessageRefused, NotifyError
from archiver.model.delivery import ChannelState, Delivery
from archiver.model.hours import QuietHours, TimeOfDay
from archiver.orchestration.sending import GIVE_UP_AFTER, LONGEST_PAUSE, Sending, rest
from archiver.store import Store


@dataclass
class Hearer:
    """A channel that notes what it takes, and fails as it is told to."""

    heard: list[Delivery] = field(default_factory=list)
    tried: int = 0
    room: int | None = None  # for so many edits, in a message
    fault: Callable[[Sequence[Delivery]], Exception | None] = lambda lot: None

    def send(self, lot: Sequence[Delivery]) -> int:
        self.tried += 1
        error = self.fault(lot)
        if error is not None:
            raise error
        self.heard += lot[: self.room]
        return len(lot[: self.room])

    def check(self) -> str:
        return "it hears"

    @property
    def ids(self) -> list[int]:
        return [one.told.id for one in self.heard]


class Desk:
    """Channels by name, a clock, and what sends to them from a store."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self.store = store
        self.clock = clock
        self.hearers: dict[str, Hearer] = {}
        self.told: dict[str, Notifier] = {}  # how, where it is not the plainest way
        self.sending = Sending(
            notifiers=lambda: tuple(
                self.told.get(name) or Notifier(kind="test", name=name) for name in self.hearers
            ),
            open_=lambda notifier: self.hearers[notifier.name],
            now=clock,
        )

    def declare(self, **hearers: Hearer) -> None:
        self.hearers = hearers
        self.sending.declare(self.store)

    def deliver(self) -> None:
        self.sending.deliver(self.store)

    def state(self, name: str) -> ChannelState:
        return next(one for one in self.store.channels(self.clock()) if one.name == name)


@pytest.fixture
def desk(store: Store, clock: Callable[[], datetime]) -> Desk:
    return Desk(store, clock)


def wording(number: int) -> bytes:
    return page(
        "Ferry cancelled as storm nears", PARAGRAPHS[0].replace("70", f"{70 + number}"), *PARAGRAPHS[1:]
    )


def edit(visiting: Visiting, number: int) -> None:
    """Have the article edited for the `number`th time, and the edit seen by two looks."""
    minutes = 60 * number
    looks = (capture(wording(number), minutes), capture(wording(number), minutes + 1))
    assert outcomes(visiting(*looks)) == ["changed", "edited"]


@pytest.fixture
def first(visiting: Visiting) -> None:
    """Have the article seen for the first time."""
    assert outcomes(visiting(capture(wording(0), 0))) == ["first"]


def refuses(error: Exception) -> Callable[[Sequence[Delivery]], Exception | None]:
    return lambda lot: error


DOWN = refuses(NotifyError("test", "nobody is there"))


def test_an_edit_is_told_once_and_a_failing_channel_keeps_nobody_from_hearing(
    desk: Desk, visiting: Visiting
) -> None:
    failing, listening = Hearer(fault=DOWN), Hearer()
    desk.declare(failing=failing, listening=listening)
    captures = (capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61))
    visits = visiting(*captures, rounds=3)
    assert outcomes(visits) == ["first", "changed", "edited", "edited"], "the last was recorded before"
    desk.deliver()
    desk.deliver()
    assert listening.ids == [2]
    assert failing.heard == []


def test_an_edit_established_when_the_article_returns_is_told(desk: Desk, visiting: Visiting) -> None:
    listening = Hearer()
    desk.declare(listening=listening)
    gone = capture(b"<html><h1>Gone</h1></html>", 61, status=410)
    looks = (capture(page(), 0), capture(EDITED, 60), gone, capture(EDITED, 120), capture(EDITED, 121))
    visits = visiting(*looks, rounds=4)
    desk.deliver()
    assert [one.told.new for one in listening.heard] == [2], outcomes(visits)


@pytest.mark.usefixtures("first")
def test_a_channel_that_fails_rests_longer_each_time_and_then_hears_of_everything(
    desk: Desk, visiting: Visiting, clock, caplog: pytest.LogCaptureFixture
) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer(fault=DOWN)
    desk.declare(desk=hearer)
    edit(visiting, 1)
    edit(visiting, 2)
    for failures in range(1, 5):
        desk.deliver()
        desk.deliver()
        assert hearer.tried == failures, "while it rests nothing is tried"
        state = desk.state("desk")
        assert (state.waiting, state.failures, state.error) == (2, failures, "nobody is there")
        assert state.next_try == clock() + rest(failures)
        clock.time = state.next_try
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 4, "a line a failure, however many edits wait"
    assert not any(record.exc_info for record in told)

    hearer.fault = lambda lot: None
    desk.deliver()
    assert hearer.ids == [2, 3]
    state = desk.state("desk")
    assert (state.waiting, state.failures, state.error, state.sent_at) == (0, 0, None, clock())


def test_rests_double_from_a_minute_to_six_hours() -> None:
    assert [rest(failures) / timedelta(minutes=1) for failures in (1, 2, 3, 9, 10, 10_000)] == [
        1, 2, 4, 256, 360, 360
    ]  # fmt: skip


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("error", [MessageRefused("test", "too odd"), KeyError("headline")])
def test_an_edit_that_is_refused_holds_up_no_other(
    desk: Desk, visiting: Visiting, clock, error: Exception
) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer(fault=lambda lot: error if any(one.told.id == 2 for one in lot) else None)
    desk.declare(desk=hearer)
    for number in (1, 2, 3):
        edit(visiting, number)
    desk.deliver()
    assert hearer.heard == [], "together they are refused"
    clock.pass_(minutes=1)
    desk.deliver()
    assert hearer.ids == [3, 4], "alone, the others are taken"
    state = desk.state("desk")
    assert (state.waiting, state.refused, state.failures) == (1, 1, 0)
    assert state.error
    edit(visiting, 4)
    desk.deliver()
    assert hearer.ids == [3, 4, 5], "and so are new ones"


def test_events_are_told_once_each_beside_edits_to_whoever_asked_for_them(
    desk: Desk, visiting: Visiting
) -> None:
    asked, other, ruled = Hearer(), Hearer(), Hearer()
    desk.told["asked"] = Notifier(kind="test", name="asked", rules=(Rule(kind=("edit", "gone", "returned")),))
    desk.told["ruled"] = Notifier(kind="test", name="ruled", rules=(Rule(weight=("substantive",)),))
    desk.declare(asked=asked, other=other, ruled=ruled)
    gone = capture(b"<html><h1>Gone</h1></html>", 10, status=410)
    looks = (capture(page(), 0), gone, capture(page(), 20), capture(EDITED, 60), capture(EDITED, 61))
    visits = visiting(*looks, rounds=4)
    desk.deliver()
    desk.deliver()
    assert [one.told.kind for one in asked.heard] == ["gone", "returned", "edit"], outcomes(visits)
    assert [one.told.kind for one in (*other.heard, *ruled.heard)] == ["edit", "edit"]
    assert {desk.state(name).waiting for name in desk.hearers} == {0}


@pytest.mark.usefixtures("first")
def test_what_does_not_fit_into_a_message_comes_in_the_next(desk: Desk, visiting: Visiting) -> None:
    hearer = Hearer(room=2)
    desk.declare(desk=hearer)
    for number in (1, 2, 3):
        edit(visiting, number)
    desk.deliver()
    assert (hearer.ids, hearer.tried, desk.state("desk").waiting) == ([2, 3, 4], 2, 0)


@pytest.mark.usefixtures("first")
def test_a_new_channel_hears_of_no_old_edit(desk: Desk, visiting: Visiting) -> None:
    old, new = Hearer(), Hearer()
    desk.declare(old=old)
    edit(visiting, 1)
    desk.declare(old=old, new=new)
    edit(visiting, 2)
    desk.deliver()
    assert (old.ids, new.ids) == ([2, 3], [3])


@pytest.mark.usefixtures("first")
def test_what_waits_for_a_channel_that_is_not_declared_any_more_is_kept_a_week(
    desk: Desk, visiting: Visiting, clock
) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer()
    desk.declare(desk=hearer)
    edit(visiting, 1)
    written = clock.pass_(hours=1, minutes=1)
    desk.declare()
    edit(visiting, 2)
    state = desk.state("desk")
    assert (state.waiting, state.withdrawn_at) == (1, written), "edits since then are none of its business"

    clock.time = written + GIVE_UP_AFTER - timedelta(hours=1)
    desk.declare(desk=hearer)
    assert desk.state("desk").withdrawn_at is None
    desk.deliver()
    assert hearer.ids == [2], "declared again in time"

    edit(visiting, 3)
    desk.declare()
    clock.pass_(days=30)
    desk.declare(desk=hearer)
    desk.deliver()
    assert hearer.ids == [2], "too late"
    assert desk.state("desk").given_up == 1


@pytest.mark.usefixtures("first")
def test_after_a_week_an_edit_is_given_up_but_never_untried(
    desk: Desk, visiting: Visiting, clock, caplog: pytest.LogCaptureFixture
) -> None:  # type: ignore[no-untyped-def]
    late = Hearer()
    desk.declare(late=late)
    edit(visiting, 1)
    clock.pass_(days=300)
    desk.deliver()
    assert late.ids == [2], "nobody looked for long: it is told all the same"

    edit(visiting, 2)
    late.fault = DOWN
    desk.deliver()
    state = desk.state("late")
    assert (state.waiting, state.given_up) == (0, 1)
    assert "given up for late: edits that waited for 7 days, 1" in caplog.text


@pytest.mark.usefixtures("first")
def test_a_rest_that_a_wrong_clock_laid_is_not_kept(desk: Desk, visiting: Visiting, clock) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer(fault=DOWN)
    desk.declare(desk=hearer)
    edit(visiting, 1)
    clock.time = NOON + timedelta(days=365 * 3)
    desk.store.note_failed(
        desk.store.next_lot("desk", clock(), horizon=clock()),
        "x",
        now=clock(),
        next_try=clock() + LONGEST_PAUSE,
    )
    clock.time = NOON + timedelta(hours=2)
    hearer.fault = lambda lot: None
    desk.deliver()
    assert hearer.ids == [2]


@pytest.mark.usefixtures("first")
def test_nothing_waits_for_a_channel_that_hangs(desk: Desk, visiting: Visiting) -> None:
    asked, answer = threading.Event(), threading.Event()

    def hang(lot: Sequence[Delivery]) -> None:
        asked.set()
        answer.wait()

    hearer = Hearer(fault=hang)
    desk.declare(desk=hearer)
    edit(visiting, 1)
    desk.sending.beside.start(desk.store)
    try:
        assert asked.wait(PATIENCE)
        edit(visiting, 2)
        assert hearer.heard == []
        answer.set()
        wait_until(lambda: hearer.ids == [2, 3])
        wait_until(lambda: desk.state("desk").waiting == 0)
    finally:
        answer.set()
        desk.sending.beside.stop()
    assert not desk.sending.beside.started


# --- what a channel is told, and when ---


def to_desk(**how: Any) -> Notifier:
    return Notifier(kind="test", name="desk", **how)


@pytest.mark.usefixtures("first")
def test_a_channel_is_told_of_what_one_of_its_rules_fits(desk: Desk, visiting: Visiting) -> None:
    some, all_ = Hearer(), Hearer()
    desk.told["some"] = replace(to_desk(rules=(Rule(phrase=("72",)), Rule(phrase=("73",)))), name="some")
    desk.declare(some=some, all=all_)
    for number in (1, 2, 3):
        edit(visiting, number)
    desk.deliver()
    assert [[one.told.new for one in hearer.heard] for hearer in (all_, some)] == [[2, 3, 4], [3, 4]]


@pytest.mark.usefixtures("first")
def test_what_no_rule_fits_does_not_wait_for_a_channel_that_rests(desk: Desk, visiting: Visiting) -> None:
    desk.told["desk"] = to_desk(rules=(Rule(phrase=("72",)),))
    hearer = Hearer(fault=DOWN)
    desk.declare(desk=hearer)
    for number in (1, 2, 3):
        edit(visiting, number)
        desk.deliver()
    state = desk.state("desk")
    assert (state.waiting, state.failures) == (2, 1), (
        "of the two paragraphs, it left one and entered the other"
    )


@pytest.mark.usefixtures("first")
def test_what_waits_is_chosen_by_the_rules_as_they_are_now(desk: Desk, visiting: Visiting) -> None:
    hearer = Hearer(fault=DOWN)
    desk.told["desk"] = to_desk(rules=(Rule(phrase=("71",)),))
    desk.declare(desk=hearer)
    edit(visiting, 1)
    desk.deliver()
    assert desk.state("desk").waiting == 1
    desk.told["desk"] = to_desk(rules=(Rule(phrase=("no such words",)),))
    desk.deliver()
    assert desk.state("desk").waiting == 0


@pytest.mark.usefixtures("first")
def test_a_digest_tells_at_its_hour_of_all_that_was_found_before(
    desk: Desk, visiting: Visiting, clock
) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer()
    desk.told["desk"] = to_desk(digest=(TimeOfDay(clock=time(17), zone=ZoneInfo("Europe/Berlin")),))
    desk.declare(desk=hearer)
    edit(visiting, 1)  # at 13:01 UTC
    edit(visiting, 2)
    desk.deliver()
    assert (hearer.tried, desk.state("desk").waiting) == (0, 2), "it is not yet 16:00 UTC"
    clock.time = NOON + timedelta(hours=4)
    edit(visiting, 5)
    desk.deliver()
    assert (hearer.tried, hearer.ids) == (1, [2, 3]), "in one message; the newest waits for tomorrow"
    clock.time = NOON + timedelta(days=3)
    desk.deliver()
    assert hearer.ids == [2, 3, 4], "it is told later where nobody was there at the hour"


@pytest.mark.usefixtures("first")
def test_in_quiet_hours_nothing_is_told_and_all_of_it_afterwards(
    desk: Desk, visiting: Visiting, clock
) -> None:  # type: ignore[no-untyped-def]
    hearer = Hearer()
    desk.told["desk"] = to_desk(quiet=(QuietHours(begin=time(12), end=time(15)),))
    desk.declare(desk=hearer)
    edit(visiting, 1)
    desk.deliver()
    assert hearer.tried == 0
    clock.time = NOON + timedelta(hours=3)
    desk.deliver()
    assert hearer.ids == [2]
