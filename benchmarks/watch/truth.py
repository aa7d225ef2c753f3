"""What a perfect watcher would report: the truth of a script, in values that a report is held against."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from archiver.demo.articles import Story, time_at
from archiver.demo.changes import (
    Added,
    Captioned,
    Change,
    Cut,
    Headlined,
    Noted,
    Readdressed,
    Reworded,
    Shifted,
    Signed,
    Subtitled,
    holds,
)
from archiver.demo.markup import clock
from archiver.demo.script import Script, ScriptedEdit, Trial

Words = Counter[str]

EVENTS = frozenset({"gone", "moved", "returned"})
"""Kinds that are reported as events; all others are edits."""

PARTS = {
    "headline": "headline",
    "social_headline": "headline",
    "search_headline": "headline",
    "dek": "dek",
    "bylines": "bylines",
    "captions": "captions",
    "notices": "notices",
}
"""Field of a reading → part of a story. What a field repeats of another is no noise."""


def words(*texts: str) -> Words:
    """Return the words of texts, without punctuation and case."""
    return Counter(word for text in texts for word in re.findall(r"\w+", text.lower()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Which words an edit takes away from and brings to a part of the article."""

    part: str
    removed: Words
    added: Words


class Truth:
    """A script played until a step."""

    def __init__(self, script: Script, last: int) -> None:
        self.script = script
        self.last = last
        self._states = [{story.name: story for story in script.newsroom(step)} for step in range(last + 1)]

    @cached_property
    def edits(self) -> tuple[ScriptedEdit, ...]:
        """What the newsroom does to the words of articles."""
        return tuple(e for e in self.script.edits if e.kind not in EVENTS and 0 < e.step <= self.last)

    @cached_property
    def events(self) -> tuple[ScriptedEdit, ...]:
        """What it does to whole articles: taken down, put back, moved."""
        return tuple(e for e in self.script.edits if e.kind in EVENTS and 0 < e.step <= self.last)

    @cached_property
    def paths(self) -> dict[str, str]:
        """Every address an article ever had → its story."""
        final = self._states[-1].values()
        return {path: story.name for story in final for path in (story.path, *story.former_paths)}

    def state(self, story: str, step: int) -> Story:
        """Return a story as it stands at a step."""
        return self._states[min(step, self.last)][story]

    def between(self, story: str, after: datetime, until: datetime) -> list[ScriptedEdit]:
        """Return the edits of a story in an interval, open at its beginning."""
        return [e for e in self.edits if e.story == story and after < time_at(e.step) <= until]

    def required(self, edit: ScriptedEdit) -> bool:
        """Tell whether an edit lived long enough that it must be found: through two visits."""
        return self.script.visits_of(edit, self.last) >= 2

    def first_chance(self, edit: ScriptedEdit) -> int | None:
        """Return the first step at which a visitor can see an event, or None."""
        for step in range(edit.step, self.last + 1):
            story = self.state(edit.story, step)
            if not holds(story, edit.change):
                return None
            if edit.kind == "gone" or self.script.shown(story, step):
                return step
        return None

    def must_be_named(self, edit: ScriptedEdit) -> bool:
        """Tell whether a reversion undoes only what had been there long enough to be known."""
        before, after = (self.state(edit.story, step) for step in (edit.step - 1, edit.step))
        undone = [
            e
            for e in self.edits
            if e.story == edit.story
            and e.step < edit.step
            and holds(before, e.change)
            and not holds(after, e.change)
        ]
        return self.required(edit) and bool(undone) and all(self.required(e) for e in undone)

    def trial(self, story: str, after: datetime, until: datetime) -> Trial | None:
        """Return the trial of a headline that ran at some time of an interval."""
        for trial in self.script.trials:
            if trial.story == story and time_at(trial.first) <= until and after < time_at(trial.last + 1):
                return trial
        return None

    def redesigned(self, after: datetime, until: datetime) -> bool:
        """Tell whether the site was redesigned in an interval."""
        return any(after < time_at(redesign.step) <= until for redesign in self.script.redesigns)

    def quiet(self, story: str, step: int) -> bool:
        """Tell whether nothing is done to an article at a step; it may hide behind a wall."""
        return not any(e.story == story and e.step == step for e in self.script.edits)

    def expected(self, edit: ScriptedEdit) -> Expected:
        """Return what a report of an edit should show, and nothing else."""
        before = self.state(edit.story, edit.step - 1)
        old, new = _texts(edit.change, before)
        return Expected(part=_part(edit.change), removed=words(*old), added=words(*new))


def _part(change: Change) -> str:
    match change:
        case Headlined():
            return "headline"
        case Subtitled():
            return "dek"
        case Signed():
            return "bylines"
        case Captioned():
            return "captions"
        case Noted():
            return "notices"
        case Readdressed():
            return "address"
        case _:
            return "body"


def _texts(change: Change, before: Story) -> tuple[list[str], list[str]]:
    """Return the texts a change takes away and brings."""
    match change:
        case Headlined(headline):
            return [before.headline], [headline]
        case Subtitled(dek):
            return [before.dek or ""], [dek]
        case Signed(bylines):
            return list(before.bylines), list(bylines)
        case Captioned(caption):
            return [before.picture.caption], [caption]
        case Noted(text):
            return [], [text]
        case Reworded(old, new):
            return [old], [new]
        case Cut(start):
            return [block for block in before.blocks if block.startswith(start)], []
        case Added(blocks):
            return [], [_as_printed(block, before) for block in blocks]
        case _:
            return [], []


def _as_printed(block: str, story: Story) -> str:
    """Return a block and the whole time of a live entry, as the page prints it."""
    match = re.match(r"@ (\d+):(\d+) \| ", block)
    if match is None:
        return block
    at = story.published.replace(hour=int(match[1]), minute=int(match[2]))
    return f"{clock(at)} {block}"


def is_shift(edit: ScriptedEdit) -> bool:
    """Tell whether an edit only moves a block."""
    return isinstance(edit.change, Shifted)
