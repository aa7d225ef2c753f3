"""What things are called on the pages, and which addresses may be links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from archiver.browse import intervals
from archiver.browse.timeline import Bar
from archiver.diff import words
from archiver.model.diff import ECHOES, NOT_JUDGED, Span, SpanKind
from archiver.model.revision import Edit
from archiver.model.said import EVENTS

COMPARED_TEXTS = 4_000
"""Comparisons of headlines and excerpts kept in memory, some megabytes: pages show the same ones again."""

Change = tuple[str, str | None, str | None]
"""Field, old and new value."""

MARKED = {
    SpanKind.SAME: Markup("{}"),
    SpanKind.REMOVED: Markup('<del><span class="said">removed: </span>{}</del>'),
    SpanKind.ADDED: Markup('<ins><span class="said">added: </span>{}</ins>'),
}

DISCLOSURES = {
    "correction": "with a correction",
    "clarification": "with a clarification",
    "update": "with an update note",
    "editors_note": "with an editor’s note",
    "retraction": "with a retraction",
    "modified_time": "new time stamp only",
}

ANNOUNCED = {"none": "not at all", **DISCLOSURES, NOT_JUDGED: "not judged"}

ABOUT = {
    "number": "a number changed",
    "date_moved": "a date moved",
    "name_added": "a name added",
    "name_dropped": "a name dropped",
    "name_changed": "a name changed",
    "quotation_added": "a quotation added",
    "quotation_dropped": "a quotation dropped",
    "quotation_changed": "a quotation changed",
    "reattributed": "said by somebody else",
    "source_anonymised": "a source no longer named",
    "source_named": "a source named now",
    "claim_softened": "a claim perhaps softened",
    "claim_firmed": "a claim perhaps firmed",
}

WEIGHTS = {"substantive": "substantive", "cosmetic": "cosmetic", "unclassified": "not judged"}

KINDS = {
    "edit": "edited",
    "reversion": "an earlier text came back",
    "gone": "gone",
    "returned": "back",
    "moved": "moved",
    "variant": "two wordings at once",
    "suspect": "probably not the article",
}

OUTCOMES = {
    "first": "first sight",
    "same": "unchanged",
    "changed": "a change, to be confirmed",
    "edited": "edited",
    "variant": "another wording at the same time",
    "rebased": "read anew",
    "suspect": "probably not the article",
    "moved": "moved",
    "gone": "gone",
    "returned": "back",
    "failed": "no answer, or none we could use",
    "refused": "not asked",
}

PURPOSES = {
    "routine": "a routine visit",
    "confirm": "an independent look to confirm it",
    "asked": "a visit that a person asked for",
    "imported": "a capture of others",
}

OPENED = {
    "first": "first seen",
    "edit": "edited",
    "reversion": "an earlier text came back",
    "rebase": "our reader changed, not the article",
}


def telling(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes that say more than headline and summary do, times as people write them.

    A new time of change is left out beside other changes: it is what announced them. So is a headline for
    sharing or search that changed as the headline did, and text that only moved.
    """
    headline = headline_change(changes)
    worded = [
        (name, _readable(name, old), _readable(name, new))
        for name, old, new in changes
        if old != new and name != "headline" and not (name in ECHOES and (old, new) == headline)
    ]
    others = tuple(change for change in worded if change[0] != "modified_at")
    return others or (() if headline else tuple(worded))


def headline_change(changes: Sequence[Change]) -> tuple[str | None, str | None] | None:
    """Return the headline before and after, if it changed."""
    return next(((old, new) for name, old, new in changes if name == "headline"), None)


def wording(old: str | None, new: str | None) -> Markup:
    """Return both texts as one, in which the words that went are struck and those that came underlined."""
    return Markup("").join(
        MARKED[span.kind].format(span.text) if span.text.strip() else escape(span.text)
        for span in _compared(old or "", new or "")
    )


def is_new(old: str | None, new: str | None) -> bool:
    """Tell whether hardly a word of the old text stayed, so that both read better one above the other."""
    return not any(
        span.kind is SpanKind.SAME and span.text.strip() for span in _compared(old or "", new or "")
    )


@lru_cache(maxsize=COMPARED_TEXTS)
def _compared(old: str, new: str) -> tuple[Span, ...]:
    return words.seen(words.compare_words(old, new).spans)


def _readable(field: str, value: str | None) -> str | None:
    if value is None or field not in ("published_at", "modified_at"):
        return value
    try:
        at = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return value
    return intervals.moment(at).striptags()  # it is compared as a text, so it must be one


def bars(drawn: Iterable[Bar], article: str) -> Markup:
    """Return the bars of a lane as SVG; written here, as there may be a thousand of them.

    Args:
        drawn: what a bar tells comes from pages and is escaped, all else of it is ours.
        article: the address of its page.
    """
    return Markup("".join(_bar(one, article) for one in drawn))  # noqa: S704  escaped below


def _bar(bar: Bar, article: str) -> str:
    rect = (
        f'<rect class="bar-{bar.style}" x="{bar.x}%" y="{bar.y}" width="{bar.drawn}" height="{bar.height}">'
        f"<title>{escape(bar.told)}</title></rect>\n"
    )
    return rect if bar.path is None else f'<a href="{article}/{bar.path}" tabindex="-1">{rect}</a>'


def event_words(kind: str) -> str:
    """Return what an event is called, as a sentence without its full stop."""
    return EVENTS.get(kind, kind)


def outcome_words(outcome: str) -> str:
    """Return what became of a visit."""
    return OUTCOMES.get(outcome, outcome)


def opened_words(opened_by: str) -> str:
    """Return why a revision begins."""
    return OPENED.get(opened_by, opened_by)


def badges(edit: Edit) -> tuple[tuple[str, str], ...]:
    """Return the labels of an edit, each with its style: what it weighs and whether it was announced."""
    assessment = edit.assessment
    found = []
    if edit.reverts_to is not None:
        found.append(("reversion", f"back to revision {edit.reverts_to}"))
    if assessment.substantive and assessment.disclosure.silent:
        found.append(("silent", "silent"))
    else:
        weight = assessment.weight.value
        found.append((weight, WEIGHTS.get(weight, weight)))
    if assessment.disclosure.kind and assessment.disclosure.kind != NOT_JUDGED:
        kind = assessment.disclosure.kind
        found.append(("disclosed", DISCLOSURES.get(kind, kind.replace("_", " "))))
    if edit.signed_in:
        found.append(("signed_in", "seen signed in"))
    return tuple(found)


def purpose_words(purpose: str) -> str:
    """Return why a visit was made."""
    return PURPOSES.get(purpose, purpose)


def size(size_bytes: int | None) -> str:
    """Return a size for people; 1 KB is 1000 bytes."""
    if size_bytes is None:
        return ""
    if size_bytes < 1000:
        return f"{size_bytes} bytes"
    return f"{size_bytes / 1000:.1f} KB" if size_bytes < 1_000_000 else f"{size_bytes / 1_000_000:.1f} MB"


def host(url: str) -> str:
    """Return the host of an address."""
    try:
        return urlsplit(url).netloc or url
    except ValueError:
        return url


def web_link(url: str, text: str | None = None) -> Markup:
    """Return an address of the outside world as a link; if it is no web address, as mere text."""
    shown = url if text is None else text
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in ("http", "https"):
        return Markup("<span>{}</span>").format(shown)
    return Markup('<a href="{}" rel="noopener noreferrer nofollow external">{}</a>').format(url, shown)
