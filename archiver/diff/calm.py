"""Readings without what differs from one look to the next, so that the rest can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise, takewhile

from archiver.diff.pictures import with_known_pictures
from archiver.model.reading import Block, BlockKind, Reading
from archiver.model.text import same_text
from archiver.model.volatile import NOISY, Place, PlaceKind, Volatile

LEFT_OUT = "…"
"""Stands for words that differ at every look."""

THERE = "there"
"""What a line that comes and goes shows where it is."""

MUCH = 80
"""Most characters of words that differ at every look; what is longer is no counter."""

LISTS = ("body", "captions", "pictures", "notices", "bylines", "contributors")
"""Parts that have several lines."""


def side_by_side(old: Reading, new: Reading, places: Collection[Volatile]) -> tuple[Reading, Reading]:
    """Return two readings as they are to be compared: calm, and the older without entries that rolled off.

    Blocks keep their positions: what does not count is a block without text. A picture of which nobody can
    tell whether it is another one is the older reading's.
    """
    calm_new = calm(with_known_pictures(old, new), places)
    return without_rolled_off(calm(old, places), calm_new), calm_new


def calm(reading: Reading, places: Collection[Volatile]) -> Reading:
    """Return the reading without what differs from one look to the next.

    At a place that shows another value at every look any is left out, at others only those that were seen;
    a field that has several wordings as a whole gets the current revision's. Where pictures came and went at
    as many places as make one noisy, none is compared.
    """
    if reading.pictures and sum(volatile.place.part == "pictures" for volatile in places) >= NOISY:
        reading = replace(reading, pictures=())
    for volatile in places:
        reading = _without(reading, volatile)
    return reading


def shown_at(place: Place, reading: Reading) -> str | None:
    """Return what a reading shows at a place; None: it has no such place."""
    match place.kind:
        case PlaceKind.LINE:
            return THERE if place.before in map(same_text, lines_of(reading, place.part)) else ""
        case PlaceKind.LINK:
            found = [
                anchor.url
                for block in reading.blocks
                for anchor in block.anchors
                if _is_at(place, anchor.text)
            ]
        case PlaceKind.WORDS:
            pattern = _pattern(place)
            found = [
                match[1]
                for line in lines_of(reading, place.part)
                for match in pattern.finditer(f"\n{line}\n")
            ]
    return "\n".join(found) if found else None


def lines_of(reading: Reading, part: str) -> tuple[str, ...]:
    """Return the texts of a part: of the body one a block, of a field the only one."""
    match part:
        case "body":
            return tuple(block.text for block in reading.blocks)
        case "captions":
            return tuple(f"{caption.text} {caption.credit or ''}".strip() for caption in reading.captions)
        case "pictures":
            return tuple(picture.digest or "" for picture in reading.pictures)
        case "notices":
            return tuple(notice.text for notice in reading.notices)
        case "bylines":
            return reading.bylines
        case "contributors":
            return reading.contributors
        case _:
            return tuple(filter(None, (getattr(reading, part),)))


def is_left_out(volatile: Volatile, value: str) -> bool:
    """Tell whether a value does not count at its place."""
    return volatile.is_noisy or value in volatile.values


def _without(reading: Reading, volatile: Volatile) -> Reading:
    place = volatile.place
    match place.kind:
        case PlaceKind.LINE:
            return _without_line(reading, place)
        case PlaceKind.LINK:
            blocks = tuple(_without_link(block, volatile) for block in reading.blocks)
            return reading if blocks == reading.blocks else replace(reading, blocks=blocks)
        case PlaceKind.WORDS:
            return _with_lines(reading, place.part, partial(_without_words, volatile))


def _without_line(reading: Reading, place: Place) -> Reading:
    def gone(text: str) -> str:
        return "" if same_text(text) == place.before else text

    return _with_lines(reading, place.part, gone)


def _without_link(block: Block, volatile: Volatile) -> Block:
    anchors = tuple(
        replace(anchor, url="")
        if _is_at(volatile.place, anchor.text) and is_left_out(volatile, anchor.url)
        else anchor
        for anchor in block.anchors
    )
    return block if anchors == block.anchors else replace(block, anchors=anchors)


def _without_words(volatile: Volatile, line: str) -> str:
    place = volatile.place
    whole = place.before == place.after == "\n"

    def leave_out(match: re.Match[str]) -> str:
        if not is_left_out(volatile, match[1]):
            return match[0]
        return volatile.own if whole else LEFT_OUT

    return _pattern(place).sub(leave_out, f"\n{line}\n")[1:-1]


def _with_lines(reading: Reading, part: str, change: Callable[[str], str]) -> Reading:
    """Return the reading with each text of a part changed; one that is left empty is no line any more."""
    old = lines_of(reading, part)
    new = tuple(change(line) for line in old)
    if new == old:
        return reading
    pairs = list(zip(old, new, strict=True))
    match part:
        case "body":
            changed = zip(reading.blocks, new, strict=True)
            return replace(reading, blocks=tuple(_worded(block, text) for block, text in changed))
        case "captions":
            captions = (
                caption if was == now else replace(caption, text=now, credit=None)
                for caption, (was, now) in zip(reading.captions, pairs, strict=True)
                if now
            )
            return replace(reading, captions=tuple(captions))
        case "pictures":
            seen = tuple(picture for picture, (_, now) in zip(reading.pictures, pairs, strict=True) if now)
            return replace(reading, pictures=seen)
        case "notices":
            notices = (replace(one, text=now) for one, now in zip(reading.notices, new, strict=True) if now)
            return replace(reading, notices=tuple(notices))
        case "bylines":
            return replace(reading, bylines=tuple(filter(None, new)))
        case "contributors":
            return replace(reading, contributors=tuple(filter(None, new)))
        case _:
            return replace(reading, **{part: new[0]})  # type: ignore[arg-type]  # a field of one text


def _worded(block: Block, text: str) -> Block:
    """Return a block with another text; a link of which words are left out is known by its address."""
    if text == block.text:
        return block
    anchors = (one if one.text in text else replace(one, text=LEFT_OUT) for one in block.anchors)
    return replace(block, text=text, anchors=tuple(anchors) if text else ())


def _is_at(place: Place, words: str) -> bool:
    return same_text(words) == place.before


@lru_cache(maxsize=4096)
def _pattern(place: Place) -> re.Pattern[str]:
    whole = place.before == place.after == "\n"
    longest = "*" if whole else f"{{0,{MUCH}}}?"
    return re.compile(f"(?<={re.escape(place.before)})([^\n]{longest})(?={re.escape(place.after)})")


# --- live blogs -----------------------------------------------------------------------------------


def without_rolled_off(old: Reading, new: Reading) -> Reading:
    """Return the older reading of a live blog without the entries that made room for newer ones.

    A page that shows the newest entries drops the oldest as others come: nobody removed them. So it is where
    what is missing stood at one end, and at the other at least as many came. What both begin with is pinned.
    """
    was, now = _below_pinned(old, new)
    names, known = [_name(old, entry) for entry in was], {_name(old, entry) for entry in was}
    here = {_name(new, entry) for entry in now}
    fresh = [_name(new, entry) not in known for entry in now]
    missing = [name not in here for name in names]
    gone = _run(missing[::-1]), _run(missing)  # behind and in front
    came = _run(fresh), _run(fresh[::-1])
    dropped: list[range] = []
    if 0 < gone[0] <= came[0] and gone[0] < len(was):
        dropped = was[-gone[0] :]
    elif 0 < gone[1] <= came[1] and gone[1] < len(was):
        dropped = was[: gone[1]]
    if not dropped:
        return old
    empty = {at for entry in dropped for at in entry}
    blocks = (
        replace(block, text="", anchors=()) if at in empty else block for at, block in enumerate(old.blocks)
    )
    return replace(old, blocks=tuple(blocks))


def _below_pinned(old: Reading, new: Reading) -> tuple[list[range], list[range]]:
    """Return the entries of both, without those that both begin with: a summary, a pinned entry."""
    was, now = _entries(old), _entries(new)
    pairs = zip(was, now, strict=False)
    pinned = _run([_name(old, one) == _name(new, other) for one, other in pairs])
    return was[pinned:], now[pinned:]


def is_live(reading: Reading) -> bool:
    """Tell whether a reading is a live blog's."""
    return any(block.kind is BlockKind.LIVE_ENTRY for block in reading.blocks)


def _entries(reading: Reading) -> list[range]:
    """Return the positions of each entry: the block that begins it, and those up to the next."""
    starts = [at for at, block in enumerate(reading.blocks) if block.kind is BlockKind.LIVE_ENTRY]
    return [range(*pair) for pair in pairwise([*starts, len(reading.blocks)])]


def _name(reading: Reading, entry: range) -> str:
    return same_text(reading.blocks[entry[0]].text)


def _run(flags: list[bool]) -> int:
    """Return how many are true from the beginning on."""
    return sum(1 for _ in takewhile(bool, flags))
