"""When to look: our revisit policy beside those of other programs, replayed on recorded histories.

    python -m benchmarks.schedule [--revisions ../shared/revisions] [--file bbc-rss] [--half 0|1]

Every rule meets the same articles under a simulated clock, from their first sight on and for 30 days.
For each peer, ours is tuned by one number, its pace, to take no more visits than that peer did. It is
the product's own `next_visit`; habits of a source are learnt in the replay from what its own visits saw,
never from the histories. A version counts as missed if no visit fell between it and the next one. Visits
after an article left the page (`late`) find nothing here, as the histories end there, but are made:
they would find what nobody else looks for.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks.schedule.histories import Record, halves, load
from benchmarks.schedule.peers import MINUTE, Rule, diffengine, news_sniffer, newsdiffs, plain
from benchmarks.schedule.replay import Ours, Score, replay

PEERS: dict[str, Rule] = {
    "NewsDiffs' ladder": newsdiffs,
    "News Sniffer's back-off": news_sniffer,
    "diffengine's ratio": diffengine,
    "0.2 x quiet, from 10 min": plain(0.2, 10 * MINUTE),
    "0.2 x quiet, from 5 min": plain(0.2, 5 * MINUTE),
}

BEYOND_THE_BAR = frozenset({"0.2 x quiet, from 5 min"})
"""Told, but not asked for: the bar's plain rule is the one whose figures it gives, from 10 min."""

CLOSE = 0.99
"""Of the peer's visits that ours takes at least; never more than the peer."""

ATTEMPTS = 12

CURVE = 1.2
"""Power of the visits with which the pace grows, as the shortest wait binds at first; only a guess
that saves attempts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How our policy is played."""

    learn: bool = True
    hints: bool = False


MANNERS = {
    "ours": Manner(),
    "  without learning": Manner(learn=False),
    "  with hints of the feed": Manner(hints=True),
}


def tuned(records: tuple[Record, ...], budget: float, manner: Manner) -> tuple[float, Score]:
    """Return the pace, and its score, that takes a peer's visits and not more."""
    pace, low, high = (budget / 50) ** CURVE, 0.0, 1e4
    best: tuple[float, Score] | None = None
    for _ in range(ATTEMPTS):
        score = Ours(records, pace=pace, learn=manner.learn, hints=manner.hints).play()
        share = score.visits / budget
        if share <= 1:
            low = pace
            best = (pace, score)
            if share >= CLOSE:
                break
        else:
            high = pace
        aimed = pace * (0.995 / share) ** CURVE
        pace = aimed if low < aimed < high else (low + min(high, 4 * pace)) / 2
    if best is None:
        raise RuntimeError(f"no pace takes as few as {budget:.1f} visits")
    return best


def row(name: str, score: Score, note: str = "") -> None:
    """Print what a rule took and found."""
    print(
        f"{name:28} {score.visits:7.1f} {score.late / score.articles:7.1f}"
        f" {score.quantile(0.5):8.1f} {score.quantile(0.95):8.1f} {score.missed_percent:7.2f}  {note}",
        flush=True,
    )


def better(ours: Score, peer: Score) -> bool:
    """Tell whether ours meets the bar beside a peer."""
    return (
        ours.visits <= peer.visits
        and ours.quantile(0.5) < peer.quantile(0.5)
        and ours.quantile(0.95) < peer.quantile(0.95)
        and ours.missed_percent < peer.missed_percent
    )


def compare(records: tuple[Record, ...], *, every_manner: bool) -> bool:
    """Print every peer, with ours at its budget; tell whether ours is better than all."""
    versions = sum(len(record.changes) for record in records)
    print(f"{len(records):,} articles, {versions:,} edits within 30 days of first sight")
    print(f"{'':28} {'visits':>7} {'late':>7} {'median':>8} {'p95':>8} {'missed':>7}")
    print(f"{'':28} {'each':>7} {'each':>7} {'min':>8} {'min':>8} {'%':>7}")
    met = True
    for name, rule in PEERS.items():
        peer = replay(records, rule)
        row(name, peer)
        for label, manner in MANNERS.items() if every_manner else (("ours", Manner()),):
            pace, ours = tuned(records, peer.visits, manner)
            good = better(ours, peer)
            row(label, ours, f"pace {pace:.2f}; {'better in all' if good else 'NOT better in all'}")
            met = met and (good or label != "ours" or name in BEYOND_THE_BAR)
    return met


def main() -> None:
    """Compare, and leave with 1 if the bar is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.schedule", description=__doc__)
    parser.add_argument("--revisions", type=Path, default=Path("../shared/revisions"))
    parser.add_argument("--file", default="bbc-rss", help="which histories")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only this half, by hash of the address")
    parser.add_argument("--all", action="store_true", help="also ours without learning and with hints")
    options = parser.parse_args()
    records = load(options.revisions, options.file)
    if options.half is not None:
        records = tuple(halves(records))[options.half]
    raise SystemExit(0 if compare(records, every_manner=options.all) else 1)


if __name__ == "__main__":
    main()
