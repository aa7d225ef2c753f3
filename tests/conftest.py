"""What all tests share: the browser that production would find, a home, a clock."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from homes import empty_home
from hypothesis import settings
from program import Programs, Started

from archiver.capture.browser import Found, find_browser
from archiver.demo import DemoSite
from archiver.home import Home

sys.dont_write_bytecode = False
"""Else each process of each run takes all tests apart anew, which costs a fifth of a minute."""

gc.disable()
"""Until all tests are collected: what that makes stays, and to look through it for garbage takes time."""


SHARED = ("browse", "capture")
"""Rooms whose files share an archive or a browser: they stay in one process, which makes it once."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tell processes side by side what stays together: a file, or a room that shares what is dear."""
    if config.getoption("dist", "no") != "no" or hasattr(config, "workerinput"):
        for item in items:
            room = item.path.parent.name
            item.add_marker(pytest.mark.xdist_group(room if room in SHARED else item.path.stem))


def pytest_collection_finish() -> None:
    """Let the garbage collector look only through what is made from now on."""
    gc.freeze()
    gc.enable()


T = TypeVar("T")

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

settings.register_profile("anywhere", deadline=None, max_examples=40)  # a busy machine is no fault of ours
settings.register_profile("search", deadline=None, max_examples=2000)  # by hand: --hypothesis-profile=search
settings.load_profile("anywhere")


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let programs that tests start be interrupted: a shell's background jobs are started deaf to Ctrl-C."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    """Let programs that tests start find byte code: else each compiles the whole package anew."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session", autouse=True)
def browsers_drivers_compiled(pytestconfig: pytest.Config) -> None:
    """Let Node keep what it compiled of Playwright's driver: a start then takes a quarter less."""
    os.environ.setdefault("NODE_COMPILE_CACHE", str(pytestconfig.rootpath / ".pytest_cache" / "node"))


@pytest.fixture(scope="session")
def chromium() -> Found:
    """Return the browser; a machine without one fails here, and does not skip."""
    return find_browser(None, os.environ)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: Found) -> dict[str, Any]:
    """Have pytest-playwright start the browser that production starts."""
    return {
        **browser_type_launch_args,
        "executable_path": chromium.path,
        "chromium_sandbox": chromium.sandbox,
    }


@pytest.fixture
def in_a_loop() -> Callable[[Coroutine[Any, Any, T]], T]:
    """Return `asyncio.run` in a thread: pytest-playwright leaves a loop running in this one."""

    def run(work: Coroutine[Any, Any, T]) -> T:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, work).result()

    return run


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a fresh, empty home."""
    return empty_home(tmp_path / "home")


class Clock:
    """A clock that moves when told."""

    def __init__(self, start: datetime = NOON) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **duration: float) -> datetime:
        self.time += timedelta(**duration)
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands at noon until it is told to move."""
    return Clock()


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def programs() -> Iterator[Programs]:
    """Return what runs commands in processes of their own, without starting Python for each."""
    programs = Programs()
    yield programs
    programs.close()


@pytest.fixture
def archiver(programs: Programs, tmp_path: Path) -> Run:
    """Return a function that runs `archiver` in an empty directory, with no setting of this machine."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith("ARCHIVER_")}

    def run(*words: str | Path, cwd: Path = tmp_path, **extra: str) -> subprocess.CompletedProcess[str]:
        return programs.run(words, cwd=cwd, environ=environ | extra)

    return run


Start = Callable[..., Started]


@pytest.fixture
def start(programs: Programs) -> Iterator[Start]:
    """Return a function that starts `archiver` on a home; what works at the end of the test is killed."""
    started: list[Started] = []

    def begin(home: Home, *words: str, merged: bool = False) -> Started:
        started.append(Started(programs, home.root, *words, merged=merged))
        return started[-1]

    yield begin
    for each in started:
        each.kill()
        each.wait()


@pytest.fixture
def news(tmp_path: Path) -> Home:
    """Return an empty home named "news", in the folder that `archiver` runs in."""
    return empty_home(tmp_path / "news")


@pytest.fixture
def site() -> Iterator[DemoSite]:
    """Return a news site that edits itself when it is told to."""
    with DemoSite() as site:
        yield site


Declare = Callable[..., Home]


@pytest.fixture
def declare(home: Home) -> Declare:
    """Return a function that writes archiver.toml for a local site and gives the home."""

    def write(*hosts: str, deadline: str = "120s", extra: str = "") -> Home:
        allowed = ", ".join(f'"{host}"' for host in hosts)
        home.declaration.write_text(
            f'[guard]\nallow = [{allowed}]\n\n[politeness]\ndelay = "20ms"\n\n'
            '[schedule]\nconfirm = "50ms"\n\n'
            f'[capture]\ndwell = "300ms"\nsettle = "2s"\ndeadline = "{deadline}"\n{extra}',
            encoding="utf-8",
        )
        return home

    return write
