"""Where the article may be, when what was read first is another text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archiver.model.reading import DOUBTFUL
from archiver.normalize.body.ground import find_ground
from archiver.normalize.draft import Draft
from archiver.normalize.page.text import key
from archiver.normalize.screening.confidence import TEASER, Check

BEGINNING = 60
"""Letters and digits of a line that are looked for in the declared text; the rest may be spelt otherwise."""


def next_drafts(draft: Draft, told: frozenset[int], checks: Sequence[Check]) -> Iterator[Draft]:
    """Give drafts of the article as it may stand elsewhere on the page, the likeliest first.

    Only where a check says that another text was read: that much stands elsewhere is no reason. Of 34
    doubted pages the next text was the article on 2, and was another's on 7 that had been read rightly.

    Args:
        draft: what was known before the text was chosen.
        told: indices of the lines that were read as the body.
        checks: how sure that reading is.
    """
    if not any(check.is_other and check.grade < DOUBTFUL for check in checks):
        return
    lines, live = draft.page.lines, draft.claims.live
    declared = key(draft.claims.body or "")
    known = draft.known | {key(lines[index].text) for index in told}
    besides = [told]
    if len(declared) > TEASER:
        elsewhere = (line.index for line in lines if key(line.text)[:BEGINNING] not in declared)
        besides.insert(0, frozenset(elsewhere))
    for others in besides:
        if ground := find_ground(lines, others, live=live):
            yield replace(draft, ground=ground, start=ground.start, known=known)
