"""Real pages over years, from reading to verdict: what is told of them, and what is true.

    python -m benchmarks.recaptures [FILE …] [--every 5] [--wrong]

Each page is visited at its recorded time, as often as the judge wants to look, with the real store and
without a browser. Told is held against the words of the article's element, which the files name. Links and
fields are beside these words: an edit of them that is told may be true.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path

from archiver.store import Store
from benchmarks.recaptures.histories import load
from benchmarks.recaptures.tally import WORDS, Tally
from benchmarks.recaptures.watch import watch

FOLDER = Path("../shared/recaptures")

FALSE_BAR, SEEN_BAR = 1.0, 0.95
"""Most false alarms in body words per 1,000 unchanged pairs, and least share of true edits seen."""


def main() -> None:
    """Parse the command line, replay, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.recaptures", description=__doc__.splitlines()[0]
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"default: those in {FOLDER}")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth article")
    parser.add_argument("--wrong", action="store_true", help="list what was false, missed or doubted")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    files = options.files or sorted(FOLDER.glob("*.jsonl.zst"))
    if not files:
        parser.error(f"no recaptures in {FOLDER}")
    for path in files:
        tally = replay(path, options.every)
        report(path.name.partition(".")[0], tally)
        for line in tally.wrong if options.wrong else ():
            print(f"    {line}")


def replay(path: Path, every: int) -> Tally:
    """Watch the articles of a file, each in an archive of its own that is thrown away.

    In one archive, articles that were moved or stand at two addresses would be told as one.
    """
    tally = Tally()
    for history in islice(load(path), 0, None, every):
        with (
            tempfile.TemporaryDirectory(prefix="recaptures-") as folder,
            Store.open(Path(folder) / "archive.db", Path(folder) / "snapshots") as store,
        ):
            tally.add(history.url, watch(history, store))
    return tally


def report(name: str, tally: Tally) -> None:
    """Print the figures of a corpus, by kind."""
    thousands, edits = max(tally.unchanged, 1) / 1000, max(tally.edits, 1)
    share, words = tally.seen / edits, tally.false[WORDS] / thousands
    print(f"\n{name}: {tally.unchanged} unchanged pairs, {tally.edits} true edits")
    print(f"  seen    {tally.seen} ({share:.1%}, bar {SEEN_BAR:.0%}); told: {_listed(tally.found)}")
    print(f"  missed  {tally.missed.total()}: {_listed(tally.missed)}")
    print(f"  false   {tally.false[WORDS]} in body words ({words:.1f} per 1,000, bar {FALSE_BAR:.1f})")
    rest = Counter({kind: count for kind, count in tally.false.items() if kind != WORDS})
    print(f"  beside  {tally.alarms} edits told while the words stayed: {_listed(rest)}")
    print(f"  doubted {tally.doubted.total()} versions: {_listed(tally.doubted)}", flush=True)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.most_common()) or "none"


if __name__ == "__main__":
    main()
