"""Lines that a page prints among the text and that are no text of the article."""

from __future__ import annotations

import re

from archiver.model.text import same_text

LONGEST = 120
"""Characters; a longer text is never only a stamp or a counter."""

_NUMBER = r"\d+(?:[.,\s]\d+)*\s?[KMkm]?"
_UNIT = (
    r"(?:s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?"
    r"|Sek(?:unden?)?|Min(?:uten?)?|Std|Stunden?|Tag(?:en?)?|Wochen?|Monat(?:en?)?"
    r"|secondes?|heures?|jours?|semaines?|mois|segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?)\.?"
)
_STAMP = (
    r"(?:(?:last|first|article|story|page)?\s?(?:updated|modified|edited|published|posted)"
    r"|(?:zuletzt )?(?:aktualisiert|geändert|veröffentlicht)|stand|mis à jour|publié|modifié"
    r"|actualizado|publicado|modificado)"
)
_CHANGED = (
    r"(?:(?:last|article|story|page)?\s?(?:updated|modified|edited)(?: (?:on|at))?"
    r"|(?:zuletzt )?(?:aktualisiert|geändert)(?: am| um)?|stand|(?:dernière )?mise? à jour(?: le| à)?"
    r"|modifié(?: le)?|(?:última )?actualizaci[oó]n|actualizado(?: el| a las)?)"
)
_CLOCK_WORD = (
    r"(?:\d{1,2}h\d{0,2}|\d{1,4}(?!\d)(?:st|nd|rd|th|er|º)?|h|uhr|am|pm|[ap]\.m\.?|at|um|à|a las|le|el|de|on"
    r"|of|z|utc|gmt|bst"
    r"|c?est|cet|[aecmp][sd]?t|ist|aest|mez|mesz|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|montag|dienstag"
    r"|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|jan\w*|feb\w*|mar|march|märz|mars|marzo"
    r"|apr\w*|avril|abril|may|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug\w*|août|agosto"
    r"|sep\w*|oct\w*|okt\w*|nov\w*|dec\w*|dez\w*|déc\w*|dic\w*|février|fév\w*|enero|ene)"
)

_PATTERNS = (
    # "Updated 3 minutes ago", "vor 5 Stunden", "il y a 3 minutes", "hace 2 horas", "just now"
    rf"(?:{_STAMP}:?\s)?(?:{_NUMBER}\s?{_UNIT} ago|(?:an?|one) (?:minute|hour|day) ago|just now"
    rf"|vor {_NUMBER}\s?{_UNIT}|vor (?:einer|einem) (?:Minute|Stunde|Tag)|gerade eben"
    rf"|il y a {_NUMBER}\s?{_UNIT}|hace {_NUMBER}\s?{_UNIT})",
    # "5 min read", "Lesezeit: 3 Minuten", "Temps de lecture : 3 min", "3 minutos de lectura"
    rf"{_NUMBER}[ -]?{_UNIT}[ -](?:read(?:ing time)?|de lecture|de lectura|lesezeit)",
    rf"(?:reading time|lesezeit|lesedauer|temps de lecture|durée de lecture|lecture|"
    rf"tiempo de lectura)\s?:?\s(?:ca\. )?{_NUMBER}\s?{_UNIT}",
    # "1,204 shares", "12 Kommentare", "34 commentaires", "Comments (17)"
    rf"{_NUMBER}\s(?:shares?|comments?|views?|likes?|reactions?|replies|retweets"
    r"|kommentare?|mal geteilt|aufrufe|commentaires?|partages?|réactions?|vues|comentarios?"
    r"|compartidos|me gusta|visitas|lecturas)",
    rf"(?:shares?|comments?|views?|kommentare|commentaires?|comentarios)\s?[:(]\s?{_NUMBER}\)?",
)  # fmt: skip
_END = r"(?![^\W\d_])"  # no letter follows; a digit may: bars are glued, as in "3 minutes ago5 min read"
_CHANGED_AT = rf"{_CHANGED}\s?:?[\s,]*(?>(?:{_CLOCK_WORD}{_END}[\s,.:/|–-]*)+)"
_ALL = tuple(re.compile(f"(?:{pattern}){_END}", re.IGNORECASE) for pattern in (*_PATTERNS, _CHANGED_AT))
_UPDATED = _ALL[-1]
_BETWEEN = " .,·|•/–—-"


def is_boilerplate(text: str) -> bool:
    """Tell whether a line is nothing but a relative time, an update stamp, a reading time or a counter.

    Only a whole line counts: "Updated 3 minutes ago" is none of the article's text, but "He was
    seen 3 minutes ago at the gate" is. A stamp of an update is none either, as the modified time
    it prints is kept on its own; words behind the stamp make it a notice.

    Source: the wording of the pages in use at English, German, French and Spanish publishers.
    """
    rest = _line(text)
    if not rest:
        return False
    while rest:
        longest = max((match.end() for pattern in _ALL if (match := pattern.match(rest))), default=0)
        if not longest:
            return False
        rest = rest[longest:].lstrip(_BETWEEN)
    return True


def is_update_stamp(text: str) -> bool:
    """Tell whether a line prints when the article was last changed, as "Updated: 5 March, 2:15 pm"."""
    seen = _line(text)
    return seen is not None and _UPDATED.fullmatch(seen) is not None


def _line(text: str) -> str | None:
    """Return what counts of a line that is short enough for a stamp or counter."""
    if len(text) > LONGEST or (" " not in text and not any(map(str.isdigit, text))):
        return None
    return same_text(text).strip(_BETWEEN)
