"""Articles that were merged are one in the reading room, and both are within reach."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from archiver.browse import shelf
from archiver.model.article import Link
from archiver.store import Store
from archiver.store.watching.identity import follow

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD, NEW = "https://gazette.example/storm", "https://gazette.example/storm-floods-harbour"


def test_an_article_that_retired_into_another_is_shown_as_that(tmp_path: Path) -> None:
    with Store.open(tmp_path / "db" / "archive.db", tmp_path / "snapshots") as store:
        links = [Link(url=url, seed="https://gazette.example/feed", found_at=NOON) for url in (OLD, NEW)]
        store.record_links(links, None, NOON, watch=True)
        old, young = store.articles()
        with store.writing() as db:
            follow(db, old.id, NEW, NOON)

        assert [one.article.url for one in shelf.articles(store.db, source=None, below=None)] == [OLD]
        assert [one.article.id for one in shelf.addressed(store.db, NEW)] == [old.id]
        retired = shelf.article(store.db, young.id)
        assert retired is not None
        assert retired.article.url == NEW
