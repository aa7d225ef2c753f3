"""How the program ends: by Ctrl-C, without a reader, with an output that is full."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from homes import empty_home
from program import command
from server import FaultServer
from waiting import PATIENCE, wait_until

from archiver.archive.working import Archive
from archiver.home import Home

SAID = "archiver: stopped; nothing half-recorded"


Busy = Callable[[], object]


def with_streams(home: Home, *words: str, **streams: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command(home.root, *words), **streams)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def in_a_pipe(start) -> Callable[..., tuple[int, str]]:  # type: ignore[no-untyped-def]
    """Return what runs a command, and sends it SIGINT once it is busy; it gives exit code and words."""

    def run(home: Home, words: tuple[str, ...], busy: Busy) -> tuple[int, str]:
        process = start(home, *words, merged=True)
        wait_until(busy)
        started = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate()
        assert psutil.wait_procs(started, timeout=PATIENCE)[1] == [], "a browser was left behind"
        return process.returncode, said

    return run


def in_a_terminal(home: Home, words: tuple[str, ...], busy: Busy) -> tuple[int, str]:
    """Type Ctrl-C instead, which interrupts the browser's driver as well."""
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, command(home.root, *words))
    try:
        wait_until(busy)
        started = psutil.Process(child).children(recursive=True)
        os.write(terminal, b"\x03")
        said = b"".join(_read(terminal)).decode(errors="replace")  # Ctrl-C drops what was on its way
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        os.close(terminal)
    assert psutil.wait_procs(started, timeout=PATIENCE)[1] == [], "a browser was left behind"
    return code, said


def _read(terminal: int) -> Iterator[bytes]:
    try:
        while piece := os.read(terminal, 65536):
            yield piece
    except OSError:  # EIO: nobody has the other end open any more
        return


@pytest.fixture
def faults() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home with one article, visited."""
    home = empty_home(tmp_path_factory.mktemp("kept") / "home")
    with FaultServer() as faults:
        host = "{}:{}".format(*faults.host)
        home.declaration.write_text(
            f'[guard]\nallow = ["{host}"]\n[politeness]\ndelay = "1ms"\nrobots = false\n'
            '[capture]\ndwell = "100ms"\nsettle = "1s"\n'
        )
        with Archive.open(home) as archive:
            archive.capture(faults.url + "/story")
    return home


@pytest.mark.parametrize("where", ["in_a_pipe", "in_a_terminal"])
def test_ctrl_c_ends_a_browser_visit(declare, faults: FaultServer, where: str, in_a_pipe) -> None:  # type: ignore[no-untyped-def]
    home = declare("{}:{}".format(*faults.host))
    address = faults.url + "/hang"
    with Archive.open(home) as archive:
        archive.store.add_article(address, source=None, now=archive.now(), next_visit=archive.now())
    typed, words = (in_a_pipe, ("capture", address)) if where == "in_a_pipe" else (in_a_terminal, ("run",))
    code, said = typed(home, words, lambda: "/hang" in faults.requests)
    assert code == 130, said
    assert SAID in said
    assert "Traceback" not in said
    with Archive.open(home) as archive:
        assert archive.health().visits == 0
        assert not archive.verify().orphans


@pytest.mark.parametrize("where", ["in_a_pipe", "in_a_terminal"])
def test_ctrl_c_ends_a_wait_for_a_hosts_turn(declare, faults: FaultServer, where: str, in_a_pipe) -> None:  # type: ignore[no-untyped-def]
    home = declare("{}:{}".format(*faults.host))
    text = home.declaration.read_text().replace('"20ms"', '"1h"')
    source = '\n[[source]]\nname = "quay"\ndomain = "127.0.0.1"\nseeds = ["{0}/feed", "{0}/feed?2"]\n'
    home.declaration.write_text(text + source.format(faults.url))
    typed = in_a_pipe if where == "in_a_pipe" else in_a_terminal
    code, said = typed(home, ("discover",), lambda: faults.requests)
    assert code == 130, said
    assert SAID in said


@pytest.mark.parametrize("verb", ["verify", "reread"])
def test_ctrl_c_ends_a_check(kept: Home, tmp_path: Path, verb: str, in_a_pipe) -> None:  # type: ignore[no-untyped-def]
    """A file that never ends stands for ten thousand."""
    home = Home(root=shutil.copytree(kept.root, tmp_path / "copy"))
    for path in home.snapshots.rglob("*.zst"):
        path.unlink()
        os.mkfifo(path)
    held: list[int] = []  # while it is open, the reader of a pipe waits for more

    def reading() -> list[int]:
        for path in home.snapshots.rglob("*.zst"):
            with suppress(OSError):  # ENXIO: nobody has it open for reading
                held.append(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        return held

    code, said = in_a_pipe(home, (verb,), reading)
    for pipe in held:
        os.close(pipe)
    assert code == 130, said
    assert SAID in said


def test_a_second_ctrl_c_ends_it_at_once(declare, faults: FaultServer, start) -> None:  # type: ignore[no-untyped-def]
    home = declare("{}:{}".format(*faults.host))
    process = start(home, "capture", faults.url + "/hang")
    wait_until(lambda: "/hang" in faults.requests)
    started = psutil.Process(process.pid).children(recursive=True)
    while process.poll() is None:  # the first is being seen to while the second comes
        process.send_signal(signal.SIGINT)
        time.sleep(0.001)
    said = process.communicate()[1]
    assert process.returncode == 130, said
    assert "at once" in said
    assert psutil.wait_procs(started, timeout=PATIENCE)[1] == [], "a browser was left behind"


@pytest.mark.parametrize("words", [("edits",), ("edits", "--json"), ("--help",)])
def test_a_reader_that_has_gone_is_no_error(kept: Home, words: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = with_streams(kept, *words, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert process.communicate(timeout=PATIENCE)[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize("words", [("edits",), ("edits", "--json"), ("--help",)])
def test_a_full_output_is_one_sentence(kept: Home, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        process = with_streams(kept, *words, stdout=full, stderr=subprocess.PIPE)
    said = process.communicate(timeout=PATIENCE)[1].decode()
    assert said == "archiver: the output could not be written: No space left on device\n"
    assert process.returncode == 1
