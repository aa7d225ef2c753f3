"""What is measured of a part of the article's column, so that it can be weighed: structure, never words.

All measures are coarse, so that an edit of a few words moves none of them.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archiver.normalize.body.ground import Ground
from archiver.normalize.body.parts import Part
from archiver.normalize.page import wording
from archiver.normalize.page.forms import is_heading, prose
from archiver.normalize.page.walk import Box

ENDS = (".", "!", "?", "…", ":")

CLOSING = "\"'”’»)"
"""What may stand behind the end of a sentence."""

PICTURES = 3
"""Most pictures of a box that are counted."""

Kind = tuple[str, str, str, str]
Traits = dict[str, float]


@dataclass(frozen=True, slots=True)
class Column:
    """All parts of an article's column, and what is counted over them once."""

    parts: tuple[Part, ...]
    ground: Ground
    says: tuple[int, ...]  # how much running text each part holds
    above: tuple[int, ...]  # how much stands above each part, and above the end
    sure: int  # how much the lines hold that surely are body
    kinds: tuple[Kind, ...]
    alike: Counter[Kind]  # how many parts are of a kind
    told: Counter[Kind]  # how much running text they hold together
    kept: Counter[Kind]  # how many of them rules take for body


def column_of(parts: Sequence[Part], ground: Ground) -> Column:
    """Return the column with what is counted over it."""
    says = tuple(part.says for part in parts)
    kinds = tuple(_kind(part.room) for part in parts)
    told: Counter[Kind] = Counter()
    for kind, said in zip(kinds, says, strict=True):
        told[kind] += said
    return Column(
        parts=tuple(parts),
        ground=ground,
        says=says,
        above=(0, *itertools.accumulate(says)),
        sure=sum(prose(line) for line in ground.sure),
        kinds=kinds,
        alike=Counter(kinds),
        told=told,
        kept=Counter(kind for kind, part in zip(kinds, parts, strict=True) if part.why is None),
    )


def traits_of(column: Column, place: int) -> Traits:
    """Return what is measured of one part: what it holds, where it stands, and beside what."""
    return _content(column, place) | _place(column, place) | _company(column, place)


def _kind(box: Box) -> Kind:
    """Return what boxes of one kind share on one page: element and class, and those of the box around."""
    up = box.up or box
    return (box.tag.name, box.tag.attrs.get("class", ""), up.tag.name, up.tag.attrs.get("class", ""))


def _log(value: float) -> float:
    return round(math.log2(1 + value), 1)


def _share(some: float, whole: float) -> float:
    return round(some / (whole or 1), 1)


def _content(column: Column, place: int) -> Traits:
    part = column.parts[place]
    count = len(part.lines)
    return {
        "running text": _log(column.says[place]),
        "lines": _log(count),
        "characters": _log(part.chars),
        "longest line": _log(max(len(line.text) for line in part.lines)),
        "linked": _share(part.linked, 1),
        "headings": _share(sum(is_heading(line) for line in part.lines), count),
        "dates and buttons": _share(sum(wording.is_meta_line(line.text) for line in part.lines), count),
        "ends a sentence": part.lines[-1].text.rstrip(CLOSING).endswith(ENDS),
        "pictures": min(part.room.media, PICTURES),
    }


def _place(column: Column, place: int) -> Traits:
    part, ground, parts = column.parts[place], column.ground, column.parts
    up = part.room.up
    before = parts[place - 1] if place else None
    after = parts[place + 1] if place + 1 < len(parts) else None
    return {
        "text above": _share(column.above[place], column.above[-1]),
        "below the text": part.lines[0].index >= ground.end,
        "in a box of the text": up is not None and id(up) in ground.stems,
        "text before": before is not None and before.why is None,
        "heading before": before is not None and before.is_heading,
        "heading after": after is not None and after.is_heading,
    }


def _company(column: Column, place: int) -> Traits:
    kind = column.kinds[place]
    return {
        "alike": _log(column.alike[kind]),
        "running text of those alike": _log(column.told[kind] / column.alike[kind]),
        "those alike that are text": _share(column.kept[kind], column.alike[kind]),
        "running text of the article": _log(column.sure),
        "its share of the column": _share(column.sure, column.above[-1]),
    }
