"""Was the page laid out anew, and is that all that makes it read otherwise?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, datetime

from archiver.language import any_of
from archiver.model.reading import Moment, Reading
from archiver.model.text import same_text, unspaced
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.reader import Observed

LONG_LINE = 40
"""Least characters of a line by whose surroundings two layouts are told apart."""

BOXES = 3
"""Innermost boxes of a line that make its surroundings, by their tags and classes."""

WORD = re.compile(r"\w+")

LABEL = re.compile(
    any_of("pictures.pictures", "pictures.credits", "pictures.captions", "pictures.labels", "bylines.by")
)
"""What layouts print before a caption or before who made the picture."""

ANEW = 0.5
"""Share of the common lines that must stand in other surroundings."""


def is_relaid(before: Observed, after: Observed) -> bool:
    """Tell whether two readings of an article differ by the layout of its page alone.

    So it is where the text that is common to both stands in other surroundings; where all that the later
    reading has and the earlier has not stood on the earlier page already, and all that it lacks stands
    on the later page still; and where what is common has kept its order. Then no word of the article
    changed: a standfirst is read as a paragraph, a heading or the credit of a picture is found or missed.

    Links are not compared: a layout brings its own addresses.
    """
    old, new = before.reading, after.reading
    if not _is_restyled(before, after) or not _agree(old, new):
        return False
    return (
        _keeps_order(old, new)
        and _holds(after.page, {*_texts(old)} - {*_texts(new)}, {*_labels(old)} - {*_labels(new)})
        and _holds(before.page, {*_texts(new)} - {*_texts(old)}, {*_labels(new)} - {*_labels(old)})
    )


def _holds(page: Page, texts: set[str], labels: set[str]) -> bool:
    """Tell whether a page shows all of these texts, and all of the labels whatever their punctuation."""
    if not texts and not labels:
        return True
    whole = "".join(unspaced(line.text) for line in page.lines)
    bare = "".join(itertools.chain.from_iterable(_pieces(line.text) for line in page.lines)) if labels else ""
    return all(text in whole for text in texts) and all(label in bare for label in labels)


def _is_restyled(before: Observed, after: Observed) -> bool:
    """Tell whether most of the lines that both pages have stand in other surroundings."""
    old, new = _surroundings(before.page), _surroundings(after.page)
    text = {unspaced(block.text) for block in before.reading.blocks}
    common = text & old.keys() & new.keys()
    return sum(old[line] != new[line] for line in common) > ANEW * len(common)


def _surroundings(page: Page) -> dict[str, tuple[object, ...]]:
    told = ((unspaced(line.text), line) for line in page.lines)
    return {text: _chain(line) for text, line in told if len(text) >= LONG_LINE}


def _chain(line: Line) -> tuple[object, ...]:
    """Return tags and classes of the innermost boxes of a line."""
    boxes = [box.tag for box, _ in zip(line.box.around(), range(BOXES), strict=False)]
    return tuple((tag.name, tuple(tag.get_attribute_list("class"))) for tag in boxes)


def _agree(old: Reading, new: Reading) -> bool:
    """Tell whether what no line of the page shows is as it was: the headlines for others, and the day."""
    said = {same_text(text) for text in _headlines(old)}
    if any(same_text(text) not in said for text in _headlines(new)):
        return False
    return old.published_at is None or new.published_at is None or _day(old) == _day(new)


def _headlines(reading: Reading) -> Iterator[str]:
    for text in (reading.headline, reading.social_headline, reading.search_headline):
        if text:
            yield text


def _day(reading: Reading) -> date | None:
    moment: Moment | None = reading.published_at
    return moment.date() if isinstance(moment, datetime) else moment


def _keeps_order(old: Reading, new: Reading) -> bool:
    """Tell whether the blocks that both readings have stand in one order."""
    was, now = ([unspaced(block.text) for block in reading.blocks] for reading in (old, new))
    return [text for text in was if text in now] == [text for text in now if text in was]


def _texts(reading: Reading) -> Iterator[str]:
    """Give what a reading shows of the page's running text."""
    yield unspaced(reading.headline)
    yield unspaced(reading.dek or "")
    yield from (unspaced(notice.text) for notice in reading.notices)
    yield from (unspaced(block.text) for block in reading.blocks)


def _labels(reading: Reading) -> Iterator[str]:
    """Give names, captions and credits, which layouts set with words and marks of their own."""
    for name in reading.bylines:
        yield from _pieces(name)
    for caption in reading.captions:
        yield from _pieces(caption.text)
        yield from _pieces(caption.credit or "")


def _pieces(text: str) -> Iterator[str]:
    """Give the letters and digits of a text, without case, in pieces between what layouts print there."""
    words = map(str.casefold, WORD.findall(same_text(text)))
    for printed, piece in itertools.groupby(words, lambda word: LABEL.fullmatch(word) is not None):
        if not printed:
            yield "".join(piece)
