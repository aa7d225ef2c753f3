"""Corrections, clarifications, updates and editor's notes."""

from __future__ import annotations

import re

from archiver.model.reading import Notice, NoticeKind

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
            r"rectificatif|correction du|fe de errat|corrección\s?:|errata|rettelse\s?:|retting\s?:|"
            r"rättelse\s?:|correctie\s?:|"
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


def notice_of(text: str) -> Notice | None:
    """Return the notice a line is, or None."""
    if len(text) > LONGEST or len(text) < 12:
        return None
    for kind, pattern in OPENINGS:
        if pattern.match(text):
            return Notice(text=text, kind=kind)
    return None
