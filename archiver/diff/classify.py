"""What an edit amounts to: cosmetic or substantive, disclosed or silent, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from archiver.diff.changes import Change, changes_of, plain_words
from archiver.diff.disclosure import disclose
from archiver.diff.fingerprint import day_key
from archiver.diff.lexicon import Lexicon, lexicon_of
from archiver.diff.rules import Match, Rule, matches
from archiver.diff.summary import summarize
from archiver.diff.typed.changes import typed_changes
from archiver.language.notices import notice_kind
from archiver.model.diff import Assessment, BlockChange, ChangeKind, Diff, FieldChange, SpanKind, Weight
from archiver.model.reading import NoticeKind, Reading

LONGEST_EXAMPLE = 60
"""Characters of the old or new words that a reason quotes."""

_HEADLINES = frozenset({"headline", "social_headline", "search_headline"})
_PAGE_DATA = frozenset({"modified_at", "language", "section", "rights"})
_REWORDED = frozenset({Rule.WORDING, Rule.REWRITTEN, Rule.CLAIM_ADDED, Rule.CLAIM_REMOVED})


def assess(old: Reading, new: Reading, diff: Diff) -> Assessment:
    """Return what the edit from `old` to `new` amounts to, by rules of one line each.

    The rules know English, German, French and Spanish. In any other language the weights are
    `unclassified`, never a guess; how the edit was disclosed is told in every language as far as
    notices and time stamps show it.
    """
    disclosure = disclose(old, new, diff)
    lexicon = lexicon_of(new)
    found = list(_all_matches(old, new, diff, lexicon)) if lexicon else []
    changed = [field.name for field in diff.fields]
    if any(block.kind is not ChangeKind.SAME for block in diff.blocks):
        changed.append("body")
    if lexicon is None:
        weights = tuple((name, Weight.UNCLASSIFIED) for name in changed)
        reasons: tuple[str, ...] = (_unknown_language(new),) if changed else ()
    else:
        weights = tuple(
            (name, _heaviest(match.weight for field, match in found if field == name)) for name in changed
        )
        reasons = tuple(_reasons(found))
    weight = _heaviest(weight for _, weight in weights)
    return Assessment(
        weight=weight,
        disclosure=disclosure,
        reasons=reasons,
        summary=summarize(diff, found, disclosure, weight),
        field_weights=weights,
        changes=typed_changes(old, new, diff, lexicon),
    )


def _heaviest(weights: Iterator[Weight]) -> Weight:
    """Return unclassified before substantive before cosmetic; nothing at all is cosmetic."""
    present = set(weights)
    for weight in (Weight.UNCLASSIFIED, Weight.SUBSTANTIVE):
        if weight in present:
            return weight
    return Weight.COSMETIC


def _unknown_language(reading: Reading) -> str:
    if reading.language:
        return f"language {reading.language!r} is not one the rules know"
    return "the page does not declare its language and the text is too short to show it"


# --- matches -------------------------------------------------------------------------------------


def _all_matches(old: Reading, new: Reading, diff: Diff, lexicon: Lexicon) -> Iterator[tuple[str, Match]]:
    """Give the field and the match of everything that changed."""
    for field in diff.fields:
        for match in _field_matches(old, new, field, lexicon):
            yield field.name, match
    for block in diff.blocks:
        for match in _block_matches(block, lexicon):
            yield "body", match


def _field_matches(old: Reading, new: Reading, field: FieldChange, lexicon: Lexicon) -> Iterator[Match]:
    before, after = field.old or "", field.new or ""
    if field.name in _PAGE_DATA:
        yield Match(rule=Rule.PAGE_DATA, old=before, new=after)
    elif field.name == "published_at":
        moved = day_key(old.published_at) != day_key(new.published_at)
        yield Match(rule=Rule.DATE if moved else Rule.PAGE_DATA, old=before, new=after)
    elif field.name == "bylines":
        yield Match(rule=Rule.AUTHOR, old=before, new=after)
    elif field.name == "contributors":
        yield Match(rule=Rule.CONTRIBUTORS, old=before, new=after)
    elif field.name == "pictures":
        yield Match(rule=Rule.PICTURE if field.went else Rule.PICTURE_ADDED, old=before, new=after)
    elif field.name == "notices":
        yield Match(rule=Rule.NOTICE, old=before, new=after)
    else:
        for match in _wording_matches(field, lexicon):
            if field.name in _HEADLINES and match.rule in _REWORDED:
                yield Match(rule=Rule.HEADLINE, old=before, new=after)
            else:
                yield match


def _block_matches(block: BlockChange, lexicon: Lexicon) -> Iterator[Match]:
    if block.kind is ChangeKind.SAME:
        return
    if block.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        yield _whole_block(block)
        return
    if block.kind is ChangeKind.MOVED:
        yield Match(rule=Rule.MOVED)
    if block.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
        yield Match(rule=Rule.LAYOUT)
    for before, after in block.links:
        yield _link(before, after)
    yield from _wording_matches(block, lexicon)


def _whole_block(block: BlockChange) -> Match:
    """Return the match for a paragraph that came or went; one without words is but a mark."""
    text = "".join(span.text for span in block.spans)
    came = block.kind is ChangeKind.ADDED
    if not plain_words(text):
        return Match(rule=Rule.PUNCTUATION, old="" if came else text, new=text if came else "")
    if notice_kind(text) not in (None, NoticeKind.UPDATE):
        rule = Rule.NOTICE
    else:
        rule = Rule.PARAGRAPH_ADDED if came else Rule.PARAGRAPH_REMOVED
    return Match(rule=rule, old="" if came else text, new=text if came else "")


def _link(before: str | None, after: str | None) -> Match:
    elsewhere = before and after and urlsplit(before).netloc != urlsplit(after).netloc
    return Match(rule=Rule.LINK if elsewhere else Rule.LINK_STYLE, old=before or "", new=after or "")


def _wording_matches(changed: FieldChange | BlockChange, lexicon: Lexicon) -> Iterator[Match]:
    spans = changed.spans
    if len(spans) == 1 and spans[0].kind is not SpanKind.SAME:  # a field that came or went whole
        came = spans[0].kind is SpanKind.ADDED
        change = Change(old="" if came else spans[0].text, new=spans[0].text if came else "", titled=True)
        yield from matches(change, lexicon)
        return
    sentences = isinstance(changed, FieldChange) and changed.name == "captions"
    for change in changes_of(spans):  # names make most of the capitals of a caption, which is no title
        yield from matches(replace(change, titled=False) if sentences else change, lexicon)


# --- reasons --------------------------------------------------------------------------------------


def _reasons(found: list[tuple[str, Match]]) -> Iterator[str]:
    """Give one line for each field and rule, the weighty ones first, with an example."""
    grouped: dict[tuple[str, Rule], list[Match]] = {}
    for field, match in sorted(found, key=lambda pair: pair[1].weight is Weight.COSMETIC):
        grouped.setdefault((field, match.rule), []).append(match)
    for (field, rule), cases in grouped.items():
        example = _example(cases[0])
        more = f" and {len(cases) - 1} more" if len(cases) > 1 else ""
        yield f"{field.replace('_', ' ')}: {rule.value}{example}{more}"


def _example(match: Match) -> str:
    old, new = _short(match.old), _short(match.new)
    if old and new:
        return f" (“{old}” → “{new}”)"
    if new:
        return f" (new: “{new}”)"
    return f" (gone: “{old}”)" if old else ""


def _short(text: str) -> str:
    if len(text) <= LONGEST_EXAMPLE:
        return text
    return text[:LONGEST_EXAMPLE].rsplit(" ", 1)[0] + " …"
