"""Addresses of articles that were merged, listed and undone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from archiver.archive.working import Archive

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://gazette.example/storm"


def test_aliases_are_listed_and_undone(archiver, tmp_path: Path, news) -> None:
    with Archive.open(tmp_path / "news") as archive:
        article, _ = archive.store.add_article(URL, source=None, now=NOON, next_visit=NOON)
        archive.store.add_alias(article.id, URL + "-warning", "moved", NOON)

    listed = json.loads(archiver("--home", "news", "aliases", URL, "--json").stdout)
    assert [(one["url"], one["leads_to"], one["why"]) for one in listed] == [(URL + "-warning", URL, "moved")]
    assert f"leads to {URL} (moved" in archiver("--home", "news", "aliases").stdout

    assert archiver("--home", "news", "aliases", "--undo", URL + "-warning").returncode == 0
    assert archiver("--home", "news", "aliases").stdout.startswith("no aliases")
    with Archive.open(tmp_path / "news", readonly=True) as archive:
        assert [article.url for article in archive.articles()] == [URL, URL + "-warning"]


def test_what_is_no_alias_is_a_usage_error(archiver, news) -> None:
    assert archiver("--home", "news", "aliases", "--undo").returncode == 2
    done = archiver("--home", "news", "aliases", "--undo", URL)
    assert done.returncode == 2
    assert "archiver aliases" in done.stderr
