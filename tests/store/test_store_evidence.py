"""Which captures become keyframes, which patches, and what is found again."""

from __future__ import annotations

import tarfile
from dataclasses import replace
from datetime import timedelta

import pytest
from store_samples import NOON, URL, at, capture, edited, prose, reading, see, suspect, watch

from archiver.model.capture import Artefact, CaptureTask
from archiver.model.manifest import read_manifest
from archiver.model.revision import First, Same
from archiver.store import Store, verify
from archiver.store.evidence import captures as evidence
from archiver.store.evidence.captures import LONGEST_SERIES

ONE = reading("one")


@pytest.fixture
def task(store: Store) -> CaptureTask:
    """Return a claim on an article that was read once."""
    claimed = watch(store)
    see(store, claimed, ONE, First(), minutes=0)
    return claimed


def keyframes(store: Store, series: str = "dom") -> int:
    found = store.db.execute("SELECT count(*) FROM files WHERE series = ? AND base IS NULL", (series,))
    return int(found.fetchone()[0])


def see_edits(store: Store, task: CaptureTask, count: int, *, start: float = 1) -> None:
    for number in range(count):
        old, new = reading(f"text {number - 1}"), reading(f"text {number}")
        see(store, task, new, edited(old, new), minutes=start + number)


def test_later_captures_are_patches_against_the_first(store: Store, task: CaptureTask) -> None:
    see_edits(store, task, 5)

    bases = store.db.execute(
        "SELECT count(*), count(DISTINCT base) FROM files WHERE series = 'dom'"
    ).fetchone()
    assert tuple(bases) == (6, 1)
    assert keyframes(store) == 1


def test_a_base_is_never_itself_a_patch(
    store: Store, task: CaptureTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_PATCHES", 2)

    see_edits(store, task, 12)

    chained = "SELECT count(*) FROM files WHERE base IN (SELECT id FROM files WHERE base IS NOT NULL)"
    assert store.db.execute(chained).fetchone()[0] == 0


@pytest.mark.parametrize(("patches", "expected"), [(32, 1), (33, 2)])
def test_a_keyframe_carries_at_most_32_patches(
    store: Store, task: CaptureTask, patches: int, expected: int
) -> None:
    see_edits(store, task, patches)

    assert keyframes(store) == expected
    assert verify(store).ok


@pytest.mark.parametrize(
    ("later", "expected"), [(timedelta(0), 1), (timedelta(seconds=1), 2)], ids=["30-days", "and-a-second"]
)
def test_a_keyframe_serves_for_30_days(
    store: Store, task: CaptureTask, later: timedelta, expected: int
) -> None:
    start = (LONGEST_SERIES + later) / timedelta(minutes=1)

    see_edits(store, task, 1, start=start)

    assert keyframes(store) == expected
    assert verify(store).ok


def test_the_rolling_sight_stays_a_patch_however_old_its_keyframe(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=60 * 24 * 90)

    row = store.db.execute("SELECT base, length(content) FROM last_sights WHERE name = 'dom'").fetchone()
    assert row[0] is not None
    assert row[1] < 300


def test_a_page_that_changed_too_much_begins_a_new_series(store: Store, task: CaptureTask) -> None:
    page = prose(77, 4000).encode()
    taken = replace(capture("x", when=at(5)), dom=Artefact(content=page, media_type="text/html"))
    new = reading("two")

    see(store, task, new, edited(ONE, new), minutes=5, taken=taken)

    assert keyframes(store) == 2
    assert store.artefact(2, "dom") == page


def test_equal_bytes_are_one_file_whoever_brought_them(store: Store, task: CaptureTask) -> None:
    other, _ = store.add_article(URL + "/b", source=None, now=NOON, next_visit=NOON)
    style = capture(full=True).resources
    before = store.db.execute("SELECT count(*) FROM files").fetchone()[0]
    for number, number_task in enumerate((task, *store.claim([other.id], NOON)), start=1):
        taken = replace(capture("one", when=at(number), noise=0), resources=style)
        login = suspect("login", "form")
        see(store, number_task, None, login, minutes=number, taken=taken)

    added = store.db.execute("SELECT count(*) FROM files").fetchone()[0] - before
    assert added == 2 + 1  # two manifests and one style sheet; the pages were there since noon


def test_an_empty_body_is_kept_as_an_empty_body(store: Store, task: CaptureTask) -> None:
    taken = replace(capture("x", when=at(5), status=204), response=Artefact(content=b""), dom=None)

    see(store, task, None, suspect("shell", "empty"), minutes=5, taken=taken)

    assert store.artefact(2, "response") == b""


def test_staged_evidence_can_be_read_with_tar_alone(store: Store, task: CaptureTask) -> None:
    taken = capture("new", when=at(5), full=True)

    kept = store.keep(task, taken)

    with tarfile.open(kept.staged) as tar:
        names = tar.getnames()
    assert f"{kept.key}.zst" in names
    assert f"{kept.digest('mhtml')}.zst" in names
    assert "task.json" in names


def test_the_manifest_of_a_snapshot_tells_all_of_it_but_the_bodies(store: Store, task: CaptureTask) -> None:
    manifest = store.artefact(1, "manifest")

    told = read_manifest(manifest, lambda _: None)

    taken = capture("one", noise=0)
    assert told.headers == taken.headers
    assert told.connections == taken.connections
    assert told.browser == taken.browser
    assert told.hops == taken.hops
