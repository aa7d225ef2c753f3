"""A few lines of what changed in a body, for the table of edits; the diff has all of it."""

from __future__ import annotations

from collections.abc import Iterable

from archiver.model.diff import ChangeKind, Diff, Span, SpanKind

LONGEST_EXCERPT = 400
"""Most characters of a side: two or three lines of a table."""

CHARS_BESIDE = 30
"""Characters of unchanged text shown beside a change: about five words."""

CUT = "…"


def excerpts(diff: Diff) -> tuple[str | None, str | None]:
    """Return what the changed blocks said and what they say, each with a little of what stayed.

    A side on which no block changed is None; blocks that only moved are on both.
    """
    changes = [change for change in diff.blocks if change.kind is not ChangeKind.SAME]
    return (
        _cut(_side(change.spans, SpanKind.REMOVED) for change in changes if change.old),
        _cut(_side(change.spans, SpanKind.ADDED) for change in changes if change.new),
    )


def _side(spans: tuple[Span, ...], kind: SpanKind) -> str:
    last = len(spans) - 1
    parts = []
    for place, span in enumerate(spans):
        if span.kind is SpanKind.SAME:
            parts.append(_context(span.text, before=place > 0, after=place < last))
        elif span.kind is kind:
            parts.append(span.text)
    return " ".join("".join(parts).split())


def _context(text: str, *, before: bool, after: bool) -> str:
    """Return the ends of an unchanged run that a change is next to."""
    if len(text) <= CHARS_BESIDE * (before + after or 2):
        return text
    start = text[:CHARS_BESIDE].rsplit(" ", 1)[0] if before or not after else ""
    end = text[-CHARS_BESIDE:].split(" ", 1)[-1] if after else ""
    return f"{start} {CUT} {end}" if start and end else f"{start}{CUT}{end}"


def _cut(texts: Iterable[str]) -> str | None:
    whole = f" {CUT} ".join(text for text in texts if text)
    if not whole:
        return None
    return whole if len(whole) <= LONGEST_EXCERPT else whole[: LONGEST_EXCERPT - 1].rstrip() + CUT
