"""Count what a program with all its descendants costs: processor time and memory.

A browser's renderers are started by a zygote and reaped where no walk over the process tree sees
them, so the time is taken from a control group; where none may be made, from what `wait4` says of
the program and of every orphan that this process, as their subreaper, inherits.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
SAMPLE_SECONDS = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run took."""

    group_seconds: float | None  # processor time by control group; None where none may be made
    reaped_seconds: float  # processor time by wait4
    wall_seconds: float
    peak_bytes: int  # proportional set size of all processes, sampled
    output: str

    @property
    def cpu_seconds(self) -> float:
        return self.reaped_seconds if self.group_seconds is None else self.group_seconds


def run(command: list[str]) -> Cost:
    """Run a command to its end and count it."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    group = _make_group()
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=None if group is None else _joiner(group),
    )
    peak, seconds, status = 0, 0.0, None
    while status is None:
        time.sleep(SAMPLE_SECONDS)
        peak = max(peak, _memory(process.pid))
        pid, code, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            status, seconds = code, usage.ru_utime + usage.ru_stime
            peak = max(peak, usage.ru_maxrss * 1024)  # of one that ended between two samples
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    output = process.stdout.read() if process.stdout else ""
    seconds += _reap_orphans()
    cost = Cost(
        group_seconds=None if group is None else _usage(group),
        reaped_seconds=seconds,
        wall_seconds=wall,
        peak_bytes=peak,
        output=output,
    )
    if group is not None:
        with suppress(OSError):
            group.rmdir()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return cost


def _reap_orphans() -> float:
    seconds = 0.0
    with suppress(ChildProcessError):
        while True:
            _, _, usage = os.wait4(-1, 0)
            seconds += usage.ru_utime + usage.ru_stime
    return seconds


def _memory(pid: int) -> int:
    total = 0
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            with suppress(psutil.Error, OSError):
                total += process.memory_full_info().pss
    return total


def _make_group() -> Path | None:
    """Make a control group below our own: of the cpuacct hierarchy (v1), else of the unified one (v2)."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        if "cpuacct" in controllers.split(","):
            root = Path("/sys/fs/cgroup/cpuacct")
        elif not controllers and Path("/sys/fs/cgroup/cgroup.controllers").exists():
            root = Path("/sys/fs/cgroup")
        else:
            continue
        group = root / path.strip("/") / f"capture-benchmark-{os.getpid()}-{time.monotonic_ns()}"
        try:
            group.mkdir()
        except OSError:
            continue
        return group
    return None


def _joiner(group: Path) -> Callable[[], None]:
    def join() -> None:
        (group / "cgroup.procs").write_text("0")

    return join


def _usage(group: Path) -> float:
    if (group / "cpuacct.usage").exists():
        return int((group / "cpuacct.usage").read_text()) / 1e9
    fields = dict(line.split() for line in (group / "cpu.stat").read_text().splitlines())
    return int(fields["usage_usec"]) / 1e6
