"""Situations from the field, replayed: what is told of each in the usual looks, and what never is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pytest
from field_plays import ELSEWHERE, PLAYS, Play
from homes import empty_archive
from rounds import capture

from archiver.model.capture import Capture, CaptureTask, Hop
from archiver.model.revision import Edit, Event, Outcome, Visit
from archiver.orchestration.rounds import Steps, round_
from archiver.store import Store

SITE = "https://quay.example"
BEGIN = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""Shortly after the articles were published."""

STAGE, AGAIN = timedelta(hours=9), timedelta(hours=3)
LATE = timedelta(hours=60)
"""After every patience of 48 hours."""

DOUBTED = {Outcome.SUSPECT, Outcome.GONE, Outcome.FAILED}


@dataclass(slots=True)
class Told:
    """What came of a play."""

    visits: list[tuple[int, Visit]] = field(default_factory=list)  # stage
    edits: list[tuple[int, Edit]] = field(default_factory=list)  # stage
    events: list[Event] = field(default_factory=list)

    def outcomes(self, stage: int) -> set[Outcome]:
        return {visit.outcome for at, visit in self.visits if at == stage}

    @property
    def summaries(self) -> list[str]:
        return [edit.assessment.summary for _, edit in self.edits]


@dataclass(slots=True)
class Looks:
    """A site that shows the pages of a stage in turn."""

    pages: Iterator[str]
    at: datetime
    elsewhere: str = ""

    def capture_all(self, tasks: Iterable[CaptureTask]) -> Iterator[tuple[CaptureTask, Capture]]:
        for task in tasks:
            self.at += timedelta(seconds=10)
            yield task, self._capture(task.url)

    def _capture(self, url: str) -> Capture:
        seen = replace(capture(next(self.pages).encode(), 0, url=url), captured_at=self.at, dom=None)
        if not self.elsewhere:
            return seen
        there = f"{SITE}/{self.elsewhere}"
        return replace(seen, final_url=there, hops=(Hop(url=url, status=302, location=there),))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return one archive for all plays, each of an article of its own."""
    root: Path = tmp_path_factory.mktemp("field")
    empty_archive(root)
    with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
        yield store


def play(store: Store, name: str, case: Play) -> Told:
    url = f"{SITE}/{case.path}{name.replace('/', '-')}"
    article = store.add_article(url, source=None, now=BEGIN, next_visit=BEGIN)[0].id
    told = Told()
    for stage, pages in enumerate(case.stages):
        looks = cycle(pages)
        begin = BEGIN + stage * STAGE
        for after in (timedelta(), LATE if stage + 1 == len(case.stages) else AGAIN):
            site = Looks(looks, begin + after, case.elsewhere if stage == 1 else "")
            told.visits += (
                (stage, visit) for visit in round_(claimed(store, article, site.at), steps(store, site))
            )
        known = {edit.id for _, edit in told.edits}
        told.edits += ((stage, edit) for edit in store.edits(url=url) if edit.id not in known)
    told.events = [event for event in store.events() if event.article == article]
    return told


def claimed(store: Store, article: int, at: datetime) -> tuple[CaptureTask, ...]:
    return store.claim((article,), at)


def steps(store: Store, site: Looks) -> Steps:
    return Steps(
        capturer=site,
        store=store,
        now=lambda: site.at,
        permitted=lambda task: None,
        jitter=lambda: 0.0,
        sleep=lambda seconds: None,
    )


def untouched(told: Told) -> None:
    assert told.summaries == []
    assert not (told.outcomes(0) | told.outcomes(1)) & DOUBTED


def the_edit_alone(told: Told) -> None:
    ((stage, edit),) = told.edits
    assert stage == 1
    assert edit.body is not None
    assert ("4.2 mil" in str(edit.body[0]), "6.2 mil" in str(edit.body[1])) == (True, True)
    assert edit.fields == ()
    assert len(told.visits) < 30


def told_later(told: Told) -> None:
    assert {stage for stage, _ in told.edits} == {1}


def disclosed(told: Told) -> None:
    told_later(told)
    assert {edit.assessment.disclosure.kind for _, edit in told.edits} <= {
        "correction", "clarification", "update", "editors_note",
    }  # fmt: skip


def withdrawn(told: Told) -> None:
    assert [edit.assessment.disclosure.kind for _, edit in told.edits] in ([], ["retraction"])
    assert told.edits or "gone" in {event.kind for event in told.events}


def wall_then_article(told: Told) -> None:
    assert told.outcomes(0) <= DOUBTED
    assert Outcome.FIRST in told.outcomes(1)
    assert told.summaries == []


def article_then_wall(told: Told) -> None:
    assert told.outcomes(1) <= DOUBTED
    assert told.summaries == []


def another_article(told: Told) -> None:
    assert told.summaries == []
    assert Outcome.SUSPECT in told.outcomes(1)


def another_person(told: Told) -> None:
    told_later(told)
    (_, edit), *_ = told.edits
    assert edit.assessment.weight == "substantive"
    assert "name changed" in str(edit.assessment.reasons)
    assert "spelling" not in edit.assessment.summary


def new_entry_alone(told: Told) -> None:
    told_later(told)
    assert "removed" not in str(told.summaries)


def never_told(told: Told) -> None:
    assert [stage for stage, _ in told.edits] == [2]
    assert "6.2 mil" in str(told.edits[0][1].body)
    assert Outcome.MOVED not in told.outcomes(1)


RIGHT = {
    "untouched": untouched,
    "the edit alone": the_edit_alone,
    "told": told_later,
    "disclosed": disclosed,
    "withdrawn": withdrawn,
    "a wall, then the article": wall_then_article,
    "the article, then a wall": article_then_wall,
    "another article": another_article,
    "another person": another_person,
    "the new entry alone": new_entry_alone,
    "never told, the edit is": never_told,
}


@pytest.mark.parametrize("name", PLAYS)
def test_a_situation_from_the_field_is_told_as_it_is(store: Store, name: str) -> None:
    RIGHT[PLAYS[name].right](play(store, name, PLAYS[name]))


def test_what_is_not_replayed_is_proven_elsewhere() -> None:
    tests = Path(__file__).parent.parent
    for slug, where in ELSEWHERE.items():
        path, _, name = where.partition("::")
        assert f"def {name}(" in (tests / path).read_text("utf-8"), slug
    assert not ELSEWHERE.keys() & PLAYS.keys()
