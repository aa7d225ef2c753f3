"""Decide which edits a channel is told of, and when: pure, by what `archiver.toml` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from archiver.config import Notifier, Rule
from archiver.model.revision import Edit, Event

Words = Callable[[Edit], Iterable[str]]
"""Gives the paragraphs that an edit changed, before and after, each whole; asked only where it counts."""


def is_told(notifier: Notifier, what: Edit | Event, words: Words) -> bool:
    """Tell whether a channel is told of something.

    Of edits it is told without rules, else of what one of them fits; of events only where a rule names their
    kind.
    """
    if isinstance(what, Event):
        return any(_fits_event(rule, what) for rule in notifier.rules)
    return not notifier.rules or any(_fits(rule, what, words) for rule in notifier.rules)


def recorded_by(notifier: Notifier, now: datetime) -> datetime | None:
    """Return the latest time of recording (UTC) of edits that may be told now; None: any."""
    return max((at.last_before(now) for at in notifier.digest), default=None)


def opens_at(notifier: Notifier, now: datetime) -> datetime:
    """Return the first moment, from now on, at which a channel may be told something (UTC)."""
    at = now
    for _ in notifier.quiet:  # the end of some quiet hours may lie within others
        at = max((hours.over_at(at) for hours in notifier.quiet), default=at)
    return at


def told_at(notifier: Notifier, recorded: datetime) -> datetime:
    """Return when an edit that is recorded at a moment is told, if nothing fails (UTC)."""
    return opens_at(notifier, min((at.next_after(recorded) for at in notifier.digest), default=recorded))


def _fits(rule: Rule, edit: Edit, words: Words) -> bool:
    assessment = edit.assessment
    changed = {name for name, _, _ in edit.fields} | ({"body"} if edit.body is not None else set())
    return (
        _among(rule.source, {edit.source})
        and _among(rule.kind, {edit.kind})
        and _among(rule.field, changed)
        and _among(rule.weight, {str(assessment.weight)})
        and _among(rule.disclosure, {assessment.disclosure.kind or "none"})
        and _says(rule.phrase, edit, words)
    )


def _fits_event(rule: Rule, event: Event) -> bool:
    of_text = (rule.field, rule.weight, rule.disclosure, rule.phrase)
    return event.kind in rule.kind and _among(rule.source, {event.source}) and not any(of_text)


def _among(wanted: tuple[str, ...], found: set[str] | set[str | None]) -> bool:
    return not wanted or not found.isdisjoint(wanted)


def _says(phrases: tuple[str, ...], edit: Edit, words: Words) -> bool:
    if not phrases:
        return True
    fields = (text for _, old, new in edit.fields for text in (old, new) if text)
    said = [_plain(text) for text in (*fields, *words(edit))]
    return any(_plain(phrase) in text for phrase in phrases for text in said)


def _plain(text: str) -> str:
    """Return a text without what people do not type: case, and which white space it is."""
    return " ".join(text.casefold().split())
