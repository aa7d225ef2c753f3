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
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import zstandard

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.diff.words import seen
from archiver.model.diff import BlockChange, ChangeKind, Diff, SpanKind
from archiver.model.reading import Block, Reading
from benchmarks import differ_peers as peers
from benchmarks.differ_edits import KINDS, SMALL, Case, Expected, cases, no_ops, shaken

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
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    for name in options.parts or parts:
        print(f"\n== {name} ==")
        parts[name](options)


# --- material -------------------------------------------------------------------------------------


def bodies(shared: Path) -> list[list[str]]:
    """Return the bodies of the real articles, block by block."""
    found = []
    for name in ("fundus", "scrapinghub", "mozilla"):
        with lzma.open(shared / "pages" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                blocks = json.loads(line)["expected"].get("blocks", [])
                body = [" ".join(block["text"].split()) for block in blocks]
                found.append([text for text in body if text])
    return [body for body in found if body]


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Give the objects of a compressed JSON Lines file."""
    with zstandard.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def revision_pairs(shared: Path, count: int, seed: int) -> list[peers.Pair]:
    """Return real neighbouring versions of whole texts."""
    rng = random.Random(f"{seed}/revisions")
    pairs = []
    for name in ("travel-advice", "gov-blogs", "ota-docs"):
        documents = list(rows(shared / "revisions" / f"{name}.jsonl.zst"))
        for document in rng.sample(documents, min(count, len(documents))):
            versions = document["versions"]
            k = rng.randrange(len(versions) - 1)
            sides = [_split(versions[n].get("text") or "") for n in (k, k + 1)]
            if sides[0] != sides[1]:
                pairs.append((sides[0], sides[1]))
    return pairs


def _split(text: str) -> list[str]:
    return [block.text for block in Reading.from_text("", text).blocks]


def reading(body: list[str]) -> Reading:
    """Return a reading of the body alone."""
    return Reading(reader="text/1", headline="", blocks=tuple(Block(text=text) for text in body))


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


# --- time -----------------------------------------------------------------------------------------


def documents(material: list[list[str]], words: int, kind: str, seed: int) -> peers.Pair:
    """Return an old and a new body of about so many words."""
    rng = random.Random(f"{seed}/{words}/{kind}")
    pool = [text for body in material for text in body if 15 <= len(text.split()) <= 120]
    pool = list(dict.fromkeys(pool))
    rng.shuffle(pool)
    old = _taken(pool, words)
    if kind == "rewritten":
        return old, _taken(pool[len(old) :], words)
    if kind == "live blog":
        return old, pool[len(old) : len(old) + 6] + old
    new = list(old)
    for at in rng.sample(range(len(new)), max(1, round(0.08 * len(new)))):
        new[at] = shaken(new[at], 0.1, rng)
    at = next(k for k in range(len(new) // 2, len(new)) if ". " in new[k][30:-30])
    cut = new[at].index(". ", 30) + 1
    new[at : at + 1] = [new[at][:cut], new[at][cut + 1 :]]
    new.insert(len(new) - 2, new.pop(len(new) // 4))
    return old, new


def _taken(pool: list[str], words: int) -> list[str]:
    taken, size = [], 0
    for text in pool:
        if size >= words:
            break
        taken.append(text)
        size += len(text.split())
    return taken


def ours_ms(pair: peers.Pair, repeat: int) -> float:
    """Return the best of several times, in CPU milliseconds."""
    old, new = reading(pair[0]), reading(pair[1])
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        compare(old, new)
        best = min(best, (time.process_time() - start) * 1000)
    return best


def times(options: argparse.Namespace) -> None:
    """Print milliseconds at three sizes beside the peers."""
    material = bodies(options.shared)
    names = [(words, kind) for words in (800, 5000, 20000) for kind in ("edited", "live blog", "rewritten")]
    pairs = [documents(material, words, kind, options.seed) for words, kind in names]
    wiki = peers.wikidiff2(pairs, 5)
    dmp = [peers.diff_match_patch_ms([pair], options.dmp_python, 1, 60) for pair in pairs]
    if wiki is None:
        print("wikidiff2: not installed")
    if not options.dmp_python.exists():
        print(f"fast-diff-match-patch: no {options.dmp_python}")
    print(" words kind           ours   difflib  ratio wikidiff2  ratio  fast-dmp")
    for k, ((words, kind), pair) in enumerate(zip(names, pairs, strict=True)):
        ours, theirs = ours_ms(pair, 15), peers.difflib_ms(pair, 2)
        php = float(str(wiki[k]["ms"])) if wiki else float("nan")
        other = f"{dmp[k][0]:9.1f}" if dmp[k] else "        –"  # type: ignore[index]  # just tested
        ratios = f"{theirs:9.1f} {theirs / ours:6.0f} {php:9.2f} {ours / php:6.1f}"
        print(f"{words:>6} {kind:10} {ours:8.2f} {ratios} {other}")
    print("bars: 5,000 edited at most 1/10 of difflib, 20,000 edited 1/40 and 10 times wikidiff2")


def worst(options: argparse.Namespace) -> None:
    """Print time and memory of the largest and least kind inputs."""
    material = bodies(options.shared)
    edited = ours_ms(documents(material, 20000, "edited", options.seed), 15)
    print(f"20,000 words edited: {edited:.1f} ms")
    for name, pair in hard_cases(material, options.seed):
        taken = ours_ms(pair, 5)
        old, new = reading(pair[0]), reading(pair[1])
        diff = compare(old, new)
        print(
            f"{name}: {taken:.1f} ms, {taken / edited:.1f} times edited; coarse: {diff.coarse};"
            f" {Counter(block.kind.value for block in diff.blocks).most_common(3)}"
        )
    code = "import benchmarks.differ as d, sys; d.peak(sys.argv[1], int(sys.argv[2]))"
    command = [sys.executable, "-c", code, str(options.shared), str(options.seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    print(done.stdout.strip(), "(bar: 200 MB)")


def hard_cases(material: list[list[str]], seed: int) -> Iterator[tuple[str, peers.Pair]]:
    """Give the inputs that cost most."""
    rng = random.Random(seed)
    yield "20,000 words, all rewritten", documents(material, 20000, "rewritten", seed)
    old, new = documents(material, 20000, "rewritten", seed)
    yield "20,000 words in one block, rewritten", ([" ".join(old)], [" ".join(new)])
    yield "20,000 words in one block, 10 % replaced", ([" ".join(old)], [shaken(" ".join(old), 0.1, rng)])
    yield "20,000 words, every block 40 % replaced", (old, [shaken(text, 0.4, rng) for text in old])
    words = sorted({word for text in old for word in text.split()})
    short = [[" ".join(rng.choices(words, k=7)) for _ in range(3000)] for _ in range(2)]
    yield "3,000 short blocks, all rewritten", (short[0], short[1])
    shuffled = list(short[0])
    rng.shuffle(shuffled)
    yield "3,000 short blocks, shuffled", (short[0], shuffled)
    alike = [[f"Entry {rng.randint(0, 9)} of the same table" for _ in range(3000)] for _ in range(2)]
    yield "3,000 blocks of ten wordings", (alike[0], alike[1])
    few = [[" ".join(rng.choices("ab", k=60)) for _ in range(333)] for _ in range(2)]
    yield "20,000 words from an alphabet of two", (few[0], few[1])
    yield "the same in one block", ([" ".join(few[0])], [" ".join(few[1])])


def peak(shared: str, seed: int) -> None:
    """Print the peak memory that the hard cases add."""
    pairs = list(hard_cases(bodies(Path(shared)), seed))
    compare(reading(["a"]), reading(["b"]))
    try:
        Path("/proc/self/clear_refs").write_text("5")  # Linux: the peak counts from here
        before = _status("VmRSS")
    except OSError:
        print("peak memory: not measured, it takes Linux")
        return
    for _, (old, new) in pairs:
        compare(reading(old), reading(new))
    print(f"peak memory of all these: {(_status('VmHWM') - before) / 1000:.0f} MB over the material")


def _status(name: str) -> int:
    """Return a figure of this process in KiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


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
