"""Who wrote the article."""

from __future__ import annotations

import re

from archiver.model.reading import Choice
from archiver.normalize.structured import Claim, Claims
from archiver.normalize.text import collapse, key
from archiver.normalize.walk import Line, Page, Zone

BY = re.compile(
    r"^(?:(?:written|reported|reporting|posted|published|analysis|opinion|story|text|kolumne|gastbeitrag|"
    r"ein\s\w+|interview|kommentar|analyse|reportage|übersetzung und adaptierung|article|texte)\s*(?:by|"
    r"von|de|par)?\s*:?\s*)?"
    r"(?:by|von|par|por|di|door|av|af|autor(?:in|en|es|a)?|auteur|author|tekst|text|от|автор|автор:|"
    r"words)\s*[:：]?\s+",
    re.IGNORECASE,
)
"""What stands before a name in a byline."""

AND = re.compile(
    r"\s*(?:,|;|\||&|/|•|·|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|\bve\b|\bi\b|、|，|；)\s*",
    re.IGNORECASE,
)
"""What stands between two names."""

ROLE = re.compile(
    r"^(?:.*\b)?(?:reporter|editor|correspondent|journalist\w*|redakteur\w*|korrespondent\w*|autor\w*|"
    r"author|staff|"
    r"writer|columnist|chef\w*|volontär\w*|redaktion|contributor|producer|freelance\w*|reporterin|leiter\w*|"
    r"fotograf\w*|photographer|bureau chief|phd|md|dpa|professor)\b.*$",
    re.IGNORECASE,
)
NOT_NAMES = re.compile(r"https?:|www\.|@|\d{2,}|[<>{}=]|\.(?:com|org|net|de)\b", re.IGNORECASE)
AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:en|es|in|s|a)?|auteurs?|by|people|profiles?|staff|contributors?|journalists?|"
    r"redaktion|reporters?|"
    r"columnists?|writers?|team|forfatter|skribent|yazar\w*|autore)/[^/?#]",
    re.IGNORECASE,
)
"""Addresses of pages about authors."""

LONGEST = 60
"""Longest name of a person or a desk, in characters."""


def find_bylines(
    page: Page, claims: Claims, near: list[Line], sites: set[str]
) -> tuple[tuple[str, ...], Choice | None]:
    """Return the names of those who wrote the article, in the order given.

    JSON-LD is believed first, then meta elements and microdata, then links marked `rel=author` and lines
    that begin with "By" near the headline. A name of the site itself counts only if there is no other.

    Args:
        page: the walked page.
        claims: its structured data.
        near: the lines around the headline.
        sites: keys of the names of the site.
    """
    told: list[tuple[str, tuple[str, ...]]] = []
    for source in dict.fromkeys(claim.source for claim in claims.authors):
        names = _names([claim for claim in claims.authors if claim.source == source])
        if names:
            told.append((source, names))
    shown = _shown(page, near)
    told += shown
    persons = [(source, names) for source, names in told if any(key(name) not in sites for name in names)]
    ranked = persons or told
    if not ranked:
        return (), None
    source, names = ranked[0]
    reason = ""
    rejected = tuple((s, ", ".join(n)) for s, n in told if n != names)
    return names, Choice(field="bylines", source=source, reason=reason, rejected=rejected)


def _shown(page: Page, near: list[Line]) -> list[tuple[str, tuple[str, ...]]]:
    if not near:
        return []
    first, last = near[0].index, near[-1].index + 1
    linked = [
        Claim("rel=author", collapse(tag.get_text(" ")))
        for index, tag in page.authors
        if first <= index <= last
    ]
    linked += [
        Claim("author link", collapse(words))
        for line in near
        for words, href in line.links
        if AUTHOR_PATH.search(href) and len(line.text) < 160 and not line.zone & (Zone.NAV | Zone.FOOTER)
    ]
    found: list[tuple[str, tuple[str, ...]]] = []
    if linked:
        found.append(("rel=author", _names(linked)))
    for line in near:
        by = BY.match(line.text)
        if by and len(line.text) < 160 and not line.zone & (Zone.FIGURE | Zone.CAPTION | Zone.NAV):
            names = _names([Claim("text", line.text[by.end() :])])
            if names:
                found.append(("text", names))
                break
    return [(source, names) for source, names in found if names]


def _names(claims: list[Claim]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for claim in claims:
        for name in split_names(claim.value):
            found.setdefault(key(name), name)
    return tuple(found.values())


def split_names(text: str) -> list[str]:
    """Return the names in a byline, without "By", roles and addresses."""
    text = BY.sub("", text.strip())
    if NOT_NAMES.search(text.split(",")[0]) and ("/" in text or "@" in text):
        return []
    found: list[str] = []
    for part in AND.split(text):
        part = re.sub(r"\s*\([^)]*\)\s*$", "", BY.sub("", part.strip(" .:–—-\u00a0"))).strip()
        if not part or len(part) > LONGEST or NOT_NAMES.search(part) or (found and ROLE.match(part)):
            continue
        found.append(part)
    return found
