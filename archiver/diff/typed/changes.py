"""What the single changes of an edit are about."""

from __future__ import annotations

from collections.abc import Iterator

from archiver.diff.engine import compare
from archiver.diff.lexicon import Lexicon, lexicon_of
from archiver.diff.typed.claims import certainty_and_sources
from archiver.diff.typed.figures import dates, numbers
from archiver.diff.typed.names import common_words, names
from archiver.diff.typed.passages import Context, Side, passages_of, texts_of
from archiver.diff.typed.quotations import quotations
from archiver.language import LANGUAGES
from archiver.language.shape import Claims
from archiver.model.diff import Diff
from archiver.model.reading import Reading
from archiver.model.typed import TypedChange

MOST_CHANGES = 60
"""Changes that are told of an edit; of one with more, those that come first in the text."""

MOST_TEXT = 400_000
"""Characters of each side in which a name or quotation is looked for; of a longer one nothing is claimed."""

_OF_BOTH_SIDES = (numbers, dates, certainty_and_sources)
_OF_EITHER_SIDE = (names, quotations)


def changes_between(old: Reading, new: Reading) -> tuple[TypedChange, ...]:
    """Return what the changes from one reading to another are about, in the language of the newer."""
    return typed_changes(old, new, compare(old, new), lexicon_of(new))


def typed_changes(old: Reading, new: Reading, diff: Diff, lexicon: Lexicon | None) -> tuple[TypedChange, ...]:
    """Return what the changes from `old` to `new` are about, each once, in the order of the text.

    Nothing is claimed in a language without words for it, and nothing that the words do not show.

    Args:
        old: the reading before.
        new: the reading after.
        diff: what changed between them.
        lexicon: the words of the article's language; None where the rules do not know it.
    """
    if lexicon is None or not diff:
        return ()
    claims = LANGUAGES[lexicon.language].claims
    before, after = texts_of(old), texts_of(new)
    if claims is None or max(sum(map(len, side)) for side in (before, after)) > MOST_TEXT:
        return ()
    context = _context(before, after, lexicon, claims)
    found: dict[tuple[object, ...], TypedChange] = {}
    for change in _all(diff, context):
        sides = tuple(text and text.casefold() for text in (change.old, change.new))
        found.setdefault((change.kind, *sides), change)
        if len(found) == MOST_CHANGES:
            break
    return tuple(found.values())


def _all(diff: Diff, context: Context) -> Iterator[TypedChange]:
    for passage in passages_of(diff):
        if passage.old and passage.new:
            for rule in _OF_BOTH_SIDES:
                yield from rule(passage, context)
        for rule in _OF_EITHER_SIDE:
            yield from rule(passage, context)


def _context(old: list[str], new: list[str], lexicon: Lexicon, claims: Claims) -> Context:
    return Context(
        lexicon=lexicon,
        claims=claims,
        common=common_words(lexicon, claims),
        old=Side(tuple(old), claims.endings),
        new=Side(tuple(new), claims.endings),
    )
