"""Compare two readings: every field, and the bodies block by block and word by word."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archiver.diff.align import NO_TEXT, Match, align
from archiver.diff.boilerplate import is_boilerplate
from archiver.diff.fingerprint import captions_key, echo_key, links_key, text_key, texts_key, url_key
from archiver.diff.pictures import pictures_key, pictures_text, with_known_pictures
from archiver.diff.words import compare_words
from archiver.model.diff import ECHOES, BlockChange, ChangeKind, Diff, FieldChange, Span, SpanKind
from archiver.model.reading import Anchor, Block, BlockKind, Caption, Moment, Notice, Reading
from archiver.model.text import same_text

Links = tuple[tuple[str | None, str | None], ...]


def compare(old: Reading, new: Reading) -> Diff:
    """Return what changed from `old` to `new`.

    A dek of one that is the first block of the other is neither removed nor added, nor is a picture of which
    nobody can tell whether it is the other's.

    Two readings of one fingerprint differ at most in the fields that the fingerprint leaves out.
    The answer is the same on every machine, however busy.
    """
    was, now = _with_dek_of(new, old), _with_dek_of(old, with_known_pictures(old, new))
    blocks, coarse = compare_bodies(was.blocks, now.blocks)
    taken = len(old.blocks) - len(was.blocks), len(new.blocks) - len(now.blocks)
    placed = tuple(_placed(change, *taken) for change in blocks) if any(taken) else tuple(blocks)
    return Diff(fields=tuple(_compare_fields(was, now)), blocks=placed, coarse=coarse)


def _with_dek_of(other: Reading, reading: Reading) -> Reading:
    """Return the reading with its first block as its dek where that is the other's dek, word for word."""
    first = reading.blocks[0] if reading.blocks else None
    if reading.dek or not other.dek or first is None or first.anchors:
        return reading
    if same_text(first.text) != same_text(other.dek):
        return reading
    return replace(reading, dek=first.text, blocks=reading.blocks[1:])


def _placed(change: BlockChange, old: int, new: int) -> BlockChange:
    """Return a change with its positions counted from as many blocks earlier."""
    return replace(
        change, old=tuple(place + old for place in change.old), new=tuple(place + new for place in change.new)
    )


# --- fields ---------------------------------------------------------------------------------------


def _compare_fields(old: Reading, new: Reading) -> Iterator[FieldChange]:
    """Give the fields that differ, in the order a reader meets them."""
    for name, key_of, text_of in _FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before == after or key_of(before) == key_of(after):
            continue
        if name in ECHOES and not (before and after) and _echoes(name, old) == _echoes(name, new):
            continue
        was, now = text_of(before) or None, text_of(after) or None
        spans = () if name in _TIMES else compare_words(was or "", now or "").spans
        yield FieldChange(name=name, old=was, new=now, spans=spans)


def _echoes(name: str, reading: Reading) -> str:
    return echo_key(getattr(reading, name), reading.headline)


def moment_text(moment: Moment | None) -> str | None:
    """Return a publisher's time as text: `2026-11-24`, or `2026-11-24T09:30:00Z`."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return None if moment is None else moment.isoformat()


def _as_it_is(text: str | None) -> str | None:
    return text


def _label_key(label: str | None) -> str:
    return same_text(label or "").casefold()  # style sheets set labels in capitals


def _captions_text(captions: tuple[Caption, ...]) -> str:
    lines = (f"{c.text} ({c.credit})" if c.text and c.credit else c.text or c.credit for c in captions)
    return "\n".join(line for line in lines if line)


def _notices_key(notices: tuple[Notice, ...]) -> list[str]:
    return texts_key(tuple(notice.text for notice in notices))


def _notices_text(notices: tuple[Notice, ...]) -> str:
    return "\n".join(notice.text for notice in notices)


_TIMES = frozenset({"published_at", "modified_at"})
_FIELDS: tuple[tuple[str, Callable[[Any], object], Callable[[Any], str | None]], ...] = (
    ("headline", same_text, str),
    ("social_headline", text_key, _as_it_is),
    ("search_headline", text_key, _as_it_is),
    ("dek", text_key, _as_it_is),
    ("bylines", texts_key, ", ".join),
    ("contributors", texts_key, "\n".join),
    ("dateline", text_key, _as_it_is),
    ("label", _label_key, _as_it_is),
    ("published_at", moment_text, moment_text),
    ("modified_at", moment_text, moment_text),
    ("captions", captions_key, _captions_text),
    ("pictures", pictures_key, pictures_text),
    ("notices", _notices_key, _notices_text),
    ("language", text_key, _as_it_is),
    ("section", text_key, _as_it_is),
    ("rights", text_key, _as_it_is),
)
"""Every field that is compared: what counts of it, and how a person reads it.

Not compared are the addresses (`canonical`, `other_urls`) and the reader's own notes (`why`, `signals`).
"""


# --- bodies ---------------------------------------------------------------------------------------


def compare_bodies(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[list[BlockChange], bool]:
    """Return what became of each block, in the order of the new one, and whether it is coarser than words."""
    keys = {text: _key(text) for text in {block.text for block in (*old, *new)}}
    old_keys, new_keys = ([_key_of(block, keys) for block in side] for side in (old, new))
    matches = align((old, old_keys), (new, new_keys))
    changes: list[BlockChange] = []
    coarse = False
    for old_at, new_at, match in _in_reading_order(matches, len(old), len(new)):
        if match is None:
            if old_at is not None and not old_keys[old_at].startswith(NO_TEXT):
                changes.append(_removed(old_at, old[old_at]))
            if new_at is not None and not new_keys[new_at].startswith(NO_TEXT):
                changes.append(_added(new_at, new[new_at]))
            continue
        equal = len(match.old) == len(match.new) and old_keys[match.old[0]] == new_keys[match.new[0]]
        if equal and _stayed(old[match.old[0]], new[match.new[0]], match, old_keys):
            changes.append(BlockChange(kind=ChangeKind.SAME, old=match.old, new=match.new))
            continue
        change, rough = _changed(old, new, match)
        changes.append(change)
        coarse = coarse or rough
    return changes, coarse


def _stayed(before: Block, after: Block, match: Match, old_keys: list[str]) -> bool:
    """Tell whether two blocks of equal text are no change: in place, their links lead where they led."""
    if old_keys[match.old[0]].startswith(NO_TEXT):
        return True
    return not match.moved and links_key(before.anchors) == links_key(after.anchors)


def _key_of(block: Block, keys: Mapping[str, str]) -> str:
    """Return what counts of a block; of a post nothing does, though equal ones are one another."""
    return NO_TEXT + block.text if block.kind is BlockKind.EMBED else keys[block.text]


def _key(text: str) -> str:
    """Return what counts of a block's words; stamps and counters are one whatever they show."""
    if is_boilerplate(text):
        return NO_TEXT + "".join(c for c in text.lower() if c.isalpha())
    return same_text(text) or NO_TEXT


def _in_reading_order(
    matches: list[Match], old_size: int, new_size: int
) -> Iterator[tuple[int | None, int | None, Match | None]]:
    """Give matches, removed and added blocks in the order of the new body.

    A removed block comes where it stood: behind the last block before it that stayed in place.
    """
    taken = {i for match in matches for i in match.old}
    removed = deque(i for i in range(old_size) if i not in taken)
    by_first = {match.new[0]: match for match in matches}
    covered = {j for match in matches for j in match.new}
    fixed = deque(match.old[0] for match in matches if not match.moved)
    while removed and (not fixed or removed[0] < fixed[0]):
        yield removed.popleft(), None, None
    for j in range(new_size):
        match = by_first.get(j)
        if match is None:
            if j not in covered:
                yield None, j, None
            continue
        yield None, None, match
        if not match.moved:
            fixed.popleft()
            while removed and (not fixed or removed[0] < fixed[0]):
                yield removed.popleft(), None, None


def _removed(at: int, block: Block) -> BlockChange:
    span = Span(kind=SpanKind.REMOVED, text=block.text)
    return BlockChange(kind=ChangeKind.REMOVED, old=(at,), spans=(span,))


def _added(at: int, block: Block) -> BlockChange:
    span = Span(kind=SpanKind.ADDED, text=block.text)
    return BlockChange(kind=ChangeKind.ADDED, new=(at,), spans=(span,))


def _changed(old: tuple[Block, ...], new: tuple[Block, ...], match: Match) -> tuple[BlockChange, bool]:
    old_anchors = tuple(anchor for i in match.old for anchor in old[i].anchors)
    new_anchors = tuple(anchor for j in match.new for anchor in new[j].anchors)
    wording = compare_words(_text(old, match.old), _text(new, match.new))
    change = BlockChange(
        kind=_kind(match),
        old=match.old,
        new=match.new,
        spans=wording.spans,
        links=_moved_links(old_anchors, new_anchors),
    )
    return change, wording.coarse


def _kind(match: Match) -> ChangeKind:
    if len(match.new) > 1:
        return ChangeKind.SPLIT
    if len(match.old) > 1:
        return ChangeKind.MERGED
    return ChangeKind.MOVED if match.moved else ChangeKind.EDITED


def _text(blocks: tuple[Block, ...], at: tuple[int, ...]) -> str:
    return " ".join(blocks[k].text for k in at)


def _moved_links(old: tuple[Anchor, ...], new: tuple[Anchor, ...]) -> Links:
    """Return (old address, new address) of the words that lead elsewhere now, None for no link.

    A link whose words went or came with it is not named: the words tell.
    """
    if old == new or links_key(old) == links_key(new):
        return ()
    left = list(new)
    links: list[tuple[str | None, str | None]] = []
    for anchor in old:
        twin = next((other for other in left if same_text(other.text) == same_text(anchor.text)), None)
        if twin is not None:
            left.remove(twin)
        if twin is None or url_key(twin.url) != url_key(anchor.url):
            links.append((anchor.url, twin.url if twin else None))
    links += [(None, anchor.url) for anchor in left]
    return tuple(links)
