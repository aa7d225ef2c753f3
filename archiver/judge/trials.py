"""Headline trials: wordings served side by side, and how often to look before a change is believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint, text_key
from archiver.judge.case import Case
from archiver.judge.retracted import is_retracted
from archiver.model.reading import TRIED_FIELDS, Reading
from archiver.model.revision import Changed, KnownVariant, Pending

EDIT_LOOKS = 2
"""Looks that must agree on a change of the text: the second one is independent of the first."""

HEADLINE_LOOKS = 7
"""Looks that must agree on a change of a headline.

Each look is a newcomer's, and a trial at even odds shows newcomers one wording seven times in a row in
1 of 64 trials.
"""

TRIAL_LOOKS = 14
"""Looks that must agree, over at least two rounds, that one wording of a trial has won."""


def waiting(case: Case) -> Changed | None:
    """Answer where too few looks in a row agree on a change.

    That no two are the same capture is for the caller to know: on a simulated clock looks may bear one
    time. An edit of the text is found while a headline is on trial: looks agree on it whichever headline
    they were shown, and the one that opens the revision is a look with the current headline.
    """
    pending, current = case.memory.pending, case.current.reading
    if pending is None or case.sight.seen_at < pending.seen_at:
        return Changed(said=_change(case))
    found = case.sight.fingerprint
    looks = 1 + _agreeing(pending, found, current)
    enough = looks >= looks_needed(current, case.reading, found, case.memory.variants)
    return None if enough else Changed(said=_change(case))


def _change(case: Case) -> str:
    current, reading = case.current.reading, case.reading
    return assess(current, reading, compare(current, reading)).summary


def _agreeing(pending: Pending, found: str | None, current: Reading) -> int:
    """Return how many earlier looks showed the same.

    One may have been shown another headline: a look that shows the current one beside the same text tells
    that both are alive, so they agree on the text.
    """
    if pending.fingerprint == found:
        return pending.looks
    if pending.reading is None:
        return 0
    return int(fingerprint(under_current_headline(pending.reading, current)) == found)


def looks_needed(
    current: Reading, reading: Reading, found: str | None, variants: tuple[KnownVariant, ...]
) -> int:
    """Return how many looks in a row must show this reading before it is an edit of the current one.

    Args:
        current: of the current revision.
        reading: what the page says.
        found: its fingerprint.
        variants: of the article that have not ended.
    """
    if any(found == variant.fingerprint for variant in variants):
        return TRIAL_LOOKS
    if fingerprint(without_trial(reading, current, variants)) != found:
        return TRIAL_LOOKS
    tried = _differing(current, reading) and not is_retracted(current, reading)
    return HEADLINE_LOOKS if tried else EDIT_LOOKS


def without_trial(reading: Reading, current: Reading, variants: Iterable[KnownVariant]) -> Reading:
    """Return the reading as those see it who are shown the current wording of what is on trial.

    A sight that has all the headlines in which a known variant differs from the current reading gets
    the current ones in their place. What else it shows stays, so that an edit of the body is found
    while a trial runs.
    """
    for variant in variants:
        tried = _differing(current, variant.reading)
        if tried and not tried & _differing(variant.reading, reading):
            return replace(reading, **{name: getattr(current, name) for name in tried})
    return reading


def under_current_headline(reading: Reading, current: Reading) -> Reading:
    """Return the reading as it would be with the headlines of the current one."""
    return replace(reading, **{name: getattr(current, name) for name in TRIED_FIELDS})


def wording(variant: Reading | None, current: Reading) -> str:
    """Return in words what a variant has that the current reading has not."""
    tried = set() if variant is None else _differing(variant, current)
    for name in TRIED_FIELDS:
        if variant is not None and name in tried:
            return f"{name.replace('_', ' ')} “{getattr(variant, name) or ''}”"
    return "another text"


def _differing(one: Reading, other: Reading) -> set[str]:
    return {name for name in TRIED_FIELDS if text_key(getattr(one, name)) != text_key(getattr(other, name))}
