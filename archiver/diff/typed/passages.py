"""The sentences that changed, old beside new, and the words of all the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from archiver.diff.changes import Change, changes_of
from archiver.diff.lexicon import Lexicon
from archiver.diff.sentences import NEW, OLD, Spans, by_sentence
from archiver.diff.typed.marks import quotations_of
from archiver.diff.words import seen
from archiver.language.shape import Claims
from archiver.model.diff import ChangeKind, Diff, SpanKind
from archiver.model.reading import Reading
from archiver.model.text import same_text

FIELDS = ("headline", "dek", "captions")
"""Fields with text of the article; the headlines for networks and search engines say the same again."""

LONGEST_PASSAGE = 2_000
"""Characters of a side; in a longer one no sentence ends, so that nothing shows what stands for what."""

LOOKED_AT = 60_000
"""Characters of changed passages, of both sides, that are looked at; an article of news has 5,000."""

LONG_PLACE = 8
"""Words; in a longer passage that was replaced whole, place alone does not show what stands for what."""

STEM_LETTERS = 4
"""Letters by which two words are one: "killed" and "killing"."""

ROOT = 4
"""Letters that the names of a country and of its people must share."""

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Passage:
    """A sentence, or a few, as it was and as it is; what is on one side alone has nothing on the other."""

    field: str
    old: str
    new: str
    spans: Spans

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Old and new words of each place where few enough were replaced to tell what stands for what."""
        both = (change for change in changes_of(self.spans) if change.old and change.new)
        return tuple((one.old, one.new) for one in both if _is_short(one))


@dataclass(frozen=True)
class Side:
    """All text of one side, as names and quotations are looked for in it."""

    texts: tuple[str, ...]
    endings: str  # pattern of the language; see `Claims`

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, folded."""
        found = (WORD.findall(text.casefold()) for text in self.texts)
        return frozenset(folded(word) for words in found for word in words)

    @cached_property
    def quoted(self) -> frozenset[str]:
        """All quotations, by what is compared of them."""
        return frozenset(key for text in self.texts for key in quotations_of(text))

    def names_within(self, word: str) -> bool:
        """Tell whether a word with a capital stands within a sentence: behind a small letter or a comma."""
        known = self._within.get(word)
        if known is None:
            known = self._within[word] = any(_stands_within(word, text) for text in self.texts)
        return known

    @cached_property
    def _within(self) -> dict[str, bool]:
        """What was asked before."""
        return {}

    @cached_property
    def joined(self) -> str:
        """The letters and figures, without what parts words."""
        return "".join(filter(str.isalnum, " ".join(self.texts).casefold()))

    @cached_property
    def roots(self) -> frozenset[str]:
        """What the names of countries and of their people share."""
        return frozenset(root_of(word, self.endings) for word in self.words) if self.endings else frozenset()


def _stands_within(word: str, text: str) -> bool:
    at = text.find(f" {word}")
    while at > 0:
        before, behind = text[max(0, at - 2) : at].rstrip(",;"), text[at + 1 + len(word) : at + 2 + len(word)]
        if before[-1:].islower() and not behind.isalnum():
            return True
        at = text.find(f" {word}", at + 1)
    return False


@dataclass(frozen=True)
class Context:
    """What is known beside a passage: the words of the language, and all text of each side."""

    lexicon: Lexicon
    claims: Claims
    common: frozenset[str]  # words that are no names whatever their capitals
    old: Side
    new: Side


def _is_short(change: Change) -> bool:
    return max(len(change.old_words), len(change.new_words)) <= LONG_PLACE


def passages_of(diff: Diff) -> Iterator[Passage]:
    """Give the sentences that changed, in the order a person reads them, until enough was looked at."""
    left = LOOKED_AT
    for field, spans in _changed(diff):
        for row in by_sentence(seen(spans)):
            if all(span.kind is SpanKind.SAME for span in row):
                continue
            old = same_text("".join(span.text for span in row if span.kind in OLD))
            new = same_text("".join(span.text for span in row if span.kind in NEW))
            if max(len(old), len(new)) <= LONGEST_PASSAGE:
                yield Passage(field=field, old=old, new=new, spans=row)
                left -= len(old) + len(new)
                if left <= 0:
                    return


def _changed(diff: Diff) -> Iterator[tuple[str, Spans]]:
    for field in diff.fields:
        if field.name in FIELDS:
            yield field.name, field.spans
    for block in diff.blocks:
        if block.kind is not ChangeKind.SAME:
            yield "body", block.spans


def folded(word: str) -> str:
    """Return a word as it is looked up: in lower case, without the mark of the genitive."""
    return POSSESSIVE.sub("", word.casefold().rstrip("."))


@cache
def listed(words: str) -> frozenset[str]:
    """Return the words of a list of the language."""
    return frozenset(words.split())


def root_of(word: str, endings: str) -> str:
    """Return what the name of a country shares with the words for its people and things."""
    root = re.sub(endings, "", word)
    return root if len(root) >= ROOT else word


def stems(words: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the words with a meaning of their own, by their first letters."""
    plain = (folded(word) for word in words)
    return frozenset(
        word[:STEM_LETTERS] for word in plain if word[:1].isalnum() and word not in lexicon.function_words
    )


def texts_of(reading: Reading) -> list[str]:
    """Return the text of an article, block by block."""
    captions = [caption.text or "" for caption in reading.captions]
    return [reading.headline, reading.dek or "", *captions, *(block.text for block in reading.blocks)]
