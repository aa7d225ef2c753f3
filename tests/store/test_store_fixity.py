from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import at, capture, reading, see, see_edit, watch

from archiver.errors import Damaged, StoreError
from archiver.model.capture import CaptureTask
from archiver.model.revision import First, Same
from archiver.store import Sought, Store, verify
from archiver.store.evidence.shelves import name_of
from archiver.store.history import feed
from archiver.store.words import text_index

ONE, TWO = reading("one"), reading("two")


@pytest.fixture
def task(store: Store) -> CaptureTask:
    """Return a claim on an article with an edit, and a sight after it."""
    claimed = watch(store)
    see(store, claimed, ONE, First(), minutes=0, taken=capture("one", full=True))
    see_edit(store, claimed, ONE, TWO, minutes=10)
    see(store, claimed, TWO, Same(), minutes=20)
    return claimed


def file_of(store: Store, condition: str) -> Path:
    digest = store.db.execute(f"SELECT digest FROM files WHERE {condition}").fetchone()[0]
    return store.folder.beside(name_of(digest))


def test_a_whole_archive_passes(store: Store, task: CaptureTask) -> None:
    counted: list[int] = []

    report = verify(store, progress=counted.append)

    files = store.db.execute("SELECT count(*) FROM files").fetchone()[0]
    sights = store.db.execute("SELECT count(*) FROM last_sights").fetchone()[0]
    assert (report.ok, report.checked, report.orphans) == (True, files + sights, ())
    assert counted == list(range(1, files + sights + 1))


def test_an_empty_archive_passes(store: Store) -> None:
    assert verify(store).ok


def test_a_damaged_keyframe_is_named_with_all_that_needs_it(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series = 'dom' AND base IS NULL")
    path.write_bytes(path.read_bytes()[:-4] + b"oops")

    report = verify(store)

    patches = store.db.execute(
        "SELECT count(*) FROM files WHERE base = (SELECT id FROM files WHERE digest = ?)", (path.stem,)
    ).fetchone()[0]
    assert patches == 2
    assert len(report.damaged) == 1 + patches + 1  # itself, its patches, the last sight
    assert all(path.stem in problem for problem in report.damaged)
    assert not report.ok


def test_a_damaged_patch_is_damage_of_one_file(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series = 'dom' AND base IS NOT NULL")
    path.write_bytes(b"")

    (problem,) = verify(store).damaged

    assert path.stem in problem


def test_a_patch_that_names_another_file_than_it_needs_is_damage(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series = 'dom' AND base IS NOT NULL")
    content = path.read_bytes()
    place = content.index(b"base ") + len(b"base ")
    path.write_bytes(content[:place] + (b"0" if content[place] != ord("0") else b"1") + content[place + 1 :])

    assert verify(store).damaged == (f"snapshot file {path.stem}: does not name the file that it needs",)


def test_a_row_without_its_file_is_damage(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series IS NULL")
    path.unlink()

    assert verify(store).damaged == (f"snapshot file {path.stem}: cannot be read: No such file or directory",)


def test_whole_bytes_that_are_not_the_ones_named_are_damage(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series IS NULL")
    path.write_bytes(file_of(store, "series = 'mhtml'").read_bytes())

    assert "other bytes" in verify(store).damaged[0]


def test_a_damaged_last_sight_is_named_by_its_article(store: Store, task: CaptureTask) -> None:
    with store.writing() as db:
        db.execute("UPDATE last_sights SET content = x'00' WHERE name = 'dom'")

    (problem,) = verify(store).damaged

    assert problem.startswith(f"last sight of article {task.article}: ")


def test_a_reading_that_lost_a_block_is_damage(store: Store, task: CaptureTask) -> None:
    with store.writing() as db:
        db.execute("UPDATE readings SET blocks = '[1,99]' WHERE id = 2")

    assert "reading 2 names blocks that are not there" in verify(store).damaged


def test_what_no_row_speaks_of_is_told_and_kept(store: Store, task: CaptureTask) -> None:
    staged = store.keep(task, capture("never judged", when=at(30))).staged
    stray = store.folder.root / "ab" / f"{'ab' * 32}.zst"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"?")
    foreign = store.folder.root / "ab" / "notes.txt"
    foreign.write_text("mine")

    told = verify(store, repair=True)

    assert told.ok
    names = {str(path.relative_to(store.folder.root)) for path in (staged, stray, foreign)}
    assert set(told.orphans) == names
    assert (told.leftovers, told.repaired) == ((), ())
    assert all(path.exists() for path in (staged, stray, foreign))
    unknown = store.unknown()
    assert unknown is not None
    assert (unknown.count, set(unknown.names)) == (3, names)


def leave_over(store: Store, task: CaptureTask) -> set[Path]:
    """Leave what a kill leaves of writing: a capture half staged, one recorded, a file half written."""
    taken = capture("two", when=at(30), noise=30)
    kept = store.keep(task, taken)
    data = kept.staged.read_bytes()
    see(store, task, TWO, Same(), minutes=30, taken=taken)
    kept.staged.write_bytes(data)
    half = kept.staged.with_name(f"7-{'ab' * 32}.tar.part")
    half.write_bytes(data[:100])
    whole = file_of(store, "series = 'dom' AND base IS NULL")
    part = whole.with_name(whole.name + ".part")
    part.write_bytes(whole.read_bytes()[:10])
    return {kept.staged, half, part}


def test_a_repair_removes_what_provably_is_no_evidence(store: Store, task: CaptureTask) -> None:
    left = leave_over(store, task)

    told = verify(store)
    assert {store.folder.root / name for name in told.leftovers} == left
    assert all(path.exists() for path in left)

    swept = verify(store, repair=True)
    assert swept.repaired == ("removed 3 left-over file(s)",)
    assert verify(store).orphans == ()
    assert verify(store).ok


def test_a_repair_removes_nothing_where_evidence_is_damaged(store: Store, task: CaptureTask) -> None:
    left = leave_over(store, task)
    file_of(store, "series IS NULL").unlink()

    assert verify(store, repair=True).repaired == ()

    assert all(path.exists() for path in left)


def test_what_is_set_aside_is_moved_as_it_is(store: Store, task: CaptureTask) -> None:
    staged = store.keep(task, capture("never judged", when=at(30))).staged
    data = staged.read_bytes()

    moved = store.set_aside(at(40))

    assert moved.names == (f"incoming/{staged.name}",)
    assert moved.folder == "aside/2026-11-24T124000.000000Z"
    assert (store.folder.root / moved.folder / moved.names[0]).read_bytes() == data
    report = verify(store)
    assert (report.ok, report.orphans) == (True, ())
    assert store.set_aside(at(40)).names == ()


def test_a_repair_never_touches_damaged_evidence(store: Store, task: CaptureTask) -> None:
    path = file_of(store, "series IS NULL")
    path.write_bytes(b"half of it")

    report = verify(store, repair=True)

    assert not report.ok
    assert path.read_bytes() == b"half of it"


def test_a_repair_mends_the_index_of_the_feed(store: Store, task: CaptureTask) -> None:
    with store.writing() as db:
        feed.leave(db, feed.EDIT, 2)
    assert list(store.edits()) == []

    assert any("index of the feed" in problem for problem in verify(store).damaged)
    verify(store, repair=True)

    assert len(list(store.edits())) == 1
    assert verify(store).ok


def test_a_repair_mends_the_full_text_index(store: Store, task: CaptureTask) -> None:
    with store.writing() as db:
        text_index.leave(db, 1)

    report = verify(store, repair=True)

    assert report.repaired == ("rebuilt the full-text index and the index of the feed",)
    assert len(store.search(Sought.of("one"), limit=9).hits) == 1
    assert verify(store, repair=True).ok


def test_a_looker_verifies_but_does_not_repair(store: Store, task: CaptureTask) -> None:
    with Store.open(store.path, store.folder.root, readonly=True) as looker:
        assert verify(looker).ok
        with pytest.raises(StoreError, match="opened for looking only"):
            verify(looker, repair=True)


def test_new_evidence_does_not_suffer_from_old_damage(store: Store, task: CaptureTask) -> None:
    for series in ("dom", "response"):
        path = file_of(store, f"series = '{series}' AND base IS NULL")
        path.write_bytes(b"")
    with pytest.raises(Damaged):
        store.artefact(1, "dom")
    taken = capture("three", when=at(30))

    see_edit(store, task, TWO, reading("three"), minutes=30)
    visit = see(store, task, reading("four"), First(), minutes=40, taken=taken)

    assert visit.snapshot is not None
    assert store.capture_of(visit.snapshot) == taken
    assert len(store.revisions(task.article)) == 4
