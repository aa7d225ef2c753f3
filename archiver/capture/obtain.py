"""Obtain a browser where none starts: Playwright's download, then the system's package manager."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from archiver.capture.browser import VARIABLE, Found, Survey, driver_trouble, survey_browsers
from archiver.errors import BrowserMissing

log = logging.getLogger(__name__)

PACKAGE = "chromium-headless-shell"  # of Debian since 12; 64 MB
DRIVER_LIBRARY = "libatomic1"  # of Debian; what the Node.js in Playwright's package is linked with
COMMAND_TIME = timedelta(minutes=15)  # of one command, on a slow line


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A way to obtain a browser."""

    what: str  # as in "trying: …"
    commands: tuple[tuple[str, ...], ...]  # in order; only the last has to succeed


def obtain_browser(
    setting: str | None,
    environ: Mapping[str, str],
    *,
    say: Callable[[str], None],
    sandbox: bool | None = None,
) -> Found:
    """Return a browser that starts, obtaining one if there is none.

    Args:
        setting: `browser` under [capture]; where it does not start, nothing is obtained, because
            another browser is not what was asked for.
        environ: the environment; also that of the commands.
        say: told, one sentence at a time, what is done and why, and what came of it.
        sandbox: as for `find_browser`.

    Raises:
        BrowserMissing: there is none, and none could be obtained.
    """
    tried = list(_mend_driver(environ, say))
    survey = survey_browsers(setting, environ, sandbox=sandbox)
    tried += _failures(survey, say)
    if survey.found is None and (setting or environ.get(VARIABLE)):
        say("it was asked for by name, so no other one is looked for")
        raise BrowserMissing(tuple(tried))
    for remedy in () if survey.found else remedies(environ):
        failure = _apply(remedy, environ, say)
        if failure is not None:
            say(f"that failed: {failure}")
            tried.append(f"{remedy.what}: {failure}")
            continue
        survey = survey_browsers(setting, environ, sandbox=sandbox)
        if survey.found is not None:
            break
        tried.extend(_failures(survey, say))
    if survey.found is None:
        raise BrowserMissing(tuple(tried))
    say(f"using {survey.found.path} ({survey.found.product})")
    return survey.found


def remedies(environ: Mapping[str, str]) -> tuple[Remedy, ...]:
    """Return the ways to obtain a browser on this machine, in the order to try them.

    Playwright's download goes first: it is the build its driver was tested with, and needs no
    rights. The package manager comes with the libraries that a bare system lacks.
    """
    download = Remedy(
        what="Playwright's download of Chromium's headless shell, about 110 MB",
        commands=((sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"),),
    )
    install = system_package(PACKAGE, environ)
    return (download,) if install is None else (download, install)


def system_package(name: str, environ: Mapping[str, str]) -> Remedy | None:
    """Return how the system's package manager installs a package, or None where we do not know it."""
    path = environ.get("PATH", os.defpath)
    apt, sudo = shutil.which("apt-get", path=path), shutil.which("sudo", path=path)
    if apt is None or (os.geteuid() != 0 and sudo is None):
        return None
    as_root = () if os.geteuid() == 0 else (str(sudo), "--non-interactive")
    return Remedy(
        what=f"the system's package {name}, by apt-get",
        commands=(
            (*as_root, apt, "update"),
            (*as_root, apt, "install", "--yes", "--no-install-recommends", name),
        ),
    )


def _mend_driver(environ: Mapping[str, str], say: Callable[[str], None]) -> Iterator[str]:
    """Give Playwright's driver the library it lacks on a bare system; yield what failed."""
    trouble = driver_trouble()
    if trouble is None:
        return
    say(f"Playwright's driver does not run: {trouble}")
    remedy = system_package(DRIVER_LIBRARY, environ) if DRIVER_LIBRARY.rstrip("1") in trouble else None
    failure = _apply(remedy, environ, say) if remedy else None
    still = driver_trouble()
    if still is not None:
        raise BrowserMissing((f"Playwright's driver does not run: {failure or still}",))
    yield f"Playwright's driver did not run: {trouble}"


def _failures(survey: Survey, say: Callable[[str], None]) -> tuple[str, ...]:
    failures = tuple(f"{tried.candidate}: {tried.failure}" for tried in survey.attempts if tried.failure)
    for failure in failures:
        say(f"does not start: {failure}")
    return failures


def _apply(remedy: Remedy, environ: Mapping[str, str], say: Callable[[str], None]) -> str | None:
    """Run the commands of a remedy; return why the last one failed, or None."""
    say(f"trying: {remedy.what}")
    failure = None
    for command in remedy.commands:
        failure = _run(command, environ)
    return failure


def _run(command: tuple[str, ...], environ: Mapping[str, str]) -> str | None:
    """Run a command; return the telling line of its output if it failed, else None."""
    try:
        process = subprocess.Popen(
            command,
            env={**environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,  # so that it can be ended with all its children
        )
    except OSError as error:
        return str(error)
    try:
        output, _ = process.communicate(timeout=COMMAND_TIME.total_seconds())
    except subprocess.TimeoutExpired:
        return f"not done after {COMMAND_TIME}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.communicate()
    log.debug("ran", extra={"command": command, "exit": process.returncode, "output": output})
    return None if process.returncode == 0 else _telling(output, process.returncode)


def _telling(output: str, exit_code: int) -> str:
    """Return the first line that names an error (Playwright's "Error:", apt's "E:"), else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    named = next((line for line in lines if re.match(r"(Error|E): ", line)), None)
    return named or (lines[-1] if lines else f"exit code {exit_code}")
