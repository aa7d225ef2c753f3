"""Who wrote the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archiver.language import any_of
from archiver.model.reading import Choice
from archiver.normalize.fields.moments import without_dates
from archiver.normalize.page.structured import Claim, Claims
from archiver.normalize.page.text import collapse, key, words_of
from archiver.normalize.page.walk import Line, Page
from archiver.normalize.page.zones import Zone

BY = re.compile(
    rf"^\W{{0,3}}(?:{any_of('bylines.did')}\s*{any_of('bylines.by')}?\s*:?\s*)?{any_of('bylines.by')}\s*[:：]?\s+",
    re.IGNORECASE,
)
"""What stands before a name in a byline."""

GLUED = re.compile(r"^(By|Von|Par|Por|Door)(?=[A-ZÀ-Þ])")
"""The same where the gap before the name is no text: it lies between two elements."""

AND = re.compile(rf"\s*(?:[,;|&•·、，；]|\s/\s|\b{any_of('bylines.joins')}\b(?!\.))\s*", re.IGNORECASE)
"""What stands between two names."""

ROLE = re.compile(rf"\b{any_of('bylines.roles')}\b", re.IGNORECASE)
DEGREE = re.compile(
    r"M\.?D|M\.?[AS]|MSc|MBA|MPH|B\.?[AS]|BSc|BSN|Ph\.?D|PharmD|RDN?|RN|DO|DDS|DVM|DPT|J\.?D|CSCS|LDN?|CNS"
)
"""What a contributor holds, as American health pages print it after the name."""

NOT_NAMES = re.compile(
    rf"https?:|www\.|@|\d|[<>{{}}=#?!_“”„«»]|\b{any_of('bylines.no_names')}\b", re.IGNORECASE
)
TAIL = re.compile(
    rf"\s*(?:\([^)]*\)|[|–—-]\s.*|\s{any_of('bylines.along')}\s.*|\bfor\s[A-Z].*|\sis\s(?:a|an|the)\s.*)$"
)
"""What follows a name: a bracket, a dash and more, "with Agencies"."""

HANDLE = re.compile(r"(?<=\w) \(?@\w{2,30}\)?(?!\S)")
"""The account of the one who is named before it."""

AUTHOR_PATH = re.compile(rf"[?&]author=|(?:^|/){any_of('bylines.addresses')}/[^/?#]", re.IGNORECASE)
"""Addresses of pages about authors."""

PERSON = re.compile(
    r"^(?:(?:Dr|Prof)\. )*[^\W\d_][\w.'’-]*(?: (?:de|da|van|von|der|den|el|al|bin|la|le|di|del|dos|zu|"
    r"ten)){0,2}(?: [^\W\d_][\w.'’-]*){1,3}$"
)
EDGES = " ,.:|•·–—-"
"""What is left around a name where a date stood beside it."""

SHORTEST_LINE = 4
"""Shortest line that parts a name from its date; "on" or a dash do not."""

LONGEST_NAME = 60
"""Longest name of a person or a desk, in characters."""

LONGEST_LINE = 160
"""Longest line that is a byline."""

Named = tuple[str, tuple[str, ...]]


def find_bylines(
    page: Page, claims: Claims, above: list[Line], below: list[Line], sites: set[str]
) -> tuple[tuple[str, ...], Choice | None]:
    """Return the names of those who wrote the article, in the order given.

    JSON-LD is believed first, then meta elements and microdata, then what is shown near the headline or
    below the body: links to authors, lines that begin with "By", a name beside the date; see also
    `_ranked`. Where more names are shown than claimed, and all claimed ones among them, the shown ones
    are meant. A name of the site itself counts only if there is no other.

    Args:
        page: the walked page.
        claims: its structured data.
        above: the lines around the headline.
        below: the lines below the body.
        sites: keys of the names of the site.
    """
    told: list[Named] = []
    for source in dict.fromkeys(claim.source for claim in claims.authors):
        names = _names([claim for claim in claims.authors if claim.source == source])
        if names:
            told.append((source, names))
    shown = _shown(page, above, below)
    told = _ranked(told, shown)
    persons = [(s, names) for s, names in told if any(key(name) not in sites for name in names)]
    ranked = persons or told or [("name beside the date", (name,)) for name in _beside_dates(above)]
    if not ranked:
        return (), None
    source, names = ranked[0]
    reason = ""
    for other, more in shown[:1]:
        if (
            other == "author link"
            and len(more) > len(names)
            and {key(n) for n in names} < {key(n) for n in more}
        ):
            source, names, reason = other, more, "shows more names than are claimed"
            break
    rejected = tuple((s, ", ".join(n)) for s, n in told if n != names)
    return names, Choice(field="bylines", source=source, reason=reason, rejected=rejected)


def _shown(page: Page, above: list[Line], below: list[Line]) -> list[Named]:
    if not above:
        return []
    first, last = above[0].index, max(line.index for line in above) + 1
    linked = [Claim("rel=author", words_of(tag)) for index, tag in page.authors if first <= index <= last]
    linked += [
        Claim("author link", words)
        for line in above
        for words, href in line.links
        if AUTHOR_PATH.search(href) and _may_hold_names(line)
    ]
    links = tuple(name for name in _names(linked) if PERSON.match(name))
    found: list[Named] = [("author link", links)]
    found += [("byline", _names([Claim("", by)])) for by in _after_by(above)][:1]
    found += [("byline below", _names([Claim("", by)])) for by in _after_by(below)][:1]
    return [(source, names) for source, names in found if names]


def _ranked(told: list[Named], shown: list[Named]) -> list[Named]:
    """Return who is named, most trusted first.

    The `author` of a page's meta elements may be its publisher: it comes last where others sign.
    """
    signed = next((names for _, names in shown if all(PERSON.match(name) for name in names)), ())
    keys = {key(name) for name in signed}
    others = [
        (source, names)
        for source, names in told
        if source == "meta author" and keys and keys.isdisjoint(map(key, names))
    ]
    return [each for each in told if each not in others] + shown + others


def _after_by(lines: Iterable[Line]) -> Iterable[str]:
    for line in lines:
        if not _may_hold_names(line):
            continue
        text = GLUED.sub(r"\1 ", line.text)
        by = BY.match(text) or BY.match(text := without_dates(text).lstrip(EDGES))
        if by:
            names = split_names(without_dates(text[by.end() :]))
            if len(names) > 1 and " " in names[0] and " " not in names[-1]:
                names.pop()  # the place it was written at
            if names:
                yield "; ".join(names)


HEADINGS = frozenset(("h2", "h3", "h4"))
"""Elements that hold the name of a box rather than of a person."""


def _beside_dates(lines: list[Line]) -> Iterable[str]:
    """Give what looks like a person's name in a line that also holds a date, or next to such a line."""
    lines = [line for line in lines if len(line.text) >= SHORTEST_LINE]
    below = [line for line in lines if line.index >= lines[0].index]
    above = [line for line in lines if line.index < lines[0].index and not line.zone & Zone.LIST]
    for group in (below, above):
        dated = [without_dates(line.text) != line.text and len(line.text) < 100 for line in group]
        for nth, line in enumerate(group):
            if any(dated[max(0, nth - 1) : nth + 2]) and line.tag.name not in HEADINGS:
                yield from _persons(line)


def _persons(line: Line) -> Iterable[str]:
    """Give what looks like a person's name between the separators of a short line."""
    if len(line.text) >= 100 or not _may_hold_names(line):
        return
    for part in re.split(r"\s*[|•·–—]\s*|\s-\s", without_dates(line.text)):
        name = part.strip(EDGES)
        if PERSON.match(name) and len(name) < 40 and name.istitle() and not NOT_NAMES.search(name):
            yield name


def _may_hold_names(line: Line) -> bool:
    return len(line.text) < LONGEST_LINE and not line.zone & (
        Zone.FIGURE | Zone.CAPTION | Zone.NAV | Zone.FOOTER | Zone.FORM | Zone.BUTTON
    )


def _names(claims: Iterable[Claim]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for claim in claims:
        for name in split_names(claim.value):
            found.setdefault(key(name), name)
    return tuple(found.values())


def split_names(text: str) -> list[str]:
    """Return the names in a byline, without "By", roles, places and addresses."""
    text = HANDLE.sub("", BY.sub("", collapse(text)))
    if "@" in text or "://" in text or text.startswith("/"):
        return []
    found: list[str] = []
    for part in AND.split(text):
        name = TAIL.sub("", BY.sub("", part.strip(" .:–—-*\u00a0"))).strip(" .,:")
        if not name or len(name) > LONGEST_NAME or NOT_NAMES.search(name) or BY.match(name + " "):
            continue
        if found and (ROLE.search(name) or DEGREE.fullmatch(name)):
            continue
        found.append(name)
    return found
