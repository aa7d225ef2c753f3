"""Hold what a watch reported against the truth of the script it watched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from urllib.parse import urlsplit

from archiver.demo.articles import time_at
from archiver.demo.script import ScriptedEdit
from archiver.demo.site import Request
from archiver.model.diff import ChangeKind, Diff, Span, SpanKind
from archiver.model.revision import Comparison, Edit, Event, Revision, Visit
from benchmarks.watch_truth import PARTS, Truth, Words, is_shift, words

LATER = timedelta(minutes=12)  # of the site's time, from the newsroom's edit to the visit

WALL_BELOW = 0.6
"""Share of an article's words below which a stored reading does not show the article."""

PAGE_DATA = frozenset({"modified_at", "section", "language", "rights"})
"""Fields that make no revision; a disclosed edit moves the first of them."""

ENDINGS = frozenset({"won", "winner", "settled", "variant_won", "variant ended", "variant_settled"})
"""Kinds of events that may tell how a trial ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An edit as reported, with its diff."""

    edit: Edit
    comparison: Comparison
    story: str | None  # None: of a page that is no article of the site

    def reported(self) -> dict[str, tuple[Words, Words]]:
        """Return the words shown as removed and added, for each field and for the body."""
        return reported_words(self.comparison.diff)


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
            if told.story == edit.story and edit not in self.covered(told) and shows(self.truth, edit, told):
                return f" (its words are in {span(told)})"
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
        """Return those in whose interval the site was redesigned."""
        return [
            told
            for told in self.false_alarms
            if self.truth.redesigned(told.edit.not_before, told.edit.not_after)
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
            story = self.watch.stories.get(revision.article)
            if story is None:
                continue
            step = step_of(revision)
            truth = words(*self.truth.state(story, step).blocks)
            share = (truth & words(revision.reading.text)).total() / truth.total()
            if share < WALL_BELOW:
                spell = self.truth.script.spell(story, step)
                kind = spell.kind if spell else "no spell"
                found.append(
                    f"{story} revision {revision.number}, step {step}: {kind}, {share:.0%} of the text"
                )
        return found

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


# --- comparing words ------------------------------------------------------------------------------


def reported_words(diff: Diff) -> dict[str, tuple[Words, Words]]:
    """Return the words a diff shows as removed and added, for each field and for the body."""
    found: dict[str, tuple[Words, Words]] = {}
    for change in diff.fields:
        found[change.name] = _sides(change.spans) or (words(change.old or ""), words(change.new or ""))
    body: tuple[Words, Words] = (Counter(), Counter())
    changed = [block for block in diff.blocks if block.kind is not ChangeKind.SAME]
    for block in changed:
        removed, added = _sides(block.spans) or (Counter(), Counter())
        body[0].update(removed)
        body[1].update(added)
    if changed:
        found["body"] = body
    return found


def _sides(spans: tuple[Span, ...]) -> tuple[Words, Words] | None:
    if not spans:
        return None
    return (
        words(*(span.text for span in spans if span.kind is SpanKind.REMOVED)),
        words(*(span.text for span in spans if span.kind is SpanKind.ADDED)),
    )


def shows(truth: Truth, edit: ScriptedEdit, told: Told) -> bool:
    """Tell whether a report shows a true edit: its words, or for a move that a block moved."""
    reported = told.reported()
    if is_shift(edit):
        return any(block.kind is not ChangeKind.SAME for block in told.comparison.diff.blocks)
    expected = truth.expected(edit)
    parts = [name for name in reported if PARTS.get(name, name) in (expected.part, "body")]
    if edit.kind == "punctuation":
        return bool(parts)
    true = (expected.removed - expected.added) + (expected.added - expected.removed)
    return any((reported[name][0] + reported[name][1]) & true for name in parts)


def noise(truth: Truth, covered: list[ScriptedEdit], told: Told) -> list[tuple[str, str]]:
    """Return the words of a report that no true edit accounts for, each with `-` or `+`."""
    allowed: dict[str, tuple[Words, Words]] = defaultdict(lambda: (Counter(), Counter()))
    for edit in covered:
        expected = truth.expected(edit)
        # a notice may be read as part of the body
        for part in {expected.part, "body"} if expected.part == "notices" else {expected.part}:
            allowed[part][0].update(expected.removed)
            allowed[part][1].update(expected.added)
    found: list[tuple[str, str]] = []
    for name, (removed, added) in told.reported().items():
        if name in PAGE_DATA:
            continue
        gone, come = allowed[PARTS.get(name, name)]
        found += [("-", word) for word in (removed - gone).elements()]
        found += [("+", word) for word in (added - come).elements()]
    return found


# --- words for the report -------------------------------------------------------------------------


def name(edit: ScriptedEdit) -> str:
    """Return an edit's name."""
    return f"{edit.step} {edit.story} {edit.kind}"


def span(told: Told) -> str:
    """Return which article a report is of, its revisions and its interval in steps."""
    edit = told.edit
    first, last = (
        (moment - time_at(0)) / (time_at(1) - time_at(0)) for moment in (edit.not_before, edit.not_after)
    )
    return f"{told.story or edit.url} {edit.old}→{edit.new} steps ({first:.0f}, {last:.0f}]"


def when(event: Event) -> str:
    """Return an event's interval in steps."""
    step = time_at(1) - time_at(0)
    first = "?" if event.not_before is None else f"{(event.not_before - time_at(0)) / step:.0f}"
    return f"({first}, {(event.not_after - time_at(0)) / step:.0f}]"


def step_of(revision: Revision) -> int:
    """Return the step a revision was first seen at."""
    return (revision.seen_from - time_at(0)) // (time_at(1) - time_at(0))


def lines_of(told: Told) -> Iterator[str]:
    """Give what a report says, for a person to see why it is wrong."""
    for name, old, new in told.edit.fields:
        yield f"{name}: {old!r} → {new!r}"
    for block in told.comparison.diff.blocks:
        if block.kind is not ChangeKind.SAME:
            text = "".join(
                {SpanKind.REMOVED: f"[-{s.text}-]", SpanKind.ADDED: f"{{+{s.text}+}}"}.get(
                    s.kind, s.text[-30:]
                )
                for s in block.spans
            )
            yield f"{block.kind.value}: {text[:160]}"
