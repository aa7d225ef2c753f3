"""Driver and browser are started when needed, replaced together, and leave nothing behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from waiting import PATIENCE, wait_until
from workshop import browsers, drivers, light, make_capturer

from archiver.capture.browser import Launch, candidates
from archiver.capture.engine import FILE_BYTES, Engine
from archiver.capture.scratch import scratch_folder, scratch_root


def make_engine(folder: Path, **limits: int) -> Engine:
    launch = Launch(proxy="http://127.0.0.1:9", sandbox=None, environ=os.environ, folder=folder)
    return Engine(candidates(None, os.environ), launch, **limits)


def test_a_browser_is_replaced_after_its_visits(tmp_path, in_a_loop) -> None:
    async def work() -> list[int]:
        engine = make_engine(tmp_path, visits=2)
        pids = []
        for _ in range(3):
            async with engine.browser() as running:
                pids.append(running.main.pid)
        assert len(list(tmp_path.iterdir())) == 1  # the folder of the first is gone
        await engine.close()
        return pids

    first, second, third = in_a_loop(work())

    assert first == second
    assert third != first
    assert not psutil.pid_exists(first)
    assert list(tmp_path.iterdir()) == []


def test_a_browser_can_neither_fill_the_disk_nor_dump_what_it_knows(tmp_path, in_a_loop) -> None:
    async def work() -> set[tuple[tuple[int, int], tuple[int, int]]]:
        engine = make_engine(tmp_path)
        async with engine.browser() as running:
            page = await running.browser.new_page()  # whose renderer starts after the limits were set
            limits = {
                (process.rlimit(psutil.RLIMIT_CORE), process.rlimit(psutil.RLIMIT_FSIZE))
                for process in (running.main, *running.main.children(recursive=True))
            }
            await page.close()
        await engine.close()
        return limits

    assert in_a_loop(work()) == {((0, 0), (FILE_BYTES, FILE_BYTES))}


def test_a_visit_keeps_the_browser_it_began_with(tmp_path, in_a_loop) -> None:
    async def work() -> None:
        engine = make_engine(tmp_path, visits=1)
        async with engine.browser() as old:
            async with engine.browser() as new:
                assert new is not old
                assert await old.alive()
            assert await old.alive()
        assert not await old.alive()
        await engine.close()

    in_a_loop(work())


def test_visits_that_come_at_once_share_one_start(tmp_path, in_a_loop) -> None:
    async def work() -> set[int]:
        engine = make_engine(tmp_path)

        async def visit() -> int:
            async with engine.browser() as running:
                return running.main.pid

        pids = set(await asyncio.gather(*(visit() for _ in range(5))))
        await engine.close()
        return pids

    assert len(in_a_loop(work())) == 1


def test_a_start_that_nobody_waits_for_any_more_is_stopped_too(tmp_path, in_a_loop) -> None:
    before = browsers() | drivers()

    async def work() -> None:
        engine = make_engine(tmp_path)

        async def visit() -> None:
            async with engine.browser():
                await asyncio.sleep(30)

        visiting = asyncio.create_task(visit())
        await asyncio.sleep(0.2)  # the driver is coming up
        visiting.cancel()
        await engine.close()

    in_a_loop(work())

    assert (browsers() | drivers()) - before == set()
    assert list(tmp_path.iterdir()) == []


def test_a_closed_capturer_leaves_no_process_and_no_file(site, proxy, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # other programs use the shared one
    before = (browsers() | drivers(), folders())
    with make_capturer(proxy) as capturer:
        capturer.capture(light(site.page("/closing")))
        assert (browsers() | drivers(), folders()) != before

    assert (browsers() | drivers(), folders()) == before


def folders() -> set[Path]:
    return set(scratch_root().iterdir()) if scratch_root().exists() else set()


def test_a_folder_is_swept_only_when_its_program_is_dead(tmp_path) -> None:
    with scratch_folder(tmp_path) as living:
        (tmp_path / "left").mkdir()
        (tmp_path / "left" / "profile").write_text("cookies")
        with scratch_folder(tmp_path) as mine:
            assert set(tmp_path.iterdir()) == {living, mine}
    assert list(tmp_path.parent.glob(tmp_path.name)) == []


def test_a_folder_that_is_not_ours_is_not_used(tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PermissionError), scratch_folder(tmp_path / "root"):
        pass


PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from archiver.capture.pool import BrowserCapturer
from archiver.config import Capturing
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import CaptureTask

port = int(sys.argv[1])
with GuardProxy(Policy(frozenset({("127.0.0.1", port)})), max_bytes=10**7) as proxy, BrowserCapturer(
    Capturing(), proxy=proxy, user_agent="x", turn=lambda host: 0.0, now=lambda: datetime.now(UTC)
) as capturer:
    for _ in capturer.capture_all(CaptureTask(article=1, url=url) for url in sys.argv[2:]):
        pass
"""


@pytest.fixture
def program(site, tmp_path):
    """Return a function that starts a program in the middle of visits, with its own TMPDIR."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        site.answer("/program-hangs", lambda h: site.closing.wait(PATIENCE))
        site.page("/program-spins", "<script>onload = () => setTimeout(() => { for (;;); }, 50)</script>")
        urls = [site.url("/program-hangs"), site.url("/program-spins")]
        site.asked.clear()
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(site.port), *urls],
                env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
                stderr=subprocess.PIPE,
                # a test run in the background may have been told to ignore Ctrl-C, and children inherit it
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        )
        wait_until(lambda: site.asked["/program-hangs"] and site.asked["/program-spins"])
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def family(pid: int) -> list[psutil.Process]:
    return psutil.Process(pid).children(recursive=True)


def alive(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Return those that still run; a zombie has only not been noticed yet by init."""
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_a_killed_program_leaves_no_process_and_its_files_are_swept(program, tmp_path) -> None:
    process = program()
    children = family(process.pid)
    assert len(children) > 3

    process.kill()

    wait_until(lambda: not alive(children))
    with scratch_folder(tmp_path / f"archiver-{os.geteuid()}") as mine:
        assert list(mine.parent.iterdir()) == [mine]


@pytest.mark.parametrize("to", ["program", "group"])
def test_an_interrupted_program_stops_cleanly(program, tmp_path, to: str) -> None:
    process = program()
    children = family(process.pid)

    for victim in (process, *children) if to == "group" else (process,):
        with suppress(ProcessLookupError):  # a renderer may end by itself meanwhile
            os.kill(victim.pid, signal.SIGINT)
    _, said = process.communicate(timeout=PATIENCE)

    assert b"\nKeyboardInterrupt" in said
    if to == "program":  # else driver and browser may say something of their own while they end
        assert said.decode().strip().splitlines()[-1] == "KeyboardInterrupt"
        assert said.count(b"Traceback") == 1
    assert alive(children) == []
    assert list(tmp_path.iterdir()) == []
