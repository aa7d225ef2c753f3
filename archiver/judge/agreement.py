"""What looks at an article agree on, and what they show to be no text of it.

Two looks seconds apart see one state of the newsroom. What the first of them has of its own and the second
has not is drawn by lot, or made anew for each visitor: it is volatile. What both have is compared with the
current revision. What the second look alone has waits for a third.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from archiver.diff.calm import calm, is_left_out, shown_at, side_by_side
from archiver.diff.fingerprint import fingerprint
from archiver.diff.pictures import with_known_pictures
from archiver.judge.places import differing, is_reordered
from archiver.model.capture import Purpose
from archiver.model.reading import TRIED_FIELDS, Reading
from archiver.model.revision import Memory, Pending
from archiver.model.sight import Sight
from archiver.model.volatile import Place, PlaceKind, Volatile

WITHIN_ROUND = timedelta(minutes=15)
"""Between two looks of one round, at most: they are seconds apart, but a slow host is asked slowly."""

PLACED = (*TRIED_FIELDS, "blocks", "captions", "pictures", "notices", "bylines", "contributors")
"""Fields within which looks may differ by places; of all others they have to agree as they are."""

TRIAL_LOOKS = 14
"""Looks in a row that must show another known wording before it is taken to have come to stay.

A trial at even odds shows one wording so often in a row in 1 of 8,192 cases.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A sight beside the current revision and beside the look that waits, all without what is volatile."""

    current: Reading
    look: Reading
    agrees: bool = False  # does this look have all that the look that waits has of its own?
    change: Reading | None = None  # what both have; None: nothing but the current text
    first_shows_own: bool = True  # does the look that waits show no other wording of a headline on trial?
    look_shows_own: bool = True  # does this look?
    volatile: tuple[Volatile, ...] = ()  # places, with what this look tells of them
    alternating: tuple[Volatile, ...] = ()  # where the look that waits has a wording of its own, and this not
    contested: tuple[Volatile, ...] = ()  # where another wording may have come to stay: more looks tell
    own_seen: datetime | None = None  # UTC; where one has: when the current wording was last seen


def agree(memory: Memory, sight: Sight) -> Agreement:
    """Return what a sight has in common with the current revision and with the look that waits.

    Args:
        memory: what the archive knew before; the article was read.
        sight: of the article.
    """
    assert memory.current is not None
    assert sight.reading is not None
    current = memory.current.reading
    first = _first_look(memory.pending, sight)
    first = None if first is None else with_known_pictures(current, first)
    reading = with_known_pictures(current, sight.reading)
    reading = reading if first is None else with_known_pictures(first, reading)
    at_once = first is not None and _is_at_once(memory.pending, sight)
    known = (
        _learnt(memory, first, reading, sight.seen_at) if at_once and first is not None else memory.volatile
    )
    places = tuple(_after(place, reading, sight.seen_at) for place in known)
    won = tuple(place for place in places if _is_known(place) and place.looks >= TRIAL_LOOKS)
    counting = tuple(place for place in places if place not in won)
    ours, look = side_by_side(current, reading, counting)
    waits = None if first is None else calm(first, counting)
    agrees = waits is not None and _fits(ours, waits, look, at_once=at_once)
    has_change = agrees and waits is not None and fingerprint(waits) != fingerprint(ours)
    return Agreement(
        current=ours,
        look=look,
        agrees=agrees,
        change=waits if has_change else None,
        first_shows_own=first is None or _shows_own(first, counting),
        look_shows_own=_shows_own(reading, counting),
        volatile=places,
        alternating=() if first is None else tuple(_alternating(places, first, reading)),
        own_seen=min((place.own_seen for place in won), default=None),
        contested=tuple(place for place in counting if place.seems_settled and _is_known(place)),
    )


def settled(places: Collection[Volatile], opening: Reading, at: datetime) -> tuple[Volatile, ...]:
    """Return the places after an edit: those at which it put another text have ended.

    Args:
        places: before the edit.
        opening: what the new revision says.
        at: when the edit was confirmed (UTC).
    """
    return tuple(
        replace(place, ended_at=at) if _is_settled(place, shown_at(place.place, opening)) else place
        for place in places
    )


def _is_settled(volatile: Volatile, value: str | None) -> bool:
    if value is None or value == volatile.own:
        return False
    won = volatile.looks >= TRIAL_LOOKS and value == volatile.value
    return won or not all(is_left_out(volatile, one) for one in value.split("\n"))


def _first_look(pending: Pending | None, sight: Sight) -> Reading | None:
    """Return what the look that waits says, by the same reader."""
    if pending is None or sight.reading is None:
        return None
    if pending.reading is None:  # its reading is away; equal fingerprints tell that it said the same
        return sight.reading if pending.fingerprint == sight.fingerprint else None
    return pending.reading if pending.reading.reader == sight.reading.reader else None


def _is_at_once(pending: Pending | None, sight: Sight) -> bool:
    if pending is None or sight.task.purpose is not Purpose.CONFIRM:
        return False
    return timedelta() <= sight.seen_at - pending.seen_at <= WITHIN_ROUND


def _learnt(memory: Memory, first: Reading, second: Reading, at: datetime) -> tuple[Volatile, ...]:
    """Return the places after two looks, with those that they show to be volatile and what was seen there."""
    assert memory.current is not None
    places = {volatile.place: volatile for volatile in memory.volatile}
    for place, own, values in _unshared(memory.current.reading, first, second):
        known = places.get(place)
        if known is None:
            known = Volatile(
                place=place,
                own=own,
                values=(),
                value=values[-1],
                own_seen=memory.current.seen_until,
                first_seen=at,
                last_seen=at,
            )
        seen = dict.fromkeys((*known.values, *own.split("\n"), *values))
        places[place] = replace(known, values=tuple(seen))
    return tuple(places.values())


def _unshared(
    current: Reading, first: Reading, second: Reading
) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    """Give what a look has of its own and the next one has not: place, current value, values to leave out.

    What the next look alone has may be an edit made between them. Where the current revision has no such
    place, the text around it is new, and neither value tells anything of the current one. Where lines come
    and go between the two looks, those that came or went before are drawn by lot as well, until they stay.
    """
    places = tuple(differing(first, second))
    for place in places:
        before, after, ours = (shown_at(place, reading) for reading in (first, second, current))
        if before is None or before in (after, ours):
            continue
        if ours is None:
            yield place, before, (*before.split("\n"), *(after or "").split("\n"))
        else:
            yield place, ours, tuple(before.split("\n"))
    parts = {place.part for place in places if place.kind is PlaceKind.LINE}
    for place in differing(current, first) if parts else ():
        if place.kind is PlaceKind.LINE and place.part in parts and place not in places:
            yield place, shown_at(place, current) or "", (shown_at(place, first) or "",)


def _after(volatile: Volatile, reading: Reading, at: datetime) -> Volatile:
    """Return a place with what a further look shows there."""
    value = shown_at(volatile.place, reading)
    if value is None:
        return volatile
    if value == volatile.own:
        returns = volatile.returns + (volatile.value != value)
        return replace(volatile, value=value, looks=0, returns=returns, own_seen=at, last_seen=at)
    looks = volatile.looks + 1 if value == volatile.value else 1
    return replace(volatile, value=value, looks=looks, last_seen=at)


def _is_known(volatile: Volatile) -> bool:
    """Tell whether the last look showed another wording that was seen before, and no ever new one."""
    if volatile.is_noisy or volatile.value == volatile.own:
        return False
    return all(value in volatile.values for value in volatile.value.split("\n"))


def _fits(current: Reading, first: Reading, second: Reading, *, at_once: bool) -> bool:
    """Tell whether a look has all that the one before it had of its own; it may have more."""
    if fingerprint(first) == fingerprint(second):
        return True
    if not at_once or is_reordered(first, second):
        return False
    beside = replace(first, **{name: getattr(second, name) for name in PLACED})
    if fingerprint(beside) != fingerprint(second):
        return False
    return next(_unshared(current, first, second), None) is None


def _alternating(places: Collection[Volatile], first: Reading, second: Reading) -> Iterator[Volatile]:
    """Give the wordings that the look which waits had of its own, and this look has not."""
    for volatile in places:
        before = shown_at(volatile.place, first)
        if volatile.is_wording and before not in (volatile.own, shown_at(volatile.place, second)):
            yield volatile


def _shows_own(reading: Reading, places: Collection[Volatile]) -> bool:
    """Tell whether a reading shows no other known wording of a headline on trial."""
    tried = (place for place in places if place.place.part in TRIED_FIELDS and place.is_wording)
    return not any(shown_at(place.place, reading) in {*place.values} - {place.own} for place in tried)
