"""Real pages, as their sites published them over years: each true edit is told, and nothing else.

`recaptures/README.md` says whose pages they are. `benchmarks.recaptures` measures the same on many more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import zstandard
from rounds import capture

from archiver.capture.replay import ReplayCapturer
from archiver.model.capture import Purpose
from archiver.model.revision import Visit
from archiver.orchestration.rounds import LOOKS, Steps, round_
from archiver.store import Store

FOLDER = Path(__file__).parent / "recaptures"
FILES = sorted(FOLDER.glob("*.jsonl.zst"))

Version = dict[str, Any]


def articles(path: Path) -> Iterator[tuple[str, list[Version]]]:
    with path.open("rb") as packed:
        told = zstandard.ZstdDecompressor().stream_reader(packed).read()
    for line in told.splitlines():
        article = json.loads(line)
        yield article["url"], article["versions"]


def visited(store: Store, url: str, version: Version) -> Visit:
    """Visit a page as it stands from a time on, as often as is wanted; return the last visit."""
    at = datetime.fromisoformat(version["time"]).astimezone(UTC)
    page = capture(version["html"].encode(), 0, url=url)
    looks = [replace(page, captured_at=at + timedelta(seconds=5 * look)) for look in range(LOOKS)]
    steps = Steps(
        capturer=ReplayCapturer(looks),
        store=store,
        now=lambda: looks[-1].captured_at,
        permitted=lambda _: None,
        jitter=lambda: 0.0,
        sleep=lambda _: None,
    )
    store.add_article(url, source=None, now=at, next_visit=at)
    tasks = store.claim((store.find_article(url).id,), at, purpose=Purpose.ROUTINE)
    return list(round_(tasks, steps))[-1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name.partition(".")[0])
def test_over_years_and_new_layouts_true_edits_are_told_and_nothing_else(store: Store, path: Path) -> None:
    for url, versions in articles(path):
        outcomes = [visited(store, url, version).outcome.value for version in versions]
        words = [version["article_digest"] for version in versions]
        edited = ["edited" if new != old else "same" for old, new in pairwise(words)]
        assert outcomes == ["first", *edited]
        assert "edited" in outcomes
