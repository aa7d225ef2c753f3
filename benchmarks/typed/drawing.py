"""Changed pairs drawn by lot from real revision histories, of each kind of sign some.

The draw knows nothing of the differ: paragraphs are paired by the standard library, so that the labels of a
pair stay its labels whatever becomes of the program.
"""

from __future__ import annotations

import hashlib
import html
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from benchmarks.differ.material import rows

SEED = 20261201
BATCH = 10
"""Files of a commit; one of as many is a replacement all over a site, drawn again and again."""

AN_ARTICLE = 3
"""Pairs of one article, and of one stratum, at most."""

LONGEST = 700
"""Characters of a side; a longer paragraph is more work to label than its change is worth."""

FEW_WORDS = 3
"""Words; a shorter line is a label."""

ALIKE = 0.4
"""Share of a paragraph that must have stayed; else it is not the same one."""

SIGNS = {
    "anonymous": r"(?i)\b(?:sources?|officials?|people|person|anonymous\w*|unnamed|familiar)\b",
    "hedge": r"(?i)\b(?:may|might|could|reportedly|alleged\w*|likely|appears?|seems?|probably|should"
    r"|believed?|expected|claims?|possibl[ey]|perhaps)\b",
    "said": r"(?i)\b(?:said|says|told|wrote|writes|according|explains?|explained|notes|announced)\b",
    "quoted": r"[\"“”‘’]|(?<!\w)'|'(?!\w)",
    "date": r"(?i)\b(?:january|february|march|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:19|20)\d\d\b",
    "number": r"(?i)\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|million|percent)\b",
    "name": r"(?<=[a-z,] )[A-Z][\w-]+",
    "other": "",
}
"""Strata, and the words by which each is known: a pair belongs to the first of which other words stand in the
old than in the new text. They are signs for the draw alone, and wider than what is labelled."""

DRAWS = {
    "newsrooms": ("newsroom-git",),
    "feeds": ("bbc-rss", "bbc-home", "feed-ars", "feed-npr", "feed-wgrz"),
}
"""Which histories are drawn from: posts edited in git, and headlines and standfirsts of news."""

COUNTS = {
    "newsrooms": (6, 16, 6, 50, 35, 75, 70, 48),
    "feeds": (30, 35, 30, 35, 15, 25, 25, 5),
}
"""How many pairs are drawn of each stratum. Of the first three, `newsrooms` has no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An old and a new text that are one paragraph or title."""

    id: str  # the first digits of a digest of both
    article: str
    old: str
    new: str


def pairs(shared: Path, draw: str) -> list[Pair]:
    """Return the pairs of a draw, in its order; always the same of the same histories."""
    by_stratum: dict[str, list[Pair]] = {name: [] for name in SIGNS}
    seen: set[str] = set()
    for name in DRAWS[draw]:
        for pair in _changed(shared / "revisions" / f"{name}.jsonl.zst"):
            found = by_stratum[
                next(sign for sign, words in SIGNS.items() if not words or _differs(words, pair))
            ]
            if (
                pair.id not in seen
                and [one.article for one in found[-AN_ARTICLE:]].count(pair.article) < AN_ARTICLE
            ):
                seen.add(pair.id)
                found.append(pair)
    drawn: list[Pair] = []
    for (sign, found), count in zip(by_stratum.items(), COUNTS[draw], strict=True):
        drawn += random.Random(f"{SEED}/{draw}/{sign}").sample(found, min(count, len(found)))
    return drawn


def _differs(words: str, pair: Pair) -> bool:
    return Counter(re.findall(words, pair.old)) != Counter(re.findall(words, pair.new))


def _changed(path: Path) -> Iterator[Pair]:
    """Give the changed titles, standfirsts and paragraphs of a history."""
    for article in rows(path):
        versions = article["versions"]
        name = str(article.get("url") or article["article"])
        for before, after in pairwise(versions):
            if after.get("batch", 1) >= BATCH:
                continue
            both = [(before.get(key) or "", after.get(key) or "") for key in ("title", "summary")]
            if "url" in article:
                both += _paired(_paragraphs(before["text"]), _paragraphs(after["text"]))
            for old, new in both:
                if old and new and old != new and max(len(old), len(new)) <= LONGEST and _alike(old, new):
                    digest = hashlib.sha256(f"{old}\0{new}".encode()).hexdigest()[:12]
                    yield Pair(id=digest, article=name, old=old, new=new)


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= ALIKE


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Give the paragraphs that stand in each other's place and are alike."""
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and j - i == m - k:
            yield from zip(old[i:j], new[k:m], strict=True)


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of Markdown as they read: without code, tables and what lies behind links."""
    text = re.sub(r"(?ms)^(```|~~~).*?^\1\s*$", "", text)
    kept = []
    for block in re.split(r"\n\s*\n|\n(?=\s*[-*+] )", text):
        plain = re.sub(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])", r"\1", block)
        plain = re.sub(r"\[[^\[\]]*\]: \S+|</?[A-Za-z][^<>]{0,200}>|\{[%:{].*?\}+|\*\*|`", "", plain)
        plain = " ".join(html.unescape(plain).split()).strip("#*-+ ")
        if len(plain.split()) >= FEW_WORDS and not re.match(r"\[[^\]]*\]:|\||    |<|\{", block):
            kept.append(plain)
    return kept
