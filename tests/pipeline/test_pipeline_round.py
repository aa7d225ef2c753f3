"""A round over captures at hand: evidence, second looks, like with like, announcements."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archiver import pipeline
from archiver.capture.replay import ReplayCapturer
from archiver.errors import CaptureError, ConnectionFailed, NotifyError
from archiver.model.capture import Artefact, Browser, Capture, CaptureTask, Purpose
from archiver.model.revision import Edit, Outcome, Visit
from archiver.normalize.reader import READER
from archiver.pipeline import Steps, round_
from archiver.store import Store

URL = "https://gazette.example/2026/storm-warning"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)

PARAGRAPHS = (
    "The ferry to the outer islands will not sail on Tuesday, the harbor master said, because of a storm"
    " that is expected to bring winds of 70 miles an hour and waves of 18 feet.",
    "“We have not closed the line for two days in a row since 1993,” said Ines Calder, who has run the"
    " harbor for eleven years. “I would rather apologize to 400 people than search for four.”",
    "Schools on the islands will stay closed as well. The council has opened the town hall to anyone whose"
    " house lies less than six feet above the tide line.",
)


def page(headline: str = "Ferry cancelled as storm nears", *paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title></head><body><article>'
        f"<h1>{headline}</h1><p class=byline>By Ada Quill</p>{body}</article></body></html>"
    ).encode()


def capture(html: bytes, minutes: float, *, status: int = 200, url: str = URL) -> Capture:
    return Capture(
        url=url,
        final_url=url,
        captured_at=NOON + timedelta(minutes=minutes),
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"),),
        response=Artefact(content=html, media_type="text/html"),
        dom=Artefact(content=html, media_type="text/html"),
        browser=Browser(product="Replay/1"),
        took=timedelta(seconds=1),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "db" / "archive.db", tmp_path / "snapshots") as store:
        store.add_article(URL, source=None, now=NOON, next_visit=NOON)
        yield store


Visiting = Callable[..., list[Visit]]


@pytest.fixture
def visiting(store: Store) -> Visiting:
    """Return a function that plays captures, one a visit, and gives the visits of that many rounds."""

    def play(*captures: Capture | CaptureError, rounds: int = 1, **settings: object) -> list[Visit]:
        steps = Steps(
            capturer=ReplayCapturer(captures),
            store=store,
            now=lambda: max(c.captured_at for c in captures if isinstance(c, Capture)),
            permitted=lambda task: None,
            jitter=lambda: 0.0,
            sleep=lambda seconds: None,
            **settings,  # type: ignore[arg-type]
        )
        visits: list[Visit] = []
        for _ in range(rounds):
            article = store.find_article(URL).id
            visits += round_(store.claim((article,), NOON, purpose=Purpose.ROUTINE), steps)
        return visits

    return play


def outcomes(visits: Sequence[Visit]) -> list[str]:
    return [visit.outcome.value for visit in visits]


EDITED = page(
    "Ferry cancelled as storm nears", PARAGRAPHS[0].replace("70 miles", "90 miles"), *PARAGRAPHS[1:]
)


def test_evidence_first(store: Store, visiting: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the reader is called the capture is on the disk, and a reader that dies does not lose it."""
    seen: list[list[Path]] = []

    def dying(*_: object, **__: object) -> None:
        seen.append([path for path in store.folder.root.rglob("*") if path.is_file()])
        raise MemoryError

    monkeypatch.setattr(pipeline, "read", dying)
    with pytest.raises(MemoryError):
        visiting(capture(page(), 0))
    assert seen[0]


def test_a_change_takes_two_looks_in_one_round(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61), rounds=2)
    assert outcomes(visits) == ["first", "changed", "edited"]
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))


def test_a_change_that_the_second_look_does_not_see_is_a_variant_and_no_edit(
    store: Store, visiting: Visiting
) -> None:
    visits = visiting(capture(page(), 0), capture(EDITED, 60), capture(page(), 61), rounds=2)
    assert outcomes(visits) == ["first", "changed", "variant"]
    assert not list(store.edits())
    assert [event.kind for event in store.events()] == ["variant"]


def test_a_page_that_differs_at_every_look_is_never_an_edit(store: Store, visiting: Visiting) -> None:
    looks = [capture(page(f"Headline number {n}"), n) for n in range(1, 7)]
    visits = visiting(capture(page(), 0), *looks, rounds=3)
    assert set(outcomes(visits[1:])) == {"changed"}
    assert not list(store.edits())


def test_doubt_is_not_news(store: Store, visiting: Visiting) -> None:
    wall = capture(b"<html><title>Access Denied</title><h1>Access Denied</h1></html>", 30, status=403)
    visits = visiting(capture(page(), 0), wall, capture(page(), 60), rounds=3)
    assert outcomes(visits) == ["first", "suspect", "same"]
    (revision,) = store.revisions(1)
    assert (revision.seen_from, revision.seen_until) == (NOON, NOON + timedelta(minutes=60))


def test_an_edit_behind_a_wall_is_found_with_the_wall_inside_its_interval(
    store: Store, visiting: Visiting
) -> None:
    wall = capture(b"<html><title>Access Denied</title><h1>Access Denied</h1></html>", 30, status=403)
    visiting(capture(page(), 0), wall, capture(EDITED, 60), capture(EDITED, 61), rounds=3)
    (edit,) = store.edits()
    assert (edit.not_before, edit.not_after) == (NOON, NOON + timedelta(minutes=60))


def test_a_document_that_never_ends_is_suspect_and_no_edit(store: Store, visiting: Visiting) -> None:
    half = capture(page("Ferry cancelled as storm nears", *PARAGRAPHS[:2]), 30)
    cut = replace(half, dom=replace(half.dom, partial=True))  # type: ignore[type-var]
    visits = visiting(capture(page(), 0), cut, cut, rounds=3)
    assert outcomes(visits) == ["first", "suspect", "suspect"]
    assert not list(store.edits())


def test_gone_and_returned_are_events_and_the_text_is_compared_across_them(
    store: Store, visiting: Visiting
) -> None:
    gone = capture(b"<html><h1>Gone</h1></html>", 30, status=410)
    visits = visiting(capture(page(), 0), gone, gone, capture(EDITED, 60), capture(EDITED, 61), rounds=4)
    assert outcomes(visits) == ["first", "gone", "gone", "returned", "edited"]
    assert next((event.kind, event.detail) for event in store.events()) == ("gone", "status 410")
    assert len(list(store.edits())) == 1


def test_like_with_like(store: Store, visiting: Visiting) -> None:
    """A better reader rereads the old snapshot first; what it reads differently is never an edit."""
    visiting(capture(page(), 0))
    with sqlite3.connect(store.path) as older:
        older.execute("UPDATE readings SET reader = 'generic/0', headline = 'Read badly'")
        older.execute("UPDATE revisions SET fingerprint = '1:of the older reader'")
    visits = visiting(capture(page(), 30))
    assert outcomes(visits) == ["same"]
    assert not list(store.edits())
    assert [revision.opened_by for revision in store.revisions(1)] == ["first", "rebase"]
    assert store.memory(1).current.reading.reader == READER  # type: ignore[union-attr]


def test_a_reread_with_the_same_result_opens_nothing(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0))
    (revision,) = store.revisions(1)
    assert pipeline.reread_snapshot(revision, store, NOON) is False
    assert len(store.revisions(1)) == 1


def test_a_visit_without_an_answer_is_a_failure_with_its_reason(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(page(), 0), ConnectionFailed(URL, "connection refused"), rounds=2)
    assert [visit.outcome for visit in visits] == [Outcome.FIRST, Outcome.FAILED]
    assert "connection refused" in (visits[1].reason or "")


class Listening:
    def __init__(self) -> None:
        self.heard: list[Edit] = []

    def send(self, edits: Sequence[Edit]) -> None:
        self.heard += edits


class Failing:
    def send(self, edits: Sequence[Edit]) -> None:
        raise NotifyError("failing", "nobody is there")


def test_an_edit_is_announced_once_and_a_failing_channel_keeps_nobody_from_hearing(
    store: Store, visiting: Visiting
) -> None:
    listening = Listening()
    captures = (capture(page(), 0), capture(EDITED, 60), capture(EDITED, 61))
    visits = visiting(*captures, rounds=3, channels=(Failing(), listening))
    assert outcomes(visits) == ["first", "changed", "edited", "edited"], "the last was recorded before"
    assert [edit.new for edit in listening.heard] == [2]


def test_a_refused_visit_is_recorded_and_nothing_is_asked(store: Store) -> None:
    class Untouched:
        def capture_all(self, tasks: Sequence[CaptureTask]) -> Iterator[tuple[CaptureTask, Capture]]:
            assert not list(tasks)
            return iter(())

    steps = Steps(
        capturer=Untouched(),  # type: ignore[arg-type]
        store=store,
        now=lambda: NOON,
        permitted=lambda task: ConnectionFailed(task.url, "robots.txt is not to be had"),
        jitter=lambda: 0.0,
    )
    (visit,) = round_(store.claim((1,), NOON, purpose=Purpose.ROUTINE), steps)
    assert visit.outcome is Outcome.FAILED
