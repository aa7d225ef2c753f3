"""What starting and looking cost: CPU seconds and memory of `--help`, `status`, `edits --limit 30`, `log`.

Run as `python -m benchmarks.start [HOME]`; exit 1 where a bar is missed. Without a home only `--help` is
measured. `log` is that of the article with the newest edit.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys

BAR_SECONDS = 0.3  # of processor time, user and system
BAR_MB = 45.0  # resident at most
RUNS = 9


def measured(*words: str) -> tuple[float, float]:
    """Run this interpreter once; return processor seconds and the most memory it had, in MB.

    Byte code is kept, as for whoever installed the program: without, compiling takes half of the time.
    """
    compiling = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL, env=compiling) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, words
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(name: str, *words: str) -> bool:
    """Print medians; the first run only fills the disk cache and the byte code."""
    measured(*words)
    runs = [measured(*words) for _ in range(RUNS)]
    seconds, mb = (statistics.median(column) for column in zip(*runs, strict=True))
    held = seconds <= BAR_SECONDS and mb <= BAR_MB
    print(f"{name:<22}{seconds:.3f} CPU s  {mb:.1f} MB  {'' if held else 'MISSED'}".rstrip())
    return held


def newest_article(home: str) -> str:
    """Return the address of the article that was edited last."""
    looking = [sys.executable, "-m", "archiver", "--home", home, "edits", "--limit", "1", "--json"]
    edits = json.loads(subprocess.run(looking, check=True, capture_output=True).stdout)
    return str(edits[-1]["url"])


def main(home: str | None) -> int:
    """Measure every command against the bars, beside the bare interpreter."""
    report("bare interpreter", "-c", "pass")
    held = [report("archiver --help", "-m", "archiver", "--help")]
    if home is not None:
        looking = ("-m", "archiver", "--home", home)
        commands = (("status",), ("edits", "--limit", "30"), ("log", newest_article(home)))
        held += [report(f"archiver {words[0]}", *looking, *words) for words in commands]
    print(f"bars: {BAR_SECONDS} CPU s and {BAR_MB} MB")
    return 0 if all(held) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument(
        "home", nargs="?", metavar="HOME", help="a home with edits; without, only --help is measured"
    )
    sys.exit(main(parser.parse_args().home))
