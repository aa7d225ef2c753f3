"""Which pictures of two readings are the same, and which nobody can tell.

Equal bytes are the same picture. So is what looks the same at a glance: another size, format or quality.
An address never tells that a picture was exchanged; it tells that two cuts of one file, or a file and
what was not seen of it, are the same. Two of which one was not seen are not told apart either. What is
left over is another picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from archiver.model.reading import Picture, Reading

SAME_GLANCE = 3.0
"""Mean difference of two glances, in steps of colour of 256, up to which they are of one picture.

Source: measured on 24 drawn scenes: other sizes, formats and qualities down to 0.3 differ by at most 1.4,
the most similar two of other scenes by 3.3.
"""

OTHER_GLANCE = 6.0
"""The same, from which they are of two: a scene with a tenth cut off differs from itself by up to 4.2."""

SHAPES = 0.05
"""Share by which the proportions of two cuts of one picture differ at least; smaller ones are rounding."""

SIZES = re.compile(
    r"\d+x\d+|(?<![a-z0-9])[wh]?_?\d{2,4}(?:w|px)?(?![a-z0-9])|@\d(?:\.\d)?x|-scaled", re.IGNORECASE
)
"""What an address says of the size of a picture: "-1024x683", "_w800", "@2x"."""

SHORT = 8
"""Digits of a digest that tell two pictures apart for people: one chance in four milliards."""

ENDING = re.compile(r"(?:\.[a-z]{3,4})+$", re.IGNORECASE)


def with_known_pictures(old: Reading, new: Reading) -> Reading:
    """Return the newer reading with the older one's pictures wherever nothing shows that they are others.

    What is left over on either side went or came. The reading itself is returned where nothing differs.
    """
    if old.pictures == new.pictures:
        return new
    pictures = tuple(_resolved(old.pictures, new.pictures))
    return new if pictures == new.pictures else replace(new, pictures=pictures)


def _resolved(old: tuple[Picture, ...], new: tuple[Picture, ...]) -> Iterable[Picture]:
    was, now = list(old), list(new)
    kept: list[Picture] = []
    for is_pair in (_same_bytes, _same_glance, _same_file, _one_unseen):
        for picture in tuple(now):
            twin = next((each for each in was if is_pair(each, picture)), None)
            if twin is not None:
                was.remove(twin)
                now.remove(picture)
                kept.append(twin)
    return [*kept, *now]


def _same_bytes(one: Picture, other: Picture) -> bool:
    return one.digest is not None and one.digest == other.digest


def _same_glance(one: Picture, other: Picture) -> bool:
    far = _distance(one, other)
    return far is not None and far <= SAME_GLANCE


def _same_file(one: Picture, other: Picture) -> bool:
    """Tell whether two addresses name one file, and nothing seen of the two contradicts it.

    Another cut of a picture looks different and has other proportions.
    """
    if file_of(one) != file_of(other):
        return False
    far = _distance(one, other)
    return far is None or far < OTHER_GLANCE or _is_other_cut(one, other)


def _one_unseen(one: Picture, other: Picture) -> bool:
    """Tell whether nobody knows if two pictures are one."""
    far = _distance(one, other)
    return far is None or far < OTHER_GLANCE


def _distance(one: Picture, other: Picture) -> float | None:
    """Return how much two glances differ; None: one was not seen."""
    if one.glance is None or other.glance is None or len(one.glance) != len(other.glance):
        return None
    ours, theirs = bytes.fromhex(one.glance), bytes.fromhex(other.glance)
    return sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours)


def _is_other_cut(one: Picture, other: Picture) -> bool:
    if one.size is None or other.size is None:
        return True
    (wide, high), (broad, tall) = one.size, other.size
    return abs(wide * tall / (high * broad) - 1) > SHAPES


def file_of(picture: Picture) -> str:
    """Return the name of a picture's file, without what its address says of size and format."""
    name = unquote(urlsplit(picture.url).path).rstrip("/").rpartition("/")[2]
    stem = ENDING.sub("", name).casefold()
    return SIZES.sub("", stem).strip("-_. ") or stem


def pictures_key(pictures: tuple[Picture, ...]) -> list[str]:
    """Return what counts of the pictures: which were seen, however ordered or repeated."""
    return sorted({picture.digest for picture in pictures if picture.digest is not None})


def pictures_text(pictures: tuple[Picture, ...]) -> str:
    """Return the pictures that were seen as a person reads it: what is said of each, its file, its digest."""
    lines = (_line(picture) for picture in pictures if picture.digest is not None)
    return "\n".join(dict.fromkeys(lines))


def _line(picture: Picture) -> str:
    file = unquote(urlsplit(picture.url).path).rpartition("/")[2]
    return f"{picture.words or 'picture'} ({file}, {(picture.digest or '')[:SHORT]})"


def names_other_files(known: Reading, plain: Reading) -> bool:
    """Tell whether a page of which no picture was seen names others than a known reading has."""
    return {*map(file_of, known.pictures)} != {*map(file_of, plain.pictures)}
