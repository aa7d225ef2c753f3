"""A changed text cut where a sentence ends on both sides, so that both can be set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from archiver.diff.tokens import sentence_starts, words_of
from archiver.model.diff import Span, SpanKind

OLD = (SpanKind.SAME, SpanKind.REMOVED)
NEW = (SpanKind.SAME, SpanKind.ADDED)

Spans = tuple[Span, ...]


def by_sentence(spans: Spans) -> tuple[Spans, ...]:
    """Return the spans in rows; each holds whole sentences of both sides, and as few as can be.

    Joined again, the rows are the spans, but for where one was cut. What was replaced stays in one row.
    """
    cuts = _starts("".join(span.text for span in spans if span.kind in OLD))
    also = _starts("".join(span.text for span in spans if span.kind in NEW))
    rows: list[list[Span]] = [[]]
    old = new = 0
    for at, span in enumerate(spans):
        changed_before = at > 0 and SpanKind.SAME not in (span.kind, spans[at - 1].kind)
        if rows[-1] and not changed_before and old in cuts and new in also:
            rows.append([])
        if span.kind is SpanKind.SAME:
            inner = [k for k in range(1, len(span.text)) if old + k in cuts and new + k in also]
            for piece in _cut(span.text, inner):
                if rows[-1] and piece[0]:
                    rows.append([])
                rows[-1].append(Span(kind=span.kind, text=piece[1]))
        else:
            rows[-1].append(span)
        old += len(span.text) if span.kind in OLD else 0
        new += len(span.text) if span.kind in NEW else 0
    return tuple(tuple(row) for row in rows if row)


def _cut(text: str, inner: list[int]) -> Iterator[tuple[int, str]]:
    """Give the pieces of a text, each with where it begins."""
    for start, stop in zip((0, *inner), (*inner, len(text)), strict=True):
        yield start, text[start:stop]


def _starts(text: str) -> frozenset[int]:
    """Return where sentences begin, in characters; white space belongs to the sentence before."""
    words, before, _ = words_of(text)
    if not words:
        return frozenset()
    ends = list(accumulate(len(space) + len(word) for space, word in zip(before, words, strict=True)))
    return frozenset(ends[at] - len(words[at]) for at in sentence_starts(words, before))
