"""The real articles and revisions that the differ is measured on."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import zstandard

from archiver.model.reading import Block, Reading
from benchmarks.differ.peers import Pair


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


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a compressed JSON Lines file."""
    with zstandard.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def revision_pairs(shared: Path, count: int, seed: int) -> list[Pair]:
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
