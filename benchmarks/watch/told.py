"""Edits as a watch reported them: which words they show, and which of these no true edit accounts for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from archiver.demo.articles import time_at
from archiver.demo.script import ScriptedEdit
from archiver.model.diff import ChangeKind, Diff, Span, SpanKind
from archiver.model.revision import Comparison, Edit, Event, Revision
from benchmarks.watch.truth import PARTS, Truth, Words, is_shift, words

PAGE_DATA = frozenset({"modified_at", "section", "language", "rights"})
"""Fields that make no revision; a disclosed edit moves the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An edit as reported, with its diff."""

    edit: Edit
    comparison: Comparison
    story: str | None  # None: of a page that is no article of the site

    def reported(self) -> dict[str, tuple[Words, Words]]:
        """Return the words shown as removed and added, for each field and for the body."""
        return reported_words(self.comparison.diff)


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


def tells(truth: Truth, edit: ScriptedEdit, told: Told) -> bool:
    """Tell whether a report has most of the words of a true edit."""
    expected, reported = truth.expected(edit), Counter[str]()
    for removed, added in told.reported().values():
        reported.update(removed + added)
    true = (expected.removed - expected.added) + (expected.added - expected.removed)
    return 2 * (reported & true).total() > true.total()


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
