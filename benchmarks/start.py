"""How long `archiver --help` takes to start, beside the bare interpreter.

Run as `python -m benchmarks.start [RUNS]`; exit 1 where the bar is missed.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time

BAR_SECONDS = 0.3
RUNS = 15

HELP = ("-m", "archiver", "--help")
BARE = ("-c", "pass")


def timed(arguments: tuple[str, ...]) -> tuple[float, float]:
    """Run this interpreter once; return the wall-clock and the CPU seconds it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run((sys.executable, *arguments), check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main(runs: int) -> int:
    """Print medians; the first run only fills the disk cache and the byte code."""
    timed(HELP)
    rounds = [(timed(HELP), timed(BARE)) for _ in range(runs)]
    wall = statistics.median(help_[0] for help_, _ in rounds)
    cpu = statistics.median(help_[1] for help_, _ in rounds)
    bare = statistics.median(bare[0] for _, bare in rounds)
    passed = wall < BAR_SECONDS
    print(f"archiver --help: median of {runs} runs {wall:.3f} s, CPU {cpu:.3f} s", end="; ")
    print(f"fastest {min(help_[0] for help_, _ in rounds):.3f} s")
    print(f"bare interpreter: median {bare:.3f} s; ratio {wall / bare:.1f}")
    print(f"bar {BAR_SECONDS} s: {'held' if passed else 'MISSED'}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS))
