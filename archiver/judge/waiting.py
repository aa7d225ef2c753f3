"""How often to look before a change is believed."""

from __future__ import annotations

from archiver.diff.calm import is_live
from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.judge.agreement import Agreement
from archiver.judge.case import Case
from archiver.judge.retracted import is_retracted
from archiver.judge.wording import wording
from archiver.model.capture import Purpose
from archiver.model.diff import ChangeKind
from archiver.model.reading import TRIED_FIELDS, Reading
from archiver.model.revision import Changed

EDIT_LOOKS = 2
"""Looks that must agree on a change of the text: the second one is independent of the first."""

LOT_LOOKS = 7
"""Looks that must agree where visitors may be shown different things by lot.

Each look is a newcomer's, and a lot at even odds shows newcomers one wording seven times in a row in
1 of 64 cases.
"""

DRAWN = frozenset({ChangeKind.SAME, ChangeKind.ADDED, ChangeKind.REMOVED})
"""What becomes of blocks where a whole paragraph is shown to some: others are not touched."""


def waiting(case: Case) -> Changed | None:
    """Answer where too few looks in a row agree on a change.

    That no two are the same capture is for the caller to know: on a simulated clock looks may bear one time.
    Of what others captured there is no second look to be had: each capture stands for itself.
    """
    if case.sight.task.purpose is Purpose.IMPORTED:
        return None
    agreement, pending = case.agreement, case.memory.pending
    if pending is None or case.sight.seen_at < pending.seen_at or not agreement.agrees:
        return Changed(said=_said(case))
    if agreement.change is None:  # a known wording that may have come to stay, or what this look alone has
        return Changed(said=_said(case), looks=pending.looks + 1 if case.is_current else 1)
    looks = pending.looks + 1
    enough = looks >= looks_needed(case, agreement.change)
    return None if enough and _is_whole(agreement) else Changed(said=_said(case), looks=looks)


def looks_needed(case: Case, change: Reading) -> int:
    """Return how many looks in a row must show a change before it is an edit of the current text.

    More where lots are drawn: for headlines; and, unless the page says that it was changed, for whole
    paragraphs, pictures and where an earlier text is back. What earlier looks had doubted was seen by those
    as well.

    Args:
        case: the last of the looks.
        change: what the looks agree on, without what is volatile.
    """
    if is_retracted(case.agreement.current, change):
        return EDIT_LOOKS
    diff = compare(case.agreement.current, change)
    fields = {field.name for field in diff.fields}
    if change.modified_at != case.reading.modified_at:
        fields.discard("modified_at")  # it is made anew at each look
    if not fields.isdisjoint(TRIED_FIELDS):
        return LOT_LOOKS
    if "modified_at" in fields or case.memory.doubt is not None or is_live(change):
        return EDIT_LOOKS
    is_drawn = fields <= {"pictures"} and {block.kind for block in diff.blocks} <= DRAWN
    may_be_lot = (is_drawn or bool(case.said_by(case.opening))) and not case.is_relaid()
    return LOT_LOOKS if may_be_lot else EDIT_LOOKS


def _is_whole(agreement: Agreement) -> bool:
    """Tell whether one of the looks has the change and nothing else that counts, to open the revision."""
    if agreement.first_shows_own or agreement.change is None:
        return True
    return agreement.look_shows_own and fingerprint(agreement.look) == fingerprint(agreement.change)


def _said(case: Case) -> str:
    current, look = case.agreement.current, case.agreement.look
    if case.agreement.contested and case.is_current:
        return f"again {wording(case.agreement.contested, case.reading)}"
    return assess(current, look, compare(current, look)).summary
