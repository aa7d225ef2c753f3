"""Score readers on pages with a known reading.

    python -m benchmarks.reader [--pages FOLDER] [--corpus fundus] [--sample 60] [--peers] [--worst 10]
    python -m benchmarks.reader --unseen | --rules | --without "pull quote" | --redesign | --stability

The cases are read from a folder of JSON lines (see its README); nothing of them is kept. Trafilatura is
scored beside, where it is installed (`pip install article-archiver[bench]`), with `--peers` others, too.
"""

from __future__ import annotations

import argparse
import logging
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.peers import Outcome, installed_peers
from benchmarks.reader.cases import NOWHERE, Case, cases, markup
from benchmarks.reader.extractors import Extractor, Kept, ours
from benchmarks.reader.losses import judged, report_rules
from benchmarks.reader.redesign import report_redesign
from benchmarks.reader.report import Tallies, report
from benchmarks.reader.scores import Tally, score
from benchmarks.reader.stability import measured, report_stability
from benchmarks.reader.unseen import reader_of, report_unseen, weights_by_fold

OURS = "archiver"
"""The name of our reader in tables."""


def main() -> None:
    """Parse the command line, run, print."""
    parser = _parser()
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # peers warn of what they cannot parse
    found = cases(options.pages, options.corpus, options.sample)
    if options.redesign:
        report_redesign(found)
    elif options.stability:
        report_stability(measured(found), options.worst)
    elif options.rules or options.without:
        names = options.without
        report_rules(judged(found, lambda why: not names or why in names), options.worst)
    else:
        kept = Kept(options.keep) if options.keep else None
        reader = None
        if options.unseen:
            found = (case for case in found if "blocks" in case["expected"])
            reader = reader_of(weights_by_fold(options.pages))
        tallies = run(found, _extractors(kept, every=options.peers), reader, timed=kept is None)
        if not tallies:
            parser.error(f"no cases in {options.pages}")
        if kept:
            kept.save()
        report(tallies, options.worst)
        if options.unseen:
            report_unseen(tallies)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"), help="folder of cases")
    parser.add_argument("--corpus", help="only this one")
    parser.add_argument("--sample", type=int, metavar="N", help="N pages of each corpus, of many domains")
    parser.add_argument(
        "--peers", action="store_true", help="score all installed peers, not trafilatura alone"
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="keep what peers read in FILE, and time nothing"
    )
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="list the N worst, or N of each rule"
    )
    parser.add_argument(
        "--unseen", action="store_true", help="read each page with weights learnt without its fold of domains"
    )
    parser.add_argument(
        "--rules", action="store_true", help="print what each rule of the body costs and earns"
    )
    parser.add_argument(
        "--without", action="append", metavar="RULE", help="the same of this rule; repeatable"
    )
    parser.add_argument("--redesign", action="store_true", help="rename every class instead, and compare")
    parser.add_argument(
        "--stability", action="store_true", help="change every page in many ways; what is seen of it?"
    )
    return parser


def _extractors(kept: Kept | None, *, every: bool) -> dict[str, Extractor]:
    peers, missing = installed_peers()
    chosen = {name: peer for name, peer in peers.items() if every or name == "trafilatura"}
    left = [name for name in missing if every or name == "trafilatura"]
    if left:
        print(f"not installed, left out: {', '.join(left)}")
    return {name: kept.over(name, peer) if kept else peer for name, peer in chosen.items()}


def run(
    found: Iterable[Case],
    peers: dict[str, Extractor],
    reader: Callable[[Case], Extractor] | None,
    *,
    timed: bool,
) -> Tallies:
    """Score every case with our reader, or the one made for the case, and every peer, page by page."""
    tallies: Tallies = {}
    for case in found:
        extractors = {OURS: reader(case) if reader else ours} | peers
        rows = tallies.setdefault(case["corpus"], {name: Tally() for name in extractors})
        html, url = markup(case), case["url"] or NOWHERE
        for name, extract in extractors.items():
            started = time.perf_counter()
            outcome, failed = _extract(extract, html, url, strict=name == OURS)
            if timed:
                rows[name].milliseconds.append((time.perf_counter() - started) * 1000)
            rows[name].failures += failed
            score(case, outcome, rows[name])
    return tallies


def _extract(extract: Extractor, html: str | bytes, url: str, *, strict: bool) -> tuple[Outcome, bool]:
    if strict:
        return extract(html, url), False  # what it raises is a finding
    try:
        return extract(html, url), False
    except Exception:  # noqa: BLE001 - a peer that fails scores nothing for the page
        return Outcome(), True


if __name__ == "__main__":
    main()
