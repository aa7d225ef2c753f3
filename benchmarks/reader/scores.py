"""What one extractor's outcomes are worth, held against what is expected."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks.peers import Outcome
from benchmarks.reader.cases import Case, fold_of

WORD = re.compile(r"\w+")
SHORTEST_CAPTION = 20
"""Shorter captions may well occur in the text by chance."""

LOST, POOR = 0.5, 0.8
"""Body F1 below which a page was not read, and below which it was read badly."""

Shares = tuple[float, float, float]
"""True positives, false positives, false negatives, as shares of their sum."""


@dataclass(slots=True)
class Tally:
    """Sums of one extractor over one corpus."""

    pages: int = 0
    failures: int = 0
    shingles: list[Shares] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    bylines: list[float] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    folds: dict[int, list[Shares]] = field(default_factory=lambda: defaultdict(list))
    bodies: list[tuple[float, str]] = field(default_factory=list)  # F1 and id of the case


def flat(text: str | None) -> str:
    """Return the text with white space collapsed."""
    return " ".join((text or "").split())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of words.

    Source: scrapinghub/article-extraction-benchmark, `evaluate.py`.
    """
    words = WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)) if words)


def overlap(gold: str, found: str) -> Shares:
    """Return true positives, false positives and false negatives among shingles, as shares."""
    a, b = shingles(gold), shingles(found)
    both = sum((a & b).values())
    counts = (both, b.total() - both, a.total() - both)
    total = sum(counts) or 1
    return (counts[0] / total, counts[1] / total, counts[2] / total)


def f1_of(shares: Shares) -> float:
    """Return the F1 of one page."""
    tp, fp, fn = shares
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def averages(pages: Iterable[Shares]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pages, each page counting the same.

    Source: scrapinghub/article-extraction-benchmark, `evaluate.py`.
    """
    known = list(pages)
    precision = statistics.fmean([tp / (tp + fp) for tp, fp, _ in known if tp + fp] or [0.0])
    recall = statistics.fmean([tp / (tp + fn) for tp, _, fn in known if tp + fn] or [0.0])
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


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


def score(case: Case, outcome: Outcome, tally: Tally) -> None:
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


def _score_body(case: Case, outcome: Outcome, tally: Tally) -> None:
    gold = [flat(block["text"]) for block in case["expected"]["blocks"]]
    paragraphs = [flat(b["text"]) for b in case["expected"]["blocks"] if b["kind"] == "p"]
    found = [flat(block) for block in outcome.blocks]
    whole, text = "\n".join(gold), "\n".join(found)
    shares = overlap(whole, text)
    tally.shingles.append(shares)
    tally.folds[fold_of(case)].append(shares)
    f1 = f1_of(shares)
    tally.bodies.append((f1, case["id"]))
    if outcome.doubtful is not None and not LOST <= f1 < POOR:
        kind = "lost" if f1 < LOST else "well"
        tally.counts[f"{kind} pages"] += 1
        tally.counts[f"{kind} doubted"] += outcome.doubtful
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
        precision, recall, found["body F1"] = averages(tally.shingles)
        found |= {"precision": precision, "recall": recall}
        for bar in (LOST, POOR):
            found[f"below {bar}"] = sum(f1 < bar for f1, _ in tally.bodies)
    for name, hits, of in (
        ("paragraphs", "paragraph", "paragraphs"),
        ("extra/page", "extra", "pages"),
        ("captions in", "caption", "captions"),
        ("headline", "title", "titles"),
        ("dek", "dek", "deks"),
        ("day", "day", "days"),
        ("minute", "minute", "minutes"),
        ("lost, told", "lost doubted", "lost pages"),
        ("well, doubt", "well doubted", "well pages"),
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
    if tally.milliseconds:
        found["ms"] = statistics.median(tally.milliseconds)
        found["ms p95"] = sorted(tally.milliseconds)[int(0.95 * len(tally.milliseconds))]
    if tally.failures:
        found["failed"] = tally.failures
    return found
