from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import ONE, TWO, URL, at, capture, dump, edited, files, fingerprint, see, see_edit, suspect

from archiver.model.capture import CaptureTask
from archiver.model.reading import Choice, Reading
from archiver.model.revision import (
    Changed,
    Edited,
    Gone,
    Moved,
    Rebased,
    Same,
    Variant,
)
from archiver.store import Store

# --- invariants of docs/architecture.md ----------------------------------------------------------


def test_evidence_first(store: Store, task: CaptureTask) -> None:
    taken = capture("new", when=at(5))

    kept = store.keep(task, taken)

    assert kept.staged.is_file()
    assert store.count_visits(task.article) == 1  # nothing was concluded yet
    see(store, task, TWO, Changed(), minutes=5, taken=taken)
    assert not kept.staged.exists()


def test_spans_not_points(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=5)
    see_edit(store, task, ONE, TWO, minutes=10)
    see(store, task, None, Gone(status=404), minutes=30)

    assert all(edit.not_before < edit.not_after for edit in store.edits())
    assert all(event.not_before and event.not_before < event.not_after for event in store.events())


@pytest.mark.parametrize(
    ("read", "verdict"),
    [
        pytest.param(ONE, Same(), id="same"),
        pytest.param(TWO, Changed(), id="changed"),
        pytest.param(TWO, edited(ONE, TWO), id="edited"),
        pytest.param(TWO, Variant(reason="x"), id="variant"),
        pytest.param(None, suspect("bot_wall", "x"), id="suspect"),
        pytest.param(None, Gone(status=404), id="gone"),
        pytest.param(None, Moved(to=URL + "/b"), id="moved"),
    ],
)
def test_idempotence(store: Store, task: CaptureTask, read: Reading | None, verdict: Edited) -> None:
    taken = capture("again", when=at(5), full=True)
    first = see(store, task, read, verdict, minutes=5, taken=taken)
    before = dump(store), files(store)

    second = see(store, task, read, verdict, minutes=5, taken=taken)

    assert second == first
    assert (dump(store), files(store)) == before


def test_one_door_for_time(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)
    see(store, task, None, Gone(status=404), minutes=20)

    own = [line for line in dump(store) if "_sqlite_migrations" not in line]
    years = {word[:8] for line in own for word in line.replace("'", " ").split() if word.startswith("20")}

    assert years == {"2026-11-"}  # the day of the arguments, whatever day it is today


# --- rebased -------------------------------------------------------------------------------------


def test_an_extractor_upgrade_never_makes_an_edit(store: Store, task: CaptureTask) -> None:
    better = replace(ONE, reader="generic/2", headline="Storm warning, read better")

    differs = store.rebase(task.article, 1, better, fingerprint(better), at(60))

    assert differs
    assert list(store.edits()) == []
    assert [revision.opened_by for revision in store.revisions(task.article)] == ["first", "rebase"]
    current = store.memory(task.article).current
    assert current is not None
    assert (current.reading, current.snapshot) == (better, 1)


def test_a_new_reader_that_understands_the_same_opens_nothing(store: Store, task: CaptureTask) -> None:
    same = replace(ONE, reader="generic/2", why=(Choice(field="headline", source="h1"),))

    differs = store.rebase(task.article, 1, same, fingerprint(same), at(60))

    assert not differs
    (revision,) = store.revisions(task.article)
    assert revision.reading.reader == "generic/2"
    assert store.db.execute("SELECT count(*) FROM readings").fetchone()[0] == 2  # the old one stays


def test_rereading_twice_changes_nothing(store: Store, task: CaptureTask) -> None:
    better = replace(ONE, reader="generic/2", headline="Better")
    store.rebase(task.article, 1, better, fingerprint(better), at(60))
    before = dump(store)

    store.rebase(task.article, 1, better, fingerprint(better), at(61))

    assert dump(store) == before


def test_old_revisions_are_known_by_the_new_readers_fingerprint_too(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)
    better = replace(ONE, reader="generic/2", headline="Better")

    store.rebase(task.article, 1, better, fingerprint(better), at(60))

    assert (1, fingerprint(better)) in store.memory(task.article).fingerprints
    assert len(store.revisions(task.article)) == 2


def test_a_rebased_sight_opens_a_revision_that_is_no_edit(store: Store, task: CaptureTask) -> None:
    better = replace(ONE, reader="generic/2", headline="Better")

    see(store, task, better, Rebased(), minutes=10)

    assert [revision.opened_by for revision in store.revisions(task.article)] == ["first", "rebase"]
    assert list(store.edits()) == []
