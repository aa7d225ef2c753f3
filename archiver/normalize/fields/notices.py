"""Corrections, clarifications, updates and editor's notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

from archiver.language.calendar import DAYS, month_of
from archiver.language.notices import EDGE_BLOCKS, is_invitation, label_kind, notice_kind, says_update
from archiver.model.reading import Notice, NoticeKind
from archiver.normalize.page.forms import common, form_of, is_heading, is_outside
from archiver.normalize.page.text import weight
from archiver.normalize.page.walk import Line

LONGEST_NOTICE = 1200
"""Longest notice, in characters; what is longer is a part of the article that begins like one."""


SHORTEST_NOTICE = 12
"""Shorter lines are labels, if anything."""

STAMP_CHARS = 120
"""Longest line that may be nothing but the time of an update."""

DAY_OR_TIME = re.compile(rf"\d|\b(?:{'|'.join(sorted(DAYS))})\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
STOPS = tuple('.!?”"»')
TOLD_WORDS = 4
STAMP_WORDS = 6
ABOUT_ARTICLE_WORDS = 9
"""Fewer words, of a whole sentence, of any other line, and of a line that names the article, are only a time,
as in "Updated Wednesday at 5:27 am EST". Months are not counted."""

TOLD_BEHIND = 3
"""Words of three letters behind the time that tell more than the time."""

CLAUSE = re.compile(r"[:：]\s?([^\W\d_]{3,})")

NOTICE_LABEL_CHARS = 60
"""Longest label of a notice: "Correction, Wednesday, 12 November 2025"."""

TOLD_CHARS = 30
"""Least text under a label."""

LABEL_DEPTH = 2
"""Most boxes a label stands in beside the text it is for."""

LABELLED_LINES = 4
"""Most paragraphs of one notice below its label."""


def notice_of(text: str, *, amid: bool = False) -> Notice | None:
    """Return the notice a line is, or None; `amid`: it stands amid the text, see `notice_kind`."""
    if len(text) > LONGEST_NOTICE or weight(text) < SHORTEST_NOTICE:
        return None
    kind = notice_kind(text, amid=amid)
    return None if kind is None or is_stamp(text) or is_invitation(text) else Notice(text=text, kind=kind)


def is_stamp(text: str) -> bool:
    """Tell whether a line says that there was an update, and no more than when."""
    if len(text) > STAMP_CHARS or notice_kind(text) is not NoticeKind.UPDATE:
        return False
    clause = CLAUSE.search(text)
    if clause and not month_of(clause[1]) and clause[1].lower() not in DAYS:
        return False
    words = [word for word in WORD.findall(text) if not month_of(word)]
    timed = [*DAY_OR_TIME.finditer(text)]
    if not timed:
        return says_update(text) and len(words) < TOLD_WORDS
    behind = [word for word in WORD.findall(text[timed[-1].end() :]) if len(word) >= TOLD_BEHIND]
    if len(behind) >= TOLD_BEHIND:
        return False
    if text.endswith(STOPS):
        return len(words) < TOLD_WORDS
    return len(words) < (STAMP_WORDS if says_update(text) else ABOUT_ARTICLE_WORDS)


def find_notices(lines: list[Line], amid: Collection[int] = ()) -> tuple[tuple[Notice, ...], set[int]]:
    """Return the notices among these lines in reading order, and the indices of the lines they fill.

    A notice is a line that begins as notices do, or what stands under a label ("Correction") in one
    box with it. Links to notices of other articles, captions and controls are none.

    Args:
        lines: from the headline to a little below the end of the article.
        amid: indices of those that stand amid the text, set as the paragraphs around them are.
    """
    notices: list[Notice] = []
    taken: set[int] = set()
    said: set[str] = set()
    for place, line in enumerate(lines):
        if line.index in taken or not _may_be_notice(line):
            continue
        label = label_of(line.text)
        following = lines[place + 1 : place + 1 + LABELLED_LINES]
        below = [*_below(line, label, following)] if label else []
        notice = notice_of(line.text, amid=line.index in amid)
        if label and below:
            text = f"{line.text.rstrip(' :')}: {' '.join(each.text for each in below)}"
            notice = Notice(text=text, kind=label)
        if notice is None or (notice.kind is NoticeKind.UPDATE and not below and is_heading(line)):
            continue
        taken |= {line.index, *(each.index for each in below)}
        if notice.text not in said:  # printed at both ends of the article
            said.add(notice.text)
            notices.append(notice)
    return tuple(notices), taken


def amid_text(body: Sequence[Line]) -> frozenset[int]:
    """Return the indices of the lines of a text that stand amid it and are set as those around them."""
    forms = [form_of(line) for line in body]
    inner = range(EDGE_BLOCKS, len(body) - EDGE_BLOCKS)
    return frozenset(body[at].index for at in inner if forms[at - 1] == forms[at] == forms[at + 1])


def label_of(text: str) -> NoticeKind | None:
    """Return of what kind of notice the line is the label, or None."""
    return label_kind(text) if len(text) <= NOTICE_LABEL_CHARS else None


def _may_be_notice(line: Line) -> bool:
    return not is_outside(line.zone) and line.link_chars * 2 <= len(line.text)


def _below(label: Line, kind: NoticeKind, following: list[Line]) -> Iterator[Line]:
    """Give the paragraphs under a label: those in its box, if that is a small one, or the next.

    "Update" right in the text may be a heading over the rest of it.
    """
    room = list(itertools.takewhile(lambda line: _may_be_notice(line) and not label_of(line.text), following))
    if not room or len(room[0].text) < TOLD_CHARS:
        return
    around = common([label.box, room[0].box])
    count = around.end - around.start - 1
    if around.start == label.index and count <= LABELLED_LINES:
        yield from room[:count]
    elif kind is not NoticeKind.UPDATE and label.box.depth - around.depth <= LABEL_DEPTH:
        yield room[0]
