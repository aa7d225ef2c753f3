"""The cases: saved pages with the reading expected of them, from a folder of JSON lines."""

from __future__ import annotations

import base64
import hashlib
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOWHERE = "https://page.invalid/article"
"""Stands in for the address of cases that were recorded without one."""

FOLDS = 5

Case = dict[str, Any]


def cases(folder: Path, corpus: str | None = None, sample: int | None = None) -> Iterator[Case]:
    """Give the cases of every corpus in the folder.

    Args:
        folder: holds JSON lines, packed with xz or not; the README beside them says what is in a line.
        corpus: only this one.
        sample: about so many of each corpus, always the same, as many domains as possible.
    """
    for path in sorted([*folder.glob("*.jsonl.xz"), *folder.glob("*.jsonl")]):
        if corpus is None or path.name.split(".")[0] == corpus:
            found = _read(path)
            yield from _sampled(list(found), sample) if sample else found


def _read(path: Path) -> Iterator[Case]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _sampled(found: list[Case], size: int) -> list[Case]:
    """Return so many cases: of each domain the first, then of each the second, in an order of chance."""
    turns: dict[str, int] = {}
    ranked = []
    for case in sorted(found, key=lambda case: _chance(case["id"])):
        domain = domain_of(case)
        turns[domain] = turns.get(domain, 0) + 1
        ranked.append((turns[domain], _chance(case["id"]), case))
    return [case for _, _, case in sorted(ranked, key=lambda each: each[:2])[:size]]


def markup(case: Case) -> str | bytes:
    """Return the page as it was packed: text, or bytes where it was not UTF-8."""
    return base64.b64decode(case["html_base64"]) if "html_base64" in case else str(case["html"])


def domain_of(case: Case) -> str:
    """Return the registered domain; a page of which that is not recorded is one of its own."""
    return str(case["domain"] or case["id"])


def fold_of(case: Case) -> int:
    """Return which of the folds the case is in; all of one domain are in the same."""
    return _chance(domain_of(case)) % FOLDS


def _chance(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
