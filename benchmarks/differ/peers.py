"""Other differs, for comparison: difflib here, wikidiff2 in PHP, diff-match-patch elsewhere."""

from __future__ import annotations

import difflib
import json
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz.distance import Indel

Pair = tuple[list[str], list[str]]

_WIKIDIFF2 = r"""
$pairs = json_decode(stream_get_contents(STDIN), true);
$repeat = (int) $argv[1];
$out = [];
foreach ($pairs as $pair) {
    $best = INF;
    for ($k = 0; $k < $repeat; $k++) {
        $start = hrtime(true);
        $diff = wikidiff2_inline_json_diff($pair[0], $pair[1], 0);
        $best = min($best, (hrtime(true) - $start) / 1e6);
    }
    $out[] = ["ms" => $best, "diff" => json_decode($diff, true)["diff"] ?? null];
}
echo json_encode($out, JSON_INVALID_UTF8_SUBSTITUTE);
"""

_DMP = r"""
import json, sys, time
import fast_diff_match_patch as dmp
out = []
for old, new in json.load(sys.stdin):
    best = float("inf")
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter()
        dmp.diff(old, new, timelimit=0, cleanup="Semantic")
        best = min(best, (time.perf_counter() - start) * 1000)
    out.append(best)
print(json.dumps(out))
"""


def plain_words(old: str, new: str) -> int:
    """Return how many characters a plain word diff marks: the fewest words there can be."""
    a, b = re.findall(r"\w+|\s+|[^\w\s]", old), re.findall(r"\w+|\s+|[^\w\s]", new)
    return sum(
        sum(map(len, a[op.src_start : op.src_end])) + sum(map(len, b[op.dest_start : op.dest_end]))
        for op in Indel.opcodes(a, b)
        if op.tag != "equal"
    )


def difflib_ms(pair: Pair, repeat: int) -> float:
    """Return the best of several times of difflib, in CPU milliseconds.

    It gets words and white space, as it takes to show the text again, and its default settings.
    """
    a, b = (re.findall(r"\S+|\s+", "\n".join(side)) for side in pair)
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        difflib.SequenceMatcher(None, a, b).get_opcodes()
        best = min(best, (time.process_time() - start) * 1000)
    return best


def wikidiff2(pairs: Sequence[Pair], repeat: int = 1) -> list[dict[str, object]] | None:
    """Return time and diff of Wikipedia's differ for each pair, or None where it is not installed."""
    php = shutil.which("php")
    if php is None:
        return None
    have = subprocess.run([php, "-m"], capture_output=True, text=True, check=False)
    if "wikidiff2" not in have.stdout:
        return None
    texts = [["\n".join(side) for side in pair] for pair in pairs]
    done = subprocess.run(
        [php, "-d", "memory_limit=-1", "-d", "pcre.jit=1", "-r", _WIKIDIFF2, "--", str(repeat)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[dict[str, object]] = json.loads(done.stdout)
    return answer


def wikidiff2_marked(diff: list[dict[str, object]]) -> int:
    """Return how many characters wikidiff2 marks: whole lines that came or went, words in others."""
    marked = 0
    for line in diff:
        text = str(line["text"])
        if line["type"] in (1, 2):
            marked += len(text)
        ranges = line.get("highlightRanges") or []
        assert isinstance(ranges, list)
        data = text.encode()
        marked += sum(
            len(data[r["start"] : r["start"] + r["length"]].decode(errors="replace")) for r in ranges
        )
    return marked


def diff_match_patch_ms(pairs: Sequence[Pair], python: Path, repeat: int, limit: int) -> list[float] | None:
    """Return the times of fast-diff-match-patch without time limit, run by another Python."""
    if not python.exists():
        return None
    texts = [["\n".join(side) for side in pair] for pair in pairs]
    try:
        done = subprocess.run(
            [python, "-c", _DMP, str(repeat)],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            timeout=limit,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    answer: list[float] = json.loads(done.stdout)
    return answer
