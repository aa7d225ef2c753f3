"""Words are found in every revision: where they came in, where they went, how long they stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from homes import empty_archive
from sqlite_utils import Database
from store_samples import at, edited, reading, see, watch

from archiver.model.article import Source
from archiver.model.reading import Caption, Notice, NoticeKind, Reading
from archiver.model.revision import First, Rebased
from archiver.store import CAME, WENT, Sought, Store, verify
from archiver.store.schema.migrations import migrations
from archiver.store.words import text_index

OTHER = "https://courier.example/2026/city-hall"

STORM = replace(
    reading("The storm rose by night, said Ann Marker.", "Nobody was hurt.", headline="Storm warning"),
    dek="The harbour closes",
    captions=(Caption(text="A crane in the wind", credit="Photographer"),),
)
NAMELESS = replace(
    STORM,
    headline="Warning of a storm",
    blocks=reading("The storm rose by night, a witness said.", "Nobody was hurt.").blocks,
    notices=(Notice(text="Correction: an earlier headline was wrong.", kind=NoticeKind.CORRECTION),),
)
AGAIN = replace(NAMELESS, blocks=reading("Ann Marker said it rose by night.", "Nobody was hurt.").blocks)

EAST = {
    "ja": reading("東京都の小池知事が語った。", "天気は晴れ。", headline="知事の会見"),
    "th": reading("ราคาน้ำมันวันนี้ขึ้น", "อากาศดี", headline="ข่าวเศรษฐกิจ"),
    "ko": reading("서울에서 시장이 말했다", "날씨는 맑음", headline="시장의 회견"),
    "zh": reading("北京市政府昨天宣布", "天气晴朗", headline="新闻发布会"),
}
WEST = reading("Plain words alone.", "Und nichts weiter.", headline="Café Müller reopens")


def record(store: Store, url: str, *texts: Reading, source: str | None = None) -> None:
    """Record an article with an edit to each text after the first, ten minutes apart."""
    article, _ = store.add_article(url, source=source, now=at(0), next_visit=at(0))
    task = store.claim([article.id], at(0))[0]
    see(store, task, texts[0], First(), minutes=0)
    for place, (old, new) in enumerate(pairwise(texts), start=1):
        see(store, task, new, edited(old, new), minutes=10 * place)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Yield an archive of two sources and six articles."""
    home = tmp_path_factory.mktemp("home")
    empty_archive(home)
    with Store.open(home / "db" / "archive.db", home / "snapshots") as store:
        names = ("gazette", "courier")
        store.sync_sources([Source(name=name, domain=f"{name}.example", seeds=()) for name in names], at(0))
        record(store, "https://gazette.example/storm", STORM, NAMELESS, AGAIN, source="gazette")
        record(store, OTHER, WEST, replace(WEST, headline="Storm warning"), source="courier")
        for language, text in EAST.items():
            emptied = replace(text, blocks=(*reading("…").blocks, text.blocks[1]))
            record(store, f"https://courier.example/{language}", text, emptied, source="courier")
        yield store


def numbers(store: Store, asked: str, moved: str = CAME, **narrowed: object) -> list[tuple[int, int]]:
    """Return article and revision of each hit, newest first."""
    found = store.search(Sought.parse(asked), moved=moved, limit=20, **narrowed)  # type: ignore[arg-type]
    return [(hit.article, hit.new_revision) for hit in found.hits]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("warning storm", [(2, 2), (1, 1)], id="in any order"),
        pytest.param('"storm warning"', [(2, 2), (1, 1)], id="a phrase, in a withdrawn headline too"),
        pytest.param('"storm warn"*', [(2, 2), (1, 1)], id="the beginning of a phrase"),
        pytest.param("harbour", [(1, 1)], id="a dek"),
        pytest.param("crane", [(1, 1)], id="a caption"),
        pytest.param("correction", [(1, 2)], id="a notice"),
        pytest.param("“earlier headline”", [(1, 2)], id="quotation marks of phones"),
        pytest.param("example", [(2, 1), (1, 1), (6, 1), (5, 1), (4, 1), (3, 1)], id="a byline"),
        pytest.param("CAFE muller", [(2, 1)], id="no case and no accents"),
        pytest.param('"hurt warning"', [], id="not over the end of a line"),
        pytest.param("tor", [], id="no part of a word"),
        pytest.param("小池", [(3, 1)], id="any part of a Japanese text"),
        pytest.param("น้ำมัน", [(4, 1)], id="any part of a Thai text"),
        pytest.param("서울 시장", [(5, 1)], id="Korean words without their particles"),
        pytest.param("政", [(6, 1)], id="a single sign"),
        pytest.param("府政", [], id="no signs in another order"),
        pytest.param('AND NOT "', [], id="no syntax of the index"),
    ],
)
def test_words_are_found_where_they_came_in(archive: Store, asked: str, found: list[tuple[int, int]]) -> None:
    assert sorted(numbers(archive, asked)) == sorted(found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param('"Ann Marker"', [(1, 2)], id="a name"),
        pytest.param('"Storm warning"', [(1, 2)], id="a headline, though its words stay"),
        pytest.param("storm", [(1, 3)], id="a word of an edited line only where the line has it no longer"),
        pytest.param("hurt", [], id="nobody took it out"),
        pytest.param("小池知事", [(3, 2)], id="Japanese"),
    ],
)
def test_deleted_words_lead_to_the_edit_that_took_them_out(
    archive: Store, asked: str, found: list[tuple[int, int]]
) -> None:
    assert numbers(archive, asked, WENT) == found


def test_a_hit_shows_the_line_and_how_long_the_words_stood(archive: Store) -> None:
    (hit,) = archive.search(Sought.of("Ann Marker"), moved=WENT, limit=5).hits

    assert (hit.field, hit.text) == ("body", "The storm rose by night, said Ann Marker.")
    assert ("match", "Ann Marker") in hit.excerpt
    assert (hit.not_before, hit.not_after) == (at(0), at(10))
    spans = [(stay.from_revision, stay.to_revision, stay.left_at, stay.came_by) for stay in hit.stays]
    assert spans == [(1, 1, 2, "first"), (3, 3, None, "edit")]


def test_revisions_of_one_article_are_one_hit(archive: Store) -> None:
    (hit,) = archive.search(Sought.of("Ann Marker"), limit=5).hits

    assert (hit.new_revision, hit.further) == (3, (1,))


def test_a_search_is_narrowed_by_source_and_time(archive: Store) -> None:
    assert numbers(archive, "warning", source="courier") == [(2, 2)]
    assert numbers(archive, "warning", until=at(10)) == [(1, 1)]
    assert numbers(archive, "warning", since=at(10)) == [(2, 2)]


def test_edits_that_moved_a_phrase_are_listed_with_any_other_filter(archive: Store) -> None:
    moved = [(edit.article, edit.new) for edit in archive.edits(phrase="storm warning")]
    assert sorted(moved) == [(1, 2), (2, 2)]
    assert [edit.article for edit in archive.edits(phrase="storm warning", source="courier")] == [2]
    assert list(archive.edits(phrase="nobody")) == []


def test_what_our_reader_lost_was_deleted_by_nobody(store: Store) -> None:
    task = watch(store)
    see(store, task, STORM, First(), minutes=0)
    see(store, task, replace(STORM, blocks=STORM.blocks[1:], reader="generic/2"), Rebased(), minutes=10)

    assert numbers(store, "rose", WENT) == []
    (hit,) = store.search(Sought.of("rose"), limit=5).hits
    assert (hit.stays[0].left_at, hit.stays[0].left_by) == (2, "rebase")


def test_a_revision_read_again_is_found_by_its_new_text(store: Store) -> None:
    task = watch(store)
    see(store, task, STORM, First(), minutes=0)
    current = store.memory(task.article).current
    assert current is not None
    better = replace(STORM, dek="The quay closes", reader="generic/2")
    store.rebase(task.article, current.snapshot, better, current.fingerprint, at(5))

    assert (numbers(store, "harbour"), numbers(store, "quay")) == ([], [(1, 1)])
    assert verify(store).ok


def test_old_archives_are_indexed_piece_by_piece_and_go_on_after_an_interruption(
    archive: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_index, "INDEXED_AT_ONCE", 3)
    path = tmp_path / "db" / "archive.db"
    path.parent.mkdir()
    archive.db.execute("VACUUM INTO ?", [str(path)])
    copy = Database(path)
    with copy.conn:
        copy.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
        copy.execute("DELETE FROM _sqlite_migrations WHERE name = 'm026_texts_indexed'")

    class Killed(Exception):
        pass

    def kill(name: str, done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise Killed

    told: list[tuple[int, int]] = []
    with pytest.raises(Killed):
        migrations.apply(copy, progress=kill)
    migrations.apply(copy, progress=kill)
    copy.close()

    assert told == [(min(done, 13), 13) for done in (3, 6, 9, 12, 15)]
    with Store.open(path, archive.folder.root) as opened:
        with opened.reading() as db:
            assert text_index.problem(db) is None
        assert numbers(opened, '"Ann Marker"', WENT) == [(1, 2)]
