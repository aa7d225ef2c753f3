"""Elements that say wrongly what they hold: they hold most of the page, or the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archiver.normalize.page.zones import Zone

if TYPE_CHECKING:
    from archiver.normalize.page.walk import Line

ROOMS = (
    Zone.NAV | Zone.ASIDE | Zone.FOOTER | Zone.HEADER | Zone.FORM | Zone.DIALOG | Zone.BUTTON | Zone.DETAILS
)
"""What an element says of its content, and says wrongly if it holds most of the page."""

CONTROLS = Zone.NAV | Zone.FORM | Zone.DIALOG | Zone.BUTTON

PARAGRAPH_CHARS = 80
"""Least characters of a paragraph; what is set alike and shorter may be a label or a credit."""

FIGURE_CHARS = 800
"""Running text from which a figure is none, captions and quotations not counted.

What stands for a post that needs consent has 763 on a page of the benchmark.
"""

PARAGRAPH_LINKED = 2
"""Part of a paragraph (one in two) from which links make it none."""


def mistrust(lines: Sequence[Line]) -> None:
    """Take back what boxes say of themselves that hold most of the page's text, or figures the article's.

    Publishers wrap the whole page in a form or a dialog, or forget to close an aside or a figure.
    """
    sums, told = [0], [0]
    for line in lines:
        sums.append(sums[-1] + len(line.text) - line.link_chars)
        told.append(told[-1] + (len(line.text) if _is_paragraph(line) else 0))
    boxes = {box for line in lines for box in line.box.around() if box.own & (ROOMS | Zone.FIGURE)}
    least = max(sums[-1], 2000)
    rooms = {
        box
        for box in boxes
        if box.own & ROOMS and (sums[box.end] - sums[box.start]) * (4 if box.own & CONTROLS else 2) > least
    }
    figures = {
        box for box in boxes if box.own & Zone.FIGURE and told[box.end] - told[box.start] > FIGURE_CHARS
    }
    if not rooms and not figures:
        return
    for box in rooms:
        box.own &= ~ROOMS
    for box in figures:
        box.own &= ~Zone.FIGURE
    for line in lines:
        for box in reversed(list(line.box.around())):
            box.zone = box.own | box.up.zone if box.up else box.own


def _is_paragraph(line: Line) -> bool:
    """Tell whether a line is as long as a paragraph of its own, and no caption, quotation or link."""
    if line.box.zone & (Zone.CAPTION | Zone.QUOTE | Zone.LINK) or len(line.text) < PARAGRAPH_CHARS:
        return False
    return line.link_chars * PARAGRAPH_LINKED < len(line.text)
