from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import NOON, capture, fingerprint, reading, see, watch

from archiver.model.reading import (
    Anchor,
    Block,
    BlockKind,
    Caption,
    Choice,
    Notice,
    NoticeKind,
    Reading,
    Signals,
)
from archiver.model.revision import First
from archiver.store import Store
from archiver.store.history.readings import keep_reading, load_readings

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
maybe_text = st.none() | text
moment = st.none() | st.datetimes(timezones=st.just(UTC)) | st.dates()
block = st.builds(
    Block,
    text=text,
    kind=st.sampled_from(BlockKind),
    anchors=st.lists(st.builds(Anchor, text=text, url=text), max_size=2).map(tuple),
    at=moment,
)
choice = st.builds(
    Choice,
    field=text,
    source=text,
    reason=text,
    rejected=st.lists(st.tuples(text, text), max_size=2).map(tuple),
)
readings = st.builds(
    Reading,
    reader=text,
    headline=text,
    social_headline=maybe_text,
    search_headline=maybe_text,
    dek=maybe_text,
    bylines=st.lists(text, max_size=3).map(tuple),
    dateline=maybe_text,
    published_at=moment,
    published_on=st.none() | st.dates(),
    modified_at=moment,
    blocks=st.lists(block, max_size=5).map(tuple),
    captions=st.lists(st.builds(Caption, text=text, credit=maybe_text), max_size=2).map(tuple),
    notices=st.lists(st.builds(Notice, text=text, kind=st.sampled_from(NoticeKind)), max_size=2).map(tuple),
    language=maybe_text,
    section=maybe_text,
    rights=maybe_text,
    canonical=maybe_text,
    other_urls=st.lists(text, max_size=2).map(tuple),
    why=st.lists(choice, max_size=3).map(tuple),
    signals=st.builds(
        Signals,
        structured=st.floats(0, 1),
        body_chars=st.integers(0, 10**6),
        page_chars=st.integers(0, 10**6),
        doubts=st.lists(text, max_size=2).map(tuple),
    ),
)


@pytest.fixture(scope="module")
def archive() -> Iterator[tuple[Store, int]]:
    """Return a store with one article that was read, and the id of its snapshot."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
            visit = see(store, watch(store), reading("one"), First(), minutes=0)
            assert visit.snapshot is not None
            yield store, visit.snapshot


@settings(max_examples=80, deadline=None)
@given(read=readings)
def test_a_reading_comes_back_exactly_as_it_was_written(archive: tuple[Store, int], read: Reading) -> None:
    store, snapshot = archive
    with store.writing() as db:
        db.execute("DELETE FROM readings WHERE reader = ?", (read.reader,))
        number = keep_reading(db, read, article=1, snapshot=snapshot, fingerprint="1:x", now=NOON)

        back = load_readings(db, [number])[number]

    assert back == read
    assert (back.why, back.signals) == (read.why, read.signals)


def test_blocks_and_choices_are_written_once_an_article(store: Store) -> None:
    why = (Choice(field="headline", source="h1"),)
    first = Reading(reader="generic/1", headline="A", blocks=reading("one", "two", "one").blocks, why=why)
    task = watch(store)
    see(store, task, first, First(), minutes=0)

    again = Reading(reader="generic/2", headline="B", blocks=first.blocks, why=why)
    store.rebase(task.article, 1, again, fingerprint(again), NOON)

    counted = "SELECT (SELECT count(*) FROM blocks), (SELECT count(*) FROM choices)"
    assert tuple(store.db.execute(counted).fetchone()) == (2, 1)
    assert store.memory(task.article).current is not None
    assert [block.text for block in store.revisions(task.article)[-1].reading.blocks] == ["one", "two", "one"]


def test_half_a_character_is_replaced_because_no_database_can_hold_it(store: Store) -> None:
    broken = Reading(reader="generic/1", headline="a\ud800b", dek="\udfff", blocks=(Block(text="c\ud800"),))
    task = watch(store)

    see(store, task, broken, First(), minutes=0, taken=capture("text"))

    current = store.memory(task.article).current
    assert current is not None
    assert (current.reading.headline, current.reading.text) == ("a\ufffdb", "c\ufffd")


def test_times_are_written_in_one_width_so_that_they_sort(store: Store) -> None:
    task = watch(store)
    see(store, task, reading("one"), First(), minutes=0)

    written = store.db.execute("SELECT seen_from FROM revisions").fetchone()[0]

    assert written == "2026-11-24T12:00:00.000000Z"
    assert datetime.fromisoformat(written) == NOON
