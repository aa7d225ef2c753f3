"""What a newsroom calls an article at its headline: opinion, analysis, paid content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archiver.language import any_of
from archiver.normalize.page.walk import Line
from archiver.normalize.page.zones import Zone

LABEL = re.compile(
    rf"\W*(?:{any_of('boxes.kinds')}|{any_of('boxes.paid')}(?:\W.{{0,60}})?)\W*", re.IGNORECASE
)
"""Whole lines: a kind of article, or that somebody paid for it, and who."""

LABEL_CHARS = 90
LABEL_ABOVE = 4
LABEL_BELOW = 2
"""How many lines above and below the headline are looked at."""

ELSEWHERE = Zone.NAV | Zone.FOOTER | Zone.ASIDE | Zone.LIST | Zone.FORM | Zone.DIALOG


def find_label(lines: Sequence[Line], headline: Line | None) -> str | None:
    """Return the label at the headline, None where there is none.

    Args:
        lines: all lines of the page.
        headline: the line that shows the headline, if one does.
    """
    if headline is None:
        return None
    near = (
        *reversed(lines[max(0, headline.index - LABEL_ABOVE) : headline.index]),
        *lines[headline.index + 1 :][:LABEL_BELOW],
    )
    found = (line.text for line in near if not line.zone & ELSEWHERE and len(line.text) <= LABEL_CHARS)
    return next((text for text in found if LABEL.fullmatch(text)), None)
