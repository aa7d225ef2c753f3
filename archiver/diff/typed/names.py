"""Proper names that came, went, or stand where others stood; told by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from archiver.diff.lexicon import Lexicon
from archiver.diff.tokens import sentence_starts, words_of
from archiver.diff.typed.passages import POSSESSIVE, Context, Passage, Side, folded, listed, root_of
from archiver.language import LANGUAGES
from archiver.language.shape import Claims
from archiver.model.typed import ChangeType, TypedChange

MOSTLY_CAPITALS = 0.8
"""Share of the longer words of a text with a capital, from which on capitals tell no names."""

LONGER_WORD = 4
"""Letters of a word that has a capital in a title."""

MISSPELT = 0.75
"""Likeness of two names, 0 to 1, from which on one is the other with its spelling corrected."""

HUMPS = 2
"""Capitals behind small letters; a word with as many is a name in code."""

JOINED_LETTERS = 6
"""Letters of a name that is found in a text without regard to its gaps: "ProtonVPN", "Proton VPN"."""

MOST_NAMES = 40
"""Names of a side of a passage that are compared."""

_CODE = re.compile(r"[\d_]|^[#@]")
_GLUE = frozenset("/_#@=<>$[]{}\\~")
_OPENERS = frozenset(":\"'“‘([•|*_~")


@dataclass(frozen=True)
class Name:
    """A proper name as printed, and its words as they are compared."""

    written: str
    words: tuple[str, ...]

    def is_like(self, other: Name) -> bool:
        """Tell whether one is the other with its spelling corrected."""
        return Indel.normalized_similarity(" ".join(self.words), " ".join(other.words)) >= MISSPELT


def names(passage: Passage, context: Context) -> Iterator[TypedChange]:
    """Give the names that one side of a passage has and the whole text of the other side has not."""
    claims = context.claims
    if not claims.particles or context.lexicon.nouns_capitalized:
        return
    old, new = names_of(passage.old, context), names_of(passage.new, context)
    gone = [one for one in old if not _is_in(one, context.new, claims) or _is_respelt(one, new)]
    came = [one for one in new if not _is_in(one, context.old, claims) or _is_respelt(one, old)]
    for before in list(gone):
        after = next(
            (one for one in came if before.is_like(one) or _is_in_its_place(before, one, passage)), None
        )
        if after is not None:
            gone.remove(before)
            came.remove(after)
            yield _change(ChangeType.NAME_CHANGED, passage, before.written, after.written)
    yield from (_change(ChangeType.NAME_DROPPED, passage, one.written, None) for one in gone)
    yield from (_change(ChangeType.NAME_ADDED, passage, None, one.written) for one in came)


def _change(kind: ChangeType, passage: Passage, old: str | None, new: str | None) -> TypedChange:
    return TypedChange(kind=kind, field=passage.field, old=old, new=new)


def _is_respelt(name: Name, others: list[Name]) -> bool:
    """Tell whether a name of several words stands on the other side with one of them spelt otherwise."""
    if len(name.words) == 1 or name in others:
        return False
    alike = (one for one in others if len(one.words) == len(name.words) and one.words != name.words)
    return any(name.is_like(one) for one in alike)


def _is_in_its_place(old: Name, new: Name, passage: Passage) -> bool:
    """Tell whether one name was replaced by the other."""
    return any(old.written in gone and new.written in came for gone, came in passage.places)


# --- in a whole text --------------------------------------------------------------------------------


def _is_in(name: Name, side: Side, claims: Claims) -> bool:
    """Tell whether a text has a name in some form: its words, the last of them, its initials, its people."""
    last = name.words[-1]
    if all(word in side.words for word in name.words):
        return True
    if last in side.words and last not in listed(claims.bodies):
        return True
    squeezed = "".join(name.words)
    if len(squeezed) >= JOINED_LETTERS and squeezed in side.joined:
        return True
    if len(name.words) > 1:
        return "".join(word[0] for word in name.words) in side.words
    if any(last in listed(alike) and side.words & listed(alike) for alike in claims.alike):
        return True
    return root_of(last, claims.endings) in side.roots if claims.endings else False


# --- in a passage -----------------------------------------------------------------------------------


def names_of(text: str, context: Context) -> list[Name]:
    """Return the proper names of a text, each once; none of a text with capitals everywhere."""
    words, before, _ = words_of(text)
    if is_titled(words):
        return []
    opening = openings(words, before)
    found: dict[tuple[str, ...], Name] = {}
    for run in _runs(words, before, context):
        if len(run) == 1 and run[0] in opening and not _surely(words[run[0]], context):
            continue
        kept = [words[k] for k in run]
        name = Name(POSSESSIVE.sub("", " ".join(kept)), tuple(folded(word) for word in kept))
        if len(run) > 1 or not re.search(context.claims.demonyms, name.words[0]):
            found.setdefault(name.words, name)
        if len(found) == MOST_NAMES:
            break
    return list(found.values())


def is_titled(words: list[str]) -> bool:
    """Tell whether capitals say nothing in a text, as in many headlines."""
    longer = [word for word in words if len(word) >= LONGER_WORD and word[0].isalpha()]
    return len(longer) > 1 and sum(word[0].isupper() for word in longer) >= MOSTLY_CAPITALS * len(longer)


def openings(words: list[str], before: list[str]) -> frozenset[int]:
    """Return the places of words whose capital says nothing: they begin a sentence, or a part of it."""
    starts = set(sentence_starts(words, before))
    for k, word in enumerate(words):
        if word in _OPENERS and (k in starts or word == ":" or before[k]):
            starts.add(k + 1)
    return frozenset(starts)


def _runs(words: list[str], before: list[str], context: Context) -> Iterator[list[int]]:
    """Give the places of the words of each name: words with a capital, and particles between them."""
    particles = listed(context.claims.particles)
    run: list[int] = []
    for k, word in enumerate(words):
        if capital(word) and folded(word) not in context.common and not _in_code(k, words, before):
            run.append(k)
        elif not (run and word in particles and k + 1 < len(words) and capital(words[k + 1])):
            yield from _ended(run, words, particles)
            run = []
        else:
            run.append(k)
    yield from _ended(run, words, particles)


def _ended(run: list[int], words: list[str], particles: frozenset[str]) -> Iterator[list[int]]:
    """Give a run without the particles at its end; none of nothing."""
    while run and words[run[-1]] in particles:
        run = run[:-1]
    if run:
        yield run


def capital(word: str) -> bool:
    """Tell whether a word has the capital of a name; single letters and words with figures have none."""
    return word[:1].isupper() and len(word) > 1 and not _CODE.search(word)


def _in_code(k: int, words: list[str], before: list[str]) -> bool:
    """Tell whether a word stands in code: glued to marks that only code has, or written as only code is."""
    word = words[k]
    if sum(a.islower() and b.isupper() for a, b in pairwise(word)) >= HUMPS:
        return True
    left = words[k - 1] if k and not before[k] else ""
    right = words[k + 1] if k + 1 < len(words) and not before[k + 1] else ""
    twice = left == ":" and words[k - 2 : k - 1] == [":"], right == ":" and words[k + 2 : k + 3] == [":"]
    return left in _GLUE or right in _GLUE or any(twice)


def _surely(word: str, context: Context) -> bool:
    """Tell whether the first word of a sentence is a name: it has more capitals, or one elsewhere, too."""
    return any(map(str.isupper, word[1:])) or context.old.names_within(word) or context.new.names_within(word)


@cache
def common_words(lexicon: Lexicon, claims: Claims) -> frozenset[str]:
    """Return the words of a language that are no names whatever their capitals."""
    calendar = LANGUAGES[lexicon.language].calendar
    months = " ".join(calendar.months).split() if calendar else []
    rows = (claims.no_names, claims.nameless, claims.pronouns, claims.speech, claims.weak, claims.guarded)
    words = frozenset(months).union(*map(listed, rows))
    return words | lexicon.calendar | lexicon.function_words | lexicon.style_words | lexicon.numbers
