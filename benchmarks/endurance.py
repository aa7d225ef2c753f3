"""Months in minutes: `python -m benchmarks.endurance [--captures 300] [--kills 4] [--browser-kills 8]`.

The product's daemon captures that many pages with a real browser, of which a third is hostile: pages that
hang, stream without end, weigh 200 MB, spin, open dialogs and popups, navigate themselves, offer downloads,
or take memory until their renderer is killed. Meanwhile browsers are killed at random (SIGKILL), and the
daemon itself `--kills` times, and started again.

While it works its memory (RSS of the daemon alone, browsers apart), file descriptors and threads are read
once a second. Told is the slope of each over the captures of one life of the daemon, by least squares over
its second half, the first being its warming up; for the longest life. A life of some dozen captures says
nothing of slopes. After each kill of the daemon, processes of its browsers that outlive it for long are
orphans; in the end, folders of profiles are left over, and an article without a visit is lost. It exits with
1 where anything is left or lost.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from archiver.archive.working import Archive
from archiver.home import Home, create_home

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "newsroom"))
from server import FaultServer

HOSTILE = (
    "hang", "stream", "huge", "spin", "dialogs", "popups", "self-navigating", "download", "memory",
    "garbage", "cut", "loop", "500",
)  # fmt: skip
"""Paths of the server."""

SHARE = 3  # of this many pages one is hostile
STALLED = 180.0  # seconds without a visit after which the daemon is taken to have stopped working
DYING = 20.0  # seconds in which browsers may notice that their daemon is dead

DECLARATION = """\
[guard]
allow = ["{host}"]
[politeness]
delay = "10ms"
robots = false
[schedule]
discover = "7d"
round = "1s"
confirm = "10ms"
[capture]
probe = false
dwell = "200ms"
settle = "1s"
deadline = "6s"
"""


@dataclass(slots=True)
class Life:
    """A daemon from its start to its end, as it was seen once a second."""

    captures: list[int] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # MB
    files: list[int] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Trial:
    """What is found."""

    lives: list[Life] = field(default_factory=list)
    browsers_killed: int = 0
    orphans: int = 0
    left_over: int = 0
    stalled: bool = False
    outcomes: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    damaged: int = 0  # files of evidence
    seconds: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--captures", type=int, default=300)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--browser-kills", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trial = endure(
            Path(folder),
            asked.captures,
            kills=asked.kills,
            browser_kills=asked.browser_kills,
            seed=asked.seed,
        )
    raise SystemExit(tell(trial))


def endure(folder: Path, captures: int, *, kills: int, browser_kills: int, seed: int = 7) -> Trial:
    """Let the daemon capture pages, and kill it and its browsers on the way."""
    trial, draw, began = Trial(), random.Random(seed), time.monotonic()
    scratch = folder / "tmp"
    scratch.mkdir()
    with FaultServer() as faults:
        home = prepare(folder / "home", faults, captures, draw)
        ends = sorted(draw.sample(range(captures // 10, captures), kills)) if kills else []
        shots = sorted(draw.sample(range(2, captures), browser_kills)) if browser_kills else []
        for end in [*ends, captures]:
            with running(home, scratch) as process:
                watch(process, home, trial, end, shots)
                mine = tree(process)
                process.send_signal(signal.SIGTERM if end == captures else signal.SIGKILL)
                process.wait(timeout=STALLED)
            trial.orphans += left_alive(mine)
            if trial.stalled:
                break
        trial.left_over = len([path for path in scratch.glob("*/*") if path.is_dir()])
        examine(home, trial)
    trial.seconds = time.monotonic() - began
    return trial


def prepare(root: Path, faults: FaultServer, captures: int, draw: random.Random) -> Home:
    home = create_home(root)
    home.declaration.write_text(DECLARATION.format(host="{}:{}".format(*faults.host)))
    with Archive.open(home) as archive:
        now = archive.now()
        for number in range(captures):
            path = draw.choice(HOSTILE) if number % SHARE == 0 else "story"
            archive.store.add_article(f"{faults.url}/{path}?n={number}", source=None, now=now, next_visit=now)
    return home


@contextmanager
def running(home: Home, scratch: Path) -> Iterator[psutil.Popen]:
    environ = os.environ | {"TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "archiver", "--home", str(home.root), "daemon"]
    process = psutil.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        with suppress(psutil.NoSuchProcess):
            process.kill()
        process.wait()


def visited(home: Home) -> int:
    """Return how many articles were visited."""
    with Archive.open(home, readonly=True) as archive, archive.looker.reading() as db:
        return int(db.execute("SELECT count(*) FROM articles WHERE last_visit IS NOT NULL").fetchone()[0])


def watch(process: psutil.Popen, home: Home, trial: Trial, end: int, shots: list[int]) -> None:
    """Read once a second how the daemon fares, until so many articles were visited; kill browsers."""
    life = Life()
    trial.lives.append(life)
    last, since = -1, time.monotonic()
    while last < end and process.poll() is None:
        time.sleep(1.0)
        seen = visited(home)
        if seen != last:
            last, since = seen, time.monotonic()
        if time.monotonic() - since > STALLED:
            trial.stalled = True
            return
        with suppress(psutil.Error):
            life.captures.append(seen)
            life.memory.append(process.memory_info().rss / 1e6)
            life.files.append(process.num_fds())
            life.threads.append(process.num_threads())
        if shots and seen >= shots[0]:
            shots.pop(0)
            trial.browsers_killed += shoot(process)


def tree(process: psutil.Popen) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(process.children(recursive=True))
    return []


def shoot(process: psutil.Popen) -> int:
    """Kill a browser of the daemon, if it has one just now."""
    for child in tree(process):
        with suppress(psutil.Error):
            line = child.cmdline()
            if "chrom" in child.name().lower() and not any(word.startswith("--type=") for word in line):
                child.kill()
                return 1
    return 0


def left_alive(mine: list[psutil.Process]) -> int:
    """Return how many processes of a daemon outlive it for long."""
    _, alive = psutil.wait_procs(mine, timeout=DYING)
    return len([one for one in alive if one.is_running() and one.status() != psutil.STATUS_ZOMBIE])


def examine(home: Home, trial: Trial) -> None:
    """Look for what was lost."""
    with Archive.open(home) as archive:
        with archive.store.reading() as db:
            for row in db.execute("SELECT outcome, count(*) AS times FROM visits GROUP BY outcome"):
                trial.outcomes[row["outcome"]] += row["times"]
            trial.lost = int(
                db.execute("SELECT count(*) FROM articles WHERE last_visit IS NULL").fetchone()[0]
            )
        report = archive.verify()
        trial.damaged = len(report.damaged)


def slope(life: Life, values: list[float] | list[int]) -> float:
    """Return by how much a value grows in 1,000 captures, over the second half of a life."""
    half = len(life.captures) // 2
    x, y = life.captures[half:], values[half:]
    if len(set(x)) < 2:
        return 0.0
    return statistics.linear_regression(x, y).slope * 1000


def tell(trial: Trial) -> int:
    told = ", ".join(f"{times} {outcome}" for outcome, times in trial.outcomes.most_common())
    print(f"{sum(trial.outcomes.values())} visits in {trial.seconds:.0f} s: {told}")
    longest = max(trial.lives, key=lambda life: len(set(life.captures)))
    span = f"{longest.captures[0]} to {longest.captures[-1]}" if longest.captures else "none"
    print(f"{len(trial.lives)} lives of the daemon, {trial.browsers_killed} browsers killed; longest: {span}")
    told_of = (("memory, MB", longest.memory), ("files", longest.files), ("threads", longest.threads))
    for name, values in told_of:
        if values:
            print(
                f"  {name}: {values[len(values) // 2]:.0f} at half, {values[-1]:.0f} at its end,"
                f" slope {slope(longest, values):+.1f} in 1,000 captures"
            )
    print(f"orphans {trial.orphans}, profiles left over {trial.left_over}, visits lost {trial.lost}")
    print(f"damaged files {trial.damaged}" + (", and it stopped working" if trial.stalled else ""))
    return int(bool(trial.orphans or trial.left_over or trial.lost or trial.damaged or trial.stalled))


if __name__ == "__main__":
    main()
