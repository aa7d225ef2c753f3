"""What the differ promises, measured: `python -m benchmarks.differ [--shared ../shared]`.

Prints recall and precision on seeded edits to real articles, the size of what is shown beside a plain
word diff and wikidiff2, times beside difflib, diff-match-patch and wikidiff2, the worst cases with
their memory, and how the weights agree with human labels. What is not installed is named and left out:
wikidiff2 comes with `apt-get install php-cli php-wikidiff2`, fast-diff-match-patch with pip into an
environment of its own, named by `--dmp-python`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.diff.present import unified
from archiver.diff.words import seen
from archiver.model.diff import BlockChange, ChangeKind, Diff, SpanKind
from archiver.model.reading import Reading
from archiver.normalize import normalize
from benchmarks.differ import peers as peers
from benchmarks.differ.edits import KINDS, SMALL, Case, Expected, cases, no_ops
from benchmarks.differ.material import bodies, reading, revision_pairs, rows
from benchmarks.differ.pages import VARIATIONS
from benchmarks.differ.speed import times, worst

SEED = 20261124
BARS = {
    **dict.fromkeys(SMALL, 1.0),
    **dict.fromkeys(("move", "move short", "move section", "swap"), 0.98),
    **dict.fromkeys(("move+12%", "move+30%", "split", "split in 3", "split+12%", "merge", "merge+12%"), 0.95),
}


def main() -> None:
    """Run the parts asked for, or all."""
    parts: dict[str, Callable[[argparse.Namespace], None]] = {
        "edits": edits,
        "noop": no_op_variations,
        "pages": page_variations,
        "size": shown_size,
        "time": times,
        "worst": worst,
        "labels": labels,
    }
    parser = argparse.ArgumentParser(prog="benchmarks.differ", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[[], *parts], default=[], help="default: all")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--dmp-python", type=Path, default=Path(".venv-dmp/bin/python"))
    parser.add_argument("--count", type=int, default=300, help="cases of each kind of edit")
    parser.add_argument("--variations", type=int, default=1000, help="of pages")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("-v", "--verbose", action="store_true", help="show false edits of pages")
    options = parser.parse_args()
    for name in options.parts or parts:
        print(f"\n== {name} ==")
        parts[name](options)


# --- recall and precision -------------------------------------------------------------------------


def edits(options: argparse.Namespace) -> None:
    """Print how many edits are found as what they are, and how much is found that was none."""
    material = bodies(options.shared)
    print(f"{'kind':12} {'found':>9} {'recall':>8} {'precision':>10}  bar")
    torn = false_moves = still = 0
    for kind in KINDS:
        made = right = reported = true = 0
        for case in cases(material, kind, options.count, options.seed):
            diff = compare(reading(case.old), reading(case.new))
            said = {(b.kind.value, b.old, b.new) for b in diff.blocks if b.kind is not ChangeKind.SAME}
            made += 1
            right += is_right(case, diff, said)
            reported += len(said)
            true += max(len(said & (way | case.beside)) for way in case.ways)
            if kind in ("move", "move short", "move section", "swap"):
                torn += any(change[0] in ("removed", "added") for change in said)
            elif not kind.startswith("move"):
                still += 1
                false_moves += any(change[0] == "moved" for change in said)
        bar = f"{BARS[kind]:.0%}" if kind in BARS else ""
        print(f"{kind:12} {right:>4}/{made:<4} {right / made:8.1%} {true / reported:10.1%}  {bar}")
    print(
        f"pure moves shown as removed + added: {torn} (bar: 0); false moves: {false_moves} of {still} cases"
    )


def is_right(case: Case, diff: Diff, said: set[Expected]) -> bool:
    """Tell whether the edit under test is shown as what it is."""
    if case.kind in SMALL:
        return any(
            {(block.kind.value, block.old, block.new)} == case.ways[0] and _shows(block, case.needles)
            for block in diff.blocks
        )
    return any(way <= said for way in case.ways)


def _shows(block: BlockChange, needles: tuple[str, str]) -> bool:
    spans = seen(block.spans)
    removed = "".join(span.text for span in spans if span.kind is SpanKind.REMOVED)
    added = "".join(span.text for span in spans if span.kind is SpanKind.ADDED)
    return needles[0] in removed and needles[1] in added


# --- no edit at all -------------------------------------------------------------------------------


def no_op_variations(options: argparse.Namespace) -> None:
    """Print how many variations that no reader sees are taken for edits."""
    false: Counter[str] = Counter()
    made = 0
    for name, old, new in no_ops(bodies(options.shared), 1000, options.seed):
        made += 1
        before, after = reading(old), reading(new)
        false[name] += bool(compare(before, after)) or fingerprint(before) != fingerprint(after)
    print(f"false edits on {made} variations of texts: {sum(false.values())} (bar: 0) {dict(+false) or ''}")


def page_variations(options: argparse.Namespace) -> None:
    """Print how many variations of real pages, read by the reader, are taken for edits."""
    rng = random.Random(f"{options.seed}/pages")
    with lzma.open(options.shared / "pages" / "fundus.jsonl.xz", "rt", encoding="utf-8") as lines:
        pages = [row for row in map(json.loads, lines) if "html" in row]
    false: Counter[str] = Counter()
    made = 0
    unchanged: dict[str, Reading] = {}
    while made < options.variations:
        page = pages[made // len(VARIATIONS) % len(pages)]
        name = list(VARIATIONS)[made % len(VARIATIONS)]
        old, new = VARIATIONS[name](page["html"], rng)
        url = page["url"] or "https://www.example.org/"
        before = unchanged.get(page["id"]) if old == page["html"] else normalize(old, url)
        if before is None:
            before = unchanged[page["id"]] = normalize(old, url)
        after = normalize(new, url)
        made += 1
        if fingerprint(before) != fingerprint(after):
            false[name] += 1
            if options.verbose:
                print(page["id"], name, unified(before, after, compare(before, after))[:600], sep="\n")
    print(f"false edits on {made} variations of pages: {sum(false.values())} (bar: 0) {dict(+false) or ''}")


# --- size of what is shown --------------------------------------------------------------------------


def shown_size(options: argparse.Namespace) -> None:
    """Print how many characters are marked, beside a plain word diff and wikidiff2."""
    material = bodies(options.shared)
    real = revision_pairs(options.shared, 250, options.seed)
    made = [(c.old, c.new) for kind in KINDS for c in cases(material, kind, 40, options.seed + 1)]
    for name, pairs in (("real revisions", real), ("made edits", made)):
        ours = [marked(compare(reading(old), reading(new))) for old, new in pairs]
        plain = [peers.plain_words("\n".join(old), "\n".join(new)) for old, new in pairs]
        line = f"{name}: {len(pairs)} pairs; characters shown, median and mean: ours {_middle(ours)}, "
        line += f"plain word diff {_middle(plain)}"
        answers = peers.wikidiff2(pairs)
        if answers is None:
            print(line + "; wikidiff2: not installed")
            continue
        theirs = [peers.wikidiff2_marked(answer["diff"]) if answer["diff"] else None for answer in answers]
        both = [(o, t) for o, t in zip(ours, theirs, strict=True) if t is not None]
        print(line + f", wikidiff2 {_middle([t for _, t in both])} (bar: median no larger)")
        print(
            f"  on each pair: smaller {sum(o < t for o, t in both)}, equal {sum(o == t for o, t in both)},"
            f" larger {sum(o > t for o, t in both)}; median of ratios"
            f" {statistics.median((o + 1) / (t + 1) for o, t in both):.2f}"
        )


def marked(diff: Diff) -> int:
    """Return how many characters the diff marks as removed or added."""
    return sum(
        len(span.text)
        for block in diff.blocks
        for span in seen(block.spans)
        if span.kind is not SpanKind.SAME
    )


def _middle(sizes: list[int]) -> str:
    return f"{statistics.median(sizes):.0f} / {statistics.mean(sizes):.0f}"


# --- human labels ---------------------------------------------------------------------------------


def labels(options: argparse.Namespace) -> None:
    """Print how substantive and cosmetic agree with hand-labelled revisions."""
    for name in ("arxivedits", "argrewrite"):
        table: Counter[tuple[str, str]] = Counter()
        odd = []
        for row in rows(options.shared / "revisions" / f"labels-{name}.jsonl.zst"):
            old, new = (
                replace(Reading.from_text("", str(row[side])), language="en") for side in ("old", "new")
            )
            said = assess(old, new, compare(old, new))
            table[str(row["kind"]), said.weight.value] += 1
            if row["kind"] != said.weight.value:
                odd.append((row, said))
        _print_table(name, table)
        for row, said in random.Random(options.seed).sample(odd, 5):
            why = row.get("purpose") or _intentions(row)
            print(f"  {row['id']}: people {row['kind']} ({why}), rules: {said.reasons[:2]}")


def _intentions(row: dict[str, object]) -> str:
    edits = row.get("edits")
    assert isinstance(edits, list)
    return ", ".join(sorted({edit["intention"] for edit in edits}))


def _print_table(name: str, table: Counter[tuple[str, str]]) -> None:
    s, c = "substantive", "cosmetic"
    tp, fp, fn, tn = table[s, s], table[c, s], table[s, c], table[c, c]
    print(f"{name}: people substantive → rules {tp} substantive, {fn} cosmetic;", end=" ")
    print(f"people cosmetic → rules {fp} substantive, {tn} cosmetic")
    print(f"  F1 substantive {2 * tp / (2 * tp + fp + fn):.3f}, cosmetic {2 * tn / (2 * tn + fp + fn):.3f}")


if __name__ == "__main__":
    main()
