"""How a diff is laid out for a person: hunks where something changed, and what stayed between them.

A hunk is a field, or changed blocks that stand together. A paragraph that moved is told twice: a trace
stands where it was, and both have one name. Of what stayed, the paragraphs beside a change are shown; longer
runs fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archiver.diff.summary import echoes_of, is_rewritten
from archiver.model.diff import BlockChange, ChangeKind, Diff, FieldChange

PARAGRAPHS_BESIDE = 1
"""Unchanged paragraphs shown on each side of a change."""

FEWEST_FOLDED = 2
"""Unchanged paragraphs that fold; of a single one, the line that tells of it is hardly shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A run of blocks that stayed, far from any change."""

    blocks: tuple[BlockChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A block that stayed, shown as it stands beside a change."""

    block: BlockChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Blocks that moved together."""

    number: int  # from 1, in the order in which they stand now
    blocks: tuple[BlockChange, ...]

    @property
    def down(self) -> bool:
        """Tell whether they stand further down the text than they did."""
        return self.blocks[0].new[0] > self.blocks[0].old[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where blocks stood that moved."""

    move: Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that changed, and the fields in which the same change was made."""

    change: FieldChange
    echoes: tuple[str, ...] = ()

    @property
    def old_over_new(self) -> bool:
        """Tell whether it reads better one above the other than as one text."""
        return is_rewritten(self.change)


Piece = Field | BlockChange | Move | Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunk:
    """Where something changed: one field, or what stands together in the body."""

    number: int  # from 1
    pieces: tuple[Piece, ...]


Part = Hunk | Beside | Fold


def lay_out(diff: Diff) -> tuple[Part, ...]:
    """Return the parts of a diff in the order in which a person reads them."""
    fields = [Hunk(number=at, pieces=(field,)) for at, field in enumerate(_fields(diff.fields), 1)]
    return (*fields, *_body(list(_pieces(diff.blocks)), len(fields)))


def _fields(changes: Sequence[FieldChange]) -> Iterator[Field]:
    """Give the fields; what only echoes the change of the headline is told with it."""
    echoes = echoes_of(changes)
    for change in changes:
        if change.name not in echoes:
            yield Field(change=change, echoes=echoes if change.name == "headline" else ())


def _pieces(blocks: Sequence[BlockChange]) -> Iterator[BlockChange | Move | Trace]:
    """Give the blocks, those that moved together as one, each with a trace where it was."""
    moves = list(_moves(blocks))
    of_block = {id(block): move for move in moves for block in move.blocks}
    traces = _traces(blocks, moves)
    yield from traces.get(-1, ())
    for at, block in enumerate(blocks):
        move = of_block.get(id(block))
        if move is None:
            yield block
        elif block is move.blocks[0]:
            yield move
        yield from traces.get(at, ())


def _moves(blocks: Sequence[BlockChange]) -> Iterator[Move]:
    run: list[BlockChange] = []
    number = 0
    for block in (*blocks, None):
        moved = block is not None and block.kind is ChangeKind.MOVED
        if run and not (moved and block and block.old[0] == run[-1].old[-1] + 1):
            number += 1
            yield Move(number=number, blocks=tuple(run))
            run = []
        if moved and block:
            run.append(block)


def _traces(blocks: Sequence[BlockChange], moves: Sequence[Move]) -> dict[int, list[Trace]]:
    """Return the traces behind each position: a block's old neighbour that did not move."""
    stayed = [(max(b.old), at) for at, b in enumerate(blocks) if b.old and b.kind is not ChangeKind.MOVED]
    traces: dict[int, list[Trace]] = {}
    for move in sorted(moves, key=lambda move: move.blocks[0].old):
        first = move.blocks[0].old[0]
        behind = max((pair for pair in stayed if pair[0] < first), default=(-1, -1))[1]
        traces.setdefault(behind, []).append(Trace(move=move))
    return traces


def _body(pieces: Sequence[BlockChange | Move | Trace], number: int) -> Iterator[Part]:
    stayed = [isinstance(piece, BlockChange) and piece.kind is ChangeKind.SAME for piece in pieces]
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and stayed[end] == stayed[at]:
            end += 1
        run = pieces[at:end]
        if stayed[at]:
            blocks = [piece for piece in run if isinstance(piece, BlockChange)]
            yield from _folded(blocks, first=at == 0, last=end == len(pieces))
        else:
            number += 1
            yield Hunk(number=number, pieces=tuple(run))
        at = end


def _folded(blocks: Sequence[BlockChange], *, first: bool, last: bool) -> Iterator[Part]:
    """Give a run that stayed; what stands beside a change is shown."""
    start = 0 if first else PARAGRAPHS_BESIDE
    stop = len(blocks) - (0 if last else PARAGRAPHS_BESIDE)
    if stop - start < FEWEST_FOLDED:
        start = stop = 0
    yield from (Beside(block=block) for block in blocks[:start])
    if stop > start:
        yield Fold(blocks=tuple(blocks[start:stop]))
    yield from (Beside(block=block) for block in blocks[stop:])
