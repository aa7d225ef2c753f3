"""Find a Chromium that starts, by starting it, and say with which settings it is started."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from archiver.capture.scratch import scratch_folder
from archiver.errors import BrowserMissing
from archiver.model.capture import Browser as BrowserTold
from archiver.model.manner import Manner

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

log = logging.getLogger(__name__)

VARIABLE = "ARCHIVER_BROWSER"  # names an executable; `browser` under [capture] goes before it

INSTALLED_NAMES = (
    "chromium-headless-shell",  # a third of the processor time of the full browser, and it is quiet
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
"""Executables looked for on the PATH, the best first.

Source: Debian's packages chromium-headless-shell and chromium, Ubuntu's chromium-browser, Google's
google-chrome-stable; docs/decisions/0002-capture.md for the order.
"""

FLAGS = (
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # read by the headless shell
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # read by the full browser
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # second lock: no DNS of its own
)
"""What keeps the browser from reaching the network past the guard; each was measured to be needed."""

LOOPBACK_VARIABLE = "PLAYWRIGHT_DISABLE_FORCED_CHROMIUM_PROXIED_LOOPBACK"
"""Where it is set, Playwright lets loopback addresses past the proxy: dropped from the environment."""

PASSED_ON = frozenset(
    {"PATH", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "FONTCONFIG_FILE"}
    | {"FONTCONFIG_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "CHROME_DEVEL_SANDBOX"}
)
"""All of the environment a browser is given: the rest may hold passwords, and pages are hostile."""

SCREEN = frozenset({"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE"})
"""What a browser with a window needs beside that."""

VARYING = ("--user-data-dir=", "--proxy-server=")  # differ at every start; not kept with captures

START_SECONDS = 30.0  # for one browser to start; cold disks take ten

_environment = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A browser that may be there."""

    origin: str  # "setting", "playwright" or "installed"
    path: str | None  # None: Playwright knows

    def __str__(self) -> str:
        """Name it as a person would."""
        return "Playwright's own Chromium" if self.path is None else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of starting a candidate."""

    candidate: Candidate
    failure: str | None  # None: it started


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A browser that was started."""

    candidate: Candidate
    product: str  # "HeadlessChrome/156.0.8078.79"
    path: str  # of the process that ran, behind any wrapper
    flags: tuple[str, ...]  # it ran with, its wrapper's included, without `VARYING`
    sandbox: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """Which browsers were tried, in order, and the first that started."""

    attempts: tuple[Attempt, ...]
    found: Found | None


def candidates(setting: str | None, environ: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Return the browsers worth trying, in order.

    An explicit setting stands alone: where it does not start, another browser is not what was
    asked for.

    Args:
        setting: `browser` under [capture].
        environ: read for `ARCHIVER_BROWSER` and `PATH`.
    """
    explicit = setting or environ.get(VARIABLE)
    if explicit:
        return (Candidate(origin="setting", path=str(Path(explicit).expanduser())),)
    found = (shutil.which(name, path=environ.get("PATH", os.defpath)) for name in INSTALLED_NAMES)
    return (
        Candidate(origin="playwright", path=None),
        *(Candidate(origin="installed", path=path) for path in found if path),
    )


def find_browser(setting: str | None, environ: Mapping[str, str], *, sandbox: bool | None = None) -> Found:
    """Return the browser that captures would be made with.

    Args:
        setting: `browser` under [capture].
        environ: the environment.
        sandbox: `sandbox` under [capture]; None: on, except as root, where Chromium cannot.

    Raises:
        BrowserMissing: none starts; it says what was tried and why each failed.
    """
    survey = survey_browsers(setting, environ, sandbox=sandbox)
    if survey.found is None:
        raise BrowserMissing(tuple(f"{tried.candidate}: {tried.failure}" for tried in survey.attempts))
    return survey.found


def survey_browsers(
    setting: str | None, environ: Mapping[str, str], *, sandbox: bool | None = None
) -> Survey:
    """Start the candidates one after the other until one comes up, and stop it again.

    May be called from anywhere, a running event loop included: it works in a thread of its own.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser-survey") as thread:
        return thread.submit(
            lambda: asyncio.run(_survey(candidates(setting, environ), environ, sandbox))
        ).result()


async def _survey(tried: tuple[Candidate, ...], environ: Mapping[str, str], sandbox: bool | None) -> Survey:
    with scratch_folder() as folder:
        launch = Launch(proxy=None, sandbox=sandbox, environ=environ, folder=folder)
        playwright = await start_driver(folder)
        try:
            browser, attempts = await launch.first(playwright, tried)
            if browser is None:
                return Survey(attempts=attempts, found=None)
            found, _ = await identify(browser, attempts[-1].candidate, sandbox=launch.sandboxed)
            await browser.close()
            return Survey(attempts=attempts, found=found)
        finally:
            await playwright.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Launch:
    """How a browser is started."""

    proxy: str | None  # address of the guard; None: only to see whether it starts
    sandbox: bool | None
    environ: Mapping[str, str]
    folder: Path  # for its temporary files
    headed: bool = False  # with a window, for a person

    @property
    def sandboxed(self) -> bool:
        """Tell whether Chromium's sandbox is on. It is never dropped because it failed."""
        return os.geteuid() != 0 if self.sandbox is None else self.sandbox

    async def first(
        self, playwright: Playwright, tried: tuple[Candidate, ...]
    ) -> tuple[Browser | None, tuple[Attempt, ...]]:
        """Start the first candidate that starts; also return what came of those before it."""
        from playwright.async_api import Error  # late: as above

        attempts: list[Attempt] = []
        for candidate in tried:
            try:
                browser = await self._start(playwright, candidate)
            except Error as error:
                attempts.append(Attempt(candidate=candidate, failure=self._reason(str(error))))
                log.debug("browser did not start", extra={"browser": str(candidate), "error": str(error)})
            else:
                attempts.append(Attempt(candidate=candidate, failure=None))
                return browser, tuple(attempts)
        return None, tuple(attempts)

    async def _start(self, playwright: Playwright, candidate: Candidate) -> Browser:
        passed_on = PASSED_ON | SCREEN if self.headed else PASSED_ON
        environ: dict[str, str | float | bool] = {
            name: value for name, value in self.environ.items() if name in passed_on
        }
        environ["TMPDIR"] = str(self.folder)
        return await playwright.chromium.launch(
            executable_path=candidate.path,
            headless=not self.headed,
            chromium_sandbox=self.sandboxed,
            proxy=None if self.proxy is None else {"server": self.proxy},  # no bypass, ever
            args=list(FLAGS),
            env=environ,
            timeout=START_SECONDS * 1000,
            handle_sigint=False,  # a Ctrl-C ends our visits first, then the browser
            handle_sigterm=False,
            handle_sighup=False,
        )

    def _reason(self, message: str) -> str:
        """Return the telling line of Playwright's message, or the remedy where it is known."""
        if self.sandboxed and "sandboxing failed" in message:
            root = " as root" if os.geteuid() == 0 else ""
            return (
                f"its sandbox does not work{root}; allow user namespaces, or put `sandbox = false` "
                "under [capture] if you accept hostile pages without one"
            )
        said = re.search(r"\[err\] (.+)", message) or re.search(r"process did exit: (exitCode=\d+)", message)
        return said[1].strip() if said else message.splitlines()[0].removeprefix("BrowserType.launch: ")


async def identify(browser: Browser, candidate: Candidate, *, sandbox: bool) -> tuple[Found, int]:
    """Ask a running browser what it is; also return the id of its main process."""
    session = await browser.new_browser_cdp_session()
    version = await session.send("Browser.getVersion")
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    await session.detach()
    pid = next(int(process["id"]) for process in processes if process["type"] == "browser")
    command = command_line(pid)
    found = Found(
        candidate=candidate,
        product=str(version["product"]),
        path=command[0],
        flags=tuple(flag for flag in command[1:] if not flag.startswith(VARYING)),
        sandbox=sandbox,
    )
    return found, pid


def browser_of(found: Found, manner: Manner) -> BrowserTold:
    """Return what captures tell of the browser that made them, and of how that presented itself."""
    return BrowserTold(
        product=found.product,
        path=found.path,
        flags=found.flags,
        user_agent=manner.user_agent,
        language=manner.language,
        time_zone=manner.time_zone,
        viewport=manner.viewport,
    )


def command_line(pid: int) -> tuple[str, ...]:
    """Return the command a process runs, the flags added by wrappers included."""
    return tuple(psutil.Process(pid).cmdline())


def driver_trouble() -> str | None:
    """Return why Playwright's driver does not run, or None if it does.

    It is a Node.js that comes with the package and needs a library that a bare Debian lacks
    (libatomic1). Playwright itself says no more than that a connection was closed.
    """
    node = os.environ.get("PLAYWRIGHT_NODEJS_PATH") or str(files("playwright") / "driver" / "node")
    try:
        done = subprocess.run(
            [node, "--version"],
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
            start_new_session=True,  # out of reach of a Ctrl-C, which is no trouble of the driver
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return None if done.returncode == 0 else (done.stderr.strip() or f"exit code {done.returncode}")


async def start_driver(folder: Path) -> Playwright:
    """Start Playwright's driver, which keeps the profiles of its browsers in `folder`.

    The driver takes its environment from this process and nowhere else, so that is changed for
    the moment of the start. Blocks while another thread does the same; within one event loop, one
    start at a time is the caller's duty.

    Raises:
        BrowserMissing: the driver does not run.
    """
    trouble = await asyncio.to_thread(driver_trouble)
    if trouble is not None:
        raise BrowserMissing((f"Playwright's driver does not run: {trouble}",))
    # late: Playwright takes 0.2 s to import, and most commands need no browser
    from playwright.async_api import async_playwright

    with _environment:
        before = {name: os.environ.get(name) for name in ("TMPDIR", LOOPBACK_VARIABLE)}
        os.environ["TMPDIR"] = str(folder)
        os.environ.pop(LOOPBACK_VARIABLE, None)
        try:
            return await async_playwright().start()
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
