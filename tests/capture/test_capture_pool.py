"""Hosts side by side, one host never faster than its politeness, results as they come."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from workshop import light, make_capturer

from archiver.capture.pool import BrowserCapturer
from archiver.capture.visit import visit
from archiver.errors import CaptureError, SchemeRefused, Unforeseen
from archiver.model.capture import Capture


class Turns:
    """Says how long a host has to wait, as the test under way has it."""

    def __init__(self) -> None:
        self.wait: Callable[[str], float] = lambda host: 0.0

    def __call__(self, host: str) -> float:
        return self.wait(host)


@pytest.fixture(scope="module")
def one_by_one(proxy) -> Iterator[tuple[BrowserCapturer, Turns]]:
    """Return a capturer with room for one visit, and what gives hosts their turns."""
    turns = Turns()
    with make_capturer(proxy, turn=turns, concurrency=1) as capturer:
        yield capturer, turns


@pytest.fixture
def turns(one_by_one) -> Turns:
    """Return what gives hosts their turns, at once until a test says otherwise."""
    one_by_one[1].wait = lambda host: 0.0
    return one_by_one[1]


@pytest.fixture
def narrow(one_by_one, turns: Turns) -> BrowserCapturer:
    """Return a capturer with room for one visit."""
    return one_by_one[0]


def test_every_task_comes_back_with_what_came_of_it(site, faults, capturer) -> None:
    good, bad = light(site.page("/good")), light("file:///etc/passwd")

    came = dict(capturer.capture_all([good, bad, light(faults.url + "/404")]))

    assert isinstance(came[good], Capture)
    assert isinstance(came[bad], SchemeRefused)
    assert len(came) == 3


def test_a_host_that_has_to_wait_keeps_no_other_from_being_visited(site, faults, narrow, turns) -> None:
    """There is room for one visit only, and the host asked for first has to wait for an hour."""
    waiting, free = light(faults.url + "/story"), light(site.page("/free"))

    turns.wait = lambda host: 0.0 if host == f"127.0.0.1:{site.port}" else 3600.0

    results = narrow.capture_all([waiting, free])
    first, _ = next(results)
    results.close()

    assert first == free


def test_a_turn_is_used_at_once_and_never_saved_up(site, narrow, turns) -> None:
    """Were a host asked for its turn before there is room, two visits could start together."""
    granted: list[int] = []  # for each turn: how many visits had begun by then

    def turn(host: str) -> float:
        granted.append(len(site.asked["/paced"]))
        return 0.0

    site.asked.clear()
    site.page("/paced")
    turns.wait = turn
    list(narrow.capture_all(light(site.url(f"/paced?{number}")) for number in range(4)))

    assert granted == [0, 1, 2, 3]


def test_a_call_made_between_two_results_of_another_goes_first(site, narrow) -> None:
    """Its caller holds the other one up until it ends; it waits neither for its results nor for its turns."""
    site.asked.clear()
    site.page("/behind")
    behind = [light(site.url(f"/behind?{number}")) for number in range(8)]
    results = narrow.capture_all(behind)
    next(results)
    ((_, came),) = narrow.capture_all([light(site.page("/told"))])
    asked_before = len(site.asked["/behind"])
    rest = list(results)
    assert isinstance(came, Capture)
    assert asked_before < 5, "two places on the shelf, one result taken, one visit under way"
    assert len(rest) == len(behind) - 1


def test_a_host_is_asked_again_until_its_turn_comes(site, narrow, turns) -> None:
    answers = iter([0.01, 0.01, 0.0])
    asked: list[str] = []

    def turn(host: str) -> float:
        asked.append(host)
        return next(answers)

    turns.wait = turn
    narrow.capture(light(site.page("/patient")))

    assert asked == [f"127.0.0.1:{site.port}"] * 3


def test_tasks_are_taken_as_they_are_needed(capturer) -> None:
    taken = itertools.count()
    tasks = (light(f"file:///{number}") for number in taken)

    results = capturer.capture_all(tasks)
    some = list(itertools.islice(results, 5))
    results.close()

    assert all(isinstance(came, CaptureError) for _, came in some)
    assert next(taken) < 100


def test_results_that_nobody_takes_hold_back_further_visits(site, capturer) -> None:
    site.asked.clear()
    site.page("/eager")
    results = capturer.capture_all(light(site.url(f"/eager?{number}")) for number in range(30))
    next(results)
    time.sleep(2)  # in which six visits could be made

    assert len(site.asked["/eager"]) <= 5
    results.close()


def test_a_generator_closed_midway_ends_the_visits_under_way(site, faults, capturer) -> None:
    came, gone = threading.Event(), threading.Event()

    def linger(h) -> None:
        came.set()
        h.connection.settimeout(90)
        with suppress(ConnectionError):  # cut off rather than closed
            if h.connection.recv(1) != b"":
                return
        gone.set()

    url = site.answer("/linger", linger)
    results = capturer.capture_all([light(site.page("/quick")), light(url)])
    next(results)
    assert came.wait(60)
    results.close()

    assert capturer.capture(light(faults.url + "/story")).status == 200
    assert gone.wait(60)


def test_a_bug_ends_the_visit_that_brings_it_to_light_and_no_other(site, capturer, monkeypatch) -> None:
    bad, good = light(site.page("/bad")), light(site.page("/good"))

    async def broken(task, *args):
        if task is bad:
            raise TimeoutError("a bug")
        return await visit(task, *args)

    monkeypatch.setattr("archiver.capture.pool.visit", broken)
    came = dict(capturer.capture_all([bad, good]))

    assert isinstance(came[bad], Unforeseen)
    assert isinstance(came[good], Capture)


def test_a_failure_of_the_callers_tasks_reaches_the_caller(capturer) -> None:
    def broken():
        yield light("file:///x")
        raise KeyError("of the caller")

    with pytest.raises(KeyError, match="of the caller"):
        list(capturer.capture_all(broken()))


def test_a_capturer_that_was_not_needed_starts_no_browser(proxy) -> None:
    with make_capturer(proxy, browser="/nowhere/chromium") as capturer:
        assert list(capturer.capture_all([])) == []


def test_answers_do_not_wait_for_slower_ones(site, faults, capturer) -> None:
    slow, quick = light(faults.url + "/slow?seconds=2"), light(site.page("/overtakes"))

    first, _ = next(capturer.capture_all([slow, quick]))

    assert first == quick
