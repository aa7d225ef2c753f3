"""Why an edit was told, and told so: the reasons behind a verdict, in words."""

from __future__ import annotations

from collections.abc import Sequence

from archiver.browse.words import DISCLOSURES
from archiver.model.capture import Purpose
from archiver.model.diff import MODIFIED_TIME, NOT_JUDGED, Assessment, Disclosure, Weight
from archiver.model.reading import DOUBTFUL, Reading

WEIGHED = {
    Weight.SUBSTANTIVE: "Substantive: by at least one of the rules below, a reader learns something else.",
    Weight.COSMETIC: "Cosmetic: by none of our rules a reader learns anything else.",
    Weight.UNCLASSIFIED: "Not weighed: our rules do not know this language.",
}

ECHOES = ("social ", "search ")
"""What the names of those headlines begin with that are as a rule the headline itself."""

UNDISCLOSED = {
    None: "Not at all: we found no notice on the page, and no newer time of change.",
    MODIFIED_TIME: "By a newer time of change alone; nothing on the page says what changed.",
    NOT_JUDGED: "Not judged: our rules do not know how newsrooms announce edits in this language.",
}

EXPLAINED = (
    "Rule “edited” of the judge: the page was the article and was read whole; no error, wall, stale cache,"
    " new layout or new version of our reader explains the difference, nor does a second wording served at"
    " the same time."
)

OPENED_BY = {
    "edit": EXPLAINED,
    "reversion": f"{EXPLAINED} The text is that of an earlier revision.",
    "rebase": "Rule “other reader” or “relaid”: what changed is how we read the page. No edit is told.",
}

ON_THE_SPOT = (
    "These two are not neighbours, so no visit judged this step: it was compared and weighed just now, by the"
    " rules that weigh edits."
)


def weight_words(assessment: Assessment) -> str:
    """Return what the weight means."""
    return WEIGHED[assessment.weight]


def reasons(assessment: Assessment) -> tuple[str, ...]:
    """Return the rules that fired, in words; what holds of the headline too is said of the headline alone."""
    said = {reason for reason in assessment.reasons if reason.startswith("headline: ")}
    return tuple(
        reason
        for reason in assessment.reasons
        if not any(reason.startswith(echo) and reason.removeprefix(echo) in said for echo in ECHOES)
    )


def disclosure_words(disclosure: Disclosure) -> str:
    """Return how the publisher announced the edit."""
    if not disclosure.admitted:
        return UNDISCLOSED[disclosure.kind]
    kind = disclosure.kind or ""
    return f"{DISCLOSURES.get(kind, kind)}, printed on the page.".capitalize()


def rule_words(opened_by: str | None) -> str:
    """Return which rule of the judge opened a revision; None: it was compared for this page alone."""
    return ON_THE_SPOT if opened_by is None else OPENED_BY.get(opened_by, EXPLAINED)


def looks_words(purposes: Sequence[Purpose]) -> str:
    """Return how often the new text was seen before it was believed, from why each of the looks was made."""
    if not purposes:
        return "Which looks agreed on it is not known."
    if all(purpose is Purpose.IMPORTED for purpose in purposes):
        return "Others captured it; it stands for itself, as no second look could be had."
    if len(purposes) == 1:
        return "One look showed it."
    return f"{len(purposes)} looks in a row agreed on it, each but the first in a fresh browser context."


def confidence_words(old: Reading, new: Reading) -> str:
    """Return how sure both readings are, and what is in doubt."""
    doubts = [doubt for reading in (old, new) for doubt in reading.signals.doubts]
    if not doubts and _share(old) == _share(new) == f"{1:.0%}":
        return "Nothing was found to doubt in either reading."
    sure = (
        f"The old reading is {_share(old)} sure, the new one {_share(new)}."
        f" Below {DOUBTFUL:.0%} no edit is told."
    )
    return f"{sure} In doubt: {'; '.join(dict.fromkeys(doubts))}." if doubts else sure


def _share(reading: Reading) -> str:
    return f"{reading.signals.confidence:.0%}"
