"""While a daemon works: looking always works, and what other commands ask for is done by the daemon."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from program import Started
from server import FaultServer
from waiting import PATIENCE, wait_until

import archiver
from archiver.archive.errands import ERRANDS, Errand
from archiver.archive.working import Archive
from archiver.daemon.desk import Desk, call
from archiver.demo import DemoSite
from archiver.errors import ArchiveBusy
from archiver.home import Home, create_home


def at_work(start: Callable[..., Started], home: Home) -> Started:
    """Start the daemon of a home, and wait until it takes errands."""
    daemon = start(home, "daemon")
    wait_until(lambda: daemon.poll() is not None or call(home.database))
    assert daemon.poll() is None, daemon.communicate()
    return daemon


@pytest.fixture
def ask(archiver) -> Callable[..., tuple[int, str, str]]:  # type: ignore[no-untyped-def]
    """Return a function that runs a command on a home to its end; gives exit code, output and errors."""

    def ask(home: Home, *words: str) -> tuple[int, str, str]:
        done = archiver("--home", home.root, *words)
        return done.returncode, done.stdout, done.stderr

    return ask


def test_capture_is_done_by_the_daemon_and_reported_as_if_done_here(
    site: DemoSite, declare, start, ask
) -> None:  # type: ignore[no-untyped-def]
    home = declare(urlsplit(site.url).netloc)
    url = site.url + site.stories[0].path
    daemon = at_work(start, home)
    code, out, said = ask(home, "capture", url, "--json")
    assert code == 0, said
    assert f"pid {daemon.pid}" in said
    visit = json.loads(out)
    assert (visit["outcome"], visit["url"]) == ("first", url)
    with archiver.open_archive(home.root) as archive:
        assert [article.url for article in archive.articles()] == [url]
        assert archive.history(url).visits == 1
    daemon.send_signal(signal.SIGTERM)
    out, said = daemon.communicate()
    assert daemon.returncode == 0, said
    assert f"asked to capture {url}" in out


COMMANDS = [
    ("run",),
    ("reread", "--json"),
    ("verify", "--repair"),
    ("discover",),
    ("discover", "nowhere"),
    ("aliases", "--undo", "https://gazette.example/none"),
    ("add", "http://10.0.0.1/feed.xml"),
    ("capture", "ftp://gazette.example/a"),
]


def test_what_the_daemon_does_is_told_in_the_words_of_the_command(home: Home, start, ask) -> None:  # type: ignore[no-untyped-def]
    alone = [ask(home, *words) for words in COMMANDS]
    daemon = at_work(start, home)
    for words, (code, out, said) in zip(COMMANDS, alone, strict=True):
        asked = ask(home, *words)
        assert asked[:2] == (code, out), words
        first, _, rest = asked[2].partition("\n")
        assert f"asked the daemon (pid {daemon.pid})" in first
        assert rest == said, words
    assert daemon.poll() is None


def test_a_feed_is_added_and_read_by_the_daemon(site: DemoSite, declare, start, ask) -> None:  # type: ignore[no-untyped-def]
    host = urlsplit(site.url).netloc
    home = declare(host, extra=f'\n[[source]]\nname = "courier"\ndomain = "{host}"\nexclude = ["."]\n')
    daemon = at_work(start, home)
    code, out, said = ask(home, "add", site.url + "/feed.xml")
    assert code == 0, said
    assert f"the daemon (pid {daemon.pid}) reads it" in out
    wait_until(lambda: any(run.kind == "discovery" for run in health(home).runs))
    with archiver.open_archive(home.root) as archive:
        wait_until(lambda: archive.looker.seed(site.url + "/feed.xml"))


def health(home: Home):  # type: ignore[no-untyped-def]
    with archiver.open_archive(home.root) as archive:
        return archive.health()


@pytest.fixture
def hanging(declare) -> Iterator[tuple[Home, FaultServer]]:  # type: ignore[no-untyped-def]
    with FaultServer() as faults:
        yield declare("{}:{}".format(*faults.host), deadline="10m"), faults


def test_who_goes_away_does_not_harm_and_leaves_nothing_queued(hanging, start, ask) -> None:  # type: ignore[no-untyped-def]
    home, faults = hanging
    home.declaration.write_text(home.declaration.read_text().replace("10m", "5s"))
    daemon = at_work(start, home)
    first = start(home, "capture", faults.url + "/hang")
    wait_until(lambda: "/hang" in faults.requests)
    second = start(home, "capture", faults.url + "/article-never-asked-for")
    wait_until(lambda: "asked the daemon" in (second.stderr.readline() if second.stderr else ""))
    second.send_signal(signal.SIGINT)
    _, said = second.communicate()
    assert second.returncode == 130
    assert "had not begun; nothing of this stays queued" in said
    first.kill()
    code, _, said = ask(home, "run")
    assert code == 0, said
    assert "/article-never-asked-for" not in faults.requests
    assert daemon.poll() is None


def test_a_daemon_that_is_killed_is_reported_to_who_waits(hanging, start) -> None:  # type: ignore[no-untyped-def]
    home, faults = hanging
    daemon = at_work(start, home)
    asking = start(home, "capture", faults.url + "/hang")
    wait_until(lambda: "/hang" in faults.requests)
    daemon.kill()
    _, said = asking.communicate()
    assert asking.returncode == 1
    assert f"the daemon (pid {daemon.pid}) ended before this was done" in said
    assert "Traceback" not in said
    assert at_work(start, home).poll() is None, "the socket of the dead is in nobody's way"


def test_who_writes_is_named_where_nobody_takes_errands(hanging, start, ask) -> None:  # type: ignore[no-untyped-def]
    home, faults = hanging
    writing = start(home, "capture", faults.url + "/hang")
    wait_until(lambda: "/hang" in faults.requests)
    code, _, said = ask(home, "run")
    assert code == 1
    assert f"pid {writing.pid}, since 20" in said
    assert f"capture {faults.url}/hang" in said
    code, _, said = ask(home, "daemon")
    assert code == 1
    assert f"kill {writing.pid}" in said
    told = json.loads(ask(home, "status", "--json")[1])["writer"]
    assert told["pid"] == writing.pid
    assert "capture" in told["job"]


def test_a_simulated_clock_is_not_handed_over(home: Home, start, ask) -> None:  # type: ignore[no-untyped-def]
    daemon = at_work(start, home)
    code, _, said = ask(home, "run", "--now", "2026-11-24T10:00")
    assert code == 1
    assert f"pid {daemon.pid}" in said


def test_looking_works_from_python_and_writing_is_asked_for(home: Home, start) -> None:  # type: ignore[no-untyped-def]
    daemon = at_work(start, home)
    with archiver.open_archive(home.root) as archive:
        assert list(archive.edits()) == []
        assert archive.verify().ok
        assert archive.postponed() == ()
        with pytest.raises(ArchiveBusy, match=str(daemon.pid)):
            list(archive.visit(archive.due()))
    with pytest.raises(ArchiveBusy, match="daemon"):
        archiver.open_archive(home.root, write=True)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait() == 0
    with archiver.open_archive(home.root) as archive:
        assert archive.due() == (), "the right to write is taken when it is needed"
    with archiver.open_archive(home.root, write=True) as archive, pytest.raises(ArchiveBusy):
        archiver.open_archive(home.root, write=True)
    assert archive.home == home


def test_a_home_in_a_deep_folder_takes_errands_too(tmp_path: Path, start, ask) -> None:  # type: ignore[no-untyped-def]
    home = create_home(tmp_path / ("deep" * 30) / "news")
    at_work(start, home)
    assert ask(home, "run")[0] == 0


# --- the desk itself -------------------------------------------------------------------------------


@pytest.fixture
def desk(home: Home) -> Iterator[Desk]:
    with Archive.open(home) as archive:
        archive.beat("testing")
        with Desk(archive, report=lambda said: None, stopping=lambda: False) as desk:
            yield desk


def socket_of(home: Home) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX)
    folder = os.open(home.database.parent, os.O_RDONLY)
    connection.connect(f"/proc/self/fd/{folder}/archive.sock")
    os.close(folder)
    connection.settimeout(PATIENCE)
    return connection


def line(name: str) -> bytes:
    return json.dumps({"errand": name, "version": archiver.__version__, "said": {}}).encode() + b"\n"


def test_only_its_owner_may_ask(home: Home, desk: Desk) -> None:
    assert (home.database.parent / "archive.sock").stat().st_mode & 0o777 == 0o600


def test_who_does_not_listen_keeps_nobody_waiting(
    home: Home, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ERRANDS, "flood", Errand("flood", str, lambda archive: iter(["x" * 10_000_000] * 5)))
    with socket_of(home) as deaf, socket_of(home) as other:
        deaf.sendall(line("flood"))
        for _ in range(10):
            assert desk.turn()
        other.sendall(line("reread"))
        for _ in range(10):
            desk.turn()
        assert [json.loads(told) for told in other.recv(1000).splitlines()] == [
            {"begun": True},
            {"done": True},
        ]
    while desk.turn():
        pass


@pytest.mark.parametrize(
    "said",
    [b"nonsense\n", b"[]\n", b'{"errand": "drop"}\n', b"\xff\n", line("run").replace(b"0.1.0", b"9.9.9")],
)
def test_what_is_no_errand_is_refused_and_ends_nothing(home: Home, desk: Desk, said: bytes) -> None:
    with socket_of(home) as other:
        other.sendall(said)
        while desk.turn():
            pass
        (told,) = (json.loads(told) for told in other.recv(1000).splitlines())
        assert "understand" in told["error"] or "restart" in told["error"]


def test_a_bug_in_an_errand_is_told_and_ends_nothing(
    home: Home, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ERRANDS, "bug", Errand("bug", str, lambda archive: iter([1 / 0])))
    with socket_of(home) as other:
        other.sendall(line("bug"))
        while desk.turn():
            pass
        assert "ZeroDivisionError" in other.recv(1000).decode()
