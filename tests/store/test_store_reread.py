"""Rereading an archive: a report of before and after, never an edit, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from store_samples import NOON, at, capture, dump, files, fingerprint, see, see_edit, watch

from archiver.archive.working import Archive
from archiver.capture.replay import ReplayCapturer
from archiver.diff.rereading import summarize
from archiver.errors import UnknownSource
from archiver.home import Home
from archiver.model.capture import Artefact, Capture, Purpose
from archiver.model.reading import Block, BlockKind, Reading
from archiver.model.revision import First, Moved, Outcome
from archiver.model.typed import in_words
from archiver.normalize.reader import READER, observe, reader_for
from archiver.normalize.sites import SiteReader
from archiver.orchestration import finding
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

PARAGRAPHS = [
    "The harbour bridge will be closed for repairs until spring, the council decided on Monday night.",
    "The mayor said that 4,000 people cross it every day and that buses would take the northern road.",
    "Repairs will cost 4.2 million, said the council, and the state will pay for one half of them.",
]
NEWS = "<article><h1>Bridge closed until spring</h1><p>" + "<p>".join(PARAGRAPHS) + "</article>"
BLOCKS = tuple(Block(text=text) for text in PARAGRAPHS)
READ = Reading(reader=READER, headline="Bridge closed until spring", blocks=BLOCKS)
BADLY = replace(
    READ,
    reader="generic/0",
    headline="Gazette",
    blocks=(*BLOCKS[:2], Block(text="Sign up for our newsletter", kind=BlockKind.HEADING)),
)
UNREADABLE = "<aside>" * 190 + "<p>x</p>" * 12_000  # more than the reader takes


def shown(html: str, minutes: float = 0) -> Capture:
    content = f"<!doctype html><html><body>{html}</body></html>".encode()
    return replace(
        capture(when=at(minutes)),
        response=Artefact(content=content, media_type="text/html"),
        dom=Artefact(content=content, media_type="text/html"),
    )


@pytest.fixture
def archive(home: Home) -> Iterator[Archive]:
    with Archive.open(home, now=lambda: at(60)) as archive:
        yield archive


@pytest.fixture
def store(archive: Archive) -> Store:
    return archive.store


def keep(store: Store, reading: Reading, html: str = NEWS) -> None:
    """Have the archive hold one article, as some reader read it."""
    see(store, watch(store), reading, First(), minutes=0, taken=shown(html))


def visit(store: Store, *captures: Capture) -> list[Outcome]:
    steps = Steps(
        capturer=ReplayCapturer(captures),
        store=store,
        now=lambda: at(90),
        permitted=lambda task: None,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )
    tasks = store.claim((1,), NOON, purpose=Purpose.ROUTINE)
    return [visit.outcome for visit in round_(tasks, steps)]


def test_the_report_tells_fields_blocks_and_kinds_before_and_after(archive: Archive, store: Store) -> None:
    keep(store, BADLY)

    (one,) = archive.reread()

    said = one.as_dict()
    assert (said["before"], said["after"], said["differs"]) == ("generic/0", READER, True)
    assert said["diff"]["fields"]["headline"] == {"old": "Gazette", "new": "Bridge closed until spring"}
    assert [(block["kind"], block["spans"][0][1]) for block in said["diff"]["blocks"] if block["spans"]] == [
        ("removed", "Sign up for our newsletter"),
        ("added", PARAGRAPHS[2]),
    ]
    assert said["kinds"] == {"heading": [1, 0], "paragraph": [2, 3]}


def test_the_summary_counts_revisions_by_what_differs(archive: Archive, store: Store) -> None:
    keep(store, BADLY)

    total = summarize(archive.reread())

    assert (total.reread, total.differ, total.refused) == (1, 1, 0)
    assert total.changes["headline"] == total.changes["body added"] == total.changes["body removed"] == 1


def test_a_reread_is_a_rebase_and_the_old_reading_stays(archive: Archive, store: Store) -> None:
    keep(store, BADLY)

    list(archive.reread())

    assert list(store.edits()) == []
    assert list(archive.edits()) == []
    assert store.health(at(60)).edits == 0
    before, after = store.revisions(1)
    assert (before.reading, before.opened_by) == (BADLY, "first")
    assert (after.reading.text, after.opened_by) == (READ.text, "rebase")
    assert (after.seen_from, after.seen_until) == (before.seen_from, before.seen_until)


def test_a_second_reread_finds_nothing_new(archive: Archive, store: Store) -> None:
    keep(store, BADLY)
    list(archive.reread())
    before = dump(store)

    assert not any(one.differs for one in archive.reread())
    assert dump(store) == before


def test_a_dry_run_reports_the_same_and_writes_nothing(archive: Archive, store: Store) -> None:
    keep(store, BADLY)
    before = dump(store)

    reported = [one.as_dict() for one in archive.reread(dry_run=True)]

    assert dump(store) == before
    assert reported == [one.as_dict() for one in archive.reread()]


def test_a_source_that_is_not_declared_is_not_reread(archive: Archive, store: Store) -> None:
    keep(store, BADLY)

    with pytest.raises(UnknownSource):
        list(archive.reread("another"))


def test_a_page_that_todays_reader_refuses_keeps_its_reading(archive: Archive, store: Store) -> None:
    keep(store, BADLY, UNREADABLE)

    (one,) = archive.reread()

    assert (one.after, one.differs, one.changes) == (None, True, ())
    (revision,) = store.revisions(1)
    assert revision.reading == BADLY


def test_the_history_goes_on_after_evidence_that_is_damaged(store: Store) -> None:
    keep(store, BADLY)
    for file in files(store):
        file.unlink()

    visit(store, shown(NEWS, minutes=70))

    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase"]


def test_the_history_goes_on_after_a_page_that_cannot_be_reread(store: Store) -> None:
    keep(store, BADLY, UNREADABLE)

    visit(store, shown(NEWS, minutes=70))

    assert list(store.edits()) == []
    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase"]
    edited = NEWS.replace("4.2 million", "5.9 million")
    assert visit(store, shown(edited, minutes=80), shown(edited, minutes=81)) == ["changed", "edited"]
    assert len(list(store.edits())) == 1


GAZETTE = SiteReader(
    name="gazette", revision=1, hosts=("gazette.example",), since=date(2026, 11, 1), headline="h1"
)


@pytest.mark.parametrize(
    "sites",
    [
        pytest.param((GAZETTE,), id="a-site-reader-comes"),
        pytest.param((replace(GAZETTE, revision=2, drop=("h2",)),), id="its-revision-goes-up"),
        pytest.param((), id="it-is-given-up"),
    ],
)
def test_a_site_reader_counts_as_a_reader_of_its_own(
    archive: Archive, store: Store, sites: tuple[SiteReader, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is the same; what another reader makes of it is no edit, and is compared with its like."""
    page = NEWS.replace("<p>", "<h2>The works in detail</h2><p>", 2)
    before = READER if sites == (GAZETTE,) else "gazette/1"
    old = replace(READ, reader=before, headline="Read otherwise", blocks=BLOCKS[:2])
    keep(store, old, page)
    monkeypatch.setattr(finding, "observe", partial(observe, sites=sites))
    monkeypatch.setattr(finding, "reader_for", partial(reader_for, sites=sites))

    assert visit(store, shown(page, minutes=70)) == ["same"]

    assert list(store.edits()) == []
    current = store.memory(1).current
    assert current is not None
    assert current.reading.reader == (sites[0].reader if sites else READER) != before
    assert current.opened_by == "rebase"


MOVED_TO = "https://gazette.example/harbour-bridge"


def moved(html: str, minutes: float) -> Capture:
    return replace(shown(html, minutes), url=MOVED_TO, final_url=MOVED_TO)


@pytest.fixture
def far(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an article that moved to a host that has a site reader, from one that has none."""
    task = watch(store, "https://short.example/1")
    see(store, task, None, Moved(to=MOVED_TO), minutes=0, taken=replace(moved(NEWS, 0), url=task.url))
    monkeypatch.setattr(finding, "observe", partial(observe, sites=(GAZETTE,)))
    monkeypatch.setattr(finding, "reader_for", partial(reader_for, sites=(GAZETTE,)))


@pytest.mark.usefixtures("far")
def test_a_page_read_as_its_host_wants_is_not_read_again_at_each_visit(store: Store) -> None:
    visit(store, moved(NEWS, 60))
    for file in files(store):
        file.unlink()  # whoever rereads the snapshot finds it gone

    assert visit(store, moved(NEWS, 70)) == ["same"]


@pytest.mark.usefixtures("far")
def test_a_site_reader_that_comes_to_where_an_article_moved_hides_no_edit(store: Store) -> None:
    (task,) = store.claim((1,), NOON)
    see(store, task, READ, First(), minutes=60, taken=moved(NEWS, 60))
    edited = NEWS.replace("4.2 million", "5.9 million")

    assert visit(store, moved(edited, 70), moved(edited, 71)) == ["changed", "edited"]


def test_todays_reading_is_not_stored_twice_under_one_name(archive: Archive, store: Store) -> None:
    """Whoever changes the reader and forgets its revision sees it in the report, and nothing is mixed up."""
    keep(store, replace(BADLY, reader=READER))

    (one,) = archive.reread()

    assert one.differs
    (revision,) = store.revisions(1)
    assert revision.fingerprint == fingerprint(revision.reading)


def test_edits_from_before_are_told_what_they_are_about(archive: Archive, store: Store) -> None:
    """Nobody looked when they were recorded; then lists find them by it, and the indexes hold."""
    task = watch(store)
    before, after = (
        READ,
        replace(READ, blocks=(BLOCKS[0], Block(text=PARAGRAPHS[1].replace("4,000", "6,000")))),
    )
    see(store, task, before, First(), minutes=0, taken=shown(NEWS))
    see_edit(store, task, replace(before, blocks=BLOCKS[:2]), after, minutes=10)
    assert [edit.assessment.changes for edit in store.edits()] == [None]
    list(archive.reread(dry_run=True))
    assert [edit.assessment.changes for edit in store.edits()] == [None]
    list(archive.reread())
    (edit,) = store.edits(change="number")
    assert edit.assessment.changes is not None
    assert "number 4,000 → 6,000 people" in in_words(edit.assessment.changes)
    assert [found.id for found in store.edits(phrase="6,000 people")] == [edit.id]
    assert not archive.verify(texts=False).damaged
