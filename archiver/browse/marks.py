"""Where in a text its changes lie: the bar beside a diff, as marks of a picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver.diff.layout import Beside, Field, Fold, Hunk, Move, Part, Piece, Trace
from archiver.model.diff import BlockChange, ChangeKind, Span
from archiver.model.named import field_name
from archiver.model.reading import Reading

BAR_LENGTH = 1000
"""Units of the bar from the beginning of the article to its end."""

LEAST_MARK = 8
"""Units of the shortest mark: on a screen of 800 pixels about six, which a mouse can hit."""

BLOCK_SPACE = 60
"""Characters that every block is taken to be longer than it is, for its last line and the space below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One hunk on the bar."""

    number: int  # of the hunk
    top: int  # units
    height: int
    kind: str  # "added", "removed", "moved" or "edited"
    told: str  # as "2 paragraphs added"


def marks(parts: Sequence[Part], new: Reading) -> tuple[Mark, ...]:
    """Return where the hunks lie, by the length of the text that is before them."""
    lengths = [_length(part, new) for part in parts]
    total = sum(lengths) or 1
    found: list[Mark] = []
    before = 0
    for part, length in zip(parts, lengths, strict=True):
        if isinstance(part, Hunk):
            height = max(LEAST_MARK, BAR_LENGTH * length // total)
            found.append(
                Mark(
                    number=part.number,
                    top=min(BAR_LENGTH * before // total, BAR_LENGTH - height),
                    height=height,
                    kind=_kind(part.pieces),
                    told=told(part),
                )
            )
        before += length
    return tuple(found)


def told(hunk: Hunk) -> str:
    """Return what changed in a hunk, in a few words."""
    counted = Counter(name for piece in hunk.pieces for name in _names(piece))
    return ", ".join(
        name if count == 1 else f"{count} {name.replace('paragraph', 'paragraphs')}"
        for name, count in counted.items()
    )


def _names(piece: Piece) -> Iterator[str]:
    match piece:
        case Field():
            yield field_name(piece.change.name)
        case Move():
            yield from ["paragraph moved here"] * len(piece.blocks)
        case Trace():
            yield from ["paragraph moved away"] * len(piece.move.blocks)
        case _:
            yield f"paragraph {piece.kind.value}"


def _kind(pieces: Sequence[Piece]) -> str:
    kinds = {_kind_of(piece) for piece in pieces}
    return kinds.pop() if len(kinds) == 1 else "edited"


def _kind_of(piece: Piece) -> str:
    if isinstance(piece, (Move, Trace)):
        return "moved"
    if isinstance(piece, BlockChange) and piece.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return piece.kind.value
    return "edited"


def _length(part: Part, new: Reading) -> int:
    match part:
        case Fold():
            return sum(_size(block, new) for block in part.blocks)
        case Beside():
            return _size(part.block, new)
        case _:
            return sum(_piece_length(piece, new) for piece in part.pieces)


def _piece_length(piece: Piece, new: Reading) -> int:
    match piece:
        case Field():
            return BLOCK_SPACE + _letters(piece.change.spans)
        case Move():
            return sum(_size(block, new) for block in piece.blocks)
        case Trace():
            return BLOCK_SPACE
        case _:
            return _size(piece, new)


def _size(block: BlockChange, new: Reading) -> int:
    stayed = sum(len(new.blocks[at].text) for at in block.new)
    return BLOCK_SPACE + (_letters(block.spans) or stayed)


def _letters(spans: Sequence[Span]) -> int:
    return sum(len(span.text) for span in spans)
