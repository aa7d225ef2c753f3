"""Visits by plain requests: conditional, one at a time at each host, stopped at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from waiting import PATIENCE
from workshop import USER_AGENT, Site, light, say

from archiver.capture.probe import Prober
from archiver.errors import CaptureError, ConnectionFailed
from archiver.fetch import Fetcher
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Capture, Depth, Known


@pytest.fixture
def prober(proxy: GuardProxy) -> Iterator[Prober]:
    with Fetcher(proxy, user_agent=USER_AGENT) as fetcher:
        yield Prober(fetcher)


def test_the_response_is_brought_home_and_nothing_is_rendered(site: Site, prober: Prober) -> None:
    url = site.page("/plain", "<script src=/never.js></script>")
    ((_, capture),) = prober.capture_all([light(url)])
    assert isinstance(capture, Capture)
    assert (capture.status, capture.dom, capture.depth) == (200, None, Depth.PROBE)
    assert capture.response.content == site.pages["/plain"].encode()
    assert not site.asked["/never.js"]


def test_a_request_is_conditional_where_the_last_sight_had_validators(site: Site, prober: Prober) -> None:
    url = site.answer("/known", lambda h: say(h, b"", status=304 if h.headers["If-None-Match"] else 200))
    ((_, capture),) = prober.capture_all([replace(light(url), known=Known(etag='"a"'))])
    assert isinstance(capture, Capture)
    assert capture.status == 304
    assert site.asked["/known"][0]["if-none-match"] == '"a"'


def test_no_answer_is_an_error_of_that_visit_only(site: Site, prober: Prober) -> None:
    lost = site.answer("/lost", lambda h: h.connection.close())
    came = dict(prober.capture_all([light(lost), light(site.page("/found"))]))
    assert isinstance(came[light(lost)], CaptureError)
    assert isinstance(came[light(site.url("/found"))], Capture)


def test_one_host_is_asked_for_one_page_at_a_time(site: Site, prober: Prober) -> None:
    lock = threading.Lock()

    def alone(h) -> None:
        assert lock.acquire(blocking=False), "another request of this host was under way"
        threading.Event().wait(0.05)
        lock.release()
        say(h, "alone")

    tasks = [light(site.answer(f"/alone-{n}", alone)) for n in range(6)]
    came = list(prober.capture_all(tasks))
    assert {capture.status for _, capture in came if isinstance(capture, Capture)} == {200}
    assert len(came) == 6


def test_closing_the_generator_asks_for_nothing_more(site: Site, prober: Prober) -> None:
    tasks = [light(site.page(f"/more-{n}")) for n in range(20)]
    came = prober.capture_all(tasks)
    next(came)
    came.close()
    assert sum(len(site.asked[f"/more-{n}"]) for n in range(20)) <= 3


def test_a_stopped_prober_ends_while_a_host_hangs(site: Site, proxy: GuardProxy) -> None:
    hanging = threading.Event()

    def hang(h) -> None:
        hanging.set()
        site.closing.wait(PATIENCE)

    with Fetcher(proxy, user_agent=USER_AGENT) as fetcher:
        prober = Prober(fetcher)
        threading.Thread(target=lambda: (hanging.wait(PATIENCE), prober.stop()), daemon=True).start()
        assert list(prober.capture_all([light(site.answer("/hang", hang))])) == []


def test_a_fetcher_that_ends_frees_who_waits_for_a_turn(proxy: GuardProxy, site: Site) -> None:
    waiting = threading.Event()

    def turn(host: str) -> float:
        waiting.set()
        return 0.05

    with Fetcher(proxy, user_agent=USER_AGENT, turn=turn) as fetcher:
        errors: list[CaptureError] = []

        def ask() -> None:
            try:
                fetcher.get(site.page("/turn"))
            except CaptureError as error:
                errors.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        assert waiting.wait(PATIENCE)
    asking.join(PATIENCE)
    assert [type(error) for error in errors] == [ConnectionFailed]
