"""Corrections, clarifications, updates and editor's notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from archiver.model.reading import Notice, NoticeKind
from archiver.normalize.forms import common, is_outside
from archiver.normalize.months import MONTHS
from archiver.normalize.parts import is_heading
from archiver.normalize.walk import Line

OPENINGS: tuple[tuple[NoticeKind, re.Pattern[str]], ...] = (
    (
        NoticeKind.RETRACTION,
        re.compile(
            r"^(?:this (?:article|story) (?:has been|was) (?:retracted|withdrawn|removed)|retraction\b[:.])",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.CORRECTION,
        re.compile(
            r"^\W{0,3}(?:corrections?(?: appended)?\b\s?[:.(—–-]|corrected\b.{0,20}:|korrektur\w*\s?[:.]|"
            r"berichtigung\s?[:.]|"
            r"rectificatif|correction du|fe de err(?:at|or)|corrección\s?:|correc?ção\s?:|errata|"
            r"correzione\s?:|rettifica\s?:|rettelse\s?:|retting\s?:|rättelse\s?:|"
            r"oikaisu\s?:|correctie\s?:|rechtzetting\s?:|rectificatie\s?:|sprostowanie\s?:|oprava\s?:|"
            r"düzeltme\s?:|(?:поправка|исправление|опровержение)\s?:|(?:訂正|お詫び|更正|정정)\s?[】〉\]：:・]|"
            r"una versi(?:ón|one) (?:anterior|precedente) d[ei] (?:est|quest)|uma versão anterior dest|"
            r"in een eerdere versie|i en (?:tidligere|tidigare) version|i en tidligere versjon|"
            r"(?:an earlier|a previous|the original|an initial) version of this|"
            r"in einer (?:früheren|vorherigen|ersten) version|"
            r"this (?:article|story|piece|report|post|headline|column)(?: has been| was) (?:corrected|"
            r"amended)|"
            r"(?:article|story) corrected on|une première version|une version précédente|"
            r"dans une version précédente)",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.CLARIFICATION,
        re.compile(
            r"^\W{0,3}(?:clarifications?\b\s?[:.(—–-]|klarstellung\s?:|précision\s?:|aclaración\s?:)",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.EDITORS_NOTE,
        re.compile(
            r"^\W{0,3}(?:editor(?:[’']?s|s[’'])?[’']? note\b|editors[’']? note\b|note (?:from|"
            r"to) (?:the )?(?:editors?|readers)|"
            r"anm(?:erkung|\.) d(?:er|\.) red|hinweis der redaktion|note de la rédaction|nota del editor|"
            r"nota da redação|"
            r"nota della redazione|noot van de redactie)",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.UPDATE,
        re.compile(
            r"^\W{0,3}(?:updates?\b\s?(?:\(|\d|:|—|–|-\s)|updated\b.{0,40}:|this (?:article|story|post|"
            r"report)(?: has been| was)(?: since)? updated|"
            r"aktualisierung\s?:|actualización\s?:|mise à jour\s?:|dieser (?:artikel|text|"
            r"beitrag) wurde .{0,60}(?:aktualisiert|ergänzt|geändert)|"
            r"oppdatert\s?:|opdateret\s?:|uppdatering\s?:|aggiornamento\s?:)",
            re.IGNORECASE,
        ),
    ),
)
"""How notices begin, in the languages of the news.

Source: wordings of corrections pages of the New York Times, Guardian, BBC, Spiegel, Le Monde, El País.
"""

LONGEST = 1200
"""Longest notice, in characters; what is longer is a part of the article that begins like one."""


SHORTEST = 12
"""Shorter lines are labels, if anything."""

WHEN = r"(?:\s*[:,(—–|-]\s*[^.!?]{0,30}\d[^.!?]{0,20}|\s+\d[^.!?]{0,40})?"
"""A date behind a label, set off from it or beginning with its day."""

LABELS: tuple[tuple[NoticeKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"^\W{{0,3}}(?:{words})(?: appended)?{WHEN}\W*$", re.IGNORECASE))
    for kind, words in (
        (NoticeKind.RETRACTION, "retraction"),
        (
            NoticeKind.CORRECTION,
            "corrections?|korrekturhinweis|korrektur|berichtigung|rectificatif|corrección|fe de erratas|"
            "errata|rettelse|retting|rättelse|correctie|rettifica",
        ),
        (NoticeKind.CLARIFICATION, "clarifications?|klarstellung|précision|aclaración"),
        (
            NoticeKind.EDITORS_NOTE,
            r"editor(?:[’']?s|s[’'])?[’']? note|note (?:from|to) (?:the )?(?:editors?|readers)|"
            r"anmerkung der redaktion|hinweis der redaktion|note de la rédaction|nota del editor|"
            r"nota da redação|nota della redazione|noot van de redactie",
        ),
        (NoticeKind.UPDATE, "update|aktualisierung|actualización|mise à jour|aggiornamento"),
    )
)
"""What stands alone over a notice, perhaps with a date."""

STANDING = re.compile(
    r"(?:if you (?:are aware of|find|see|spot|notice|believe|have)|"
    r"(?:report|request|suggest|submit) an? (?:error|correction)|"
    r"wenn sie (?:einen )?fehler|si (?:usted )?(?:encuentra|detecta)|si vous (?:constatez|repérez))",
    re.IGNORECASE,
)
"""What a site's standing invitation to report errors says; it is no notice of any."""

UPDATED = dict(OPENINGS)[NoticeKind.UPDATE]
STAMP_CHARS = 120
WORD = re.compile(r"[^\W\d_]{2,}")
STOPS = tuple('.!?”"»')
TOLD_WORDS = 4
STAMP_WORDS = 6
"""Fewer words, months not counted, are only a time: "Updated Wednesday at 5:27 am EST"."""

LABEL_CHARS = 60
"""Longest label of a notice: "Correction, Wednesday, 12 November 2025"."""

TOLD_CHARS = 30
"""Least text under a label."""

LABEL_DEPTH = 2
"""Most boxes a label stands in beside the text it is for."""

LABELLED_LINES = 4
"""Most paragraphs of one notice below its label."""


def notice_of(text: str) -> Notice | None:
    """Return the notice a line is, or None."""
    if len(text) > LONGEST or len(text) < SHORTEST:
        return None
    for kind, pattern in OPENINGS:
        if pattern.match(text):
            return None if is_stamp(text) or STANDING.search(text) else Notice(text=text, kind=kind)
    return None


def is_stamp(text: str) -> bool:
    """Tell whether a line says that there was an update, and no more than when."""
    if len(text) > STAMP_CHARS or not UPDATED.match(text):
        return False
    words = [word for word in WORD.findall(text) if word.lower() not in MONTHS]
    return len(words) < (TOLD_WORDS if text.endswith(STOPS) else STAMP_WORDS)


def find_notices(lines: list[Line]) -> tuple[tuple[Notice, ...], set[int]]:
    """Return the notices among these lines in reading order, and the indices of the lines they fill.

    A notice is a line that begins as notices do, or what stands under a label ("Correction") in one
    box with it. Links to notices of other articles, captions and controls are none.

    Args:
        lines: from the headline to a little below the end of the article.
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
        notice = notice_of(line.text)
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


def label_of(text: str) -> NoticeKind | None:
    """Return of what kind of notice the line is the label, or None."""
    if len(text) > LABEL_CHARS:
        return None
    return next((kind for kind, pattern in LABELS if pattern.match(text)), None)


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
