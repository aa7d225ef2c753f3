"""The judge of `benchmarks/watch` finds nothing wrong with a perfect report, and every fault of a bad one."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import pytest

from archiver.demo.articles import Story, time_at
from archiver.demo.long_script import long_script
from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import Block, Caption, Notice, NoticeKind, Reading
from archiver.model.revision import Comparison, Edit, Event, Outcome, Revision, Visit
from benchmarks.watch.judge import LATER, Judge, Watch
from benchmarks.watch.told import Told
from benchmarks.watch.truth import Truth

SCRIPT = long_script()
TRUTH = Truth(SCRIPT, 40)


def read(story: Story) -> Reading:
    return Reading(
        reader="perfect/1",
        headline=story.headline,
        social_headline=story.headline,
        dek=story.dek,
        bylines=story.bylines,
        blocks=tuple(Block(text=block.removeprefix("## ").removeprefix("- ")) for block in story.blocks),
        captions=(Caption(text=story.picture.caption, credit=story.picture.credit),),
        notices=tuple(Notice(text=text, kind=NoticeKind.CORRECTION) for text in story.notices),
        modified_at=story.modified,
    )


def at(step: int):
    return time_at(step) + LATER


class Perfect:
    """A watcher that reads the newsroom's mind, once a step."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.events: list[Event] = []
        self.revisions: list[Revision] = []
        self.stories = {number: story.name for number, story in enumerate(SCRIPT.newsroom(0), start=1)}
        for article, name in self.stories.items():
            self._follow(article, name)

    def _follow(self, article: int, name: str) -> None:
        before, seen = None, 0
        for step in range(TRUTH.last + 1):
            story = TRUTH.state(name, step)
            if before is not None:
                self.events += self._events(article, before, story, seen, step)
            if not SCRIPT.shown(story, step):
                before = before and replace(before, gone=story.gone)
                continue
            self._see(article, story, seen, step)
            before, seen = story, step

    def _events(self, article: int, before: Story, now: Story, seen: int, step: int) -> Iterator[Event]:
        kinds = {
            "gone": now.gone and not before.gone,
            "returned": before.gone and not now.gone,
            "moved": now.path != before.path and SCRIPT.shown(now, step),
        }
        for kind, happened in kinds.items():
            if happened:
                yield Event(
                    id=len(self.events), article=article, url=now.path, source=None, kind=kind,
                    not_before=at(seen), not_after=at(step), detail="",
                )  # fmt: skip

    def _see(self, article: int, story: Story, seen: int, step: int) -> None:
        reading = read(story)
        known = [revision for revision in self.revisions if revision.article == article]
        found = fingerprint(reading)
        if known and known[-1].fingerprint == found:
            return
        revision = Revision(
            id=len(self.revisions), article=article, number=len(known) + 1, snapshot=0, reading=reading,
            fingerprint=found, seen_from=at(step), seen_until=at(step),
            opened_by="edit" if known else "first",
        )  # fmt: skip
        self.revisions.append(revision)
        if known:
            earlier = [r.number for r in known if r.fingerprint == found]
            self.told.append(tell(article, story.name, known[-1], revision, seen, max(earlier, default=None)))

    def judge(self) -> Judge:
        visits = tuple(
            Visit(id=0, article=article, url="", started_at=at(0), outcome=Outcome.SAME)
            for article in self.stories
        )
        return Judge(
            Watch(
                truth=TRUTH, told=self.told, events=self.events, revisions=self.revisions,
                stories=dict(self.stories), rounds=[visits] * (TRUTH.last + 1), requests=(),
            )
        )  # fmt: skip


def tell(
    article: int, story: str, old: Revision, new: Revision, seen: int, reverts_to: int | None = None
) -> Told:
    diff = compare(old.reading, new.reading)
    assessment = assess(old.reading, new.reading, diff)
    edit = Edit(
        id=new.id, article=article, url="", source=None, old=old.number, new=new.number,
        not_before=at(seen), not_after=new.seen_from,
        fields=tuple((f.name, f.old, f.new) for f in diff.fields),
        blocks=tuple(diff.counts().items()), assessment=assessment, reverts_to=reverts_to,
    )  # fmt: skip
    comparison = Comparison(url="", old=old, new=new, diff=diff, assessment=assessment)
    return Told(edit=edit, comparison=comparison, story=story)


@pytest.fixture(scope="module")
def untouched() -> Perfect:
    return Perfect()


@pytest.fixture
def perfect(untouched: Perfect) -> Perfect:
    """Return a perfect report that a test may spoil."""
    return deepcopy(untouched)


def index_of(perfect: Perfect, story: str, step: int) -> int:
    return next(
        n for n, told in enumerate(perfect.told) if told.story == story and told.edit.not_after == at(step)
    )


def article_of(perfect: Perfect, story: str) -> int:
    return next(article for article, name in perfect.stories.items() if name == story)


def test_nothing_is_wrong_with_a_perfect_report(perfect: Perfect) -> None:
    judge = perfect.judge()
    assert {kind: tally.wrong for kind, tally in judge.found.items() if tally.wrong} == {}
    assert judge.brief.wrong == []
    assert judge.noise.wrong == []
    assert judge.reversions.wrong == judge.moves.wrong == judge.happened.wrong == []
    assert judge.false_alarms == judge.variants_announced == judge.false_events == []
    assert judge.walls == []
    assert judge.reversions.of >= 5
    assert judge.moves.of == 4
    assert judge.happened.of == 7
    assert len(judge.unchanged) > 1000


def test_an_edit_that_is_not_reported_is_missed(perfect: Perfect) -> None:
    del perfect.told[index_of(perfect, "harbor-bridge", 2)]
    (missed,) = perfect.judge().found["digit"].wrong
    assert missed.startswith("2 harbor-bridge digit")


def test_an_edit_with_the_wrong_interval_is_missed_and_a_false_alarm(perfect: Perfect) -> None:
    place = index_of(perfect, "harbor-bridge", 2)
    told = perfect.told[place]
    perfect.told[place] = replace(told, edit=replace(told.edit, not_before=at(2), not_after=at(3)))
    judge = perfect.judge()
    assert "told of harbor-bridge" in judge.found["digit"].wrong[0]
    assert len(judge.false_alarms) == 1


def test_words_beside_a_true_edit_are_noise(perfect: Perfect) -> None:
    place = index_of(perfect, "harbor-bridge", 2)
    old, new = perfect.told[place].comparison.old, perfect.told[place].comparison.new
    louder = replace(
        new,
        reading=replace(
            new.reading, blocks=(*new.reading.blocks, Block(text="Otters are eating evidence again."))
        ),
    )
    perfect.told[place] = tell(old.article, "harbor-bridge", old, louder, 1)
    assert perfect.judge().noise_words == 5


def test_the_headline_of_a_trial_is_no_edit(perfect: Perfect) -> None:
    article = article_of(perfect, "museum-theft")
    (first,) = (r for r in perfect.revisions if r.article == article and r.number == 1)
    trial = SCRIPT.trial("museum-theft", 12)
    shown = replace(
        first, reading=replace(first.reading, headline=trial.headline), seen_from=at(12), number=2
    )
    perfect.told.append(tell(article, "museum-theft", first, shown, 11))
    judge = perfect.judge()
    assert len(judge.variants_announced) == 1
    assert len(judge.false_alarms) == 1


def test_a_headline_of_a_trial_mixed_into_a_true_edit_is_a_variant_too(perfect: Perfect) -> None:
    place = index_of(perfect, "tram-extension", 24)
    told = perfect.told[place]
    trial = SCRIPT.trial("tram-extension", 24)
    new = told.comparison.new
    mixed = replace(new, reading=replace(new.reading, headline=trial.headline))
    perfect.told[place] = tell(new.article, "tram-extension", told.comparison.old, mixed, 23)
    assert len(perfect.judge().variants_announced) == 1


def test_a_stored_wall_is_found_by_what_it_says(perfect: Perfect) -> None:
    article = article_of(perfect, "harbor-bridge")
    perfect.revisions.append(
        replace(
            perfect.revisions[0],
            article=article, number=99, seen_from=at(20),
            reading=Reading.from_text("Just a moment...", "Checking your browser. Ray ID 1234."),
        )
    )  # fmt: skip
    assert perfect.judge().walls == ["harbor-bridge revision 99, step 20: bot wall 403, 0% of the text"]


def test_a_false_alarm_at_a_redesign_is_named(perfect: Perfect) -> None:
    article = article_of(perfect, "otter-count")
    (first,) = (r for r in perfect.revisions if r.article == article)
    drifted = replace(first, reading=replace(first.reading, dek=None), seen_from=at(30), number=2)
    perfect.told.append(tell(article, "otter-count", first, drifted, 29))
    assert len(perfect.judge().redesign_alarms) == 1


def test_a_reversion_told_as_an_edit_is_not_named(perfect: Perfect) -> None:
    place = index_of(perfect, "police-review", 9)
    told = perfect.told[place]
    perfect.told[place] = replace(told, edit=replace(told.edit, reverts_to=None))
    assert perfect.judge().reversions.wrong == ["9 police-review reversion: told as edit"]


def test_a_move_shown_as_deletion_and_addition_is_not_named(perfect: Perfect) -> None:
    place = index_of(perfect, "ferry-contract", 14)
    told = perfect.told[place]
    perfect.told[place] = replace(told, edit=replace(told.edit, blocks=(("removed", 1), ("added", 1))))
    assert len(perfect.judge().moves.wrong) == 1


def test_an_event_reported_a_visit_late_is_late(perfect: Perfect) -> None:
    perfect.events = [
        replace(event, not_after=at(7)) if event.kind == "gone" and event.not_after == at(6) else event
        for event in perfect.events
    ]
    judge = perfect.judge()
    assert [line.partition(":")[0] for line in judge.happened.wrong] == ["6 landlord-suit gone"]
    assert len(judge.false_events) == 1


def test_a_story_under_two_articles_is_a_split_history(perfect: Perfect) -> None:
    perfect.stories[999] = "arena-roof"
    assert perfect.judge().split_histories == ["arena-roof: 2 articles"]
