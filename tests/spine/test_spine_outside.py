"""What the program tells those who watch it from outside: service managers, Prometheus, logs, shells."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from waiting import PATIENCE, wait_until

from archiver.archive.working import Archive
from archiver.daemon.loop import Daemon
from archiver.daemon.supervisor import Supervisor
from archiver.home import Home
from archiver.metrics.serving import serve
from archiver.store import Room

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    with Archive.open(home) as archive:
        yield archive


def test_a_service_manager_hears_that_it_is_ready_alive_and_ending(home: Home, tmp_path: Path) -> None:
    heard: list[str] = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(PATIENCE)
        with Archive.open(home) as archive:
            supervisor = Supervisor({"NOTIFY_SOCKET": str(tmp_path / "notify")})
            daemon = Daemon(archive, report=lambda *_: None, supervisor=supervisor)

            def listen() -> None:
                while not heard or heard[-1] != "STOPPING=1":
                    heard.append(manager.recv(4096).decode())
                    if "waiting for what is due" in heard[-1]:
                        daemon.stop()

            listening = threading.Thread(target=listen)
            listening.start()
            daemon.run()
            listening.join()
    assert heard[0] == "READY=1"
    assert "WATCHDOG=1\nSTATUS=discovering" in heard


def test_a_service_manager_that_is_not_there_does_not_matter(
    tmp_path: Path,
) -> None:
    for environ in ({}, {"NOTIFY_SOCKET": str(tmp_path / "gone")}):
        Supervisor(environ).ready()


def test_prometheus_reads_the_metrics_and_health_says_what_is_wrong(news: Home) -> None:
    addresses: list[str] = []
    threading.Thread(
        target=serve,
        args=(lambda: Archive.open(news, readonly=True),),
        kwargs={"host": "127.0.0.1", "port": 0, "ready": addresses.append},
        daemon=True,
    ).start()
    with Archive.open(news) as archive:
        archive.sign()
    wait_until(lambda: addresses)
    url = addresses[0]
    found = {family.name: family for family in text_string_to_metric_families(httpx.get(url).text)}
    assert found["archiver_daemon_up"].samples[0].value == 0
    assert {sample.labels["state"] for sample in found["archiver_articles"].samples} == {
        "watched",
        "resting",
        "gone",
    }
    health = httpx.get(url.replace("/metrics", "/health"))
    assert (health.status_code, health.text) == (503, "no daemon is running\n")
    with Archive.open(news) as archive:
        archive.beat("waiting")
        assert httpx.get(url.replace("/metrics", "/health")).text == "ok\n"
    assert httpx.get(url, headers={"Host": "rebound.example"}).status_code == 421
    assert httpx.get(url.replace("/metrics", "/else")).status_code == 404


def test_logs_are_json_where_they_are_asked_for(archiver: Run, news: Home) -> None:
    news.declaration.write_text(
        '[[source]]\nname = "a"\ndomain = "a.test"\nseeds = ["http://127.0.0.1:9/x"]\n'
    )
    done = archiver("--home", news.root, "-vv", "discover", ARCHIVER_LOG="json")
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert lines
    assert {"time", "level", "logger", "message"} <= set(lines[0])


def test_a_source_that_names_nothing_new_for_long_is_called_silent(archive: Archive) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    archive.home.declaration.write_text('[[source]]\nname = "gazette"\ndomain = "gazette.test"\n')
    archive.reload(at_once=True)
    for day in range(12):
        now = start + timedelta(days=day)
        archive.store.add_article(f"https://gazette.test/{day}", source="gazette", now=now, next_visit=now)
    newest = start + timedelta(days=11)
    assert archive.store.silent_sources(newest + timedelta(days=2.9)) == ()
    (silent,) = archive.store.silent_sources(newest + timedelta(days=3.1))
    assert (silent.source, silent.since) == ("gazette", newest)
    assert abs(silent.longest_pause - timedelta(days=1)) < timedelta(seconds=1)


def test_the_disk_is_named_before_it_is_full() -> None:
    week = {"free_bytes": 50_000_000_000, "bytes_a_day": 1e9}
    assert not Room(**week, full_in=timedelta(days=50)).is_scarce
    assert Room(**week, full_in=timedelta(days=13)).is_scarce
    assert Room(free_bytes=1_000_000_000, bytes_a_day=0, full_in=None).is_scarce


def test_the_manual_page_names_every_command_and_holds_no_stray_request(archiver: Run) -> None:
    page = archiver("help", "--man").stdout
    commands = re.findall(r"^  ([a-z]+)  ", archiver("help").stdout, re.MULTILINE)
    assert len(commands) > 20
    assert [name for name in commands if f".SS archiver {name} " not in page] == []
    requests = set(re.findall(r"^\.(\w+)", page, re.MULTILINE))
    assert requests <= {"TH", "SH", "SS", "PP", "TP", "B", "EX", "EE"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(archiver: Run, shell: str) -> None:
    assert "_ARCHIVER_COMPLETE" in archiver("completion", shell).stdout
