"""The single changes of a text, each with what its place tells about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archiver.diff.tokens import keys_of, sentence_starts, words_of
from archiver.diff.words import seen
from archiver.model.diff import Span, SpanKind

TITLE_CASE = 0.6
"""Share of longer words with a capital from which on capitals tell no names, as in many headlines."""

QUOTATION = re.compile(
    r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)"
    r"|(?<!\w)‘[^‘]*?’(?!\w)|(?<![\w'])'[^'\s][^']*'(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words that were replaced, came or went in one place."""

    old: str
    new: str
    quoted: bool = False  # on either side between quotation marks
    opens: bool = False  # begins a sentence, so that its first capital tells nothing
    titled: bool = False  # in a text where every longer word has a capital

    @property
    def old_words(self) -> list[str]:
        """The words that went, marks left out."""
        return plain_words(self.old)

    @property
    def new_words(self) -> list[str]:
        """The words that came, marks left out."""
        return plain_words(self.new)

    @property
    def first_words(self) -> set[str]:
        """The words that begin a sentence, whose capital tells nothing."""
        return {word for text in (self.old, self.new) for word in _first_words(text, opens=self.opens)}


def _first_words(text: str, *, opens: bool) -> Iterator[str]:
    words, before, _ = words_of(text)
    for start in sentence_starts(words, before):
        if start or opens:
            yield next((word for word in keys_of(words[start:]) if word[0].isalnum()), "")


def plain_words(text: str) -> list[str]:
    """Return the words and numbers of a text as they are compared, marks left out."""
    return [key for key in keys_of(words_of(text)[0]) if any(map(str.isalnum, key))]


def changes_of(spans: tuple[Span, ...]) -> Iterator[Change]:
    """Give the changes a reader sees in a text, in order."""
    shown = seen(spans)
    old_text = "".join(span.text for span in shown if span.kind is not SpanKind.ADDED)
    new_text = "".join(span.text for span in shown if span.kind is not SpanKind.REMOVED)
    old_quotes, new_quotes = _quotations(old_text), _quotations(new_text)
    titled = _is_titled(new_text or old_text)
    for at_old, removed, at_new, added in _places(shown):
        yield Change(
            old=removed,
            new=added,
            quoted=_inside(old_quotes, at_old, removed) or _inside(new_quotes, at_new, added),
            opens=_opens_sentence(new_text[:at_new]),
            titled=titled,
        )


def _places(spans: tuple[Span, ...]) -> Iterator[tuple[int, str, int, str]]:
    """Give (offset, text) on both sides of each stretch of removed and added spans."""
    at_old = at_new = 0
    removed = added = ""
    for span in (*spans, Span(kind=SpanKind.SAME, text="")):
        if span.kind is SpanKind.REMOVED:
            removed += span.text
            continue
        if span.kind is SpanKind.ADDED:
            added += span.text
            continue
        if removed or added:
            yield at_old, removed, at_new, added
        at_old += len(removed) + len(span.text)
        at_new += len(added) + len(span.text)
        removed = added = ""


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return where text between quotation marks begins and ends; an open quotation ends the text."""
    return [match.span() for match in QUOTATION.finditer(text)]


def _inside(quotations: list[tuple[int, int]], at: int, text: str) -> bool:
    """Tell whether words lie between quotation marks without bringing both marks along."""
    inner = at + len(text) - len(text.lstrip()), at + len(text.rstrip())
    return bool(text) and any(
        start < inner[1] and inner[0] < stop and not (inner[0] <= start and stop <= inner[1])
        for start, stop in quotations
    )


def _opens_sentence(before: str) -> bool:
    if not any(map(str.isalnum, before)) or before.rstrip(" \"'“”‘’„«").endswith(":"):
        return True
    words, spaces, _ = words_of(before[-200:] + "X")
    return sentence_starts(words, spaces)[-1] == len(words) - 1


def _is_titled(text: str) -> bool:
    longer = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return bool(longer) and sum(word[0].isupper() for word in longer) >= TITLE_CASE * len(longer)
