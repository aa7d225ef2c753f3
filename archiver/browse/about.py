"""What single changes of a comparison are about, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver.diff.layout import Field, Hunk, Move, Part, Piece
from archiver.model.diff import BlockChange, Span, SpanKind
from archiver.model.text import same_text
from archiver.model.typed import TypedChange, surest_first


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A change in words, and which hunk has it."""

    told: str
    hunk: int | None  # its number; None: no single hunk has both sides


def about(changes: Sequence[TypedChange] | None, parts: Sequence[Part]) -> tuple[About, ...]:
    """Return the changes in words, each with the first hunk in which both of its sides stand."""
    hunks = [(part.number, _texts(part)) for part in parts if isinstance(part, Hunk)]
    return tuple(About(told=one.in_words(), hunk=_place(one, hunks)) for one in surest_first(changes or ()))


Texts = tuple[frozenset[str], str, str]
"""The fields of a hunk, its old and its new text."""


def _place(change: TypedChange, hunks: Sequence[tuple[int, Texts]]) -> int | None:
    for number, (fields, old, new) in hunks:
        if (
            change.field in fields
            and same_text(change.old or "") in old
            and same_text(change.new or "") in new
        ):
            return number
    return None


def _texts(hunk: Hunk) -> Texts:
    pieces = [one for piece in hunk.pieces for one in _of(piece)]
    old, new = (
        "\n".join(_side(spans, other) for _, spans in pieces) for other in (SpanKind.ADDED, SpanKind.REMOVED)
    )
    return frozenset(field for field, _ in pieces), old, new


def _of(piece: Piece) -> Iterator[tuple[str, Sequence[Span]]]:
    match piece:
        case Field():
            yield piece.change.name, piece.change.spans
        case Move():
            yield from (("body", block.spans) for block in piece.blocks)
        case BlockChange():
            yield "body", piece.spans
        case _:
            return


def _side(spans: Sequence[Span], other: SpanKind) -> str:
    """Return the text without what the other side alone has."""
    return same_text("".join(span.text for span in spans if span.kind is not other))
