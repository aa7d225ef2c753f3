"""Which paragraphs are notices of the publisher about its own article, by how they begin."""

from __future__ import annotations

import re
from functools import cache

from archiver.model.reading import NoticeKind
from archiver.model.text import same_text

_HEADWORDS: dict[NoticeKind, str] = {
    NoticeKind.RETRACTION: r"retraction|retracted|widerruf|rétractation|retractación",
    NoticeKind.CORRECTION: (
        r"corrections?|corrected|erratum|korrektur|berichtigung|korrigiert|richtigstellung|rectificatif"
        r"|corrección|rectificación|fe de (?:errores|erratas)"
    ),
    NoticeKind.CLARIFICATION: (
        r"clarifications?|clarified|klarstellung|präzisierung|précisions?|mise au point|aclaración"
        r"|aclaratoria"
    ),
    NoticeKind.EDITORS_NOTE: (
        r"editors?'?s? note|note (?:from|by) the editors?|(?:redaktioneller )?hinweis|ndlr|nota (?:del editor"
        r"|de la editora|de (?:la )?redacción)|note de la rédaction"
    ),
    NoticeKind.UPDATE: (
        r"updates?|updated|aktualisierung|aktualisiert|nachtrag|mise? à jour|actualizaci[oó]n|actualizado"
    ),
}
"""Words that open a notice when a colon, dash, bracket or date follows, or nothing at all."""

_HEADWORD_END = r"\s*(?:[:(\[–—|]|-\s|\d|,\s|$|(?:appended|on|at|am|vom|du|del?|le)\b)"

_PHRASES: dict[NoticeKind, str] = {
    NoticeKind.RETRACTION: (
        r"this (?:article|story) has been (?:retracted|withdrawn)"
        r"|dieser (?:artikel|beitrag) wurde zurückgezogen|cet article a été retiré"
    ),
    NoticeKind.CORRECTION: (
        r"(?:an|a previous|an earlier|a prior) (?:earlier |previous )?version of th(?:is|e)"
        r" (?:article|story|report|headline|post|caption|piece|map|graphic|chart|photo)"
        r"|this (?:article|story|report|post|piece|headline) (?:has been|was) (?:corrected|amended)"
        r"|(?:due to|because of) (?:an? )?(?:editing|production|reporting|reporter's|editor's) error"
        r"|in einer (?:früheren|vorherigen|ersten|älteren) (?:version|fassung)"
        r"|(?:une|la) (?:première|précédente) version de (?:cet article|ce texte)"
        r"|una versión (?:anterior|previa) de est[ea]"
    ),
    NoticeKind.CLARIFICATION: r"this (?:article|story) (?:has been|was) (?:clarified|amended to clarify)",
    NoticeKind.EDITORS_NOTE: r"(?:anmerkung|hinweis) der redaktion|anm\. ?d\. ?red",
    NoticeKind.UPDATE: (
        r"this (?:article|story|report|post|piece|headline) (?:has been|was|is being) updated"
        r"|(?:dieser|der) (?:artikel|beitrag|text) (?:wurde|ist|wird) (?:laufend )?"
        r"(?:aktualisiert|ergänzt)"
        r"|cet article a été (?:mis à jour|modifié|actualisé)"
        r"|est[ea] (?:artículo|noticia|nota) (?:ha sido|fue) actualizad[oa]"
    ),
}
"""Beginnings that make a paragraph a notice whatever follows."""

_LEAD = r"[\s*\[(•|–—-]*(?:(?:nota|note|hinweis)\s*:\s*)?"


@cache
def _notice_patterns() -> tuple[tuple[NoticeKind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(f"{_LEAD}(?:{_PHRASES[kind]}|(?:{words}){_HEADWORD_END})", re.IGNORECASE))
        for kind, words in _HEADWORDS.items()
    )


def notice_kind(text: str) -> NoticeKind | None:
    """Return what kind of notice a paragraph is by how it begins, or None for no notice.

    Source: the openings in use at English, German, French and Spanish publishers.
    """
    seen = same_text(text)
    return next((kind for kind, pattern in _notice_patterns() if pattern.match(seen)), None)
