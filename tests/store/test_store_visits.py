from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from store_samples import (
    NOON,
    ONE,
    TWO,
    URL,
    at,
    capture,
    dump,
    edited,
    files,
    fingerprint,
    found,
    reading,
    see,
    see_edit,
    watch,
)

from archiver.errors import AddressRefused, ConnectionFailed, NavigationTimeout, RobotsRefused, UsageError
from archiver.model.capture import CaptureTask, Depth, Purpose
from archiver.model.revision import (
    Changed,
    First,
    Outcome,
    Same,
)
from archiver.store import Store, verify

# --- first ---------------------------------------------------------------------------------------


def test_the_first_reading_opens_revision_1_with_its_evidence(store: Store, task: CaptureTask) -> None:
    (revision,) = store.revisions(task.article)

    assert (revision.number, revision.opened_by, revision.reading) == (1, "first", ONE)
    assert revision.seen_from == revision.seen_until == NOON
    assert store.capture_of(revision.snapshot) == capture("one", full=True)


def test_a_snapshot_knows_its_artefacts_and_why_one_is_missing(store: Store, task: CaptureTask) -> None:
    snapshot = store.snapshot(1)

    assert [name for name, _ in snapshot.digests] == ["dom", "manifest", "mhtml", "response"]
    assert snapshot.headers == capture("one", full=True).headers
    assert store.artefact(1, "response") == capture("one", full=True).response.content
    with pytest.raises(UsageError, match="the page was too tall"):
        store.artefact(1, "screenshot")
    with pytest.raises(UsageError, match="has no 'film'; it has dom, manifest"):
        store.artefact(1, "film")
    with pytest.raises(UsageError, match="no snapshot 99"):
        store.snapshot(99)


def test_resources_come_back_with_bodies_or_reasons(store: Store, task: CaptureTask) -> None:
    style, script = store.resources(1)

    assert style == capture(full=True).resources[0]
    assert (script.body.content, script.body.missing) == (None, "refused")


def test_refused_connections_are_listed_for_every_visit(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=5)

    found = store.db.execute("SELECT visit, host, port, reason, times FROM refusals").fetchall()

    reason = "not on the public internet"
    assert [tuple(row) for row in found] == [(1, "10.0.0.1", 80, reason, 1), (2, "10.0.0.1", 80, reason, 1)]


# --- same ----------------------------------------------------------------------------------------


def test_an_unchanged_visit_leaves_no_file_and_extends_the_span(store: Store, task: CaptureTask) -> None:
    before = files(store)

    visit = see(store, task, ONE, Same(), minutes=30)

    assert files(store) == before
    assert visit.snapshot is None
    assert store.revisions(task.article)[0].seen_until == at(30)


def test_an_unchanged_visit_adds_no_reading(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=30)

    assert store.db.execute("SELECT count(*) FROM readings").fetchone()[0] == 1


def test_an_unchanged_visit_keeps_digest_and_size_in_its_row(store: Store, task: CaptureTask) -> None:
    taken = capture("one", when=at(30), noise=7)
    kept = store.keep(task, taken)
    visit = see(store, task, ONE, Same(), minutes=30, taken=taken)

    row = store.db.execute("SELECT * FROM visits WHERE id = ?", (visit.id,)).fetchone()

    assert taken.dom is not None
    assert taken.dom.content is not None
    assert (row["dom_digest"], row["dom_bytes"]) == (kept.digest("dom"), len(taken.dom.content))
    assert row["capture"] == kept.key


def test_a_home_can_keep_the_files_of_unchanged_visits(root: Path) -> None:
    paths = root / "db" / "archive.db", root / "snapshots"
    with Store.open(*paths, keep_unchanged=True) as store:
        task = watch(store)
        see(store, task, ONE, First(), minutes=0)

        visit = see(store, task, ONE, Same(), minutes=5, taken=capture("one", when=at(5), full=True))

        assert visit.snapshot == 2
        assert store.capture_of(2) == capture("one", when=at(5), full=True)
        assert len(store.revisions(task.article)) == 1


def test_a_change_that_a_later_look_does_not_see_is_dropped(store: Store, task: CaptureTask) -> None:
    see(store, task, TWO, Changed(), minutes=10)

    see(store, task, ONE, Same(), minutes=11)

    assert store.memory(task.article).pending is None
    assert len(store.revisions(task.article)) == 1
    assert list(store.edits()) == []


# --- changed and edited --------------------------------------------------------------------------


def test_a_change_waits_for_its_second_look(store: Store, task: CaptureTask) -> None:
    visit = see(store, task, TWO, Changed(), minutes=10)

    pending = store.memory(task.article).pending

    assert pending is not None
    assert (pending.seen_at, pending.visit, pending.snapshot) == (at(10), visit.id, visit.snapshot)
    assert pending.fingerprint == fingerprint(TWO)
    (confirm,) = store.claim_due(at(70))
    assert (confirm.purpose, confirm.depth) == (Purpose.CONFIRM, Depth.FULL)


def test_an_edit_opens_a_revision_at_the_first_of_two_looks_that_agree(
    store: Store, task: CaptureTask
) -> None:
    see(store, task, ONE, Same(), minutes=5)
    see_edit(store, task, ONE, TWO, minutes=10)

    _, revision = store.revisions(task.article)
    (edit,) = store.edits()

    assert (revision.number, revision.opened_by, revision.reading) == (2, "edit", TWO)
    assert (revision.seen_from, revision.seen_until) == (at(10), at(11))
    assert store.snapshot(revision.snapshot).captured_at == at(10)
    assert (edit.not_before, edit.not_after) == (at(5), at(10))
    assert edit.id == revision.id


def test_an_edit_is_dated_by_the_second_look_if_the_first_saw_something_else(
    store: Store, task: CaptureTask
) -> None:
    three = reading("The bridge is gone.", "It rained.")
    see(store, task, three, Changed(), minutes=10)

    see(store, task, TWO, replace(edited(ONE, TWO), opens_here=True), minutes=12)

    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, at(12))
    assert store.revisions(task.article)[1].seen_from == at(12)


def test_an_edit_comes_back_as_it_was_assessed(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)

    (edit,) = store.edits()

    verdict = edited(ONE, TWO)
    assert edit.assessment == verdict.assessment
    assert edit.blocks == (("edited", 1), ("same", 1))
    assert edit.fields == (("headline", "Storm warning", "Bridge closed"),)
    assert edit.body == ("The bridge is open.", "The bridge is closed.")
    assert (edit.old, edit.new, edit.kind, edit.url) == (1, 2, "edit", URL)


def test_each_changed_field_is_a_row_and_the_body_is_one(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)

    found = store.db.execute("SELECT field, old, new, weight FROM edit_feed ORDER BY field").fetchall()

    assert [tuple(row) for row in found] == [
        ("body", "The bridge is open.", "The bridge is closed.", "substantive"),
        ("headline", "Storm warning", "Bridge closed", "substantive"),
    ]


def test_a_reversion_names_the_revision_whose_text_is_back(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)
    see(store, task, ONE, Changed(), minutes=20)

    see(store, task, ONE, edited(TWO, ONE, reverts_to=1), minutes=21)

    *_, edit = store.edits()
    assert (edit.kind, edit.reverts_to, edit.new) == ("reversion", 1, 3)
    assert store.revisions(task.article)[2].opened_by == "reversion"


def test_the_last_sight_of_the_old_text_is_kept_for_good(store: Store, task: CaptureTask) -> None:
    last = capture("one", when=at(8), noise="last")
    see(store, task, ONE, Same(), minutes=5)
    see(store, task, ONE, Same(), minutes=8, taken=last)

    see_edit(store, task, ONE, TWO, minutes=10)

    kept = store.db.execute("SELECT last_snapshot FROM revisions WHERE number = 1").fetchone()[0]
    assert store.snapshot(kept).captured_at == at(8)
    assert store.capture_of(kept) == last
    assert [visit.snapshot for visit in store.visits(task.article)][3] is None  # the sight before it
    assert store.db.execute("SELECT count(*) FROM last_sights").fetchone()[0] == 0


def test_what_the_last_sight_did_not_keep_is_said_to_be_missing(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=8, taken=capture("one", when=at(8), noise=1, full=True))

    see_edit(store, task, ONE, TWO, minutes=10)

    kept = store.db.execute("SELECT last_snapshot FROM revisions WHERE number = 1").fetchone()[0]
    with pytest.raises(UsageError, match="not kept: "):
        store.artefact(kept, "mhtml")
    assert store.resources(kept)[0].body.content is not None  # a file of the same bytes was there already


def test_a_block_that_left_and_came_back_has_two_spans(store: Store, task: CaptureTask) -> None:
    see_edit(store, task, ONE, TWO, minutes=10)
    see_edit(store, task, TWO, ONE, minutes=20)

    found = store.db.execute(
        "SELECT from_revision, to_revision FROM block_spans JOIN blocks ON blocks.id = block_spans.block"
        " WHERE blocks.text = 'The bridge is open.' ORDER BY from_revision"
    ).fetchall()

    assert [tuple(row) for row in found] == [(1, 1), (3, None)]


def test_a_clock_that_went_back_does_not_turn_the_interval_round(store: Store, task: CaptureTask) -> None:
    see(store, task, ONE, Same(), minutes=50)

    see(store, task, TWO, edited(ONE, TWO), minutes=40)

    (edit,) = store.edits()
    assert edit.not_before <= edit.not_after == at(40)
    assert verify(store).ok


def test_a_verdict_of_a_text_needs_the_text(store: Store, task: CaptureTask) -> None:
    kept = store.keep(task, capture("x", when=at(3)))

    with pytest.raises(ValueError, match="needs a reading"):
        store.record(kept, found(kept, None, Changed()), next_visit=None, now=at(3))

    assert store.count_visits(task.article) == 1


# --- failures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        pytest.param(ConnectionFailed(URL, "reset"), Outcome.FAILED, id="no-answer"),
        pytest.param(NavigationTimeout(URL, seconds=60), Outcome.FAILED, id="timeout"),
        pytest.param(RobotsRefused(URL, user_agent="A"), Outcome.REFUSED, id="robots"),
        pytest.param(AddressRefused(URL, address="10.0.0.1", reason="private"), Outcome.REFUSED, id="guard"),
    ],
)
def test_a_failure_is_a_visit_with_its_reason(
    store: Store, task: CaptureTask, error: ConnectionFailed, outcome: Outcome
) -> None:
    visit = store.record_failure(task, error, now=at(5), next_visit=at(65))

    assert (visit.outcome, visit.reason, visit.snapshot) == (outcome, str(error), None)
    article = store.find_article(URL)
    assert (article.failures, article.next_visit) == (1, at(65))
    assert store.claim([article.id], at(6))[0].attempt == 2


def test_a_failure_recorded_twice_is_one_visit(store: Store, task: CaptureTask) -> None:
    error = ConnectionFailed(URL, "reset")
    first = store.record_failure(task, error, now=at(5), next_visit=at(65))
    before = dump(store)

    assert store.record_failure(task, error, now=at(5), next_visit=at(99)) == first
    assert dump(store) == before


def test_a_sight_of_the_article_ends_a_row_of_failures(store: Store, task: CaptureTask) -> None:
    store.record_failure(task, ConnectionFailed(URL, "reset"), now=at(5), next_visit=at(6))

    see(store, task, ONE, Same(), minutes=6)

    assert store.find_article(URL).failures == 0
