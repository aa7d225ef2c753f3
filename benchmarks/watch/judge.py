"""Hold what a watch reported against the truth of the script it watched."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from urllib.parse import urlsplit

from archiver.demo.articles import time_at
from archiver.demo.script import ScriptedEdit
from archiver.demo.site import Request
from archiver.model.revision import Event, Revision, Visit
from benchmarks.watch.told import Told, name, noise, shows, span, step_of, tells, when
from benchmarks.watch.truth import Truth, is_shift, words

LATER = timedelta(minutes=12)  # of the site's time, from the newsroom's edit to the visit

WALL_BELOW = 0.6
"""Share of an article's words below which a stored reading does not show the article."""

ENDINGS = frozenset({"won", "winner", "settled", "variant_won", "variant ended", "variant_settled"})
"""Kinds of events that may tell how a trial ended."""


@dataclass(slots=True, kw_only=True)
class Watch:
    """All that a watch brought."""

    truth: Truth
    told: list[Told]
    events: list[Event]
    revisions: list[Revision]
    stories: dict[int, str | None]  # article → story
    rounds: list[tuple[Visit, ...]]
    requests: tuple[Request, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many there are, and what to say of those that went wrong."""

    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def count(self, good: bool, said: str) -> None:
        """Count one more."""
        self.of += 1
        if not good:
            self.wrong.append(said)

    @property
    def good(self) -> int:
        """Return how many are as they should be."""
        return self.of - len(self.wrong)

    def __str__(self) -> str:
        return f"{self.good} of {self.of}"


class Judge:
    """Compares; each property is one matter of the report."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.truth = watch.truth

    # --- edits ----------------------------------------------------------------------------------

    def finding(self, edit: ScriptedEdit) -> Told | None:
        """Return the reported edit whose interval holds a true edit and that shows it."""
        for told in self.watch.told:
            if told.story == edit.story and edit in self.covered(told) and shows(self.truth, edit, told):
                return told
        return None

    def covered(self, told: Told) -> list[ScriptedEdit]:
        """Return the true edits inside the interval of a reported one."""
        if told.story is None:
            return []
        return self.truth.between(told.story, told.edit.not_before, told.edit.not_after)

    @cached_property
    def found(self) -> dict[str, Tally]:
        """Return for each kind which of the required edits were found in the right interval."""
        tallies: dict[str, Tally] = defaultdict(Tally)
        for edit in self.truth.edits:
            if self.truth.required(edit):
                good = self.finding(edit) is not None or self._ended(edit)
                tallies[edit.kind].count(good, f"{name(edit)}{self._elsewhere(edit)}")
        return dict(sorted(tallies.items()))

    def _ended(self, edit: ScriptedEdit) -> bool:
        """Tell whether the end of a trial was reported as an event, which is as good."""
        return edit.kind == "winner" and any(
            self.watch.stories.get(event.article) == edit.story
            and event.kind in ENDINGS
            and event.not_after >= time_at(edit.step)
            for event in self.watch.events
        )

    def _elsewhere(self, edit: ScriptedEdit) -> str:
        """Say where the words of a missed edit were reported after all."""
        for told in self.watch.told:
            if told.story == edit.story and edit not in self.covered(told) and tells(self.truth, edit, told):
                return f" (told of {span(told)})"
        return ""

    @cached_property
    def brief(self) -> Tally:
        """Return which of the edits that lived through one visit were found."""
        tally = Tally()
        for edit in self.truth.edits:
            if not self.truth.required(edit):
                tally.count(self.finding(edit) is not None, name(edit))
        return tally

    @cached_property
    def noise(self) -> Tally:
        """Return which reports of true edits show words besides them."""
        tally = Tally()
        for told in self.watch.told:
            covered = self.covered(told)
            if covered:
                beside = noise(self.truth, covered, told)
                shown = " ".join(f"{side}{word}" for side, word in beside[:12])
                tally.count(not beside, f"{span(told)}: {len(beside)} words: {shown}")
        return tally

    @cached_property
    def noise_words(self) -> int:
        """Return how many words of reported changes are beside the true ones."""
        return sum(len(noise(self.truth, c, told)) for told in self.watch.told if (c := self.covered(told)))

    @cached_property
    def reversions(self) -> Tally:
        """Return which reversions were named, and name the right revision."""
        tally = Tally()
        prints = {(r.article, r.number): r.fingerprint for r in self.watch.revisions}
        for edit in self.truth.edits:
            if edit.kind == "reversion" and self.truth.must_be_named(edit):
                told = self.finding(edit)
                back = told and told.edit.reverts_to
                good = (
                    told is not None
                    and back is not None
                    and prints[told.edit.article, back] == prints[told.edit.article, told.edit.new]
                )
                tally.count(good, name(edit) if told is None else f"{name(edit)}: told as {told.edit.kind}")
        return tally

    @cached_property
    def moves(self) -> Tally:
        """Return which moves of a block were named moves, and only that."""
        tally = Tally()
        for edit in self.truth.edits:
            if is_shift(edit) and self.truth.required(edit):
                told = self.finding(edit)
                counts = dict(told.edit.blocks) if told else {}
                good = counts.get("moved") == 1 and not {"added", "removed"} & counts.keys()
                tally.count(good, f"{name(edit)}: blocks {counts}")
        return tally

    # --- what should not have been said ------------------------------------------------------------

    @cached_property
    def false_alarms(self) -> list[Told]:
        """Return the reported edits in whose interval nothing was done to the article."""
        return [told for told in self.watch.told if not self.covered(told)]

    @cached_property
    def redesign_alarms(self) -> list[Told]:
        """Return those in whose interval the site was redesigned, and no wall was put up or taken away."""
        return [
            told
            for told in self.false_alarms
            if self.truth.redesigned(told.edit.not_before, told.edit.not_after)
            and not (self._is_wall(told.comparison.old) or self._is_wall(told.comparison.new))
        ]

    @cached_property
    def variants_announced(self) -> list[Told]:
        """Return the reported edits that show the headline of a trial as if it were news."""
        return [told for told in self.watch.told if self._is_variant(told)]

    def _is_variant(self, told: Told) -> bool:
        if told.story is None:
            return False
        trial = self.truth.trial(told.story, told.edit.not_before, told.edit.not_after)
        headlines = {name: {old, new} for name, old, new in told.edit.fields}
        if trial is None or trial.headline not in headlines.get("headline", ()):
            return False
        return not any(edit.kind in ("winner", "headline", "reversion") for edit in self.covered(told))

    @cached_property
    def walls(self) -> list[str]:
        """Return the revisions that do not show the article."""
        found = []
        for revision in self.watch.revisions:
            if self._is_wall(revision):
                story, step = self.watch.stories[revision.article] or "", step_of(revision)
                spell = self.truth.script.spell(story, step)
                kind, share = spell.kind if spell else "no spell", self._shown(revision)
                found.append(
                    f"{story} revision {revision.number}, step {step}: {kind}, {share:.0%} of the text"
                )
        return found

    def _is_wall(self, revision: Revision) -> bool:
        return self._shown(revision) < WALL_BELOW

    def _shown(self, revision: Revision) -> float:
        """Return the share of the article's words that a revision has; 1 of a page that is none."""
        story = self.watch.stories.get(revision.article)
        if story is None:
            return 1.0
        truth = words(*self.truth.state(story, step_of(revision)).blocks)
        return (truth & words(revision.reading.text)).total() / truth.total()

    @cached_property
    def happened(self) -> Tally:
        """Return which of gone, moved and returned were reported at the first chance."""
        tally = Tally()
        for edit in self.truth.events:
            chance = self.truth.first_chance(edit)
            if chance is None:
                continue
            reported = [
                event
                for event in self.watch.events
                if event.kind == edit.kind and self.watch.stories.get(event.article) == edit.story
            ]
            good = any(
                event.not_after == time_at(chance) + LATER
                and event.not_before is not None
                and event.not_before < time_at(edit.step)
                for event in reported
            )
            tally.count(good, f"{name(edit)}: reported {[when(event) for event in reported]}")
        return tally

    @cached_property
    def false_events(self) -> list[Event]:
        """Return reported gone, moved and returned that did not happen."""
        true = {(e.kind, e.story, self.truth.first_chance(e)) for e in self.truth.events}
        return [
            event
            for event in self.watch.events
            if event.kind in ("gone", "moved", "returned")
            and (
                event.kind,
                self.watch.stories.get(event.article),
                (event.not_after - LATER - time_at(0)) // (time_at(1) - time_at(0)),
            )
            not in true
        ]

    @cached_property
    def not_watched(self) -> list[str]:
        """Return the stories that were never found."""
        return sorted(set(self.truth.paths.values()) - set(self.watch.stories.values()))

    @cached_property
    def split_histories(self) -> list[str]:
        """Return the stories that are watched as more than one article."""
        counts = Counter(story for story in self.watch.stories.values() if story)
        return [f"{story}: {count} articles" for story, count in counts.items() if count > 1]

    # --- what it cost -----------------------------------------------------------------------------

    @cached_property
    def unchanged(self) -> list[tuple[str, int]]:
        """Return story and step of every visit at which the newsroom had done nothing."""
        return [
            (story, step)
            for step, visits in enumerate(self.watch.rounds)
            for story in sorted({self.watch.stories.get(visit.article) or "" for visit in visits} - {""})
            if step and self.truth.quiet(story, step)
        ]

    @cached_property
    def probed(self) -> int:
        """Return how many of those visits no browser was sent for, by the site's own log."""
        browsed = {
            (self.truth.paths.get(urlsplit(request.path).path), request.step)
            for request in self.watch.requests
            if request.document
        }
        return sum((story, step) not in browsed for story, step in self.unchanged)

    @cached_property
    def browser_captures(self) -> int:
        """Return how many pages a browser was answered with."""
        return sum(request.document and not 300 <= request.status < 400 for request in self.watch.requests)

    @cached_property
    def outcomes(self) -> Counter[str]:
        """Return what the visits came to."""
        return Counter(visit.outcome.value for visits in self.watch.rounds for visit in visits)
