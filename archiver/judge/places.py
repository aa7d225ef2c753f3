"""Where two looks at an article differ, as places that can be found again in other readings."""

from __future__ import annotations

from collections.abc import Iterator

from archiver.diff.calm import LISTS, MUCH, lines_of
from archiver.diff.engine import compare_bodies
from archiver.diff.words import compare_words
from archiver.model.diff import BlockChange, ChangeKind, SpanKind
from archiver.model.reading import TRIED_FIELDS, Block, Reading
from archiver.model.text import same_text
from archiver.model.volatile import Place, PlaceKind

CONTEXT = 12
"""Characters on each side by which words are found again, and least between two places in one line."""

HEADLINE_KEPT = 0.5
"""Share of a headline that two wordings must have in common to differ in single words only."""


STAYED = 3
"""Characters of any other line that must have stayed; fewer do not tell where it is."""


def differing(one: Reading, other: Reading) -> Iterator[Place]:
    """Give the places at which two readings differ: words, lines that come and go, addresses of links."""
    for part in TRIED_FIELDS:
        (was,), (now,) = (lines_of(reading, part) or ("",) for reading in (one, other))
        if was and now and was != now:
            yield from _words(part, was, now) or [
                Place(part=part, kind=PlaceKind.WORDS, before="\n", after="\n")
            ]
        elif was != now:
            yield Place(part=part, kind=PlaceKind.LINE, before=same_text(was or now))
    for part in LISTS:
        yield from _in_list(part, _blocks(one, part), _blocks(other, part))


def is_reordered(one: Reading, other: Reading) -> bool:
    """Tell whether the bodies of two readings have the same text in another order."""
    return any(change.kind is ChangeKind.MOVED for change in compare_bodies(one.blocks, other.blocks)[0])


def _blocks(reading: Reading, part: str) -> tuple[Block, ...]:
    return reading.blocks if part == "body" else tuple(Block(text=line) for line in lines_of(reading, part))


def _in_list(part: str, old: tuple[Block, ...], new: tuple[Block, ...]) -> Iterator[Place]:
    if old == new:
        return
    for change in compare_bodies(old, new)[0]:
        was, now = [old[at] for at in change.old], [new[at] for at in change.new]
        if change.kind is ChangeKind.SAME:
            continue
        if change.kind is ChangeKind.EDITED:
            yield from _links(part, change, (*was, *now))
            if all(span.kind is SpanKind.SAME for span in change.spans):
                continue
            found = _words(part, was[0].text, now[0].text)
            if found:
                yield from found
                continue
        for block in (*was, *now):
            yield Place(part=part, kind=PlaceKind.LINE, before=same_text(block.text))


def _links(part: str, change: BlockChange, blocks: tuple[Block, ...]) -> Iterator[Place]:
    """Give links whose words stay: where those differ, they are the place."""
    addresses = {address for pair in change.links for address in pair}
    for block in blocks:
        for anchor in block.anchors:
            if anchor.url in addresses and all(anchor.text in one.text for one in blocks):
                yield Place(part=part, kind=PlaceKind.LINK, before=same_text(anchor.text))


def _words(part: str, was: str, now: str) -> list[Place]:
    """Return the places within a line at which its two wordings differ; none where too little stayed."""
    holes = _holes(was, now)
    stayed = len(was) - sum(stop - start for start, stop in holes)
    wanted = HEADLINE_KEPT * len(was) if part in TRIED_FIELDS else STAYED
    if stayed < wanted or any(stop - start > MUCH for start, stop in holes):
        return []
    return [
        Place(
            part=part,
            kind=PlaceKind.WORDS,
            before=f"\n{was[:start]}"[-CONTEXT:],
            after=f"{was[stop:]}\n"[:CONTEXT],
        )
        for start, stop in holes
    ]


def _holes(was: str, now: str) -> list[tuple[int, int]]:
    """Return from where to where the words of a text differ from those of another, near ones as one."""
    holes: list[tuple[int, int]] = []
    at = 0
    for span in compare_words(was, now).spans:
        stop = at if span.kind is SpanKind.ADDED else at + len(span.text)
        if span.kind is not SpanKind.SAME:
            near = holes and at - holes[-1][1] < CONTEXT
            start = holes.pop()[0] if near else at
            holes.append((start, stop))
        at = stop
    return holes
