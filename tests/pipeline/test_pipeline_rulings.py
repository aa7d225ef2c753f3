"""People rule on captures: what is told follows them, the evidence does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rounds import EDITED, NOON, PARAGRAPHS, URL, Visiting, capture, outcomes, page

from archiver.errors import UsageError
from archiver.orchestration.ruling import accept
from archiver.store import Sought, Store

LATER = NOON + timedelta(hours=5)
TEST_PAGE = page("Test page", "This is a test of the publishing system, please ignore.", *PARAGRAPHS[1:])


def rule_out(store: Store, number: int) -> None:
    revision = store.revision(store.find_article(URL).id, number)
    store.rule_on(revision.id, is_article=False, by="Ann", why="a test page", now=LATER)


def test_a_revision_that_is_ruled_out_is_told_no_longer_and_kept(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0), *(capture(TEST_PAGE, 60 + n) for n in range(8)), rounds=2)
    article = store.find_article(URL).id
    assert [edit.new for edit in store.edits()] == [2]
    files = sorted(store.folder.root.rglob("*"))

    rule_out(store, 2)

    assert not list(store.edits())
    assert store.db.execute("SELECT count(*) FROM edit_feed").fetchone()[0] == 0
    assert [revision.number for revision in store.revisions(article)] == [1, 2]
    assert sorted(store.folder.root.rglob("*")) == files
    (ruling,) = store.rulings(article)
    assert (ruling.revision, ruling.by, ruling.why, ruling.ruled_at) == (2, "Ann", "a test page", LATER)
    assert store.search(Sought.of("ignore"), limit=9).hits == (), "these words were never in the article"
    assert "please ignore" in store.revision(article, 2).reading.text, "and yet they are kept"


def test_the_history_goes_on_from_the_revision_before(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0), *(capture(TEST_PAGE, 60 + n) for n in range(8)), rounds=2)
    rule_out(store, 2)

    again = visiting(capture(page(), 120), capture(TEST_PAGE, 180), rounds=2)
    assert outcomes(again) == ["same", "suspect"]
    assert again[1].reason is not None
    assert "as a person said" in again[1].reason

    visiting(capture(EDITED, 240), capture(EDITED, 241))
    (edit,) = store.edits()
    assert (edit.old, edit.new) == (1, 3)
    assert edit.not_before == NOON + timedelta(minutes=120)


def test_the_step_that_left_it_is_told_no_longer_either_and_both_again_when_it_is_taken_back(
    store: Store, visiting: Visiting
) -> None:
    visiting(capture(page(), 0), *(capture(TEST_PAGE, 60 + n) for n in range(8)), rounds=2)
    visiting(*(capture(EDITED, 120 + n) for n in range(8)))
    told = [(edit.old, edit.new) for edit in store.edits()]
    assert told == [(1, 2), (2, 3)]

    rule_out(store, 2)
    assert not list(store.edits())

    revision = store.revision(store.find_article(URL).id, 2)
    store.rule_on(revision.id, is_article=True, by="Bob", why="it was no test", now=LATER)
    assert [(edit.old, edit.new) for edit in store.edits()] == told


def test_a_doubted_capture_that_is_the_article_opens_its_first_revision(
    store: Store, visiting: Visiting
) -> None:
    (visit,) = visiting(capture(page(), 0, status=403))
    assert visit.outcome.value == "suspect"
    assert visit.snapshot is not None

    ruling = accept(store, visit.article, visit.snapshot, by="Ann", why="read in full", now=LATER)

    assert (ruling.revision, ruling.is_article) == (1, True)
    (first,) = store.revisions(visit.article)
    assert (first.opened_by, first.seen_from) == ("first", NOON)
    assert first.reading.headline == "Ferry cancelled as storm nears"
    later = visiting(
        capture(page(), 60, status=403),
        capture(page("Sign in", "Please sign in."), 120, status=403),
        rounds=2,
    )
    assert outcomes(later) == ["same", "suspect"], (
        "a page of that kind that has the text, and one that has not"
    )


def test_a_doubted_capture_that_is_the_article_is_an_edit_without_a_second_look(
    store: Store, visiting: Visiting
) -> None:
    _, visit = visiting(capture(page(), 0), capture(EDITED, 60, status=403), rounds=2)
    assert visit.snapshot is not None
    accept(store, visit.article, visit.snapshot, by="Ann", why="read in full", now=LATER)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))


def test_a_capture_older_than_what_is_known_is_only_noted(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), capture(EDITED, 60, status=403), capture(page(), 120), rounds=3)
    snapshot = visits[1].snapshot
    assert snapshot is not None
    ruling = accept(store, visits[1].article, snapshot, by="Ann", why="read in full", now=LATER)
    assert ruling.revision is None
    assert len(store.revisions(visits[1].article)) == 1
    assert not list(store.edits())


def test_what_cannot_be_read_cannot_be_the_article(store: Store, visiting: Visiting) -> None:
    (visit,) = visiting(capture(b"", 0))
    assert visit.snapshot is not None
    with pytest.raises(UsageError, match="cannot be read"):
        accept(store, visit.article, visit.snapshot, by="Ann", why="?", now=LATER)
    assert store.rulings(visit.article) == ()
