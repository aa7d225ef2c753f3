"""Milliseconds and memory of the differ beside its peers, and on the inputs that cost most."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from archiver.diff.engine import compare
from benchmarks.differ import peers as peers
from benchmarks.differ.edits import shaken
from benchmarks.differ.material import bodies, reading


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
    code = "import benchmarks.differ.speed as d, sys; d.peak(sys.argv[1], int(sys.argv[2]))"
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
