"""Which texts are notices of a publisher about its own article: one list and one grammar for all who ask."""

from __future__ import annotations

import re
from functools import lru_cache

from archiver.language import any_of
from archiver.language.calendar import DAYS
from archiver.language.grammar import KINDS
from archiver.language.sentences import MARKED, told_kind
from archiver.model.reading import NoticeKind
from archiver.model.text import same_text

EDGE = r"[^\w\"]{0,4}"
"""Brackets, stars, bullets and dashes before a notice; what is quoted is no notice."""

SOON = rf"(?:[^.!?:]|\.(?=\s\d)){{0,25}}(?:\d|\b(?:{'|'.join(sorted(DAYS))})\b)"
"""A day or time at once: "Tuesday, May 5", "5 p.m.", "godz. 14.30"."""

TIMED = r"(?:\s[^\W\d_]{1,8}\.?){1,3}\s\d{1,2}\s?[:.h]\s?\d{2}(?:\s[^\W\d_]{1,5}\.?)?(?:\s?[:：,–—-]\s|$)"
"""A time of day behind some words, whatever the language calls it, alone or before what was done then."""

MARKS = (
    rf"(?:\s?[:：.](?=\s|$)|\s?[:：(\[–—|】〉>\]・]|\s?-\s|\s?\d|(?:,\s|\s{any_of('notices.joints')}\b){SOON}"
    rf"|\sappended\b|(?<=[\u3041-\u9fff])\s|{TIMED})"
)
"""What follows a headword that opens a notice; "Corrections officers strike" is none."""

CLOCK = r"(?:\d{1,2}[時时시]\s?(?:\d{1,2}[分분])?\s?)?"
"""A time of day before a headword, as in Japanese: "15時40分更新"."""

WHEN = r"(?:\s*[:,(—–|-]\s*[^.!?]{0,30}\d[^.!?]{0,20}|\s+\d[^.!?]{0,40})?"
"""A date behind a label, set off from it or beginning with its day."""


def _words(kind: NoticeKind) -> str:
    return any_of(f"notices.headwords.{kind}", f"notices.done.{kind}")


AND = rf"(?:\s(?:&|\w{{1,3}})\s(?:{'|'.join(map(_words, KINDS))}))?"
"""Another headword: "Corrections and clarifications". """

MARKS_ABOVE = re.compile("[\u064b-\u0652]")
"""Vowels of Arabic, which hardly any newsroom writes."""

_CORRECTS = any_of("notices.corrects")
BY_AGENCY = rf"(?:(?-i:[^\W\d_a-z])[\w.-]{{1,15}} {_CORRECTS}\s?[:：]|(?<=\(){_CORRECTS}\b)"
"""An agency that corrects its own report, or what it says in brackets before that."""

OPENINGS = {
    kind: re.compile(
        rf"{EDGE}{CLOCK}(?:{any_of(f'notices.openings.{kind}')}|{_words(kind)}{AND}{MARKS}"
        rf"{'|' + BY_AGENCY if kind is NoticeKind.CORRECTION else ''})",
        re.IGNORECASE,
    )
    for kind in KINDS
}
LABELS = {
    kind: re.compile(rf"{EDGE}{any_of(f'notices.headwords.{kind}')}(?: appended)?{WHEN}\W*$", re.IGNORECASE)
    for kind in KINDS
}
CORRECTS = re.compile(rf"{EDGE}({_CORRECTS})\b", re.IGNORECASE)
HEADLINE_MARKS = {kind: re.compile(rf"\W*({_words(kind)})\b", re.IGNORECASE) for kind in KINDS}
EDGE_BLOCKS = 2
"""Blocks from the top or the foot of a text among which notices stand."""

INVITED = 150
"""Characters of a text among which an invitation stands that is all it says."""

INVITATIONS = re.compile(any_of("notices.invitations"), re.IGNORECASE)

CACHED = 1024
"""How many texts are remembered; each is judged several times while its page is read."""


@lru_cache(maxsize=CACHED)
def notice_kind(text: str, *, amid: bool = False) -> NoticeKind | None:
    """Return what kind of notice a text is by how it begins, or None for no notice.

    Args:
        text: a paragraph, or what was added to one.
        amid: it stands amid the text. "The text was amended in the Senate" is news there; a headword,
            brackets or a star make a notice of it.

    Source: wordings of the corrections pages of the New York Times, Guardian, BBC, Spiegel, Le Monde and El
    País, and the openings in use at publishers of the other languages.
    """
    seen = MARKS_ABOVE.sub("", same_text(text))
    opened = (kind for kind, pattern in OPENINGS.items() if pattern.match(seen))
    agency = NoticeKind.CORRECTION if _in_capitals(CORRECTS, seen) else None
    told = None if amid and not MARKED.match(seen) else told_kind(seen)
    found = [kind for kind in (next(opened, None), agency, told) if kind]
    return min(found, key=KINDS.index, default=None)


def label_kind(text: str) -> NoticeKind | None:
    """Return of what kind of notice a text is the label, perhaps with a date, or None."""
    seen = same_text(text)
    return next((kind for kind, pattern in LABELS.items() if pattern.match(seen)), None)


def mark_kind(headline: str) -> NoticeKind | None:
    """Return what kind of notice stands in capitals before a headline, as agencies print it, or None.

    A retraction needs none: "Withdrawn: Council closes bridge".
    """
    for kind, pattern in HEADLINE_MARKS.items():
        if _in_capitals(pattern, headline):
            return kind
    return NoticeKind.RETRACTION if notice_kind(headline) is NoticeKind.RETRACTION else None


def _in_capitals(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a text begins with words of a pattern, as agencies print them above what they correct."""
    mark = pattern.match(text)
    return bool(mark and mark[1].isupper())


def says_update(text: str) -> bool:
    """Tell whether a text begins as a notice or stamp of an update."""
    return OPENINGS[NoticeKind.UPDATE].match(same_text(text)) is not None


def is_invitation(text: str) -> bool:
    """Tell whether a text begins by asking readers to report errors, as sites do below every article.

    A notice may end so.
    """
    return INVITATIONS.search(text[:INVITED]) is not None
