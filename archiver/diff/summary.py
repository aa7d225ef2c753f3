"""One sentence that says what an edit did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from archiver.diff.rules import COSMETIC, Match, Rule
from archiver.model.diff import (
    ECHOES,
    MODIFIED_TIME,
    NOT_JUDGED,
    Diff,
    Disclosure,
    FieldChange,
    SpanKind,
    Weight,
)
from archiver.model.named import field_name

HALF = 0.5
"""Share of a headline's letters that must have stayed; else it was rewritten, not changed."""

_COUNTED: dict[Rule, tuple[str, str]] = {
    Rule.NUMBER: ("number changed", "numbers changed"),
    Rule.DATE: ("date changed", "dates changed"),
    Rule.NAME: ("name changed", "names changed"),
    Rule.NEGATION: ("negation changed", "negations changed"),
    Rule.REVERSED: ("word turned into its opposite", "words turned into their opposite"),
    Rule.QUOTATION: ("quotation changed", "quotations changed"),
    Rule.QUOTE_MARKS: ("set of quotation marks added or removed", "sets of quotation marks added or removed"),
    Rule.ATTRIBUTION: ("attribution changed", "attributions changed"),
    Rule.CERTAINTY: ("claim made more or less certain", "claims made more or less certain"),
    Rule.LOADED: ("word of guilt, harm or blame changed", "words of guilt, harm or blame changed"),
    Rule.QUESTION: ("question mark added or removed", "question marks added or removed"),
    Rule.CLAIM_ADDED: ("claim added", "claims added"),
    Rule.CLAIM_REMOVED: ("claim removed", "claims removed"),
    Rule.REWRITTEN: ("passage rewritten", "passages rewritten"),
    Rule.LINK: ("link leads to another site", "links lead to other sites"),
}
"""Weighty rules in the order they are told, for one and for several cases."""

_TOLD_ONCE = frozenset({Rule.NUMBER, Rule.DATE, Rule.NAME})
"""Rules of what a text says in several places: nine weeks that become eleven are one number."""

_BLOCKS = {
    "added": ("paragraph added", "paragraphs added"),
    "removed": ("paragraph removed", "paragraphs removed"),
    "moved": ("paragraph moved", "paragraphs moved"),
    "split": ("paragraph split", "paragraphs split"),
    "merged": ("paragraph merged of several", "paragraphs merged of several"),
}

_TOLD_APART = ("notices", "modified_at")
"""Fields whose change has a clause of its own, or says nothing beside others."""

_NOTICES = {
    "retraction": "retraction printed",
    "correction": "correction note added",
    "clarification": "clarification added",
    "editors_note": "editor's note added",
    "update": "update note added",
    MODIFIED_TIME: "new time stamp, no correction note",
    NOT_JUDGED: "whether it is announced is not judged",
}


def summarize(diff: Diff, found: Sequence[tuple[str, Match]], disclosure: Disclosure, weight: Weight) -> str:
    """Return what happened in one sentence, the most telling first."""
    admitted = disclosure.admitted
    clauses = [
        *_field_clauses(diff),
        *_body_clauses(diff, [match for field, match in found if field == "body"]),
    ]
    if not admitted:
        clauses += _notice_clauses(diff)
    if not clauses and not admitted:
        moved = any(field.name == "modified_at" for field in diff.fields)
        return "only the modification time moved" if moved else "nothing changed"
    if admitted or weight is not Weight.COSMETIC:
        clauses.append(_NOTICES[disclosure.kind] if disclosure.kind else "no correction note")
    return "; ".join(clauses)


def _notice_clauses(diff: Diff) -> Iterator[str]:
    for field in diff.fields:
        if field.name == "notices":
            yield "notice removed" if field.new is None else "notice changed"


def echoes_of(changes: Sequence[FieldChange]) -> tuple[str, ...]:
    """Return the names of headlines, for sharing or search, that changed just as the headline did."""
    headline = next((change for change in changes if change.name == "headline"), None)
    return tuple(
        change.name
        for change in changes
        if headline and change.name in ECHOES and (change.old, change.new) == (headline.old, headline.new)
    )


def _field_clauses(diff: Diff) -> Iterator[str]:
    echoes = echoes_of(diff.fields)
    for field in diff.fields:
        if field.name not in (*echoes, *_TOLD_APART):
            yield f"{field_name(field.name)} {_done(field)}"


def _done(field: FieldChange) -> str:
    if field.name == "pictures":
        return "added" if not field.went else "replaced" if field.came else "removed"
    if field.old is None or field.new is None:
        return "added" if field.old is None else "removed"
    return "rewritten" if is_rewritten(field) else "changed"


def is_rewritten(field: FieldChange) -> bool:
    """Tell whether a headline or the like was written anew: hardly half of its letters stayed."""
    if field.name not in ("headline", "social_headline", "search_headline", "dek"):
        return False
    stayed = sum(len(span.text) for span in field.spans if span.kind is SpanKind.SAME)
    return stayed < HALF * min(len(field.old or ""), len(field.new or ""))


def _body_clauses(diff: Diff, found: list[Match]) -> Iterator[str]:
    rules = Counter(match.rule for match in _once(found))
    for rule, names in _COUNTED.items():
        if rules[rule]:
            yield _count(rules[rule], names)
    kinds = diff.counts()
    for kind, names in _BLOCKS.items():
        if kinds.get(kind):
            yield _count(kinds[kind], names)
    edited = kinds.get("edited", 0)
    if edited and not any(rule in _COUNTED for rule in rules):
        small = found and all(match.rule in COSMETIC for match in found)
        what = "small change of wording" if small else "change"
        yield f"{what} in {_count(edited, ('paragraph', 'paragraphs'))}"


def _once(found: list[Match]) -> Iterator[Match]:
    told = set()
    for match in found:
        key = (match.rule, match.old.casefold(), match.new.casefold())
        if match.rule not in _TOLD_ONCE or key not in told:
            told.add(key)
            yield match


def _count(number: int, names: tuple[str, str]) -> str:
    return f"{number} {names[0] if number == 1 else names[1]}"
