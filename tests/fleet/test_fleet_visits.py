"""The archive decides who visits what, and when; workers come, go, fail and lie."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from waiting import wait_until

from archiver.errors import (
    BodyTooLarge,
    BrowserMissing,
    CaptureError,
    FleetTrouble,
    HostClosed,
    NoWorker,
    RobotsRefused,
    Unforeseen,
    UsageError,
    WorkerFailed,
)
from archiver.model.capture import Capture, CaptureTask
from archiver.model.manner import Manner, Session

PATIENCE = 60.0


class Crowd:
    """Counts how many visits are under way, and of which host."""

    def __init__(self) -> None:
        self.lock, self.go = threading.Lock(), threading.Event()
        self.now: Counter[str] = Counter()
        self.most_of_a_host = self.most = self.begun = 0

    def visit(self, task: CaptureTask) -> Capture:
        from stage import page

        host = task.url.split("/")[2]
        with self.lock:
            self.now[host] += 1
            self.begun += 1
            self.most_of_a_host = max(self.most_of_a_host, self.now[host])
            self.most = max(self.most, self.now.total())
        self.go.wait(0.05)
        with self.lock:
            self.now[host] -= 1
        return page(task)


def test_hosts_are_visited_side_by_side_and_each_once_at_a_time_across_workers(stage: Any) -> None:
    from stage import capturer, task

    crowd = Crowd()
    stage.add(crowd.visit, hands=2)
    stage.add(crowd.visit, hands=2)
    tasks = [task(number, f"{'abc'[number % 3]}.example") for number in range(12)]
    with capturer(stage) as fleet:
        came = dict(fleet.capture_all(tasks))
    assert {task.article for task in came} == set(range(12))
    assert all(isinstance(one, Capture) and one.url == task.url for task, one in came.items())
    assert crowd.most_of_a_host == 1
    assert crowd.most > 1


def test_no_more_is_under_way_than_workers_can_do_and_results_that_wait_hold_back_more(stage: Any) -> None:
    from stage import capturer, task

    crowd = Crowd()
    stage.add(crowd.visit, hands=2)
    with capturer(stage) as fleet:
        came = fleet.capture_all([task(number) for number in range(20)])
        next(came)
        wait_until(lambda: not crowd.now.total())
        assert crowd.begun <= 3  # two, and one in the place of the first
        came.close()
    assert crowd.most <= 2


def test_what_is_visited_between_two_visits_of_a_round_costs_the_round_nothing(stage: Any) -> None:
    from stage import capturer, task

    crowd = Crowd()
    stage.add(crowd.visit, hands=3)
    with capturer(stage) as fleet:
        came = []
        for of_round, _ in fleet.capture_all([task(number, f"{number % 3}.example") for number in range(6)]):
            came.append(of_round.article)
            told = [task(100 + len(came), f"{number}.example") for number in range(3)]
            came += [one.article for one, brought in fleet.capture_all(told) if isinstance(brought, Capture)]
    assert sorted(came) == sorted([*range(6), *(100 + number for number in (1, 5, 9, 13, 17, 21) * 3)])
    assert crowd.most_of_a_host == 1


def test_a_host_is_asked_when_its_turn_comes_and_its_answer_is_told(stage: Any) -> None:
    from stage import capturer, task

    waits, answered = [0.2, 0.1, 0.0], []

    def turn(host: str) -> float:
        if host == "closed.example":
            raise HostClosed(host, until=datetime.now(UTC), reason="quiet hours")
        return waits.pop(0)

    stage.add()
    with capturer(stage, turn=turn, answered=lambda *said: answered.append(said)) as fleet:
        came = {task.url: one for task, one in fleet.capture_all([task(1, "closed.example"), task(2)])}
    assert isinstance(came["https://closed.example/1"], HostClosed)
    assert isinstance(came["https://host-2.example/2"], Capture)
    assert waits == []
    assert [host for host, _ in answered] == ["host-2.example"]
    assert 0 <= answered[0][1] < PATIENCE


def test_what_a_page_did_wrong_comes_as_it_was_found(stage: Any) -> None:
    from stage import capturer, page, task

    def visit(task: CaptureTask) -> Capture:
        if task.article == 1:
            raise BodyTooLarge(task.url, limit_bytes=7)
        if task.article == 2:
            raise KeyError("a bug")
        return page(task)

    stage.add(visit)
    with capturer(stage) as fleet:
        came = {task.article: one for task, one in fleet.capture_all(map(task, (1, 2, 3)))}
    assert isinstance(came[1], BodyTooLarge)
    assert came[1].limit_bytes == 7
    assert isinstance(came[2], Unforeseen)
    assert isinstance(came[3], Capture)


@pytest.mark.parametrize("trouble", ["disk", "browser", "files"])
def test_a_worker_with_a_trouble_of_its_own_is_set_aside_and_another_visits(
    stage: Any, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    from stage import capturer, task

    def visit(task: CaptureTask) -> Capture:
        raise (
            BrowserMissing(("chromium: not there",))
            if trouble == "browser"
            else OSError(5, "Input/output error")
        )

    stage.add(visit, least_room=2**62 if trouble == "disk" else 0)
    with capturer(stage) as fleet:
        came = fleet.capture_all([task(1), task(2)])
        wait_until(lambda: stage.cluster.scheduler.workers)
        stage.add()
        assert all(isinstance(one, Capture) for _, one in came)
    said = {"disk": "MB are left", "browser": "chromium: not there", "files": "Input/output error"}[trouble]
    assert "worker 1 is given no visits for a while: " in caplog.text
    assert said in caplog.text


def test_a_worker_that_is_stopped_leaves_its_visit_to_another(stage: Any) -> None:
    from stage import capturer, task

    stopped = threading.Event()

    def visit(task: CaptureTask) -> Capture:
        stopped.wait(PATIENCE)
        raise RuntimeError("the browser was closed under it")

    leaving = stage.add(visit)
    results: list[Any] = []
    with capturer(stage) as fleet:
        work = threading.Thread(target=lambda: results.extend(fleet.capture_all([task(1)])))
        work.start()
        wait_until(lambda: leaving.state.executing)
        stage.add()
        leaving.plugins["archiver"].stop()
        stopped.set()
        work.join()
    ((_, came),) = results
    assert isinstance(came, Capture)


def test_a_visit_that_three_workers_fail_under_has_failed(stage: Any) -> None:
    from stage import capturer, task

    def visit(task: CaptureTask) -> Capture:
        raise OSError(5, "Input/output error")

    for _ in range(4):
        stage.add(visit)
    with capturer(stage) as fleet:
        ((_, came),) = fleet.capture_all([task(1)])
    assert isinstance(came, WorkerFailed)
    assert "Input/output error" in str(came)


def test_a_stalled_visit_is_made_by_another_and_what_comes_late_is_dropped(stage: Any) -> None:
    from stage import capturer, page, task

    go, done = threading.Event(), SimpleQueue[int]()

    def stalled(task: CaptureTask) -> Capture:
        go.wait(PATIENCE)
        done.put(task.article)
        return replace(page(task), status=410)

    slow = stage.add(stalled)
    with capturer(stage, stalled=-28.0) as fleet:  # two seconds in all
        came = fleet.capture_all([task(1)])
        first = threading.Thread(target=lambda: results.extend(came))
        results: list[tuple[CaptureTask, Capture | CaptureError]] = []
        first.start()
        wait_until(lambda: slow.state.executing)
        stage.add()
        first.join()
        ((_, brought),) = results
        assert isinstance(brought, Capture)
        assert brought.status == 200
        go.set()
        assert done.get(timeout=PATIENCE) == 1
        again = [one for _, one in fleet.capture_all([task(2), task(3)])]
        assert len(again) == 2


def test_a_worker_of_another_release_is_refused_with_a_sentence(
    stage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from stage import capturer, task

    from archiver.fleet.orders import Release

    stage.add()
    with capturer(stage, release=Release(reader="generic/1"), patience=0.5) as fleet:
        came = fleet.capture_all([task(1)])
        given_back = next(came)
        with pytest.raises(FleetTrouble, match=r"worker 1: it is Archiver .* and the archive .*generic/1"):
            next(came)
    assert isinstance(given_back[1], NoWorker)
    assert "install the same on both" in caplog.text


def test_a_worker_that_is_none_of_ours_is_refused_with_a_sentence(
    stage: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from stage import capturer, task

    worker = stage.add()
    worker.plugins.clear()
    with (
        capturer(stage, patience=0.5) as fleet,
        pytest.raises(FleetTrouble, match="was not started by `archiver worker`"),
    ):
        list(fleet.capture_all([task(1)]))


def test_where_no_worker_comes_all_visits_are_given_back(stage: Any) -> None:
    from stage import capturer, task

    with capturer(stage, patience=0.1) as fleet:
        came = fleet.capture_all([task(1), task(2)])
        given_back = [next(came), next(came)]
        with pytest.raises(FleetTrouble, match="none is there"):
            next(came)
    assert all(isinstance(one, NoWorker) for _, one in given_back)


def test_a_scheduler_that_is_not_there_is_a_trouble() -> None:
    from stage import allow, nobody, task

    from archiver.config import Capturing
    from archiver.fleet.capturer import FleetCapturer

    asked = {"turn": lambda _: 0.0, "answered": lambda *_: None, "refusal": allow, "home": nobody}
    fleet = FleetCapturer(
        "127.0.0.1:9",
        capturing=Capturing(),
        manner=lambda _: Manner(user_agent=""),
        now=lambda: datetime.now(UTC),
        **asked,
    )
    with fleet, pytest.raises(FleetTrouble, match="does not answer"):
        next(fleet.capture_all([task(1)]))


def test_sessions_stay_at_home_and_so_do_the_visits_that_need_them(stage: Any) -> None:
    from stage import capturer, page, signed_in, task

    session = Session(kept_at=datetime.now(UTC), state={"cookies": [{"name": "a", "value": "secret"}]})
    travelled: list[str] = []

    class AtHome:
        def capture_all(self, tasks: Any) -> Any:
            yield from ((task, page(task)) for task in tasks)

        def stop(self) -> None:
            """There is nothing to stop."""

    def visit(task: CaptureTask) -> Capture:
        travelled.append(task.url)
        return page(task)

    stage.add(visit)
    tasks = [task(1, "members.example"), task(2, "open.example")]
    with capturer(stage, manner=lambda url: signed_in(url, session), home=AtHome) as fleet:
        came = [task.article for task, _ in fleet.capture_all(tasks)]
    assert sorted(came) == [1, 2]
    assert travelled == ["https://open.example/2"]


@pytest.mark.parametrize("allowed", [True, False])
def test_for_a_further_page_a_worker_asks_the_archive(stage: Any, allowed: bool) -> None:
    from stage import capturer, page, task

    made: list[Any] = []
    told: list[CaptureError | None] = []
    asked: list[str] = []

    def visit(task: CaptureTask) -> Capture:
        told.append(made[0].refusal(f"{task.url}?page=2"))
        return page(task)

    def refusal(url: str) -> CaptureError | None:
        return None if allowed else RobotsRefused(url, user_agent="Archiver")

    def turn(host: str) -> float:
        asked.append(host)
        return 0.0

    stage.add(visit, made=made.append)
    with capturer(stage, refusal=refusal, turn=turn) as fleet:
        assert len(list(fleet.capture_all([task(1)]))) == 1
    assert asked == ["host-1.example"] * (2 if allowed else 1)
    assert (told == [None]) if allowed else isinstance(told[0], RobotsRefused)


def test_over_tls_a_fleet_works_and_without_certificates_it_is_refused(tmp_path: Path) -> None:
    from dask import config
    from distributed import LocalCluster, Security
    from stage import Stage, capturer, task

    from archiver.fleet.addresses import LOOPBACK_HOST

    made = Security.temporary()  # a certificate of its own authority
    (tmp_path / "cert.pem").write_text(made.tls_client_cert)
    (tmp_path / "key.pem").write_text(made.tls_client_key)
    cert, key = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    known = {f"distributed.comm.tls.{who}.{what}": path for who in ("client", "worker", "scheduler")
             for what, path in (("cert", cert), ("key", key))}  # fmt: skip
    with LocalCluster(
        n_workers=0, host=f"tls://{LOOPBACK_HOST}", security=made, dashboard_address=f"{LOOPBACK_HOST}:0"
    ) as cluster:
        stage = Stage(cluster)
        assert stage.address.startswith("tls://")
        with config.set({"distributed.comm.tls.ca-file": cert, **known}):
            stage.add()
            with capturer(stage) as fleet:
                ((_, came),) = fleet.capture_all([task(1)])
            assert isinstance(came, Capture)
            stage.clear()
        with capturer(stage) as fleet, pytest.raises(UsageError, match="names no certificates"):
            next(fleet.capture_all([task(1)]))
