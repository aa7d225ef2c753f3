"""Does our reader miss a text that the page still has?"""

from __future__ import annotations

from collections.abc import Callable

from archiver.judge.case import Case
from archiver.judge.loss import DOUBTED_FOR, LOST, kept_share
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Reading
from archiver.model.revision import Rebased, Suspect
from archiver.model.text import unspaced

STILL_THERE = 0.5
"""Share of the missing text that the page must hold elsewhere to show that our reader missed it."""

DOUBT = Doubt(kind=DoubtKind.MISREAD, detail="the page has the text, but our reader misses it")


def misread(case: Case) -> Suspect | Rebased | None:
    """Answer where most of the current text is missing from the reading and stands on the page all the same.

    Nobody deleted it: the page was rebuilt, or put it behind a button. When that has lasted, the history
    goes on with what is read; not where the page asks to subscribe or is loading: a wall lies over the text.
    """
    if case.is_known or not is_unread(case.current.reading, case.reading, case.page_text):
        return None
    has_lasted = case.unseen >= DOUBTED_FOR and not case.sight.screening.doubts
    return Rebased() if has_lasted else Suspect(doubt=DOUBT)


def is_unread(old: Reading, new: Reading, page_text: Callable[[], str]) -> bool:
    """Tell whether the text that is missing stands on the page all the same, shown or hidden.

    Args:
        old: the current revision.
        new: what the reader finds now.
        page_text: gives all text of the page, hidden text as well; asked only where much is missing.
    """
    if kept_share(old, new) >= LOST:
        return False
    here = {unspaced(block.text) for block in new.blocks}
    missing = [text for block in old.blocks if (text := unspaced(block.text)) not in here]
    page = unspaced(page_text())
    return sum(len(text) for text in missing if text in page) > STILL_THERE * sum(map(len, missing))
