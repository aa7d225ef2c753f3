"""What the newsroom does to its articles, step by step: the truth that tests compare with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from archiver.demo.articles import Story, every_story, stories, time_at
from archiver.demo.changes import (
    Added,
    Change,
    Cut,
    Headlined,
    Noted,
    Readdressed,
    Restored,
    Reworded,
    Shifted,
    Signed,
    Withdrawn,
    apply,
    holds,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedEdit:
    """One thing the newsroom does, and how a careful reader would describe it."""

    step: int
    story: str  # name of the story's file
    kind: str  # "digit", "headline", "negation", "moved", "gone", …
    description: str
    change: Change
    disclosed: bool = False  # the page says so: a new modified time, or a notice

    @property
    def path(self) -> str:
        """Return the path the article was first published at."""
        return next(story.path for story in every_story() if story.name == self.story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Between two steps (both included) the article's address answers with something else."""

    story: str
    first: int
    last: int
    kind: str  # a key of `archiver.demo.walls.ANSWERS`
    every: int = 1  # 2: only every other request meets it, as where somebody counts free articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Between two steps some visitors, told apart by a cookie, get another headline."""

    story: str
    first: int
    last: int
    headline: str
    by_lot: bool = False  # newcomers draw lots; else they take turns


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRedesign:
    """From a step on every page has other class names, and perhaps other templates."""

    step: int
    templates: Mapping[str, str] = field(default_factory=dict)  # old → new


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Everything that happens on the site."""

    edits: tuple[ScriptedEdit, ...] = ()
    spells: tuple[Spell, ...] = ()
    trials: tuple[Trial, ...] = ()
    redesigns: tuple[SiteRedesign, ...] = ()  # in order
    cast: tuple[Story, ...] | None = None  # as first published, newest first; None: those of the demo

    @property
    def last_step(self) -> int:
        """Return the step after which nothing happens any more."""
        ends = [spell.last + 1 for spell in self.spells] + [trial.last + 1 for trial in self.trials]
        ends += [edit.step for edit in self.edits] + [redesign.step for redesign in self.redesigns]
        return max(ends, default=0)

    def newsroom(self, step: int) -> tuple[Story, ...]:
        """Return all stories as they stand at a step, newest first."""
        return tuple(self._story(story, step) for story in self._stories())

    def spell(self, story: str, step: int) -> Spell | None:
        """Return how the story's address misbehaves at a step, or None."""
        return next((s for s in self.spells if s.story == story and s.first <= step <= s.last), None)

    def trial(self, story: str, step: int) -> Trial | None:
        """Return the headline trial that runs on a story at a step, or None."""
        return next((t for t in self.trials if t.story == story and t.first <= step <= t.last), None)

    def season(self, step: int) -> int:
        """Return how often the site was redesigned until a step."""
        return sum(redesign.step <= step for redesign in self.redesigns)

    def shown(self, story: Story, step: int) -> bool:
        """Tell whether a visitor can see the story, as it stands at a step, at that step."""
        spell = self.spell(story.name, step)
        return not story.gone and (spell is None or spell.every > 1)

    def visits_of(self, edit: ScriptedEdit, last: int) -> int:
        """Return at how many steps, until the last one, a visitor could see what the edit did.

        An edit that is undone or overwritten after a single step may be missed by somebody who looks
        once a step.
        """
        states = ((step, self._named(edit.story, step)) for step in range(edit.step, last + 1))
        alive = takewhile(lambda state: holds(state[1], edit.change), states)
        return sum(self.shown(story, step) for step, story in alive)

    def _stories(self) -> tuple[Story, ...]:
        return stories() if self.cast is None else self.cast

    def _named(self, name: str, step: int) -> Story:
        return next(self._story(story, step) for story in self._stories() if story.name == name)

    def _story(self, story: Story, step: int) -> Story:
        for edit in sorted(self.edits, key=lambda edit: edit.step):
            if edit.story == story.name and edit.step <= step:
                story = apply(story, edit.change)
                if edit.disclosed:
                    story = replace(story, modified=time_at(edit.step))
        for redesign in self.redesigns:
            if redesign.step <= step:
                story = replace(story, template=redesign.templates.get(story.template, story.template))
        return story


# --- the demo: three steps a reader can follow ----------------------------------------------------

TRUTH: tuple[ScriptedEdit, ...] = (
    ScriptedEdit(
        step=1,
        story="harbor-bridge",
        kind="digit",
        description="the cost of the repairs goes from $4.2 to $6.2 million, without a word",
        change=Reworded("an estimated $4.2 million", "an estimated $6.2 million"),
    ),
    ScriptedEdit(
        step=1,
        story="budget-vote",
        kind="headline",
        description="the headline is softened: slashes becomes trims, the gap is gone",
        change=Headlined("Council trims library hours to balance $312 million budget"),
    ),
    ScriptedEdit(
        step=1,
        story="fish-market",
        kind="typo",
        description="recieve becomes receive",
        change=Reworded("Boats recieve", "Boats receive"),
    ),
    ScriptedEdit(
        step=1,
        story="hospital-talks",
        kind="byline",
        description="a byline is added, and the page carries a new modified time",
        change=Signed(("Teodor Blaine",)),
        disclosed=True,
    ),
    ScriptedEdit(
        step=1,
        story="storm-live",
        kind="live entry",
        description="an entry is added on top of the live blog",
        change=Added(
            (
                "@ 08:45 | Water is over the quay at Salt Lane",
                "Water began to come over the quay wall at Salt Lane at 8:30 a.m., three hours before"
                " the expected peak. The fire department has two pumps running and has asked eleven"
                " households to leave.",
            ),
            before="@ 06:40",
        ),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="police-review",
        kind="quotation",
        description="the police chief’s admission is softened, without a word",
        change=Reworded(
            "“We failed that family, and then we failed them again,” Police Chief",
            "“We could have done better by that family,” Police Chief",
        ),
    ),
    ScriptedEdit(
        step=2,
        story="quarry-land",
        kind="headline",
        description="the headline no longer says what the city paid",
        change=Headlined("City buys quarry land for flood basin"),
    ),
    ScriptedEdit(
        step=2,
        story="quarry-land",
        kind="deletion",
        description="the paragraph on the seller’s tie to the mayor is deleted, without a word",
        change=Cut("The seller is Sill Aggregates"),
    ),
    ScriptedEdit(
        step=2,
        story="quarry-land",
        kind="wording",
        description="and so is the comparison with the assessed value in the first paragraph",
        change=Reworded(
            " basin, three times the value at which the land is assessed for taxes, according",
            " basin, according",
        ),
    ),
    ScriptedEdit(
        step=2,
        story="ferry-contract",
        kind="digit",
        description="the number of passengers is corrected from 2.1 to 1.2 million",
        change=Reworded(
            "The service carried 2.1 million passengers last year, a record, and loses",
            "The service carried 1.2 million passengers last year and loses",
        ),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="ferry-contract",
        kind="correction",
        description="a correction is printed below the article",
        change=Noted(
            "Correction: An earlier version of this article misstated the number of passengers last year. It"
            " was 1.2 million, not 2.1 million, and not a record."
        ),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="water-notice",
        kind="negation",
        description="residents who did not need to flush their pipes now need to, without a word",
        change=Reworded(
            "Residents do not need to flush their pipes", "Residents do need to flush their pipes"
        ),
    ),
    ScriptedEdit(
        step=2,
        story="school-buses",
        kind="move",
        description="the paragraph on what electricity costs moves up",
        change=Shifted("Electricity cost the district", "The district bought the buses"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="arena-roof",
        kind="headline",
        description="the roof now costs $22 million",
        change=Headlined("New roof for Tidewater Arena to cost $22 million"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="arena-roof",
        kind="digit",
        description="the roof now costs $22 million in the text as well",
        change=Reworded("will cost $18 million", "will cost $22 million"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="arena-roof",
        kind="moved",
        description="the address changes with the headline; the old one redirects",
        change=Readdressed("/2026/03/15/arena-roof-to-cost-22-million/"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=2,
        story="landlord-suit",
        kind="gone",
        description="the article is taken down: 410",
        change=Withdrawn(),
    ),
    ScriptedEdit(
        step=2,
        story="storm-live",
        kind="live entry",
        description="another entry",
        change=Added(
            (
                "@ 10:50 | Peak revised up to 4.9 feet",
                "The weather service now expects the water to peak 4.9 feet above normal at about 11:40 a.m.,"
                " some three inches below the top of the flood gates.",
            ),
            before="@ 08:45",
        ),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="budget-vote",
        kind="reversion",
        description="the first headline is back",
        change=Headlined("Council slashes library hours to close $11 million budget gap"),
    ),
    ScriptedEdit(
        step=3,
        story="harbor-bridge",
        kind="headline",
        description="nine weeks become eleven in the headline",
        change=Headlined("Harbor Bridge to close for eleven weeks after inspectors find cracked girders"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="harbor-bridge",
        kind="number",
        description="nine weeks become eleven in the first paragraph",
        change=Reworded("stay closed for nine weeks", "stay closed for eleven weeks"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="harbor-bridge",
        kind="quotation",
        description="and in the flower seller’s mouth",
        change=Reworded("“Nine weeks is Easter", "“Eleven weeks is Easter"),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="landlord-suit",
        kind="returned",
        description="the article is back",
        change=Restored(),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="landlord-suit",
        kind="editor's note",
        description="with a note that says why it was away",
        change=Noted(
            "Editor’s note: This article was taken down on Tuesday morning after a complaint by the owner’s"
            " lawyers and restored after review. Its text has not been changed."
        ),
        disclosed=True,
    ),
    ScriptedEdit(
        step=3,
        story="storm-live",
        kind="live entry",
        description="a last entry",
        change=Added(
            (
                "@ 12:30 | Gates held; the water is falling",
                "The water peaked at 4.7 feet above normal at 11:52 a.m. and has begun to fall. The gates at"
                " the Tannery quay held. Residents of Salt Lane may return after 4 p.m.",
            ),
            before="@ 10:50",
        ),
        disclosed=True,
    ),
)
"""The default script, in order. What is not named here does not change."""

DEMO = Script(edits=TRUTH)
