"""How well articles are read, beside other extractors, on pages with a known reading.

    python -m benchmarks.reader [--pages FOLDER] [--corpus fundus] [--peers] [--worst 10] [--redesign]

The cases are read from a folder of JSON lines (see its README); nothing of them is kept. Peers that
are not installed are named and left out (`pip install article-archiver[bench]`).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import logging
import lzma
import re
import statistics
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.peers import Outcome, installed_peers

NOWHERE = "https://page.invalid/article"
"""Stands in for the address of cases that were recorded without one."""

WORD = re.compile(r"\w+")
SHORTEST_CAPTION = 20
"""Shorter captions may well occur in the text by chance."""

Extractor = Callable[[str | bytes, str], Outcome]


@dataclass(slots=True)
class Tally:
    """Sums of one extractor over one corpus."""

    pages: int = 0
    failures: int = 0
    shingles: list[tuple[float, float, float]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    bylines: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    worst: list[tuple[float, str]] = field(default_factory=list)


def cases(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the cases of every corpus in the folder."""
    for path in sorted([*folder.glob("*.jsonl.xz"), *folder.glob("*.jsonl")]):
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def markup(case: dict[str, Any]) -> str | bytes:
    """Return the page as it was packed: text, or bytes where it was not UTF-8."""
    return base64.b64decode(case["html_base64"]) if "html_base64" in case else str(case["html"])


def ours(html: str | bytes, url: str) -> Outcome:
    """Read with the program's own reader."""
    from archiver.normalize.reader import read

    reading = read(html, url)
    return Outcome(
        headline=reading.headline,
        dek=reading.dek,
        bylines=reading.bylines,
        published=reading.published_at,
        published_on=reading.published_on,
        blocks=tuple(block.text for block in reading.blocks),
    )


# --- scores ----------------------------------------------------------------------------------------


def flat(text: str | None) -> str:
    """Return the text with white space collapsed."""
    return " ".join((text or "").split())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of words.

    Source: scrapinghub/article-extraction-benchmark, `evaluate.py`.
    """
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)


def overlap(gold: str, found: str) -> tuple[float, float, float]:
    """Return true positives, false positives and false negatives among shingles, as shares."""
    a, b = shingles(gold), shingles(found)
    both = sum((a & b).values())
    counts = (both, b.total() - both, a.total() - both)
    total = sum(counts) or 1
    return (counts[0] / total, counts[1] / total, counts[2] / total)


def name_f1(gold: Iterable[str], found: Iterable[str]) -> float:
    """Return the F1 of two sets of names, compared by letters and digits alone.

    Where the gold is one string as the page prints it, it is split as bylines are.
    """
    parts = [part for name in gold for part in re.split(r"[;,]| und | and ", name)]
    expected = {"".join(WORD.findall(part)).casefold() for part in parts} - {""}
    got = {"".join(WORD.findall(name)).casefold() for name in found} - {""}
    if not expected and not got:
        return 1.0
    return 2 * len(expected & got) / (len(expected) + len(got))


def score(case: dict[str, Any], outcome: Outcome, tally: Tally) -> None:
    """Add what one page says to the tally."""
    expected = case["expected"]
    tally.pages += 1
    if expected.get("title"):
        tally.counts["titles"] += 1
        tally.counts["title"] += flat(outcome.headline) == flat(expected["title"])
    if expected.get("dek") and case["corpus"] == "fundus":
        tally.counts["deks"] += 1
        tally.counts["dek"] += flat(outcome.dek) == flat(" ".join(expected["dek"]))
    if expected.get("authors"):
        tally.bylines.append(name_f1(expected["authors"], outcome.bylines))
    if expected.get("published_at"):
        _score_time(expected["published_at"], outcome, tally)
    if "blocks" in expected:
        _score_body(case, outcome, tally)
    if "with" in expected:
        text = flat("\n".join(outcome.blocks))
        tally.counts["with"] += sum(flat(snippet) in text for snippet in expected["with"])
        tally.counts["withs"] += len(expected["with"])
        tally.counts["without"] += sum(flat(snippet) in text for snippet in expected["without"])
        text = f"{flat(outcome.dek)}\n{text}"  # these annotators take the standfirst for text
        tally.counts["with, dek"] += sum(flat(snippet) in text for snippet in expected["with"])
        tally.counts["without, dek"] += sum(flat(snippet) in text for snippet in expected["without"])


def _score_time(gold: str, outcome: Outcome, tally: Tally) -> None:
    found = outcome.published
    try:
        expected = datetime.fromisoformat(gold)
    except ValueError:
        return  # misspelt in the source
    instant = expected.astimezone(UTC) if expected.tzinfo else expected.replace(tzinfo=UTC)
    tally.counts["days"] += 1
    day = str(outcome.published_on or found)[:10]
    tally.counts["day"] += day in (str(instant)[:10], gold[:10])
    if len(gold) > 10 and "00:00:00" not in gold:
        tally.counts["minutes"] += 1
        if isinstance(found, datetime):
            moment = found if found.tzinfo else found.replace(tzinfo=UTC)
            near = abs(moment - instant) < timedelta(minutes=1)
            # Without an offset the gold is the clock on the page, in a zone nobody states.
            if expected.tzinfo is None:
                off = moment - instant
                near = off % timedelta(minutes=15) < timedelta(minutes=1) and abs(off) <= timedelta(hours=14)
            tally.counts["minute"] += near


def _score_body(case: dict[str, Any], outcome: Outcome, tally: Tally) -> None:
    gold = [flat(block["text"]) for block in case["expected"]["blocks"]]
    paragraphs = [flat(b["text"]) for b in case["expected"]["blocks"] if b["kind"] == "p"]
    found = [flat(block) for block in outcome.blocks]
    whole, text = "\n".join(gold), "\n".join(found)
    tp, fp, fn = overlap(whole, text)
    tally.shingles.append((tp, fp, fn))
    tally.worst.append((2 * tp / (2 * tp + fp + fn) if tp else 0.0, case["id"]))
    present = set(found)
    tally.counts["paragraph"] += sum(paragraph in present for paragraph in paragraphs)
    tally.counts["paragraphs"] += len(paragraphs)
    tally.counts["extra"] += sum(block not in whole for block in found)
    captions = [flat(c) for c in case["expected"].get("captions", ()) if len(flat(c)) > SHORTEST_CAPTION]
    tally.counts["captions"] += len(captions)
    tally.counts["caption"] += sum(caption in text and caption not in whole for caption in captions)


def figures(tally: Tally) -> dict[str, float]:
    """Return the figures of a tally by name."""
    counts = tally.counts
    found: dict[str, float] = {}
    if tally.shingles:
        precision = statistics.mean(tp / (tp + fp) for tp, fp, _ in tally.shingles if tp + fp)
        recall = statistics.mean(tp / (tp + fn) for tp, _, fn in tally.shingles if tp + fn)
        found["body F1"] = 2 * precision * recall / ((precision + recall) or 1)
    for name, hits, of in (
        ("paragraphs", "paragraph", "paragraphs"),
        ("extra/page", "extra", "pages"),
        ("captions in", "caption", "captions"),
        ("headline", "title", "titles"),
        ("dek", "dek", "deks"),
        ("day", "day", "days"),
        ("minute", "minute", "minutes"),
    ):
        total = tally.pages if of == "pages" and tally.shingles else counts[of]
        if total:
            found[name] = counts[hits] / total
    if tally.bylines:
        found["bylines"] = statistics.mean(tally.bylines)
    if counts["withs"]:
        for name, where in (("snippets", ""), ("with dek", ", dek")):
            hits, wrong = counts[f"with{where}"], counts[f"without{where}"]
            found[name] = 2 * hits / (hits + wrong + counts["withs"])
    found["ms"] = statistics.median(tally.milliseconds)
    found["ms p95"] = sorted(tally.milliseconds)[int(0.95 * len(tally.milliseconds))]
    if tally.failures:
        found["failed"] = tally.failures
    return found


# --- a redesign -----------------------------------------------------------------------------------

NAMED = re.compile(r"""(\sclass=)("[^"]*"|'[^']*')""")


def redesigned(html: str) -> str:
    """Return the page with every name of a class replaced by another, the same one everywhere."""

    def renamed(found: re.Match[str]) -> str:
        names = (hashlib.blake2b(name.encode(), digest_size=4).hexdigest() for name in found[2][1:-1].split())
        return f'{found[1]}"{" ".join(f"x{name}" for name in names)}"'

    return NAMED.sub(renamed, html)


def report_redesign(folder: Path, corpus: str | None) -> None:
    """Print how many pages read the same after a redesign, by corpus."""
    from archiver.diff.fingerprint import fingerprint
    from archiver.normalize.reader import read

    counts: dict[str, Counter[bool]] = {}
    for case in cases(folder):
        if isinstance(html := markup(case), str) and case["corpus"] == (corpus or case["corpus"]):
            before, after = (
                fingerprint(read(page, case["url"] or NOWHERE)) for page in (html, redesigned(html))
            )
            counts.setdefault(case["corpus"], Counter())[before == after] += 1
    for name, count in counts.items():
        print(f"{name}: {count[True]} of {count.total()} pages read the same when every class is renamed")


# --- the run ---------------------------------------------------------------------------------------


def run(folder: Path, extractors: dict[str, Extractor], corpus: str | None) -> dict[str, dict[str, Tally]]:
    """Score every case with every extractor, one page after the other."""
    tallies: dict[str, dict[str, Tally]] = {}
    for case in cases(folder):
        if corpus and case["corpus"] != corpus:
            continue
        rows = tallies.setdefault(case["corpus"], {name: Tally() for name in extractors})
        html, url = markup(case), case["url"] or NOWHERE
        for name, extract in extractors.items():
            started = time.perf_counter()
            outcome, failed = _extract(extract, html, url)
            rows[name].milliseconds.append((time.perf_counter() - started) * 1000)
            rows[name].failures += failed
            score(case, outcome, rows[name])
    return tallies


def _extract(extract: Extractor, html: str | bytes, url: str) -> tuple[Outcome, bool]:
    if extract is ours:
        return ours(html, url), False  # what it raises is a finding
    try:
        return extract(html, url), False
    except Exception:  # noqa: BLE001 - a peer that fails scores nothing for the page
        return Outcome(), True


def report(tallies: dict[str, dict[str, Tally]], worst: int) -> None:
    """Print a table for each corpus."""
    for corpus, rows in tallies.items():
        table = {name: figures(tally) for name, tally in rows.items()}
        columns = list(dict.fromkeys(column for row in table.values() for column in row))
        print(f"\n{corpus}: {next(iter(rows.values())).pages} pages")
        print(" " * 14 + "".join(f"{column:>12}" for column in columns))
        for name, row in table.items():
            cells = (
                f"{row[c]:12.1f}" if "ms" in c else f"{row[c]:12.3f}" if c in row else " " * 12
                for c in columns
            )
            print(f"{name:<14}" + "".join(cells))
        if "trafilatura" in table:
            ratio = table["archiver"]["ms"] / table["trafilatura"]["ms"]
            print(f"milliseconds as a ratio to trafilatura: {ratio:.2f}")
        for f1, case in sorted(rows["archiver"].worst)[:worst]:
            print(f"  {f1:.3f} {case}")


def main() -> None:
    """Parse the command line, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"), help="folder of cases")
    parser.add_argument("--peers", action="store_true", help="score the installed peers, too")
    parser.add_argument("--corpus", help="only this one")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst bodies")
    parser.add_argument("--redesign", action="store_true", help="rename every class instead, and compare")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")  # peers warn of what they cannot parse
    if options.redesign:
        report_redesign(options.pages, options.corpus)
        return
    extractors: dict[str, Extractor] = {"archiver": ours}
    if options.peers:
        found, missing = installed_peers()
        extractors.update(found)
        if missing:
            print(f"not installed, left out: {', '.join(missing)}")
    tallies = run(options.pages, extractors, options.corpus)
    if not tallies:
        parser.error(f"no cases in {options.pages}")
    report(tallies, options.worst)


if __name__ == "__main__":
    main()
