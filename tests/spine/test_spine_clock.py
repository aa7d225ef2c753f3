"""A clock that is wrong: nothing is recorded by it, or the doubt is said."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from waiting import wait_until

from archiver.archive.working import Archive
from archiver.clocks import BEFORE_UNIX, clock_lead
from archiver.daemon.loop import Daemon
from archiver.errors import ClockBehind, ConnectionFailed
from archiver.home import Home
from archiver.model.capture import Purpose

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://gazette.example/storm"
AHEAD = timedelta(days=3 * 365)


def visit(archive: Archive) -> None:
    """Record a visit now, of an article that is not due again."""
    now = archive.now()
    article, _ = archive.store.add_article(URL, source=None, now=now, next_visit=now)
    (task,) = archive.store.claim([article.id], now, purpose=Purpose.ASKED)
    archive.store.record_failure(task, ConnectionFailed(URL, "reset"), now=now, next_visit=None)


# --- at the start ---


def test_a_start_before_the_newest_visit_is_refused_in_one_sentence(home: Home, run) -> None:
    with Archive.open(home, now=lambda: NOON) as archive:
        visit(archive)
    done = run(home, "run", "--now", "2026-11-24T11:00", code=1)
    (line,) = done.stderr.splitlines()
    assert "the clock says 2026-11-24 11:00:00 UTC" in line
    assert "newest visit of this archive was at 2026-11-24 12:00:00 UTC" in line
    assert "archiver clock --accept" in line
    run(home, "run", "--now", "2026-11-24T11:56")  # as far as a clock may drift
    run(home, "run", "--now", "2026-11-24T12:00")


def test_looking_is_always_allowed(home: Home) -> None:
    with Archive.open(home, now=lambda: NOON) as archive:
        visit(archive)
    with Archive.open(home, now=lambda: NOON - AHEAD, readonly=True) as archive:
        assert archive.health().visits == 1
        assert archive.clock().behind
    with Archive.open(home, now=lambda: NOON - AHEAD) as archive, pytest.raises(ClockBehind):
        archive.due()


def test_an_archive_with_visits_of_the_future_works_again_once_the_clock_is_accepted(home: Home, run) -> None:
    with Archive.open(home, now=lambda: NOON + AHEAD) as archive:
        visit(archive)
    run(home, "run", code=1)
    done = run(home, "clock", "--accept")
    assert "accepted" in done.stdout
    run(home, "run")
    assert "in doubt: the time of 1 visit," in run(home, "status").stdout
    told = json.loads(run(home, "clock", "--json").stdout)
    assert (told["behind"], told["doubtful"], told["newest_visit"]) == (False, 1, None)


# --- while a daemon runs ---


class Jumping:
    """A daemon in a thread, under a clock that the test sets; each time it notes a jump it makes a visit."""

    def __init__(self, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.offset = timedelta()
        self.said: list[str] = []
        self.daemon: Daemon | None = None
        self.visiting = True
        self.thread = threading.Thread(target=self._work)
        monkeypatch.setattr("archiver.daemon.loop._drift", lambda: self.offset)
        monkeypatch.setattr("archiver.daemon.loop.TICK", 0.02)

    def now(self) -> datetime:
        return NOON + self.offset

    def _work(self) -> None:
        with Archive.open(self.home, now=self.now) as archive:

            def hear(line: str, _: object) -> None:
                if "schedule starts anew" in line and self.visiting:
                    visit(archive)
                self.said.append(line)

            visit(archive)
            self.daemon = Daemon(archive, report=hear)
            self.daemon.run()

    def heard(self, part: str) -> bool:
        return any(part in line for line in self.said)


@contextmanager
def jumping(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jumping]:
    one = Jumping(home, monkeypatch)
    one.thread.start()
    try:
        wait_until(lambda: one.daemon is not None)
        yield one
    finally:
        assert one.daemon is not None
        one.daemon.stop()
        one.thread.join()


def test_a_daemon_whose_clock_jumps_ahead_and_back_doubts_what_it_saw_meanwhile(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with jumping(home, monkeypatch) as one:
        one.offset = AHEAD
        wait_until(lambda: one.heard("the clock jumped"))
        one.visiting = False
        one.offset = timedelta()
        wait_until(
            lambda: one.heard("the clock was ahead and is right again; in doubt are visits made meanwhile, 1")
        )
    with Archive.open(home, now=lambda: NOON, readonly=True) as archive:
        assert (archive.clock().doubtful, archive.clock().newest_visit) == (1, NOON)
        assert archive.outages() == ()


def test_a_daemon_whose_clock_is_set_back_waits_until_it_is_right(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with jumping(home, monkeypatch) as one:
        one.offset = -AHEAD
        wait_until(lambda: one.heard("waiting: the clock shows a time before the newest visit"))
        assert not one.heard("starts anew")
        one.offset = timedelta()
        wait_until(lambda: one.heard("the clock jumped; the schedule starts anew"))
    with Archive.open(home, now=lambda: NOON, readonly=True) as archive:
        assert archive.clock().doubtful == 0


# --- against a time server ---


@contextmanager
def time_server(lead: timedelta, *, stratum: int = 2) -> Iterator[tuple[str, int]]:
    """Answer one question on this machine, as a server whose clock is behind by this much."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))

        def answer() -> None:
            question, client = server.recvfrom(512)
            assert question[0] & 7 == 3
            moment = time.time() - lead.total_seconds() + BEFORE_UNIX
            stamp = struct.pack("!II", int(moment) % (1 << 32), int(moment % 1 * (1 << 32)))
            server.sendto(bytes([0x24, stratum]) + bytes(38) + stamp, client)

        thread = threading.Thread(target=answer)
        thread.start()
        yield server.getsockname()
        thread.join()


def test_the_clock_is_compared_with_a_time_server() -> None:
    with time_server(timedelta(hours=2)) as server:
        lead = clock_lead(server)
    assert lead is not None
    assert abs(lead - timedelta(hours=2)) < timedelta(seconds=4)


def test_a_server_that_has_no_time_itself_is_not_believed() -> None:
    with time_server(timedelta(), stratum=0) as server:
        assert clock_lead(server) is None


def test_where_no_server_answers_nothing_is_said() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        address = closed.getsockname()
    assert clock_lead(address) is None
